//===- PdiLayout.h - headers of a PDI ---------------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_FORMATS_PDILAYOUT_H
#define AIEFORGE_FORMATS_PDILAYOUT_H

#include "aieforge/Formats/Pdi.h"
#include "aieforge/Hardware/Device.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/MathExtras.h"

#include <array>

namespace aieforge::pdi {

using ImageHeaderTable = std::array<uint32_t, 32>;
using ImageHeader = std::array<uint32_t, 16>;
using PartitionHeader = std::array<uint32_t, 32>;

// File offsets.
constexpr unsigned ImageHeaderTableOffset = 0x10;
constexpr unsigned ImageHeaderOffset =
    ImageHeaderTableOffset + sizeof(ImageHeaderTable);
constexpr unsigned PartitionHeaderOffset =
    ImageHeaderOffset + sizeof(ImageHeader);
static_assert(PartitionHeaderOffset + sizeof(PartitionHeader) == CdoOffset);

/// Name and number of the only image.
constexpr llvm::StringLiteral ImageName = "aie_image";
constexpr uint32_t ImageId = 0x1C000000;

/// Word of the image header with the two PCR fields.
constexpr unsigned PcrWord = 0x38 / 4;
// Words of the partition header that the transformation sets.
constexpr unsigned TransformTypeWord = 0x70 / 4;
constexpr unsigned TransformCommandBytesWord = 0x74 / 4;
constexpr unsigned TransformMarkWord = 0x78 / 4;

/// Puts the checksum into the last word.
template <size_t N> void seal(std::array<uint32_t, N> &Words) {
  Words[N - 1] = cdo::headerChecksum(llvm::ArrayRef(Words).drop_back());
}

ImageHeaderTable imageHeaderTable();
ImageHeader imageHeader(bool PcrOnes);
/// \p CdoWords: header and body, without padding.
PartitionHeader partitionHeader(uint32_t CdoWords);

/// The mark that says "transformed" for a command zone of that size.
uint32_t transformMark(uint32_t Type, uint32_t CommandBytes);

/// The commands of a transformed image.
Expected<cdo::Cdo> readTransformed(BytesRef Data, const PartitionHeader &H,
                                   cdo::Warnings *W);

/// Whether every command has a transformed form (NOPs are left out).
bool canTransform(const cdo::Cdo &C);

/// Appends the command zone and the data zone for \p C.
void writeTransformed(const cdo::Cdo &C, ByteWriter &Commands,
                      ByteWriter &Data);

} // namespace aieforge::pdi

#endif // AIEFORGE_FORMATS_PDILAYOUT_H
