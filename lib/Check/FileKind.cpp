//===- FileKind.cpp - what of a file the rules are about ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Check/Check.h"
#include "aieforge/Formats/Artefact.h"
#include "aieforge/Formats/ControlPackets.h"

using namespace aieforge;
using namespace aieforge::check;
using namespace llvm;

/// Whether damaged control packets are what \p Data holds: its first packets
/// are good ones. Two headers of each with a parity bit and bits that must be
/// zero leave little room for chance.
static bool beginsWithPackets(BytesRef Data) {
  constexpr size_t Judged = 2, MostWords = 2 + hw::MaxControlWords;
  for (size_t Words = Judged * 2; Words <= Judged * MostWords; ++Words) {
    if (Data.size() < Words * 4)
      return false;
    BytesRef Head = Data.take_front(Words * 4);
    Expected<ctrlpkt::Packets> P = ctrlpkt::parse(Head);
    if (!P)
      consumeError(P.takeError());
    else if (P->size() == Judged)
      return ctrlpkt::looksLikeControlPackets(Head);
  }
  return false;
}

FileKind check::recognise(StringRef Name, BytesRef Data) {
  switch (recogniseArtefact(Name, Data)) {
  case ArtefactKind::Xclbin:
    return FileKind::Xclbin;
  case ArtefactKind::Pdi:
    return FileKind::Pdi;
  case ArtefactKind::Transaction:
    return FileKind::Instructions;
  case ArtefactKind::InstructionElf:
    return FileKind::InstructionElf;
  case ArtefactKind::ControlPackets:
    return FileKind::ControlPackets;
  default:
    return beginsWithPackets(Data) ? FileKind::ControlPackets : FileKind::Other;
  }
}

std::string check::describeKind(StringRef Name, BytesRef Data) {
  if (recognise(Name, Data) == FileKind::ControlPackets)
    return toString(ArtefactKind::ControlPackets).str();
  return describeFile(Name, Data);
}
