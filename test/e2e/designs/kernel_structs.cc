// Kernel of kernel_structs.mlir: structs by value and by pointer, unions and bit fields.
#include <stdint.h>
struct Point {
  int16_t X, Y;
  int32_t Z;
};
union Bits {
  uint32_t Word;
  struct {
    uint32_t Low : 5, Middle : 14, High : 13;
  };
};
static Point make(int32_t V) { return {(int16_t)V, (int16_t)(V >> 16), V ^ 85}; }
static void turn(Point *P) {
  int16_t X = P->X;
  P->X = -P->Y;
  P->Y = X;
}
static int32_t sum(Point P) { return P.X + P.Y * 2 + P.Z; }
extern "C" void work(const int32_t *In, int32_t *Out, int32_t Size) {
  for (int32_t I = 0; I < Size; ++I) {
    Point P = make(In[I]);
    turn(&P);
    Bits B;
    B.Word = In[I];
    Out[I] = sum(P) + B.Low * 100 + B.Middle - B.High;
  }
}
