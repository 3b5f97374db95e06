//===- DesignSession.cpp - one design on its way to artefacts -------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DesignSession.h"
#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "aieforge/Dialect/ParseDesign.h"
#include "aieforge/Driver/MlirTool.h"
#include "aieforge/Transforms/CoreLowering.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

#include <mutex>

using namespace aieforge;
using namespace llvm;

DesignSession::DesignSession() {
  mlir::DialectRegistry Registry;
  registerDialects(Registry);
  registerCoreLowering(Registry);
  // Threads of MLIR's own cost more at start than they save on one design.
  Context = std::make_unique<mlir::MLIRContext>(
      Registry, mlir::MLIRContext::Threading::DISABLED);
  // The user wrote the op; the place is enough.
  Context->printOpOnDiagnostic(false);
}

DesignSession::~DesignSession() = default;

Error DesignSession::failure(const Twine &Otherwise) {
  sortOut();
  if (StringRef(Errors).trim().empty())
    Errors = formatv("{0}: {1}\n", DesignName, Otherwise.str());
  return make_error<StringError>(StringRef(takeDiagnostics()).rtrim(),
                                 inconvertibleErrorCode());
}

void DesignSession::sortOut() {
  (LastIsWarning ? Warnings : Errors) += Text;
  Text.clear();
}

std::string DesignSession::takeDiagnostics() {
  sortOut();
  std::string Taken = Errors + Warnings;
  Errors.clear();
  Warnings.clear();
  return Taken;
}

Error DesignSession::parse(std::unique_ptr<MemoryBuffer> Design) {
  DesignName = Design->getBufferIdentifier().str();
  DesignDir = sys::path::parent_path(DesignName).str();
  Sources.AddNewSourceBuffer(std::move(Design), SMLoc());
  Handler = std::make_unique<mlir::SourceMgrDiagnosticHandler>(
      Sources, Context.get(), TextStream);
  // Asked first; the other one then prints.
  Sorter = std::make_unique<mlir::ScopedDiagnosticHandler>(
      Context.get(), [this](mlir::Diagnostic &D) {
        sortOut();
        LastIsWarning = D.getSeverity() == mlir::DiagnosticSeverity::Warning;
        return mlir::failure();
      });
  Module = parseDesign(Sources, *Context);
  if (!Module)
    return failure("the design cannot be read");
  return Error::success();
}

Error DesignSession::runPasses(
    function_ref<void(mlir::OpPassManager &)> Build) {
  mlir::PassManager Passes(Context.get());
  Passes.enableVerifier(true);
  Build(Passes);
  if (mlir::failed(Passes.run(*Module)))
    return failure("the design cannot be lowered");
  return Error::success();
}

Error DesignSession::place(const PhysicalPipelineOptions &Options) {
  return runPasses([&](mlir::OpPassManager &Passes) {
    buildPlacementPipeline(Passes, Options);
  });
}

Error DesignSession::lowerToAddresses(const PhysicalPipelineOptions &Options) {
  return runPasses([&](mlir::OpPassManager &Passes) {
    buildAddressPipeline(Passes, Options);
  });
}

Error DesignSession::route() { return runPasses(buildRoutingPipeline); }

Error DesignSession::lowerSequences() {
  return runPasses(buildSequencePipeline);
}

Error DesignSession::runPipeline(mlir::ModuleOp Module, StringRef Pipeline) {
  static std::once_flag Registered;
  std::call_once(Registered, registerPasses);
  mlir::PassManager Passes(Context.get());
  Passes.enableVerifier(true);
  std::string Problem;
  raw_string_ostream OS(Problem);
  if (mlir::failed(mlir::parsePassPipeline(Pipeline, Passes, OS)))
    return makeError("{0}: {1}", DesignName, Problem);
  if (mlir::failed(Passes.run(Module)))
    return failure("the design cannot be lowered");
  return Error::success();
}

bool DesignSession::sendsControlPackets() {
  return Module
      ->walk([](aiex::NpuControlPacketOp) {
        return mlir::WalkResult::interrupt();
      })
      .wasInterrupted();
}

SmallVector<aie::DeviceOp> DesignSession::devices() {
  return to_vector(Module->getOps<aie::DeviceOp>());
}

Expected<aie::DeviceOp> DesignSession::device(StringRef Name) {
  SmallVector<aie::DeviceOp> All = devices();
  if (All.empty())
    return failure("the design holds no aie.device");
  if (Name.empty() && All.size() > 1)
    return failure("the design holds several devices; choose one with "
                   "--device-name");
  if (Name.empty())
    return All.front();
  for (aie::DeviceOp D : All)
    if (D.getSymName() == Name)
      return D;
  return failure("the design holds no device '" + Name + "'");
}

Expected<aie::RuntimeSequenceOp> DesignSession::sequence(aie::DeviceOp Device,
                                                         StringRef Name) {
  aie::RuntimeSequenceOp Found;
  for (auto S : Device.getOps<aie::RuntimeSequenceOp>()) {
    if (!Name.empty() && S.getSymName() != Name)
      continue;
    if (Found)
      return failure("the device holds several runtime sequences; choose one "
                     "with --sequence-name");
    Found = S;
  }
  if (!Found && !Name.empty())
    return failure("the device holds no runtime sequence '" + Name + "'");
  return Found;
}

Expected<DevicePrograms>
DesignSession::programs(aie::DeviceOp Device,
                        const std::vector<std::string> &Inputs,
                        const CompileOptions &Options) {
  auto LinkFiles = findLinkFiles(Device, Inputs, DesignDir);
  if (mlir::failed(LinkFiles))
    return failure("files to link with are missing");
  std::vector<std::string> All = Inputs;
  append_range(All, *LinkFiles);
  Expected<KernelObjects> Kernels =
      KernelObjects::build(All, Options.Kernels, Options.Jobs, Options.Verify);
  if (!Kernels)
    return Kernels.takeError();
  DevicePrograms Result;
  Result.Warnings = Kernels->warnings().str();
  if (Device.getOps<aie::CoreOp>().empty())
    return std::move(Result);
  std::string Lib = Options.SysrootLibDir.empty() ? defaultSysrootLibDir()
                                                  : Options.SysrootLibDir;
  // Prebuilt programs are linked already.
  std::vector<std::string> Files;
  if (any_of(Device.getOps<aie::CoreOp>(),
             [](aie::CoreOp Core) { return !Core.getElfFile(); }))
    Files = {Lib + "/crt0.o", Lib + "/libaie.a"};
  Expected<KernelObjects> Runtime =
      KernelObjects::build(Files, {}, /*Jobs=*/1, false);
  if (!Runtime)
    return prefixError("the core's start-up code or support library is "
                       "missing (the target sysroot builds them)",
                       Runtime.takeError());
  Expected<std::vector<CoreProgram>> Built =
      buildCorePrograms(Device, *Kernels, *Runtime, DesignDir, Options);
  if (!Built)
    return failure(Built.takeError());
  Result.Cores = std::move(*Built);
  return std::move(Result);
}

Expected<ConfigProgram>
DesignSession::configuration(aie::DeviceOp Device,
                             const DevicePrograms &Programs) {
  auto Lookup = [&](aie::CoreOp Core) -> std::optional<BytesRef> {
    for (const CoreProgram &P : Programs.Cores)
      if (P.Core == Core)
        return BytesRef(P.Image.Elf);
    return std::nullopt;
  };
  mlir::FailureOr<ConfigProgram> Config = buildConfigProgram(Device, Lookup);
  if (mlir::failed(Config))
    return failure("the design cannot be written as a configuration");
  return std::move(*Config);
}

Expected<txn::Transaction>
DesignSession::instructions(aie::RuntimeSequenceOp Sequence) {
  mlir::FailureOr<txn::Transaction> Stream = lowerRuntimeSequence(Sequence);
  if (mlir::failed(Stream))
    return failure("the runtime sequence cannot be written as instructions");
  return std::move(*Stream);
}

std::string DesignSession::text() {
  std::string Printed;
  raw_string_ostream(Printed) << *Module;
  return Printed;
}
