// Needs the project's headers and its support library: a division.
#include <algorithm>
#include <cstdint>
#include <type_traits>

extern "C" void add_seven(int32_t *in, int32_t *out) {
  event0();
  for (int i = 0; i < 16; ++i)
    out[i] = in[i] + std::max(int32_t(700 / (in[i] + 100)),
                              int32_t(sizeof(std::make_unsigned_t<short>)));
  event1();
}
