//===- CompileArguments.cpp - options of every compiling command ----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CompileArguments.h"
#include "aieforge/Support/Files.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

using namespace aieforge;
using namespace llvm;

void aieforge::declareCompileOptions(CLI::App &App, CompileOptions &Options) {
  App.add_option("-I,--include-dir", Options.Kernels.IncludeDirs,
                 "folder with headers of kernels")
      ->allow_extra_args(false);
  App.add_option("-D,--define", Options.Kernels.Defines,
                 "macro for kernels: NAME or NAME=VALUE")
      ->allow_extra_args(false);
  App.add_option("-O", Options.Kernels.OptLevel,
                 "optimisation level of kernels and cores")
      ->check(CLI::Range(0, 3))
      ->capture_default_str();
  App.add_option("--std", Options.Kernels.Standard,
                 "language standard of kernels (default gnu17, gnu++20)");
  App.add_option("--device-name", Options.DeviceName,
                 "which aie.device, if the design has several");
  App.add_option("--sequence-name", Options.SequenceName,
                 "which runtime sequence, if the design has several");
  App.add_option("--xclbin-kernel-name", Options.KernelName,
                 "name under which the host opens the kernel")
      ->capture_default_str();
  App.add_option("--xclbin-instance-name", Options.InstanceName,
                 "name of the kernel's compute unit")
      ->capture_default_str();
  App.add_option("--xclbin-kernel-id", Options.KernelId,
                 "identifier of the kernel, 1 to 0xFFF")
      ->check(CLI::Range(1, 0xFFF));
  App.add_option("-j,--jobs", Options.Jobs,
                 "threads for kernels and cores (default: one a host core)");
  App.add_option("--sysroot-lib", Options.SysrootLibDir,
                 "folder of crt0.o and libaie.a")
      ->group("");
  App.add_flag("--verify", Options.Verify,
               "check machine code between code generation steps")
      ->group("");
}

bool aieforge::isDesign(StringRef Path) { return Path.ends_with(".mlir"); }

Expected<CompileResult>
aieforge::compileFiles(const std::vector<std::string> &Files,
                       const CompileOptions &Options) {
  std::string Design;
  std::vector<std::string> Inputs;
  for (const std::string &File : Files) {
    if (!isDesign(File)) {
      Inputs.push_back(File);
      continue;
    }
    if (!Design.empty())
      return makeError("two designs given: {0} and {1}; compile one at a time",
                       Design, File);
    Design = File;
  }
  if (Design.empty())
    return makeError("no design given: one of the files must end in .mlir");
  auto Buffer = readFile(Design);
  if (!Buffer)
    return Buffer.takeError();
  auto Result = compileDesign(std::move(*Buffer), Inputs, Options);
  if (Result && !Result->Warnings.empty())
    errs() << Result->Warnings;
  return Result;
}

void aieforge::printReport(const CompileResult &Result, raw_ostream &OS) {
  OS << "tile   kind    memory              BDs      locks    program\n";
  for (const TileReport &T : Result.Tiles) {
    OS << format("(%u,%u)  %-6s  ", T.Column, T.Row, T.Kind.c_str());
    if (T.MemorySize)
      OS << format("%6u of %6u B  ", T.MemoryUsed, T.MemorySize);
    else
      OS << "                    ";
    OS << format("%2u/%-2u    %2u/%-2u", T.BdsUsed, T.BdCount, T.LocksUsed,
                 T.LockCount);
    if (T.HasProgram)
      OS << format("    %5u of %5u B", T.ProgramBytes, T.ProgramSize);
    OS << "\n";
  }
}
