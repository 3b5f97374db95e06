//===- RunReport.cpp - what a run on the emulator showed ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RunReport.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

RunComparison aieforge::compareBytes(unsigned Index, BytesRef Got,
                                     BytesRef Want) {
  RunComparison C;
  C.Index = Index;
  C.Compared = std::min(Got.size(), Want.size());
  C.MissingBytes = Want.size() - C.Compared;
  for (uint64_t I = 0; I < C.Compared; ++I) {
    if (Got[I] == Want[I])
      continue;
    if (C.Differences++ == 0) {
      C.FirstDifference = I;
      C.Got = Got[I];
      C.Want = Want[I];
    }
  }
  return C;
}

static bool isOutput(const RunReport &R, unsigned Index) {
  return is_contained(R.Outputs, Index);
}

bool RunReport::good() const {
  for (const BufferResult &B : Result.Buffers)
    if (isOutput(*this, B.Index) && !B.Written)
      return false;
  return Result.Status == RunStatus::Completed &&
         all_of(Comparisons, [](const RunComparison &C) { return C.same(); });
}

static StringRef stateName(CoreState S) {
  switch (S) {
  case CoreState::Held:
    return "held";
  case CoreState::Running:
    return "running";
  case CoreState::Stalled:
    return "waiting";
  case CoreState::Done:
    return "done";
  case CoreState::Faulted:
    return "faulted";
  }
  return {};
}

static void printComparison(raw_ostream &OS, const RunComparison &C) {
  OS << "argument " << C.Index << ": ";
  if (C.same()) {
    OS << C.Compared << " bytes as expected\n";
    return;
  }
  if (C.Differences)
    OS << formatv("{0} of {1} bytes differ, the first at offset {2}: got "
                  "{3:x2}, expected {4:x2}\n",
                  C.Differences, C.Compared, *C.FirstDifference, C.Got, C.Want);
  if (C.MissingBytes)
    OS << formatv("{0}the buffer is {1} bytes shorter than expected\n",
                  C.Differences ? formatv("argument {0}: ", C.Index).str() : "",
                  C.MissingBytes);
}

static void printStats(raw_ostream &OS, const MachineResult &R) {
  for (const CoreReport &C : R.Cores) {
    OS << formatv("core ({0},{1}): {2}, {3} cycles, {4} bundles", C.Tile.Column,
                  C.Tile.Row, stateName(C.State), C.Stats.Cycles,
                  C.Stats.Bundles);
    for (unsigned I = 0; I < NumStallReasons; ++I)
      if (C.Stats.StallCycles[I])
        OS << formatv(", {0} waiting for {1}", C.Stats.StallCycles[I],
                      stallReasonName(StallReason(I)));
    OS << "\n";
  }
  for (const ChannelReport &C : R.Channels)
    OS << formatv("DMA ({0},{1}) {2} {3}: {4} words, {5} descriptors, {6} "
                  "tasks, {7} tokens\n",
                  C.Id.Tile.Column, C.Id.Tile.Row, hw::toString(C.Id.Dir),
                  C.Id.Channel, C.Words, C.Bds, C.Tasks, C.TokensIssued);
  for (const auto &[Name, Count] : R.WithoutEffect)
    OS << formatv("register {0}: {1} write{2}, no effect in the emulator\n",
                  Name, Count, Count == 1 ? "" : "s");
}

/// Whether \p Text mentions \p Part, and not one with a longer number.
static bool mentions(StringRef Text, StringRef Part) {
  for (size_t At = Text.find(Part); At != StringRef::npos;
       At = Text.find(Part, At + 1))
    if (At + Part.size() == Text.size() || !isDigit(Text[At + Part.size()]))
      return true;
  return false;
}

/// The places in the design of everything that the report speaks of.
static void printParts(raw_ostream &OS, const RunReport &Report) {
  std::string Text;
  for (const Problem &P : Report.Result.Problems)
    Text += P.Text + "\n";
  for (const std::string &Line : Report.Result.HangReport)
    Text += Line + "\n";
  for (const NamedPart &P : Report.Parts)
    if (mentions(Text, P.Part))
      OS << "  " << P.Part << ": " << P.Where << "\n";
}

void aieforge::printText(raw_ostream &OS, const RunReport &Report, bool Stats) {
  const MachineResult &R = Report.Result;
  if (!Report.Kernel.empty())
    OS << "kernel " << Report.Kernel << ": ";
  OS << emu::toString(R.Status)
     << formatv(" after {0} cycles, {1} operations\n", R.Cycles, R.Operations);
  for (const Problem &P : R.Problems)
    OS << formatv("{0} in cycle {1}: {2}\n",
                  P.Severity == Problem::Level::Fault ? "fault" : "warning",
                  P.Cycle, P.Text);
  for (const std::string &Line : R.HangReport)
    OS << (&Line == &R.HangReport.front() ? "" : "  ") << Line << "\n";
  printParts(OS, Report);
  for (const BufferResult &B : R.Buffers) {
    if (!isOutput(Report, B.Index))
      continue;
    if (!B.Written) {
      OS << "argument " << B.Index << ": the device wrote nothing\n";
      continue;
    }
    for (auto [Begin, End] : B.Unwritten)
      OS << formatv("argument {0}: the device never wrote bytes {1} to {2}\n",
                    B.Index, Begin, End - 1);
  }
  for (const RunComparison &C : Report.Comparisons)
    printComparison(OS, C);
  if (Stats)
    printStats(OS, R);
}

void aieforge::printJson(raw_ostream &OS, const RunReport &Report) {
  const MachineResult &R = Report.Result;
  json::OStream J(OS, 2);
  J.object([&] {
    J.attribute("kernel", Report.Kernel);
    J.attribute("status", emu::toString(R.Status));
    J.attribute("good", Report.good());
    J.attribute("cycles", int64_t(R.Cycles));
    J.attribute("operations", int64_t(R.Operations));
    J.attributeArray("problems", [&] {
      for (const Problem &P : R.Problems)
        J.object([&] {
          J.attribute("fault", P.Severity == Problem::Level::Fault);
          J.attribute("cycle", int64_t(P.Cycle));
          J.attribute("text", P.Text);
        });
    });
    J.attributeArray("hang", [&] {
      for (const std::string &Line : R.HangReport)
        J.value(Line);
    });
    J.attributeArray("buffers", [&] {
      for (const BufferResult &B : R.Buffers)
        J.object([&] {
          J.attribute("argument", B.Index);
          J.attribute("bytes", int64_t(B.Data.size()));
          J.attribute("read", B.Read);
          J.attribute("written", B.Written);
          if (isOutput(Report, B.Index))
            J.attributeArray("unwritten", [&] {
              for (auto [Begin, End] : B.Unwritten)
                J.array([&] {
                  J.value(int64_t(Begin));
                  J.value(int64_t(End));
                });
            });
        });
    });
    J.attributeArray("comparisons", [&] {
      for (const RunComparison &C : Report.Comparisons)
        J.object([&] {
          J.attribute("argument", C.Index);
          J.attribute("same", C.same());
          J.attribute("compared", int64_t(C.Compared));
          J.attribute("differences", int64_t(C.Differences));
          if (C.FirstDifference)
            J.attribute("first", int64_t(*C.FirstDifference));
        });
    });
    J.attributeArray("cores", [&] {
      for (const CoreReport &C : R.Cores)
        J.object([&] {
          J.attribute("column", C.Tile.Column);
          J.attribute("row", C.Tile.Row);
          J.attribute("state", stateName(C.State));
          J.attribute("pc", C.PC);
          J.attribute("cycles", int64_t(C.Stats.Cycles));
          J.attribute("bundles", int64_t(C.Stats.Bundles));
          J.attributeObject("stalls", [&] {
            for (unsigned I = 0; I < NumStallReasons; ++I)
              if (C.Stats.StallCycles[I])
                J.attribute(stallReasonName(StallReason(I)),
                            int64_t(C.Stats.StallCycles[I]));
          });
        });
    });
    J.attributeArray("channels", [&] {
      for (const ChannelReport &C : R.Channels)
        J.object([&] {
          J.attribute("column", C.Id.Tile.Column);
          J.attribute("row", C.Id.Tile.Row);
          J.attribute("direction", hw::toString(C.Id.Dir));
          J.attribute("channel", C.Id.Channel);
          J.attribute("words", int64_t(C.Words));
          J.attribute("bds", int64_t(C.Bds));
          J.attribute("tasks", int64_t(C.Tasks));
          J.attribute("tokens", int64_t(C.TokensIssued));
        });
    });
    J.attributeObject("without_effect", [&] {
      for (const auto &[Name, Count] : R.WithoutEffect)
        J.attribute(Name, int64_t(Count));
    });
  });
  OS << "\n";
}
