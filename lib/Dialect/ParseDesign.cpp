//===- ParseDesign.cpp - MLIR text of any vintage to a design -------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Dialect/ParseDesign.h"
#include "OldNames.h"
#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/DLTI/DLTI.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Index/IR/IndexDialect.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Parser/Parser.h"
#include "llvm/Support/SourceMgr.h"

using namespace aieforge;
using namespace mlir;

void aieforge::registerDialects(DialectRegistry &Registry) {
  Registry.insert<aie::AIEDialect, aiex::AIEXDialect, affine::AffineDialect,
                  arith::ArithDialect, cf::ControlFlowDialect, DLTIDialect,
                  func::FuncDialect, index::IndexDialect, LLVM::LLVMDialect,
                  math::MathDialect, memref::MemRefDialect, scf::SCFDialect,
                  ub::UBDialect, vector::VectorDialect>();
  registerOldPrefixes(Registry);
}

OwningOpRef<ModuleOp> aieforge::parseDesign(const llvm::SourceMgr &Sources,
                                            MLIRContext &Context) {
  DialectRegistry Registry;
  registerDialects(Registry);
  Context.appendDialectRegistry(Registry);
  Context.printOpOnDiagnostic(false);
  // Ops of older forms become valid only by normalizeSpelling.
  ParserConfig Config(&Context, /*verifyAfterParse=*/false);
  OwningOpRef<ModuleOp> Module = parseSourceFile<ModuleOp>(Sources, Config);
  if (!Module || failed(normalizeSpelling(*Module)) || failed(verify(*Module)))
    return {};
  return Module;
}
