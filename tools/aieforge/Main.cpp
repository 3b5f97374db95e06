//===- Main.cpp - the aieforge program ------------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Parses the command line and hands over to one subcommand (Commands.def).
//
//===----------------------------------------------------------------------===//

#include "Command.h"
#include "llvm/Support/WithColor.h"

#include <vector>

using namespace aieforge;

int aieforge::reportError(Error E) {
  handleAllErrors(std::move(E), [](const llvm::ErrorInfoBase &Info) {
    llvm::WithColor::error(llvm::errs(), "aieforge") << Info.message() << "\n";
  });
  return 1;
}

void aieforge::reportWarning(const llvm::Twine &Text) {
  llvm::WithColor::warning(llvm::errs(), "aieforge") << Text << "\n";
}

namespace {
struct Entry {
  const char *Name;
  std::unique_ptr<Command> (*Create)();
  const char *Description;
};

const Entry Entries[] = {
#define AIEFORGE_COMMAND(Name, Function, Description)                          \
  {Name, Function, Description},
#include "Commands.def"
};
} // namespace

int main(int Argc, char **Argv) {
  CLI::App App("Turns NPU designs into programs that load and run.",
               "aieforge");
  App.require_subcommand(1);
  App.set_version_flag("--version", "aieforge " AIEFORGE_VERSION);

  std::vector<std::pair<CLI::App *, std::unique_ptr<Command>>> Commands;
  for (const Entry &E : Entries) {
    CLI::App *Sub = App.add_subcommand(E.Name, E.Description);
    Commands.emplace_back(Sub, E.Create());
    Commands.back().second->declare(*Sub);
  }

  try {
    App.parse(Argc, Argv);
  } catch (const CLI::ParseError &E) {
    // CLI11 prints help and complaints; only help and version are status 0.
    return App.exit(E) == 0 ? 0 : 2;
  }
  for (auto &[Sub, Cmd] : Commands)
    if (Sub->parsed())
      return Cmd->run();
  return 2;
}
