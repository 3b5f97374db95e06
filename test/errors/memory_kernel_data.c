int Table[6000];
void work(void) {
  for (int I = 0; I < 6000; ++I)
    Table[I] = I;
}
