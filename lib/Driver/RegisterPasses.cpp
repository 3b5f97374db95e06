//===- RegisterPasses.cpp - every pass that a pipeline may name -----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// MLIR has passes for many machines. Each one registered here is linked with
// all dialects it knows, so only those that NPU designs meet are.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Config/Passes.h"
#include "aieforge/Driver/MlirTool.h"
#include "aieforge/Transforms/Pipeline.h"
#include "mlir/Conversion/Passes.h"
#include "mlir/Dialect/Affine/Transforms/Passes.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Dialect/MemRef/Transforms/Passes.h"
#include "mlir/Dialect/SCF/Transforms/Passes.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;

/// From the dialects of core bodies to LLVM's.
static void registerConversions() {
  registerArithToLLVMConversionPass();
  registerConvertControlFlowToLLVMPass();
  registerConvertFuncToLLVMPass();
  registerConvertIndexToLLVMPass();
  registerConvertMathToLLVMPass();
  registerConvertMathToLibmPass();
  registerConvertMathToFuncs();
  registerConvertToLLVMPass();
  registerConvertVectorToLLVMPass();
  registerConvertVectorToSCF();
  registerFinalizeMemRefToLLVMConversionPass();
  registerLowerAffinePass();
  registerReconcileUnrealizedCastsPass();
  registerSCFToControlFlowPass();
  registerUBToLLVMConversionPass();
}

void aieforge::registerPasses() {
  registerTransforms();
  registerAIEConfigPasses();
  registerTransformsPasses();
  registerConversions();
  affine::registerAffinePasses();
  arith::registerArithExpandOpsPass();
  arith::registerArithIntRangeOptsPass();
  memref::registerExpandStridedMetadataPass();
  memref::registerExpandOpsPass();
  memref::registerFoldMemRefAliasOpsPass();
  memref::registerNormalizeMemRefsPass();
  registerSCFForLoopCanonicalizationPass();
  registerSCFForLoopPeelingPass();
  registerSCFForLoopRangeFoldingPass();
  registerSCFForToWhileLoopPass();
}
