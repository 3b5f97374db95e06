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
// Cores come first; mem and shim tiles go near the cores that they serve. The
// sa_placer shortens the streams between cores, and lets a neighbour's memory
// take FIFOs that a core has no room for.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/Passes.h"

#include "Cores.h"

#include "mlir/IR/Builders.h"
#include "llvm/ADT/STLExtras.h"

namespace aieforge::aie {
#define GEN_PASS_DEF_AIEPLACETILES
#include "aieforge/Transforms/Passes.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace aieforge::aie;
using namespace aieforge::aie::placement;
using namespace mlir;

namespace {

class Placer {
public:
  Placer(DeviceOp Device, const AIEPlaceTilesOptions &Options)
      : Device(Device), Target(*Device.getTargetModel()), Tiles(Device),
        Places(Tiles.Places), Options(Options) {}

  LogicalResult run();

private:
  LogicalResult placeCores();
  LogicalResult placeOthers();
  LogicalResult placeOther(Place &P);
  int targetColumn(Place &P);
  void rewrite();
  TileOp tileAt(Site At, Location Loc);

  DeviceOp Device;
  const hw::Device &Target;
  Demand Tiles;
  llvm::MapVector<Operation *, std::unique_ptr<Place>> &Places;
  const AIEPlaceTilesOptions &Options;
  /// Mem and shim tiles that a logical tile stands on.
  std::set<Site> Taken;
  /// Channels in use on mem and shim tiles.
  std::map<Site, std::pair<unsigned, unsigned>> Used;
  SmallVector<std::pair<ObjectFifoCreateOp, Site>> Spilled;
};

LogicalResult Placer::placeCores() {
  Cores All(Device, Tiles);
  bool Anneal = Options.PlacerName == PlacerKind::Annealing;
  if (failed(All.place(Options.CoresPerCol,
                       Anneal ? "no available physical tile for placement"
                              : "no available compute tiles for placement")))
    return failure();
  if (Anneal) {
    All.anneal(Options.SaSeed);
    Spilled = spillFifos(Device, Tiles);
  }
  return success();
}

/// The column where the streams of \p P are shortest: to a stream with one
/// other end from there, to one with several from their span. Among equals
/// the one nearest to the mean of all ends. Mem tiles in between are looked
/// through.
int Placer::targetColumn(Place &P) {
  if (P.Column)
    return *P.Column;
  auto isCore = [](Place *Peer) {
    return Peer->Kind == AIETileType::CoreTile && Peer->At;
  };
  SmallVector<SmallVector<int>> Ends;
  int Sum = 0, Count = 0;
  for (ArrayRef<Place *> Peers : P.Streams) {
    SmallVector<int> Columns;
    for (Place *Peer : Peers) {
      if (isCore(Peer))
        Columns.push_back(Peer->At->Column);
      else if (Peer != &P && isa<LogicalTileOp>(Peer->Op))
        for (ArrayRef<Place *> Behind : Peer->Streams)
          for (Place *Core : Behind)
            if (isCore(Core))
              Columns.push_back(Core->At->Column);
    }
    for (int Column : Columns)
      Sum += Column, ++Count;
    if (!Columns.empty())
      Ends.push_back(Columns);
  }
  std::optional<std::tuple<int, int, int>> Best;
  for (int Column = 0; Count && Column != static_cast<int>(Target.Columns);
       ++Column) {
    int Cost = 0;
    for (ArrayRef<int> Columns : Ends)
      Cost += std::max({0, *llvm::min_element(Columns) - Column,
                        Column - *llvm::max_element(Columns)});
    std::tuple Rank(Cost, std::abs(Column * Count - Sum), Column);
    if (!Best || Rank < *Best)
      Best = Rank;
  }
  return Best ? std::get<2>(*Best) : 0;
}

LogicalResult Placer::placeOther(Place &P) {
  bool Mem = P.Kind == AIETileType::MemTile;
  const hw::TileInfo &Info =
      hw::tileInfo(Mem ? hw::TileKind::Mem : hw::TileKind::ShimNoC);
  int Wanted = targetColumn(P);
  std::optional<std::tuple<int, unsigned, Site>> Best;
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
          (!Options.MergeLogicalTiles && Taken.count(At)))
        continue;
      std::tuple Rank(std::abs(Column - Wanted), In + Out, At);
      if (!Best || Rank < *Best)
        Best = Rank;
    }
  if (!Best && P.Column && P.Row)
    return mlir::emitError(P.Op->getLoc(), "tile (")
           << *P.Column << ", " << *P.Row << ") requires " << P.inputs()
           << " input/" << P.outputs() << " output DMA channels, but only "
           << Info.S2MM - Used[{*P.Column, *P.Row}].first << " input/"
           << Info.MM2S - Used[{*P.Column, *P.Row}].second
           << " output available";
  if (!Best) {
    StringRef Kind = stringifyAIETileType(P.Kind);
    auto Error = mlir::emitError(P.Op->getLoc());
    Error << "no " << Kind << " has sufficient DMA capacity for " << P.inputs()
          << " input/" << P.outputs() << " output channels "
          << (P.Column ? "at" : "near centroid") << " column " << Wanted << ": "
          << (Mem ? "a mem" : "a shim") << " tile has " << Info.S2MM
          << " input and " << Info.MM2S << " output channels";
    Error.attachNote() << "to fix, pin this " << Kind
                       << " to a column with free channels, use fewer streams, "
                          "or let logical tiles share tiles "
                          "(merge-logical-tiles=true)";
    return failure();
  }
  P.At = std::get<Site>(*Best);
  Taken.insert(*P.At);
  Used[*P.At].first += P.inputs();
  Used[*P.At].second += P.outputs();
  return success();
}

/// Those with most channels choose first.
LogicalResult Placer::placeOthers() {
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
      return P.Op->emitError("DMA channel-based SequentialPlacer does not "
                             "support unplaced ShimPLTiles: they have no DMAs");
    Others.emplace_back(-static_cast<int>(P.inputs() + P.outputs()),
                        Others.size(), &P);
  }
  llvm::sort(Others);
  for (auto &[Need, Index, P] : Others)
    if (failed(placeOther(*P)))
      return failure();
  return success();
}

/// The tile op at \p At, in front of everything that may use it.
TileOp Placer::tileAt(Site At, Location Loc) {
  OpBuilder Builder = OpBuilder::atBlockBegin(Device.getBody());
  if (TileOp Known = Device.findTile(At.Column, At.Row)) {
    Operation *First = nullptr;
    for (auto &Entry : Places)
      if (isa<LogicalTileOp>(Entry.first)) {
        First = Entry.first;
        break;
      }
    if (First && !Known->isBeforeInBlock(First))
      Known->moveBefore(First);
    return Known;
  }
  return TileOp::create(Builder, Loc, At.Column, At.Row, StringAttr());
}

void Placer::rewrite() {
  for (auto &Entry : Places) {
    auto Logical = dyn_cast<LogicalTileOp>(Entry.first);
    if (!Logical)
      continue;
    TileOp Tile = tileAt(*Entry.second->At, Logical.getLoc());
    if (auto Scheme = Logical.getAllocationSchemeAttr())
      Tile.setAllocationSchemeAttr(Scheme);
    Logical.replaceAllUsesWith(Tile.getResult());
  }
  for (auto [Fifo, At] : Spilled) {
    mlir::Value Memory = tileAt(At, Fifo.getLoc()).getResult();
    OpBuilder Builder(Device.getContext());
    Builder.setInsertionPointAfter(Fifo);
    ObjectFifoAllocateOp::create(Builder, Fifo.getLoc(),
                                 FlatSymbolRefAttr::get(Fifo.getSymNameAttr()),
                                 Memory);
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
  if (failed(placeCores()) || failed(placeOthers()))
    return failure();
  rewrite();
  return success();
}

struct PlaceTiles : aie::impl::AIEPlaceTilesBase<PlaceTiles> {
  using AIEPlaceTilesBase::AIEPlaceTilesBase;

  void runOnOperation() override {
    AIEPlaceTilesOptions Options;
    Options.PlacerName = PlacerName;
    Options.CoresPerCol = CoresPerCol;
    Options.MergeLogicalTiles = MergeLogicalTiles;
    Options.SaSeed = SaSeed;
    if (failed(Placer(getOperation(), Options).run()))
      signalPassFailure();
  }
};

} // namespace
