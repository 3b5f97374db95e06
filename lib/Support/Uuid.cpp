//===- Uuid.cpp - identifiers derived from contents -----------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Support/Uuid.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SHA256.h"

using namespace aieforge;
using namespace llvm;

Uuid aieforge::uuidFromContent(StringRef Purpose, BytesRef Content) {
  SHA256 Hash;
  Hash.update(Purpose);
  Hash.update(ArrayRef<uint8_t>(0)); // Ends the purpose.
  Hash.update(Content);
  std::array<uint8_t, 32> Digest = Hash.final();
  Uuid U;
  std::copy_n(Digest.begin(), U.size(), U.begin());
  U[6] = (U[6] & 0x0F) | 0x40; // RFC 4122 version 4 …
  U[8] = (U[8] & 0x3F) | 0x80; // … and variant 1; so never all zeros.
  return U;
}

std::string aieforge::toString(const Uuid &U) {
  std::string Hex = toHex(U, /*LowerCase=*/true);
  for (size_t At : {8, 13, 18, 23})
    Hex.insert(At, "-");
  return Hex;
}
