//===- Error.h - errors that say where, what and why ------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Libraries return llvm::Error and llvm::Expected; only tools print and exit.
// A message names the place (section, offset, line), the value found and the
// limit, and where possible what to do about it.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_SUPPORT_ERROR_H
#define AIEFORGE_SUPPORT_ERROR_H

#include "llvm/Support/Error.h"
#include "llvm/Support/FormatVariadic.h"

#include <string>
#include <utility>

namespace aieforge {

using llvm::Error;
using llvm::Expected;

/// An error whose text is \p Format (llvm::formatv syntax: "{0}", "{1:x}").
template <typename... Ts> Error makeError(const char *Format, Ts &&...Values) {
  return llvm::make_error<llvm::StringError>(
      llvm::formatv(Format, std::forward<Ts>(Values)...).str(),
      llvm::inconvertibleErrorCode());
}

/// Puts "\p Where: " in front of the text of \p E.
Error prefixError(const llvm::Twine &Where, Error E);

} // namespace aieforge

#endif // AIEFORGE_SUPPORT_ERROR_H
