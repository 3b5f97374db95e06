// Kernel of kernel_two_files.mlir: two kernels in different languages; one calls a function of the other.
#include <stdint.h>
extern "C" int32_t helper(int32_t A, int32_t B);
extern "C" void first(const int32_t *In, int32_t *Out, int32_t Size) {
  for (int32_t I = 0; I < Size; ++I)
    Out[I] = helper(In[I], I);
}
