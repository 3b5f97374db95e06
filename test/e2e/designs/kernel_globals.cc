// Kernel of kernel_globals.mlir: initialised, zeroed, constant and static local variables; an array of strings.
#include <stdint.h>
int32_t Table[5] = {3, -1, 4, -1, 5};
static const uint8_t Steps[] = {1, 2, 3, 5, 8, 13};
static int32_t Calls;
static const char *const Names[] = {"north", "east", "south", "west"};
struct Entry {
  const int32_t *Where;
  int32_t Weight;
} Entries[] = {{&Table[1], 10}, {&Table[4], 20}};
extern "C" void work(const int32_t *In, int32_t *Out, int32_t Size) {
  static int32_t Sum = 40;
  ++Calls;
  for (int32_t I = 0; I < Size; ++I) {
    Sum += Steps[(uint32_t)In[I] % 6];
    Table[I % 5] += In[I] & 3;
    const char *Name = Names[In[I] & 3];
    int32_t Letters = 0;
    while (Name[Letters])
      Letters += 1;
    Out[I] = Sum + Letters * 1000 + Calls * 100000 + Entries[I & 1].Weight * *Entries[I & 1].Where;
  }
}
