//===- Transaction.cpp - operations of instruction streams ----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/Transaction.h"
#include "TransactionLayout.h"

using namespace aieforge;
using namespace aieforge::txn;
using namespace llvm;

namespace {
struct OpcodeName {
  Opcode Code;
  StringRef Name;
  bool Known;
};
} // namespace

static constexpr OpcodeName OpcodeNames[] = {
#define AIEFORGE_TXN_OP(Id, Enum, Name, Known)                                 \
  {Opcode::Enum, StringLiteral(Name), Known},
#include "aieforge/Formats/TransactionOps.inc"
};

StringRef txn::opcodeName(Opcode O) {
  for (const OpcodeName &N : OpcodeNames)
    if (N.Code == O)
      return N.Name;
  return "";
}

bool txn::hasKnownLayout(Opcode O) {
  for (const OpcodeName &N : OpcodeNames)
    if (N.Code == O)
      return N.Known;
  return false;
}

Transaction::Transaction(const hw::Device &D)
    : DeviceGeneration(D.TxnGeneration), Rows(D.Rows), Columns(D.Columns),
      MemRows(D.MemRows) {}

Opcode txn::opcode(const Op &O) {
  struct Visitor {
    Opcode operator()(const Write &) { return Opcode::Write; }
    Opcode operator()(const BlockWrite &) { return Opcode::BlockWrite; }
    Opcode operator()(const MaskWrite &) { return Opcode::MaskWrite; }
    Opcode operator()(const MaskPoll &P) {
      return P.Busy ? Opcode::MaskPollBusy : Opcode::MaskPoll;
    }
    Opcode operator()(const Noop &) { return Opcode::Noop; }
    Opcode operator()(const Preempt &) { return Opcode::Preempt; }
    Opcode operator()(const LoadPdi &) { return Opcode::LoadPdi; }
    Opcode operator()(const LoadPmStart &) { return Opcode::LoadPmStart; }
    Opcode operator()(const CreateScratchpad &) {
      return Opcode::CreateScratchpad;
    }
    Opcode operator()(const UpdateReg &) { return Opcode::UpdateReg; }
    Opcode operator()(const Tct &) { return Opcode::Tct; }
    Opcode operator()(const DdrPatch &) { return Opcode::DdrPatch; }
    Opcode operator()(const ReadRegs &) { return Opcode::ReadRegs; }
    Opcode operator()(const RecordTimer &) { return Opcode::RecordTimer; }
    Opcode operator()(const MergeSync &) { return Opcode::MergeSync; }
  };
  return std::visit(Visitor(), O);
}

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

namespace {

/// Appends operations to a stream.
class OpWriter {
public:
  OpWriter(ByteWriter &Out, Encoding E)
      : Out(Out), Short(E == Encoding::V1_0) {}

  void operator()(const Write &O) {
    start(Opcode::Write);
    if (Short) {
      Out.u32(O.Address);
      Out.u32(O.Value);
      return;
    }
    Out.u32(0);
    Out.u64(O.Address);
    Out.u32(O.Value);
    Out.u32(WriteBytes);
  }

  void operator()(const BlockWrite &O) {
    start(Opcode::BlockWrite);
    if (!Short)
      Out.u32(O.TileHint);
    Out.u32(O.Address);
    Out.u32((Short ? ShortBlockHeaderBytes : BlockHeaderBytes) +
            4 * O.Data.size());
    for (uint32_t Word : O.Data)
      Out.u32(Word);
  }

  void operator()(const MaskWrite &O) {
    start(Opcode::MaskWrite);
    masked(O.Address, O.Value, O.Mask, O.SizeField);
    if (!Short && maskWriteBytes(O.SizeField) == MaskPollBytes)
      Out.u32(0);
  }

  void operator()(const MaskPoll &O) {
    start(O.Busy ? Opcode::MaskPollBusy : Opcode::MaskPoll);
    masked(O.Address, O.Value, O.Mask, MaskPollBytes);
    if (!Short)
      Out.u32(0);
  }

  void operator()(const Noop &) { start(Opcode::Noop); }

  void operator()(const Preempt &O) { start(Opcode::Preempt, O.Level); }

  void operator()(const LoadPdi &O) {
    start(Opcode::LoadPdi, uint32_t(O.Id) << 8);
    Out.u32(O.Size);
    Out.u64(O.Address);
  }

  void operator()(const LoadPmStart &O) {
    start(Opcode::LoadPmStart, O.Count);
    Out.u32(O.Id);
  }

  void operator()(const CreateScratchpad &O) {
    start(Opcode::CreateScratchpad, O.Usage);
    Out.u32(O.Size);
    Out.u64(O.Address);
  }

  void operator()(const UpdateReg &O) {
    start(Opcode::UpdateReg, uint32_t(O.StateIndex) | uint32_t(O.Function)
                                                          << 8);
    Out.u32(O.Argument);
    Out.u32(O.Address);
  }

  void operator()(const Tct &O) {
    startCustom(Opcode::Tct, TctBytes);
    Out.u32(uint32_t(O.Dir) | uint32_t(O.Row) << 8 | uint32_t(O.Column) << 16);
    Out.u32(uint32_t(O.Rows) << 8 | uint32_t(O.Columns) << 16 |
            uint32_t(O.Channel) << 24);
  }

  void operator()(const DdrPatch &O) {
    startCustom(Opcode::DdrPatch, DdrPatchBytes);
    Out.u32(O.Type);
    Out.u32(O.Size);
    Out.u64(O.Action);
    Out.u64(O.Register);
    Out.u64(O.Argument);
    Out.u64(O.Offset);
  }

  void operator()(const ReadRegs &O) {
    startCustom(Opcode::ReadRegs, ReadRegsHeaderBytes + 8 * O.Addresses.size());
    Out.u32(O.Addresses.size());
    Out.u32(0);
    for (uint64_t Address : O.Addresses)
      Out.u64(Address);
  }

  void operator()(const RecordTimer &O) {
    startCustom(Opcode::RecordTimer, RecordTimerBytes);
    Out.u32(O.Id);
  }

  void operator()(const MergeSync &O) {
    startCustom(Opcode::MergeSync, O.SizeField);
    Out.u32(uint32_t(O.Tokens) | uint32_t(O.Columns) << 8 |
            uint32_t(O.Tag) << 16);
    Out.fill(O.SizeField - MergeSyncShortBytes);
  }

private:
  void start(Opcode Code, uint32_t Upper = 0) {
    Out.u32(uint32_t(Code) | Upper << 8);
  }
  void startCustom(Opcode Code, uint32_t Bytes) {
    start(Code);
    Out.u32(Bytes);
  }
  void masked(uint32_t Address, uint32_t Value, uint32_t Mask, uint32_t Size) {
    if (Short) {
      Out.u32(Address);
      Out.u32(Value);
      Out.u32(Mask);
      return;
    }
    Out.u32(0);
    Out.u64(Address);
    Out.u32(Value);
    Out.u32(Mask);
    Out.u32(Size);
  }

  ByteWriter &Out;
  bool Short;
};

} // namespace

size_t txn::opSize(const Op &O, Encoding E) {
  // Block data is the only part whose size the writer would have to produce
  // only to count it.
  if (const auto *B = std::get_if<BlockWrite>(&O))
    return (E == Encoding::V1_0 ? ShortBlockHeaderBytes : BlockHeaderBytes) +
           4 * B->Data.size();
  ByteWriter Out;
  std::visit(OpWriter(Out, E), O);
  return Out.size();
}

Bytes txn::serialize(const Transaction &T) {
  ByteWriter Out;
  bool Short = T.Enc == Encoding::V1_0;
  Out.u8(Short ? 1 : 0);
  Out.u8(Short ? 0 : 1);
  Out.u8(T.DeviceGeneration);
  Out.u8(T.Rows);
  Out.u8(T.Columns);
  Out.u8(T.MemRows);
  Out.u16(0);
  Out.u32(T.Ops.size());
  Out.u32(0);
  for (const Op &O : T.Ops)
    std::visit(OpWriter(Out, T.Enc), O);
  Out.patchU32(SizeOffset, Out.size());
  return Out.take();
}
