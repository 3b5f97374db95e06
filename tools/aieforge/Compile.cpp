//===- Compile.cpp - aieforge compile -------------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Design and kernels in, xclbin and instruction stream out.
//
//===----------------------------------------------------------------------===//

#include "Command.h"
#include "CompileArguments.h"
#include "aieforge/Support/Files.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace aieforge;
using namespace llvm;

namespace {

class CompileCommand : public Command {
public:
  void declare(CLI::App &App) override {
    App.add_option("files", Files,
                   "the design (.mlir) and its kernels (.c, .cc, .o, .a, .ll, "
                   ".s)")
        ->required();
    App.add_option("-o,--output", Output,
                   "the xclbin (default: the design's name with .xclbin)");
    App.add_option("--insts", Insts,
                   "the instruction stream (default: OUTPUT with .insts.bin)");
    App.add_option("--pdi", Pdi, "also write the device image");
    App.add_option("--save-temps", TempDir,
                   "also write core programs and the lowered design into this "
                   "folder");
    App.add_flag("--report", Report, "print what each tile takes");
    declareCompileOptions(App, Options);
  }

  int run() override {
    Expected<CompileResult> Result = compileFiles(Files, Options);
    if (!Result)
      return reportError(Result.takeError());
    if (Error E = writeOutputs(*Result))
      return reportError(std::move(E));
    if (!Result->Images.empty())
      reportWarning("the instruction stream loads images of other devices, "
                    "which an xclbin does not carry; write a full ELF with "
                    "aiecc --get-full-elf");
    if (Report)
      printReport(*Result, outs());
    return 0;
  }

private:
  /// All artefacts exist in memory by now, so a failing compile writes none.
  Error writeOutputs(const CompileResult &Result) {
    if (Output.empty())
      for (const std::string &File : Files)
        if (isDesign(File))
          Output = sys::path::stem(File).str() + ".xclbin";
    if (Insts.empty()) {
      SmallString<128> Path(Output);
      sys::path::replace_extension(Path, ".insts.bin");
      Insts = Path.str().str();
    }
    if (!TempDir.empty())
      if (Error E = writeTemps(Result))
        return E;
    if (!Pdi.empty())
      if (Error E = writeFile(Pdi, Result.Pdi))
        return E;
    SmallString<128> Packets(Output);
    sys::path::replace_extension(Packets, ".ctrlpkt.bin");
    if (!Result.ControlPackets.empty())
      if (Error E = writeFile(Packets, Result.ControlPackets))
        return E;
    if (!Result.Instructions.empty())
      if (Error E = writeFile(Insts, Result.Instructions))
        return E;
    return writeFile(Output, Result.Xclbin);
  }

  Error writeTemps(const CompileResult &Result) {
    if (std::error_code EC = sys::fs::create_directories(TempDir))
      return makeError("{0}: cannot be created: {1}", TempDir, EC.message());
    for (const CoreImage &Core : Result.Cores)
      if (Error E = writeFile(
              formatv("{0}/core_{1}_{2}.elf", TempDir, Core.Column, Core.Row)
                  .str(),
              Core.Elf))
        return E;
    return writeFile(TempDir + "/physical.mlir",
                     BytesRef(reinterpret_cast<const uint8_t *>(
                                  Result.PhysicalDesign.data()),
                              Result.PhysicalDesign.size()));
  }

  std::vector<std::string> Files;
  std::string Output, Insts, Pdi, TempDir;
  bool Report = false;
  CompileOptions Options;
};

} // namespace

std::unique_ptr<Command> aieforge::createCompileCommand() {
  return std::make_unique<CompileCommand>();
}
