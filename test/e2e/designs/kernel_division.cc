// Kernel of kernel_division.mlir: divisions of every width and sign, by constants and by variables.
#include <stdint.h>
#include <stdlib.h>
extern "C" void work(const int32_t *In, int32_t *Out, int32_t Size) {
  for (int32_t I = 0; I < Size; ++I) {
    int32_t V = In[I];
    int32_t D = (V & 127) + 1;
    uint32_t U = V;
    int16_t S = V;
    int8_t C = V >> 8;
    int32_t R = V / 7 + V % 7 - V / -10 + U / 12u;
    R = R * 3 + V / D + V % D + U / (uint32_t)D + U % (uint32_t)D;
    R = R * 3 + S / 5 + S % (int16_t)D + C / 3 + C % 3 + abs(S);
    Out[I] = R;
  }
}
