//===- Check.h - would it load, would it run --------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Checks artefacts against the rules of data/check-rules.json, in the order in
// which host libraries, driver and firmware look at them. Any bytes are fine
// as input; a good file has no findings.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_CHECK_CHECK_H
#define AIEFORGE_CHECK_CHECK_H

#include "aieforge/Check/Rules.h"
#include "aieforge/Support/Bytes.h"

#include <vector>

namespace aieforge::check {

struct Options {
  /// The NPU that the files are meant for; null: what the file says, if it
  /// does.
  const Npu *Device = nullptr;
  /// The driver sends commands in lists, as it does by default
  /// (force_cmdlist=1).
  bool CommandLists = true;
};

/// What a file is, by its content.
enum class FileKind {
  Xclbin,
  Pdi,
  Instructions,
  InstructionElf,
  ControlPackets,
  Other
};

/// \p Name only decides about files too damaged to tell.
FileKind recognise(llvm::StringRef Name, BytesRef Data);
/// "xclbin", "PDI", "instruction stream", or a guess: "ELF file", "text", …
std::string describeKind(llvm::StringRef Name, BytesRef Data);

struct InputFile {
  std::string Name;
  BytesRef Data;
};

/// The findings about one file, in load-path order.
std::vector<Finding> checkFile(llvm::StringRef Name, BytesRef Data,
                               const Options &O = {});

/// The findings about each file, and about instruction streams together with
/// the one xclbin among \p Files, if there is just one.
std::vector<std::vector<Finding>> checkFiles(llvm::ArrayRef<InputFile> Files,
                                             const Options &O = {});

/// The finding X01 about a file that cannot be read.
Finding unreadableFile(llvm::StringRef Name, llvm::StringRef Problem);

/// A finding of at least this severity makes a file unusable.
inline bool isFatal(const Finding &F) {
  return F.Level == Severity::Refused || F.Level == Severity::FailsRun;
}

/// Ids of the rules that checkFiles can report; for tests of the table.
std::vector<llvm::StringRef> checkedRules();

} // namespace aieforge::check

#endif // AIEFORGE_CHECK_CHECK_H
