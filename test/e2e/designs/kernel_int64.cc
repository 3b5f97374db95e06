// Kernel of kernel_int64.mlir: 64-bit products, quotients, shifts and comparisons in C++.
#include <stdint.h>
extern "C" void work(const int32_t *In, int32_t *Out, int32_t Size) {
  int64_t Mixed = 0x123456789ABCDEFLL;
  for (int32_t I = 0; I < Size; ++I) {
    int64_t Wide = (int64_t)In[I] * 1000003;
    uint64_t Unsigned = (uint64_t)Wide ^ (uint64_t)Mixed;
    int64_t Divisor = (In[I] >> 7) | 1;
    Mixed = Wide / Divisor + (int64_t)(Unsigned % 1000007u) * (Wide % Divisor);
    Mixed ^= Mixed << (In[I] & 63);
    Mixed += (int64_t)(Unsigned >> (In[I] & 31));
    Out[I] = (int32_t)(Mixed ^ (Mixed >> 32)) + (Mixed < Wide ? 7 : 0);
  }
}
