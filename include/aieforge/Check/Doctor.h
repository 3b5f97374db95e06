//===- Doctor.h - is this machine fit to run NPU programs -------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Looks at NPU, driver, device node, limits, firmware and host library of a
// Linux machine: the rules Y, H03 and H04 of data/check-rules.json. The machine
// comes from a Machine, which tests replace.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_CHECK_DOCTOR_H
#define AIEFORGE_CHECK_DOCTOR_H

#include "aieforge/Check/Rules.h"

#include <vector>

namespace aieforge::doctor {

/// What was found about one rule.
struct Diagnosis {
  const check::Rule *Rule = nullptr;
  bool Good = false;
  /// Its What says what was found, in any case; the rest is empty if all is
  /// well.
  Finding Found;
};

struct Report {
  /// Null if there is no NPU, or an unknown one.
  const check::Npu *Npu = nullptr;
  bool HasNpu = false;
  std::vector<Diagnosis> Items;

  /// Nothing keeps NPU programs from running.
  bool fit() const;
};

/// The machine as programs see it. The file functions look below a root folder,
/// so that a test can make a machine of its own.
class Machine {
public:
  explicit Machine(std::string Root = "") : Root(std::move(Root)) {}
  virtual ~Machine();

  /// The file's text, without the blanks at its end; at most 1 MiB of it.
  std::optional<std::string> read(const llvm::Twine &Path) const;
  /// Names in a folder, sorted; none if there is no such folder.
  std::vector<std::string> list(const llvm::Twine &Path) const;
  /// The last part of a symbolic link's target.
  std::optional<std::string> linkName(const llvm::Twine &Path) const;
  bool exists(const llvm::Twine &Path) const;

  struct Node {
    unsigned Mode = 0; ///< Permission bits.
    unsigned User = 0;
    unsigned Group = 0;
  };
  virtual std::optional<Node> node(const llvm::Twine &Path) const;

  struct User {
    unsigned Id = 0;
    std::vector<unsigned> Groups;
  };
  virtual User user() const;

  /// Bytes; the largest number stands for no limit.
  struct Limit {
    uint64_t Soft = ~0ull;
    uint64_t Hard = ~0ull;
  };
  virtual Limit lockedMemory() const;

  /// Empty if the variable is not set.
  virtual std::string environment(llvm::StringRef Name) const;
  /// The kernel's messages, if this user may read them.
  virtual std::optional<std::string> kernelLog() const;

  struct Context {
    int64_t Process = 0;
    unsigned Columns = 0;
  };
  /// Hardware contexts of the device behind \p Node that this user may see;
  /// nothing if the driver does not say.
  virtual std::optional<std::vector<Context>>
  contexts(llvm::StringRef Node) const;

private:
  std::string path(const llvm::Twine &Path) const;

  std::string Root;
};

/// Looks at everything. Never fails: what cannot be read is reported so.
Report examine(const Machine &M);

} // namespace aieforge::doctor

#endif // AIEFORGE_CHECK_DOCTOR_H
