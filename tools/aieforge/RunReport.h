//===- RunReport.h - what a run on the emulator showed ----------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TOOLS_RUNREPORT_H
#define AIEFORGE_TOOLS_RUNREPORT_H

#include "aieforge/Driver/Compile.h"
#include "aieforge/Emulator/Machine.h"

#include <optional>

namespace llvm {
class raw_ostream;
}

namespace aieforge {

/// A buffer compared with what it should hold.
struct RunComparison {
  unsigned Index = 0;
  uint64_t Compared = 0;    ///< Bytes.
  uint64_t Differences = 0; ///< Bytes.
  std::optional<uint64_t> FirstDifference;
  uint8_t Got = 0, Want = 0;
  uint64_t MissingBytes = 0; ///< Expected bytes beyond the buffer's end.

  bool same() const { return Differences == 0 && MissingBytes == 0; }
};

RunComparison compareBytes(unsigned Index, BytesRef Got, BytesRef Want);

struct RunReport {
  std::string Kernel;
  const emu::MachineResult &Result;
  std::vector<RunComparison> Comparisons;
  std::vector<unsigned> Outputs; ///< Arguments named with --out.
  /// What the design calls the parts of the array; empty for finished files.
  std::vector<NamedPart> Parts = {};

  /// Completed, everything as expected, every output written at all.
  bool good() const;
};

void printText(llvm::raw_ostream &OS, const RunReport &R, bool Stats);
void printJson(llvm::raw_ostream &OS, const RunReport &R);

} // namespace aieforge

#endif // AIEFORGE_TOOLS_RUNREPORT_H
