#include <stdint.h>
extern "C" void work() {
  int32_t X = Missing;
}
