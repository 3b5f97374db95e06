// Kernel of kernel_pointers.mlir: function pointers, pointers to pointers, memcpy, memset, memcmp.
#include <stdint.h>
#include <string.h>
static int32_t plus(int32_t A, int32_t B) { return A + B; }
static int32_t minus(int32_t A, int32_t B) { return A - B; }
static int32_t times(int32_t A, int32_t B) { return A * B; }
static int32_t (*const Operations[])(int32_t, int32_t) = {plus, minus, times};
static int compare(const int32_t *A, const int32_t *B) { return (*A > *B) - (*A < *B); }
static void sort(int32_t *Data, int32_t N, int (*Order)(const int32_t *, const int32_t *)) {
  for (int32_t I = 1; I < N; ++I)
    for (int32_t J = I; J > 0 && Order(&Data[J - 1], &Data[J]) > 0; --J) {
      int32_t T = Data[J];
      Data[J] = Data[J - 1];
      Data[J - 1] = T;
    }
}
extern "C" void work(const int32_t *In, int32_t *Out, int32_t Size) {
  int32_t Copy[16], Zero[16];
  memcpy(Copy, In, sizeof(Copy));
  memset(Zero, 0, sizeof(Zero));
  sort(Copy, Size, compare);
  int32_t *Rows[] = {Copy, Copy + 8};
  for (int32_t I = 0; I < Size; ++I)
    Out[I] = Operations[(uint32_t)In[I] % 3](Rows[I / 8][I % 8], In[I]);
  if (memcmp(Copy, Zero, sizeof(Copy)) == 0)
    Out[0] = 42;
}
