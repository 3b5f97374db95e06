//===- Bif.h - what goes into a device image --------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The boot image format (BIF) is the input language of AMD's bootgen. For NPUs
// tools write one form of it: an image with one partition that is made of CDO
// files. docs/pack.md describes what is accepted.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_PACK_BIF_H
#define AIEFORGE_PACK_BIF_H

#include "aieforge/Formats/Pdi.h"

#include <optional>
#include <string>

namespace aieforge::pack {

struct Bif {
  std::optional<uint32_t> IdCode;
  std::optional<uint32_t> ExtendedIdCode;
  std::string ImageName = "aie_image";
  std::optional<uint32_t> ImageId;
  /// CDO files in the order of the text, as written there.
  std::vector<std::string> Files;
  friend bool operator==(const Bif &, const Bif &) = default;
};

/// Whether \p Text looks like a BIF: a name, a colon and a brace.
bool looksLikeBif(llvm::StringRef Text);

/// Reads a BIF; messages name the line. Everything but the NPU's form is
/// refused: other partition types, encryption, several images.
Expected<Bif> parseBif(llvm::StringRef Text);

/// What is in \p B but would not be in an image for the NPU; an error too.
Error checkForNpu(const Bif &B);

} // namespace aieforge::pack

#endif // AIEFORGE_PACK_BIF_H
