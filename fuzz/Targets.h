//===- Targets.h - parsers under attack -------------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One target for each format: bytes go through its reader, and what was read
// must come back byte for byte. The fuzzer and the damage test run them, built
// with AddressSanitizer and UBSan.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_FUZZ_TARGETS_H
#define AIEFORGE_FUZZ_TARGETS_H

#include "aieforge/Support/Residue.h"

namespace aieforge::fuzz {

struct Target {
  llvm::StringLiteral Name;
  /// Reads \p Data. Any outcome but a crash, a hang, a broken promise
  /// (require) or excessive memory is fine.
  void (*Read)(BytesRef Data);
  /// The same and more expensive checks, such as the text form.
  void (*Examine)(BytesRef Data);
  /// Good files of this format, small ones.
  std::vector<Bytes> (*Seeds)();
};

llvm::ArrayRef<Target> targets();
/// Null if there is none of that name.
const Target *findTarget(llvm::StringRef Name);

/// Ends the program with a message if \p Condition does not hold.
void require(bool Condition, const char *Promise);

/// Consumes the error of an input that was refused, which must have a text.
void refused(Error E);

/// What was read from \p Data must give \p Data again.
template <typename T> void comesBack(const T &Value, BytesRef Data) {
  Expected<Bytes> Back = Exact<T>(Value, Data).bytes();
  require(bool(Back), "a residue fits its file");
  require(BytesRef(*Back) == Data, "serialize(parse(f)) == f");
}

// Tables of the parts of targets(), each in a file of that name.
llvm::ArrayRef<Target> commandTargets();
llvm::ArrayRef<Target> containerTargets();
llvm::ArrayRef<Target> textTargets();
llvm::ArrayRef<Target> packageTargets();

} // namespace aieforge::fuzz

#endif // AIEFORGE_FUZZ_TARGETS_H
