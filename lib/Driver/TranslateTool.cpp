//===- TranslateTool.cpp - the translation driver -------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Registers one translation an output with MLIR's driver. Option names are
// mlir-aie's.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Config/Lowering.h"
#include "aieforge/Config/Passes.h"
#include "aieforge/Dialect/ParseDesign.h"
#include "aieforge/Driver/MlirTool.h"
#include "aieforge/Driver/Outputs.h"
#include "aieforge/Support/Files.h"
#include "aieforge/Transforms/CoreLowering.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Target/Cpp/CppEmitter.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "mlir/Tools/mlir-translate/MlirTranslateMain.h"
#include "mlir/Tools/mlir-translate/Translation.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace aieforge;
using namespace mlir;
namespace cl = llvm::cl;

namespace {
/// What the translations read besides the design. Made when the tool runs, so
/// that other commands do not have these options.
struct TranslateOptions {
  cl::opt<int> Column{"tilecol", cl::desc("column of the core"), cl::init(0)};
  cl::opt<int> Row{"tilerow", cl::desc("row of the core"), cl::init(0)};
  cl::opt<std::string> WorkDir{
      "work-dir-path",
      cl::desc("folder for files beside the output, and of core programs")};
  cl::opt<bool> BigEndian{"big-endian", cl::desc("big-endian CDO files")};
  cl::opt<bool> CdoUnified{"cdo-unified", cl::desc("one CDO file, not three")};
  cl::opt<bool> CdoDebug{"cdo-debug", cl::desc("print every CDO write")};
  cl::opt<bool> CdoAieSim{"cdo-aiesim", cl::desc("CDO files for aiesimulator")};
  cl::opt<bool> CdoXaieDebug{"cdo-xaie-debug",
                             cl::desc("debug text of AMD's AIE driver")};
  cl::opt<bool> CdoEnableCores{"cdo-enable-cores", cl::init(true),
                               cl::desc("write the CDO that starts the cores")};
  cl::opt<bool> Binary{"aie-output-binary", cl::init(true),
                       cl::desc("bytes, or lines of eight hex digits")};
  cl::opt<bool> FoldHostOffset{
      "aie-npu-fold-ddr-addr-offset", cl::init(true),
      cl::desc("add the shim's view of host memory to arguments that firmware "
               "does not translate; false for instruction ELFs")};
  cl::opt<std::string> Device{"aie-device-name", cl::desc("which device")};
  cl::opt<std::string> Sequence{"aie-sequence-name",
                                cl::desc("which runtime sequence")};
  cl::opt<std::string> LocMap{
      "aie-npu-emit-locmap", cl::value_desc("filename"),
      cl::desc("also write which op each instruction comes from, as JSON")};

  StringRef folder() const {
    return WorkDir.empty() ? StringRef(".") : StringRef(WorkDir.getValue());
  }
  hw::TileId tile() const { return {unsigned(Column), unsigned(Row)}; }
};

using Writer = std::function<LogicalResult(aie::DeviceOp, llvm::raw_ostream &)>;

/// A translation of one device of a design of any vintage.
void add(StringRef Name, StringRef Description, const TranslateOptions &Options,
         Writer Write) {
  TranslateRegistration(
      Name, Description,
      [&Options, Write](const std::shared_ptr<llvm::SourceMgr> &Sources,
                        llvm::raw_ostream &OS, MLIRContext *Context) {
        OwningOpRef<ModuleOp> Module = parseDesign(*Sources, *Context);
        if (!Module)
          return failure();
        aie::DeviceOp Device = findDevice(*Module, Options.Device);
        if (!Device)
          return failure();
        return Write(Device, OS);
      });
}
} // namespace

//===----------------------------------------------------------------------===//
// Texts
//===----------------------------------------------------------------------===//

static void addTexts(const TranslateOptions &Options) {
  add("aie-generate-mmap", "which buffers each core sees, and where", Options,
      writeMemoryMap);
  add("aie-generate-ldscript", "linker script of one core", Options,
      [&](aie::DeviceOp Device, llvm::raw_ostream &OS) {
        return writeLinkerScript(Device, Options.tile(), OS);
      });
  add("aie-generate-bcf", "bridge configuration file of one core", Options,
      [&](aie::DeviceOp Device, llvm::raw_ostream &OS) {
        return writeBcf(Device, Options.tile(), OS);
      });
  add("aie-generate-corelist", "Python list of the cores", Options,
      writeCoreList);
  add("aie-generate-target-arch", "generation of the device", Options,
      writeTargetArch);
  add("aie-generate-json", "shim DMA allocations as JSON", Options,
      writeShimAllocationsJson);
  add("aie-flows-to-json", "routed flows as JSON", Options, writeFlowsJson);
}

//===----------------------------------------------------------------------===//
// Instruction streams
//===----------------------------------------------------------------------===//

static void writeWords(BytesRef Data, bool Binary, llvm::raw_ostream &OS) {
  if (Binary)
    OS.write(reinterpret_cast<const char *>(Data.data()), Data.size());
  else
    OS << StringRef(txn::toHexText(Data)).upper();
}

/// Writes the file that --aie-npu-emit-locmap names.
static LogicalResult writeLocations(aie::RuntimeSequenceOp Sequence,
                                    const txn::Transaction &Stream,
                                    const TranslateOptions &Options) {
  if (Options.LocMap.empty())
    return success();
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  if (failed(writeLocationMap(Sequence, Stream, "", OS)))
    return failure();
  if (Error E = writeFile(Options.LocMap, Bytes(Text.begin(), Text.end())))
    return Sequence.emitError() << toString(std::move(E));
  return success();
}

static void addStreams(const TranslateOptions &Options) {
  add("aie-npu-to-binary", "instruction stream of a runtime sequence", Options,
      [&](aie::DeviceOp Device, llvm::raw_ostream &OS) -> LogicalResult {
        aie::RuntimeSequenceOp Sequence =
            findSequence(Device, Options.Sequence);
        if (!Sequence)
          return failure();
        FailureOr<txn::Transaction> Stream = lowerRuntimeSequence(Sequence);
        if (failed(Stream) ||
            failed(writeLocations(Sequence, *Stream, Options)))
          return failure();
        if (!Options.FoldHostOffset)
          unfoldHostOffsets(*Stream);
        writeWords(txn::serialize(*Stream), Options.Binary, OS);
        return success();
      });
  add("aie-ctrlpkt-to-bin", "control packets of a runtime sequence", Options,
      [&](aie::DeviceOp Device, llvm::raw_ostream &OS) -> LogicalResult {
        aie::RuntimeSequenceOp Sequence =
            findSequence(Device, Options.Sequence);
        if (!Sequence)
          return failure();
        FailureOr<Bytes> Packets = controlPacketBytes(Sequence);
        if (failed(Packets))
          return failure();
        writeWords(*Packets, Options.Binary, OS);
        return success();
      });
}

/// All sequences of all devices: the text stands for the whole design.
static void addCpp() {
  TranslateRegistration(
      "aie-npu-to-cpp",
      "C++ functions that make the streams of runtime sequences from their "
      "run-time values",
      [](const std::shared_ptr<llvm::SourceMgr> &Sources, llvm::raw_ostream &OS,
         MLIRContext *Context) -> LogicalResult {
        OwningOpRef<ModuleOp> Module = parseDesign(*Sources, *Context);
        if (!Module)
          return failure();
        PassManager Passes(Context);
        Passes.addPass(createConvertAIEXToEmitC());
        return failure(failed(Passes.run(*Module)) ||
                       failed(emitc::translateToCpp(*Module, OS)));
      });
}

//===----------------------------------------------------------------------===//
// Configuration
//===----------------------------------------------------------------------===//

static void addConfiguration(const TranslateOptions &Options) {
  add("aie-generate-cdo", "CDO files of the configuration", Options,
      [&](aie::DeviceOp Device, llvm::raw_ostream &) -> LogicalResult {
        for (auto [Asked, Name] :
             {std::pair(bool(Options.BigEndian), "--big-endian"),
              std::pair(bool(Options.CdoAieSim), "--cdo-aiesim")})
          if (Asked)
            return Device.emitError()
                   << Name << ": NPUs read little-endian files for hardware "
                   << "only; leave it out";
        CdoFileOptions Cdo;
        Cdo.Unified = Options.CdoUnified;
        Cdo.EnableCores = Options.CdoEnableCores;
        if (Options.CdoDebug || Options.CdoXaieDebug)
          Cdo.Log = &llvm::outs();
        return writeCdoFiles(Device, Options.folder(), Cdo);
      });
  add("aie-generate-xaie", "the configuration as C calls of the AIE driver",
      Options, [&](aie::DeviceOp Device, llvm::raw_ostream &OS) {
        return writeXaieSource(Device, Options.folder(), OS);
      });
  add("aie-cert-to-asm", "control code for its assembler", Options,
      [&](aie::DeviceOp Device, llvm::raw_ostream &OS) {
        return writeCertAssembly(Device, Options.folder(), OS);
      });
}

//===----------------------------------------------------------------------===//
// LLVM IR
//===----------------------------------------------------------------------===//

static void addLlvm() {
  TranslateFromMLIRRegistration(
      "mlir-to-llvmir", "a module in the llvm dialect as LLVM IR",
      [](Operation *Op, llvm::raw_ostream &OS) -> LogicalResult {
        llvm::LLVMContext Context;
        std::unique_ptr<llvm::Module> Module =
            translateModuleToLLVMIR(Op, Context);
        if (!Module)
          return failure();
        Module->print(OS, nullptr);
        return success();
      },
      [](DialectRegistry &Registry) {
        registerDialects(Registry);
        registerCoreLowering(Registry);
      });
}

//===----------------------------------------------------------------------===//
// What there is no writer for
//===----------------------------------------------------------------------===//

/// Translations of mlir-aie for other machines and tools: known by name, so
/// that a script is told what to use instead.
static void addRefusals(const TranslateOptions &Options) {
  static constexpr std::pair<const char *, const char *> Refused[] = {
      {"aie-mlir-to-xpe", "power estimates are made by Vitis for Versal"},
      {"aie-mlir-to-scsim-config",
       "aiesimulator knows no NPU; `aieforge run` emulates one"},
      {"aie-mlir-to-shim-solution",
       "aiesimulator knows no NPU; `aieforge run` emulates one"}};
  for (auto [Name, Remedy] : Refused)
    add(Name, "refused, with what to use instead", Options,
        [Name, Remedy](aie::DeviceOp Device, llvm::raw_ostream &) {
          return LogicalResult(Device.emitError()
                               << "--" << Name << ": " << Remedy);
        });
}

int aieforge::runTranslateTool(int Argc, char **Argv) {
  TranslateOptions Options;
  addTexts(Options);
  addStreams(Options);
  addCpp();
  addConfiguration(Options);
  addRefusals(Options);
  addLlvm();
  return failed(mlirTranslateMain(Argc, Argv,
                                  "Turns lowered NPU designs into artefacts."));
}
