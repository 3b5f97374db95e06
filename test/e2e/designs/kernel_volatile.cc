// Kernel of kernel_volatile.mlir: volatile variables: every access happens, in order.
#include <stdint.h>
static volatile int32_t Mailbox;
static volatile uint8_t Flags[4];
extern "C" void work(const int32_t *In, int32_t *Out, int32_t Size) {
  for (int32_t I = 0; I < Size; ++I) {
    Mailbox = In[I];
    Mailbox = Mailbox + 1;
    Mailbox += Mailbox;
    Flags[I & 3] = In[I];
    Flags[I & 3] ^= 0x5A;
    Out[I] = Mailbox + Flags[I & 3];
  }
}
