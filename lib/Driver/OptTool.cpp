//===- OptTool.cpp - the optimizer driver ---------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// MLIR's driver parses and verifies in one go, but text of earlier vintages is
// valid only once it was brought to the newest spelling. So the driver's
// verification is left out, and a first pass normalises and verifies.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Dialect/ParseDesign.h"
#include "aieforge/Driver/MlirTool.h"
#include "aieforge/Transforms/CoreLowering.h"
#include "mlir/Conversion/ArithToLLVM/ArithToLLVM.h"
#include "mlir/Conversion/ControlFlowToLLVM/ControlFlowToLLVM.h"
#include "mlir/Conversion/FuncToLLVM/ConvertFuncToLLVM.h"
#include "mlir/Conversion/IndexToLLVM/IndexToLLVM.h"
#include "mlir/Conversion/MathToLLVM/MathToLLVM.h"
#include "mlir/Conversion/MemRefToLLVM/MemRefToLLVM.h"
#include "mlir/Conversion/UBToLLVM/UBToLLVM.h"
#include "mlir/Conversion/VectorToLLVM/ConvertVectorToLLVM.h"
#include "mlir/Dialect/Func/Extensions/InlinerExtension.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Pass/Pass.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Support/FileUtilities.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/ToolOutputFile.h"
#include "llvm/Support/WithColor.h"

using namespace aieforge;
using namespace mlir;

namespace {
struct NormalizeSpelling
    : PassWrapper<NormalizeSpelling, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(NormalizeSpelling)

  StringRef getArgument() const final { return "aie-normalize-spelling"; }
  StringRef getDescription() const final {
    return "Bring a design of an earlier vintage to the newest spelling";
  }
  void runOnOperation() final {
    if (failed(normalizeSpelling(getOperation())) ||
        failed(verify(getOperation())))
      signalPassFailure();
  }
};
} // namespace

/// The interfaces by which dialects tell passes how they are converted and
/// inlined.
static void registerExtensions(DialectRegistry &Registry) {
  arith::registerConvertArithToLLVMInterface(Registry);
  cf::registerConvertControlFlowToLLVMInterface(Registry);
  func::registerInlinerExtension(Registry);
  index::registerConvertIndexToLLVMInterface(Registry);
  registerConvertFuncToLLVMInterface(Registry);
  registerConvertMathToLLVMInterface(Registry);
  registerConvertMemRefToLLVMInterface(Registry);
  ub::registerConvertUBToLLVMInterface(Registry);
  vector::registerConvertVectorToLLVMInterface(Registry);
}

static LogicalResult optimize(StringRef Input, StringRef Output,
                              DialectRegistry &Registry) {
  MlirOptMainConfig Config = MlirOptMainConfig::createFromCLOptions();
  if (Config.shouldListPasses()) {
    printRegisteredPasses();
    return success();
  }
  if (Config.shouldShowDialects()) {
    for (StringRef Name : Registry.getDialectNames())
      llvm::outs() << Name << "\n";
    return success();
  }
  if (!Config.shouldUseExplicitModule()) {
    Config.verifyOnParsing(false);
    Config.setPassPipelineSetupFn([Inner = Config](PassManager &Passes) {
      Passes.addPass(std::make_unique<NormalizeSpelling>());
      return Inner.setupPassPipeline(Passes);
    });
  }
  std::string Problem;
  auto File = openInputFile(Input, &Problem);
  auto Out = File ? openOutputFile(Output, &Problem) : nullptr;
  if (!Out) {
    llvm::WithColor::error() << Problem << "\n";
    return failure();
  }
  if (failed(MlirOptMain(Out->os(), std::move(File), Registry, Config)))
    return failure();
  Out->keep();
  return success();
}

int aieforge::runOptTool(int Argc, char **Argv) {
  llvm::InitLLVM Init(Argc, Argv);
  registerPasses();
  PassRegistration<NormalizeSpelling>();
  DialectRegistry Registry;
  registerDialects(Registry);
  registerCoreLowering(Registry);
  registerExtensions(Registry);
  auto [Input, Output] = registerAndParseCLIOptions(
      Argc, Argv, "Runs passes on NPU designs.", Registry);
  return asMainReturnCode(optimize(Input, Output, Registry));
}
