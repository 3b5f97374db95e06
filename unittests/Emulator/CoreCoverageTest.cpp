//===- CoreCoverageTest.cpp - every instruction, and hostile programs -----===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CoreTestBench.h"
#include "aieforge/Target/AIE2/ISA.h"

#include <random>

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

namespace {

/// \p Op with random legal operands.
aie2::Instr randomInstr(aie2::Opcode Op, std::mt19937 &Random) {
  aie2::Instr I;
  I.Op = Op;
  for (auto [N, O] : enumerate(I.info().Operands)) {
    if (O.isImm()) {
      int64_t Steps = (O.maxValue() - O.minValue()) / O.Scale + 1;
      I.Values[N] =
          O.minValue() + int64_t(Random() % uint64_t(Steps)) * O.Scale;
    } else if (O.Kind == aie2::OperandKind::Reg) {
      ArrayRef<aie2::Reg> Members = aie2::members(O.Class);
      I.Values[N] = int64_t(Members[Random() % Members.size()]);
    }
  }
  aie2::completeTies(I);
  return I;
}

void append(std::vector<uint8_t> &Code, ArrayRef<aie2::Instr> Instrs) {
  aie2::Bundle B;
  B.Instrs.assign(Instrs.begin(), Instrs.end());
  SmallVector<uint8_t, 16> Bytes;
  if (Error E = aie2::encodeBundle(B, Bytes)) {
    ADD_FAILURE() << toString(std::move(E));
    return;
  }
  Code.insert(Code.end(), Bytes.begin(), Bytes.end());
}

/// Registers that make most addresses legal.
void friendly(CoreBench &B) {
  for (unsigned I = 0; I != 8; ++I)
    B.setReg("p" + std::to_string(I), 0x72000 + 0x200 * I);
  B.setReg("sp", 0x74000);
  for (unsigned I = 0; I != 4; ++I)
    B.Bus.StreamIn.push_back({I, false});
}

/// The instructions without a meaning, by the start of their names. Everything
/// else in the tables is modelled.
bool isKnownGap(StringRef Name) {
  for (StringRef Gap :
       {"VLDB_COMPR", "VLDB_SPARSE", "VLDB_4x", "VBCSTSHFL", "VSHIFT_ALIGN",
        "VNEGMAC", "VNEGMSC", "VNEGADD", "VNEGSUB"})
    if (Name.starts_with(Gap))
      return true;
  return Name.contains("sparse");
}

TEST(CoreCoverage, OnlyTheKnownGapsAreNotModelled) {
  std::mt19937 Random(41);
  for (unsigned N = 0; N != aie2::NumOpcodes; ++N) {
    const aie2::InstrInfo &Info = aie2::info(aie2::Opcode(N));
    std::vector<uint8_t> Code;
    append(Code, randomInstr(aie2::Opcode(N), Random));
    CoreBench B;
    B.loadBytes(Code);
    friendly(B);
    B.C.run(1);
    EXPECT_EQ(B.C.faultText().contains("` (" + Info.Name.str() +
                                       ") is not modelled yet"),
              isKnownGap(Info.Name))
        << Info.Name.str() << ": " << B.fault();
  }
}

/// Any sequence of bundles ends in a state, never in a crash.
TEST(CoreCoverage, RandomProgramsDoNotCrash) {
  std::mt19937 Random(42);
  unsigned Cycles = 0;
  for (int Program = 0; Program != 300; ++Program) {
    std::vector<uint8_t> Code;
    while (Code.size() < 600) {
      aie2::Opcode Op = aie2::Opcode(Random() % aie2::NumOpcodes);
      if (isKnownGap(aie2::info(Op).Name))
        continue;
      append(Code, randomInstr(Op, Random));
    }
    CoreBench B(CoreOptions{/*FaultOnWriteConflict=*/Program % 2 == 0});
    B.loadBytes(Code);
    // Start anywhere: faults end most runs early.
    for (uint32_t Start = 0; Start < Code.size(); Start += 2 + Random() % 40) {
      B.C.reset();
      friendly(B);
      B.C.setPC(Start & ~1u);
      Cycles += B.C.run(200);
    }
  }
  EXPECT_GT(Cycles, 10000u);
}

TEST(CoreCoverage, RandomBytesDoNotCrash) {
  std::mt19937 Random(43);
  CoreBench B;
  std::vector<uint8_t> Code(Core::ProgramBytes);
  for (int Program = 0; Program != 20; ++Program) {
    for (uint8_t &Byte : Code)
      Byte = uint8_t(Random());
    B.loadBytes(Code);
    for (uint32_t Start = 0; Start < Code.size() + 64; Start += 31) {
      B.C.reset();
      friendly(B);
      B.C.setPC(Start);
      B.C.run(100);
    }
  }
}

} // namespace
