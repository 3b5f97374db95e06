//===- RegisterOps.cpp - makes register ops of runtime sequences ----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RegisterOps.h"
#include "aieforge/Transforms/WordConstant.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace aieforge;
using namespace mlir;

static constexpr StringRef DataPrefix = "blockwrite_data_";

RegisterOps::RegisterOps(aie::DeviceOp Device)
    : Builder(Device.getContext()), Loc(Device.getLoc()) {
  for (auto Global : Device.getOps<memref::GlobalOp>()) {
    unsigned Number;
    StringRef Name = Global.getSymName();
    if (Name.consume_front(DataPrefix) && !Name.getAsInteger(10, Number))
      NextData = std::max(NextData, Number + 1);
    if (!Global.getInitialValue() || !Global.getConstant())
      continue;
    auto Values = dyn_cast<DenseIntElementsAttr>(*Global.getInitialValue());
    if (!Values || !Values.getElementType().isInteger(32) ||
        Values.getType().getRank() != 1)
      continue;
    Words Known;
    for (const llvm::APInt &Word : Values.getValues<llvm::APInt>())
      Known.push_back(uint32_t(Word.getZExtValue()));
    Data.try_emplace(std::move(Known), Global.getSymNameAttr());
  }
}

Value RegisterOps::number(int32_t Value) {
  return arith::ConstantOp::create(Builder, Loc,
                                   Builder.getI32IntegerAttr(Value));
}

void RegisterOps::write32(uint32_t Address, uint32_t Value) {
  mlir::Value A = number(int32_t(Address)), V = number(int32_t(Value));
  aiex::NpuWrite32Op::create(Builder, Loc, A, V, FlatSymbolRefAttr(),
                             IntegerAttr(), IntegerAttr());
}

void RegisterOps::write32(mlir::Value Address, Number Value) {
  aiex::NpuWrite32Op::create(Builder, Loc, Address, math().value(Value),
                             FlatSymbolRefAttr(), IntegerAttr(), IntegerAttr());
}

void RegisterOps::write32In(const Place &At, uint32_t Offset, uint32_t Value) {
  mlir::Value A = number(int32_t(Offset)), V = number(int32_t(Value));
  aiex::NpuWrite32Op::create(Builder, Loc, A, V, FlatSymbolRefAttr(),
                             Builder.getI32IntegerAttr(At.Column),
                             Builder.getI32IntegerAttr(At.Row));
}

void RegisterOps::maskWrite32(uint32_t Address, uint32_t Value, uint32_t Mask) {
  mlir::Value A = number(int32_t(Address)), V = number(int32_t(Value)),
              M = number(int32_t(Mask));
  aiex::NpuMaskWrite32Op::create(Builder, Loc, A, V, M, FlatSymbolRefAttr(),
                                 IntegerAttr(), IntegerAttr());
}

void RegisterOps::maskWrite32In(const Place &At, uint32_t Offset,
                                uint32_t Value, uint32_t Mask) {
  mlir::Value A = number(int32_t(Offset)), V = number(int32_t(Value)),
              M = number(int32_t(Mask));
  aiex::NpuMaskWrite32Op::create(Builder, Loc, A, V, M, FlatSymbolRefAttr(),
                                 Builder.getI32IntegerAttr(At.Column),
                                 Builder.getI32IntegerAttr(At.Row));
}

FlatSymbolRefAttr RegisterOps::data(ArrayRef<uint32_t> Words) {
  auto [It, New] =
      Data.try_emplace(RegisterOps::Words(Words.begin(), Words.end()));
  if (New) {
    It->second = Builder.getStringAttr(DataPrefix + Twine(NextData++));
    OpBuilder::InsertionGuard Guard(Builder);
    Operation *Sequence = Builder.getInsertionBlock()->getParentOp();
    while (!isa<aie::RuntimeSequenceOp>(Sequence))
      Sequence = Sequence->getParentOp();
    Builder.setInsertionPoint(Sequence);
    createWords(Builder, Loc, It->second.getValue(), Words);
  }
  return FlatSymbolRefAttr::get(It->second);
}

void RegisterOps::blockWrite(uint32_t Address, ArrayRef<uint32_t> Words) {
  FlatSymbolRefAttr Name = data(Words);
  auto Type = MemRefType::get({int64_t(Words.size())}, Builder.getI32Type());
  mlir::Value Get = memref::GetGlobalOp::create(Builder, Loc, Type, Name);
  aiex::NpuBlockWriteOp::create(Builder, Loc, Address, Get, FlatSymbolRefAttr(),
                                IntegerAttr(), IntegerAttr());
}

void RegisterOps::sync(const ChannelPlace &Where) {
  mlir::Value Column = number(Where.At.Column), Row = number(Where.At.Row),
              Dir = number(int32_t(Where.Dir)), Channel = number(Where.Channel),
              One = number(1), Rows = number(1);
  aiex::NpuSyncOp::create(Builder, Loc, Column, Row, Dir, Channel, One, Rows);
}

void RegisterOps::addressPatch(uint32_t Register, const HostAddress &Host) {
  mlir::Value Plus = number(int32_t(Host.Offset));
  aiex::NpuAddressPatchOp::create(Builder, Loc, Plus, mlir::Value(), Register,
                                  Host.Argument);
}

void RegisterOps::addressPatch(Number Register, unsigned Argument,
                               Number Offset) {
  std::optional<int64_t> Known = getConstantIntValue(Register);
  mlir::Value Plus = math().value(Offset);
  mlir::Value Computed = Known ? mlir::Value() : math().value(Register);
  aiex::NpuAddressPatchOp::create(Builder, Loc, Plus, Computed,
                                  uint32_t(Known.value_or(0)), Argument);
}

void RegisterOps::updateFromScratchpad(uint32_t Register, unsigned Index,
                                       unsigned Factor) {
  auto Unsigned = [&](unsigned Bits, uint64_t Value) {
    return IntegerAttr::get(Builder.getIntegerType(Bits, false), Value);
  };
  aiex::NpuUpdateFromScratchpadOp::create(
      Builder, Loc,
      aiex::StateTableFuncAttr::get(Builder.getContext(),
                                    aiex::StateTableFunc::Mul),
      Unsigned(8, Index), Unsigned(32, Factor), Unsigned(32, Register),
      FlatSymbolRefAttr(), IntegerAttr(), IntegerAttr());
}

void RegisterOps::pushQueue(const ChannelPlace &Where, Number Bd, Number Repeat,
                            bool Token) {
  mlir::Value Start = math().value(Bd);
  mlir::Value Runs = math().value(Repeat);
  aiex::NpuPushQueueOp::create(Builder, Loc, Where.At.Column, Where.At.Row,
                               aie::DMAChannelDir(unsigned(Where.Dir)),
                               Where.Channel, Start, Runs, Token);
}

mlir::Value RegisterOps::queueEntry(hw::TileKind Kind, Number Bd,
                                    unsigned MaxBd, Number Repeat, bool Token) {
  std::optional<int64_t> KnownBd = getConstantIntValue(Bd);
  std::optional<int64_t> KnownRepeat = getConstantIntValue(Repeat);
  auto Entry = [&](unsigned StartBd, unsigned Runs, bool Issues) {
    return hw::encodeQueueEntry(Kind, {StartBd, Runs, Issues});
  };
  if (KnownBd && KnownRepeat)
    return number(
        int32_t(Entry(unsigned(*KnownBd), unsigned(*KnownRepeat), Token)));
  WordMath M = math();
  unsigned MaxRepeat = hw::tileInfo(Kind).Dma.MaxRepeat - 1;
  if (!KnownBd)
    M.require(Bd, MaxBd);
  if (!KnownRepeat)
    M.require(Repeat, MaxRepeat);
  uint32_t BdMask = Entry(~0u, 0, false);
  unsigned RepeatLsb = unsigned(llvm::countr_zero(Entry(0, 1, false)));
  Number Start = M.bitAnd(Bd, BdMask);
  Number Word = M.bitOr(M.constant(Entry(0, 0, Token)), Start);
  Number Runs = M.shiftLeft(M.bitAnd(Repeat, MaxRepeat), RepeatLsb);
  return M.value(M.bitOr(Word, Runs));
}
