//===- Lsp.cpp - aieforge lsp ---------------------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The language server for designs in MLIR: editors get messages while the user
// types, and what MLIR's server offers beside. Described in docs/lsp.md.
//
//===----------------------------------------------------------------------===//

#include "Command.h"
#include "aieforge/Dialect/AIE/AIEDialect.h"
#include "aieforge/Dialect/ParseDesign.h"
#include "mlir/IR/DialectRegistry.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/Tools/mlir-lsp-server/MlirLspServerMain.h"

using namespace aieforge;

namespace {
class LspCommand : public Command {
  std::string Log = "error";
  bool LitTest = false, Stdio = false;

  void declare(CLI::App &App) override {
    App.add_option("--log", Log, "what to write to standard error")
        ->check(CLI::IsMember({"error", "info", "verbose"}));
    App.add_flag("--lit-test", LitTest,
                 "messages are parts between lines of '// -----', for tests");
    App.add_flag("--stdio", Stdio,
                 "talk over standard input and output (always so)");
  }

  int run() override;
};
} // namespace

int LspCommand::run() {
  mlir::DialectRegistry Registry;
  registerDialects(Registry);
  // An editor shows the op already.
  Registry.addExtension(+[](mlir::MLIRContext *Context, aie::AIEDialect *) {
    Context->printOpOnDiagnostic(false);
  });
  std::string LogOption = "--log=" + Log;
  std::vector<char *> Arguments = {const_cast<char *>("aieforge-lsp"),
                                   LogOption.data()};
  if (LitTest)
    Arguments.push_back(const_cast<char *>("--lit-test"));
  return failed(
      mlir::MlirLspServerMain(Arguments.size(), Arguments.data(), Registry));
}

std::unique_ptr<Command> aieforge::createLspCommand() {
  return std::make_unique<LspCommand>();
}
