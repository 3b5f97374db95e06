//===- SequenceToEmitC.cpp - runtime sequences as C++ functions -----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// convert-aiex-to-emitc
// In:  runtime sequences of register ops, arithmetic, loops and branches.
// Out: one emitc.func for each sequence, which makes the stream that
//      lowerRuntimeSequence would write, from the scalar arguments of the
//      sequence. It calls aie/Runtime/TxnEncoding.h. Nothing else is left.
//
//===----------------------------------------------------------------------===//

#include "SequenceFunction.h"
#include "aieforge/Config/Passes.h"
#include "aieforge/Transforms/DesignQueries.h"
#include "mlir/Conversion/ArithToEmitC/ArithToEmitC.h"
#include "mlir/Conversion/ReconcileUnrealizedCasts/ReconcileUnrealizedCasts.h"
#include "mlir/Conversion/SCFToEmitC/SCFToEmitC.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/EmitC/IR/EmitC.h"
#include "mlir/Dialect/EmitC/Transforms/TypeConversions.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Pass/Pass.h"
#include "mlir/Transforms/DialectConversion.h"

namespace aieforge {
#define GEN_PASS_DEF_CONVERTAIEXTOEMITC
#include "aieforge/Config/Passes.h.inc"
} // namespace aieforge

using namespace aieforge;
using namespace mlir;

/// Arithmetic, loops and branches in C++.
static LogicalResult convertToEmitC(ModuleOp Module) {
  MLIRContext *Context = Module.getContext();
  TypeConverter Types;
  Types.addConversion([](Type T) { return T; });
  populateEmitCSizeTTypeConversions(Types);
  RewritePatternSet Patterns(Context);
  populateArithToEmitCPatterns(Types, Patterns);
  populateSCFToEmitCConversionPatterns(Patterns, Types);
  ConversionTarget Target(*Context);
  Target.addLegalDialect<emitc::EmitCDialect>();
  Target.addIllegalDialect<arith::ArithDialect, scf::SCFDialect>();
  if (failed(applyPartialConversion(Module, Target, std::move(Patterns))))
    return failure();
  SmallVector<UnrealizedConversionCastOp> Casts;
  Module.walk([&](UnrealizedConversionCastOp Cast) { Casts.push_back(Cast); });
  SmallVector<UnrealizedConversionCastOp> Left;
  reconcileUnrealizedCasts(Casts, &Left);
  for (UnrealizedConversionCastOp Cast : Left)
    return Cast.emitError()
           << "a value of type " << Cast.getOperand(0).getType()
           << " has no form in C++";
  return success();
}

namespace {
struct ConvertAIEXToEmitC
    : aieforge::impl::ConvertAIEXToEmitCBase<ConvertAIEXToEmitC> {
  void runOnOperation() override {
    ModuleOp Module = getOperation();
    SmallVector<Operation *> Old;
    for (Operation &O : *Module.getBody())
      Old.push_back(&O);
    OpBuilder Builder = OpBuilder::atBlockEnd(Module.getBody());
    for (StringRef Header : {"cstdint", "optional", "utility", "vector"})
      emitc::IncludeOp::create(Builder, Module.getLoc(), Header, true);
    emitc::IncludeOp::create(Builder, Module.getLoc(),
                             "aie/Runtime/TxnEncoding.h");
    for (auto Device : Module.getOps<aie::DeviceOp>()) {
      if (!hardwareOf(Device))
        return signalPassFailure();
      SymbolTable Symbols(Device);
      for (auto Sequence : Device.getOps<aie::RuntimeSequenceOp>())
        if (failed(writeSequenceFunction(Sequence, Device, Symbols, Builder)))
          return signalPassFailure();
    }
    for (Operation *O : llvm::reverse(Old))
      O->erase();
    if (failed(convertToEmitC(Module)))
      signalPassFailure();
  }
};
} // namespace
