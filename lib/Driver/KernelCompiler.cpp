//===- KernelCompiler.cpp - kernel sources to LLVM IR ---------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Driver/KernelCompiler.h"
#include "ClangTarget.h"
#include "SysrootHeaders.h"
#include "aieforge/Support/Files.h"
#include "aieforge/Target/AIE2/CodeGen.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/TargetInfo.h"
#include "clang/CodeGen/CodeGenAction.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"
#include "llvm/IR/Module.h"
#include "llvm/Plugins/PassPlugin.h"
#include "llvm/Support/Path.h"

using namespace aieforge;
using namespace llvm;

/// Debian's clang is built with Polly and asks its plug-in entry to register
/// passes. We run our own pipeline, so there are none.
llvm::PassPluginLibraryInfo getPollyPluginInfo() {
  llvm::PassPluginLibraryInfo Info = {};
  Info.RegisterPassBuilderCallbacks = [](llvm::PassBuilder &) {};
  return Info;
}

namespace {
enum class Language { None, C, CXX };

Language languageOf(StringRef Path) {
  StringRef Extension = sys::path::extension(Path);
  if (Extension == ".c")
    return Language::C;
  for (StringRef E : {".cc", ".cpp", ".cxx", ".C", ".c++"})
    if (Extension == E)
      return Language::CXX;
  return Language::None;
}

/// The command line of clang's front end for one source.
std::vector<std::string> frontEndArguments(StringRef Path, Language Lang,
                                           const KernelOptions &Options) {
  bool IsCXX = Lang == Language::CXX;
  std::vector<std::string> Args = {
      "-triple", codegen::targetTriple().str(), "-emit-llvm-only", "-x",
      IsCXX ? "c++" : "c",
      "-std=" + (!Options.Standard.empty() ? Options.Standard
                 : IsCXX                   ? std::string("gnu++20")
                                           : std::string("gnu17")),
      "-O" + std::to_string(Options.OptLevel), "-ffreestanding",
      // Our pipeline optimises; clang only annotates for it.
      "-disable-llvm-passes", "-fno-threadsafe-statics", "-fno-use-cxa-atexit",
      "-mframe-pointer=none", "-ffunction-sections", "-fdata-sections",
      "-fgnuc-version=4.2.1", "-ferror-limit", "20", "-fno-builtin-printf",
      "-nobuiltininc", "-internal-isystem", SysrootIncludeDir,
      // Declared without an #include by the compilers kernels are written for.
      "-include", std::string(SysrootIncludeDir) + "/aieforge_core.h"};
  if (IsCXX) {
    // Kernels use C99's restrict in C++ as the vendor's compiler allows.
    Args.insert(Args.end(), {"-D", "restrict=__restrict", "-fno-rtti"});
  }
  for (const std::string &Dir : Options.IncludeDirs)
    Args.insert(Args.end(), {"-I", Dir});
  for (const std::string &Define : Options.Defines)
    Args.insert(Args.end(), {"-D", Define});
  Args.insert(Args.end(), Options.ClangArgs.begin(), Options.ClangArgs.end());
  Args.push_back(Path.str());
  return Args;
}

/// Runs \p Action over the only input of \p CI.
Error runAction(clang::CompilerInstance &CI, clang::FrontendAction &Action) {
  for (const clang::FrontendInputFile &Input : CI.getFrontendOpts().Inputs) {
    if (!Action.BeginSourceFile(CI, Input))
      return makeError("the source cannot be opened");
    Error E = Action.Execute();
    Action.EndSourceFile();
    if (E)
      return E;
  }
  return Error::success();
}
} // namespace

bool aieforge::isKernelSource(StringRef Path) {
  return languageOf(Path) != Language::None;
}

Expected<KernelIR> aieforge::compileKernel(StringRef Path, LLVMContext &Ctx,
                                           const KernelOptions &Options) {
  Language Lang = languageOf(Path);
  if (Lang == Language::None)
    return makeError("{0}: not a C or C++ source by its name", Path);
  // Clang would say so too, but in the words of its driver.
  if (Expected<std::unique_ptr<MemoryBuffer>> Buffer = readFile(Path); !Buffer)
    return Buffer.takeError();

  std::string Text;
  raw_string_ostream TextStream(Text);
  clang::DiagnosticOptions DiagOptions;
  auto Printer =
      std::make_unique<clang::TextDiagnosticPrinter>(TextStream, DiagOptions);

  std::vector<std::string> Args = frontEndArguments(Path, Lang, Options);
  std::vector<const char *> RawArgs;
  for (const std::string &Arg : Args)
    RawArgs.push_back(Arg.c_str());

  clang::DiagnosticsEngine ArgDiags(clang::DiagnosticIDs::create(), DiagOptions,
                                    Printer.get(),
                                    /*ShouldOwnClient=*/false);
  auto Invocation = std::make_shared<clang::CompilerInvocation>();
  if (!clang::CompilerInvocation::CreateFromArgs(*Invocation, RawArgs,
                                                 ArgDiags))
    return makeError("{0}", StringRef(Text).rtrim());

  clang::CompilerInstance CI(std::move(Invocation));
  CI.setVirtualFileSystem(sysrootFileSystem());
  CI.createDiagnostics(Printer.get(), /*ShouldOwnClient=*/false);
  CI.createFileManager();
  CI.setTarget(createClangTarget(CI.getTargetOpts()));
  CI.getTarget().adjust(CI.getDiagnostics(), CI.getLangOpts(), nullptr);

  clang::EmitLLVMOnlyAction Action(&Ctx);
  Error Failure = runAction(CI, Action);
  if (!Failure && CI.getDiagnostics().hasErrorOccurred())
    Failure = makeError("{0}: the kernel does not compile", Path);
  if (Failure) {
    if (Text.empty())
      return std::move(Failure);
    consumeError(std::move(Failure));
    return makeError("{0}: the kernel does not compile:\n{1}", Path,
                     StringRef(Text).rtrim());
  }
  KernelIR Result;
  Result.Module = Action.takeModule();
  Result.Warnings = std::move(Text);
  if (!Result.Module)
    return makeError("{0}: clang made no code", Path);
  return Result;
}
