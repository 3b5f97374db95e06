//===- Sequence.cpp - instruction sequences of 2023 -----------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/Sequence.h"
#include "aieforge/Hardware/Dma.h"
#include "aieforge/Hardware/Registers.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Endian.h"

using namespace aieforge;
using namespace aieforge::seq;
using namespace llvm;

namespace {
struct Shape {
  Opcode Code;
  StringRef Name;
  unsigned Words;      ///< Of the operation, its first word included.
  unsigned UpperWords; ///< The same for core tiles.
};
} // namespace

/// Rows from here on are core tiles.
static constexpr unsigned FirstCoreRow = 2;
/// Header words of known files; more than a few are no header.
static constexpr uint32_t MostHeaderWords = 0x40;

static const Shape *shapeOf(Opcode O) {
  static constexpr Shape Shapes[] = {
#define AIEFORGE_SEQ_OP(Id, Enum, Name, Words, UpperWords)                     \
  {Opcode::Enum, StringLiteral(Name), Words, UpperWords},
#include "aieforge/Formats/SequenceOps.inc"
  };
  for (const Shape &S : Shapes)
    if (S.Code == O)
      return &S;
  return nullptr;
}

StringRef seq::opcodeName(Opcode O) {
  const Shape *S = shapeOf(O);
  return S ? S->Name : StringRef();
}

bool seq::looksLikeSequence(BytesRef Words) {
  if (Words.size() < 8 || Words.size() % 4)
    return false;
  uint32_t Header = support::endian::read32le(Words.data());
  if (Header == 0 || Header > MostHeaderWords || Header * 4 > Words.size())
    return false;
  Expected<Sequence> S = parse(Words);
  if (S)
    return !S->Ops.empty();
  consumeError(S.takeError());
  return false;
}

namespace {
class Parser {
public:
  explicit Parser(BytesRef Data) : R(Data, "instruction sequence") {}
  Expected<Sequence> run();

private:
  Error header();
  Error op();
  Error words(unsigned Count, StringRef Field, std::vector<uint32_t> &Out);

  ByteReader R;
  Sequence S;
};
} // namespace

Error Parser::words(unsigned Count, StringRef Field,
                    std::vector<uint32_t> &Out) {
  for (unsigned I = 0; I < Count; ++I) {
    Expected<uint32_t> Word = R.u32(Field);
    if (!Word)
      return Word.takeError();
    Out.push_back(*Word);
  }
  return Error::success();
}

Error Parser::header() {
  Expected<uint32_t> Count = R.u32("header length");
  if (!Count)
    return Count.takeError();
  if (*Count == 0 || *Count > MostHeaderWords)
    return makeError("instruction sequence: the header length at offset 0x0 is "
                     "{0:x} words; 1 to {1:x} are known",
                     *Count, MostHeaderWords);
  S.Header = {*Count};
  return words(*Count - 1, "header", S.Header);
}

Error Parser::op() {
  uint64_t At = R.offset();
  Op O;
  if (Error E = words(1, "operation", O.Words))
    return E;
  const Shape *Known = shapeOf(O.opcode());
  if (!Known)
    return makeError("instruction sequence: operation {0} at offset {1:x} "
                     "(word {2}): opcode {3:x} does not exist",
                     S.Ops.size(), At, At / 4, unsigned(O.opcode()));
  unsigned Count = O.row() >= FirstCoreRow ? Known->UpperWords : Known->Words;
  O.Words.reserve(Count);
  if (Error E = words(Count - 1, Known->Name, O.Words))
    return E;
  S.Ops.push_back(std::move(O));
  return Error::success();
}

Expected<Sequence> Parser::run() {
  if (R.remaining() % 4)
    return makeError("instruction sequence: {0} bytes are not whole words",
                     R.remaining());
  if (Error E = header())
    return std::move(E);
  while (!R.atEnd())
    if (Error E = op())
      return std::move(E);
  return std::move(S);
}

Expected<Sequence> seq::parse(BytesRef Words) { return Parser(Words).run(); }

Bytes seq::serialize(const Sequence &S) {
  ByteWriter Out;
  for (uint32_t Word : S.Header)
    Out.u32(Word);
  for (const Op &O : S.Ops)
    for (uint32_t Word : O.Words)
      Out.u32(Word);
  return Out.take();
}

/// BD words written to a run of columns; the buffer type says whose address
/// they get: 0 for a sequence that patches nothing.
static void shimBds(const Op &O, txn::Transaction &T) {
  unsigned Count = std::max(O.Words[0] >> 8 & 0xFF, 1u);
  unsigned Buffer = O.Words[0] >> 4 & 0xF, Bd = O.Words[0] & 0xF;
  ArrayRef<uint32_t> Words = ArrayRef(O.Words).drop_front(2);
  for (unsigned I = 0; I < Count; ++I) {
    uint32_t Address = hw::tileAddress(
        O.column() + I, 0, hw::bdLayout(hw::TileKind::ShimNoC).offset(Bd));
    T.Ops.push_back(txn::BlockWrite{Address, Words.vec()});
    T.Ops.push_back(txn::DdrPatch{Address + 4, Buffer, Words[1]});
  }
}

Expected<txn::Transaction> seq::toTransaction(const Sequence &S,
                                              const hw::Device &D) {
  txn::Transaction T(D);
  for (auto [I, O] : enumerate(S.Ops)) {
    switch (O.opcode()) {
    case Opcode::Noop:
      break;
    case Opcode::Write32:
      T.Ops.push_back(txn::Write{
          hw::tileAddress(O.column(), O.row(), O.Words[1]), O.Words[2]});
      break;
    case Opcode::Sync: {
      // The second word is that of a TCT operation.
      txn::Tct Wait;
      Wait.Dir = hw::Direction(O.Words[0] & 1);
      Wait.Column = O.column();
      Wait.Row = O.row();
      Wait.Channel = O.Words[1] >> 24;
      Wait.Columns = O.Words[1] >> 16;
      Wait.Rows = O.Words[1] >> 8;
      T.Ops.push_back(Wait);
      break;
    }
    case Opcode::ShimBds:
      shimBds(O, T);
      break;
    default:
      return makeError("instruction sequence: operation {0} ({1}) has no "
                       "equivalent in a transaction",
                       I, opcodeName(O.opcode()));
    }
  }
  return T;
}
