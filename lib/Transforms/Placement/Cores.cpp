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

/// Whether the site of \p P suits it and all placed tiles that it deals with.
bool Cores::sound(Place &P) {
  bool Good = channelsSuffice(P);
  for (Place *Peer : llvm::concat<Place *>(P.From, P.To))
    Good = Good && channelsSuffice(*Peer);
  for (Place *Memory : P.Reads)
    Good = Good && (!Memory->At || reaches(*P.At, *Memory->At));
  for (auto &Entry : Tiles.Places) {
    Place &Other = *Entry.second;
    if (Other.At && llvm::is_contained(Other.Reads, &P))
      Good = Good && reaches(*Other.At, *P.At);
  }
  auto cascade = [](Site From, Site To) {
    return (To.Column == From.Column && To.Row == From.Row - 1) ||
           (To.Column == From.Column + 1 && To.Row == From.Row);
  };
  for (Place *Next : P.CascadeTo)
    Good = Good && (!Next->At || cascade(*P.At, *Next->At));
  for (Place *Previous : P.CascadeFrom)
    Good = Good && (!Previous->At || cascade(*Previous->At, *P.At));
  return Good;
}

bool Cores::fits(Place &P, Site At) {
  if (Taken.count(At) || !P.allows(At))
    return false;
  P.At = At;
  bool Good = sound(P);
  P.At.reset();
  return Good;
}

bool Cores::search(size_t Next) {
  Deepest = std::max(Deepest, Next);
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
  size_t Reached = std::exchange(Deepest, 0);
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

LogicalResult Cores::place(int PerColumn, StringRef NoRoom) {
  if (failed(collectSites(PerColumn)))
    return failure();
  for (auto &Entry : Tiles.Places) {
    Place &P = *Entry.second;
    if (P.Kind != AIETileType::CoreTile)
      continue;
    if (P.At)
      Taken[*P.At] = &P;
    else
      Movable.push_back(&P);
  }
  return searchInOrder() ? success() : reportFailure(NoRoom);
}

LogicalResult Cores::reportFailure(StringRef NoRoom) {
  Place *P = Movable[std::min(Deepest, Movable.size() - 1)];
  auto text = [](std::optional<int> N) {
    return N ? std::to_string(*N) : std::string("?");
  };
  auto Error = mlir::emitError(P->Op->getLoc());
  if (P->Column || P->Row)
    Error << "no compute tile available matching constraint ("
          << text(P->Column) << ", " << text(P->Row) << ")";
  else
    Error << NoRoom;
  Error << ": " << Movable.size() << " logical core tiles on " << Sites.size()
        << " cores of the device";
  if (!P->Reads.empty())
    Error << "; the core must reach buffers of " << P->Reads.size()
          << " other tiles";
  if (!P->CascadeFrom.empty() || !P->CascadeTo.empty())
    Error << "; cascades go to the tile directly south or east";
  if (P->inputs() || P->outputs() || !P->From.empty() || !P->To.empty())
    Error << "; it has FIFOs with " << P->From.size() + P->To.size()
          << " cores and needs " << P->inputs() << " input and " << P->outputs()
          << " output DMA channels besides";
  for (Place *Peer : llvm::concat<Place *>(P->CascadeFrom, P->CascadeTo,
                                           P->Reads, P->From, P->To))
    if (Peer->At)
      Error.attachNote(Peer->Op->getLoc())
          << "this tile, which it is connected to, was placed at ("
          << Peer->At->Column << ", " << Peer->At->Row << ")";
  return Error;
}
