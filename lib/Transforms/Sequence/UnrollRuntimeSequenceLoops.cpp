//===- UnrollRuntimeSequenceLoops.cpp - sequences without loops -----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// aie-unroll-runtime-sequence-loops
// In:  runtime sequences with scf.for.
// Out: loops with constant bounds are unrolled completely, inner ones first;
//      the others stay. What the sequence computes from constants is computed,
//      and branches on constants are taken.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/Passes.h"

#include "../Loops.h"
#include "FoldConstants.h"
#include "aieforge/Dialect/AIE/AIEDialect.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

namespace aieforge::aie {
#define GEN_PASS_DEF_AIEUNROLLRUNTIMESEQUENCELOOPS
#include "aieforge/Transforms/Passes.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

namespace {

/// An instruction stream with more ops than this is a mistake: it would fill
/// gigabytes.
constexpr uint64_t MaxOps = 1u << 22;

uint64_t opCount(Operation *Op) {
  uint64_t Count = 0;
  Op->walk([&](Operation *) { ++Count; });
  return Count;
}

struct UnrollRuntimeSequenceLoops
    : aie::impl::AIEUnrollRuntimeSequenceLoopsBase<UnrollRuntimeSequenceLoops> {
  void runOnOperation() override {
    for (auto Sequence : getOperation().getOps<RuntimeSequenceOp>()) {
      if (Sequence.getBody().empty())
        continue;
      // Bounds of an inner loop may be known once the outer one is unrolled.
      FailureOr<bool> Changed = true;
      while (succeeded(Changed) && *Changed) {
        foldConstants(Sequence.getBody().front());
        Changed = unroll(Sequence);
      }
      if (failed(Changed))
        return signalPassFailure();
    }
  }

  FailureOr<bool> unroll(RuntimeSequenceOp Sequence) {
    SmallVector<scf::ForOp> Loops;
    Sequence.walk<WalkOrder::PostOrder>([&](scf::ForOp Loop) {
      if (constantTripCount(Loop))
        Loops.push_back(Loop);
    });
    for (scf::ForOp Loop : Loops) {
      uint64_t Trips = *constantTripCount(Loop);
      if (Trips > MaxOps / opCount(Loop))
        return Loop.emitOpError("runs ")
               << Trips << " times; unrolled, it would make more than "
               << MaxOps << " ops";
      unrollLoop(Loop, Trips, 1);
    }
    return !Loops.empty();
  }
};

} // namespace
