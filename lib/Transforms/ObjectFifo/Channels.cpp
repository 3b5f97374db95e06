//===- Channels.cpp - DMA channels for object FIFOs -----------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each half gets the lowest channel of its tile and direction that nothing
// else uses: DMA programs, allocations and flows of the design's own count.
//
//===----------------------------------------------------------------------===//

#include "Channels.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"

#include <map>
#include <set>

using namespace aieforge;
using namespace aieforge::aie;
using namespace aieforge::aie::objectfifo;
using namespace llvm;

namespace {

class ChannelAllocator {
public:
  ChannelAllocator(DeviceOp Device, Model &M) : Device(Device), M(M) {}

  LogicalResult run();

private:
  using Channel = std::tuple<hw::TileId, DMAChannelDir, unsigned>;

  void reserve(mlir::Value Tile, DMAChannelDir Direction, unsigned Index,
               mlir::Operation *User) {
    if (TileOp Op = tileOf(Tile))
      Used.try_emplace({tileId(Op), Direction, Index}, User);
  }
  void reserveExisting();
  void reserveFlowEnd(mlir::Value Tile, WireBundle Bundle, unsigned Index,
                      DMAChannelDir Direction, mlir::Operation *User) {
    if (Bundle == WireBundle::DMA)
      reserve(Tile, Direction, Index, User);
    else if (TileOp Op = tileOf(Tile); Op && Bundle == WireBundle::Core)
      UsedPorts.insert({tileId(Op), Direction, Index});
  }
  LogicalResult pin(Half &H);
  LogicalResult choose(Half &H, unsigned Limit);
  LogicalResult takePort(Half &H);
  /// All halves that need a channel: producers before their consumers.
  std::vector<Half *> halves();

  DeviceOp Device;
  Model &M;
  std::set<Channel> UsedPorts;
  /// With the op that uses it.
  std::map<Channel, mlir::Operation *> Used;
  std::set<Half *> Done;
};

void ChannelAllocator::reserveExisting() {
  Device.walk([&](mlir::Operation *Op) {
    mlir::Operation *Program = Op->getParentOp();
    if (auto Start = dyn_cast<DMAStartOp>(Op)) {
      if (isa_and_nonnull<MemOp, MemTileDMAOp, ShimDMAOp>(Program))
        reserve(Program->getOperand(0), Start.getChannelDir(),
                Start.getChannelIndex(), Op);
    } else if (auto Dma = dyn_cast<DMAOp>(Op)) {
      if (isa_and_nonnull<MemOp, MemTileDMAOp, ShimDMAOp>(Program))
        reserve(Program->getOperand(0), Dma.getChannelDir(),
                Dma.getChannelIndex(), Op);
    } else if (auto Alloc = dyn_cast<ShimDMAAllocationOp>(Op)) {
      reserve(Alloc.getTile(), Alloc.getChannelDir(), Alloc.getChannelIndex(),
              Op);
    } else if (auto Flow = dyn_cast<FlowOp>(Op)) {
      reserveFlowEnd(Flow.getSource(), Flow.getSourceBundle(),
                     Flow.getSourceChannel(), DMAChannelDir::MM2S, Op);
      reserveFlowEnd(Flow.getDest(), Flow.getDestBundle(),
                     Flow.getDestChannel(), DMAChannelDir::S2MM, Op);
    } else if (auto Source = dyn_cast<PacketSourceOp>(Op)) {
      reserveFlowEnd(Source.getTile(), Source.getBundle(), Source.getChannel(),
                     DMAChannelDir::MM2S, Op);
    } else if (auto Dest = dyn_cast<PacketDestOp>(Op)) {
      reserveFlowEnd(Dest.getTile(), Dest.getBundle(), Dest.getChannel(),
                     DMAChannelDir::S2MM, Op);
    }
  });
}

std::vector<Half *> ChannelAllocator::halves() {
  std::vector<Half *> Result;
  for (auto &F : M.Fifos) {
    if (!F->Split)
      continue;
    Result.push_back(&F->Producer);
    for (Half &H : F->Consumers)
      Result.push_back(&H);
  }
  return Result;
}

LogicalResult ChannelAllocator::pin(Half &H) {
  std::optional<int64_t> Pinned;
  ObjectFifoCreateOp Op = H.Of->Op;
  if (H.isProducer()) {
    if (auto Channel = Op.getProdDmaChannel())
      Pinned = *Channel;
  } else if (auto List = Op.getConsDmaChannels()) {
    if (*H.Consumer < List->size() && (*List)[*H.Consumer] >= 0)
      Pinned = (*List)[*H.Consumer];
  }
  if (!Pinned)
    return mlir::success();
  if (Op.getAieStream())
    return Op.emitOpError("cannot pin a DMA channel on an objectfifo that also "
                          "uses aie_stream");
  unsigned Count =
      tileInfo(H.Tile).channels(static_cast<hw::Direction>(H.direction()));
  auto [Owner, New] =
      Used.try_emplace({tileId(H.Tile), H.direction(), *Pinned}, Op);
  if (*Pinned >= Count || !New) {
    auto Error = Op.emitOpError("pinned ")
                 << stringifyDMAChannelDir(H.direction()) << " DMA channel "
                 << *Pinned << " is out of range or already in use on tile "
                 << tileName(H.Tile) << ", which has channels 0 to "
                 << Count - 1;
    if (!New)
      Error.attachNote(Owner->second->getLoc()) << "it is used here";
    return Error;
  }
  H.Channel = *Pinned;
  Done.insert(&H);
  return mlir::success();
}

LogicalResult ChannelAllocator::choose(Half &H, unsigned Limit) {
  unsigned Count =
      tileInfo(H.Tile).channels(static_cast<hw::Direction>(H.direction()));
  for (unsigned Index = 0; Index != std::min(Count, Limit); ++Index)
    if (Used.try_emplace({tileId(H.Tile), H.direction(), Index}, H.Of->Op)
            .second) {
      H.Channel = Index;
      Done.insert(&H);
      return mlir::success();
    }
  auto Error = H.Tile.emitOpError("number of ")
               << (H.isProducer() ? "output" : "input")
               << " DMA channel exceeded! The tile has " << Count << " "
               << stringifyDMAChannelDir(H.direction()) << " channels";
  if (Limit < Count)
    Error << ", of which " << Limit << " reach the neighbours' memory";
  Error.attachNote(H.Of->Op.getLoc()) << "this object FIFO needs another one";
  for (unsigned Index = 0; Index != Count; ++Index)
    if (auto It = Used.find({tileId(H.Tile), H.direction(), Index});
        It != Used.end())
      Error.attachNote(It->second->getLoc())
          << stringifyDMAChannelDir(H.direction()) << " " << Index
          << " is used here";
  return Error;
}

LogicalResult ChannelAllocator::takePort(Half &H) {
  unsigned Port = H.Of->Op.getAieStreamPort().value_or(0);
  // A core has one 32-bit stream port in each direction.
  if (Port != 0 || !H.Tile.isCoreTile() ||
      !UsedPorts.insert({tileId(H.Tile), H.direction(), Port}).second)
    return H.Tile.emitOpError("number of ")
           << (H.isProducer() ? "output" : "input")
           << " Core channels exceeded! A core has one, port 0";
  H.Channel = Port;
  Done.insert(&H);
  return mlir::success();
}

LogicalResult ChannelAllocator::run() {
  reserveExisting();
  std::vector<Half *> All = halves();
  for (Half *H : All)
    if (failed(H->StreamEnd ? takePort(*H) : pin(*H)))
      return mlir::failure();
  // Buffers that had to go to a neighbour's memory: channels 0 to 3 reach it.
  unsigned Reaching = hw::dmaWindows(hw::TileKind::Mem).front().LastChannel + 1;
  for (Half *H : All) {
    bool Spilled = any_of(H->owner().Buffers, [&](mlir::Value Buffer) {
      auto Op = Buffer.getDefiningOp<BufferOp>();
      return Op && !(tileId(Op.getTileOp()) == tileId(H->Tile));
    });
    if (Spilled && !Done.count(H) && failed(choose(*H, Reaching)))
      return mlir::failure();
  }
  for (Half *H : All)
    if (!Done.count(H) && failed(choose(*H, ~0u)))
      return mlir::failure();
  return mlir::success();
}

} // namespace

LogicalResult objectfifo::assignChannels(DeviceOp Device, Model &M) {
  return ChannelAllocator(Device, M).run();
}
