//===- CoreTypes.cpp - small rewrites before cores are lowered ------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// aie-vector-transfer-lowering
// Out: in-bounds vector transfers along the innermost dimension are vector
//      loads and stores; operations nobody uses are gone.
//
// aie-transform-bfp-types
// In:  a device of AIE2P, which alone computes with block floating point.
// Out: a block of numbers with one exponent is an integer of its size.
//
// aiex-standard-lowering
// Out: no op of a runtime sequence outside of one.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/OptionalPasses.h"

#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "aieforge/Hardware/Device.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Dialect/Vector/Transforms/LoweringPatterns.h"
#include "mlir/IR/AttrTypeSubElements.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace aieforge::aie {
#define GEN_PASS_DEF_AIEVECTORTRANSFERLOWERING
#define GEN_PASS_DEF_AIETRANSFORMBFPTYPES
#define GEN_PASS_DEF_AIEXTOSTANDARD
#include "aieforge/Transforms/OptionalPasses.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace mlir;

namespace {

struct VectorTransferLowering
    : aie::impl::AIEVectorTransferLoweringBase<VectorTransferLowering> {
  using AIEVectorTransferLoweringBase::AIEVectorTransferLoweringBase;

  void runOnOperation() override {
    std::optional<unsigned> Rank;
    if (MaxTransferRank != unsigned(-1))
      Rank = MaxTransferRank;
    RewritePatternSet Patterns(&getContext());
    vector::populateVectorTransferLoweringPatterns(Patterns, Rank);
    if (failed(applyPatternsGreedily(getOperation(), std::move(Patterns))))
      signalPassFailure();
  }
};

struct TransformBfpTypes
    : aie::impl::AIETransformBfpTypesBase<TransformBfpTypes> {
  void runOnOperation() override {
    const hw::Device *D = getOperation().getTargetModel();
    if (!D || D->Gen != hw::Generation::AIE2P)
      return refuse();
    AttrTypeReplacer Replacer;
    Replacer.addReplacement(
        [&](aiex::BlockFloatType Type) -> std::optional<mlir::Type> {
          return IntegerType::get(&getContext(), Type.getTotalSizeInBits());
        });
    Replacer.recursivelyReplaceElementsIn(getOperation(), /*replaceAttrs=*/true,
                                          /*replaceLocs=*/false,
                                          /*replaceTypes=*/true);
  }

private:
  /// An error at every op that has such a type.
  void refuse() {
    aiex::BlockFloatType Found;
    getOperation().walk([&](Operation *Op) {
      if (Op == getOperation())
        return;
      // One of its own for each op: it does not look at a type twice.
      AttrTypeWalker Walker;
      Walker.addWalk([&](aiex::BlockFloatType Type) { Found = Type; });
      Found = {};
      StringRef Part = "result type";
      for (Type Result : Op->getResultTypes())
        Walker.walk(Result);
      if (!Found && Op->getAttrDictionary()) {
        Walker.walk(Op->getAttrDictionary());
        Part = isa<FunctionOpInterface>(Op)
                   ? "memref element type. Failed to convert function input "
                     "types"
                   : "attribute type";
      }
      if (!Found)
        return;
      Op->emitError("Block type ")
          << Found.getBlockType()
          << " is not supported in the specified model: block floating point "
             "exists on AIE2P devices (npu2) alone. Failed to convert "
          << Part;
      signalPassFailure();
    });
  }
};

struct AIEXToStandard : aie::impl::AIEXToStandardBase<AIEXToStandard> {
  void runOnOperation() override {
    SmallVector<Operation *> Left;
    getOperation().walk([&](Operation *Op) {
      if (isa<aiex::NpuDmaMemcpyNdOp, aiex::NpuDmaWaitOp, aiex::NpuPushQueueOp,
              aiex::NpuWriteRTPOp, aiex::NpuWrite32Op, aiex::NpuSyncOp,
              aiex::NpuWriteBdOp, aiex::NpuAddressPatchOp, aiex::NpuPreemptOp,
              aiex::NpuCreateScratchpadOp, aiex::NpuUpdateFromScratchpadOp>(Op))
        Left.push_back(Op);
    });
    for (Operation *Op : Left)
      Op->erase();
  }
};

} // namespace
