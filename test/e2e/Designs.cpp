//===- Designs.cpp - the examples' designs in any size and vintage --------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Designs.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <ostream>
#include <utility>
#include <vector>

using namespace aieforge::e2e;

void aieforge::e2e::PrintTo(const Shape &S, std::ostream *OS) {
  *OS << S.Words << " words, " << S.Elements << " elements, depth " << S.Depth;
}

/// Replaces $WORDS, $TOTAL, $DEPTH, $DEVICE and \p More in \p Text.
static std::string
fill(llvm::StringRef Text, const Shape &S,
     const std::vector<std::pair<std::string, std::string>> &More = {}) {
  std::vector<std::pair<std::string, std::string>> Names = {
      {"$WORDS", std::to_string(S.Words)},
      {"$TOTAL", std::to_string(S.transferWords())},
      {"$DEPTH", std::to_string(S.Depth)},
      {"$DEVICE", S.Device}};
  llvm::append_range(Names, More);
  std::string Result = Text.str();
  for (const auto &[Name, Value] : Names)
    for (size_t At; (At = Result.find(Name)) != std::string::npos;)
      Result.replace(At, Name.size(), Value);
  return Result;
}

static const char NewSequence[] = R"(
    aie.runtime_sequence(%a: memref<$TOTALxi32>, %b: memref<$TOTALxi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, $TOTAL][0, 0, 0, 1]) {id = 1 : i64, metadata = @in} : memref<$TOTALxi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, $TOTAL][0, 0, 0, 1]) {id = 0 : i64, issue_token = true, metadata = @out} : memref<$TOTALxi32>
      aiex.npu.dma_wait {symbol = @out}
    }
)";

static const char OldSequence[] = R"(
    aiex.runtime_sequence(%a: memref<$TOTALxi32>, %b: memref<$TOTALxi32>) {
      aiex.npu.dma_memcpy_nd (0, 0, %b[0, 0, 0, 0][1, 1, 1, $TOTAL][0, 0, 0]) {id = 0 : i64, metadata = @out} : memref<$TOTALxi32>
      aiex.npu.dma_memcpy_nd (0, 0, %a[0, 0, 0, 0][1, 1, 1, $TOTAL][0, 0, 0]) {id = 1 : i64, metadata = @in} : memref<$TOTALxi32>
      aiex.npu.dma_wait {symbol = @out}
    }
)";

static const char PassthroughBody[] = R"(
    %shim = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%core}, $DEPTH : i32) : !aie.objectfifo<memref<$WORDSxi32>>
    aie.objectfifo @out(%core, {%shim}, $DEPTH : i32) : !aie.objectfifo<memref<$WORDSxi32>>
    func.func private @passthrough_kernel(memref<$WORDSxi32>, memref<$WORDSxi32>, i32)
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %forever = arith.constant 0x7FFFFFFF : index
      %size = arith.constant $WORDS : i32
      scf.for %i = %c0 to %forever step %c1 {
        %src = aie.objectfifo.acquire @in(Consume, 1) : !aie.objectfifosubview<memref<$WORDSxi32>>
        %a = aie.objectfifo.subview.access %src[0] : !aie.objectfifosubview<memref<$WORDSxi32>> -> memref<$WORDSxi32>
        %dst = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<$WORDSxi32>>
        %b = aie.objectfifo.subview.access %dst[0] : !aie.objectfifosubview<memref<$WORDSxi32>> -> memref<$WORDSxi32>
        func.call @passthrough_kernel(%a, %b, %size) : (memref<$WORDSxi32>, memref<$WORDSxi32>, i32) -> ()
        aie.objectfifo.release @in(Consume, 1)
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }
)";

std::string aieforge::e2e::passthrough(const Shape &S) {
  return fill(std::string("module {\n  aie.device($DEVICE) {") +
                  PassthroughBody + NewSequence + "  }\n}\n",
              S);
}

std::string aieforge::e2e::passthrough2024(const Shape &S) {
  return fill(std::string("module {\n  aie.device(npu1_4col) {") +
                  PassthroughBody + OldSequence + "  }\n}\n",
              S);
}

std::string aieforge::e2e::passthroughKernel() {
  return R"(
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
extern "C" void passthrough_kernel(const int32_t *restrict in,
                                   int32_t *restrict out, int32_t size) {
  for (int32_t i = 0; i < size; ++i)
    out[i] = in[i];
}
)";
}

std::string aieforge::e2e::passthroughDma(const Shape &S) {
  return fill(std::string(R"(module {
  aie.device($DEVICE) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    aie.objectfifo @in(%shim, {%mem}, $DEPTH : i32) : !aie.objectfifo<memref<$WORDSxi32>>
    aie.objectfifo @out(%mem, {%shim}, $DEPTH : i32) : !aie.objectfifo<memref<$WORDSxi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
)") + NewSequence +
                  "  }\n}\n",
              S);
}

std::string aieforge::e2e::vectorScalarAdd(const Shape &S, int Addend) {
  return fill(std::string(R"(module {
  aie.device($DEVICE) {
    %shim = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%core}, $DEPTH : i32) : !aie.objectfifo<memref<$WORDSxi32>>
    aie.objectfifo @out(%core, {%shim}, $DEPTH : i32) : !aie.objectfifo<memref<$WORDSxi32>>
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %size = arith.constant $WORDS : index
      %forever = arith.constant 0x7FFFFFFF : index
      %addend = arith.constant $ADDEND : i32
      scf.for %n = %c0 to %forever step %c1 {
        %src = aie.objectfifo.acquire @in(Consume, 1) : !aie.objectfifosubview<memref<$WORDSxi32>>
        %a = aie.objectfifo.subview.access %src[0] : !aie.objectfifosubview<memref<$WORDSxi32>> -> memref<$WORDSxi32>
        %dst = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<$WORDSxi32>>
        %b = aie.objectfifo.subview.access %dst[0] : !aie.objectfifosubview<memref<$WORDSxi32>> -> memref<$WORDSxi32>
        scf.for %i = %c0 to %size step %c1 {
          %x = memref.load %a[%i] : memref<$WORDSxi32>
          %y = arith.addi %x, %addend : i32
          memref.store %y, %b[%i] : memref<$WORDSxi32>
        }
        aie.objectfifo.release @in(Consume, 1)
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }
)") + NewSequence +
                  "  }\n}\n",
              S, {{"$ADDEND", std::to_string(Addend)}});
}

std::string aieforge::e2e::handWritten2024(const Shape &S) {
  return fill(std::string(R"(module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    %x = aie.buffer(%core) {sym_name = "a"} : memref<$WORDSxi32>
    %y = aie.buffer(%core) {sym_name = "b"} : memref<$WORDSxi32>
    %a_free = aie.lock(%core, 0) {init = 1 : i32}
    %a_full = aie.lock(%core, 1) {init = 0 : i32}
    %b_free = aie.lock(%core, 2) {init = 1 : i32}
    %b_full = aie.lock(%core, 3) {init = 0 : i32}
    aie.flow(%shim, DMA : 0, %core, DMA : 0)
    aie.flow(%core, DMA : 0, %shim, DMA : 0)
    aie.shim_dma_allocation @in(MM2S, 0, 0)
    aie.shim_dma_allocation @out(S2MM, 0, 0)
    %m = aie.mem(%core) {
      %0 = aie.dma_start(S2MM, 0, ^in, ^next)
    ^in:
      aie.use_lock(%a_free, AcquireGreaterEqual, 1)
      aie.dma_bd(%x : memref<$WORDSxi32>, 0, $WORDS)
      aie.use_lock(%a_full, Release, 1)
      aie.next_bd ^in
    ^next:
      %1 = aie.dma_start(MM2S, 0, ^out, ^end)
    ^out:
      aie.use_lock(%b_full, AcquireGreaterEqual, 1)
      aie.dma_bd(%y : memref<$WORDSxi32>, 0, $WORDS)
      aie.use_lock(%b_free, Release, 1)
      aie.next_bd ^out
    ^end:
      aie.end
    }
    %c = aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %size = arith.constant $WORDS : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        aie.use_lock(%a_full, AcquireGreaterEqual, 1)
        aie.use_lock(%b_free, AcquireGreaterEqual, 1)
        scf.for %i = %c0 to %size step %c1 {
          %v = memref.load %x[%i] : memref<$WORDSxi32>
          memref.store %v, %y[%i] : memref<$WORDSxi32>
        }
        aie.use_lock(%a_free, Release, 1)
        aie.use_lock(%b_full, Release, 1)
      }
      aie.end
    }
)") + R"(
    aiex.runtime_sequence(%a: memref<$TOTALxi32>, %b: memref<$TOTALxi32>) {
      aiex.npu.dma_memcpy_nd (0, 0, %b[0, 0, 0, 0][1, 1, 1, $TOTAL][0, 0, 0]) {id = 0 : i64, metadata = @out} : memref<$TOTALxi32>
      aiex.npu.dma_memcpy_nd (0, 0, %a[0, 0, 0, 0][1, 1, 1, $TOTAL][0, 0, 0]) {id = 1 : i64, metadata = @in} : memref<$TOTALxi32>
      aiex.npu.dma_wait {symbol = @in}
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
)",
              S);
}
