//===- StreamRun.cpp - rules about what a stream does, step by step -------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StreamRun.h"
#include "aieforge/Formats/RegisterViews.h"
#include "aieforge/Hardware/Registers.h"
#include "llvm/ADT/STLExtras.h"

using namespace aieforge;
using namespace aieforge::check;
using namespace llvm;

StreamRun::StreamRun(const txn::Transaction &T, const ArrayState &Empty,
                     const DeviceImages *Images, Reporter &R)
    : T(T), Empty(Empty), Images(Images), R(R), Image(Empty.Image) {
  reset(likeliestImage());
}

std::string StreamRun::place() const {
  return text("operation {0} ({1})", Number,
              txn::opcodeName(txn::opcode(T.Ops[Number])));
}

static bool takesControlPackets(const RegisterImage &Image) {
  return any_of(Image.tiles(), [&](const auto &Tile) {
    hw::TileKind K = Tile.second.Kind;
    std::optional<unsigned> P = hw::masterPort(K, {hw::Bundle::TileControl, 0});
    return P && hw::MasterConfig::decode(
                    Image.value(Tile.first, hw::masterConfigOffset(K, *P)))
                    .Enabled;
  });
}

void StreamRun::reset(const ArrayState *NewBase) {
  checkConnections();
  Base = NewBase;
  const ArrayState &Start = Base ? *Base : Empty;
  Image = Start.Image;
  // What is not resolved in the device image is told with that.
  Tasks = std::make_unique<TaskRules>(Start, Image, Base != nullptr, R);
  Channels.clear();
  WrittenBds.clear();
  ControlPackets = takesControlPackets(Image);
  for (const auto &[Tile, State] : Start.Image.tiles())
    for (const QueuePush &P : State.Pushes) {
      ChannelRun &Run = Channels[{Tile, P.Dir, P.Channel}];
      Task Started{Tile, State.Kind, P};
      Chain C = walkChain(Start.Image, Started);
      append_range(Run.StaticBds, C.Bds);
      if (P.Entry.IssueToken && !C.Endless &&
          !isOutOfOrder(Start.Image, Started))
        ++Run.Tokens;
    }
}

//===----------------------------------------------------------------------===//
// Writes
//===----------------------------------------------------------------------===//

void StreamRun::beforeBdWrite(hw::TileId Tile, hw::TileKind K, unsigned Bd) {
  for (auto &[Id, Run] : Channels) {
    if (!(Id.Tile == Tile))
      continue;
    bool Pending = any_of(
        Run.Tasks, [&](const auto &P) { return is_contained(P.Bds, Bd); });
    if (Pending && ToldBds.insert({Tile, Bd}).second)
      R.add("T09", place(),
            text("BD {0} of {1} is written while a task of {2} with it may "
                 "still run",
                 Bd, tileName(Tile), channelName(Id.Dir, Id.Channel)));
    if (is_contained(Run.StaticBds, Bd) && ToldBds.insert({Tile, Bd}).second)
      R.add("J03", place(),
            text("BD {0} of {1} is written; the device image runs it on {2}",
                 Bd, tileName(Tile), channelName(Id.Dir, Id.Channel)));
  }
  WrittenBds.insert({Tile, Bd});
  Tasks->changed(Tile);
}

void StreamRun::checkProgramWrite(hw::TileId Tile) {
  if (coreView(Image, Tile).Enabled && ToldPrograms.insert(Tile).second)
    R.add("J04", place(),
          "Program memory of the running core of " + tileName(Tile) +
              " is written");
}

void StreamRun::beforeWrite(uint32_t Address, uint32_t Words) {
  hw::TileAddress At = hw::TileAddress::decode(Address);
  if (!Image.device().contains(At.Column, At.Row))
    return;
  hw::TileKind K = Image.device().kind(At.Column, At.Row);
  if (hw::windowAt(K, At.Offset).What == hw::Window::ProgramMemory)
    return checkProgramWrite(At.tile());
  std::optional<unsigned> Last;
  for (uint32_t I = 0; I < Words; ++I) {
    std::optional<hw::BdRef> Bd = hw::bdAt(K, At.Offset + 4 * I);
    if (Bd && Last != Bd->Bd)
      beforeBdWrite(At.tile(), K, Bd->Bd);
    if (Bd)
      Last = Bd->Bd;
  }
}

void StreamRun::resetChannel(hw::TileId Tile, hw::TileKind K, uint32_t Offset) {
  std::optional<hw::ChannelRegisterRef> C = hw::channelRegisterAt(K, Offset);
  if (!C || C->Which != hw::ChannelRegister::Control)
    return;
  std::optional<hw::RegisterRef> Control =
      hw::findRegister(Image.device().Gen, K, Offset);
  const hw::Field *F = Control ? Control->Reg->field("Reset") : nullptr;
  if (F && F->extract(Image.value(Tile, Offset)))
    Channels.erase({Tile, C->Channel->Dir, C->Channel->Channel});
}

void StreamRun::checkRegisterWrite(uint32_t Address, uint32_t Value) {
  hw::TileAddress At = hw::TileAddress::decode(Address);
  if (!Image.device().contains(At.Column, At.Row))
    return;
  hw::TileKind K = Image.device().kind(At.Column, At.Row);
  std::optional<unsigned> Lock = hw::lockValueAt(K, At.Offset);
  if (Lock && Value > hw::maxLockValue())
    R.add("C08", place(),
          text("Lock {0} of {1} is set to {2}", *Lock, tileName(At.tile()),
               Value));
  std::optional<hw::ChannelRegisterRef> C = hw::channelRegisterAt(K, At.Offset);
  if (!C || C->Which != hw::ChannelRegister::Queue)
    return;
  uint32_t Known = hw::encodeQueueEntry(K, hw::decodeQueueEntry(K, Value));
  if (Known != Value)
    R.add("T14", place(),
          text("{0:x} is written to the queue of {1}, {2}; the bits {3:x} "
               "belong to no field",
               Value, tileName(At.tile()),
               channelName(C->Channel->Dir, C->Channel->Channel),
               Value & ~Known));
}

void StreamRun::afterWrite(hw::TileId Tile, size_t PushesBefore) {
  const TileState *S = Image.tile(Tile);
  if (!S)
    return;
  for (size_t I = PushesBefore; I < S->Pushes.size(); ++I)
    push(Tile, S->Kind, S->Pushes[I]);
}

void StreamRun::push(hw::TileId Tile, hw::TileKind K, const QueuePush &P) {
  ChannelRun &Run = Channels[{Tile, P.Dir, P.Channel}];
  std::string Which =
      text("{0}, {1}", tileName(Tile), channelName(P.Dir, P.Channel));
  Task Started{Tile, K, P};
  Run.Started = true;
  Chain C = Tasks->check(Started, place() + ", " + Which);
  Run.Tasks.push_back({C.Bds, P.Entry.IssueToken});
  // Many more than a queue holds; a stream without waits could be long.
  constexpr size_t TasksKept = 64;
  if (Run.Tasks.size() > TasksKept)
    Run.Tasks.erase(Run.Tasks.begin());
  unsigned Room = hw::tileInfo(K).Dma.QueueDepth + 1;
  if (Run.Tasks.size() > Room && !Run.Overflowed) {
    Run.Overflowed = true;
    R.add("C07", place() + ", " + Which,
          text("{0} tasks are started without a wait; one runs and {1} can "
               "wait",
               Run.Tasks.size(), Room - 1));
  }
  if (P.Entry.IssueToken && C.Endless)
    Run.Endless = true;
  else if (P.Entry.IssueToken && !isOutOfOrder(Image, Started))
    ++Run.Tokens;
  if (Run.FirstStart.empty())
    Run.FirstStart = place();
}

void StreamRun::checkConnections() {
  if (!Base)
    return;
  for (const auto &[Id, Run] : Channels)
    // Data that is sent nowhere stops its sender; a channel that receives
    // nothing does no harm unless the stream waits for it.
    if (!Run.FirstStart.empty() &&
        (Id.Dir == hw::Direction::MM2S || Run.Awaited) &&
        !isConnected(Image, SwitchState(Image, Id.Tile), Id.Dir, Id.Channel))
      R.add("J01", Run.FirstStart,
            text("The stream starts {0}, {1}; the device image has no stream "
                 "there",
                 tileName(Id.Tile), channelName(Id.Dir, Id.Channel)));
}

//===----------------------------------------------------------------------===//
// Operations
//===----------------------------------------------------------------------===//

void StreamRun::patch(const txn::DdrPatch &P) {
  if (P.Offset % 4)
    R.add("T08", place(),
          text("The offset into buffer {0} is {1}", P.Argument, P.Offset));
  hw::TileAddress At = hw::TileAddress::decode(P.Register);
  if (!Image.device().contains(At.Column, At.Row))
    return; // T05
  hw::TileKind K = Image.device().kind(At.Column, At.Row);
  std::optional<hw::BdRef> Bd = hw::bdAt(K, At.Offset);
  // Some compilers patch a length or the place in a memory tile, too: word 0
  // of either, and the word with the address.
  if (!Bd || K == hw::TileKind::Core || At.Offset % 4 ||
      (Bd->Word != 0 && Bd->Word * 4 != hw::bdLayout(K).PatchOffset)) {
    R.add("T07", place(),
          text("The address goes to {0}",
               hw::describeAddress(Image.device(), P.Register)));
    return;
  }
  bool Known = WrittenBds.count({At.tile(), Bd->Bd}) ||
               (Base && Base->Image.tile(At.tile()) &&
                Base->Image.tile(At.tile())->written(At.Offset));
  if (!Known)
    R.add("T07", place(),
          text("BD {0} of {1} is patched, but not written before", Bd->Bd,
               tileName(At.tile())),
          "before");
}

void StreamRun::loadPdi(const txn::LoadPdi &L) {
  if (!Images)
    return reset(nullptr);
  auto It = find_if(*Images, [&](const DeviceImage &I) {
    return is_contained(I.PdiIds, uint64_t(L.Id));
  });
  // Without such an id it is the number of the image.
  if (It == Images->end() && L.Id < Images->size())
    It = Images->begin() + L.Id;
  if (It == Images->end())
    R.add("T11", place(),
          text("Image {0} is loaded; the xclbin has {1}, and no CDO group with "
               "that id",
               L.Id, Images->size()));
  reset(It == Images->end() ? nullptr : It->Array.get());
}

void StreamRun::scratchpad(const txn::CreateScratchpad &S) {
  constexpr uint32_t Most = 128;
  if (ScratchpadBytes)
    R.add("T12", place(), "The stream has a scratchpad already");
  else if (S.Size == 0 || S.Size % 4 || S.Size > Most)
    R.add("T12", place(), text("The scratchpad has {0} bytes", S.Size));
  ScratchpadBytes = S.Size;
}

void StreamRun::updateReg(const txn::UpdateReg &U) {
  if (!ScratchpadBytes)
    R.add("T12", place(), "The stream has no scratchpad");
  else if (U.StateIndex >= *ScratchpadBytes / 4)
    R.add("T12", place(),
          text("Entry {0} is used; the scratchpad has {1}",
               unsigned(U.StateIndex), *ScratchpadBytes / 4));
}

void StreamRun::step(const txn::Op &Op) {
  std::optional<uint32_t> Address;
  if (auto *W = std::get_if<txn::Write>(&Op)) {
    Address = W->Address;
    beforeWrite(W->Address, 1);
    checkRegisterWrite(W->Address, W->Value);
  } else if (auto *B = std::get_if<txn::BlockWrite>(&Op)) {
    Address = B->Address;
    beforeWrite(B->Address, B->Data.size());
    for (size_t I = 0; I < B->Data.size(); ++I)
      checkRegisterWrite(B->Address + 4 * I, B->Data[I]);
  } else if (auto *M = std::get_if<txn::MaskWrite>(&Op)) {
    Address = M->Address;
    beforeWrite(M->Address, 1);
  } else if (auto *P = std::get_if<txn::DdrPatch>(&Op)) {
    patch(*P);
  } else if (auto *W = std::get_if<txn::Tct>(&Op)) {
    wait(*W);
  } else if (auto *M = std::get_if<txn::MergeSync>(&Op)) {
    mergeSync(*M);
  } else if (std::holds_alternative<txn::MaskPoll>(Op)) {
    forgetOthers(nullptr);
  } else if (auto *L = std::get_if<txn::LoadPdi>(&Op)) {
    loadPdi(*L);
  } else if (auto *S = std::get_if<txn::CreateScratchpad>(&Op)) {
    scratchpad(*S);
  } else if (auto *U = std::get_if<txn::UpdateReg>(&Op)) {
    updateReg(*U);
  } else if (auto *P = std::get_if<txn::Preempt>(&Op)) {
    constexpr unsigned Last = 3;
    if (P->Level > Last)
      R.add("T15", place(), text("The level is {0}", unsigned(P->Level)));
  }
  if (!Address)
    return consumeError(Image.apply(Op));
  hw::TileAddress At = hw::TileAddress::decode(*Address);
  const TileState *S = Image.tile(At.tile());
  size_t Pushes = S ? S->Pushes.size() : 0;
  size_t Unresolved = Image.unresolved().size();
  consumeError(Image.apply(Op));
  checkUnresolved(Base ? *Base : Empty, Image, Unresolved, place(), R);
  if (!Image.device().contains(At.Column, At.Row))
    return; // T05
  hw::TileKind K = Image.device().kind(At.Column, At.Row);
  if (std::holds_alternative<txn::MaskWrite>(Op)) {
    std::optional<hw::ChannelRegisterRef> C =
        hw::channelRegisterAt(K, At.Offset);
    if (C && C->Which == hw::ChannelRegister::Queue)
      R.add("T13", place(),
            text("The queue of {0}, {1} is written with a mask",
                 tileName(At.tile()),
                 channelName(C->Channel->Dir, C->Channel->Channel)));
  }
  resetChannel(At.tile(), K, At.Offset);
  afterWrite(At.tile(), Pushes);
}

void StreamRun::run() {
  for (Number = 0; Number < T.Ops.size(); ++Number)
    step(T.Ops[Number]);
  checkConnections();
}
