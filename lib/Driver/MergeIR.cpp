//===- MergeIR.cpp - kernels that become part of a core's module ----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// link_with_mode = "merge": a kernel comes as LLVM IR and is inlined into the
// core that calls it.
//
//===----------------------------------------------------------------------===//

#include "MergeIR.h"
#include "aieforge/Target/AIE2/CodeGen.h"
#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/DiagnosticPrinter.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/IRReader/IRReader.h"
#include "llvm/Linker/Linker.h"
#include "llvm/Support/SourceMgr.h"

using namespace aieforge;
using namespace llvm;

namespace {
/// Keeps what the linker of modules complains of; LLVM's own handler would end
/// the program.
class Complaints final : public DiagnosticHandler {
public:
  explicit Complaints(std::string &Text) : Text(Text) {}

  bool handleDiagnostics(const DiagnosticInfo &Info) override {
    if (Info.getSeverity() != DS_Error)
      return true;
    raw_string_ostream OS(Text);
    DiagnosticPrinterRawOStream Printer(OS);
    Info.print(Printer);
    return true;
  }

private:
  std::string &Text;
};
} // namespace

static Expected<std::unique_ptr<Module>> readIR(StringRef Path,
                                                LLVMContext &Context) {
  SMDiagnostic Problem;
  std::unique_ptr<Module> M = parseIRFile(Path, Problem, Context);
  if (M)
    return std::move(M);
  std::string Text;
  raw_string_ostream OS(Text);
  Problem.print(nullptr, OS, /*ShowColors=*/false);
  return makeError(
      "{0}\nlink_with_mode = \"merge\" takes LLVM IR (.ll or .bc); "
      "leave the mode out to link an object",
      StringRef(Text).rtrim());
}

Error aieforge::mergeIR(Module &Into, StringRef Path) {
  LLVMContext &Context = Into.getContext();
  Expected<std::unique_ptr<Module>> M = readIR(Path, Context);
  if (!M)
    return M.takeError();
  const Triple &Target = (*M)->getTargetTriple();
  if (!Target.str().empty() && !StringRef(Target.str()).starts_with("aie2"))
    return makeError("{0}: is LLVM IR for '{1}'; a core takes IR for aie2",
                     Path, Target.str());
  (*M)->setTargetTriple(Into.getTargetTriple());
  (*M)->setDataLayout(Into.getDataLayout());

  std::string Text;
  std::unique_ptr<DiagnosticHandler> Before = Context.getDiagnosticHandler();
  Context.setDiagnosticHandler(std::make_unique<Complaints>(Text));
  bool Failed = Linker::linkModules(Into, std::move(*M));
  Context.setDiagnosticHandler(std::move(Before));
  if (Failed)
    return makeError("{0}: cannot be merged into the core's program: {1}", Path,
                     Text);
  return Error::success();
}
