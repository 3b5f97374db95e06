//===- ArrayRules.cpp - rules C: what a configuration sets up -------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ArrayRules.h"
#include "TaskRules.h"
#include "aieforge/Formats/RegisterViews.h"
#include "aieforge/Hardware/Registers.h"
#include "llvm/ADT/STLExtras.h"

using namespace aieforge;
using namespace aieforge::check;
using namespace llvm;

/// Does \p G, unlike the generation that was assumed, have that register?
static bool existsIn(hw::Generation G, hw::TileKind K, uint32_t Address) {
  return hw::findRegister(G, K, hw::TileAddress::decode(Address).Offset)
      .has_value();
}

void check::checkUnresolved(const ArrayState &A, const RegisterImage &Image,
                            size_t First, const Twine &Where, Reporter &R) {
  for (const UnresolvedWrite &W : Image.unresolved().drop_front(First)) {
    if (W.Why == UnresolvedWrite::NoTile)
      continue; // D05, D06, T05
    hw::TileAddress At = hw::TileAddress::decode(W.Address);
    if (!A.Gen && W.Words == 1 && W.Why == UnresolvedWrite::NoRegister &&
        existsIn(hw::Generation::AIE2, A.Device.kind(At.Column, At.Row),
                 W.Address))
      continue;
    R.add("C01", Where, "There is a write to " + describe(A.Device, W),
          W.Why == UnresolvedWrite::LockRequest ? "lock-request" : "");
  }
}

namespace {
/// The rules about one device image.
class ArrayRules {
public:
  ArrayRules(const ArrayState &A, const Twine &Where, Reporter &R)
      : A(A), Where(Where.str()), R(R), Tasks(A, A.Image, true, R) {}
  void run();

private:
  void checkTile(hw::TileId Tile, const TileState &S);
  void checkChannels(hw::TileId Tile, const TileState &S);
  void checkQueue(ArrayRef<Task> Pushed, const std::string &Place);
  void checkLocks(const TileState &S, const std::string &Place);
  void checkCore(hw::TileId Tile, const std::string &Place);
  void checkPackets(const Task &T, const Chain &C);
  void followPacket(hw::TileId Tile, unsigned Slave, unsigned Id,
                    const std::string &From);

  const ArrayState &A;
  std::string Where;
  Reporter &R;
  TaskRules Tasks;
  /// Switch ports that packets of an id were followed through.
  std::set<std::tuple<hw::TileId, unsigned, unsigned>> Followed;
};
} // namespace

/// Tasks that a channel holds: one runs, the others wait.
static unsigned queueRoom(hw::TileKind K) {
  return hw::tileInfo(K).Dma.QueueDepth + 1;
}

void ArrayRules::checkQueue(ArrayRef<Task> Pushed, const std::string &Place) {
  if (Pushed.size() > queueRoom(Pushed[0].Kind))
    R.add("C07", Place,
          text("{0} tasks are started, one runs and {1} can wait",
               Pushed.size(), queueRoom(Pushed[0].Kind) - 1));
  const Task *Endless = nullptr;
  for (const Task &T : Pushed) {
    if (Endless) {
      R.add("C06", Place,
            text("BD {0} is started behind BD {1}, whose chain never ends",
                 T.Push.Entry.StartBd, Endless->Push.Entry.StartBd));
      return;
    }
    Chain C = Tasks.check(T, Place);
    if (T.Push.Dir == hw::Direction::MM2S)
      checkPackets(T, C);
    if (!C.Endless)
      continue;
    Endless = &T;
    if (T.Push.Entry.IssueToken)
      R.add("C06", Place,
            text("BD {0} is started with a token, but its chain never ends",
                 T.Push.Entry.StartBd),
            "token");
  }
}

void ArrayRules::checkChannels(hw::TileId Tile, const TileState &S) {
  std::map<std::pair<hw::Direction, unsigned>, std::vector<Task>> Channels;
  for (const QueuePush &P : S.Pushes)
    Channels[{P.Dir, P.Channel}].push_back({Tile, S.Kind, P});
  if (Channels.empty())
    return;
  SwitchState Switch(A.Image, Tile);
  for (const auto &[Channel, Pushed] : Channels) {
    std::string Place = text("{0}, {1}, {2}", Where, tileName(Tile),
                             channelName(Channel.first, Channel.second));
    checkQueue(Pushed, Place);
    if (!isConnected(A.Image, Switch, Channel.first, Channel.second))
      R.add("C18", Place,
            "The channel is started, but no stream leads to it or from it");
  }
}

void ArrayRules::checkLocks(const TileState &S, const std::string &Place) {
  for (auto [Offset, Value] : S.Registers)
    if (std::optional<unsigned> Lock = hw::lockValueAt(S.Kind, Offset);
        Lock && Value > hw::maxLockValue())
      R.add("C08", Place, text("Lock {0} is set to {1}", *Lock, Value));
}

void ArrayRules::checkCore(hw::TileId Tile, const std::string &Place) {
  CoreView Core = coreView(A.Image, Tile);
  const WrittenBytes &Program = A.Image.tile(Tile)->Program;
  if (!Core.ControlWritten || !Core.Enabled || Program.word(0))
    return;
  R.add("C09", Place,
        Program.empty()
            ? "The core is enabled, but its program memory is not written"
            : text("The core is enabled, but its program begins at {0:x}, not "
                   "at 0",
                   Program.ranges().begin()->first));
}

void ArrayRules::followPacket(hw::TileId Tile, unsigned Slave, unsigned Id,
                              const std::string &From) {
  if (!Followed.insert({Tile, Slave, Id}).second)
    return;
  SwitchState S(A.Image, Tile);
  if (!S.Slaves[Slave].Enabled)
    return;
  if (S.Slaves[Slave].Packet && S.matching(Slave, Id).empty()) {
    R.add("C19", Where + ", " + tileName(Tile),
          text("Packets with id {0} from {1} arrive at slave port {2}, which "
               "has no slot for them",
               Id, From, hw::toString(hw::slavePorts(S.Kind)[Slave])));
    return;
  }
  for (unsigned M : S.reached(Slave, Id)) {
    std::optional<hw::TilePort> Next =
        hw::neighbourSlave(A.Device, Tile, hw::masterPorts(S.Kind)[M]);
    if (!Next)
      continue;
    hw::TileKind K = A.Device.kind(Next->Tile.Column, Next->Tile.Row);
    if (std::optional<unsigned> P = hw::slavePort(K, Next->P))
      followPacket(Next->Tile, *P, Id, From);
  }
}

void ArrayRules::checkPackets(const Task &T, const Chain &C) {
  const hw::BdLayout &L = hw::bdLayout(T.Kind);
  std::optional<unsigned> Port = dmaPort(T.Kind, T.Push.Dir, T.Push.Channel);
  for (unsigned Bd : C.Bds) {
    std::vector<uint32_t> Words = bdWords(A.Image, T.Tile, L, Bd);
    if (Port && L.get(Words, hw::BdField::EnablePacket))
      followPacket(T.Tile, *Port, L.get(Words, hw::BdField::PacketID),
                   text("{0} {1}", tileName(T.Tile),
                        channelName(T.Push.Dir, T.Push.Channel)));
  }
}

void ArrayRules::checkTile(hw::TileId Tile, const TileState &S) {
  std::string Place = text("{0}, {1}", Where, tileName(Tile));
  checkChannels(Tile, S);
  checkLocks(S, Place);
  if (S.Kind == hw::TileKind::Core)
    checkCore(Tile, Place);
}

void ArrayRules::run() {
  checkUnresolved(A, A.Image, 0, Where, R);
  for (const auto &[Tile, State] : A.Image.tiles())
    checkTile(Tile, State);
  checkSwitches(A, Where, R);
}

void check::checkArray(const ArrayState &A, const Twine &Where, Reporter &R) {
  ArrayRules(A, Where, R).run();
}

ArrayRef<StringLiteral> check::arrayRules() {
  static constexpr StringLiteral Ids[] = {
      "C01", "C02", "C03", "C04", "C05", "C06", "C07", "C08", "C09", "C10",
      "C11", "C12", "C13", "C14", "C15", "C16", "C17", "C18", "C19", "C20"};
  return Ids;
}
