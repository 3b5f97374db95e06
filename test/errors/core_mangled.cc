void work(int) {}
