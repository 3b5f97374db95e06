//===- Opt.cpp - aieforge opt ---------------------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads a design in any spelling, runs passes by name, prints the newest
// spelling.
//
//===----------------------------------------------------------------------===//

#include "Command.h"
#include "aieforge/Dialect/ParseDesign.h"
#include "aieforge/Transforms/Pipeline.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Support/FileUtilities.h"
#include "mlir/Support/ToolUtilities.h"
#include "mlir/Transforms/Passes.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/ToolOutputFile.h"

using namespace aieforge;
using namespace mlir;

namespace {
class OptCommand : public Command {
  std::string Input = "-", Output = "-", Pipeline;
  std::vector<std::string> Passes;
  bool SplitInput = false, VerifyDiagnostics = false, Generic = false,
       Locations = false, NoVerifyEach = false;

  void declare(CLI::App &App) override {
    App.add_option("input", Input, "MLIR file (- reads standard input)");
    App.add_option("-o,--output", Output, "output file (- is standard output)");
    App.add_option("--pass-pipeline", Pipeline,
                   "passes as text, e.g. 'builtin.module(cse)'");
    App.add_flag("--split-input-file", SplitInput,
                 "treat parts between lines of '// -----' on their own");
    App.add_flag("--verify-diagnostics", VerifyDiagnostics,
                 "compare messages with the file's expected-… comments");
    App.add_flag("--mlir-print-op-generic", Generic, "print the generic form");
    App.add_flag("--mlir-print-debuginfo", Locations, "print locations");
    App.add_flag("--no-verify-each", NoVerifyEach,
                 "do not verify after every pass");
    App.allow_extras();
    App.footer("Every pass is an option of its own name: --cse, "
               "--aie-assign-lock-ids, or with options "
               "'--canonicalize{top-down=false}'.");
    Extras = &App;
  }

  int run() override;
  LogicalResult buildPasses(PassManager &Manager);
  LogicalResult runOn(std::unique_ptr<llvm::MemoryBuffer> Text,
                      llvm::raw_ostream &OS);

  CLI::App *Extras = nullptr;
};
} // namespace

/// Adds one pass or pipeline, written `name`, `name{options}` or
/// `name=options`. Passes of aie.device may stand on their own: the manager
/// nests them, which parsePassPipeline would not let it do.
static LogicalResult addPass(llvm::StringRef Text, PassManager &Manager) {
  llvm::StringRef Name =
      Text.take_until([](char C) { return C == '{' || C == '='; });
  llvm::StringRef Options = Text.drop_front(Name.size());
  if (Options.consume_front("="))
    Options = Options.trim('"');
  else if (Options.consume_front("{"))
    Options.consume_back("}");
  const PassRegistryEntry *Entry = PassInfo::lookup(Name);
  if (!Entry)
    Entry = PassPipelineInfo::lookup(Name);
  auto Fail = [&](const llvm::Twine &Message) {
    reportError(makeError("--{0}: {1}", Name, Message.str()));
    return failure();
  };
  if (!Entry)
    return Fail("there is no such pass or option");
  return Entry->addToPipeline(Manager, Options, Fail);
}

/// Adds the passes named on the command line.
LogicalResult OptCommand::buildPasses(PassManager &Manager) {
  if (!Pipeline.empty())
    return parsePassPipeline(Pipeline, Manager);
  for (const std::string &Name : Passes)
    if (failed(addPass(Name, Manager)))
      return failure();
  return success();
}

LogicalResult OptCommand::runOn(std::unique_ptr<llvm::MemoryBuffer> Text,
                                llvm::raw_ostream &OS) {
  llvm::SourceMgr Sources;
  Sources.AddNewSourceBuffer(std::move(Text), llvm::SMLoc());
  MLIRContext Context(MLIRContext::Threading::DISABLED);
  Context.printOpOnDiagnostic(false);
  auto Work = [&]() -> LogicalResult {
    OwningOpRef<ModuleOp> Module = parseDesign(Sources, Context);
    if (!Module)
      return failure();
    PassManager Manager(&Context, ModuleOp::getOperationName(),
                        OpPassManager::Nesting::Implicit);
    Manager.enableVerifier(!NoVerifyEach);
    if (failed(buildPasses(Manager)) || failed(Manager.run(*Module)))
      return failure();
    OpPrintingFlags Flags;
    if (Generic)
      Flags.printGenericOpForm();
    if (Locations)
      Flags.enableDebugInfo();
    Module->print(OS, Flags);
    return success();
  };
  if (!VerifyDiagnostics) {
    SourceMgrDiagnosticHandler Handler(Sources, &Context);
    return Work();
  }
  SourceMgrDiagnosticVerifierHandler Handler(Sources, &Context);
  // What matters here is the messages.
  (void)Work();
  return Handler.verify();
}

int OptCommand::run() {
  for (std::string Name : Extras->remaining()) {
    if (!StringRef(Name).starts_with("--"))
      return reportError(makeError("{0} is not an option of opt", Name)), 2;
    Passes.push_back(Name.substr(2));
  }
  registerTransforms();
  registerTransformsPasses();
  std::string Message;
  auto Text = openInputFile(Input, &Message);
  if (!Text)
    return reportError(makeError("{0}", Message));
  auto Out = openOutputFile(Output, &Message);
  if (!Out)
    return reportError(makeError("{0}", Message));
  LogicalResult Result = splitAndProcessBuffer(
      std::move(Text),
      [&](std::unique_ptr<llvm::MemoryBuffer> Part, llvm::raw_ostream &OS) {
        return runOn(std::move(Part), OS);
      },
      Out->os(), SplitInput ? kDefaultSplitMarker : "",
      SplitInput ? kDefaultSplitMarker : "");
  if (failed(Result))
    return 1;
  Out->keep();
  return 0;
}

std::unique_ptr<Command> aieforge::createOptCommand() {
  return std::make_unique<OptCommand>();
}
