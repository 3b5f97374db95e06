//===- CoreLowering.cpp - core programs as LLVM modules -------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A core body becomes a function (CoreModule), then MLIR's own conversions
// make LLVM of it, with memrefs as bare pointers and 32-bit indices.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/CoreLowering.h"

#include "CoreModule.h"
#include "Tiles.h"
#include "aieforge/Transforms/Passes.h"

#include "mlir/Conversion/AffineToStandard/AffineToStandard.h"
#include "mlir/Conversion/ArithToLLVM/ArithToLLVM.h"
#include "mlir/Conversion/ControlFlowToLLVM/ControlFlowToLLVM.h"
#include "mlir/Conversion/FuncToLLVM/ConvertFuncToLLVM.h"
#include "mlir/Conversion/IndexToLLVM/IndexToLLVM.h"
#include "mlir/Conversion/LLVMCommon/ConversionTarget.h"
#include "mlir/Conversion/LLVMCommon/LoweringOptions.h"
#include "mlir/Conversion/LLVMCommon/TypeConverter.h"
#include "mlir/Conversion/MathToLLVM/MathToLLVM.h"
#include "mlir/Conversion/MemRefToLLVM/MemRefToLLVM.h"
#include "mlir/Conversion/UBToLLVM/UBToLLVM.h"
#include "mlir/Conversion/VectorToLLVM/ConvertVectorToLLVM.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/MemRef/Transforms/Passes.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "mlir/Transforms/Passes.h"
#include "llvm/IR/Module.h"

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

namespace {

constexpr StringRef Triple = "aie2-none-unknown-elf";
constexpr StringRef Layout =
    "e-m:e-p:32:32-i1:8:32-i8:8:32-i16:16:32-i32:32:32-f32:32:32-i64:32-f64:32-"
    "a:0:32-n32";
constexpr unsigned IndexBits = 32;

/// One conversion of everything that a core may hold.
LogicalResult convertToLLVM(ModuleOp Module) {
  MLIRContext *Context = Module.getContext();
  LowerToLLVMOptions Options(Context);
  Options.useBarePtrCallConv = true;
  Options.overrideIndexBitwidth(IndexBits);
  Options.dataLayout = llvm::DataLayout(Layout);
  LLVMTypeConverter Converter(Context, Options);
  RewritePatternSet Patterns(Context);
  arith::populateArithToLLVMConversionPatterns(Converter, Patterns);
  cf::populateControlFlowToLLVMConversionPatterns(Converter, Patterns);
  index::populateIndexToLLVMConversionPatterns(Converter, Patterns);
  populateFinalizeMemRefToLLVMConversionPatterns(Converter, Patterns);
  populateFuncToLLVMConversionPatterns(Converter, Patterns);
  populateMathToLLVMConversionPatterns(Converter, Patterns);
  populateVectorToLLVMConversionPatterns(Converter, Patterns);
  ub::populateUBToLLVMConversionPatterns(Converter, Patterns);
  LLVMConversionTarget Target(*Context);
  Target.addLegalOp<ModuleOp>();
  return applyFullConversion(Module, Target, std::move(Patterns));
}

LogicalResult prepare(ModuleOp Module) {
  PassManager Passes(Module.getContext());
  Passes.addPass(createLowerAffinePass());
  Passes.addPass(createAIESCFToControlFlow());
  Passes.addPass(memref::createExpandStridedMetadataPass());
  Passes.addPass(arith::createArithExpandOpsPass());
  Passes.addPass(createCanonicalizerPass());
  Passes.addPass(createCSEPass());
  return Passes.run(Module);
}

} // namespace

void aieforge::registerCoreLowering(DialectRegistry &Registry) {
  Registry.insert<LLVM::LLVMDialect>();
  registerBuiltinDialectTranslation(Registry);
  registerLLVMDialectTranslation(Registry);
}

Expected<std::unique_ptr<llvm::Module>>
aieforge::lowerCoreToLLVM(CoreOp Core, llvm::LLVMContext &Context) {
  TileOp Tile = Core.getTileOp();
  if (!Tile)
    return makeError("a core is not on a placed tile");
  auto problem = [&]() {
    return makeError("the program of core {0} cannot be lowered",
                     tileName(Tile));
  };
  // A design that comes straight from a file may not have used them yet.
  Core.getContext()
      ->loadDialect<arith::ArithDialect, cf::ControlFlowDialect,
                    func::FuncDialect, LLVM::LLVMDialect, memref::MemRefDialect,
                    scf::SCFDialect, vector::VectorDialect>();
  auto Device = Core->getParentOfType<DeviceOp>();
  OwningOpRef<ModuleOp> Module = ModuleOp::create(Core.getLoc());
  if (failed(buildCoreModule(Device, {Core}, *Module, "__aie2_", "_")))
    return problem();
  removeMemorySpaces(*Module);
  if (failed(prepare(*Module)) || failed(convertToLLVM(*Module)))
    return problem();
  MLIRContext *MLIR = Core.getContext();
  (*Module)->setAttr(LLVM::LLVMDialect::getDataLayoutAttrName(),
                     StringAttr::get(MLIR, Layout));
  (*Module)->setAttr(LLVM::LLVMDialect::getTargetTripleAttrName(),
                     StringAttr::get(MLIR, Triple));
  std::string Name = "core_" + std::to_string(Tile.colIndex()) + "_" +
                     std::to_string(Tile.rowIndex());
  std::unique_ptr<llvm::Module> Result =
      translateModuleToLLVMIR(*Module, Context, Name);
  if (!Result)
    return problem();
  return Result;
}
