#include <stdint.h>
void work(const int32_t *In, int32_t *Out) {
  for (volatile int32_t I = 0; I != 15; I = I + 2)
    Out[I & 15] = In[I & 15];
}
