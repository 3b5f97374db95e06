// A kernel that multiplies by FACTOR; every core of a design can have its own.
void scale(const int *in, int *out) {
  for (int i = 0; i < 16; ++i)
    out[i] = in[i] * FACTOR;
}
