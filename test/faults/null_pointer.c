#include <stdint.h>
int32_t *volatile Table;
void work(const int32_t *In, int32_t *Out) {
  for (int32_t I = 0; I < 16; ++I)
    Out[I] = In[I] + Table[I];
}
