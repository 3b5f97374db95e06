//===- PacketScript.cpp - control packets as text -------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/Script.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace aieforge::ctrlpkt;
using namespace aieforge::script;
using namespace llvm;

/// Of a whole buffer.
static constexpr uint64_t MostPaddingWords = 1 << 24;

static constexpr StringLiteral OperationNames[] = {
    "write", "read", "write_increment", "block_write"};

/// " key=value" unless the value is the usual one.
static std::string field(StringRef Key, uint64_t Value, uint64_t Usual = 0) {
  return Value == Usual ? "" : (" " + Key + "=" + hex(Value)).str();
}

/// "  # (0,2) DMA_BD3_0", for the tile to which the id leads by convention.
static std::string tileComment(const Packet &P, const hw::Device &D) {
  std::optional<hw::TileId> T = defaultTile(D, /*Column=*/0, P.packetId());
  if (!T)
    return {};
  std::string Text =
      comment(D, hw::tileAddress(T->Column, T->Row, P.control().Offset));
  // The column is not in the packet.
  size_t At = Text.find("(0,");
  return At == std::string::npos ? Text : Text.replace(At, 3, "(?,");
}

static std::string printPacket(const Packet &P, const hw::Device &D) {
  hw::StreamHeader S = P.stream();
  hw::ControlHeader C = P.control();
  std::string Out = OperationNames[unsigned(C.Operation)].str();
  Out += " " + hex(C.Offset) + " id=" + hex(S.PacketId);
  Out += field("type", S.PacketType) + field("row", S.SourceRow) +
         field("column", S.SourceColumn) + field("response", C.ResponseId) +
         field("padding", P.PaddingWords);
  // Words that the fields do not make up: wrong parity, unnamed bits.
  Out += field("stream", P.StreamWord, S.encode());
  Out += field("control", P.ControlWord, C.encode());
  Out += C.hasData() ? wordList(P.Data) : field("words", C.Words, 1);
  return Out + tileComment(P, D);
}

std::string script::print(const Packets &P, const hw::Device &D) {
  std::string Out = "packets\n";
  for (const Packet &Each : P)
    Out += printPacket(Each, D) + "\n";
  return Out;
}

/// The options of a packet; each is set to its value.
static Error
readOptions(Reader &R,
            std::initializer_list<std::pair<StringRef, uint64_t *>> Fields) {
  for (auto [Key, Value] : Fields) {
    Expected<uint64_t> V = R.option(Key, *Value);
    if (!V)
      return V.takeError();
    *Value = *V;
  }
  return Error::success();
}

static Expected<Packet> readPacket(const Statement &S, const hw::Device &D) {
  Reader R(S, &D);
  const StringLiteral *Name = find(OperationNames, S.Name);
  if (Name == std::end(OperationNames))
    return R.error("there is no such operation of a control packet");
  uint64_t Id = 0, Type = 0, Row = 0, Column = 0, Response = 0, Padding = 0,
           Words = 1;
  Expected<uint64_t> Offset =
      R.number("offset", hw::control_header::Offset.Width);
  if (!Offset)
    return Offset.takeError();
  if (Error E = readOptions(R, {{"id", &Id},
                                {"type", &Type},
                                {"row", &Row},
                                {"column", &Column},
                                {"response", &Response},
                                {"padding", &Padding},
                                {"words", &Words}}))
    return std::move(E);
  hw::ControlHeader C;
  C.Operation = hw::ControlOperation(Name - std::begin(OperationNames));
  if (C.hasData())
    Words = S.Words.size();
  if (Words == 0 || Words > hw::MaxControlWords)
    return R.error("a packet has 1 to " + Twine(hw::MaxControlWords) +
                   " words, not " + Twine(Words));
  C.Offset = uint32_t(*Offset);
  C.Words = unsigned(Words);
  C.ResponseId = unsigned(Response);
  uint64_t Stream = hw::StreamHeader{unsigned(Id), unsigned(Type),
                                     unsigned(Row), unsigned(Column)}
                        .encode();
  uint64_t Control = C.encode();
  if (Error E = readOptions(R, {{"stream", &Stream}, {"control", &Control}}))
    return std::move(E);
  if (Error E = R.finish(/*WordsAllowed=*/C.hasData()))
    return std::move(E);
  Packet P;
  P.StreamWord = uint32_t(Stream);
  P.ControlWord = uint32_t(Control);
  P.Data.assign(S.Words.begin(), S.Words.end());
  P.PaddingWords = uint32_t(Padding);
  if (P.control().hasData() != C.hasData() || P.control().Words != C.Words)
    return R.error("control=" + hex(Control) +
                   " is a header with another number of words");
  return P;
}

Expected<Packets> script::parsePackets(StringRef Text,
                                       const hw::Device &Default) {
  Expected<std::vector<Statement>> Lines = parse(Text);
  if (!Lines)
    return Lines.takeError();
  if (Lines->empty() || Lines->front().Name != "packets")
    return makeError("a text form of control packets begins with the statement "
                     "\"packets\"");
  Reader Head(Lines->front(), &Default);
  Expected<const hw::Device *> D = Head.device();
  if (!D)
    return D.takeError();
  if (Error E = Head.finish())
    return std::move(E);
  Packets Out;
  Out.reserve(Lines->size());
  uint64_t Padding = 0;
  for (const Statement &S : drop_begin(*Lines)) {
    Expected<Packet> P = readPacket(S, **D);
    if (!P)
      return P.takeError();
    // A text of a few bytes must not ask for gigabytes of zeros.
    Padding += P->PaddingWords;
    if (Padding > MostPaddingWords)
      return makeError(
          "line {0}: {1} words of padding in all; at most {2} make "
          "sense",
          S.Line, Padding, MostPaddingWords);
    Out.push_back(std::move(*P));
  }
  return Out;
}
