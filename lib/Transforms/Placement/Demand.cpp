//===- Demand.cpp - what tiles need of their place ------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Demand.h"

#include <map>

using namespace aieforge;
using namespace aieforge::aie;
using namespace aieforge::aie::placement;
using namespace mlir;

void Demand::collectTiles() {
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

/// A stream from each of \p Sources to all of \p Dests; the ends on one side
/// have nothing to do with each other.
static void join(ArrayRef<Place *> Sources, ArrayRef<Place *> Dests) {
  auto add = [](ArrayRef<Place *> Here, ArrayRef<Place *> There) {
    SmallVector<Place *> Peers;
    for (Place *Peer : There)
      if (Peer)
        Peers.push_back(Peer);
    for (Place *P : Here)
      if (P && !Peers.empty())
        P->Streams.push_back(Peers);
  };
  add(Sources, Dests);
  add(Dests, Sources);
}

void Demand::collectFifos() {
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
    SmallVector<Place *> Consumers;
    for (mlir::Value V : Fifo.getConsumerTiles())
      if (Place *Consumer = placeOf(V))
        Consumers.push_back(Consumer);
    join({Producer}, Consumers);
    for (mlir::Value V : Fifo.getConsumerTiles()) {
      Place *Consumer = placeOf(V);
      if (!Consumer)
        continue;
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

void Demand::collectFlows() {
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
  for (auto Flow : Device.getOps<FlowOp>())
    join({source(Flow.getSource(), Flow.getSourceBundle(),
                 Flow.getSourceChannel())},
         {dest(Flow.getDest(), Flow.getDestBundle(), Flow.getDestChannel())});
  for (auto Flow : Device.getOps<PacketFlowOp>()) {
    SmallVector<Place *> Sources, Dests;
    for (auto Source : Flow.getPorts().getOps<PacketSourceOp>())
      Sources.push_back(
          source(Source.getTile(), Source.getBundle(), Source.getChannel()));
    for (auto Dest : Flow.getPorts().getOps<PacketDestOp>())
      Dests.push_back(
          dest(Dest.getTile(), Dest.getBundle(), Dest.getChannel()));
    join(Sources, Dests);
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

void Demand::collectCores() {
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
        if (Owner && Owner != P && !llvm::is_contained(P->Reads, Owner)) {
          P->Reads.push_back(Owner);
          Owner->ReadBy.push_back(P);
        }
      }
    });
  }
}
