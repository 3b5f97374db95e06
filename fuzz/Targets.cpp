//===- Targets.cpp - parsers under attack ---------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Targets.h"
#include "llvm/ADT/STLExtras.h"

#include <cstdio>
#include <cstdlib>

using namespace aieforge;
using namespace aieforge::fuzz;
using namespace llvm;

ArrayRef<Target> fuzz::targets() {
  static const std::vector<Target> All = [] {
    std::vector<Target> Out;
    for (ArrayRef<Target> Part : {commandTargets(), containerTargets(),
                                  textTargets(), packageTargets()})
      Out.insert(Out.end(), Part.begin(), Part.end());
    return Out;
  }();
  return All;
}

const Target *fuzz::findTarget(StringRef Name) {
  const Target *It =
      find_if(targets(), [&](const Target &T) { return T.Name == Name; });
  return It == targets().end() ? nullptr : It;
}

void fuzz::require(bool Condition, const char *Promise) {
  if (Condition)
    return;
  std::fprintf(stderr, "broken promise: %s\n", Promise);
  __builtin_trap(); // libFuzzer keeps the input.
}

void fuzz::refused(Error E) {
  require(!toString(std::move(E)).empty(), "a refusal says why");
}
