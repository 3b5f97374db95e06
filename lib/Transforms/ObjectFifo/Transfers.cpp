//===- Transfers.cpp - DMA programs and flows of object FIFOs -------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For each half of a split FIFO a chain of BDs on its channel; between the
// halves flows; at a shim end an allocation that runtime sequences name.
//
//===----------------------------------------------------------------------===//

#include "Channels.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/STLExtras.h"

using namespace aieforge;
using namespace aieforge::aie;
using namespace aieforge::aie::objectfifo;
using namespace llvm;

namespace {

/// One BD of a chain, before it is written.
struct BdPlan {
  unsigned Object;
  unsigned Pair;
  int64_t Offset;
  int64_t Length;
};

class TransferBuilder {
public:
  TransferBuilder(DeviceOp Device, Model &M, bool PacketSwitched)
      : Device(Device), M(M), PacketSwitched(PacketSwitched),
        Builder(Device.getContext()) {}

  LogicalResult run();

private:
  LogicalResult assignPacketIds();
  LogicalResult createTransfer(Fifo &F);
  LogicalResult createProgram(Half &H);
  LogicalResult planChain(Half &H, SmallVectorImpl<BdPlan> &Plan,
                          unsigned &Repeat);
  void createFlows(Fifo &F);
  void createAllocation(Half &H);
  mlir::Operation *programFor(TileOp Tile);
  template <typename OpT> mlir::Operation *findOrCreate(TileOp Tile);
  void atDeviceEnd() {
    Builder.setInsertionPoint(Device.getBody()->getTerminator());
  }

  DeviceOp Device;
  Model &M;
  bool PacketSwitched;
  mlir::OpBuilder Builder;
};

LogicalResult TransferBuilder::assignPacketIds() {
  int Next = 0;
  Device.walk(
      [&](PacketFlowOp Flow) { Next = std::max(Next, Flow.IDInt() + 1); });
  for (auto &F : M.Fifos) {
    if (!F->Split)
      continue;
    if (F->Producer.StreamEnd)
      return F->Op.emitOpError("a core that writes the stream itself sends no "
                               "packet headers; use a circuit-switched FIFO");
    if (Next > 31)
      return Device.emitOpError("max number of packet IDs reached: ids 0 to 31 "
                                "do not suffice for its packet flows and "
                                "object FIFOs");
    F->PacketId = Next++;
  }
  return mlir::success();
}

template <typename OpT>
mlir::Operation *TransferBuilder::findOrCreate(TileOp Tile) {
  for (auto Op : Device.getOps<OpT>())
    if (Op.getTileOp() && tileId(Op.getTileOp()) == tileId(Tile))
      return Op;
  atDeviceEnd();
  auto Op = OpT::create(Builder, Tile.getLoc(), Builder.getIndexType(),
                        Tile.getResult());
  Builder.createBlock(&Op.getBody());
  EndOp::create(Builder, Tile.getLoc());
  return Op;
}

mlir::Operation *TransferBuilder::programFor(TileOp Tile) {
  if (Tile.isMemTile())
    return findOrCreate<MemTileDMAOp>(Tile);
  if (Tile.isCoreTile())
    return findOrCreate<MemOp>(Tile);
  return findOrCreate<ShimDMAOp>(Tile);
}

/// The BDs of one pass over the half's objects, and how often the DMA starts
/// the chain again by itself.
LogicalResult TransferBuilder::planChain(Half &H, SmallVectorImpl<BdPlan> &Plan,
                                         unsigned &Repeat) {
  Half &Owner = H.owner();
  Link *L = H.In;
  unsigned Available = Owner.Buffers.size();
  unsigned Objects = std::min(H.Depth, Available);
  if (H.Tile.isShimTile() || (H.Tile.isMemTile() && &Owner != &H))
    Objects = Available;
  unsigned Repeats = H.Tile.isShimTile() ? 1 : H.Repeat;
  // Everything in elements of the buffers that the BDs name.
  int64_t Whole = Owner.Type.getNumElements();
  int64_t OwnElements =
      H.objectBytes() * Whole / std::max<int64_t>(Owner.objectBytes(), 1);

  // Parts of each object, with the lock pair of each.
  SmallVector<BdPlan> Parts;
  if (L && !L->isPlain() && &Owner == &H) {
    for (size_t I = 0; I != L->Offsets.size(); ++I)
      Parts.push_back(
          {0, static_cast<unsigned>(I), L->Offsets[I], L->Lengths[I]});
  } else if (L && !L->isPlain()) {
    unsigned Slice = *L->sliceOf(H);
    Parts.push_back({0, Slice, L->Offsets[Slice], L->Lengths[Slice]});
  } else if (L && &Owner != &H) {
    Parts.push_back({0, 0, 0, std::max(Whole, OwnElements)});
  } else {
    Parts.push_back({0, 0, 0, OwnElements});
  }
  // Padding goes out with the object and lies in no buffer.
  bool Padded = H.isProducer() && H.Of->Op.getPadDimensions();
  if (!H.Tile.isShimTile() && !Padded)
    for (const BdPlan &Part : Parts)
      if (Part.Offset + Part.Length > Whole)
        return H.Of->Op.emitOpError("objects of ")
               << Part.Length << " elements at offset " << Part.Offset
               << " do not fit into the " << Whole
               << " elements of the buffers that the link uses";

  Repeat = 0;
  if (H.Tile.isMemTile() && H.Of->Op.getIterCount())
    Repeat = *H.Of->Op.getIterCount() - 1;
  else if (Repeats > 1 && Objects == 1 && Parts.size() == 1) {
    // The chain loops: one BD that repeats is the same as several equal ones.
    Repeat = Repeats - 1;
    Repeats = 1;
  }
  for (unsigned Object = 0; Object != Objects; ++Object)
    for (unsigned R = 0; R != Repeats; ++R)
      for (BdPlan Part : Parts) {
        Part.Object = Object;
        Plan.push_back(Part);
      }
  return mlir::success();
}

LogicalResult TransferBuilder::createProgram(Half &H) {
  Half &Owner = H.owner();
  SmallVector<BdPlan> Plan;
  unsigned Repeat = 0;
  if (failed(planChain(H, Plan, Repeat)))
    return mlir::failure();
  if (Plan.empty())
    return mlir::success();
  unsigned Limit = tileInfo(H.Tile).Bds;
  if (Plan.size() > Limit)
    return H.Of->Op.emitOpError("needs ")
           << Plan.size() << " BDs on tile " << tileName(H.Tile)
           << ", which has " << Limit
           << ": lower the depth or the repeat count";

  mlir::Operation *Program = programFor(H.Tile);
  mlir::Region &Body = Program->getRegion(0);
  mlir::Location Loc = H.Of->Op.getLoc();
  if (!Body.front().getOps<DMAOp>().empty())
    return Program->emitOpError("holds aie.dma regions, to which object FIFOs "
                                "cannot add; write it with aie.dma_start");
  // Channels start one after the other along the list of dma_start ops.
  DMAStartOp Last;
  mlir::Block *End = &Body.front();
  while (auto Start = dyn_cast<DMAStartOp>(End->getTerminator())) {
    Last = Start;
    End = Start.getChain();
  }

  SmallVector<mlir::Block *> Blocks;
  mlir::Block *StartBlock = Builder.createBlock(End);
  for (size_t I = 0; I != Plan.size(); ++I)
    Blocks.push_back(Builder.createBlock(End));
  mlir::Block *After = Blocks.front();
  if (H.Tile.isMemTile() && H.Of->Op.getIterCount()) {
    After = Builder.createBlock(End);
    EndOp::create(Builder, Loc);
  }
  Builder.setInsertionPointToEnd(StartBlock);
  DMAStartOp::create(Builder, Loc, H.direction(), H.Channel, Repeat,
                     H.isProducer() ? H.Of->Op.getPadValue() : 0,
                     Blocks.front(), End);
  if (Last)
    Last->setSuccessor(StartBlock, 1);

  bool Send = H.isProducer();
  bool Locked = Owner.HasLocks && !Owner.Locks.empty();
  // The outputs of a link send each object several times: whoever fills it
  // takes and gives that many.
  unsigned Count = !Send && H.In ? H.In->Repeat : 1;
  BDPadLayoutArrayAttr Pads;
  if (Send && !H.dimensions().empty() && H.Tile.isMemTile())
    Pads = H.Of->Op.getPadDimensionsAttr();
  for (auto [I, Bd] : enumerate(Plan)) {
    Builder.setInsertionPointToEnd(Blocks[I]);
    LockPair Pair;
    if (Locked) {
      Pair = Owner.Locks[Bd.Pair];
      UseLockOp::create(Builder, Loc, Send ? Pair.Full : Pair.Free,
                        LockAction::AcquireGreaterEqual, Count);
    }
    if (PacketSwitched && Send)
      DMABDPACKETOp::create(Builder, Loc, 0, H.Of->PacketId);
    mlir::Value Buffer = Owner.Buffers[Bd.Object];
    int64_t Length = Bd.Length;
    if (H.Tile.isShimTile())
      Length = cast<mlir::MemRefType>(Buffer.getType()).getNumElements();
    DMABDOp::create(Builder, Loc, Buffer, Bd.Offset, Length, H.dimensions(),
                    Pads);
    if (Locked)
      UseLockOp::create(Builder, Loc, Send ? Pair.Free : Pair.Full,
                        LockAction::Release, Count);
    NextBDOp::create(Builder, Loc,
                     I + 1 != Plan.size() ? Blocks[I + 1] : After);
  }
  return mlir::success();
}

void TransferBuilder::createAllocation(Half &H) {
  atDeviceEnd();
  PacketInfoAttr Packet;
  if (PacketSwitched && H.isProducer())
    Packet = PacketInfoAttr::get(Builder.getContext(), 0, H.Of->PacketId);
  ShimDMAAllocationOp::create(Builder, H.Of->Op.getLoc(),
                              H.Of->Producer.Name + "_shim_alloc", H.Tile,
                              H.direction(), H.Channel, Packet);
}

void TransferBuilder::createFlows(Fifo &F) {
  mlir::Location Loc = F.Op.getLoc();
  auto bundle = [](Half &H) {
    return H.StreamEnd ? WireBundle::Core : WireBundle::DMA;
  };
  if (PacketSwitched) {
    Builder.setInsertionPointAfter(F.Op);
    auto Flow = PacketFlowOp::create(Builder, Loc, F.PacketId,
                                     /*keep_pkt_header=*/nullptr,
                                     /*priority_route=*/nullptr);
    Builder.createBlock(&Flow.getPorts());
    PacketSourceOp::create(Builder, Loc, F.Producer.Tile, bundle(F.Producer),
                           F.Producer.Channel);
    for (Half &H : reverse(F.Consumers))
      PacketDestOp::create(Builder, Loc, H.Tile, bundle(H), H.Channel);
    EndOp::create(Builder, Loc);
    return;
  }
  for (Half &H : F.Consumers) {
    Builder.setInsertionPointAfter(F.Op);
    FlowOp::create(Builder, Loc, F.Producer.Tile, bundle(F.Producer),
                   F.Producer.Channel, H.Tile, bundle(H), H.Channel);
  }
}

LogicalResult TransferBuilder::createTransfer(Fifo &F) {
  SmallVector<Half *> All = {&F.Producer};
  for (Half &H : F.Consumers)
    All.push_back(&H);
  for (Half *H : All) {
    if (H->Tile.isShimTile())
      createAllocation(*H);
    if (!H->StreamEnd && failed(createProgram(*H)))
      return mlir::failure();
  }
  createFlows(F);
  return mlir::success();
}

LogicalResult TransferBuilder::run() {
  if (PacketSwitched && failed(assignPacketIds()))
    return mlir::failure();
  for (auto &F : M.Fifos)
    if (F->Split && failed(createTransfer(*F)))
      return mlir::failure();
  return mlir::success();
}

} // namespace

LogicalResult objectfifo::createTransfers(DeviceOp Device, Model &M,
                                          bool PacketSwitched) {
  if (failed(assignChannels(Device, M)))
    return mlir::failure();
  return TransferBuilder(Device, M, PacketSwitched).run();
}
