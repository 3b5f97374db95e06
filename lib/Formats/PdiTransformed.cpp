//===- PdiTransformed.cpp - images for streaming --------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `xclbinutil --transform-pdi` sorts the commands into groups of one kind and
// moves the words of block writes into a zone of their own. Most images of
// AMD's releases are in this form.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/PdiLayout.h"

using namespace aieforge;
using namespace aieforge::pdi;
using namespace llvm;
using cdo::Command;
using cdo::CommandId;

uint32_t pdi::transformMark(uint32_t Type, uint32_t CommandBytes) {
  return 0x8866u | ((Type & 0xFF) << 8 | Type >> 8) |
         ((CommandBytes & 0xFFFF) << 16 | CommandBytes >> 16);
}

namespace {

/// Lengths of block writes: the lower half counts words, bit 16 tells that all
/// are zero (they are in the data zone all the same).
constexpr uint32_t LengthMask = 0xFFFF;
/// The tool counts the file without the CDO header, so that up to this many
/// words are missing at the end of many images; they read as zero.
constexpr unsigned MissingWords = cdo::HeaderWords;

class TransformedReader {
public:
  TransformedReader(BytesRef Commands, BytesRef Data, uint64_t CommandOffset,
                    cdo::Warnings *W)
      : R(Commands, "transformed PDI", CommandOffset), Data(Data), W(W) {}

  Expected<cdo::Cdo> run();

private:
  Error group(uint32_t Id, uint32_t Count);
  Error entry(CommandId Id);
  Expected<std::vector<uint32_t>> words(unsigned Count);
  Error blockData(uint32_t Offset, uint32_t Length,
                  std::vector<uint32_t> &Words);

  ByteReader R;
  BytesRef Data;
  cdo::Warnings *W;
  cdo::Cdo Result;
  uint64_t NextData = 0; ///< Where the next block's words must begin.
  uint64_t Missing = 0;  ///< Words that the file lacks.
};

} // namespace

/// Arguments that an entry has in the command zone; 0 for commands that have no
/// transformed form.
static unsigned argumentWords(CommandId Id) {
  switch (Id) {
  case CommandId::Write:
    return 2;
  case CommandId::MaskWrite:
  case CommandId::Write64:
    return 3;
  case CommandId::MaskWrite64:
  case CommandId::DmaWrite:
    return 4;
  default:
    return 0;
  }
}

Expected<std::vector<uint32_t>> TransformedReader::words(unsigned Count) {
  std::vector<uint32_t> Words;
  for (unsigned I = 0; I < Count; ++I) {
    Expected<uint32_t> V = R.u32("arguments");
    if (!V)
      return V.takeError();
    Words.push_back(*V);
  }
  return Words;
}

Error TransformedReader::blockData(uint32_t Offset, uint32_t Length,
                                   std::vector<uint32_t> &Words) {
  // Blocks follow each other without gaps. Insisting on that keeps a small
  // file from naming the same data over and over.
  if (Offset != NextData)
    return R.errorHere("block write",
                       formatv("its data begins at {0:x} of the data zone, not "
                               "behind the previous block at {1:x}",
                               Offset, NextData)
                           .str());
  if (Length == 0)
    return R.errorHere("block write", "it has no data");
  NextData += uint64_t(Length) * 4;
  if (Offset < Data.size())
    Words.reserve(Words.size() +
                  std::min<uint64_t>(Length, (Data.size() - Offset) / 4 + 1));
  for (uint32_t I = 0; I < Length; ++I) {
    uint64_t At = uint64_t(Offset) + 4 * uint64_t(I);
    if (At + 4 <= Data.size()) {
      Words.push_back(support::endian::read32le(Data.data() + At));
      continue;
    }
    if (++Missing > MissingWords)
      return R.errorHere("block write",
                         formatv("its data needs {0:x} bytes of the data zone, "
                                 "which has {1:x}",
                                 NextData, Data.size())
                             .str());
    Words.push_back(0);
  }
  return Error::success();
}

Error TransformedReader::entry(CommandId Id) {
  switch (Id) {
  case CommandId::Write:
  case CommandId::MaskWrite:
  case CommandId::Write64:
  case CommandId::MaskWrite64: {
    Expected<std::vector<uint32_t>> Args = words(argumentWords(Id));
    if (!Args)
      return Args.takeError();
    Result.Commands.emplace_back(Id, std::move(*Args));
    return Error::success();
  }
  case CommandId::DmaWrite: {
    Expected<std::vector<uint32_t>> Args = words(4);
    if (!Args)
      return Args.takeError();
    std::vector<uint32_t> Payload = {(*Args)[0], (*Args)[1]};
    if (Error E = blockData((*Args)[2], (*Args)[3] & LengthMask, Payload))
      return E;
    Result.Commands.emplace_back(Id, std::move(Payload));
    return Error::success();
  }
  default:
    return R.errorHere("group", formatv("command id {0:x} has no transformed "
                                        "form",
                                        unsigned(Id))
                                    .str());
  }
}

Error TransformedReader::group(uint32_t Id, uint32_t Count) {
  for (uint32_t I = 0; I < Count; ++I)
    if (Error E = entry(CommandId(Id & 0xFF)))
      return E;
  return Error::success();
}

Expected<cdo::Cdo> TransformedReader::run() {
  while (!R.atEnd()) {
    Expected<uint32_t> Id = R.u32("group id");
    if (!Id)
      return Id.takeError();
    Expected<uint32_t> Count = R.u32("group length");
    if (!Count)
      return Count.takeError();
    if (Error E = group(*Id, *Count))
      return std::move(E);
  }
  if (Missing && W)
    W->push_back(formatv("transformed PDI: the last {0} data words are not in "
                         "the file and read as zero",
                         Missing));
  return std::move(Result);
}

Expected<cdo::Cdo> pdi::readTransformed(BytesRef Data, const PartitionHeader &H,
                                        cdo::Warnings *W) {
  uint32_t Type = H[TransformTypeWord];
  uint32_t CommandBytes = H[TransformCommandBytesWord];
  if (Type != 1)
    return makeError("PDI: transform type at offset {0:x} is {1}; 0 and 1 are "
                     "known",
                     PartitionHeaderOffset + 4 * TransformTypeWord, Type);
  uint32_t Mark = transformMark(Type, CommandBytes);
  if (H[TransformMarkWord] != Mark)
    return makeError("PDI: transform mark at offset {0:x} is {1:x}, not {2:x} "
                     "as for a command zone of {3:x} bytes",
                     PartitionHeaderOffset + 4 * TransformMarkWord,
                     H[TransformMarkWord], Mark, CommandBytes);
  uint64_t Start = CdoOffset + 4 * cdo::HeaderWords;
  if (Data.size() < Start || CommandBytes > Data.size() - Start)
    return makeError(
        "PDI: the command zone of {0:x} bytes at offset {1:x} goes "
        "beyond the end of the file at {2:x}",
        CommandBytes, Start, Data.size());
  return TransformedReader(Data.slice(Start, CommandBytes),
                           Data.drop_front(Start + CommandBytes), Start, W)
      .run();
}

/// The reader insists on data in every block, so an empty one stays plain.
static bool fitsBlock(const Command &C) {
  return C.Payload.size() > 2 && C.data().size() <= LengthMask;
}

bool pdi::canTransform(const cdo::Cdo &C) {
  return all_of(C.Commands, [](const Command &Cmd) {
    return Cmd.Id == CommandId::Nop ||
           (Cmd.Id == CommandId::DmaWrite
                ? fitsBlock(Cmd)
                : argumentWords(Cmd.Id) != 0 &&
                      Cmd.Payload.size() == argumentWords(Cmd.Id));
  });
}

/// The length word of a block write: a mark tells that data memory is cleared.
static uint32_t lengthWord(const Command &C) {
  constexpr uint32_t ZeroMark = 0x10000;
  uint32_t Offset = hw::TileAddress::decode(uint32_t(C.address())).Offset;
  bool Zeros = Offset != 0 && Offset <= LengthMask &&
               all_of(C.data(), [](uint32_t W) { return W == 0; });
  return uint32_t(C.data().size()) | (Zeros ? ZeroMark : 0);
}

void pdi::writeTransformed(const cdo::Cdo &C, ByteWriter &Commands,
                           ByteWriter &Data) {
  uint64_t CountAt = 0;
  uint32_t Count = 0;
  std::optional<CommandId> Group;
  for (const Command &Cmd : C.Commands) {
    if (Cmd.Id == CommandId::Nop)
      continue;
    if (Group != Cmd.Id) {
      Group = Cmd.Id;
      Commands.u32(uint32_t(Cmd.Id));
      CountAt = Commands.size();
      Commands.u32(0);
      Count = 0;
    }
    Commands.patchU32(CountAt, ++Count);
    ArrayRef<uint32_t> Arguments = Cmd.Payload;
    if (Cmd.Id == CommandId::DmaWrite)
      Arguments = Arguments.take_front(2);
    for (uint32_t Word : Arguments)
      Commands.u32(Word);
    if (Cmd.Id != CommandId::DmaWrite)
      continue;
    Commands.u32(Data.size());
    Commands.u32(lengthWord(Cmd));
    for (uint32_t Word : Cmd.data())
      Data.u32(Word);
  }
}
