volatile int A;
#define X4 A = A + 1; A = A * 3; A = A ^ 5; A = A - 7;
#define X64 X4 X4 X4 X4 X4 X4 X4 X4 X4 X4 X4 X4 X4 X4 X4 X4
void work(void) {
  X64 X64 X64 X64 X64 X64 X64 X64 X64 X64 X64 X64
}
