//===- Artefact.cpp - what a file is, by its content ----------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/Artefact.h"
#include "CdoTable.h"
#include "aieforge/Formats/Archive.h"
#include "aieforge/Formats/ControlPackets.h"
#include "aieforge/Formats/Elf.h"
#include "aieforge/Formats/InstructionElf.h"
#include "aieforge/Formats/Pdi.h"
#include "aieforge/Formats/Sequence.h"
#include "aieforge/Formats/Transaction.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"

using namespace aieforge;
using namespace llvm;
using support::endian::read16le;
using support::endian::read32le;

StringRef aieforge::toString(ArtefactKind K) {
  switch (K) {
  case ArtefactKind::Xclbin:
    return "xclbin";
  case ArtefactKind::Pdi:
    return "PDI";
  case ArtefactKind::Cdo:
    return "CDO file";
  case ArtefactKind::Transaction:
    return "instruction stream";
  case ArtefactKind::Sequence:
    return "instruction sequence";
  case ArtefactKind::InstructionElf:
    return "instruction ELF";
  case ArtefactKind::ControlPackets:
    return "control packets";
  case ArtefactKind::CoreElf:
    return "core program";
  case ArtefactKind::CoreObject:
    return "core object";
  case ArtefactKind::Archive:
    return "archive of object files";
  case ArtefactKind::Unknown:
    break;
  }
  return "unknown data";
}

/// Generation and rows of the header are those of an NPU.
static bool looksLikeStream(BytesRef Data) {
  if (Data.size() < 8)
    return false;
  constexpr unsigned Rows = 6, MemoryRows = 1;
  return Data[0] <= 1 && Data[1] <= 1 && Data[3] == Rows &&
         Data[5] == MemoryRows && Data[6] == 0 && Data[7] == 0;
}

static bool looksLikeCdo(BytesRef Data) {
  return Data.size() >= 8 && read32le(Data.data() + 4) == cdo::Magic;
}

/// Kind of an ELF file by type and machine in its header.
static ArtefactKind elfKind(BytesRef Data) {
  constexpr size_t TypeOffset = 16, MachineOffset = 18;
  if (insts::looksLikeInstructionElf(Data))
    return ArtefactKind::InstructionElf;
  if (Data.size() < MachineOffset + 2 ||
      read16le(Data.data() + MachineOffset) != elf::MachineAIE)
    return ArtefactKind::Unknown;
  return read16le(Data.data() + TypeOffset) == ELF::ET_REL
             ? ArtefactKind::CoreObject
             : ArtefactKind::CoreElf;
}

static ArtefactKind streamKind(BytesRef Words) {
  if (looksLikeStream(Words))
    return ArtefactKind::Transaction;
  return seq::looksLikeSequence(Words) ? ArtefactKind::Sequence
                                       : ArtefactKind::Unknown;
}

ArtefactKind aieforge::recogniseArtefact(StringRef Name, BytesRef Data) {
  if (toStringRef(Data).starts_with("xclbin"))
    return ArtefactKind::Xclbin;
  if (pdi::looksLikePdi(Data))
    return ArtefactKind::Pdi;
  if (elf::isElf(Data))
    return elfKind(Data);
  if (isArchive(Data))
    return ArtefactKind::Archive;
  if (looksLikeCdo(Data))
    return ArtefactKind::Cdo;
  if (ArtefactKind K = streamKind(Data); K != ArtefactKind::Unknown)
    return K;
  if (txn::isHexText(Data)) {
    // Short texts of digits could be anything; a stream has a header.
    Expected<Bytes> Words = txn::readInstructionFile(Data);
    if (Words) {
      if (ArtefactKind K = streamKind(*Words); K != ArtefactKind::Unknown)
        return K;
    } else {
      consumeError(Words.takeError());
    }
  }
  if (Name.ends_with_insensitive(".xclbin"))
    return ArtefactKind::Xclbin;
  if (Name.ends_with_insensitive(".pdi"))
    return ArtefactKind::Pdi;
  if (ctrlpkt::looksLikeControlPackets(Data))
    return ArtefactKind::ControlPackets;
  return ArtefactKind::Unknown;
}

static bool isPrintable(BytesRef Data) {
  return all_of(Data.take_front(256), [](uint8_t B) {
    return isPrint(static_cast<char>(B)) || isSpace(static_cast<char>(B)) ||
           B >= 0x80;
  });
}

std::string aieforge::describeFile(StringRef Name, BytesRef Data) {
  ArtefactKind K = recogniseArtefact(Name, Data);
  if (K != ArtefactKind::Unknown)
    return toString(K).str();
  StringRef Bytes = toStringRef(Data);
  if (Data.empty())
    return "empty file";
  if (Bytes.starts_with("version https://git-lfs"))
    return "Git LFS pointer (fetch the file with git lfs pull)";
  if (elf::isElf(Data))
    return "ELF file";
  if (Bytes.starts_with("PK\x03\x04"))
    return "zip archive";
  if (Bytes.starts_with("\x1F\x8B"))
    return "gzip file";
  return isPrintable(Data) ? "text" : "unknown data";
}
