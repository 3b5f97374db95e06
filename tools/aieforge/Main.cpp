//===- Main.cpp - the aieforge program ------------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Parses the command line and hands over to one subcommand (Commands.def), or
// to the front end whose tool's name the program was started under.
//
//===----------------------------------------------------------------------===//

#include "Command.h"
#include "llvm/Support/Path.h"
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

struct FrontEnd {
  const char *Name, *Alias;
  int (*Main)(int, char **);
  const char *Description;
};

const FrontEnd FrontEnds[] = {
#define AIEFORGE_FRONT_END(Name, Alias, Function, Description)                 \
  {Name, Alias, Function, Description},
#include "Commands.def"
};
} // namespace

/// Runs the front end that the program's own name (aie-opt, aiecc.py, …) or
/// its first argument stands for.
static std::optional<int> runFrontEnd(int Argc, char **Argv) {
  llvm::StringRef Self = llvm::sys::path::filename(Argv[0]);
  Self.consume_back(".py");
  for (const FrontEnd &F : FrontEnds) {
    if (Self == F.Alias)
      return F.Main(Argc, Argv);
    if (Argc > 1 && llvm::StringRef(Argv[1]) == F.Name)
      return F.Main(Argc - 1, Argv + 1);
  }
  return std::nullopt;
}

int main(int Argc, char **Argv) {
  if (std::optional<int> Status = runFrontEnd(Argc, Argv))
    return *Status;
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
  // Only for --help; they never come this far.
  for (const FrontEnd &F : FrontEnds)
    App.add_subcommand(F.Name, F.Description);

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
