//===- Disassembler.cpp - speed of decoding and listing -------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A program memory (16 KiB) full of arbitrary bundles, decoded and listed.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Target/AIE2/Disassembler.h"
#include "aieforge/Target/AIE2/ISA.h"

#include <benchmark/benchmark.h>
#include <random>

using namespace aieforge;
using namespace aieforge::aie2;

/// A legal instruction of \p Op.
static Instr anyInstr(Opcode Op, std::mt19937 &Random) {
  Instr I;
  I.Op = Op;
  for (unsigned N = 0; N < I.info().Operands.size(); ++N) {
    const OperandInfo &O = I.info().Operands[N];
    if (O.Kind == OperandKind::Reg)
      I.Values[N] =
          int64_t(members(O.Class)[Random() % members(O.Class).size()]);
    else if (O.isImm())
      I.Values[N] = O.minValue();
  }
  completeTies(I);
  return I;
}

static Bytes program() {
  std::mt19937 Random(1);
  llvm::SmallVector<uint8_t> Code;
  while (Code.size() < 16 * 1024 - MaxBundleBytes) {
    const FormatInfo &F = info(Format(Random() % NumFormats));
    Bundle B;
    for (unsigned S = 0; S < F.NumSlots;) {
      Opcode Op = Opcode(Random() % NumOpcodes);
      if (info(Op).InSlot != F.Slots[S].Which)
        continue;
      B.Instrs.push_back(anyInstr(Op, Random));
      ++S;
    }
    llvm::cantFail(encodeBundle(B, Code));
  }
  return Bytes(Code.begin(), Code.end());
}

static void decodeProgram(benchmark::State &State) {
  Bytes Code = program();
  uint64_t Bundles = 0;
  for (auto _ : State)
    for (size_t At = 0; At < Code.size(); ++Bundles) {
      Bundle B = llvm::cantFail(decodeBundle(BytesRef(Code).drop_front(At)));
      At += B.Size;
    }
  State.SetItemsProcessed(Bundles);
}
BENCHMARK(decodeProgram);

static void listProgram(benchmark::State &State) {
  Bytes Code = program();
  CodeListing L;
  L.Code = Code;
  for (auto _ : State) {
    std::string Out;
    llvm::raw_string_ostream OS(Out);
    printListing(OS, L);
  }
  State.SetBytesProcessed(State.iterations() * Code.size());
}
BENCHMARK(listProgram);
