//===- Pdi.h - programmable device images of the NPU ------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A partial PDI: four bus-width words, an image header table, one image
// header, one partition header, one partition with one CDO, in the plain form
// or in the transformed form of `xclbinutil --transform-pdi`.
// docs/formats/pdi.md describes the layout.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_FORMATS_PDI_H
#define AIEFORGE_FORMATS_PDI_H

#include "aieforge/Formats/Cdo.h"

namespace aieforge::pdi {

struct Pdi {
  cdo::Cdo Cdo;
  /// The transformed form: its commands are the same, without NOPs.
  bool Transformed = false;
  /// Newer bootgen releases write all ones into the PCR fields of the image
  /// header.
  bool PcrOnes = false;

  friend bool operator==(const Pdi &, const Pdi &) = default;
};

/// Offset of the CDO in the file.
constexpr unsigned CdoOffset = 0x150;

/// True if \p Data begins like a PDI.
bool looksLikePdi(BytesRef Data);

/// Reads a PDI. What the firmware does not look at (checksums, constants of
/// the headers) gives warnings in \p W; what makes the image unusable is an
/// error.
Expected<Pdi> parse(BytesRef Data, cdo::Mode M = cdo::Mode::Lenient,
                    cdo::Warnings *W = nullptr);

/// The plain form, as bootgen writes it, or the transformed form if \p P has
/// it and its commands fit. Bytes of a file that mean nothing are not part of
/// the value: Exact<Pdi> (Support/Residue.h) keeps them.
Bytes serialize(const Pdi &P);

} // namespace aieforge::pdi

#endif // AIEFORGE_FORMATS_PDI_H
