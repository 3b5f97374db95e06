//===- Anneal.cpp - shorter streams between core tiles --------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The sa_placer of aie-place-tiles. Starts from a placement that is in order
// and keeps it so: a step moves one core, or swaps two. Steps that make it
// worse are taken too, up to a bound that falls to 0. All numbers are whole,
// so that a seed gives the same result on every machine.
//
//===----------------------------------------------------------------------===//

#include "Cores.h"

#include "mlir/Interfaces/DataLayoutInterfaces.h"

#include <random>

using namespace aieforge;
using namespace aieforge::aie;
using namespace aieforge::aie::placement;
using namespace mlir;

static constexpr unsigned StepsPerCore = 400, MostSteps = 8000;
/// Cost of a FIFO between cores that needs DMAs.
static constexpr unsigned DmaCost = 3;
/// What a step may cost at first.
static constexpr unsigned FirstBound = 4;

/// Cores on one stream, and cores behind one mem or shim tile: that tile will
/// stand near them.
void Cores::collectNets() {
  for (auto &Entry : Tiles.Places) {
    Place &P = *Entry.second;
    for (ArrayRef<Place *> Peers : P.Streams) {
      SmallVector<Place *> Net;
      for (Place *Peer : Peers)
        if (Peer->Kind == AIETileType::CoreTile)
          Net.push_back(Peer);
      if (P.Kind == AIETileType::CoreTile || P.At)
        Net.push_back(&P);
      if (Net.size() > 1)
        Nets.push_back(Net);
    }
    if (P.Kind == AIETileType::CoreTile)
      continue;
    SmallVector<Place *> Behind;
    for (ArrayRef<Place *> Peers : P.Streams)
      for (Place *Peer : Peers)
        if (Peer->Kind == AIETileType::CoreTile &&
            !llvm::is_contained(Behind, Peer))
          Behind.push_back(Peer);
    if (Behind.size() > 1)
      Nets.push_back(Behind);
  }
}

/// Half the sum of the nets' bounding boxes, and what FIFOs cost that are not
/// between neighbours.
unsigned Cores::cost() const {
  unsigned Sum = 0;
  for (ArrayRef<Place *> Net : Nets) {
    Site Low = *Net.front()->At, High = Low;
    for (Place *P : Net) {
      Low.Column = std::min(Low.Column, P->At->Column);
      Low.Row = std::min(Low.Row, P->At->Row);
      High.Column = std::max(High.Column, P->At->Column);
      High.Row = std::max(High.Row, P->At->Row);
    }
    Sum += High.Column - Low.Column + High.Row - Low.Row;
  }
  for (auto &Entry : Tiles.Places)
    for (Place *Peer : Entry.second->To)
      if (Peer != Entry.second.get() &&
          !neighbours(*Entry.second->At, *Peer->At))
        Sum += DmaCost;
  return Sum;
}

void Cores::anneal(uint64_t Seed) {
  if (Movable.empty())
    return;
  collectNets();
  std::mt19937_64 Random(Seed);
  unsigned Now = cost();
  unsigned Count = std::min<unsigned>(StepsPerCore * Movable.size(), MostSteps);
  for (unsigned Step = 0; Step != Count; ++Step) {
    Place &P = *Movable[Random() % Movable.size()];
    Site From = *P.At, To = Sites[Random() % Sites.size()];
    auto There = Taken.find(To);
    Place *Other = There == Taken.end() ? nullptr : There->second;
    if (From == To || !P.allows(To) ||
        (Other &&
         (!llvm::is_contained(Movable, Other) || !Other->allows(From))))
      continue;
    auto put = [&](Site First, Site Second) {
      P.At = First;
      if (Other)
        Other->At = Second;
    };
    put(To, From);
    unsigned Bound = FirstBound - FirstBound * Step / Count;
    unsigned New = 0;
    if (conflict(P) != Conflict::None ||
        (Other && conflict(*Other) != Conflict::None) ||
        (New = cost()) > Now + (Bound ? Random() % (Bound + 1) : 0)) {
      put(From, To);
      continue;
    }
    Now = New;
    Taken[To] = &P;
    if (Other)
      Taken[From] = Other;
    else
      Taken.erase(From);
  }
}

namespace {

/// Bytes that cores and FIFOs need on each core tile.
class MemoryUse {
public:
  MemoryUse(DeviceOp Device, Demand &Tiles) : Tiles(Tiles) {
    for (auto Core : Device.getOps<CoreOp>())
      add(Core.getTile(), Core.getEffectiveStackSize());
    for (auto Buffer : Device.getOps<BufferOp>())
      add(Buffer.getTile(), Buffer.getAllocationSize());
    for (auto Fifo : Device.getOps<ObjectFifoCreateOp>())
      addFifo(Fifo);
  }

  static uint64_t bytes(ObjectFifoCreateOp Fifo) {
    MemRefType Type = Fifo.getObjectType();
    DataLayout Layout = DataLayout::closest(Fifo);
    return Fifo.size() * Type.getNumElements() *
           Layout.getTypeSize(Type.getElementType()).getFixedValue();
  }

  std::map<Site, uint64_t> Used;

private:
  void add(mlir::Value Tile, uint64_t Bytes) {
    if (Place *P = Tiles.placeOf(Tile); P && P->At)
      Used[*P->At] += Bytes;
  }
  void addFifo(ObjectFifoCreateOp Fifo) {
    Place *Producer = Tiles.placeOf(Fifo.getProducerTile());
    add(Fifo.getProducerTile(), bytes(Fifo));
    for (mlir::Value Tile : Fifo.getConsumerTiles()) {
      Place *Consumer = Tiles.placeOf(Tile);
      bool Shared = Producer && Consumer && Producer->At && Consumer->At &&
                    Fifo.getConsumerTiles().size() == 1 && !Fifo.getVia_DMA() &&
                    neighbours(*Producer->At, *Consumer->At);
      if (!Shared)
        add(Tile, bytes(Fifo));
    }
  }

  Demand &Tiles;
};

} // namespace

SmallVector<std::pair<ObjectFifoCreateOp, Site>>
placement::spillFifos(DeviceOp Device, Demand &Tiles) {
  SmallVector<std::pair<ObjectFifoCreateOp, Site>> Result;
  MemoryUse Memory(Device, Tiles);
  const hw::Device &Target = *Device.getTargetModel();
  uint64_t Capacity = hw::tileInfo(hw::TileKind::Core).DataMemoryBytes;
  std::set<StringRef> Given;
  for (auto Allocate : Device.getOps<ObjectFifoAllocateOp>())
    Given.insert(Allocate.getObjFifoName());
  for (auto Fifo : Device.getOps<ObjectFifoCreateOp>()) {
    Place *P = Tiles.placeOf(Fifo.getProducerTile());
    if (!P || !P->At || P->Kind != AIETileType::CoreTile ||
        Fifo.getConsumerTiles().size() != 1 ||
        Fifo.getConsumerTiles().front() != Fifo.getProducerTile() ||
        Given.count(Fifo.getSymName()) || Memory.Used[*P->At] <= Capacity)
      continue;
    std::optional<Site> Best;
    for (const hw::ReachWindow &W : hw::coreWindows()) {
      Site At{P->At->Column + W.ColumnStep, P->At->Row + W.RowStep};
      if (At == *P->At || !Target.isCore(At.Column, At.Row) ||
          Memory.Used[At] + MemoryUse::bytes(Fifo) > Capacity)
        continue;
      if (!Best || Memory.Used[At] < Memory.Used[*Best])
        Best = At;
    }
    if (!Best)
      continue;
    Memory.Used[*P->At] -= MemoryUse::bytes(Fifo);
    Memory.Used[*Best] += MemoryUse::bytes(Fifo);
    Result.emplace_back(Fifo, *Best);
  }
  return Result;
}
