//===- Lower.cpp - a raised design back to its writes ---------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Lower.h"
#include "aieforge/Config/Lowering.h"
#include "aieforge/Dialect/ParseDesign.h"
#include "aieforge/Transforms/Pipeline.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/SourceMgr.h"

using namespace aieforge;
using namespace aieforge::raise;
using namespace llvm;

Expected<Lowered> raise::lower(StringRef Text,
                               const std::map<hw::TileId, Bytes> &Elfs) {
  mlir::DialectRegistry Registry;
  registerDialects(Registry);
  mlir::MLIRContext Context(Registry, mlir::MLIRContext::Threading::DISABLED);
  SourceMgr Sources;
  Sources.AddNewSourceBuffer(
      MemoryBuffer::getMemBufferCopy(Text, "the raised design"), SMLoc());
  std::string Problems;
  raw_string_ostream Stream(Problems);
  mlir::SourceMgrDiagnosticHandler Handler(Sources, &Context, Stream);
  auto Fail = [&](StringRef What) {
    return makeError("{0}: {1}", What, StringRef(Problems).trim());
  };

  mlir::OwningOpRef<mlir::ModuleOp> Module = parseDesign(Sources, Context);
  if (!Module)
    return Fail("the raised design cannot be read back");
  // Nothing is left to place or route, so the passes should change nothing; a
  // measurement has to include them all the same.
  mlir::PassManager Passes(&Context);
  buildPhysicalPipeline(Passes);
  buildSequencePipeline(Passes);
  if (mlir::failed(Passes.run(*Module)))
    return Fail("the raised design cannot be lowered");
  aie::DeviceOp Device = *Module->getOps<aie::DeviceOp>().begin();
  auto Lookup = [&](aie::CoreOp Core) -> std::optional<BytesRef> {
    auto It = Elfs.find({unsigned(Core.colIndex()), unsigned(Core.rowIndex())});
    if (It == Elfs.end())
      return std::nullopt;
    return BytesRef(It->second);
  };
  mlir::FailureOr<ConfigProgram> Config = buildConfigProgram(Device, Lookup);
  if (mlir::failed(Config))
    return Fail("the raised design cannot be written as a configuration");
  Lowered L;
  for (auto *Part : {&Config->Elfs, &Config->Init, &Config->Enable})
    llvm::append_range(L.Ops, *Part);
  for (auto Sequence : Device.getOps<aie::RuntimeSequenceOp>()) {
    mlir::FailureOr<txn::Transaction> T = lowerRuntimeSequence(Sequence);
    if (mlir::failed(T))
      return Fail("the raised sequence cannot be written as instructions");
    L.Stream = std::move(*T);
  }
  return L;
}
