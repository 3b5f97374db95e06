//===- Aiecc.cpp - aieforge aiecc, aiecc, aiecc.py ------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Takes the arguments of mlir-aie's driver. What cannot be done here is an
// error that names the way out; nothing that changes an output is ignored.
//
//===----------------------------------------------------------------------===//

#include "AieccArguments.h"
#include "Command.h"
#include "llvm/Support/raw_ostream.h"

using namespace aieforge;
using namespace llvm;

/// Continues a checkpoint: its own arguments, then those that may be added.
static Error resume(AieccArguments &Arguments) {
  Expected<Checkpoint> C = readCheckpoint(Arguments.Resume);
  if (!C)
    return C.takeError();
  std::vector<std::string> Added = std::move(Arguments.ForResume);
  if (!Arguments.NotForResume.empty())
    return makeError("--resume rejects other arguments: {0}; the checkpoint "
                     "has those of its own run",
                     Arguments.NotForResume);
  std::vector<std::string> All = C->Arguments;
  All.insert(All.end(), Added.begin(), Added.end());
  Expected<AieccArguments> Again = parseAieccArguments(All);
  if (!Again)
    return Again.takeError();
  Arguments = std::move(*Again);
  AieccOptions &O = Arguments.Options;
  if (O.WorkDir.empty())
    O.WorkDir = defaultWorkDir(O.Input);
  O.DesignDir = designDir(O.Input);
  O.Input = C->File;
  O.ResumedStage = C->Stage;
  O.Arguments = C->Arguments;
  return Error::success();
}

int aieforge::aieccMain(int Argc, char **Argv) {
  auto Fail = [](Error E, int Status) {
    handleAllErrors(std::move(E), [](const ErrorInfoBase &Info) {
      std::string Text = Info.message();
      // Diagnostics bring their place and kind along.
      bool Plain = !StringRef(Text).contains(": error: ") &&
                   !StringRef(Text).starts_with("error: ");
      errs() << (Plain ? "aiecc: error: " : "") << Text << "\n";
    });
    return Status;
  };
  Expected<AieccArguments> Arguments =
      parseAieccArguments(std::vector<std::string>(Argv, Argv + Argc));
  if (!Arguments)
    return Fail(Arguments.takeError(), 2);
  if (Arguments->Help) {
    printAieccHelp(outs());
    return 0;
  }
  if (Arguments->Version) {
    outs() << "aiecc (aieforge " AIEFORGE_VERSION ")\n";
    return 0;
  }
  if (!Arguments->Resume.empty())
    if (Error E = resume(*Arguments))
      return Fail(std::move(E), 2);
  if (Error E = runAiecc(Arguments->Options, errs()))
    return Fail(std::move(E), 1);
  return 0;
}
