// Kernel of kernel_bytes.mlir: bytes and half words: sign, wrap, unaligned places in a byte array.
#include <stdint.h>
extern "C" void work(const int8_t *In, int8_t *Out, int32_t Size) {
  uint8_t Histogram[16] = {0};
  for (int32_t I = 0; I < Size; ++I)
    Histogram[(uint8_t)In[I] >> 4]++;
  for (int32_t I = 0; I < Size; ++I) {
    int16_t Pair = (int16_t)(In[I] * In[(I + 1) % Size]);
    uint16_t Low = (uint16_t)(Pair + 0x7F3);
    Out[I] = (int8_t)(Low >> 4) - (int8_t)Histogram[I & 15];
  }
}
