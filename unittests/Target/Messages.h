//===- Messages.h - texts of errors for tests -------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_UNITTESTS_TARGET_MESSAGES_H
#define AIEFORGE_UNITTESTS_TARGET_MESSAGES_H

#include "llvm/Support/Error.h"

#include <string>

namespace aieforge::test {

inline std::string messageOf(llvm::Error E) {
  return llvm::toString(std::move(E));
}

/// The error text, or "" if there is a value, which is then left in place.
template <typename T> std::string messageOf(llvm::Expected<T> &V) {
  return V ? "" : llvm::toString(V.takeError());
}
template <typename T> std::string messageOf(llvm::Expected<T> &&V) {
  return messageOf(V);
}

} // namespace aieforge::test

#endif // AIEFORGE_UNITTESTS_TARGET_MESSAGES_H
