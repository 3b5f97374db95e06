//===- FindImages.cpp - device images among other bytes -------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/PdiLayout.h"
#include "aieforge/Pack/Repair.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"

using namespace aieforge;
using namespace aieforge::pack;
using namespace llvm;
using support::endian::read32le;

/// Bytes of the image that begins at \p Data, by its headers; 0 if they make no
/// sense. A transformed image does not tell, so it takes the rest.
static uint64_t imageSize(BytesRef Data) {
  if (Data.size() < pdi::CdoOffset + 4 * cdo::HeaderWords)
    return 0;
  const uint8_t *Header = Data.data() + pdi::PartitionHeaderOffset;
  if (read32le(Header + 4 * pdi::TransformTypeWord))
    return Data.size();
  constexpr unsigned TotalWords = 2; // Word of the partition header.
  return pdi::CdoOffset + 4 * uint64_t(read32le(Header + 4 * TotalWords));
}

std::vector<Bytes> pack::findImages(BytesRef Data) {
  std::vector<Bytes> Out;
  // The first byte of an image is rare enough to look closer at.
  constexpr char FirstByte = '\xDD';
  StringRef Text = toStringRef(Data);
  for (size_t At = Text.find(FirstByte); At != StringRef::npos;
       At = Text.find(FirstByte, At + 1)) {
    BytesRef Rest = Data.drop_front(At);
    if (!pdi::looksLikePdi(Rest))
      continue;
    uint64_t Size = imageSize(Rest);
    if (Size == 0 || Size > Rest.size())
      continue;
    Expected<pdi::Pdi> P = pdi::parse(Rest.take_front(Size));
    if (!P) {
      consumeError(P.takeError());
      continue;
    }
    Out.push_back(Rest.take_front(Size).vec());
    At += Size - 1;
  }
  return Out;
}
