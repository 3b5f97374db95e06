//===- Doctor.cpp - aieforge doctor ---------------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Prints what lib/Check finds about this machine: docs/doctor.md.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Check/Doctor.h"
#include "Command.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"

using namespace aieforge;
using namespace aieforge::doctor;
using namespace llvm;

namespace {
class DoctorCommand : public Command {
  void declare(CLI::App &App) override;
  int run() override;

  std::string Root;
  bool Json = false;
  bool Advice = false;
};
} // namespace

void DoctorCommand::declare(CLI::App &App) {
  App.add_flag("--json", Json, "print the report as JSON");
  App.add_flag(
      "--advice", Advice,
      "also print the rules for host programs, which no file violates");
  App.add_option("--root", Root,
                 "look at the files of a machine below this folder");
}

static StringRef statusOf(const Diagnosis &D) {
  if (D.Good)
    return "good";
  switch (D.Found.Level) {
  case Severity::Refused:
  case Severity::FailsRun:
    return "problem";
  case Severity::Warning:
    return "warning";
  case Severity::Note:
    break;
  }
  return "note";
}

static raw_ostream::Colors colourOf(StringRef Status) {
  if (Status == "good")
    return raw_ostream::GREEN;
  if (Status == "problem")
    return raw_ostream::RED;
  return Status == "warning" ? raw_ostream::MAGENTA : raw_ostream::CYAN;
}

/// Rules about host programs; those about the machine are in the report.
static bool isAdvice(const check::Rule &R, const Report &All) {
  return R.HostOnly && R.Id[0] != 'Y' &&
         none_of(All.Items, [&](const Diagnosis &D) { return D.Rule == &R; });
}

static void printJson(const Report &All) {
  json::OStream J(outs(), /*IndentSize=*/2);
  J.object([&] {
    J.attribute("schema", 1);
    J.attribute("npu", All.Npu ? json::Value(All.Npu->Name) : nullptr);
    J.attribute("fit", All.fit());
    J.attributeArray("items", [&] {
      for (const Diagnosis &D : All.Items)
        J.object([&] {
          J.attribute("rule", D.Rule->Id);
          J.attribute("status", statusOf(D));
          J.attribute("wanted", D.Rule->Checks);
          J.attribute("found", json::fixUTF8(D.Found.What));
          if (D.Good)
            return;
          J.attribute("symptom", D.Found.Symptom);
          J.attribute("reason", D.Found.Reason);
          J.attribute("remedy", D.Found.Remedy);
        });
    });
    J.attributeArray("advice", [&] {
      for (const check::Rule &R : check::allRules())
        if (isAdvice(R, All))
          J.object([&] {
            J.attribute("rule", R.Id);
            J.attribute("wanted", R.Checks);
            J.attribute("symptom", R.Symptom);
            J.attribute("remedy", R.Remedy);
          });
    });
  });
  outs() << "\n";
}

static void printText(const Report &All, bool Advice) {
  raw_ostream &OS = outs();
  for (const Diagnosis &D : All.Items) {
    WithColor(OS, colourOf(statusOf(D)), /*Bold=*/true)
        << statusOf(D) << " [" << D.Rule->Id << "]";
    OS << " " << json::fixUTF8(D.Found.What) << "\n";
    if (!D.Good)
      OS << "  symptom: " << D.Found.Symptom << "\n"
         << "  remedy:  " << D.Found.Remedy << "\n";
  }
  if (Advice) {
    OS << "\nAdvice for host programs:\n";
    for (const check::Rule &R : check::allRules())
      if (isAdvice(R, All))
        OS << R.Id << "  " << R.Checks << ": " << R.Remedy << "\n";
  }
  OS << (All.fit()    ? "This machine can run NPU programs."
         : All.HasNpu ? "This machine cannot run NPU programs yet."
                      : "This machine has no NPU; aieforge run needs none.")
     << "\n";
}

int DoctorCommand::run() {
  Report All = examine(Machine(Root));
  if (Json)
    printJson(All);
  else
    printText(All, Advice);
  constexpr int NoNpu = 3;
  return All.fit() ? 0 : All.HasNpu ? 1 : NoNpu;
}

std::unique_ptr<Command> aieforge::createDoctorCommand() {
  return std::make_unique<DoctorCommand>();
}
