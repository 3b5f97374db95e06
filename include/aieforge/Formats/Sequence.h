//===- Sequence.h - instruction sequences of 2023 ---------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The run-time programs (".seq") of the first NPU releases: a header and
// operations in 32-bit words, as a text of eight hex digits a line. Today's
// firmware takes transactions instead. docs/formats/sequence.md describes it.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_FORMATS_SEQUENCE_H
#define AIEFORGE_FORMATS_SEQUENCE_H

#include "aieforge/Formats/Transaction.h"

namespace aieforge::seq {

/// Upper byte of an operation's first word.
enum class Opcode : uint8_t {
#define AIEFORGE_SEQ_OP(Id, Enum, Name, Words, UpperWords) Enum = Id,
#include "aieforge/Formats/SequenceOps.inc"
};

/// "WRITE32"; empty for a number without name.
llvm::StringRef opcodeName(Opcode O);

/// One operation, as in the file.
struct Op {
  /// At least one; as many as the opcode demands.
  std::vector<uint32_t> Words;

  Opcode opcode() const { return Opcode(Words.front() >> 24); }
  /// Of the operations that name one tile.
  unsigned column() const { return Words.front() >> 16 & 0xFF; }
  unsigned row() const { return Words.front() >> 8 & 0xFF; }
  friend bool operator==(const Op &, const Op &) = default;
};

struct Sequence {
  /// All words of the header; the first one is their number. The others name
  /// the sequence and hold what was in the writer's memory.
  std::vector<uint32_t> Header = {1};
  std::vector<Op> Ops;
  friend bool operator==(const Sequence &, const Sequence &) = default;
};

/// Whether \p Words, as bytes, begin like such a program.
bool looksLikeSequence(BytesRef Words);

/// Reads the words (little-endian bytes, as txn::readInstructionFile makes
/// them from either kind of file).
Expected<Sequence> parse(BytesRef Words);

/// The words.
Bytes serialize(const Sequence &S);

/// The same program as a transaction for \p D. Only the operations that occur
/// in known files have an equivalent; others are an error.
Expected<txn::Transaction> toTransaction(const Sequence &S,
                                         const hw::Device &D);

} // namespace aieforge::seq

#endif // AIEFORGE_FORMATS_SEQUENCE_H
