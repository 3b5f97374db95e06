// Kernel of kernel_switch.mlir: dense and sparse switches, goto, break and continue.
#include <stdint.h>
static int32_t dense(int32_t V) {
  switch (V & 7) {
  case 0: return V + 11;
  case 1: return V - 13;
  case 2: return V * 17;
  case 3: return V ^ 19;
  case 4: return V | 23;
  case 5: return V & 29;
  case 6: return V << 3;
  default: return V >> 5;
  }
}
static int32_t sparse(int32_t V) {
  switch (V % 1000) {
  case -999: case 3: return 1;
  case 100: return 2;
  case 250 ... 300: return 3;
  case -7: return 4;
  }
  return 5;
}
extern "C" void work(const int32_t *In, int32_t *Out, int32_t Size) {
  int32_t I = 0;
again:
  for (; I < Size; ++I) {
    if ((In[I] & 15) == 15) {
      Out[I] = -1;
      continue;
    }
    if ((In[I] & 15) == 14)
      break;
    Out[I] = dense(In[I]) * 8 + sparse(In[I]);
  }
  if (I < Size) {
    Out[I++] = -2;
    goto again;
  }
}
