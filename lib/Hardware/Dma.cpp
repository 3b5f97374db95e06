//===- Dma.cpp - buffer descriptors, channels and locks -------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Hardware/Dma.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

using namespace aieforge::hw;
using namespace llvm;

namespace {
struct LockTable {
  unsigned Count;
  uint32_t ValueBase, ValueStride;
  uint32_t RequestBase, RequestBytes;
  uint32_t Overflow, Underflow;
};
} // namespace

#include "aieforge/Hardware/DmaTables.inc"

static const LockTable *locks(TileKind K) {
  switch (K) {
  case TileKind::Core:
    return &Locks_Core;
  case TileKind::Mem:
    return &Locks_Mem;
  case TileKind::ShimNoC:
    return &Locks_ShimNoC;
  case TileKind::ShimPL:
    return nullptr;
  }
  return nullptr;
}

//===----------------------------------------------------------------------===//
// Buffer descriptors
//===----------------------------------------------------------------------===//

int64_t BdFieldInfo::minValue() const {
  switch (Enc) {
  case Plain:
    return 0;
  case MinusOne:
    return 1;
  case Signed:
    return -(int64_t(1) << (Bits.Width - 1));
  }
  return 0;
}

int64_t BdFieldInfo::maxValue() const {
  switch (Enc) {
  case Plain:
    return Bits.valueMask();
  case MinusOne:
    return int64_t(Bits.valueMask()) + 1;
  case Signed:
    return (int64_t(1) << (Bits.Width - 1)) - 1;
  }
  return 0;
}

int64_t BdFieldInfo::decode(ArrayRef<uint32_t> Words) const {
  uint32_t Raw = Bits.extract(Words[Word]);
  switch (Enc) {
  case Plain:
    return Raw;
  case MinusOne:
    return int64_t(Raw) + 1;
  case Signed:
    return SignExtend64(Raw, Bits.Width);
  }
  return 0;
}

void BdFieldInfo::encode(MutableArrayRef<uint32_t> Words, int64_t Value) const {
  if (Enc == MinusOne)
    --Value;
  Words[Word] = Bits.insert(Words[Word], uint32_t(Value));
}

const BdFieldInfo *BdLayout::field(BdField F) const {
  const BdFieldInfo *It =
      find_if(Fields, [&](const BdFieldInfo &I) { return I.Id == F; });
  return It == Fields.end() ? nullptr : It;
}

int64_t BdLayout::get(ArrayRef<uint32_t> Data, BdField F) const {
  const BdFieldInfo *I = field(F);
  return I ? I->decode(Data) : 0;
}

bool BdLayout::set(MutableArrayRef<uint32_t> Data, BdField F,
                   int64_t Value) const {
  const BdFieldInfo *I = field(F);
  if (!I)
    return Value == 0;
  if (!I->fits(Value))
    return false;
  I->encode(Data, Value);
  return true;
}

uint64_t BdLayout::address(ArrayRef<uint32_t> Data) const {
  if (const BdFieldInfo *I = field(BdField::BaseAddress))
    return uint64_t(I->decode(Data)) * 4;
  return uint64_t(get(Data, BdField::BaseAddressHigh)) << 32 |
         uint64_t(get(Data, BdField::BaseAddressLow)) * 4;
}

bool BdLayout::setAddress(MutableArrayRef<uint32_t> Data,
                          uint64_t ByteAddress) const {
  if (ByteAddress % 4)
    return false;
  if (field(BdField::BaseAddress))
    return set(Data, BdField::BaseAddress, int64_t(ByteAddress / 4));
  if (!field(BdField::BaseAddressHigh)->fits(int64_t(ByteAddress >> 32)))
    return false;
  return set(Data, BdField::BaseAddressHigh, int64_t(ByteAddress >> 32)) &&
         set(Data, BdField::BaseAddressLow, int64_t(Lo_32(ByteAddress) / 4));
}

const BdLayout &aieforge::hw::bdLayout(TileKind K) {
  switch (K) {
  case TileKind::Core:
    return Layout_Core;
  case TileKind::Mem:
    return Layout_Mem;
  case TileKind::ShimNoC:
  case TileKind::ShimPL:
    break;
  }
  return Layout_ShimNoC;
}

std::optional<BdRef> aieforge::hw::bdAt(TileKind K, uint32_t Offset) {
  if (K == TileKind::ShimPL)
    return std::nullopt;
  const BdLayout &L = bdLayout(K);
  if (Offset < L.Base || Offset - L.Base >= L.Count * L.Stride)
    return std::nullopt;
  BdRef Ref = {(Offset - L.Base) / L.Stride, (Offset - L.Base) % L.Stride / 4};
  if (Ref.Word >= L.Words)
    return std::nullopt;
  return Ref;
}

//===----------------------------------------------------------------------===//
// Channels
//===----------------------------------------------------------------------===//

ArrayRef<ChannelRegisters> aieforge::hw::channels(TileKind K) {
  switch (K) {
  case TileKind::Core:
    return Channels_Core;
  case TileKind::Mem:
    return Channels_Mem;
  case TileKind::ShimNoC:
    return Channels_ShimNoC;
  case TileKind::ShimPL:
    return {};
  }
  return {};
}

const ChannelRegisters *aieforge::hw::channel(TileKind K, Direction D,
                                              unsigned Channel) {
  for (const ChannelRegisters &C : channels(K))
    if (C.Dir == D && C.Channel == Channel)
      return &C;
  return nullptr;
}

std::optional<ChannelRegisterRef>
aieforge::hw::channelRegisterAt(TileKind K, uint32_t Offset) {
  if (!Offset)
    return std::nullopt;
  for (const ChannelRegisters &C : channels(K)) {
    if (Offset == C.Control)
      return ChannelRegisterRef{&C, ChannelRegister::Control};
    if (Offset == C.Queue)
      return ChannelRegisterRef{&C, ChannelRegister::Queue};
    if (Offset == C.Status)
      return ChannelRegisterRef{&C, ChannelRegister::Status};
    if (Offset == C.WriteCount)
      return ChannelRegisterRef{&C, ChannelRegister::WriteCount};
    if (Offset == C.FotCountPop)
      return ChannelRegisterRef{&C, ChannelRegister::FotCountPop};
  }
  return std::nullopt;
}

const Field &aieforge::hw::controllerIdField(TileKind K, Direction D) {
  bool In = D == Direction::S2MM;
  switch (K) {
  case TileKind::Core:
    return In ? ControllerId_Core_S2MM : ControllerId_Core_MM2S;
  case TileKind::Mem:
    return In ? ControllerId_Mem_S2MM : ControllerId_Mem_MM2S;
  case TileKind::ShimNoC:
  case TileKind::ShimPL:
    break;
  }
  return In ? ControllerId_ShimNoC_S2MM : ControllerId_ShimNoC_MM2S;
}

static const Field &startBdField(TileKind K) {
  switch (K) {
  case TileKind::Core:
    return StartBd_Core;
  case TileKind::Mem:
    return StartBd_Mem;
  case TileKind::ShimNoC:
  case TileKind::ShimPL:
    break;
  }
  return StartBd_ShimNoC;
}

uint32_t aieforge::hw::encodeQueueEntry(TileKind K, const QueueEntry &E) {
  return startBdField(K).make(E.StartBd) | QueueRepeatCount.make(E.Repeat) |
         QueueEnableTokenIssue.make(E.IssueToken);
}

QueueEntry aieforge::hw::decodeQueueEntry(TileKind K, uint32_t Word) {
  return {startBdField(K).extract(Word), QueueRepeatCount.extract(Word),
          QueueEnableTokenIssue.extract(Word) != 0};
}

//===----------------------------------------------------------------------===//
// Locks
//===----------------------------------------------------------------------===//

uint32_t aieforge::hw::lockValueOffset(TileKind K, unsigned Id) {
  const LockTable *L = locks(K);
  return L ? L->ValueBase + Id * L->ValueStride : 0;
}

std::optional<unsigned> aieforge::hw::lockValueAt(TileKind K, uint32_t Offset) {
  const LockTable *L = locks(K);
  if (!L || Offset < L->ValueBase ||
      Offset - L->ValueBase >= L->Count * L->ValueStride ||
      (Offset - L->ValueBase) % L->ValueStride)
    return std::nullopt;
  return (Offset - L->ValueBase) / L->ValueStride;
}

unsigned aieforge::hw::maxLockValue() { return (1u << LockValueBits) - 1; }

std::optional<LockRequest> aieforge::hw::lockRequestAt(TileKind K,
                                                       uint32_t Offset) {
  const LockTable *L = locks(K);
  if (!L || Offset < L->RequestBase ||
      Offset - L->RequestBase >= L->RequestBytes)
    return std::nullopt;
  uint32_t Inside = Offset - L->RequestBase;
  LockRequest R;
  R.Id = Inside >> RequestIdLsb;
  R.Acquire = Inside >> RequestAcquireBit & 1;
  R.Value = int(SignExtend64(Inside >> RequestValueLsb, RequestValueWidth));
  if (R.Id >= L->Count)
    return std::nullopt;
  return R;
}

uint32_t aieforge::hw::lockOverflowOffset(TileKind K) {
  const LockTable *L = locks(K);
  return L ? L->Overflow : 0;
}

uint32_t aieforge::hw::lockUnderflowOffset(TileKind K) {
  const LockTable *L = locks(K);
  return L ? L->Underflow : 0;
}
