//===- DesignText.h - designs as text, for lowering tests -------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_UNITTESTS_CONFIG_DESIGNTEXT_H
#define AIEFORGE_UNITTESTS_CONFIG_DESIGNTEXT_H

#include "aieforge/Config/ConfigProgram.h"
#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

namespace aieforge::test {

/// What lowering a design gave.
struct Lowered {
  std::optional<ConfigProgram> Config;
  std::optional<txn::Transaction> Stream;
  std::string Messages; ///< "error: …\nwarning: …\n"
};

/// The configuration of the first device in \p Text; \p Elf is the program of
/// every core.
Lowered lowerConfig(llvm::StringRef Text, std::optional<BytesRef> Elf = {});

/// The stream of the first runtime sequence in \p Text.
Lowered lowerSequence(llvm::StringRef Text);

} // namespace aieforge::test

#endif // AIEFORGE_UNITTESTS_CONFIG_DESIGNTEXT_H
