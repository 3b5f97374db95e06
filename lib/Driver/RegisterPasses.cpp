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
#include "mlir/Conversion/AffineToStandard/AffineToStandard.h"
#include "mlir/Conversion/ArithToLLVM/ArithToLLVM.h"
#include "mlir/Conversion/ControlFlowToLLVM/ControlFlowToLLVM.h"
#include "mlir/Conversion/ConvertToLLVM/ToLLVMPass.h"
#include "mlir/Conversion/FuncToLLVM/ConvertFuncToLLVMPass.h"
#include "mlir/Conversion/IndexToLLVM/IndexToLLVM.h"
#include "mlir/Conversion/MathToFuncs/MathToFuncs.h"
#include "mlir/Conversion/MathToLLVM/MathToLLVM.h"
#include "mlir/Conversion/MathToLibm/MathToLibm.h"
#include "mlir/Conversion/MemRefToLLVM/MemRefToLLVM.h"
#include "mlir/Conversion/ReconcileUnrealizedCasts/ReconcileUnrealizedCasts.h"
#include "mlir/Conversion/SCFToControlFlow/SCFToControlFlow.h"
#include "mlir/Conversion/UBToLLVM/UBToLLVM.h"
#include "mlir/Conversion/VectorToLLVM/ConvertVectorToLLVMPass.h"
#include "mlir/Conversion/VectorToSCF/VectorToSCF.h"
#include "mlir/Dialect/Affine/Transforms/Passes.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Dialect/MemRef/Transforms/Passes.h"
#include "mlir/Dialect/SCF/Transforms/Passes.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;

/// From the dialects of core bodies to LLVM's. Registered one by one: the
/// header that registers all conversions of MLIR takes twenty seconds.
static void registerConversions() {
  registerPass([] { return createArithToLLVMConversionPass(); });
  registerPass([] { return createConvertControlFlowToLLVMPass(); });
  registerPass([] { return createConvertFuncToLLVMPass(); });
  registerPass([] { return createConvertIndexToLLVMPass(); });
  registerPass([] { return createConvertMathToLLVMPass(); });
  registerPass([] { return createConvertMathToLibmPass(); });
  registerPass([] { return createConvertMathToFuncs(); });
  registerPass([] { return createConvertToLLVMPass(); });
  registerPass([] { return createConvertVectorToLLVMPass(); });
  registerPass([] { return createConvertVectorToSCFPass(); });
  registerPass([] { return createFinalizeMemRefToLLVMConversionPass(); });
  registerPass([] { return createLowerAffinePass(); });
  registerPass([] { return createReconcileUnrealizedCastsPass(); });
  registerPass([] { return createSCFToControlFlowPass(); });
  registerPass([] { return createUBToLLVMConversionPass(); });
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
