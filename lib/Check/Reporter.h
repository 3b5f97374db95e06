//===- Reporter.h - collects findings ---------------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_CHECK_REPORTER_H
#define AIEFORGE_LIB_CHECK_REPORTER_H

#include "aieforge/Check/Check.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FormatVariadic.h"

namespace aieforge::check {

/// Collects findings about one file. A damaged table can violate a rule for
/// each of its records: only the first few findings of a rule are kept, the
/// last of them says how many there are.
class Reporter {
public:
  explicit Reporter(llvm::StringRef File) : File(File) {}

  /// \p What is the problem with its values, \p Where the place in the file;
  /// the other texts come from the rule, or its variant of that name.
  void add(llvm::StringRef Rule, const llvm::Twine &Where,
           const llvm::Twine &What, llvm::StringRef Variant = "");
  bool has(llvm::StringRef Rule) const { return Counts.contains(Rule); }
  std::vector<Finding> take();

  /// While it lives, all places are inside \p Place.
  class Scope {
  public:
    Scope(Reporter &R, std::string Place) : R(R), Outer(std::move(R.Inside)) {
      R.Inside = std::move(Place);
    }
    ~Scope() { R.Inside = std::move(Outer); }
    Scope(const Scope &) = delete;

  private:
    Reporter &R;
    std::string Outer;
  };

private:
  std::string File, Inside;
  std::vector<Finding> Findings;
  llvm::StringMap<unsigned> Counts;
};

/// "{0} of {1}" and so on, as text.
template <typename... Ts> std::string text(const char *Format, Ts &&...Values) {
  return llvm::formatv(Format, std::forward<Ts>(Values)...).str();
}

} // namespace aieforge::check

#endif // AIEFORGE_LIB_CHECK_REPORTER_H
