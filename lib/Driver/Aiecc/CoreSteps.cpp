//===- CoreSteps.cpp - a core's way from its body to its program ----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Cores are compiled inside this program. The work folder gets what other
// compilers would write there, under mlir-aie's names, and --verbose prints the
// commands that go the same way by hand.
//
//===----------------------------------------------------------------------===//

#include "../PathIn.h"
#include "Build.h"
#include "Names.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"

using namespace aieforge;
using namespace llvm;

static Bytes bytesOfText(StringRef Text) {
  return Bytes(Text.begin(), Text.end());
}

/// One word of a command line as a shell takes it.
static std::string quoted(StringRef Word) {
  constexpr StringLiteral Plain = "abcdefghijklmnopqrstuvwxyz"
                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "0123456789_-+=./:,@%";
  if (!Word.empty() && Word.find_first_not_of(Plain) == StringRef::npos)
    return Word.str();
  std::string Out = "'";
  for (char C : Word)
    Out += C == '\'' ? std::string("'\\''") : std::string(1, C);
  return Out + "'";
}

/// The command that makes an object of the kernel \p Source; nothing if it is
/// one already.
static std::optional<std::string>
kernelCommand(StringRef Source, StringRef Object, unsigned Level) {
  StringRef Ending = sys::path::extension(Source);
  if (Ending == ".o" || Ending == ".a")
    return std::nullopt;
  std::string Optimize = Ending == ".s" ? "" : formatv(" -O{0}", Level).str();
  return formatv("aieforge {0}{1} {2} -o {3}",
                 Ending == ".s"                       ? "as"
                 : Ending == ".ll" || Ending == ".bc" ? "llc"
                                                      : "cc",
                 Optimize, quoted(Source), quoted(Object))
      .str();
}

void AieccBuild::printCommand(StringRef Command) {
  if (Options.Verbose)
    Log << "aiecc: exec: " << Command << "\n";
}

Error AieccBuild::keepSteps(DeviceBuild &D, CoreProgram &P) {
  if (!P.Steps)
    return Error::success();
  const CoreSteps &S = *P.Steps;
  unsigned Level = Options.Compile.Kernels.OptLevel;
  std::string Core =
      formatv("{0}_core_{1}_{2}", D.Name, P.Core.colIndex(), P.Core.rowIndex());
  // What the code generator is given: plain LLVM IR, which Peano reads too.
  std::string Body = "peano-compat_" + Core + ".ll";
  std::string Whole = S.Merged.empty() ? Body : "peano-linked_" + Core + ".ll";
  std::string Object = formatv("objects_{0}/objects_{0}.o", Core);
  if (Error E = addIntermediate(Body, bytesOfText(S.IR)))
    return E;
  if (!S.Merged.empty())
    if (Error E = addIntermediate(Whole, bytesOfText(S.Merged)))
      return E;
  if (Error E =
          addIntermediate("opted_" + Core + ".ll", bytesOfText(S.Optimized)))
    return E;
  if (Error E = addIntermediate(Object, S.Object))
    return E;

  std::string ObjectPath = pathIn(WorkDir, Object);
  printCommand(formatv("aieforge llc -O{0} {1} -o {2}", Level,
                       quoted(pathIn(WorkDir, Whole)), quoted(ObjectPath))
                   .str());
  std::string Link = "aieforge ld " + quoted(ObjectPath);
  for (const std::string &File : S.LinkedFiles) {
    std::string Path = File;
    std::string Compiled =
        pathIn(WorkDir, (sys::path::stem(File) + ".o").str());
    if (auto Command = kernelCommand(File, Compiled, Level)) {
      printCommand(*Command);
      Path = Compiled;
    }
    Link += " " + quoted(Path);
  }
  for (const std::string &Option : S.LinkOptions)
    Link += " " + quoted(Option);
  printCommand(Link + " -o " + quoted(pathIn(WorkDir, programPath(D, P))));
  return Error::success();
}
