//===- Compile.cpp - time and memory of whole compilations ----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Designs of 1, 4 and 16 cores without kernels, text to xclbin in one process.
// peak_MB is the largest resident set of this process so far, so the cases run
// from small to large.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Driver/Compile.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

#include <benchmark/benchmark.h>
#include <sys/resource.h>

using namespace aieforge;
using llvm::formatv;

/// Columns of \p Rows cores behind a mem tile that hands out the parts of each
/// object and joins them again; every core adds a number of its own.
static std::string design(unsigned Columns, unsigned Rows) {
  std::string Text = formatv("module {{\n aie.device({0}) {{\n",
                             Columns == 4 ? "npu1" : "npu1_1col");
  std::string Arguments, Transfers;
  for (unsigned C = 0; C < Columns; ++C) {
    Text += formatv(R"(  %s{0} = aie.tile({0}, 0)
  %m{0} = aie.tile({0}, 1)
  aie.objectfifo @in{0}(%s{0}, {{%m{0}}, 2 : i32) : !aie.objectfifo<memref<{1}xi32>>
  aie.objectfifo @out{0}(%m{0}, {{%s{0}}, 2 : i32) : !aie.objectfifo<memref<{1}xi32>>
)",
                    C, 64 * Rows);
    std::vector<std::string> Ins, Outs, Offsets;
    for (unsigned R = 0; R < Rows; ++R) {
      Text += formatv(R"(  %c{0}_{1} = aie.tile({0}, {2})
  aie.objectfifo @i{0}_{1}(%m{0}, {{%c{0}_{1}}, 2 : i32) : !aie.objectfifo<memref<64xi32>>
  aie.objectfifo @o{0}_{1}(%c{0}_{1}, {{%m{0}}, 2 : i32) : !aie.objectfifo<memref<64xi32>>
  aie.core(%c{0}_{1}) {{
    %z = arith.constant 0 : index
    %one = arith.constant 1 : index
    %n = arith.constant 64 : index
    %ever = arith.constant 0x7FFFFFFF : index
    %k = arith.constant {3} : i32
    scf.for %t = %z to %ever step %one {{
      %xs = aie.objectfifo.acquire @i{0}_{1}(Consume, 1) : !aie.objectfifosubview<memref<64xi32>>
      %x = aie.objectfifo.subview.access %xs[0] : !aie.objectfifosubview<memref<64xi32>> -> memref<64xi32>
      %ys = aie.objectfifo.acquire @o{0}_{1}(Produce, 1) : !aie.objectfifosubview<memref<64xi32>>
      %y = aie.objectfifo.subview.access %ys[0] : !aie.objectfifosubview<memref<64xi32>> -> memref<64xi32>
      scf.for %i = %z to %n step %one {{
        %v = memref.load %x[%i] : memref<64xi32>
        %w = arith.addi %v, %k : i32
        memref.store %w, %y[%i] : memref<64xi32>
      }
      aie.objectfifo.release @i{0}_{1}(Consume, 1)
      aie.objectfifo.release @o{0}_{1}(Produce, 1)
    }
    aie.end
  }
)",
                      C, R, R + 2, 10 * C + R);
      Ins.push_back(formatv("@i{0}_{1}", C, R));
      Outs.push_back(formatv("@o{0}_{1}", C, R));
      Offsets.push_back(std::to_string(64 * R));
    }
    // One core: a plain link, which takes no offsets.
    std::string Places = Rows > 1 ? llvm::join(Offsets, ", ") : "";
    Text += formatv("  aie.objectfifo.link [@in{0}] -> [{1}]([] [{2}])\n"
                    "  aie.objectfifo.link [{3}] -> [@out{0}]([{2}] [])\n",
                    C, llvm::join(Ins, ", "), Places, llvm::join(Outs, ", "));
    Arguments += formatv("{0}%a{1}: memref<1024xi32>, %b{1}: memref<1024xi32>",
                         C ? ", " : "", C);
    for (const char *Way : {"in", "out"})
      Transfers += formatv(
          "   aiex.npu.dma_memcpy_nd(%{0}{1}[0, 0, 0, 0][1, 1, 1, 1024][0, 0, "
          "0, 1]) {{id = {2} : i64, issue_token = true, metadata = @{3}{1}} : "
          "memref<1024xi32>\n",
          Way[0] == 'i' ? "a" : "b", C, Way[0] == 'i' ? 0 : 1, Way);
  }
  for (unsigned C = 0; C < Columns; ++C)
    Transfers += formatv("   aiex.npu.dma_wait {{symbol = @out{0}}\n", C);
  return Text + "  aie.runtime_sequence(" + Arguments + ") {\n" + Transfers +
         "  }\n }\n}\n";
}

static void compileCores(benchmark::State &State) {
  unsigned Cores = State.range(0);
  std::string Text = design(Cores > 4 ? Cores / 4 : 1, std::min(Cores, 4u));
  CompileOptions Options;
  Options.SysrootLibDir = AIEFORGE_SYSROOT_LIB;
  for (auto _ : State) {
    auto Result = compileDesign(
        llvm::MemoryBuffer::getMemBuffer(Text, "bench.mlir"), {}, Options);
    if (!Result) {
      State.SkipWithError(llvm::toString(Result.takeError()).c_str());
      return;
    }
    benchmark::DoNotOptimize(Result->Xclbin.data());
  }
  rusage Usage{};
  getrusage(RUSAGE_SELF, &Usage);
  State.counters["peak_MB"] = Usage.ru_maxrss / 1024.0;
}
BENCHMARK(compileCores)->Arg(1)->Arg(4)->Arg(16)->Unit(benchmark::kMillisecond);
