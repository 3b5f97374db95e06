//===- Error.cpp - errors that say where, what and why --------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Support/Error.h"

using namespace aieforge;

Error aieforge::prefixError(const llvm::Twine &Where, Error E) {
  return makeError("{0}: {1}", Where.str(), llvm::toString(std::move(E)));
}
