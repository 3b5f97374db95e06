//===- EmulatorArray.cpp - how fast data moves through the array ----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A passthrough by the mem tile (DMA and streams only), and one by a core that
// adds to each word. bytes_per_second: through the array; cycles: array cycles
// a second of host time.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Driver/Compile.h"
#include "aieforge/Emulator/Machine.h"
#include "llvm/Support/FormatVariadic.h"

#include <benchmark/benchmark.h>

using namespace aieforge;
using llvm::formatv;

static std::string sequence(unsigned Words) {
  return formatv(
      R"(  aie.runtime_sequence(%a: memref<{0}xi32>, %b: memref<{0}xi32>) {{
    aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, {0}][0, 0, 0, 1]) {{id = 0 : i64, metadata = @in} : memref<{0}xi32>
    aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, {0}][0, 0, 0, 1]) {{id = 1 : i64, issue_token = true, metadata = @out} : memref<{0}xi32>
    aiex.npu.dma_wait {{symbol = @out}
  }
 }
}
)",
      Words);
}

static std::string throughMemTile(unsigned Words) {
  return R"(module {
 aie.device(npu1_1col) {
  %s = aie.tile(0, 0)
  %m = aie.tile(0, 1)
  aie.objectfifo @in(%s, {%m}, 2 : i32) : !aie.objectfifo<memref<256xi32>>
  aie.objectfifo @out(%m, {%s}, 2 : i32) : !aie.objectfifo<memref<256xi32>>
  aie.objectfifo.link [@in] -> [@out]([] [])
)" + sequence(Words);
}

static std::string throughCore(unsigned Words) {
  return R"(module {
 aie.device(npu1_1col) {
  %s = aie.tile(0, 0)
  %c = aie.tile(0, 2)
  aie.objectfifo @in(%s, {%c}, 2 : i32) : !aie.objectfifo<memref<256xi32>>
  aie.objectfifo @out(%c, {%s}, 2 : i32) : !aie.objectfifo<memref<256xi32>>
  aie.core(%c) {
    %z = arith.constant 0 : index
    %one = arith.constant 1 : index
    %n = arith.constant 256 : index
    %ever = arith.constant 0x7FFFFFFF : index
    %k = arith.constant 3 : i32
    scf.for %t = %z to %ever step %one {
      %xs = aie.objectfifo.acquire @in(Consume, 1) : !aie.objectfifosubview<memref<256xi32>>
      %x = aie.objectfifo.subview.access %xs[0] : !aie.objectfifosubview<memref<256xi32>> -> memref<256xi32>
      %ys = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<256xi32>>
      %y = aie.objectfifo.subview.access %ys[0] : !aie.objectfifosubview<memref<256xi32>> -> memref<256xi32>
      scf.for %i = %z to %n step %one {
        %v = memref.load %x[%i] : memref<256xi32>
        %w = arith.addi %v, %k : i32
        memref.store %w, %y[%i] : memref<256xi32>
      }
      aie.objectfifo.release @in(Consume, 1)
      aie.objectfifo.release @out(Produce, 1)
    }
    aie.end
  }
)" + sequence(Words);
}

static void runDesign(benchmark::State &State,
                      std::string (*Design)(unsigned)) {
  unsigned Words = State.range(0) / 4;
  CompileOptions Options;
  Options.SysrootLibDir = AIEFORGE_SYSROOT_LIB;
  auto Program = compileDesign(
      llvm::MemoryBuffer::getMemBufferCopy(Design(Words), "b.mlir"), {},
      Options);
  if (!Program) {
    State.SkipWithError(llvm::toString(Program.takeError()).c_str());
    return;
  }
  uint64_t Cycles = 0;
  for (auto _ : State) {
    // From loading the image on, as the first run of a host program.
    auto Machine = llvm::cantFail(emu::Machine::create(Program->Xclbin));
    auto Result = llvm::cantFail(
        Machine->run(Program->Instructions, {{0, Bytes(State.range(0), 1)},
                                             {1, Bytes(State.range(0))}}));
    if (Result.Status != emu::RunStatus::Completed) {
      State.SkipWithError("the run did not complete");
      return;
    }
    Cycles += Result.Cycles;
  }
  State.SetBytesProcessed(State.iterations() * State.range(0));
  State.counters["cycles"] =
      benchmark::Counter(Cycles, benchmark::Counter::kIsRate);
}
BENCHMARK_CAPTURE(runDesign, mem_tile, throughMemTile)
    ->Arg(4096)
    ->Arg(1 << 20)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(runDesign, core, throughCore)
    ->Arg(4096)
    ->Arg(1 << 18)
    ->Unit(benchmark::kMillisecond);
