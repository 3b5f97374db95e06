//===- As.cpp - aieforge as: assembly to objects --------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Command.h"
#include "aieforge/Support/Files.h"
#include "aieforge/Target/AIE2/Assembler.h"

using namespace aieforge;

namespace {
class AsCommand : public Command {
public:
  void declare(CLI::App &App) override {
    App.add_option("file", Input, "assembly file")->required();
    App.add_option("-o,--output", Output, "object file to write")->required();
  }

  int run() override {
    auto Source = readFile(Input);
    if (!Source)
      return reportError(Source.takeError());
    Expected<aie2::AssembledObject> Object =
        aie2::assemble((*Source)->getBuffer(), Input);
    if (!Object)
      return reportError(Object.takeError());
    for (const std::string &W : Object->Warnings)
      reportWarning(W);
    if (Error E = writeFile(Output, Object->Elf))
      return reportError(std::move(E));
    return 0;
  }

private:
  std::string Input, Output;
};
} // namespace

std::unique_ptr<Command> aieforge::createAsCommand() {
  return std::make_unique<AsCommand>();
}
