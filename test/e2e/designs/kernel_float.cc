// Kernel of kernel_float.mlir: floating point by the support library: sums, products, quotients, comparisons, conversions.
#include <stdint.h>
extern "C" void work(const int32_t *In, int32_t *Out, int32_t Size) {
  float Last = 1.5f;
  for (int32_t I = 0; I < Size; ++I) {
    float V = (float)(In[I] >> 8);
    float W = V * 0.125f + Last;
    if (W < 0.0f)
      W = -W;
    float Q = W / 3.0f - V;
    Out[I] = (int32_t)(Q * 0.5f);
    Last = (float)(Out[I] & 1023);
  }
}
