//===- StreamWaits.cpp - what the waits of a stream prove -----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tokens that are waited for, and the device image that a stream runs on.
//
//===----------------------------------------------------------------------===//

#include "StreamRun.h"
#include "llvm/ADT/STLExtras.h"

using namespace aieforge;
using namespace aieforge::check;
using namespace llvm;

void StreamRun::forgetOthers(const ChannelId *Except) {
  for (auto &[Id, Run] : Channels)
    if (!Except || Id < *Except || *Except < Id)
      Run.Tasks.clear();
}

void StreamRun::noToken(const ChannelId &C, const ChannelRun &Run) {
  std::string Which =
      text("{0}, {1}", tileName(C.Tile), channelName(C.Dir, C.Channel));
  if (Run.Endless)
    R.add("T06", place(),
          "The task of " + Which + " that should send the token never ends",
          "endless");
  else if (Run.Started)
    R.add("T06", place(),
          "No task of " + Which + " sends the token that is waited for");
  else if (ControlPackets)
    return; // They may have started one.
  else if (Base)
    R.add("T06", place(),
          "Neither the stream nor the device image starts a task with a token "
          "on " +
              Which);
  else
    R.add("T06", place(), "The stream starts no task on " + Which, "unseen");
}

bool StreamRun::waitFor(const ChannelId &C, hw::TileKind K) {
  if (!hw::channel(K, C.Dir, C.Channel)) {
    R.add("T10", place(),
          text("There is no {0} in {1}", channelName(C.Dir, C.Channel),
               tileName(C.Tile)));
    return false;
  }
  ChannelRun &Run = Channels[C];
  if (Run.Tokens == 0) {
    noToken(C, Run);
    return false;
  }
  --Run.Tokens;
  Run.Awaited = true;
  // Tasks run in order: this one and all before it have ended.
  auto Ended = find_if(Run.Tasks, [](const Pending &P) { return P.Token; });
  if (Ended != Run.Tasks.end())
    Run.Tasks.erase(Run.Tasks.begin(), Ended + 1);
  checkTokenRoute(C, Run);
  return true;
}

void StreamRun::wait(const txn::Tct &W) {
  const hw::Device &D = Image.device();
  unsigned Columns = std::max<unsigned>(W.Columns, 1),
           Rows = std::max<unsigned>(W.Rows, 1);
  for (unsigned C = W.Column; C < std::min(W.Column + Columns, D.Columns); ++C)
    for (unsigned R = W.Row; R < std::min(W.Row + Rows, D.Rows); ++R)
      // The stream comes no further than to the first missing token.
      if (!waitFor({{C, R}, W.Dir, W.Channel}, D.kind(C, R)))
        return;
  ChannelId First{{W.Column, W.Row}, W.Dir, W.Channel};
  forgetOthers(Columns * Rows == 1 ? &First : nullptr);
}

void StreamRun::mergeSync(const txn::MergeSync &M) {
  unsigned Left = M.Tokens;
  for (auto &[Id, Run] : Channels) {
    if (Id.Tile.Column >= M.Columns)
      continue;
    unsigned Taken = std::min(Left, Run.Tokens);
    Run.Tokens -= Taken;
    Left -= Taken;
    Run.Awaited |= Taken > 0;
  }
  if (Left > 0 && !ControlPackets)
    R.add("T06", place(),
          text("{0} tokens of columns 0 to {1} are waited for; {2} of them "
               "come from no task",
               unsigned(M.Tokens), M.Columns == 0 ? 0 : M.Columns - 1, Left),
          Base ? "" : "unseen");
  forgetOthers(nullptr);
}

void StreamRun::checkTokenRoute(const ChannelId &C, ChannelRun &Run) {
  if (!Base || Run.NoTokenRoute || C.Tile.Row != 0)
    return;
  SwitchState S(Image, C.Tile);
  std::optional<unsigned> From =
      hw::slavePort(S.Kind, {hw::Bundle::TileControl, 0});
  std::optional<unsigned> To = hw::masterPort(S.Kind, {hw::Bundle::South, 0});
  if (!From || !To)
    return;
  unsigned Id =
      hw::controllerIdField(S.Kind, C.Dir)
          .extract(Image.value(C.Tile,
                               hw::channel(S.Kind, C.Dir, C.Channel)->Control));
  if (is_contained(S.reached(*From, Id & hw::maxPacketId()), *To))
    return;
  Run.NoTokenRoute = true;
  std::string Which =
      text("{0}, {1}", tileName(C.Tile), channelName(C.Dir, C.Channel));
  bool Packets = S.Slaves[*From].Enabled && S.Slaves[*From].Packet;
  R.add("J02", place(),
        Packets ? text("Tokens of {0} have the controller id {1}, which is not "
                       "routed to the firmware",
                       Which, Id)
                : "Port TileControl of the shim tile is not connected to "
                  "South 0, so tokens of " +
                      Which + " are lost",
        Packets ? "id" : "");
}

/// The image that connects most of the shim channels that the stream starts
/// before it loads an image itself; the first of equals. Which kernel a stream
/// is for is written nowhere.
const ArrayState *StreamRun::likeliestImage() const {
  if (!Images || Images->empty())
    return nullptr;
  ArrayRef<txn::Op> Ops = T.Ops;
  Ops = Ops.take_until(
      [](const txn::Op &O) { return std::holds_alternative<txn::LoadPdi>(O); });
  RegisterImage Writes(Empty.Device);
  for (const txn::Op &O : Ops)
    consumeError(Writes.apply(O));
  std::set<ChannelId> Used;
  for (const auto &[Tile, State] : Writes.tiles())
    for (const QueuePush &P : State.Pushes)
      Used.insert({Tile, P.Dir, P.Channel});
  const ArrayState *Best = nullptr;
  size_t Most = 0;
  for (const DeviceImage &Each : *Images) {
    const ArrayState *I = Each.Array.get();
    if (!I)
      continue;
    size_t Connected = count_if(Used, [&](const ChannelId &C) {
      return I->Device.contains(C.Tile.Column, C.Tile.Row) &&
             isConnected(I->Image, SwitchState(I->Image, C.Tile), C.Dir,
                         C.Channel);
    });
    if (Best && Connected <= Most)
      continue;
    Best = I;
    Most = Connected;
  }
  return Best;
}
