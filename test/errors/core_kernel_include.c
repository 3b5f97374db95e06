#include <aie_api/aie.hpp>
void work(void) {}
