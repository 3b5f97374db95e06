//===- Check.cpp - aieforge check -----------------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Prints what lib/Check finds about files: docs/check.md.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Check/Check.h"
#include "Command.h"
#include "aieforge/Support/Files.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/WithColor.h"

#include <map>

using namespace aieforge;
using namespace aieforge::check;
using namespace llvm;

namespace {

/// A file of the command line with what was found about it.
struct Checked {
  std::string Name;
  std::string Kind;
  std::vector<Finding> Findings;
};

class CheckCommand : public Command {
  void declare(CLI::App &App) override;
  int run() override;

  int explain() const;
  int listRules() const;
  std::vector<Checked> checkAll() const;

  std::vector<std::string> Files;
  std::string Device;
  std::string Rule;
  bool Rules = false;
  bool Markdown = false;
  bool Json = false;
  bool NoCommandLists = false;
};

} // namespace

static std::string npuNames() {
  return join(map_range(allNpus(), [](const Npu &N) { return N.Name.str(); }),
              ", ");
}

void CheckCommand::declare(CLI::App &App) {
  App.add_option("FILE", Files,
                 "xclbins, PDIs and instruction streams; streams are checked "
                 "against the xclbin beside them");
  App.add_option("--device", Device,
                 "the NPU that the files are for: " + npuNames());
  App.add_flag("--json", Json, "print the findings, or the rules, as JSON");
  App.add_option("--explain", Rule, "print the page of one rule and stop");
  App.add_flag("--rules", Rules, "list all rules and stop");
  App.add_flag("--markdown", Markdown,
               "with --rules: all pages as one Markdown document");
  App.add_flag("--no-command-lists", NoCommandLists,
               "the driver runs with force_cmdlist=0");
}

/// Runs \p Print on standard output in a colour, if that is a terminal.
static void coloured(raw_ostream::Colors Colour, StringRef Text) {
  WithColor(outs(), Colour, /*Bold=*/true) << Text;
}

static raw_ostream::Colors colourOf(Severity S) {
  switch (S) {
  case Severity::Refused:
  case Severity::FailsRun:
    return raw_ostream::RED;
  case Severity::Warning:
    return raw_ostream::MAGENTA;
  case Severity::Note:
    break;
  }
  return raw_ostream::CYAN;
}

int CheckCommand::explain() const {
  const check::Rule *R = findRule(Rule);
  if (!R) {
    reportWarning("there is no rule " + Rule +
                  "; aieforge check --rules lists them");
    return 2;
  }
  raw_ostream &OS = outs();
  coloured(colourOf(R->Level), (R->Id + ": " + R->Checks).str());
  OS << "\n\n";
  printRule(OS, *R);
  return 0;
}

static void ruleTexts(json::OStream &J, Severity Level, StringRef Symptom,
                      StringRef Reason, StringRef Remedy) {
  J.attribute("severity", severityName(Level));
  J.attribute("symptom", Symptom);
  J.attribute("reason", Reason);
  J.attribute("remedy", Remedy);
}

static void printRulesJson() {
  json::OStream J(outs(), /*IndentSize=*/2);
  J.object([&] {
    J.attribute("schema", 1);
    J.attributeArray("rules", [&] {
      for (const check::Rule &R : allRules())
        J.object([&] {
          J.attribute("rule", R.Id);
          J.attribute("checks", R.Checks);
          J.attribute("scope", R.HostOnly ? "host" : "file");
          ruleTexts(J, R.Level, R.Symptom, R.Reason, R.Remedy);
          J.attribute("source", R.Source);
          J.attributeArray("cases", [&] {
            for (const RuleVariant &V : R.Variants)
              J.object([&] {
                J.attribute("case", V.Name);
                ruleTexts(J, V.Level, V.Symptom, V.Reason, V.Remedy);
              });
          });
        });
    });
  });
  outs() << "\n";
}

int CheckCommand::listRules() const {
  if (Markdown) {
    writeRulesDocument(outs());
    return 0;
  }
  if (Json) {
    printRulesJson();
    return 0;
  }
  for (const RuleGroup &G : ruleGroups()) {
    outs() << G.Letter << ": " << G.Title << "\n";
    for (const check::Rule &R : allRules())
      if (R.Id[0] == G.Letter) {
        outs() << "  ";
        coloured(colourOf(R.Level), R.Id);
        outs() << "  " << left_justify(severityName(R.Level), 18) << R.Checks
               << "\n";
      }
  }
  return 0;
}

std::vector<Checked> CheckCommand::checkAll() const {
  check::Options O;
  O.Device = Device.empty() ? nullptr : findNpu(Device);
  O.CommandLists = !NoCommandLists;

  std::vector<Checked> All;
  std::vector<std::unique_ptr<MemoryBuffer>> Buffers;
  std::vector<InputFile> Inputs;
  std::vector<size_t> Places; // Of the inputs in All.
  for (const std::string &Name : Files) {
    Checked &C = All.emplace_back();
    C.Name = Name;
    Expected<std::unique_ptr<MemoryBuffer>> B = readFile(Name);
    if (!B) {
      C.Kind = "unreadable";
      C.Findings = {unreadableFile(Name, toString(B.takeError()))};
      continue;
    }
    BytesRef Data = bytesOf(**B);
    C.Kind = describeKind(Name, Data);
    Places.push_back(All.size() - 1);
    Inputs.push_back({Name, Data});
    Buffers.push_back(std::move(*B));
  }
  for (auto [Place, Findings] : zip_equal(Places, checkFiles(Inputs, O)))
    All[Place].Findings = std::move(Findings);
  return All;
}

static void printJson(ArrayRef<Checked> All) {
  json::OStream J(outs(), /*IndentSize=*/2);
  std::map<StringRef, unsigned> Counts;
  J.objectBegin();
  J.attribute("schema", 1);
  J.attributeArray("files", [&] {
    for (const Checked &C : All)
      J.object([&] {
        J.attribute("file", json::fixUTF8(C.Name));
        J.attribute("kind", C.Kind);
        J.attributeArray("findings", [&] {
          for (const Finding &F : C.Findings) {
            ++Counts[severityName(F.Level)];
            J.object([&] {
              J.attribute("rule", F.Rule);
              J.attribute("severity", severityName(F.Level));
              J.attribute("where", json::fixUTF8(F.Where));
              J.attribute("what", json::fixUTF8(F.What));
              J.attribute("symptom", F.Symptom);
              J.attribute("reason", F.Reason);
              J.attribute("remedy", F.Remedy);
            });
          }
        });
      });
  });
  J.attributeObject("summary", [&] {
    for (Severity S : {Severity::Refused, Severity::FailsRun, Severity::Warning,
                       Severity::Note})
      J.attribute(severityName(S), Counts[severityName(S)]);
  });
  J.objectEnd();
  outs() << "\n";
}

/// Names and values of a file can hold any bytes; a terminal gets none of
/// them as commands.
static std::string printable(StringRef Text) {
  std::string Out;
  for (char C : json::fixUTF8(Text))
    if (static_cast<unsigned char>(C) < 0x20 || C == 0x7F)
      Out += '?';
    else
      Out += C;
  return Out;
}

static void printFinding(const Finding &F) {
  coloured(colourOf(F.Level),
           (severityName(F.Level) + " [" + F.Rule + "]").str());
  outs() << " " << printable(F.File);
  if (!F.Where.empty())
    outs() << ": " << printable(F.Where);
  outs() << "\n  " << printable(F.What) << "\n"
         << "  symptom: " << F.Symptom << "\n"
         << "  reason:  " << F.Reason << "\n"
         << "  remedy:  " << F.Remedy << "\n";
}

static void printText(ArrayRef<Checked> All) {
  std::map<Severity, unsigned> Counts;
  for (const Checked &C : All) {
    if (C.Findings.empty())
      outs() << C.Name << ": " << C.Kind << ", no findings\n";
    for (const Finding &F : C.Findings) {
      printFinding(F);
      ++Counts[F.Level];
    }
  }
  if (Counts.empty())
    return;
  ListSeparator Comma;
  for (auto [Level, Count] : Counts)
    outs() << Comma << Count << " x " << severityName(Level);
  outs() << " in " << All.size() << (All.size() == 1 ? " file" : " files")
         << "; aieforge check --explain RULE tells more\n";
}

int CheckCommand::run() {
  if (!Rule.empty())
    return explain();
  if (Rules)
    return listRules();
  if (Files.empty()) {
    reportWarning("check needs at least one file, --rules or --explain RULE");
    return 2;
  }
  if (!Device.empty() && !findNpu(Device)) {
    reportWarning("there is no NPU called " + Device + "; known are " +
                  npuNames());
    return 2;
  }
  std::vector<Checked> All = checkAll();
  if (Json)
    printJson(All);
  else
    printText(All);
  return any_of(All,
                [](const Checked &C) { return any_of(C.Findings, isFatal); });
}

std::unique_ptr<Command> aieforge::createCheckCommand() {
  return std::make_unique<CheckCommand>();
}
