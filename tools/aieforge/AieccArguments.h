//===- AieccArguments.h - the arguments of aiecc ----------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TOOLS_AIECCARGUMENTS_H
#define AIEFORGE_TOOLS_AIECCARGUMENTS_H

#include "aieforge/Driver/Aiecc.h"

namespace aieforge {

struct AieccArguments {
  AieccOptions Options;
  bool Help = false, Version = false;
  std::string Resume; ///< Manifest of the checkpoint to continue.
  /// Given arguments that may stand beside --resume, and the first that may
  /// not.
  std::vector<std::string> ForResume;
  std::string NotForResume;
};

/// Reads a command line, the program's name first.
Expected<AieccArguments>
parseAieccArguments(const std::vector<std::string> &Arguments);

void printAieccHelp(llvm::raw_ostream &OS);

} // namespace aieforge

#endif // AIEFORGE_TOOLS_AIECCARGUMENTS_H
