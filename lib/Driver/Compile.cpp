//===- Compile.cpp - from a design to an xclbin ---------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The pipeline: parse, lower to a physical design, build core programs, write
// configuration, instruction stream and container, check the result.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Driver/Compile.h"
#include "CorePrograms.h"
#include "Report.h"
#include "aieforge/Config/Lowering.h"
#include "aieforge/Dialect/ParseDesign.h"
#include "aieforge/Formats/XclbinBuilder.h"
#include "aieforge/Hardware/Device.h"
#include "aieforge/Transforms/CoreLowering.h"
#include "aieforge/Transforms/Pipeline.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SourceMgr.h"

using namespace aieforge;
using namespace llvm;

namespace {

/// One compilation: the context, the design, and what was said about it.
class Compilation {
public:
  explicit Compilation(const CompileOptions &Options);

  Expected<CompileResult> run(std::unique_ptr<MemoryBuffer> Design,
                              const std::vector<std::string> &Inputs);

private:
  Error lowerDesign();
  Error chooseDevice();
  Expected<KernelObjects> buildKernels(const std::vector<std::string> &Inputs);
  Error emitConfiguration(const std::vector<CoreProgram> &Programs);
  Error emitSequence();
  Error emitXclbin();
  /// The collected diagnostics as an error, or \p Otherwise if there are none.
  Error failure(const Twine &Otherwise);
  Error failure(Error Otherwise) {
    return failure(toString(std::move(Otherwise)));
  }

  const CompileOptions &Options;
  std::string DesignName, DesignDir;
  std::string Text; ///< Everything the diagnostic handler printed.
  raw_string_ostream TextStream{Text};
  SourceMgr Sources;
  std::unique_ptr<mlir::MLIRContext> Context;
  std::unique_ptr<mlir::SourceMgrDiagnosticHandler> Handler;
  mlir::OwningOpRef<mlir::ModuleOp> Module;
  aie::DeviceOp Device;
  aie::RuntimeSequenceOp Sequence;
  CompileResult Result;
};

} // namespace

Compilation::Compilation(const CompileOptions &Options) : Options(Options) {
  mlir::DialectRegistry Registry;
  registerDialects(Registry);
  registerCoreLowering(Registry);
  // Threads of MLIR's own cost more at start than they save on one design.
  Context = std::make_unique<mlir::MLIRContext>(
      Registry, mlir::MLIRContext::Threading::DISABLED);
  // The user wrote the op; the place is enough.
  Context->printOpOnDiagnostic(false);
}

Error Compilation::failure(const Twine &Otherwise) {
  if (StringRef(Text).trim().empty())
    return makeError("{0}: {1}", DesignName, Otherwise.str());
  return make_error<StringError>(StringRef(Text).rtrim(),
                                 inconvertibleErrorCode());
}

Error Compilation::chooseDevice() {
  auto Devices = Module->getOps<aie::DeviceOp>();
  if (Devices.empty())
    return failure("the design holds no aie.device");
  if (Options.DeviceName.empty()) {
    if (std::next(Devices.begin()) != Devices.end())
      return failure("the design holds several devices; choose one with "
                     "--device-name");
    Device = *Devices.begin();
    return Error::success();
  }
  for (aie::DeviceOp D : Devices)
    if (D.getSymName() == Options.DeviceName)
      Device = D;
  if (!Device)
    return failure("the design holds no device '" + Options.DeviceName + "'");
  return Error::success();
}

/// Passes over the whole module; afterwards everything has its place.
Error Compilation::lowerDesign() {
  mlir::PassManager Passes(Context.get());
  Passes.enableVerifier(true);
  buildPhysicalPipeline(Passes);
  buildSequencePipeline(Passes);
  if (mlir::failed(Passes.run(*Module)))
    return failure("the design cannot be lowered");
  return Error::success();
}

Expected<KernelObjects>
Compilation::buildKernels(const std::vector<std::string> &Inputs) {
  auto LinkFiles = findLinkFiles(Device, Inputs, DesignDir);
  if (mlir::failed(LinkFiles))
    return failure("files to link with are missing");
  std::vector<std::string> All = Inputs;
  append_range(All, *LinkFiles);
  return KernelObjects::build(All, Options.Kernels, Options.Jobs,
                              Options.Verify);
}

Error Compilation::emitConfiguration(const std::vector<CoreProgram> &Programs) {
  auto Lookup = [&](aie::CoreOp Core) -> std::optional<BytesRef> {
    for (const CoreProgram &P : Programs)
      if (P.Core == Core)
        return BytesRef(P.Image.Elf);
    return std::nullopt;
  };
  mlir::FailureOr<ConfigProgram> Config = buildConfigProgram(Device, Lookup);
  if (mlir::failed(Config))
    return failure("the design cannot be written as a configuration");
  Result.Pdi = pdi::serialize(toPdi(*Config));
  return Error::success();
}

Error Compilation::emitSequence() {
  for (auto S : Device.getOps<aie::RuntimeSequenceOp>()) {
    if (!Options.SequenceName.empty() && S.getSymName() != Options.SequenceName)
      continue;
    if (Sequence)
      return failure("the device holds several runtime sequences; choose one "
                     "with --sequence-name");
    Sequence = S;
  }
  if (!Sequence) {
    if (!Options.SequenceName.empty())
      return failure("the device holds no runtime sequence '" +
                     Options.SequenceName + "'");
    return Error::success();
  }
  mlir::FailureOr<txn::Transaction> Stream = lowerRuntimeSequence(Sequence);
  if (mlir::failed(Stream))
    return failure("the runtime sequence cannot be written as instructions");
  Result.Instructions = txn::serialize(*Stream);
  return Error::success();
}

Error Compilation::emitXclbin() {
  xclbin::NpuXclbinDescription Description =
      xclbin::describeXclbinFor(*Device.getTargetModel());
  xclbin::NpuKernel Kernel;
  Kernel.Name = Options.KernelName;
  Kernel.Instance = Options.InstanceName;
  Kernel.Id = Options.KernelId;
  Kernel.Pdi = Result.Pdi;
  if (Sequence)
    Kernel.HostBuffers = Sequence.getBody().getNumArguments();
  Description.Kernels.push_back(std::move(Kernel));
  Expected<xclbin::File> File = xclbin::buildNpuXclbin(Description);
  if (!File)
    return File.takeError();
  Result.Xclbin = xclbin::serialize(*File);
  return Error::success();
}

Expected<CompileResult>
Compilation::run(std::unique_ptr<MemoryBuffer> Design,
                 const std::vector<std::string> &Inputs) {
  DesignName = Design->getBufferIdentifier().str();
  DesignDir = sys::path::parent_path(Design->getBufferIdentifier()).str();
  Sources.AddNewSourceBuffer(std::move(Design), SMLoc());
  Handler = std::make_unique<mlir::SourceMgrDiagnosticHandler>(
      Sources, Context.get(), TextStream);

  Module = parseDesign(Sources, *Context);
  if (!Module)
    return failure("the design cannot be read");
  if (Error E = chooseDevice())
    return std::move(E);
  if (Error E = lowerDesign())
    return std::move(E);
  // Passes may have replaced the op.
  if (Error E = chooseDevice())
    return std::move(E);

  Expected<KernelObjects> Kernels = buildKernels(Inputs);
  if (!Kernels)
    return Kernels.takeError();
  std::vector<CoreProgram> Programs;
  if (!Device.getOps<aie::CoreOp>().empty()) {
    std::string Lib = Options.SysrootLibDir.empty() ? defaultSysrootLibDir()
                                                    : Options.SysrootLibDir;
    // Prebuilt programs are linked already.
    std::vector<std::string> Files;
    if (llvm::any_of(Device.getOps<aie::CoreOp>(),
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
    Programs = std::move(*Built);
  }

  if (Error E = emitConfiguration(Programs))
    return std::move(E);
  if (Error E = emitSequence())
    return std::move(E);
  if (Error E = emitXclbin())
    return std::move(E);
  Result.Tiles = reportTiles(Device, Programs);
  for (CoreProgram &P : Programs)
    Result.Cores.push_back({unsigned(P.Core.colIndex()),
                            unsigned(P.Core.rowIndex()),
                            std::move(P.Image.Elf)});
  Result.DeviceTarget = Device.getTargetModel()->Name.str();
  raw_string_ostream(Result.PhysicalDesign) << *Module;
  Result.Warnings = Text + Kernels->warnings().str();
  return std::move(Result);
}

Expected<CompileResult>
aieforge::compileDesign(std::unique_ptr<MemoryBuffer> Design,
                        const std::vector<std::string> &Inputs,
                        const CompileOptions &Options) {
  return Compilation(Options).run(std::move(Design), Inputs);
}
