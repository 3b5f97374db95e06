// Makes a stream by a function of SEQUENCE and prints what is left when it has
// run: registers in order of their addresses, and the other operations, each
// with how many stand before it.
#include SEQUENCE

#include <cstdio>
#include <cstdlib>
#include <map>

static void show(const std::vector<uint32_t> &S) {
  std::map<uint32_t, uint32_t> Registers;
  unsigned Others = 0, Count = 0;
  for (size_t At = 4; At < S.size(); ++Count) {
    const uint32_t *Op = &S[At];
    switch (Op[0] & 0xFF) {
    case 0: // write
      Registers[Op[2]] = Op[4];
      At += Op[5] / 4;
      break;
    case 1: // block write
      for (uint32_t I = 0; I < Op[3] / 4 - 4; ++I)
        Registers[Op[2] + 4 * I] = Op[4 + I];
      At += Op[3] / 4;
      break;
    case 3: // masked write
      Registers[Op[2]] = (Registers[Op[2]] & ~Op[5]) | (Op[4] & Op[5]);
      At += Op[6] / 4;
      break;
    case 128: // wait
    case 129: // address
      std::printf("%u:", Others++);
      for (uint32_t I = 0; I < Op[1] / 4; ++I)
        std::printf(" %08x", Op[I]);
      std::printf("\n");
      At += Op[1] / 4;
      break;
    default:
      std::printf("unknown operation %08x\n", Op[0]);
      std::exit(1);
    }
  }
  for (auto [Address, Value] : Registers)
    std::printf("%08x = %08x\n", Address, Value);
  std::printf("header %08x %08x, %s\n", S[0], S[1],
              Count == S[2] && S.size() * 4 == S[3] ? "counts hold"
                                                    : "wrong counts");
}

int main(int Argc, char **Argv) {
  std::optional<std::vector<uint32_t>> Stream;
  if (Argc == 1)
    Stream = generate_txn_main_fixed();
  else
    Stream = generate_txn_main_varying(std::atoll(Argv[1]),
                                       size_t(std::atoll(Argv[2])),
                                       std::atoi(Argv[3]) != 0);
  if (!Stream) {
    std::printf("no stream\n");
    return 0;
  }
  if (std::getenv("WORDS")) {
    for (uint32_t Word : *Stream)
      std::printf("%08X\n", Word);
    return 0;
  }
  show(*Stream);
}
