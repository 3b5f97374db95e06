//===- Cc.cpp - aieforge cc: the kernel compiler --------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One C or C++ source to an object, assembly or LLVM IR.
//
//===----------------------------------------------------------------------===//

#include "Command.h"
#include "aieforge/Driver/KernelCompiler.h"
#include "aieforge/Support/Files.h"
#include "aieforge/Target/AIE2/CodeGen.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace aieforge;
using namespace llvm;

namespace {

class CcCommand : public Command {
public:
  void declare(CLI::App &App) override {
    App.add_option("file", File, "the C or C++ source")->required();
    App.add_option("-o,--output", Output, "output file");
    App.add_flag("-c", Object, "make an object (this is the default)");
    App.add_flag("-S", Assembly, "make assembly text");
    App.add_flag("--emit-llvm", Llvm, "make LLVM IR text");
    App.add_option("-I", Kernel.IncludeDirs, "folder with headers")
        ->allow_extra_args(false);
    App.add_option("-D", Kernel.Defines, "macro: NAME or NAME=VALUE")
        ->allow_extra_args(false);
    App.add_option("-O", Kernel.OptLevel, "optimisation level")
        ->check(CLI::Range(0, 3))
        ->capture_default_str();
    App.add_option("--std", Kernel.Standard,
                   "language standard (default gnu17, gnu++20)");
    App.add_flag("--verify", Verify, "check machine code between steps")
        ->group("");
    App.add_option("-X,--clang", Kernel.ClangArgs,
                   "one argument for clang's front end, as it is")
        ->allow_extra_args(false);
  }

  int run() override {
    LLVMContext Context;
    Expected<KernelIR> IR = compileKernel(File, Context, Kernel);
    if (!IR)
      return reportError(IR.takeError());
    errs() << IR->Warnings;
    Expected<Bytes> Product = produce(*IR->Module);
    if (!Product)
      return reportError(prefixError(File, Product.takeError()));
    if (Output.empty())
      Output = sys::path::stem(File).str() + (Llvm       ? ".ll"
                                              : Assembly ? ".s"
                                                         : ".o");
    if (Error E = writeFile(Output, *Product))
      return reportError(std::move(E));
    return 0;
  }

private:
  Expected<Bytes> produce(Module &M) {
    codegen::initializeTarget();
    codegen::CodeGenOptions Options;
    Options.OptLevel = Kernel.OptLevel;
    Options.Verify = Verify;
    if (Error E = codegen::optimize(M, Options))
      return std::move(E);
    if (Llvm) {
      std::string Text;
      raw_string_ostream OS(Text);
      M.print(OS, nullptr);
      return Bytes(Text.begin(), Text.end());
    }
    if (!Assembly)
      return codegen::emitObject(M, Options);
    Expected<std::string> Text = codegen::emitAssembly(M, Options);
    if (!Text)
      return Text.takeError();
    return Bytes(Text->begin(), Text->end());
  }

  std::string File, Output;
  bool Object = false, Assembly = false, Llvm = false, Verify = false;
  KernelOptions Kernel;
};

} // namespace

std::unique_ptr<Command> aieforge::createCcCommand() {
  return std::make_unique<CcCommand>();
}
