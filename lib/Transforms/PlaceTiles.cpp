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

#include "Tiles.h"
#include "aieforge/Dialect/AIEX/AIEXDialect.h"

#include "mlir/IR/Builders.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLExtras.h"

#include <map>
#include <set>

namespace aieforge::aie {
#define GEN_PASS_DEF_AIEPLACETILES
#include "aieforge/Transforms/Passes.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

namespace {

/// Backtracking steps before the placer gives up.
constexpr unsigned MaxSteps = 200000;

struct Site {
  int Column, Row;
  auto operator<=>(const Site &) const = default;
};

bool reaches(Site Core, Site Memory) {
  return llvm::any_of(hw::coreWindows(), [&](const hw::ReachWindow &W) {
    return Core.Column + W.ColumnStep == Memory.Column &&
           Core.Row + W.RowStep == Memory.Row;
  });
}

/// Two cores that can pass objects through one of their memories.
bool neighbours(Site A, Site B) { return reaches(A, B) || reaches(B, A); }

/// A tile value of the design, placed or not.
struct Place {
  Operation *Op = nullptr;
  AIETileType Kind = AIETileType::CoreTile;
  std::optional<int> Column, Row;
  std::optional<Site> At;
  /// DMA channels needed whatever the placement.
  unsigned In = 0, Out = 0;
  std::set<std::pair<WireBundle, unsigned>> FlowIn, FlowOut;
  /// Cores that send to, or receive from, this core by a FIFO of their own.
  SmallVector<Place *> From, To;
  /// Tiles whose memory the core reads or writes.
  SmallVector<Place *> Reads;
  /// Cores that are to be directly north or west of this one.
  SmallVector<Place *> CascadeFrom, CascadeTo;
  /// Tiles that streams join to this one.
  SmallVector<Place *> Linked;

  unsigned inputs() const { return In + FlowIn.size(); }
  unsigned outputs() const { return Out + FlowOut.size(); }
};

class Placer {
public:
  Placer(DeviceOp Device, int CoresPerColumn, bool Merge)
      : Device(Device), Target(*Device.getTargetModel()),
        CoresPerColumn(CoresPerColumn), Merge(Merge) {}

  LogicalResult run();

private:
  Place *placeOf(mlir::Value V) {
    auto It = Places.find(V.getDefiningOp());
    return It == Places.end() ? nullptr : It->second.get();
  }
  void collectTiles();
  void collectFifos();
  void collectFlows();
  void collectCores();
  LogicalResult placeCores();
  bool search(size_t Next);
  bool fits(Place &P, Site At);
  bool channelsSuffice(Place &P);
  LogicalResult placeOther(Place &P);
  double targetColumn(Place &P);
  void rewrite();

  DeviceOp Device;
  const hw::Device &Target;
  int CoresPerColumn;
  bool Merge;
  llvm::MapVector<Operation *, std::unique_ptr<Place>> Places;
  SmallVector<Place *> Cores;
  SmallVector<Site> CoreSites;
  std::set<Site> Taken;
  unsigned Steps = 0;
  size_t Deepest = 0;
  /// Channels in use on mem and shim tiles.
  std::map<Site, std::pair<unsigned, unsigned>> Used;
};

void Placer::collectTiles() {
  for (Operation &Op : *Device.getBody()) {
    auto P = std::make_unique<Place>();
    P->Op = &Op;
    if (auto Tile = dyn_cast<TileOp>(Op)) {
      P->Kind = Tile.getTileType();
      P->At = {Tile.colIndex(), Tile.rowIndex()};
    } else if (auto Logical = dyn_cast<LogicalTileOp>(Op)) {
      P->Kind = Logical.getTileType();
      if (auto Column = Logical.getCol())
        P->Column = *Column;
      if (auto Row = Logical.getRow())
        P->Row = *Row;
    } else {
      continue;
    }
    Places[&Op] = std::move(P);
  }
}

void Placer::collectFifos() {
  std::map<std::pair<StringRef, Operation *>, bool> LinkSide;
  for (auto Link : Device.getOps<ObjectFifoLinkOp>()) {
    Place *At = Link.getSharedTile() ? placeOf(Link.getSharedTile()) : nullptr;
    if (!At)
      continue;
    At->In += Link.getFifoIns().size();
    At->Out += Link.getFifoOuts().size();
    for (Attribute Name : Link.getFifoIns())
      LinkSide[{cast<FlatSymbolRefAttr>(Name).getValue(), At->Op}] = true;
    for (Attribute Name : Link.getFifoOuts())
      LinkSide[{cast<FlatSymbolRefAttr>(Name).getValue(), At->Op}] = true;
  }
  for (auto Fifo : Device.getOps<ObjectFifoCreateOp>()) {
    Place *Producer = placeOf(Fifo.getProducerTile());
    if (!Producer)
      continue;
    bool Counted = LinkSide.count({Fifo.getSymName(), Producer->Op});
    for (mlir::Value V : Fifo.getConsumerTiles()) {
      Place *Consumer = placeOf(V);
      if (!Consumer)
        continue;
      Producer->Linked.push_back(Consumer);
      Consumer->Linked.push_back(Producer);
      bool ConsumerCounted = LinkSide.count({Fifo.getSymName(), Consumer->Op});
      if (Fifo.getConsumerTiles().size() == 1 && !Counted && !ConsumerCounted &&
          Producer->Kind == AIETileType::CoreTile &&
          Consumer->Kind == AIETileType::CoreTile && !Fifo.getVia_DMA()) {
        Producer->To.push_back(Consumer);
        Consumer->From.push_back(Producer);
        Counted = true;
        continue;
      }
      if (!ConsumerCounted)
        ++Consumer->In;
      if (!Counted)
        ++Producer->Out;
      Counted = true;
    }
  }
}

void Placer::collectFlows() {
  auto source = [&](mlir::Value Tile, WireBundle Bundle, unsigned Channel) {
    Place *P = placeOf(Tile);
    if (P && Bundle == WireBundle::DMA)
      P->FlowOut.insert({Bundle, Channel});
    return P;
  };
  auto dest = [&](mlir::Value Tile, WireBundle Bundle, unsigned Channel) {
    Place *P = placeOf(Tile);
    if (P && Bundle == WireBundle::DMA)
      P->FlowIn.insert({Bundle, Channel});
    return P;
  };
  auto join = [](Place *A, Place *B) {
    if (!A || !B)
      return;
    A->Linked.push_back(B);
    B->Linked.push_back(A);
  };
  for (auto Flow : Device.getOps<FlowOp>())
    join(source(Flow.getSource(), Flow.getSourceBundle(),
                Flow.getSourceChannel()),
         dest(Flow.getDest(), Flow.getDestBundle(), Flow.getDestChannel()));
  for (auto Flow : Device.getOps<PacketFlowOp>())
    for (auto Source : Flow.getPorts().getOps<PacketSourceOp>()) {
      Place *From =
          source(Source.getTile(), Source.getBundle(), Source.getChannel());
      for (auto Dest : Flow.getPorts().getOps<PacketDestOp>())
        join(From, dest(Dest.getTile(), Dest.getBundle(), Dest.getChannel()));
    }
  for (auto Flow : Device.getOps<CascadeFlowOp>()) {
    Place *From = placeOf(Flow.getSourceTile());
    Place *To = placeOf(Flow.getDestTile());
    if (From && To) {
      From->CascadeTo.push_back(To);
      To->CascadeFrom.push_back(From);
    }
  }
}

void Placer::collectCores() {
  for (auto Core : Device.getOps<CoreOp>()) {
    Place *P = placeOf(Core.getTile());
    if (!P)
      continue;
    Core.walk([&](Operation *Op) {
      for (mlir::Value Operand : Op->getOperands()) {
        Operation *Def = Operand.getDefiningOp();
        if (!isa_and_nonnull<BufferOp, LockOp>(Def))
          continue;
        Place *Owner = placeOf(Def->getOperand(0));
        if (Owner && Owner != P && !llvm::is_contained(P->Reads, Owner))
          P->Reads.push_back(Owner);
      }
    });
  }
}

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
  std::map<Site, TileOp> Tiles;
  for (auto Tile : Device.getOps<TileOp>())
    Tiles.try_emplace({Tile.colIndex(), Tile.rowIndex()}, Tile);
  OpBuilder Builder = OpBuilder::atBlockBegin(Device.getBody());
  for (auto &Entry : Places) {
    auto Logical = dyn_cast<LogicalTileOp>(Entry.first);
    if (!Logical)
      continue;
    Site At = *Entry.second->At;
    TileOp &Tile = Tiles[At];
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
  collectTiles();
  bool Any = llvm::any_of(
      Places, [](auto &Entry) { return !Entry.second->At.has_value(); });
  if (!Any)
    return success();
  collectFifos();
  collectFlows();
  collectCores();
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
