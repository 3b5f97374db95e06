//===- EmulatorCore.cpp - how fast the emulated AIE2 core runs ------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Core cycles a second for loops of different density: items_per_second.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Emulator/Core.h"
#include "aieforge/Target/AIE2/ISA.h"
#include "benchmark/benchmark.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdlib>

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

namespace {

/// Memories only.
struct MemoryBus : CoreBus {
  std::vector<uint8_t> Memory = std::vector<uint8_t>(64 * 1024);
  uint8_t *dataMemory(Window W) override {
    return W == Window::Own ? Memory.data() : nullptr;
  }
  bool acquire(unsigned, int) override { return true; }
  void release(unsigned, int) override {}
  bool streamRead(uint32_t &, bool &) override { return false; }
  bool streamWrite(uint32_t, bool) override { return true; }
  bool cascadeRead(CascadeWord &) override { return false; }
  bool cascadeWrite(const CascadeWord &) override { return true; }
  void event(unsigned) override {}
  bool busRead(uint32_t, uint32_t &) override { return false; }
  bool busWrite(uint32_t, uint32_t) override { return false; }
};

SmallVector<uint8_t, 0> assemble(ArrayRef<const char *> Lines) {
  SmallVector<uint8_t, 0> Code;
  for (const char *Line : Lines) {
    Expected<aie2::Bundle> B = aie2::parseBundle(Line);
    Error E = B ? aie2::encodeBundle(*B, Code) : B.takeError();
    if (E) {
      errs() << Line << ": " << toString(std::move(E)) << "\n";
      std::exit(1);
    }
  }
  return Code;
}

/// An endless loop from address 0 on.
void runLoop(benchmark::State &State, ArrayRef<const char *> Lines) {
  MemoryBus Bus;
  Core C(Bus);
  C.writeProgramMemory(0, assemble(Lines));
  C.setReset(false);
  C.setEnable(true);
  C.writeRegister("p0", 0x70000);
  C.writeRegister("p1", 0x74000);
  C.writeRegister("p2", 0x78000);
  C.writeRegister("m0", 0);
  uint64_t Cycles = 0;
  for (auto _ : State)
    Cycles += C.run(100000);
  if (C.state() != CoreState::Running)
    State.SkipWithError(C.faultText().str().c_str());
  State.SetItemsProcessed(int64_t(Cycles));
}

/// Code as the plain code generator makes it: an instruction a bundle, waits
/// filled with no-ops.
void BM_ScalarSparse(benchmark::State &State) {
  runLoop(State, {"lda r1, [p0], m0", "nop", "nop", "nop", "nop", "nop", "nop",
                  "add r2, r1, #1", "st r2, [p1], m0", "add r3, r3, #-1",
                  "j #0", "nop", "nop", "nop", "nop", "nop"});
}

/// Pipelined scalar code: a load, a store, an add and a move in every bundle.
void BM_ScalarDense(benchmark::State &State) {
  const char *Full = "lda r1, [p0], m0; st r2, [p1], m0; add r2, r1, #1; "
                     "mov r4, r2";
  runLoop(State, {Full, Full, Full, "j #0", Full, Full, Full, Full, Full});
}

/// A vector copy: two loads and a store of 32 bytes in every bundle.
void BM_VectorCopy(benchmark::State &State) {
  const char *Full = "vlda wl0, [p0], m0; vldb wl1, [p1], m0; "
                     "vst wl0, [p2], m0";
  runLoop(State, {Full, Full, Full, "j #0", Full, Full, Full, Full, Full});
}

BENCHMARK(BM_ScalarSparse);
BENCHMARK(BM_ScalarDense);
BENCHMARK(BM_VectorCopy);

} // namespace
