//===- Llc.cpp - aieforge llc ---------------------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Compiles LLVM IR (text or bitcode) to an AIE2 object or assembly text.
//
//===----------------------------------------------------------------------===//

#include "Command.h"
#include "aieforge/Support/Files.h"
#include "aieforge/Target/AIE2/CodeGen.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/IRReader/IRReader.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/raw_ostream.h"

using namespace aieforge;

namespace {
class LlcCommand : public Command {
  std::string Input, Output;
  bool Assembly = false;
  bool Raw = false;
  codegen::CodeGenOptions Options;

  void declare(CLI::App &App) override {
    App.add_option("input", Input, "LLVM IR, text or bitcode (- is stdin)")
        ->required();
    App.add_option("-o,--output", Output,
                   "output file (default: stdout with -S, else input name "
                   "with .o)");
    App.add_flag("-S", Assembly, "write assembly text, one bundle a line");
    App.add_option("-O", Options.OptLevel, "optimization level 0..3")
        ->check(CLI::Range(0, 3));
    App.add_flag("--no-opt", Raw,
                 "leave the IR as it is; -O selects code generation only");
    App.add_flag("--verify", Options.Verify,
                 "check the machine code after every pass");
  }

  int run() override {
    llvm::LLVMContext Context;
    llvm::SMDiagnostic Problem;
    std::unique_ptr<llvm::Module> M =
        llvm::parseIRFile(Input, Problem, Context);
    if (!M) {
      Problem.print("aieforge", llvm::errs());
      return 1;
    }
    if (!Raw)
      if (Error E = codegen::optimize(*M, Options))
        return reportError(std::move(E));
    Bytes Data;
    if (Assembly) {
      Expected<std::string> Text = codegen::emitAssembly(*M, Options);
      if (!Text)
        return reportError(Text.takeError());
      if (Output.empty() || Output == "-") {
        llvm::outs() << *Text;
        return 0;
      }
      Data.assign(Text->begin(), Text->end());
    } else {
      Expected<Bytes> Object = codegen::emitObject(*M, Options);
      if (!Object)
        return reportError(Object.takeError());
      Data = std::move(*Object);
      if (Output.empty())
        Output = llvm::StringRef(Input).rsplit('.').first.str() + ".o";
    }
    if (Error E = writeFile(Output, Data))
      return reportError(std::move(E));
    return 0;
  }
};
} // namespace

std::unique_ptr<Command> aieforge::createLlcCommand() {
  return std::make_unique<LlcCommand>();
}
