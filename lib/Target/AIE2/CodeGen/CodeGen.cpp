//===- CodeGen.cpp - LLVM IR to AIE2 objects ------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Registers the target and runs code generation on a module. Whatever LLVM's
// passes complain about becomes an error of the call.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Target/AIE2/CodeGen.h"

#include "PrepareIR.h"
#include "TargetMachine.h"

#include "llvm/CodeGen/MachineModuleInfo.h"
#include "llvm/CodeGen/TargetPassConfig.h"
#include "llvm/IR/DiagnosticHandler.h"
#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/DiagnosticPrinter.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Verifier.h"
#include "llvm/InitializePasses.h"
#include "llvm/MC/MCContext.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/PassRegistry.h"

#include <mutex>

using namespace llvm;

Target &llvm::getTheAIE2Target() {
  static Target T;
  return T;
}

void aieforge::codegen::initializeTarget() {
  static std::once_flag Once;
  std::call_once(Once, [] {
    Target &T = getTheAIE2Target();
    RegisterTarget<Triple::UnknownArch> Registered(T, "aie2", "AMD AIE2 core",
                                                   "AIE2");
    registerAIE2MC(T);
    registerAIE2AsmPrinter(T);
    RegisterTargetMachine<AIE2TargetMachine> Machine(T);
    PassRegistry &Registry = *PassRegistry::getPassRegistry();
    initializeCore(Registry);
    initializeCodeGen(Registry);
    initializeGlobalISel(Registry);
  });
}

StringRef aieforge::codegen::targetTriple() { return "aie2-none-unknown-elf"; }

// A pointer has 32 bits in memory and for LLVM, 20 in the core's registers.
StringRef aieforge::codegen::dataLayout() {
  return "e-m:e-p:32:32-i1:8:32-i8:8:32-i16:16:32-i32:32:32-f32:32:32-i64:32-"
         "f64:32-a:0:32-n32";
}

std::unique_ptr<TargetMachine>
aieforge::codegen::createMachine(unsigned OptLevel) {
  TargetOptions Options;
  // The linker keeps what is reached, section by section.
  Options.FunctionSections = true;
  Options.DataSections = true;
  Options.UniqueSectionNames = true;
  CodeGenOptLevel Level = OptLevel == 0   ? CodeGenOptLevel::None
                          : OptLevel == 1 ? CodeGenOptLevel::Less
                          : OptLevel == 2 ? CodeGenOptLevel::Default
                                          : CodeGenOptLevel::Aggressive;
  return std::unique_ptr<TargetMachine>(getTheAIE2Target().createTargetMachine(
      Triple(targetTriple()), "aie2", "", Options, Reloc::Static,
      CodeModel::Small, Level));
}

namespace {

/// Collects errors, and the selector's remarks, which name the instruction it
/// could not translate.
class Collector final : public DiagnosticHandler {
public:
  explicit Collector(std::vector<std::string> &Messages) : Messages(Messages) {}

  bool handleDiagnostics(const DiagnosticInfo &Info) override {
    // The selector reports a failure as a missed optimization.
    bool Selection = Info.getKind() == DK_OptimizationRemarkMissed ||
                     Info.getKind() == DK_MachineOptimizationRemarkMissed;
    if (Info.getSeverity() == DS_Error || Selection) {
      std::string Text;
      raw_string_ostream OS(Text);
      DiagnosticPrinterRawOStream Printer(OS);
      Info.print(Printer);
      Messages.push_back(Text);
    }
    return true;
  }
  bool isMissedOptRemarkEnabled(StringRef Pass) const override {
    return Pass.starts_with("gisel");
  }
  bool isAnalysisRemarkEnabled(StringRef) const override { return false; }
  bool isPassedOptRemarkEnabled(StringRef) const override { return false; }
  bool isAnyRemarkEnabled() const override { return true; }

private:
  std::vector<std::string> &Messages;
};

} // namespace

static aieforge::Error
generate(Module &M, const aieforge::codegen::CodeGenOptions &Options,
         CodeGenFileType Type, SmallVectorImpl<char> &Out) {
  using namespace aieforge;
  codegen::initializeTarget();
  if (Error E = codegen::prepareModule(M))
    return E;
  std::string Problem;
  raw_string_ostream ProblemStream(Problem);
  if (verifyModule(M, &ProblemStream))
    return makeError("module '{0}' is not valid: {1}", M.getName(), Problem);

  LLVMContext &Context = M.getContext();
  std::unique_ptr<DiagnosticHandler> Before = Context.getDiagnosticHandler();
  std::vector<std::string> Messages;
  Context.setDiagnosticHandler(std::make_unique<Collector>(Messages));

  bool CannotEmit = false;
  {
    std::unique_ptr<TargetMachine> TM =
        codegen::createMachine(Options.OptLevel);
    raw_svector_ostream OS(Out);
    legacy::PassManager Passes;
    CannotEmit = TM->addPassesToEmitFile(Passes, OS, nullptr, Type,
                                         /*DisableVerify=*/!Options.Verify);
    if (!CannotEmit)
      Passes.run(M);
  }
  Context.setDiagnosticHandler(std::move(Before));
  if (CannotEmit)
    return makeError("this LLVM cannot emit AIE2 code");
  if (Messages.empty())
    return Error::success();
  std::string All;
  for (const std::string &Message : Messages)
    All += (All.empty() ? "" : "\n") + Message;
  return makeError("{0}", All);
}

aieforge::Expected<aieforge::Bytes>
aieforge::codegen::emitObject(Module &M, const CodeGenOptions &Options) {
  SmallVector<char, 0> Out;
  if (Error E = generate(M, Options, CodeGenFileType::ObjectFile, Out))
    return std::move(E);
  return Bytes(Out.begin(), Out.end());
}

aieforge::Expected<std::string>
aieforge::codegen::emitAssembly(Module &M, const CodeGenOptions &Options) {
  SmallVector<char, 0> Out;
  if (Error E = generate(M, Options, CodeGenFileType::AssemblyFile, Out))
    return std::move(E);
  return std::string(Out.begin(), Out.end());
}
