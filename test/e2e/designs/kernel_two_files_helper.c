// The C half of kernel_two_files.mlir.
#include <stdint.h>
int32_t helper(int32_t A, int32_t B) { return A * 16 - B; }
