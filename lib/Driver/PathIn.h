//===- PathIn.h - the path of a file in a folder ----------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_DRIVER_PATHIN_H
#define AIEFORGE_LIB_DRIVER_PATHIN_H

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

#include <string>

namespace aieforge {

/// \p Name in the folder \p Dir, with the machine's separator.
inline std::string pathIn(llvm::StringRef Dir, llvm::StringRef Name) {
  llvm::SmallString<256> Path(Dir);
  llvm::sys::path::append(Path, Name);
  return Path.str().str();
}

} // namespace aieforge

#endif // AIEFORGE_LIB_DRIVER_PATHIN_H
