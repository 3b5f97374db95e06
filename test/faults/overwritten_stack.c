#include <stdint.h>
static void fill(volatile int32_t *Data, int32_t N) {
  for (int32_t I = 0; I < N; ++I)
    Data[I] = 0x0F0F0F0F;
}
__attribute__((noinline)) int32_t sum(const int32_t *In, int32_t N) {
  volatile int32_t Data[8];
  fill(Data - N, N);
  return Data[0] + In[0];
}
void work(const int32_t *In, int32_t *Out) {
  for (int32_t I = 0; I < 16; ++I)
    Out[I] = sum(In, 40);
}
