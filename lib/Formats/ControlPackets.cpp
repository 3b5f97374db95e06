//===- ControlPackets.cpp - register writes as packets --------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/ControlPackets.h"
#include "llvm/ADT/Twine.h"

using namespace aieforge;
using namespace aieforge::ctrlpkt;
using namespace llvm;

/// Warnings of one file: a damaged one could give a line for every word.
static constexpr size_t MostWarnings = 20;

Packet Packet::write(unsigned PacketId, uint32_t Offset,
                     ArrayRef<uint32_t> Words) {
  Packet P;
  P.StreamWord = hw::StreamHeader{PacketId}.encode();
  hw::ControlHeader H;
  H.Offset = Offset;
  H.Words = Words.size();
  P.ControlWord = H.encode();
  P.Data.assign(Words.begin(), Words.end());
  return P;
}

Packet Packet::read(unsigned PacketId, uint32_t Offset, unsigned Words,
                    unsigned ResponseId) {
  Packet P;
  P.StreamWord = hw::StreamHeader{PacketId}.encode();
  P.ControlWord =
      hw::ControlHeader{Offset, Words, hw::ControlOperation::Read, ResponseId}
          .encode();
  return P;
}

namespace {
class Parser {
public:
  Parser(BytesRef Data, std::vector<std::string> *Warnings)
      : R(Data, "control packets"), Warnings(Warnings) {}

  Expected<Packets> run();

private:
  Error packet();
  Expected<uint32_t> header(StringRef Field, uint32_t KnownBits);
  Error padding();
  void warn(uint64_t At, const Twine &Text) {
    if (Warnings && Warnings->size() < MostWarnings)
      Warnings->push_back(
          formatv("control packets: at offset {0:x}: {1}", At, Text.str()));
  }

  ByteReader R;
  std::vector<std::string> *Warnings;
  Packets Out;
};
} // namespace

Expected<uint32_t> Parser::header(StringRef Field, uint32_t KnownBits) {
  uint64_t At = R.offset();
  Expected<uint32_t> Word = R.u32(Field);
  if (!Word)
    return Word.takeError();
  if (!hw::hasOddParity(*Word))
    warn(At, formatv("the {0} {1:x8} has even parity; the hardware counts that "
                     "as an error",
                     Field, *Word)
                 .str());
  if (*Word & ~KnownBits)
    warn(At, formatv("the {0} {1:x8} has bits {2:x} set, which mean nothing",
                     Field, *Word, *Word & ~KnownBits)
                 .str());
  return *Word;
}

/// No header is zero, because that has even parity: zeros fill up slots.
Error Parser::padding() {
  while (R.remaining() >= 4) {
    uint64_t At = R.offset();
    Expected<uint32_t> Word = R.u32("padding");
    if (!Word)
      return Word.takeError();
    if (*Word)
      return R.seek(At, "next packet");
    ++Out.back().PaddingWords;
  }
  return Error::success();
}

Error Parser::packet() {
  constexpr uint32_t StreamBits = hw::stream_header::PacketId.mask() |
                                  hw::stream_header::PacketType.mask() |
                                  hw::stream_header::SourceRow.mask() |
                                  hw::stream_header::SourceColumn.mask() |
                                  hw::stream_header::Parity.mask();
  Expected<uint32_t> Stream = header("stream header", StreamBits);
  if (!Stream)
    return Stream.takeError();
  uint64_t At = R.offset();
  Expected<uint32_t> Control = header("control header", ~0u);
  if (!Control)
    return Control.takeError();
  Packet &P = Out.emplace_back();
  P.StreamWord = *Stream;
  P.ControlWord = *Control;
  hw::ControlHeader H = P.control();
  if (H.Offset % 4)
    warn(At,
         formatv("the register offset {0:x} is not a multiple of 4", H.Offset)
             .str());
  if (!H.hasData())
    return Error::success();
  if (uint64_t(H.Words) * 4 > R.remaining())
    return makeError("control packets: packet {0}: the control header at "
                     "offset {1:x} announces {2} words, but only {3} bytes are "
                     "left",
                     Out.size() - 1, At, H.Words, R.remaining());
  for (unsigned I = 0; I < H.Words; ++I) {
    Expected<uint32_t> Word = R.u32("data");
    if (!Word)
      return Word.takeError();
    P.Data.push_back(*Word);
  }
  return Error::success();
}

Expected<Packets> Parser::run() {
  if (R.remaining() % 4)
    return makeError("control packets: the file has {0} bytes, which is not a "
                     "multiple of 4",
                     R.remaining());
  // At least two words a packet: memory stays in proportion to the file.
  Out.reserve(R.remaining() / 8);
  while (!R.atEnd()) {
    if (Error E = packet())
      return std::move(E);
    if (Error E = padding())
      return std::move(E);
  }
  return std::move(Out);
}

Expected<Packets> ctrlpkt::parse(BytesRef Data,
                                 std::vector<std::string> *Warnings) {
  return Parser(Data, Warnings).run();
}

bool ctrlpkt::looksLikeControlPackets(BytesRef Data) {
  std::vector<std::string> Warnings;
  Expected<Packets> P = parse(Data, &Warnings);
  if (P)
    return !P->empty() && Warnings.empty();
  consumeError(P.takeError());
  return false;
}

Bytes ctrlpkt::serialize(const Packets &Packets) {
  ByteWriter Out;
  for (const Packet &P : Packets) {
    Out.u32(P.StreamWord);
    Out.u32(P.ControlWord);
    for (uint32_t Word : P.Data)
      Out.u32(Word);
    Out.fill(uint64_t(P.PaddingWords) * 4);
  }
  return Out.take();
}

/// True if \p Op and the operation before it are masked writes to one register.
static bool joins(const RegisterOp &Op, const RegisterOp *Before) {
  return Before && Op.What == RegisterOp::MaskWrite &&
         Before->What == RegisterOp::MaskWrite && Op.Address == Before->Address;
}

Packets ctrlpkt::fromRegisterOps(ArrayRef<RegisterOp> Ops,
                                 function_ref<unsigned(hw::TileId)> IdOf) {
  Packets Out;
  const RegisterOp *Before = nullptr;
  for (const RegisterOp &Op : Ops) {
    hw::TileAddress A = hw::TileAddress::decode(Op.Address);
    unsigned Id = IdOf(A.tile());
    if (Op.What == RegisterOp::MaskWrite) {
      uint32_t Value = Op.Data.front() & Op.Mask;
      if (joins(Op, Before))
        Out.back().Data.front() |= Value;
      else
        Out.push_back(Packet::write(Id, A.Offset, Value));
    } else {
      ArrayRef<uint32_t> Rest = Op.Data;
      for (uint32_t Offset = A.Offset; !Rest.empty();) {
        ArrayRef<uint32_t> Piece =
            Rest.take_front(std::min<size_t>(Rest.size(), hw::MaxControlWords));
        Out.push_back(Packet::write(Id, Offset, Piece));
        Rest = Rest.drop_front(Piece.size());
        Offset += 4 * Piece.size();
      }
    }
    Before = &Op;
  }
  return Out;
}

Expected<std::vector<RegisterOp>>
ctrlpkt::registerOps(const Packets &Packets,
                     function_ref<std::optional<hw::TileId>(unsigned)> TileOf) {
  std::vector<RegisterOp> Ops;
  for (auto [I, P] : enumerate(Packets)) {
    if (!P.control().hasData())
      continue;
    std::optional<hw::TileId> T = TileOf(P.packetId());
    if (!T)
      return makeError("control packets: packet {0} has packet id {1}, which "
                       "leads to no known tile",
                       I, P.packetId());
    uint32_t Address = hw::tileAddress(T->Column, T->Row, P.control().Offset);
    if (P.Data.size() == 1)
      Ops.push_back(RegisterOp::write(Address, P.Data.front()));
    else
      Ops.push_back(RegisterOp::blockWrite(Address, P.Data));
  }
  return Ops;
}

std::optional<hw::TileId>
ctrlpkt::defaultTile(const hw::Device &D, unsigned Column, unsigned PacketId) {
  for (unsigned Row = 0; Row < D.Rows; ++Row)
    if (hw::defaultControllerId(Row) == PacketId)
      return hw::TileId{Column, Row};
  return std::nullopt;
}
