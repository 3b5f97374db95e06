//===- DesignText.cpp - designs as text, for lowering tests ---------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DesignText.h"
#include "aieforge/Config/Lowering.h"
#include "aieforge/Dialect/ParseDesign.h"
#include "aieforge/Transforms/Pipeline.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/Support/SourceMgr.h"

using namespace aieforge;
using namespace aieforge::test;

static Lowered lower(llvm::StringRef Text,
                     llvm::function_ref<void(aie::DeviceOp, Lowered &)> Run) {
  Lowered Result;
  mlir::MLIRContext Context(mlir::MLIRContext::Threading::DISABLED);
  mlir::ScopedDiagnosticHandler Handler(&Context, [&](mlir::Diagnostic &Diag) {
    Result.Messages += Diag.getSeverity() == mlir::DiagnosticSeverity::Error
                           ? "error: "
                           : "warning: ";
    Result.Messages += Diag.str() + "\n";
    return mlir::success();
  });
  llvm::SourceMgr Sources;
  Sources.AddNewSourceBuffer(llvm::MemoryBuffer::getMemBufferCopy(Text),
                             llvm::SMLoc());
  mlir::OwningOpRef<mlir::ModuleOp> Module = parseDesign(Sources, Context);
  if (Module)
    Run(*Module->getOps<aie::DeviceOp>().begin(), Result);
  return Result;
}

Lowered test::lowerConfig(llvm::StringRef Text, std::optional<BytesRef> Elf) {
  return lower(Text, [&](aie::DeviceOp Device, Lowered &Result) {
    auto Config = buildConfigProgram(Device, [&](aie::CoreOp) { return Elf; });
    if (mlir::succeeded(Config))
      Result.Config = *Config;
  });
}

Lowered test::lowerSequence(llvm::StringRef Text) {
  return lower(Text, [&](aie::DeviceOp Device, Lowered &Result) {
    mlir::PassManager Passes(Device.getContext());
    buildSequencePipeline(Passes);
    if (mlir::failed(Passes.run(Device->getParentOfType<mlir::ModuleOp>())))
      return;
    auto Stream =
        lowerRuntimeSequence(*Device.getOps<aie::RuntimeSequenceOp>().begin());
    if (mlir::succeeded(Stream))
      Result.Stream = *Stream;
  });
}
