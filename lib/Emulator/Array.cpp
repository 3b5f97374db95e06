//===- Array.cpp - an NPU array at work -----------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Emulator/Array.h"
#include "Fabric.h"

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

Array::Array(const hw::Device &D, ArrayOptions Options)
    : D(D), Options(Options), F(std::make_unique<Fabric>(D, Options)) {}
Array::~Array() = default;

const hw::Device &Array::device() const { return D; }

void Array::reset() {
  auto Fresh = std::make_unique<Fabric>(D, Options);
  Fresh->Host = std::move(F->Host);
  Fresh->Problems = std::move(F->Problems);
  Fresh->Faulted = F->Faulted;
  Fresh->NoEffect = std::move(F->NoEffect);
  Fresh->startAt(F->now());
  // Memories are not cleared: designs hand data from one image to the next.
  for (unsigned C = 0; C < D.Columns; ++C)
    for (unsigned R = 0; R < D.Rows; ++R)
      llvm::copy(F->tile(C, R)->Data, Fresh->tile(C, R)->Data.begin());
  F = std::move(Fresh);
}

static Expected<Tile *> findTile(Fabric &F, uint32_t Address) {
  hw::TileAddress A = hw::TileAddress::decode(Address);
  if (Tile *T = F.tile(A.Column, A.Row))
    return T;
  return makeError("address {0:x} is in column {1}, row {2}; {3} has {4} "
                   "columns and {5} rows",
                   Address, A.Column, A.Row, F.Device.Name, F.Device.Columns,
                   F.Device.Rows);
}

Error Array::write32(uint32_t Address, uint32_t Value) {
  Expected<Tile *> T = findTile(*F, Address);
  if (!T)
    return T.takeError();
  return F->write(**T, hw::TileAddress::decode(Address).Offset, Value);
}

Expected<uint32_t> Array::read32(uint32_t Address) {
  Expected<Tile *> T = findTile(*F, Address);
  if (!T)
    return T.takeError();
  return F->read(**T, hw::TileAddress::decode(Address).Offset);
}

Error Array::maskWrite32(uint32_t Address, uint32_t Mask, uint32_t Value) {
  // A mask of 0 must not act: generators "enable" DMA channels that way.
  if (Mask == 0)
    return read32(Address).takeError();
  Expected<uint32_t> Old = read32(Address);
  if (!Old)
    return Old.takeError();
  return write32(Address, (*Old & ~Mask) | (Value & Mask));
}

Error Array::writeBlock(uint32_t Address, ArrayRef<uint32_t> Words) {
  // Memory contents are most of a configuration: copy them in one go.
  Expected<Tile *> T = findTile(*F, Address);
  if (!T)
    return T.takeError();
  if (F->writeMemory(**T, hw::TileAddress::decode(Address).Offset, Words))
    return Error::success();
  for (uint32_t W : Words) {
    if (Error E = write32(Address, W))
      return E;
    Address += 4;
  }
  return Error::success();
}

Error Array::deliverControlPacket(hw::TileId Id, ArrayRef<uint32_t> Words) {
  Tile *T = F->tile(Id.Column, Id.Row);
  if (!T)
    return makeError("control packet for tile ({0},{1}); {2} has {3} columns "
                     "and {4} rows",
                     Id.Column, Id.Row, D.Name, D.Columns, D.Rows);
  // A route that drops the stream header shows the port the rest only.
  if (!T->Control->seesStreamHeader())
    Words = Words.drop_front(std::min<size_t>(1, Words.size()));
  for (size_t I = 0; I < Words.size(); ++I)
    while (!T->Control->offer({Words[I], 0, /*Last=*/I + 1 == Words.size()}))
      if (!advance())
        return makeError("the control port of {0} takes no more words",
                         T->name());
  while (!T->Control->idle() && advance())
    ;
  return Error::success();
}

HostMemory &Array::host() { return F->Host; }
uint64_t Array::cycle() const { return F->now(); }
bool Array::advance(uint64_t Limit) { return F->advance(Limit); }
void Array::runUntilQuiet(uint64_t Limit) {
  while (F->advance(Limit))
    ;
}
void Array::skipTo(uint64_t Cycle) {
  if (!F->pending() && Cycle > F->now())
    F->startAt(Cycle);
}
bool Array::pending() const { return F->pending(); }

static std::optional<AgentId> agentOf(Fabric &F, const ChannelId &C) {
  Tile *T = F.tile(C.Tile.Column, C.Tile.Row);
  if (!T || !T->channel(C.Dir, C.Channel))
    return std::nullopt;
  return T->channelAgent(C.Dir, C.Channel);
}

uint64_t Array::tokensPending(const ChannelId &C) const {
  std::optional<AgentId> A = agentOf(*F, C);
  if (!A)
    return 0;
  auto It = F->Tokens.find(*A);
  return It == F->Tokens.end() ? 0 : It->second.Delivered - It->second.Consumed;
}

uint64_t Array::tokensIssued(const ChannelId &C) const {
  std::optional<AgentId> A = agentOf(*F, C);
  if (!A)
    return 0;
  auto It = F->Tokens.find(*A);
  return It == F->Tokens.end() ? 0 : It->second.Issued;
}

bool Array::consumeToken(const ChannelId &C) {
  if (tokensPending(C) == 0)
    return false;
  ++F->Tokens[*agentOf(*F, C)].Consumed;
  return true;
}

uint64_t Array::tokensPendingInColumns(unsigned Columns) const {
  uint64_t Sum = 0;
  for (auto &[Agent, Count] : F->Tokens)
    if (F->tileOf(Agent).Id.Column < Columns)
      Sum += Count.Delivered - Count.Consumed;
  return Sum;
}

void Array::consumeTokensInColumns(unsigned Columns, uint64_t Count) {
  for (auto &[Agent, C] : F->Tokens) {
    if (F->tileOf(Agent).Id.Column >= Columns)
      continue;
    uint64_t Take = std::min(Count, C.Delivered - C.Consumed);
    C.Consumed += Take;
    Count -= Take;
  }
}

ArrayRef<Problem> Array::problems() const { return F->Problems; }
bool Array::faulted() const { return F->Faulted; }
void Array::clearProblems() { F->clearProblems(); }
void Array::fault(const Twine &Text) { F->fault(Text); }
void Array::warn(const Twine &Text) { F->warn(Text); }

std::vector<std::string> Array::blockedReport() const {
  return describeBlocked(*F);
}

const std::map<std::string, uint64_t> &Array::withoutEffect() const {
  return F->NoEffect;
}

std::vector<ChannelReport> Array::channelReports() const {
  std::vector<ChannelReport> Result;
  for (auto &T : F->tiles())
    for (auto *List : {&T->S2MM, &T->MM2S})
      for (auto &C : *List) {
        const DmaChannel::Stats &S = C->stats();
        if (S.Words || S.Bds || S.Tasks)
          Result.push_back({{T->Id, C->direction(), C->index()},
                            S.Words,
                            S.Bds,
                            S.Tasks,
                            S.Tokens});
      }
  return Result;
}

std::vector<CoreReport> Array::coreReports() const {
  std::vector<CoreReport> Result;
  for (auto &T : F->tiles())
    if (T->Core && T->Core->core().state() != CoreState::Held) {
      Core &C = T->Core->core();
      Result.push_back({T->Id, T->Core->state(), C.pc(), C.stats()});
    }
  return Result;
}

Core *Array::core(hw::TileId Id) {
  Tile *T = F->tile(Id.Column, Id.Row);
  return T && T->Core ? &T->Core->core() : nullptr;
}

MutableArrayRef<uint8_t> Array::dataMemory(hw::TileId Id) {
  Tile *T = F->tile(Id.Column, Id.Row);
  return T ? MutableArrayRef<uint8_t>(T->Data) : MutableArrayRef<uint8_t>();
}
