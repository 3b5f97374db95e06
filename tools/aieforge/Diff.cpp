//===- Diff.cpp - aieforge diff -------------------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Prints what two files differ in: docs/diff.md.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Inspect/Diff.h"
#include "Command.h"
#include "aieforge/Support/Files.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/WithColor.h"

using namespace aieforge;
using namespace aieforge::diff;
using namespace llvm;

namespace {

/// Exit status as of diff(1).
enum Status { Equal = 0, Unequal = 1, Trouble = 2 };

class DiffCommand : public Command {
  void declare(CLI::App &App) override;
  int run() override;

  void printText(const Comparison &C) const;
  void printJson(const Comparison &C) const;

  std::string FileA, FileB;
  std::string Device;
  int Pdi = -1;
  bool Json = false;
  bool Quiet = false;
};

} // namespace

void DiffCommand::declare(CLI::App &App) {
  App.add_option("A", FileA,
                 "an xclbin, PDI, CDO, instruction stream or core program")
      ->required();
  App.add_option("B", FileB, "the file to compare it with")->required();
  App.add_option("--pdi", Pdi, "compare only this image of an xclbin")
      ->check(CLI::NonNegativeNumber);
  App.add_option("--device", Device,
                 "the device whose registers PDIs and CDOs address (default: "
                 "what the files say): " +
                     hw::deviceNames());
  App.add_flag("--json", Json, "print the differences as JSON");
  App.add_flag("-q,--quiet", Quiet, "print nothing, only set the exit status");
  App.footer("Exit status: 0 the files mean the same, 1 they differ, 2 they "
             "cannot be compared.");
}

/// Texts come from files; a terminal gets no control characters from them.
static std::string printable(StringRef Text) {
  std::string Out;
  for (char C : json::fixUTF8(Text))
    Out += static_cast<unsigned char>(C) < 0x20 || C == 0x7F ? '?' : C;
  return Out;
}

static void printLines(StringRef Text, char Sign, raw_ostream::Colors Colour) {
  SmallVector<StringRef> Lines;
  Text.split(Lines, '\n');
  for (StringRef Line : Lines)
    WithColor(outs(), Colour)
        << "    " << Sign << " " << printable(Line) << "\n";
}

static void printDifference(const Difference &D) {
  bool Matters = changesMeaning(D.About);
  outs() << "  ";
  WithColor(outs(), Matters ? raw_ostream::RED : raw_ostream::CYAN,
            /*Bold=*/Matters)
      << toString(D.About);
  if (!D.Where.empty())
    outs() << " " << printable(D.Where);
  if (!D.What.empty())
    outs() << ": " << printable(D.What);
  constexpr size_t ShortText = 40;
  if (D.A.size() <= ShortText && D.B.size() <= ShortText && !D.A.empty() &&
      !D.B.empty() && !StringRef(D.A + D.B).contains('\n')) {
    outs() << ": " << printable(D.A) << " -> " << printable(D.B) << "\n";
    return;
  }
  outs() << "\n";
  if (!D.A.empty())
    printLines(D.A, '-', raw_ostream::RED);
  if (!D.B.empty())
    printLines(D.B, '+', raw_ostream::GREEN);
}

void DiffCommand::printText(const Comparison &C) const {
  outs() << FileA << " (" << C.KindA << ") and " << FileB << " (" << C.KindB
         << ") ";
  size_t Meanings = count_if(C.Differences, [](const Difference &D) {
    return changesMeaning(D.About);
  });
  switch (C.verdict()) {
  case Verdict::SameBytes:
    outs() << "have the same bytes\n";
    return;
  case Verdict::SameMeaning:
    outs() << "mean the same\n";
    break;
  case Verdict::Different:
    outs() << "differ in meaning: " << Meanings
           << (Meanings == 1 ? " difference\n" : " differences\n");
    break;
  }
  for (const Difference &D : C.Differences)
    printDifference(D);
}

void DiffCommand::printJson(const Comparison &C) const {
  static constexpr StringLiteral Verdicts[] = {"same bytes", "same meaning",
                                               "different"};
  json::OStream J(outs(), /*IndentSize=*/2);
  J.object([&] {
    J.attribute("schema", 1);
    J.attribute("verdict", Verdicts[unsigned(C.verdict())]);
    for (auto [Key, Name, Kind] :
         {std::tuple("a", FileA, C.KindA), std::tuple("b", FileB, C.KindB)})
      J.attributeObject(Key, [&, &Name = Name, &Kind = Kind] {
        J.attribute("file", json::fixUTF8(Name));
        J.attribute("kind", Kind);
      });
    J.attributeArray("differences", [&] {
      for (const Difference &D : C.Differences)
        J.object([&] {
          J.attribute("about", toString(D.About));
          J.attribute("meaning", changesMeaning(D.About));
          J.attribute("where", json::fixUTF8(D.Where));
          J.attribute("what", json::fixUTF8(D.What));
          J.attribute("a", json::fixUTF8(D.A));
          J.attribute("b", json::fixUTF8(D.B));
        });
    });
  });
  outs() << "\n";
}

int DiffCommand::run() {
  auto Fail = [](Error E) {
    reportError(std::move(E));
    return int(Trouble);
  };
  diff::Options O;
  if (!Device.empty() && !(O.Device = hw::findDevice(Device)))
    return Fail(makeError("there is no device called {0}; known are {1}",
                          Device, hw::deviceNames()));
  if (Pdi >= 0)
    O.Pdi = unsigned(Pdi);
  auto A = readFile(FileA);
  if (!A)
    return Fail(A.takeError());
  auto B = readFile(FileB);
  if (!B)
    return Fail(B.takeError());
  Expected<Comparison> C = compareFiles(bytesOf(**A), bytesOf(**B), O);
  if (!C)
    return Fail(prefixError(FileA + " and " + FileB, C.takeError()));
  if (Json)
    printJson(*C);
  else if (!Quiet)
    printText(*C);
  return C->verdict() == Verdict::Different ? Unequal : Equal;
}

std::unique_ptr<Command> aieforge::createDiffCommand() {
  return std::make_unique<DiffCommand>();
}
