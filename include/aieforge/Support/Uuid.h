//===- Uuid.h - identifiers derived from contents ---------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The same input must give the same bytes, so identifiers that other tools
// draw at random come from a hash of what they identify.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_SUPPORT_UUID_H
#define AIEFORGE_SUPPORT_UUID_H

#include "aieforge/Support/Bytes.h"

#include <array>
#include <string>

namespace aieforge {

using Uuid = std::array<uint8_t, 16>;

/// A version-4-shaped identifier from the SHA-256 of \p Purpose and
/// \p Content. Never all zeros; differs where \p Purpose differs.
Uuid uuidFromContent(llvm::StringRef Purpose, BytesRef Content);

/// "8-4-4-4-12" lower-case hex, bytes in file order.
std::string toString(const Uuid &U);

} // namespace aieforge

#endif // AIEFORGE_SUPPORT_UUID_H
