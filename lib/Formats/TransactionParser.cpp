//===- TransactionParser.cpp - reading instruction streams ----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Padding holds whatever the writer had in memory and is ignored; where an
// operation has a size field, the reader steps by it.
//
//===----------------------------------------------------------------------===//

#include "TransactionLayout.h"
#include "aieforge/Formats/Transaction.h"
#include "llvm/ADT/Twine.h"

using namespace aieforge;
using namespace aieforge::txn;
using namespace llvm;

namespace {

/// A read error ends the parse; the operations' readers hand it on through
/// this.
#define AIEFORGE_READ(Type, Variable, Call)                                    \
  Type Variable;                                                               \
  if (auto Read = (Call))                                                      \
    Variable = *Read;                                                          \
  else                                                                         \
    return Read.takeError();

class Parser {
public:
  Parser(BytesRef Data, std::vector<std::string> *Warnings)
      : File(Data), R(Data, "instruction stream"), Warnings(Warnings) {}

  Expected<Transaction> run();

private:
  Error header();
  Expected<Op> op();
  Expected<Op> write();
  Expected<Op> blockWrite();
  Expected<Op> maskWrite();
  Expected<Op> maskPoll(bool Busy);
  Expected<Op> loadPdi(uint32_t Word);
  Expected<Op> createScratchpad(uint32_t Word);
  Expected<Op> updateReg(uint32_t Word);
  Expected<Op> custom(Opcode Code);
  Expected<Op> tct(ByteReader &P);
  Expected<Op> ddrPatch(ByteReader &P);
  Expected<Op> readRegs(ByteReader &P);
  Expected<Op> mergeSync(ByteReader &P, uint32_t Size);

  /// The 64-bit register field of encoding 0.1, the 32-bit one of 1.0.
  Expected<uint32_t> address();
  Error opError(const Twine &Text) const {
    return makeError("instruction stream: operation {0} at offset {1:x}: {2}",
                     T.Ops.size(), OpStart, Text.str());
  }
  void warn(const Twine &Text) {
    if (Warnings)
      Warnings->push_back(("instruction stream: " + Text).str());
  }
  bool isShort() const { return T.Enc == Encoding::V1_0; }

  BytesRef File;
  ByteReader R;
  std::vector<std::string> *Warnings;
  Transaction T;
  uint32_t Count = 0, Size = 0;
  uint64_t OpStart = 0;
};

} // namespace

Error Parser::header() {
  AIEFORGE_READ(uint8_t, Major, R.u8("major version"));
  AIEFORGE_READ(uint8_t, Minor, R.u8("minor version"));
  AIEFORGE_READ(uint8_t, Generation, R.u8("device generation"));
  AIEFORGE_READ(uint8_t, Rows, R.u8("rows"));
  AIEFORGE_READ(uint8_t, Columns, R.u8("columns"));
  AIEFORGE_READ(uint8_t, MemRows, R.u8("memory tile rows"));
  if (Error E = R.skip(2, "padding"))
    return E;
  AIEFORGE_READ(uint32_t, Ops, R.u32("number of operations"));
  AIEFORGE_READ(uint32_t, Bytes, R.u32("size"));
  if (Major == 0 && Minor == 1)
    T.Enc = Encoding::V0_1;
  else if (Major == 1 && Minor == 0)
    T.Enc = Encoding::V1_0;
  else
    return makeError(
        "instruction stream: the version at offset 0x0 is {0}.{1}; "
        "0.1 and 1.0 exist",
        unsigned(Major), unsigned(Minor));
  T.DeviceGeneration = Generation;
  T.Rows = Rows;
  T.Columns = Columns;
  T.MemRows = MemRows;
  Count = Ops;
  Size = Bytes;
  if (Size < HeaderBytes || Size > File.size())
    return makeError("instruction stream: the size at offset {0:x} is {1} "
                     "bytes; the file has {2}, the header alone {3}",
                     SizeOffset, Size, File.size(), HeaderBytes);
  BytesRef Rest = File.drop_front(Size);
  if (!Rest.empty() &&
      (Rest.size() > 3 || any_of(Rest, [](uint8_t B) { return B; })))
    warn(formatv("{0} bytes behind the end at offset {1:x} are ignored",
                 Rest.size(), Size)
             .str());
  R = ByteReader(File.take_front(Size), "instruction stream");
  return R.seek(HeaderBytes, "first operation");
}

Expected<uint32_t> Parser::address() {
  if (isShort())
    return R.u32("register");
  AIEFORGE_READ(uint64_t, Address, R.u64("register"));
  if (Address >> 32)
    return opError(
        formatv("the register {0:x} has more than 32 bits", Address).str());
  return uint32_t(Address);
}

Expected<Op> Parser::write() {
  if (!isShort())
    if (Error E = R.skip(4, "padding"))
      return std::move(E);
  AIEFORGE_READ(uint32_t, Address, address());
  AIEFORGE_READ(uint32_t, Value, R.u32("value"));
  if (!isShort()) {
    AIEFORGE_READ(uint32_t, Bytes, R.u32("operation size"));
    if (Bytes != WriteBytes)
      return opError(
          formatv("a WRITE of {0} bytes; it has {1}", Bytes, WriteBytes).str());
  }
  return Write{Address, Value};
}

Expected<Op> Parser::blockWrite() {
  BlockWrite B;
  if (!isShort()) {
    AIEFORGE_READ(uint32_t, Hint, R.u32("tile"));
    B.TileHint = Hint;
  }
  AIEFORGE_READ(uint32_t, Address, R.u32("register"));
  AIEFORGE_READ(uint32_t, Bytes, R.u32("operation size"));
  B.Address = Address;
  uint32_t Header = isShort() ? ShortBlockHeaderBytes : BlockHeaderBytes;
  if (Bytes < Header || Bytes % 4 || Bytes - Header > R.remaining())
    return opError(formatv("a BLOCKWRITE of {0} bytes; {1} bytes are left and "
                           "its header has {2}",
                           Bytes, R.remaining() + Header, Header)
                       .str());
  for (uint32_t I = Header; I < Bytes; I += 4) {
    AIEFORGE_READ(uint32_t, Word, R.u32("data"));
    B.Data.push_back(Word);
  }
  return B;
}

Expected<Op> Parser::maskWrite() {
  if (!isShort())
    if (Error E = R.skip(4, "padding"))
      return std::move(E);
  MaskWrite M;
  AIEFORGE_READ(uint32_t, Address, address());
  AIEFORGE_READ(uint32_t, Value, R.u32("value"));
  AIEFORGE_READ(uint32_t, Mask, R.u32("mask"));
  M.Address = Address;
  M.Value = Value;
  M.Mask = Mask;
  if (isShort())
    return M;
  AIEFORGE_READ(uint32_t, Bytes, R.u32("operation size"));
  if (Bytes != 24 && Bytes != MaskWriteBytes && Bytes != MaskPollBytes)
    return opError(
        formatv("a MASKWRITE of {0} bytes; 28 and 32 are known", Bytes).str());
  M.SizeField = Bytes;
  if (Error E = R.skip(maskWriteBytes(Bytes) - MaskWriteBytes, "padding"))
    return std::move(E);
  return M;
}

Expected<Op> Parser::maskPoll(bool Busy) {
  if (!isShort())
    if (Error E = R.skip(4, "padding"))
      return std::move(E);
  AIEFORGE_READ(uint32_t, Address, address());
  AIEFORGE_READ(uint32_t, Value, R.u32("value"));
  AIEFORGE_READ(uint32_t, Mask, R.u32("mask"));
  if (!isShort()) {
    AIEFORGE_READ(uint32_t, Bytes, R.u32("operation size"));
    if (Bytes != MaskPollBytes)
      return opError(
          formatv("a MASKPOLL of {0} bytes; it has {1}", Bytes, MaskPollBytes)
              .str());
    if (Error E = R.skip(4, "padding"))
      return std::move(E);
  }
  return MaskPoll{Address, Value, Mask, Busy};
}

Expected<Op> Parser::loadPdi(uint32_t Word) {
  AIEFORGE_READ(uint32_t, Bytes, R.u32("image size"));
  AIEFORGE_READ(uint64_t, Address, R.u64("image address"));
  return LoadPdi{uint16_t(Word >> 16), Bytes, Address};
}

Expected<Op> Parser::createScratchpad(uint32_t Word) {
  AIEFORGE_READ(uint32_t, Bytes, R.u32("scratchpad size"));
  AIEFORGE_READ(uint64_t, Address, R.u64("scratchpad address"));
  return CreateScratchpad{uint8_t(Word >> 8), Bytes, Address};
}

Expected<Op> Parser::updateReg(uint32_t Word) {
  AIEFORGE_READ(uint32_t, Argument, R.u32("argument"));
  AIEFORGE_READ(uint32_t, Register, R.u32("register"));
  return UpdateReg{uint8_t(Word >> 8), uint8_t(Word >> 16), Argument, Register};
}

Expected<Op> Parser::tct(ByteReader &P) {
  AIEFORGE_READ(uint32_t, Where, P.u32("tile"));
  AIEFORGE_READ(uint32_t, Config, P.u32("channel"));
  if ((Where & 0xFF) > 1)
    return opError(
        formatv("direction {0}; 0 is S2MM, 1 is MM2S", Where & 0xFF).str());
  Tct O;
  O.Dir = hw::Direction(Where & 1);
  O.Row = Where >> 8;
  O.Column = Where >> 16;
  O.Rows = Config >> 8;
  O.Columns = Config >> 16;
  O.Channel = Config >> 24;
  return O;
}

Expected<Op> Parser::ddrPatch(ByteReader &P) {
  DdrPatch O;
  AIEFORGE_READ(uint32_t, Type, P.u32("type"));
  AIEFORGE_READ(uint32_t, Bytes, P.u32("size"));
  AIEFORGE_READ(uint64_t, Action, P.u64("action"));
  AIEFORGE_READ(uint64_t, Register, P.u64("register"));
  AIEFORGE_READ(uint64_t, Argument, P.u64("argument"));
  AIEFORGE_READ(uint64_t, Offset, P.u64("offset"));
  if (Register >> 32)
    return opError(
        formatv("the register {0:x} has more than 32 bits", Register).str());
  O.Type = Type;
  O.Size = Bytes;
  // The upper half is padding.
  O.Action = Action & 0xFFFFFFFF;
  O.Register = Register;
  O.Argument = Argument;
  O.Offset = Offset;
  return O;
}

Expected<Op> Parser::readRegs(ByteReader &P) {
  AIEFORGE_READ(uint32_t, N, P.u32("count"));
  if (Error E = P.skip(4, "padding"))
    return std::move(E);
  if (uint64_t(N) * 8 != P.remaining())
    return opError(
        formatv("READ_REGS of {0} registers in {1} bytes", N, P.remaining())
            .str());
  ReadRegs O;
  for (uint32_t I = 0; I < N; ++I) {
    AIEFORGE_READ(uint64_t, Address, P.u64("register"));
    O.Addresses.push_back(Address);
  }
  return O;
}

Expected<Op> Parser::mergeSync(ByteReader &P, uint32_t Bytes) {
  AIEFORGE_READ(uint32_t, Word, P.u32("tokens and columns"));
  return MergeSync{uint8_t(Word), uint8_t(Word >> 8), uint16_t(Word >> 16),
                   uint8_t(Bytes)};
}

/// Operations from 128 on state their whole size at byte 4.
Expected<Op> Parser::custom(Opcode Code) {
  AIEFORGE_READ(uint32_t, Bytes, R.u32("operation size"));
  if (Bytes < 8 || Bytes - 8 > R.remaining())
    return opError(formatv("a {0} of {1} bytes; {2} are left", opcodeName(Code),
                           Bytes, R.remaining() + 8)
                       .str());
  uint64_t PayloadStart = R.offset();
  AIEFORGE_READ(BytesRef, Payload, R.bytes(Bytes - 8, "payload"));
  bool RightSize = true;
  switch (Code) {
  case Opcode::Tct:
    RightSize = Bytes == TctBytes;
    break;
  case Opcode::DdrPatch:
    RightSize = Bytes == DdrPatchBytes;
    break;
  case Opcode::RecordTimer:
    RightSize = Bytes == RecordTimerBytes;
    break;
  case Opcode::MergeSync:
    RightSize = Bytes == MergeSyncBytes || Bytes == MergeSyncShortBytes;
    break;
  default:
    break;
  }
  if (!RightSize)
    return opError(formatv("a {0} of {1} bytes, which is not its size",
                           opcodeName(Code), Bytes)
                       .str());
  ByteReader P(Payload, "instruction stream", PayloadStart);
  switch (Code) {
  case Opcode::Tct:
    return tct(P);
  case Opcode::DdrPatch:
    return ddrPatch(P);
  case Opcode::ReadRegs:
    return readRegs(P);
  case Opcode::RecordTimer: {
    AIEFORGE_READ(uint32_t, Id, P.u32("id"));
    return RecordTimer{Id};
  }
  default:
    return mergeSync(P, Bytes);
  }
}

Expected<Op> Parser::op() {
  AIEFORGE_READ(uint32_t, Word, R.u32("operation"));
  Opcode Code = Opcode(Word & 0xFF);
  switch (Code) {
  case Opcode::Write:
    return write();
  case Opcode::BlockWrite:
    return blockWrite();
  case Opcode::MaskWrite:
    return maskWrite();
  case Opcode::MaskPoll:
    return maskPoll(/*Busy=*/false);
  case Opcode::MaskPollBusy:
    return maskPoll(/*Busy=*/true);
  case Opcode::Noop:
    return Noop{};
  case Opcode::Preempt:
    return Preempt{uint8_t(Word >> 8)};
  case Opcode::LoadPdi:
    return loadPdi(Word);
  case Opcode::LoadPmStart: {
    AIEFORGE_READ(uint32_t, Id, R.u32("group id"));
    return LoadPmStart{Word >> 8, Id};
  }
  case Opcode::CreateScratchpad:
    return createScratchpad(Word);
  case Opcode::UpdateReg:
    return updateReg(Word);
  case Opcode::Tct:
  case Opcode::DdrPatch:
  case Opcode::ReadRegs:
  case Opcode::RecordTimer:
  case Opcode::MergeSync:
    return custom(Code);
  default:
    break;
  }
  if (opcodeName(Code).empty())
    return opError(formatv("opcode {0} does not exist", Word & 0xFF).str());
  return opError(formatv("opcode {0} ({1}) is internal to drivers and has no "
                         "known layout",
                         Word & 0xFF, opcodeName(Code))
                     .str());
}

Expected<Transaction> Parser::run() {
  if (Error E = header())
    return std::move(E);
  // The count may lie; no operation has less than four bytes.
  T.Ops.reserve(std::min<uint64_t>(Count, R.remaining() / 4));
  while (!R.atEnd()) {
    OpStart = R.offset();
    Expected<Op> Next = op();
    if (!Next)
      return Next.takeError();
    T.Ops.push_back(std::move(*Next));
  }
  if (T.Ops.size() != Count)
    return makeError("instruction stream: the header at offset 0x8 says {0} "
                     "operations, {1} are there",
                     Count, T.Ops.size());
  return std::move(T);
}

Expected<Transaction> txn::parse(BytesRef Data,
                                 std::vector<std::string> *Warnings) {
  return Parser(Data, Warnings).run();
}
