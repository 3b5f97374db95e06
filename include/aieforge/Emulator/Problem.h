//===- Problem.h - what went wrong while the array worked -------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_EMULATOR_PROBLEM_H
#define AIEFORGE_EMULATOR_PROBLEM_H

#include <cstdint>
#include <string>

namespace aieforge::emu {

/// Something that a program for this array must not do, noticed in a cycle.
struct Problem {
  enum class Level {
    Fault,   ///< Silicon would lose data, hang or answer with an error.
    Warning, ///< Suspicious or undefined; the run goes on.
  };
  Level Severity = Level::Fault;
  uint64_t Cycle = 0;
  std::string Text;
};

} // namespace aieforge::emu

#endif // AIEFORGE_EMULATOR_PROBLEM_H
