//===- Transaction.h - run-time instruction streams -------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The program that the NPU's command processor runs for one kernel launch: a
// header of 16 bytes and operations back to back, in encoding 0.1 (default) or
// 1.0 (shorter). docs/formats/transaction.md describes the layout.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_FORMATS_TRANSACTION_H
#define AIEFORGE_FORMATS_TRANSACTION_H

#include "aieforge/Hardware/Device.h"
#include "aieforge/Support/Bytes.h"

#include <variant>

namespace aieforge::txn {

/// First byte of an operation.
enum class Opcode : uint8_t {
#define AIEFORGE_TXN_OP(Id, Enum, Name, Known) Enum = Id,
#include "aieforge/Formats/TransactionOps.inc"
};

/// "BLOCKWRITE"; empty for a number without name.
llvm::StringRef opcodeName(Opcode O);

/// Addresses are column << 25 | row << 20 | offset, columns relative to the
/// partition.
struct Write {
  uint32_t Address = 0;
  uint32_t Value = 0;
  bool operator==(const Write &) const = default;
};

struct BlockWrite {
  uint32_t Address = 0;
  std::vector<uint32_t> Data;
  /// column | row << 8 of the tile, if the writer cared; no meaning (0.1).
  uint32_t TileHint = 0;
  bool operator==(const BlockWrite &) const = default;
};

/// Store (old & ~Mask) | (Value & Mask).
struct MaskWrite {
  uint32_t Address = 0;
  uint32_t Value = 0;
  uint32_t Mask = 0;
  /// The size field of encoding 0.1: 28; 32 from aie-rt; 24 from aiebu, which
  /// takes 32 bytes all the same.
  uint8_t SizeField = 28;
  bool operator==(const MaskWrite &) const = default;
};

/// Wait until (register & Mask) == Value.
struct MaskPoll {
  uint32_t Address = 0;
  uint32_t Value = 0;
  uint32_t Mask = 0;
  bool Busy = false; ///< MASKPOLL_BUSY
  bool operator==(const MaskPoll &) const = default;
};

struct Noop {
  bool operator==(const Noop &) const = default;
};

struct Preempt {
  uint8_t Level = 0; ///< 0 none, 1 memory tile, 2 core tile, 3 registers.
  bool operator==(const Preempt &) const = default;
};

struct LoadPdi {
  uint16_t Id = 0;
  uint32_t Size = 0;
  uint64_t Address = 0;
  bool operator==(const LoadPdi &) const = default;
};

struct LoadPmStart {
  uint32_t Count = 1; ///< Operations of the group that follows; 24 bits.
  uint32_t Id = 0;
  bool operator==(const LoadPmStart &) const = default;
};

struct CreateScratchpad {
  uint8_t Usage = 0;
  uint32_t Size = 0; ///< Bytes.
  uint64_t Address = 0;
  bool operator==(const CreateScratchpad &) const = default;
};

/// Adds a value computed from the scratchpad to a 48-bit register pair.
struct UpdateReg {
  uint8_t StateIndex = 0;
  uint8_t Function = 0; ///< 0 multiply, 1 increment, 2 decrement.
  uint32_t Argument = 0;
  uint32_t Address = 0;
  bool operator==(const UpdateReg &) const = default;
};

/// Wait for one completion token of a channel of every tile in a rectangle.
struct Tct {
  hw::Direction Dir = hw::Direction::S2MM;
  uint8_t Channel = 0;
  uint8_t Column = 0;
  uint8_t Row = 0;
  uint8_t Columns = 1;
  uint8_t Rows = 1;
  bool operator==(const Tct &) const = default;
};

/// Put the address of a host buffer into the two address words of a BD.
struct DdrPatch {
  uint32_t Register = 0; ///< Address of the BD's low address word.
  uint64_t Argument = 0; ///< Which host buffer.
  uint64_t Offset = 0;   ///< Bytes.
  uint64_t Action = 0;   ///< 0 in all known files.
  uint32_t Type = 0;     ///< No meaning.
  uint32_t Size = 0;     ///< No meaning.
  bool operator==(const DdrPatch &) const = default;
};

struct ReadRegs {
  std::vector<uint64_t> Addresses;
  bool operator==(const ReadRegs &) const = default;
};

struct RecordTimer {
  uint32_t Id = 0;
  bool operator==(const RecordTimer &) const = default;
};

/// Wait for a number of tokens in total from the first columns.
struct MergeSync {
  uint8_t Tokens = 0;
  uint8_t Columns = 0;
  uint16_t Tag = 0; ///< Bits [31:16]; 0x1100 in some files, no known meaning.
  /// Bytes of the operation: 16, or 12 in encoding 1.0.
  uint8_t SizeField = 16;
  bool operator==(const MergeSync &) const = default;
};

using Op = std::variant<Write, BlockWrite, MaskWrite, MaskPoll, Noop, Preempt,
                        LoadPdi, LoadPmStart, CreateScratchpad, UpdateReg, Tct,
                        DdrPatch, ReadRegs, RecordTimer, MergeSync>;

Opcode opcode(const Op &O);

enum class Encoding : uint8_t { V0_1, V1_0 };

struct Transaction {
  Encoding Enc = Encoding::V0_1;
  uint8_t DeviceGeneration = 0; ///< 3 npu1, 4 npu2; others from aie-rt.
  uint8_t Rows = 0;
  uint8_t Columns = 0;
  uint8_t MemRows = 0;
  std::vector<Op> Ops;

  Transaction() = default;
  /// An empty stream with the header values of \p D.
  explicit Transaction(const hw::Device &D);

  bool operator==(const Transaction &) const = default;
};

/// Bytes of the header.
constexpr unsigned HeaderBytes = 16;

/// Bytes that \p O takes in the stream.
size_t opSize(const Op &O, Encoding E);

/// Reads a stream; padding is ignored, bytes behind the size that the header
/// states give a warning.
Expected<Transaction> parse(BytesRef Data,
                            std::vector<std::string> *Warnings = nullptr);

Bytes serialize(const Transaction &T);

/// Instruction files hold the stream as bytes or as lines of eight hex digits.
bool isHexText(BytesRef File);
/// The stream's bytes from either kind of file.
Expected<Bytes> readInstructionFile(BytesRef File);
/// One word of eight lower-case hex digits a line.
std::string toHexText(BytesRef Stream);

} // namespace aieforge::txn

#endif // AIEFORGE_FORMATS_TRANSACTION_H
