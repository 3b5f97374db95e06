//===- RegisterImage.cpp - the state that a configuration leaves ----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/RegisterImage.h"
#include "aieforge/Hardware/Registers.h"
#include "llvm/Support/Endian.h"

using namespace aieforge;
using namespace llvm;

//===----------------------------------------------------------------------===//
// Memories
//===----------------------------------------------------------------------===//

void WrittenBytes::write(uint32_t Offset, BytesRef Data) {
  if (Data.empty())
    return;
  uint64_t End = uint64_t(Offset) + Data.size();
  // The range that the new bytes begin in or right behind.
  auto It = Parts.upper_bound(Offset);
  if (It != Parts.begin() &&
      std::prev(It)->first + std::prev(It)->second.size() >= Offset)
    --It;
  else
    It = Parts.emplace_hint(It, Offset, Bytes());
  Bytes &Into = It->second;
  size_t At = Offset - It->first;
  if (Into.size() < At + Data.size())
    Into.resize(At + Data.size());
  copy(Data, Into.begin() + At);
  // Later ranges that the new bytes reach become part of this one.
  for (auto Next = std::next(It); Next != Parts.end() && Next->first <= End;
       Next = Parts.erase(Next)) {
    uint64_t Covered =
        std::min<uint64_t>(End - Next->first, Next->second.size());
    Into.insert(Into.end(), Next->second.begin() + Covered, Next->second.end());
    End = std::max(End, uint64_t(It->first) + Into.size());
  }
}

uint64_t WrittenBytes::size() const {
  uint64_t Sum = 0;
  for (const auto &[Offset, Data] : Parts)
    Sum += Data.size();
  return Sum;
}

uint32_t WrittenBytes::end() const {
  return Parts.empty() ? 0
                       : Parts.rbegin()->first + Parts.rbegin()->second.size();
}

Bytes WrittenBytes::flat() const {
  Bytes All(end());
  for (const auto &[Offset, Data] : Parts)
    copy(Data, All.begin() + Offset);
  return All;
}

std::optional<uint32_t> WrittenBytes::word(uint32_t Offset) const {
  auto It = Parts.upper_bound(Offset);
  if (It == Parts.begin())
    return std::nullopt;
  --It;
  uint64_t At = Offset - It->first;
  if (At + 4 > It->second.size())
    return std::nullopt;
  return support::endian::read32le(&It->second[At]);
}

//===----------------------------------------------------------------------===//
// Single writes
//===----------------------------------------------------------------------===//

std::optional<uint32_t> TileState::written(uint32_t Offset) const {
  auto It = Registers.find(Offset);
  if (It == Registers.end())
    return std::nullopt;
  return It->second;
}

RegisterImage::RegisterImage(const hw::Device &D, unsigned StartColumn)
    : D(&D), StartColumn(StartColumn) {}

TileState *RegisterImage::stateAt(uint32_t Address, hw::TileAddress &A) {
  A = hw::TileAddress::decode(Address);
  if (A.Column < StartColumn || !D->contains(A.Column - StartColumn, A.Row))
    return nullptr;
  A.Column -= StartColumn;
  TileState &S = Tiles[A.tile()];
  S.Kind = D->kind(A.Column, A.Row);
  return &S;
}

void RegisterImage::unresolved(uint64_t Address, UnresolvedWrite::Reason Why,
                               uint64_t Count) {
  if (!Unresolved.empty()) {
    UnresolvedWrite &Last = Unresolved.back();
    if (Last.Why == Why && Last.Address + Last.Words * 4 == Address) {
      Last.Words += Count;
      return;
    }
  }
  Unresolved.push_back({Address, Count, Why});
}

static uint32_t resetValue(hw::Generation G, hw::TileKind K, uint32_t Offset) {
  std::optional<hw::RegisterRef> R = hw::findRegister(G, K, Offset);
  return R && R->Word == 0 ? R->Reg->Reset : 0;
}

/// The memory that clears itself when \p Value is written to \p R.
static WrittenBytes *zeroedBy(TileState &S, const hw::Register &R,
                              uint32_t Value) {
  if (R.Name != "Memory_Control")
    return nullptr;
  const hw::Field *F = R.field("Memory_Zeroisation");
  if (!F || !F->extract(Value))
    return nullptr;
  return R.Mod == hw::Module::Core ? &S.Program : &S.Data;
}

void RegisterImage::store(TileState &S, uint32_t Address, hw::TileAddress A,
                          uint32_t Value) {
  std::optional<hw::RegisterRef> R = hw::findRegister(D->Gen, S.Kind, A.Offset);
  if (!R) {
    bool Request =
        hw::windowAt(S.Kind, A.Offset).What == hw::Window::LockRequest;
    unresolved(Address, Request ? UnresolvedWrite::LockRequest
                                : UnresolvedWrite::NoRegister);
    return;
  }
  S.Registers[A.Offset] = Value;
  if (WrittenBytes *Memory = zeroedBy(S, *R->Reg, Value))
    Memory->clear();
  std::optional<hw::ChannelRegisterRef> C =
      hw::channelRegisterAt(S.Kind, A.Offset);
  if (C && C->Which == hw::ChannelRegister::Queue)
    S.Pushes.push_back({C->Channel->Dir, C->Channel->Channel,
                        hw::decodeQueueEntry(S.Kind, Value)});
}

bool RegisterImage::storeMemory(TileState &S, uint32_t Offset,
                                ArrayRef<uint32_t> Values) {
  hw::WindowInfo W = hw::windowAt(S.Kind, Offset);
  bool Program = W.What == hw::Window::ProgramMemory;
  if ((!Program && W.What != hw::Window::DataMemory) ||
      Values.size() * 4 > W.Bytes - (Offset - W.Offset))
    return false;
  Bytes Raw(Values.size() * 4);
  for (size_t I = 0; I < Values.size(); ++I)
    support::endian::write32le(&Raw[I * 4], Values[I]);
  (Program ? S.Program : S.Data).write(Offset - W.Offset, Raw);
  return true;
}

void RegisterImage::write(uint32_t Address, uint32_t Value) {
  ++Words;
  hw::TileAddress A;
  TileState *S = stateAt(Address, A);
  if (!S)
    return unresolved(Address, UnresolvedWrite::NoTile);
  if (Address % 4)
    return unresolved(Address, UnresolvedWrite::Misaligned);
  if (!storeMemory(*S, A.Offset, Value))
    store(*S, Address, A, Value);
}

void RegisterImage::maskWrite(uint32_t Address, uint32_t Mask, uint32_t Value) {
  hw::TileAddress A;
  TileState *S = stateAt(Address, A);
  uint32_t Old = 0;
  if (S) {
    hw::WindowInfo W = hw::windowAt(S->Kind, A.Offset);
    if (W.What == hw::Window::DataMemory)
      Old = S->Data.word(A.Offset - W.Offset).value_or(0);
    else if (W.What == hw::Window::ProgramMemory)
      Old = S->Program.word(A.Offset - W.Offset).value_or(0);
    else
      Old = value(A.tile(), A.Offset);
  }
  write(Address, (Old & ~Mask) | (Value & Mask));
}

void RegisterImage::blockWrite(uint32_t Address, ArrayRef<uint32_t> Values) {
  hw::TileAddress A;
  TileState *S = Address % 4 ? nullptr : stateAt(Address, A);
  // Programs and data come in long blocks.
  if (S && storeMemory(*S, A.Offset, Values)) {
    Words += Values.size();
    return;
  }
  for (uint32_t V : Values) {
    write(Address, V);
    Address += 4;
  }
}

void RegisterImage::fill(uint32_t Address, uint32_t Value, uint64_t Count) {
  // No write crosses the window of its tile on purpose: what is behind it
  // counts as one unresolved range instead of up to 2^32 single words.
  constexpr uint32_t WindowBytes = 1u << 20;
  uint64_t Fitting =
      std::min<uint64_t>(Count, (WindowBytes - Address % WindowBytes) / 4);
  blockWrite(Address, std::vector<uint32_t>(Fitting, Value));
  if (Count == Fitting)
    return;
  Words += Count - Fitting;
  unresolved(uint64_t(Address) + Fitting * 4, UnresolvedWrite::NoRegister,
             Count - Fitting);
}

//===----------------------------------------------------------------------===//
// Commands and operations
//===----------------------------------------------------------------------===//

Error RegisterImage::apply(const RegisterOp &Op) {
  if (Op.Data.empty())
    return makeError("write to {0:x} without data", Op.Address);
  switch (Op.What) {
  case RegisterOp::Write:
    write(Op.Address, Op.Data.front());
    break;
  case RegisterOp::MaskWrite:
    maskWrite(Op.Address, Op.Mask, Op.Data.front());
    break;
  case RegisterOp::BlockWrite:
    blockWrite(Op.Address, Op.Data);
    break;
  }
  return Error::success();
}

Error RegisterImage::apply(const cdo::Command &C) {
  if (!C.isWrite())
    return Error::success();
  ArrayRef<uint32_t> Data = C.data();
  if (Data.empty())
    return makeError("{0} to {1:x} without data", cdo::commandName(C.Id),
                     C.address());
  if (C.address() > 0xFFFFFFFFu) {
    uint64_t Count = C.Id == cdo::CommandId::DmaWrite ? Data.size()
                     : C.Id == cdo::CommandId::Set    ? C.Payload[2]
                                                      : 1;
    Words += Count;
    unresolved(C.address(), UnresolvedWrite::NoTile, Count);
    return Error::success();
  }
  uint32_t Address = uint32_t(C.address());
  switch (C.Id) {
  case cdo::CommandId::MaskWrite:
  case cdo::CommandId::MaskWrite64:
    maskWrite(Address, C.mask(), Data.front());
    break;
  case cdo::CommandId::DmaWrite:
    blockWrite(Address, Data);
    break;
  case cdo::CommandId::Set:
    fill(Address, Data.front(), C.Payload[2]);
    break;
  default:
    write(Address, Data.front());
  }
  return Error::success();
}

Error RegisterImage::apply(const cdo::Cdo &C) {
  for (auto [I, Command] : enumerate(C.Commands))
    if (Error E = apply(Command))
      return prefixError(formatv("CDO: command {0}", I).str(), std::move(E));
  return Error::success();
}

Error RegisterImage::apply(const txn::Op &Op) {
  if (const auto *W = std::get_if<txn::Write>(&Op)) {
    write(W->Address, W->Value);
  } else if (const auto *W = std::get_if<txn::MaskWrite>(&Op)) {
    maskWrite(W->Address, W->Mask, W->Value);
  } else if (const auto *W = std::get_if<txn::BlockWrite>(&Op)) {
    blockWrite(W->Address, W->Data);
  } else if (const auto *P = std::get_if<txn::DdrPatch>(&Op)) {
    hw::TileAddress A;
    if (TileState *S = stateAt(P->Register, A))
      S->Patches[A.Offset] = {P->Argument, P->Offset};
    else
      unresolved(P->Register, UnresolvedWrite::NoTile, 2);
  }
  return Error::success();
}

Error RegisterImage::apply(const txn::Transaction &T) {
  for (auto [I, Op] : enumerate(T.Ops))
    if (Error E = apply(Op))
      return prefixError(formatv("instruction stream, operation {0}", I).str(),
                         std::move(E));
  return Error::success();
}

//===----------------------------------------------------------------------===//
// Access
//===----------------------------------------------------------------------===//

const TileState *RegisterImage::tile(hw::TileId T) const {
  auto It = Tiles.find(T);
  return It == Tiles.end() ? nullptr : &It->second;
}

uint32_t RegisterImage::value(hw::TileId T, uint32_t Offset) const {
  if (const TileState *S = tile(T))
    if (std::optional<uint32_t> V = S->written(Offset))
      return *V;
  if (!D->contains(T.Column, T.Row))
    return 0;
  return resetValue(D->Gen, D->kind(T.Column, T.Row), Offset);
}

uint64_t RegisterImage::unresolvedWords() const {
  uint64_t Sum = 0;
  for (const UnresolvedWrite &W : Unresolved)
    Sum += W.Words;
  return Sum;
}

std::string aieforge::describe(const hw::Device &D, const UnresolvedWrite &W) {
  std::string Text = W.Address > 0xFFFFFFFFu
                         ? formatv("{0:x}", W.Address).str()
                         : hw::describeAddress(D, uint32_t(W.Address));
  if (W.Why == UnresolvedWrite::Misaligned)
    Text += " (no multiple of 4)";
  if (W.Words > 1)
    Text += formatv(" and {0} word{1} behind it", W.Words - 1,
                    W.Words == 2 ? "" : "s")
                .str();
  return Text;
}
