//===- Cdo.cpp - reading and writing CDOs ---------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/Cdo.h"
#include "CdoTable.h"
#include "llvm/ADT/Twine.h"

using namespace aieforge;
using namespace aieforge::cdo;
using namespace llvm;

uint32_t cdo::headerChecksum(ArrayRef<uint32_t> Words) {
  uint32_t Sum = 0;
  for (uint32_t W : Words)
    Sum += W;
  return ~Sum;
}

namespace {

/// State of one parse.
class Parser {
public:
  Parser(BytesRef Data, Mode M, Warnings *W, uint64_t BaseOffset)
      : R(Data, "CDO", BaseOffset), M(M), W(W), Base(BaseOffset) {}

  Expected<Cdo> run();

private:
  Error header(Cdo &C, uint32_t &Length);
  Expected<Command> command(uint64_t BodyEnd);
  Error checkShape(const Command &C, uint64_t At);
  /// An error in firmware mode, else a warning.
  Error objection(uint64_t At, const Twine &Text, bool AlwaysError = false);

  ByteReader R;
  Mode M;
  Warnings *W;
  uint64_t Base;
};

} // namespace

Error Parser::objection(uint64_t At, const Twine &Text, bool AlwaysError) {
  std::string Full =
      formatv("CDO: at offset {0:x}: {1}", Base + At, Text.str()).str();
  if (AlwaysError || M == Mode::Firmware)
    return makeError("{0}", Full);
  if (W)
    W->push_back(Full);
  return Error::success();
}

Error Parser::header(Cdo &C, uint32_t &Length) {
  uint32_t Words[HeaderWords];
  static constexpr const char *Names[HeaderWords] = {
      "header length", "identification", "version", "body length", "checksum"};
  for (unsigned I = 0; I < HeaderWords; ++I) {
    Expected<uint32_t> V = R.u32(Names[I]);
    if (!V)
      return V.takeError();
    Words[I] = *V;
  }
  if (Words[0] != HeaderWords - 1)
    return objection(0,
                     formatv("the header length is {0}, but only {1} is "
                             "defined",
                             Words[0], HeaderWords - 1)
                         .str(),
                     /*AlwaysError=*/true);
  if (Words[1] != Magic)
    return objection(4,
                     formatv("the identification is {0:x}, not {1:x} (\"CDO\")",
                             Words[1], Magic)
                         .str(),
                     /*AlwaysError=*/true);
  C.Version = Words[2];
  if (C.Version != Cdo().Version)
    if (Error E = objection(8, formatv("the version is {0:x}; {1:x} is known",
                                       C.Version, Cdo().Version)
                                   .str()))
      return E;
  Length = Words[3];
  uint32_t Checksum = headerChecksum(ArrayRef(Words).drop_back());
  if (Words[4] == Checksum)
    return Error::success();
  // The released firmware does not look at checksums.
  if (W)
    W->push_back(formatv("CDO: at offset {0:x}: the checksum is {1:x}, the "
                         "header sums up to {2:x}",
                         Base + 16, Words[4], Checksum));
  return Error::success();
}

Error Parser::checkShape(const Command &C, uint64_t At) {
  const CommandShape *S = shapeOf(C.Id);
  if (!S)
    return objection(
        At, formatv("command id {0:x} is unknown", unsigned(C.Id)).str());
  if (!S->Firmware)
    if (Error E = objection(At, formatv("command {0} is not executed by the "
                                        "NPU's loader, which would stop here",
                                        S->Name)
                                    .str()))
      return E;
  if (C.Payload.size() < S->MinPayload || C.Payload.size() > S->MaxPayload)
    return objection(At,
                     formatv("command {0} has {1} payload words; it takes {2}",
                             S->Name, C.Payload.size(),
                             S->MinPayload == S->MaxPayload
                                 ? std::to_string(S->MinPayload)
                                 : "at least " + std::to_string(S->MinPayload))
                         .str(),
                     /*AlwaysError=*/true);
  return Error::success();
}

Expected<Command> Parser::command(uint64_t BodyEnd) {
  uint64_t At = R.offset();
  Expected<uint32_t> Word = R.u32("command");
  if (!Word)
    return Word.takeError();
  Command C;
  C.Id = CommandId(*Word & 0xFF);
  C.Module = *Word >> 8 & 0xFF;
  C.Reserved = *Word >> 24;
  uint64_t Length = *Word >> 16 & 0xFF;
  C.LongForm = Length == LongFormLength;
  if (C.LongForm) {
    Expected<uint32_t> Long = R.u32("payload length");
    if (!Long)
      return Long.takeError();
    Length = *Long;
  }
  if (C.Module != GeneralModule || C.Reserved)
    if (Error E = objection(
            At, formatv("command word {0:x} is not of the general module {1}",
                        *Word, GeneralModule)
                    .str()))
      return std::move(E);
  if (R.offset() > BodyEnd || Length * 4 > BodyEnd - R.offset())
    return objection(At,
                     formatv("the command's payload of {0} words goes beyond "
                             "the end of the body at {1:x}",
                             Length, Base + BodyEnd)
                         .str(),
                     /*AlwaysError=*/true);
  C.Payload.reserve(Length);
  for (uint64_t I = 0; I < Length; ++I) {
    Expected<uint32_t> V = R.u32("payload");
    if (!V)
      return V.takeError();
    C.Payload.push_back(*V);
  }
  if (Error E = checkShape(C, At))
    return std::move(E);
  return C;
}

/// Commands up to \p End, so that their memory is asked for once; \p R is a
/// copy.
static size_t countCommands(ByteReader R, uint64_t End) {
  size_t Count = 0;
  while (R.offset() < End) {
    Expected<uint32_t> Word = R.u32("command");
    if (!Word) {
      consumeError(Word.takeError());
      break;
    }
    ++Count;
    uint64_t Length = *Word >> 16 & 0xFF;
    if (Length == LongFormLength) {
      Expected<uint32_t> Long = R.u32("payload length");
      if (!Long) {
        consumeError(Long.takeError());
        break;
      }
      Length = *Long;
    }
    if (Error E = R.skip(Length * 4, "payload")) {
      consumeError(std::move(E));
      break;
    }
  }
  return Count;
}

Expected<Cdo> Parser::run() {
  Cdo C;
  uint32_t Length = 0;
  if (Error E = header(C, Length))
    return std::move(E);
  uint64_t BodyBytes = uint64_t(Length) * 4;
  if (BodyBytes > R.remaining())
    return objection(12,
                     formatv("the body length is {0} words, but only {1} bytes "
                             "follow the header",
                             Length, R.remaining())
                         .str(),
                     /*AlwaysError=*/true);
  uint64_t End = R.offset() + BodyBytes;
  C.Commands.reserve(countCommands(R, End));
  while (R.offset() < End) {
    Expected<Command> Next = command(End);
    if (!Next)
      return Next.takeError();
    C.Commands.push_back(std::move(*Next));
  }
  if (!R.atEnd() && W)
    W->push_back(formatv("CDO: {0} bytes behind its end at offset {1:x} are "
                         "ignored",
                         R.remaining(), Base + R.offset()));
  return C;
}

Expected<Cdo> cdo::parse(BytesRef Data, Mode M, Warnings *W,
                         uint64_t BaseOffset) {
  return Parser(Data, M, W, BaseOffset).run();
}

Bytes cdo::serialize(const Cdo &C) {
  ByteWriter Out;
  uint32_t Header[HeaderWords - 1] = {HeaderWords - 1, Magic, C.Version,
                                      uint32_t(C.bodyWords())};
  for (uint32_t Word : Header)
    Out.u32(Word);
  Out.u32(headerChecksum(Header));
  for (const Command &Cmd : C.Commands) {
    uint32_t Length =
        Cmd.LongForm ? LongFormLength : uint32_t(Cmd.Payload.size());
    Out.u32(uint32_t(Cmd.Id) | uint32_t(Cmd.Module) << 8 | Length << 16 |
            uint32_t(Cmd.Reserved) << 24);
    if (Cmd.LongForm)
      Out.u32(Cmd.Payload.size());
    for (uint32_t Word : Cmd.Payload)
      Out.u32(Word);
  }
  return Out.take();
}
