//===- PlaceTiles.cpp - aie-place-tiles -----------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In:  aie.logical_tile of some kind, perhaps with a column or a row.
// Out: only aie.tile. Cores have one tile each; mem and shim tiles may serve
//      several logical ones. No tile has more DMA channels in use than it has,
//      counting core to core FIFOs between neighbours as free.
//
// Cores go column by column, upwards, to the first place that fits, with
// backtracking; mem and shim tiles go near the cores that they serve.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/Passes.h"

#include "Demand.h"

#include "mlir/IR/Builders.h"
#include "llvm/ADT/STLExtras.h"

#include <map>

namespace aieforge::aie {
#define GEN_PASS_DEF_AIEPLACETILES
#include "aieforge/Transforms/Passes.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace aieforge::aie;
using namespace aieforge::aie::placement;
using namespace mlir;

namespace {

/// Backtracking steps before the placer gives up.
constexpr unsigned MaxSteps = 200000;

class Placer {
public:
  Placer(DeviceOp Device, int CoresPerColumn, bool Merge)
      : Device(Device), Target(*Device.getTargetModel()), Tiles(Device),
        Places(Tiles.Places), CoresPerColumn(CoresPerColumn), Merge(Merge) {}

  LogicalResult run();

private:
  LogicalResult placeCores();
  bool search(size_t Next);
  bool fits(Place &P, Site At);
  bool channelsSuffice(Place &P);
  LogicalResult placeOther(Place &P);
  double targetColumn(Place &P);
  void rewrite();

  DeviceOp Device;
  const hw::Device &Target;
  Demand Tiles;
  llvm::MapVector<Operation *, std::unique_ptr<Place>> &Places;
  int CoresPerColumn;
  bool Merge;
  SmallVector<Place *> Cores;
  SmallVector<Site> CoreSites;
  std::set<Site> Taken;
  unsigned Steps = 0;
  size_t Deepest = 0;
  /// Channels in use on mem and shim tiles.
  std::map<Site, std::pair<unsigned, unsigned>> Used;
};

bool Placer::channelsSuffice(Place &P) {
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

bool Placer::fits(Place &P, Site At) {
  if (Taken.count(At) || (P.Column && *P.Column != At.Column) ||
      (P.Row && *P.Row != At.Row))
    return false;
  P.At = At;
  bool Good = channelsSuffice(P);
  for (Place *Peer : llvm::concat<Place *>(P.From, P.To))
    Good = Good && channelsSuffice(*Peer);
  for (Place *Memory : P.Reads)
    Good = Good && (!Memory->At || reaches(At, *Memory->At));
  for (auto &Entry : Places) {
    Place &Other = *Entry.second;
    if (Other.At && llvm::is_contained(Other.Reads, &P))
      Good = Good && reaches(*Other.At, At);
  }
  auto cascade = [](Site From, Site To) {
    return (To.Column == From.Column && To.Row == From.Row - 1) ||
           (To.Column == From.Column + 1 && To.Row == From.Row);
  };
  for (Place *Next : P.CascadeTo)
    Good = Good && (!Next->At || cascade(At, *Next->At));
  for (Place *Previous : P.CascadeFrom)
    Good = Good && (!Previous->At || cascade(*Previous->At, At));
  P.At.reset();
  return Good;
}

bool Placer::search(size_t Next) {
  Deepest = std::max(Deepest, Next);
  if (Next == Cores.size())
    return true;
  if (++Steps > MaxSteps)
    return false;
  Place &P = *Cores[Next];
  for (Site At : CoreSites) {
    if (!fits(P, At))
      continue;
    P.At = At;
    Taken.insert(At);
    if (search(Next + 1))
      return true;
    Taken.erase(At);
    P.At.reset();
    if (Steps > MaxSteps)
      return false;
  }
  return false;
}

LogicalResult Placer::placeCores() {
  int Rows = llvm::count(Target.RowKinds, hw::TileKind::Core);
  if (CoresPerColumn > Rows)
    return Device.emitOpError("requested cores-per-col (")
           << CoresPerColumn << ") exceeds device capacity (" << Rows << ")";
  for (unsigned Column = 0; Column != Target.Columns; ++Column) {
    int Count = 0;
    for (unsigned Row = 0; Row != Target.Rows; ++Row)
      if (Target.kind(Column, Row) == hw::TileKind::Core &&
          (CoresPerColumn < 0 || Count++ < CoresPerColumn))
        CoreSites.push_back({static_cast<int>(Column), static_cast<int>(Row)});
  }
  for (auto &Entry : Places) {
    Place &P = *Entry.second;
    if (P.Kind != AIETileType::CoreTile)
      continue;
    if (P.At)
      Taken.insert(*P.At);
    else
      Cores.push_back(&P);
  }
  // The most constrained first: pinned tiles, then those whose neighbours
  // matter because their channels do not suffice for all peers.
  auto rank = [](Place *P) {
    int Given = P->Column.has_value() + P->Row.has_value();
    int Peers = P->From.size() + P->To.size() + P->Reads.size() +
                P->CascadeFrom.size() + P->CascadeTo.size();
    return std::pair(-Given, -Peers);
  };
  std::vector<std::pair<std::pair<int, int>, size_t>> Order;
  for (auto [I, P] : llvm::enumerate(Cores))
    Order.emplace_back(rank(P), I);
  llvm::sort(Order);
  SmallVector<Place *> Sorted;
  for (auto &[Rank, I] : Order)
    Sorted.push_back(Cores[I]);
  Cores = Sorted;
  if (search(0))
    return success();
  Place *P = Cores[std::min(Deepest, Cores.size() - 1)];
  auto Error = P->Op->emitOpError("no compute tile available matching its "
                                  "constraints: ");
  Error << Cores.size() << " logical core tiles on " << CoreSites.size()
        << " cores of the device";
  if (!P->Reads.empty())
    Error << "; the core must reach buffers of " << P->Reads.size()
          << " other tiles";
  if (!P->CascadeFrom.empty() || !P->CascadeTo.empty())
    Error << "; cascades go to the tile directly south or east";
  if (!P->From.empty() || !P->To.empty())
    Error << "; it has FIFOs with " << P->From.size() + P->To.size()
          << " cores and needs " << P->inputs() << " input and " << P->outputs()
          << " output DMA channels besides";
  return Error;
}

/// The mean column of the cores that the tile serves, one mem tile away at
/// most; 0 if there is none.
double Placer::targetColumn(Place &P) {
  if (P.Column)
    return *P.Column;
  double Sum = 0;
  unsigned Count = 0;
  auto add = [&](Place *Peer) {
    if (Peer->Kind != AIETileType::CoreTile || !Peer->At)
      return;
    Sum += Peer->At->Column;
    ++Count;
  };
  for (Place *Peer : P.Linked) {
    add(Peer);
    if (Peer->Kind == AIETileType::MemTile)
      for (Place *Behind : Peer->Linked)
        add(Behind);
  }
  return Count ? Sum / Count : 0;
}

LogicalResult Placer::placeOther(Place &P) {
  bool Mem = P.Kind == AIETileType::MemTile;
  const hw::TileInfo &Info =
      hw::tileInfo(Mem ? hw::TileKind::Mem : hw::TileKind::ShimNoC);
  double Wanted = targetColumn(P);
  std::optional<std::tuple<double, unsigned, Site>> Best;
  for (int Column = 0; Column != static_cast<int>(Target.Columns); ++Column)
    for (int Row = 0; Row != static_cast<int>(Target.Rows); ++Row) {
      if (static_cast<int>(Target.kind(Column, Row)) !=
              static_cast<int>(P.Kind) ||
          (P.Row && *P.Row != Row))
        continue;
      if (P.Column && P.Row && *P.Column != Column)
        continue;
      Site At{Column, Row};
      auto [In, Out] = Used[At];
      if (In + P.inputs() > Info.S2MM || Out + P.outputs() > Info.MM2S ||
          (!Merge && Taken.count(At)))
        continue;
      std::tuple Rank(std::abs(Column - Wanted), In + Out, At);
      if (!Best || Rank < *Best)
        Best = Rank;
    }
  if (!Best)
    return P.Op->emitOpError("no ")
           << stringifyAIETileType(P.Kind)
           << " has sufficient DMA capacity for " << P.inputs() << " input/"
           << P.outputs() << " output channels near column " << Wanted;
  P.At = std::get<Site>(*Best);
  Taken.insert(*P.At);
  Used[*P.At].first += P.inputs();
  Used[*P.At].second += P.outputs();
  return success();
}

void Placer::rewrite() {
  std::map<Site, TileOp> Known;
  for (auto Tile : Device.getOps<TileOp>())
    Known.try_emplace({Tile.colIndex(), Tile.rowIndex()}, Tile);
  OpBuilder Builder = OpBuilder::atBlockBegin(Device.getBody());
  for (auto &Entry : Places) {
    auto Logical = dyn_cast<LogicalTileOp>(Entry.first);
    if (!Logical)
      continue;
    Site At = *Entry.second->At;
    TileOp &Tile = Known[At];
    if (!Tile)
      Tile = TileOp::create(Builder, Logical.getLoc(), At.Column, At.Row,
                            StringAttr());
    else
      Tile->moveBefore(Device.getBody(), Device.getBody()->begin());
    if (auto Scheme = Logical.getAllocationSchemeAttr())
      Tile.setAllocationSchemeAttr(Scheme);
    Logical.replaceAllUsesWith(Tile.getResult());
  }
  for (auto &Entry : Places)
    if (isa<LogicalTileOp>(Entry.first))
      Entry.first->erase();
}

LogicalResult Placer::run() {
  bool Any = llvm::any_of(
      Places, [](auto &Entry) { return !Entry.second->At.has_value(); });
  if (!Any)
    return success();
  Tiles.collectConnections();
  if (failed(placeCores()))
    return failure();
  std::vector<std::tuple<int, size_t, Place *>> Others;
  for (auto &Entry : Places) {
    Place &P = *Entry.second;
    if (P.Kind == AIETileType::CoreTile)
      continue;
    if (P.At) {
      Used[*P.At].first += P.inputs();
      Used[*P.At].second += P.outputs();
      continue;
    }
    if (P.Kind == AIETileType::ShimPLTile)
      return P.Op->emitOpError("ShimPLTile cannot be placed on an NPU");
    Others.emplace_back(-static_cast<int>(P.inputs() + P.outputs()),
                        Others.size(), &P);
  }
  llvm::sort(Others);
  for (auto &[Need, Index, P] : Others)
    if (failed(placeOther(*P)))
      return failure();
  rewrite();
  return success();
}

struct PlaceTiles : aie::impl::AIEPlaceTilesBase<PlaceTiles> {
  using AIEPlaceTilesBase::AIEPlaceTilesBase;

  void runOnOperation() override {
    if (PlacerName != "sequential_placer" && PlacerName != "sa_placer") {
      getOperation().emitOpError("unknown placer '")
          << PlacerName.getValue() << "'";
      return signalPassFailure();
    }
    if (failed(Placer(getOperation(), CoresPerCol, MergeLogicalTiles).run()))
      signalPassFailure();
  }
};

} // namespace
