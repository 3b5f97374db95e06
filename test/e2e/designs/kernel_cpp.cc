// Kernel of kernel_cpp.mlir: templates, lambdas, references, classes with virtual functions, namespaces.
#include <stdint.h>
namespace {
template <typename T, int Factor> T scale(T V) { return V * Factor; }
template <typename F> void each(const int32_t *In, int32_t *Out, int32_t N, F Function) {
  for (int32_t I = 0; I < N; ++I)
    Function(In[I], Out[I]);
}
struct Shape {
  virtual int32_t area() const = 0;
  int32_t twice() const { return 2 * area(); }
};
struct Square final : Shape {
  explicit Square(int32_t Side) : Side(Side) {}
  int32_t area() const override { return Side * Side; }
  int32_t Side;
};
struct Rectangle final : Shape {
  Rectangle(int32_t A, int32_t B) : A(A), B(B) {}
  int32_t area() const override { return A * B; }
  int32_t A, B;
};
int32_t measure(const Shape &S) { return S.twice(); }
class Counter {
public:
  Counter &operator+=(int32_t V) {
    Total += V;
    return *this;
  }
  operator int32_t() const { return Total; }

private:
  int32_t Total = 0;
};
} // namespace
extern "C" void work(const int32_t *In, int32_t *Out, int32_t Size) {
  Counter Seen;
  each(In, Out, Size, [&](int32_t V, int32_t &R) {
    Seen += V & 15;
    Square S(V & 255);
    Rectangle T(V & 63, (V >> 8) & 63);
    const Shape &Chosen = V & 1 ? static_cast<const Shape &>(S) : T;
    R = scale<int32_t, 5>(V) + scale<int16_t, 3>(V) + measure(Chosen) + Seen;
  });
}
