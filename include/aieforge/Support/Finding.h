//===- Finding.h - what a check found, and what to do about it --*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_SUPPORT_FINDING_H
#define AIEFORGE_SUPPORT_FINDING_H

#include <string>

namespace aieforge {

enum class Severity {
  Refused,  ///< Refused, or the host crashes, before any run.
  FailsRun, ///< Loads, but fails, hangs or gives wrong data.
  Warning,  ///< Suspicious; a matter of other tools or systems.
  Note,     ///< Information.
};

/// One finding about one artefact. Every text is a full sentence or phrase for
/// the user; \c Rule is the identifier that `check --explain` takes.
struct Finding {
  std::string Rule;
  Severity Level = Severity::Note;
  std::string File;    ///< The artefact.
  std::string Where;   ///< Section and offset inside it; may be empty.
  std::string What;    ///< What is wrong, with the values found.
  std::string Symptom; ///< What the user sees when it is used as it is.
  std::string Reason;  ///< Why that happens.
  std::string Remedy;  ///< What to do.
};

} // namespace aieforge

#endif // AIEFORGE_SUPPORT_FINDING_H
