// Kernel of kernel_c.mlir: C with restrict pointers and an inner loop of stores.
#include <stdint.h>
void scale(const int32_t *restrict in, int32_t *restrict out, int32_t size) {
  for (int32_t i = 0; i < size; ++i)
    out[i] = in[i] * 3 - i;
}
