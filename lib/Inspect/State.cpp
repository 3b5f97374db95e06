//===- State.cpp - the state that a configuration leaves ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Nodes.h"
#include "aieforge/Target/AIE2/Disassembler.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace aieforge::inspect;
using namespace llvm;

/// Longer lists of routes are left to the details.
static constexpr size_t SummaryRoutes = 24;

//===----------------------------------------------------------------------===//
// Summary
//===----------------------------------------------------------------------===//

namespace {
/// Bytes of the data memories that valid BDs read or write.
class BufferUse {
public:
  explicit BufferUse(const RegisterImage &I);
  uint64_t bytes(hw::TileId T) const;

private:
  /// First and one-past-last byte.
  std::map<hw::TileId, std::vector<std::pair<uint64_t, uint64_t>>> Ranges;
};
} // namespace

BufferUse::BufferUse(const RegisterImage &I) {
  for (const BdView &V : bdViews(I)) {
    if (!V.Valid || !V.Memory || !V.Length)
      continue;
    uint64_t Begin = V.Memory->Offset;
    uint64_t Last =
        V.lastWord() + uint64_t(V.Iteration.Wrap - 1) * V.Iteration.Step;
    uint64_t Limit = hw::tileInfo(V.Kind).DataMemoryBytes;
    Ranges[V.Memory->Tile].emplace_back(
        Begin, std::min(Limit, Begin + (Last + 1) * 4));
  }
  for (auto &[T, List] : Ranges)
    llvm::sort(List);
}

uint64_t BufferUse::bytes(hw::TileId T) const {
  auto It = Ranges.find(T);
  if (It == Ranges.end())
    return 0;
  uint64_t Sum = 0, Covered = 0;
  for (auto [Begin, End] : It->second) {
    Begin = std::max(Begin, Covered);
    if (End > Begin)
      Sum += End - Begin;
    Covered = std::max(Covered, End);
  }
  return Sum;
}

static Node tileSummary(const RegisterImage &I, hw::TileId T,
                        const TileState &S, const BufferUse &Buffers, Form F) {
  std::vector<std::string> Parts;
  auto Count = [&](uint64_t Number, StringRef One) {
    if (Number)
      Parts.push_back(
          formatv("{0} {1}{2}", Number, One, Number == 1 ? "" : "s"));
  };
  auto Bytes = [&](StringRef What, uint64_t Number) {
    if (Number)
      Parts.push_back(formatv("{0} {1} bytes", What, Number));
  };
  bool Core = S.Kind == hw::TileKind::Core;
  bool Enabled = Core && coreView(I, T).Enabled;
  if (Enabled)
    Parts.push_back("enabled");
  size_t Locks = lockViews(I, T).size(), Bds = 0;
  for (const BdView &V : bdViews(I, T))
    Bds += V.Valid;
  Bytes("program", S.Program.size());
  Bytes("data", S.Data.size());
  Bytes("buffers", Buffers.bytes(T));
  Count(Locks, "lock");
  Count(Bds, "BD");
  Count(S.Pushes.size(), "task");
  std::string Name = tileName(S.Kind, T);
  Node N = Node::line(Name + ": " +
                      (Parts.empty() ? "registers only" : join(Parts, ", ")));
  if (F == Form::Text)
    return N;
  addTile(N, T);
  N.text("kind", Name.substr(0, Name.find('(')));
  if (Core) {
    N.flag("enabled", Enabled);
    N.number("program_bytes", S.Program.size());
  }
  N.number("data_bytes", S.Data.size());
  N.number("buffer_bytes", Buffers.bytes(T));
  N.number("locks", Locks);
  N.number("bds", Bds);
  N.number("tasks", S.Pushes.size());
  return N;
}

void inspect::addStateSummary(Node &To, const RegisterImage &I, Form F) {
  To.number("words", I.words(), "words written");
  To.number("unresolved", I.unresolvedWords());
  BufferUse Buffers(I);
  Node &Tiles = To.add(Node::array("tiles"));
  for (const auto &[T, S] : I.tiles())
    Tiles.add(tileSummary(I, T, S, Buffers, F));
  std::vector<RouteView> Routes = routeViews(I);
  if (Routes.empty())
    return;
  if (Routes.size() > SummaryRoutes && F == Form::Text) {
    To.text("", formatv("{0} (--all lists them)", Routes.size()), "routes");
    return;
  }
  Node &List = To.add(Node::array("routes"));
  for (const RouteView &R : Routes)
    List.add(routeNode(I.device(), R, F));
}

//===----------------------------------------------------------------------===//
// Details
//===----------------------------------------------------------------------===//

/// Is the register shown by one of the views?
static bool isViewed(hw::TileKind K, uint32_t Offset) {
  if (K == hw::TileKind::Core) {
    static const uint32_t Viewed[] = {
        hw::registerOffset(K, "Core_Control"),
        hw::registerOffset(K, "Accumulator_Control")};
    if (is_contained(Viewed, Offset))
      return true;
  }
  if (K == hw::TileKind::ShimNoC &&
      (Offset == hw::shimMuxOffset() || Offset == hw::shimDemuxOffset()))
    return true;
  if (std::optional<hw::ChannelRegisterRef> C =
          hw::channelRegisterAt(K, Offset))
    return C->Which == hw::ChannelRegister::Control ||
           C->Which == hw::ChannelRegister::Queue;
  return hw::bdAt(K, Offset) || hw::lockValueAt(K, Offset) ||
         hw::switchRegisterAt(K, Offset);
}

static Node registerNode(const hw::RegisterRef &R, uint32_t Offset,
                         uint32_t Value, Form F) {
  if (F == Form::Text)
    return Node::line(formatv("{0}: {1}", R.name(),
                              R.Word ? "0x" + utohexstr(Value, true)
                                     : describeFields(*R.Reg, Value)));
  Node N;
  N.text("register", R.name());
  N.hex("offset", Offset);
  N.hex("value", Value);
  Node &Fields = N.add(Node::object("fields"));
  for (const hw::Field &Bits : R.Reg->Fields)
    if (Bits.Lsb < 32 && R.Word == 0)
      Fields.number(Bits.Name, Bits.extract(Value));
  return N;
}

static void addMemory(Node &To, StringRef Key, StringRef Title,
                      const WrittenBytes &Memory) {
  if (Memory.empty())
    return;
  Node &List = To.add(Node::array(Key, Title));
  for (const auto &[Offset, Data] : Memory.ranges()) {
    bool Zeros = all_of(Data, [](uint8_t B) { return B == 0; });
    Node &N = List.add(Node::line(formatv(
        "{0:x} to {1:x}: {2} bytes{3}", Offset, Offset + Data.size() - 1,
        Data.size(), Zeros ? ", zeros" : "")));
    N.hex("offset", Offset);
    N.number("bytes", Data.size());
    N.flag("zeros", Zeros);
  }
}

static void addCore(Node &To, const CoreView &V) {
  if (!V.ControlWritten && V.Program->empty() && !V.CascadeFromWest &&
      !V.CascadeToEast)
    return;
  Node &N = To.add(Node::line(formatv("core: {0}, cascade from {1} to {2}",
                                      V.Enabled   ? "enabled"
                                      : V.InReset ? "in reset"
                                                  : "not enabled",
                                      V.CascadeFromWest ? "west" : "north",
                                      V.CascadeToEast ? "east" : "south")));
  N.Key = "core";
  N.flag("enabled", V.Enabled);
  N.flag("in_reset", V.InReset);
  N.text("cascade_from", V.CascadeFromWest ? "west" : "north");
  N.text("cascade_to", V.CascadeToEast ? "east" : "south");
}

/// Adds \p List as an array of lines unless it is empty.
static void addList(Node &To, StringRef Key, StringRef Title,
                    std::vector<Node> List) {
  if (List.empty())
    return;
  To.add(Node::array(Key, Title)).Members = std::move(List);
}

static void addLocks(Node &To, ArrayRef<LockView> Locks, Form F) {
  if (Locks.empty())
    return;
  if (F == Form::Text) {
    std::string Values;
    for (const LockView &V : Locks)
      Values += (Values.empty() ? "" : " ") + std::to_string(V.Id) + "=" +
                std::to_string(V.Value);
    To.text("", Values, "locks");
    return;
  }
  Node &List = To.add(Node::array("locks"));
  for (const LockView &V : Locks)
    List.add(lockNode(V));
}

static Node tileDetails(const RegisterImage &I, hw::TileId T,
                        const TileState &S, Form F, const SharedLines &Lines) {
  Node N = Node::object("", tileName(S.Kind, T));
  addTile(N, T);
  for (Node &M : N.Members)
    M.onlyFor(Node::Programs); // The heading says it.
  if (S.Kind == hw::TileKind::Core)
    addCore(N, coreView(I, T));
  addLocks(N, lockViews(I, T), F);
  std::vector<Node> Bds, Channels, Registers;
  for (const BdView &V : bdViews(I, T))
    Bds.push_back(bdNode(V, F));
  for (const ChannelView &V : channelViews(I, T))
    Channels.push_back(channelNode(V, F));
  for (auto [Offset, Value] : S.Registers)
    if (!isViewed(S.Kind, Offset))
      if (std::optional<hw::RegisterRef> R =
              hw::findRegister(I.device().Gen, S.Kind, Offset))
        Registers.push_back(registerNode(*R, Offset, Value, F));
  addList(N, "bds", "BDs", std::move(Bds));
  addList(N, "channels", "channels", std::move(Channels));
  if (SwitchView V = switchView(I, T); !V.empty())
    addSwitch(V, N.add(Node::array("switch", "stream switch")), F);
  addList(N, "registers", "other registers", std::move(Registers));
  addMemory(N, "data_memory", "data memory", S.Data);
  addMemory(N, "program_memory", "program memory", S.Program);
  if (!S.Program.empty())
    N.add(programNode(S.Program, I.device().Gen, Lines));
  return N;
}

void inspect::addState(Node &To, std::shared_ptr<const RegisterImage> I, Form F,
                       std::optional<hw::TileId> Tile, SharedLines Lines) {
  if (!I->unresolved().empty()) {
    Node &List = To.add(Node::array("unresolved", "unresolved writes"));
    List.More = [I](Node::Adder Add) {
      for (const UnresolvedWrite &W : I->unresolved()) {
        Node N = Node::line(describe(I->device(), W));
        N.hex("address", W.Address);
        N.number("words", W.Words);
        Add(N);
      }
    };
  }
  std::vector<Node> Routes;
  for (const RouteView &R : routeViews(*I)) {
    bool Touches = !Tile || any_of(R.Hops, [&](const RouteHop &H) {
      return H.Tile == *Tile;
    });
    if (Touches)
      Routes.push_back(routeNode(I->device(), R, F));
  }
  addList(To, "routes", "routes", std::move(Routes));
  Node &Tiles = To.add(Node::array("tiles"));
  if (!Lines)
    Lines = std::make_shared<aie2::BundleLines>();
  Tiles.More = [=](Node::Adder Add) {
    for (const auto &[T, S] : I->tiles())
      if (!Tile || *Tile == T)
        Add(tileDetails(*I, T, S, F, Lines));
  };
}
