//===- Cores.cpp - places for core tiles ----------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What holds of every placement: one logical tile a core; no more DMA channels
// than a core has, counting FIFOs between neighbours as free; buffers of other
// tiles within reach; cascades to the south or the east.
//
//===----------------------------------------------------------------------===//

#include "Cores.h"

using namespace aieforge;
using namespace aieforge::aie;
using namespace aieforge::aie::placement;
using namespace mlir;

/// Backtracking steps before the search gives up.
static constexpr unsigned MaxSteps = 100000;

LogicalResult Cores::collectSites(int PerColumn) {
  const hw::Device &Target = *Device.getTargetModel();
  int Rows = llvm::count(Target.RowKinds, hw::TileKind::Core);
  if (PerColumn > Rows)
    return Device.emitError("requested cores-per-col (")
           << PerColumn << ") exceeds device capacity (" << Rows
           << " cores per column)";
  for (unsigned Column = 0; Column != Target.Columns; ++Column) {
    SmallVector<Site> Edge;
    int Count = 0;
    for (unsigned Row = 0; Row != Target.Rows; ++Row) {
      if (!Target.isCore(Column, Row) ||
          (PerColumn >= 0 && Count++ >= PerColumn))
        continue;
      Site At{static_cast<int>(Column), static_cast<int>(Row)};
      Sites.push_back(At);
      bool Inner =
          Target.isCore(Column, Row - 1) && Target.isCore(Column, Row + 1);
      (Inner ? InnerFirst : Edge).push_back(At);
    }
    llvm::append_range(InnerFirst, Edge);
  }
  return success();
}

/// Cores that send to or receive from \p P by a FIFO and must be neighbours,
/// since it has no DMA channels for them.
unsigned Cores::neighbourDemand(const Place &P) const {
  const hw::TileInfo &Info = hw::tileInfo(hw::TileKind::Core);
  auto missing = [](size_t Peers, unsigned Channels, unsigned InUse) {
    unsigned Free = Channels - std::min(Channels, InUse);
    return Peers > Free ? Peers - Free : 0;
  };
  return missing(P.From.size(), Info.S2MM, P.inputs()) +
         missing(P.To.size(), Info.MM2S, P.outputs());
}

ArrayRef<Site> Cores::sitesFor(const Place &P) const {
  return neighbourDemand(P) ? InnerFirst : Sites;
}

bool Cores::channelsSuffice(Place &P) {
  if (!P.At)
    return true;
  const hw::TileInfo &Info = hw::tileInfo(hw::TileKind::Core);
  auto far = [&](ArrayRef<Place *> Peers) {
    return llvm::count_if(Peers, [&](Place *Peer) {
      return Peer->At && Peer != &P && !neighbours(*P.At, *Peer->At);
    });
  };
  return far(P.From) + P.inputs() <= Info.S2MM &&
         far(P.To) + P.outputs() <= Info.MM2S;
}

static bool cascades(Site From, Site To) {
  return (To.Column == From.Column && To.Row == From.Row - 1) ||
         (To.Column == From.Column + 1 && To.Row == From.Row);
}

/// Looks at \p P and at all placed tiles that it deals with.
Cores::Conflict Cores::conflict(Place &P) {
  for (Place *Memory : P.Reads)
    if (Memory->At && !reaches(*P.At, *Memory->At))
      return Conflict::Memory;
  for (Place *Reader : P.ReadBy)
    if (Reader->At && !reaches(*Reader->At, *P.At))
      return Conflict::Memory;
  for (Place *Next : P.CascadeTo)
    if (Next->At && !cascades(*P.At, *Next->At))
      return Conflict::Cascade;
  for (Place *Previous : P.CascadeFrom)
    if (Previous->At && !cascades(*Previous->At, *P.At))
      return Conflict::Cascade;
  bool Good = channelsSuffice(P);
  for (Place *Peer : llvm::concat<Place *>(P.From, P.To))
    Good = Good && channelsSuffice(*Peer);
  return Good ? Conflict::None : Conflict::Channels;
}

bool Cores::fits(Place &P, Site At) {
  if (Taken.count(At) || !P.allows(At))
    return false;
  P.At = At;
  bool Good = conflict(P) == Conflict::None;
  P.At.reset();
  return Good;
}

bool Cores::search(size_t Next) {
  if (Next > Deepest.size() || Deepest.empty()) {
    Deepest.clear();
    for (Place *P : ArrayRef(Movable).take_front(Next))
      Deepest.emplace_back(P, *P->At);
  }
  if (Next == Movable.size())
    return true;
  if (++Steps > MaxSteps)
    return false;
  Place &P = *Movable[Next];
  for (Site At : sitesFor(P)) {
    if (!fits(P, At))
      continue;
    P.At = At;
    Taken[At] = &P;
    if (search(Next + 1))
      return true;
    Taken.erase(At);
    P.At.reset();
    if (Steps > MaxSteps)
      return false;
  }
  return false;
}

/// First in mlir-aie's order: given places, then those that need neighbours
/// and their peers, then the design's order; if that leads nowhere, those
/// with most relations first.
bool Cores::searchInOrder() {
  SmallVector<Place *> InDesign = Movable;
  auto sortBy = [&](auto Rank) {
    std::vector<std::pair<decltype(Rank(Movable.front())), size_t>> Order;
    for (auto [I, P] : llvm::enumerate(InDesign))
      Order.emplace_back(Rank(P), I);
    llvm::sort(Order);
    for (auto [To, From] : llvm::zip(Movable, Order))
      To = InDesign[From.second];
    Steps = 0;
    return search(0);
  };
  auto given = [](Place *P) {
    return P->Column.has_value() + P->Row.has_value();
  };
  if (sortBy([&](Place *P) {
        int Own = neighbourDemand(*P), Most = Own;
        for (Place *Peer : llvm::concat<Place *>(P->From, P->To))
          Most = std::max<int>(Most, neighbourDemand(*Peer));
        return std::tuple(-given(P), -Most, -Own);
      }))
    return true;
  auto Reached = std::exchange(Deepest, {});
  SmallVector<Place *> First = Movable;
  if (sortBy([&](Place *P) {
        int Peers = P->From.size() + P->To.size() + P->Reads.size() +
                    P->CascadeFrom.size() + P->CascadeTo.size();
        return std::pair(-given(P), -Peers);
      }))
    return true;
  Movable = First;
  Deepest = Reached;
  return false;
}

/// Tiles with column and row, first to last: each must suit those of them that
/// it deals with.
LogicalResult Cores::takeGiven() {
  SmallVector<Place *> Given;
  for (auto &Entry : Tiles.Places) {
    Place &P = *Entry.second;
    if (P.Kind != AIETileType::CoreTile || P.At || !P.Column || !P.Row)
      continue;
    Site At{*P.Column, *P.Row};
    if (Taken.count(At))
      return report(P, "");
    P.At = At;
    Taken[At] = &P;
    Given.push_back(&P);
  }
  for (Place *P : Given)
    if (conflict(*P) != Conflict::None)
      return report(*P, "");
  return success();
}

LogicalResult Cores::place(int PerColumn, StringRef NoRoom) {
  if (failed(collectSites(PerColumn)))
    return failure();
  for (auto &Entry : Tiles.Places)
    if (Place &P = *Entry.second; P.Kind == AIETileType::CoreTile && P.At)
      Taken[*P.At] = &P;
  if (failed(takeGiven()))
    return failure();
  for (auto &Entry : Tiles.Places)
    if (Place &P = *Entry.second; P.Kind == AIETileType::CoreTile && !P.At)
      Movable.push_back(&P);
  if (searchInOrder())
    return success();
  // As far as it got.
  for (auto [P, At] : Deepest) {
    P->At = At;
    Taken[At] = P;
  }
  return report(*Movable[Deepest.size()], NoRoom);
}

void Cores::notePeers(InFlightDiagnostic &Error, Place &P, Conflict What) {
  auto note = [&](ArrayRef<Place *> Peers, StringRef Role) {
    for (Place *Peer : Peers)
      if (Peer->At)
        Error.attachNote(Peer->Op->getLoc())
            << Role << " peer placed at (" << Peer->At->Column << ", "
            << Peer->At->Row << ")";
  };
  switch (What) {
  case Conflict::None:
    break;
  case Conflict::Memory:
    note(P.Reads, "shared-L1 buffer owner");
    note(P.ReadBy, "shared-L1 buffer consumer");
    Error.attachNote() << "shared-L1 buffer adjacency requires this LTO to be "
                          "on a tile whose L1 is shared with the buffer "
                          "owner's tile: a core reaches its own memory and "
                          "those south, west and north of it";
    break;
  case Conflict::Cascade:
    note(P.CascadeFrom, "cascade source");
    note(P.CascadeTo, "cascade destination");
    Error.attachNote() << "cascade adjacency requires the destination tile to "
                          "be one row South or one column East of the source "
                          "tile";
    break;
  case Conflict::Channels:
    note(P.From, "compute-peer producer");
    note(P.To, "compute-peer consumer");
    Error.attachNote() << "FIFOs between neighbours need no DMA; pin this tile "
                          "next to the tiles above, or pin one of those";
    break;
  }
}

/// Says what keeps \p P from all sites that its column and row admit.
LogicalResult Cores::report(Place &P, StringRef NoRoom) {
  SmallVector<Conflict> Seen;
  std::optional<Site> Free;
  bool Given = P.Column && P.Row;
  if (Given && P.At) {
    Free = P.At;
    Seen.push_back(conflict(P));
  }
  for (Site At : Given ? ArrayRef<Site>() : ArrayRef(Sites)) {
    if (Taken.count(At) || !P.allows(At))
      continue;
    if (!Free)
      Free = At;
    P.At = At;
    Seen.push_back(conflict(P));
    P.At.reset();
  }
  const hw::TileInfo &Info = hw::tileInfo(hw::TileKind::Core);
  auto Error = mlir::emitError(P.Op->getLoc());
  if (Free && (P.inputs() > Info.S2MM || P.outputs() > Info.MM2S)) {
    Error << "tile (" << Free->Column << ", " << Free->Row << ") requires "
          << P.inputs() << " input/" << P.outputs()
          << " output DMA channels, but only " << Info.S2MM << " input/"
          << Info.MM2S << " output available";
    if (!Given)
      Error.attachNote() << "placer selected this tile; every core has as many";
    return Error;
  }
  std::pair<Conflict, StringRef> Names[] = {
      {Conflict::Memory, "shared-L1 buffer adjacency"},
      {Conflict::Cascade, "cascade adjacency"},
      {Conflict::Channels, "compute-peer DMA budget"}};
  auto matters = [&](Conflict What) {
    bool Has = What == Conflict::Memory ? !P.Reads.empty() || !P.ReadBy.empty()
               : What == Conflict::Cascade
                   ? !P.CascadeFrom.empty() || !P.CascadeTo.empty()
                   : !P.From.empty() || !P.To.empty();
    return Has &&
           (Free ? llvm::is_contained(Seen, What) : What == Conflict::Cascade);
  };
  auto text = [](std::optional<int> N) {
    return N ? std::to_string(*N) : std::string("?");
  };
  std::string At = "(" + text(P.Column) + ", " + text(P.Row) + ")";
  bool Anywhere = !P.Column && !P.Row;
  if (Given && P.At)
    Error << "tile " << At << " violates";
  else if (Anywhere)
    Error << NoRoom;
  else
    Error << "no compute tile available matching constraint " << At;
  StringRef Joint = Given && P.At ? " " : " and ";
  for (auto [What, Name] : Names) {
    if (!matters(What))
      continue;
    if (Anywhere)
      Error << " (" << Name << " unsatisfiable)";
    else
      Error << Joint << Name;
    Joint = " and ";
  }
  Error << ": " << (Free ? "no free core suits it" : "no core is free")
        << "; the device has " << Sites.size() << " and the design "
        << Movable.size() + Taken.size() - Deepest.size() << " core tiles";
  for (auto [What, Name] : Names)
    if (matters(What))
      notePeers(Error, P, What);
  return Error;
}
