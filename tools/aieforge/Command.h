//===- Command.h - one subcommand of the program ----------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A subcommand is one source file: it declares its options to CLI11 and runs.
// It parses arguments and prints; everything else is a library's work.
// Exit status: 0 fine, 1 the input is at fault, 2 wrong usage.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TOOLS_COMMAND_H
#define AIEFORGE_TOOLS_COMMAND_H

#include "aieforge/Support/Error.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace aieforge {

class Command {
public:
  virtual ~Command() = default;

  /// Declares options and positional arguments on \p App, whose name and
  /// description are set from Commands.def.
  virtual void declare(CLI::App &App) = 0;

  /// Runs with the parsed options and returns the exit status.
  virtual int run() = 0;
};

#define AIEFORGE_COMMAND(Name, Function, Description)                          \
  std::unique_ptr<Command> Function();
#define AIEFORGE_FRONT_END(Name, Alias, Function, Description)                 \
  int Function(int Argc, char **Argv);
#include "Commands.def"

/// Prints "aieforge: error: TEXT" (coloured on a terminal) for every error in
/// \p E and returns exit status 1.
int reportError(Error E);

/// Prints "aieforge: warning: TEXT".
void reportWarning(const llvm::Twine &Text);

} // namespace aieforge

#endif // AIEFORGE_TOOLS_COMMAND_H
