//===- Model.cpp - the object FIFOs of a device ---------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which FIFOs need DMAs, how deep their halves are, who owns a link's memory.
//
//===----------------------------------------------------------------------===//

#include "Model.h"

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/Interfaces/DataLayoutInterfaces.h"
#include "llvm/ADT/STLExtras.h"

#include <map>

using namespace aieforge;
using namespace aieforge::aie;
using namespace aieforge::aie::objectfifo;
using namespace llvm;
using mlir::failure;
using mlir::success;

Half &Half::owner() { return In ? *In->Owner : *this; }

int64_t Half::objectBytes() const {
  mlir::DataLayout Layout = mlir::DataLayout::closest(Of->Op);
  return Type.getNumElements() *
         static_cast<int64_t>(Layout.getTypeSize(Type.getElementType()));
}

ArrayRef<BDDimLayoutAttr> Half::dimensions() const {
  if (isProducer())
    return Of->Op.getDimensionsToStream();
  ArrayRef<BDDimLayoutArrayAttr> All =
      Of->Op.getDimensionsFromStreamPerConsumer();
  if (*Consumer >= All.size())
    return {};
  return All[*Consumer].getValue();
}

Half *Fifo::halfOn(TileOp Tile, ObjectFifoPort Port) {
  if (!Split || Port == ObjectFifoPort::Produce)
    return &Producer;
  for (Half &H : Consumers)
    if (tileId(H.Tile) == tileId(Tile))
      return &H;
  return nullptr;
}

std::optional<unsigned> Link::sliceOf(const Half &H) const {
  ArrayRef<Half *> Small = Ins.size() > 1 ? ArrayRef(Ins) : ArrayRef(Outs);
  if (isPlain())
    return std::nullopt;
  const auto *It = find(Small, &H);
  if (It == Small.end())
    return std::nullopt;
  return It - Small.begin();
}

Fifo *Model::find(StringRef Name) {
  for (auto &F : Fifos)
    if (F->Op.getSymName() == Name)
      return F.get();
  return nullptr;
}

namespace {

class ModelBuilder {
public:
  ModelBuilder(DeviceOp Device, Model &M) : Device(Device), M(M) {}

  LogicalResult run() {
    if (failed(collectFifos()) || failed(collectLinks()) ||
        failed(collectAllocates()))
      return failure();
    collectUses();
    for (auto &F : M.Fifos)
      if (failed(decide(*F)))
        return failure();
    for (auto &L : M.Links)
      if (failed(resolve(*L)))
        return failure();
    return success();
  }

private:
  LogicalResult collectFifos();
  LogicalResult collectLinks();
  LogicalResult collectAllocates();
  void collectUses();
  bool delegateWorks(Fifo &F, TileOp Consumer);
  LogicalResult decide(Fifo &F);
  LogicalResult resolve(Link &L);
  unsigned depthOn(Fifo &F, TileOp Tile, ObjectFifoPort Port);

  using Use = std::tuple<Fifo *, hw::TileId, ObjectFifoPort>;
  DeviceOp Device;
  Model &M;
  /// Largest number of objects that a core acquires at once.
  std::map<Use, unsigned> MostAcquired;
  std::map<std::pair<Fifo *, hw::TileId>, unsigned> ExternalBuffers;
};

LogicalResult ModelBuilder::collectFifos() {
  for (auto Op : Device.getOps<ObjectFifoCreateOp>()) {
    auto F = std::make_unique<Fifo>();
    F->Op = Op;
    F->Producer.Tile = tileOf(Op.getProducerTile());
    if (!F->Producer.Tile)
      return Op.emitOpError("producer tile is not a placed aie.tile; run "
                            "--aie-place-tiles before this pass");
    for (mlir::Value Consumer : Op.getConsumerTiles()) {
      Half H;
      H.Tile = tileOf(Consumer);
      if (!H.Tile)
        return Op.emitOpError("consumer tile is not a placed aie.tile; run "
                              "--aie-place-tiles before this pass");
      F->Consumers.push_back(std::move(H));
    }
    M.Fifos.push_back(std::move(F));
  }
  return success();
}

LogicalResult ModelBuilder::collectLinks() {
  for (auto Op : Device.getOps<ObjectFifoLinkOp>()) {
    auto L = std::make_unique<Link>();
    L->Op = Op;
    L->Tile = tileOf(Op.getSharedTile());
    if (!L->Tile)
      return Op.emitOpError("has no placed tile where its FIFOs meet");
    auto attach = [&](ObjectFifoCreateOp FifoOp, Link *Fifo::*Side) {
      Fifo *F = M.find(FifoOp.getSymName());
      if (F->AsInput || F->AsOutput)
        return LogicalResult(
            FifoOp.emitOpError("objectfifo cannot be in more than one "
                               "ObjectFifoLinkOp"));
      F->*Side = L.get();
      return success();
    };
    for (ObjectFifoCreateOp In : Op.getInputObjectFifos())
      if (!In || failed(attach(In, &Fifo::AsInput)))
        return failure();
    for (ObjectFifoCreateOp Out : Op.getOutputObjectFifos())
      if (!Out || failed(attach(Out, &Fifo::AsOutput)))
        return failure();
    M.Links.push_back(std::move(L));
  }
  return success();
}

LogicalResult ModelBuilder::collectAllocates() {
  for (auto Op : Device.getOps<ObjectFifoAllocateOp>()) {
    Fifo *F = M.find(Op.getObjFifoName());
    if (!F)
      return Op.emitOpError("names no object FIFO of this device");
    if (F->Delegate)
      return F->Op.emitOpError("has more than one allocate operation: its "
                               "objects can be in one memory only");
    F->Delegate = tileOf(Op.getDelegateTile());
    if (!F->Delegate)
      return Op.emitOpError("needs a placed aie.tile");
    if (!delegateWorks(*F, F->Consumers.front().Tile) && !F->AsInput &&
        !F->AsOutput)
      return Op.emitOpError("objectfifo has no shared memory access to "
                            "delegate tile's memory module: the cores on ")
             << tileName(F->Producer.Tile) << " and "
             << tileName(F->Consumers.front().Tile)
             << " do not both reach the memory of " << tileName(F->Delegate);
  }
  return success();
}

bool ModelBuilder::delegateWorks(Fifo &F, TileOp Consumer) {
  return F.Delegate && coreReaches(F.Producer.Tile, F.Delegate) &&
         coreReaches(Consumer, F.Delegate);
}

void ModelBuilder::collectUses() {
  Device.walk([&](ObjectFifoAcquireOp Op) {
    auto Core = Op->getParentOfType<CoreOp>();
    Fifo *F = M.find(Op.getObjFifoName());
    if (!Core || !Core.getTileOp() || !F)
      return;
    unsigned &Most = MostAcquired[{F, tileId(Core.getTileOp()), Op.getPort()}];
    Most = std::max<unsigned>(Most, Op.acqNumber());
  });
  for (auto Op : Device.getOps<ObjectFifoRegisterExternalBuffersOp>()) {
    Fifo *F = M.find(Op.getObjFifoName());
    TileOp Tile = tileOf(Op.getTile());
    if (F && Tile)
      ExternalBuffers[{F, tileId(Tile)}] += Op.getExternalBuffers().size();
  }
}

/// Objects of the half of \p F on \p Tile: one more than the core holds at a
/// time suffices for it to work while the DMA does.
unsigned ModelBuilder::depthOn(Fifo &F, TileOp Tile, ObjectFifoPort Port) {
  unsigned Declared = F.Op.size();
  if (auto It = ExternalBuffers.find({&F, tileId(Tile)});
      Tile.isShimTile() && It != ExternalBuffers.end())
    return It->second;
  if (Declared == 0 || !Tile.isCoreTile())
    return Declared;
  auto It = MostAcquired.find({&F, tileId(Tile), Port});
  if (It == MostAcquired.end() || It->second == 0)
    return Declared;
  if (It->second == 1 && Declared == 1)
    return 1;
  return It->second + 1;
}

LogicalResult ModelBuilder::decide(Fifo &F) {
  ObjectFifoCreateOp Op = F.Op;
  Half &P = F.Producer;
  P.Of = &F;
  P.Name = Op.getSymName().str();
  P.Type = Op.getObjectType();
  P.Repeat = Op.getRepeatCount().value_or(1);
  P.HasLocks = !Op.getDisableSynchronization();
  unsigned Stream = Op.getAieStream().value_or(3);
  P.StreamEnd = Stream == 0 || Stream == 2;

  TileOp Shared;
  if (F.Consumers.size() == 1) {
    TileOp Consumer = F.Consumers.front().Tile;
    Shared = F.Delegate && delegateWorks(F, Consumer)
                 ? F.Delegate
                 : sharedMemoryTile(P.Tile, Consumer);
  }
  bool FromStream = any_of(Op.getDimensionsFromStreamPerConsumer(),
                           [](auto Dims) { return !Dims.empty(); });
  bool Forced = Op.getVia_DMA() || Op.getRepeatCount() || Op.getAieStream() ||
                Op.getConsumerElemType() || FromStream ||
                !Op.getDimensionsToStream().empty();
  Link *In = F.AsInput ? F.AsInput : F.AsOutput;
  bool LinkNeedsDma =
      In && (In->Op.isJoin() || In->Op.isDistribute() || !F.Delegate ||
             !delegateWorks(F, F.Consumers.front().Tile));
  F.Split = !Shared || Forced || LinkNeedsDma;

  if (!F.Split) {
    P.Depth = Op.size();
    P.MemoryTile = Shared;
    F.Consumers.clear();
    return success();
  }

  if (Op.hasDepthList() || Op.getInitValues())
    P.Depth = Op.size();
  else
    P.Depth = depthOn(F, P.Tile, ObjectFifoPort::Produce);
  P.MemoryTile = P.Tile;
  unsigned ShimEnds = P.Tile.isShimTile();
  for (auto [Index, H] : enumerate(F.Consumers)) {
    H.Of = &F;
    H.Consumer = Index;
    H.Name = P.Name + (F.Consumers.size() == 1
                           ? std::string("_cons")
                           : "_" + std::to_string(Index) + "_cons");
    H.Type = Op.getConsumerObjectType();
    H.Depth = Op.hasDepthList() ? Op.size(Index + 1)
                                : depthOn(F, H.Tile, ObjectFifoPort::Consume);
    H.MemoryTile = H.Tile;
    H.HasLocks = P.HasLocks;
    H.StreamEnd = Stream == 1 || Stream == 2;
    ShimEnds += H.Tile.isShimTile();
  }
  if (ShimEnds > 1)
    return Op.emitOpError("has more than one end on a shim tile, but only one "
                          "can be named @")
           << Op.getSymName() << "_shim_alloc; use a FIFO for each";
  return success();
}

LogicalResult ModelBuilder::resolve(Link &L) {
  for (ObjectFifoCreateOp InOp : L.Op.getInputObjectFifos()) {
    Fifo *F = M.find(InOp.getSymName());
    L.Ins.push_back(F->halfOn(L.Tile, ObjectFifoPort::Consume));
  }
  for (ObjectFifoCreateOp OutOp : L.Op.getOutputObjectFifos()) {
    Fifo *F = M.find(OutOp.getSymName());
    L.Outs.push_back(&F->Producer);
    if (F->Op.getRepeatCount() && L.Repeat == 1)
      L.Repeat = *F->Op.getRepeatCount();
  }
  Half *In = L.Ins.front(), *Out = L.Outs.front();
  if (L.Op.isJoin())
    L.Owner = Out;
  else if (L.Op.isDistribute())
    L.Owner = In;
  else if (!In->Of->Split && !Out->Of->Split)
    return L.Op.emitOpError("has no DMA on its tile: both of its FIFOs are in "
                            "shared memory");
  // A DMA works on the memory of its own tile: if one FIFO of the link is in
  // shared memory, the objects are where the other one's DMA is.
  else if (!Out->Of->Split)
    L.Owner = In;
  else if (!In->Of->Split)
    L.Owner = Out;
  else if (Out->Of->Op.getInitValues())
    L.Owner = Out;
  else if (In->Type.getNumElements() >= Out->Type.getNumElements() ||
           Out->Of->Op.getPadDimensions())
    L.Owner = In;
  else
    L.Owner = Out;
  for (Half *H : L.Ins)
    H->In = &L;
  for (Half *H : L.Outs)
    H->In = &L;

  ArrayRef<Half *> Small = L.Op.isJoin() ? ArrayRef(L.Ins) : ArrayRef(L.Outs);
  if (!L.isPlain()) {
    mlir::ArrayAttr Offsets =
        L.Op.isJoin() ? L.Op.getSrcOffsets() : L.Op.getDstOffsets();
    for (mlir::Attribute A : Offsets)
      L.Offsets.push_back(cast<mlir::IntegerAttr>(A).getInt());
    append_range(L.Lengths, L.Op.getSliceLengths());
    if (L.Offsets.size() != Small.size() || L.Lengths.size() != Small.size())
      return L.Op.emitOpError("needs one offset for each of its ")
             << Small.size() << " small FIFOs";
    for (auto [Offset, Length] : zip(L.Offsets, L.Lengths))
      if (Length <= 0 || Offset < 0 ||
          Offset + Length > L.Owner->Type.getNumElements())
        return L.Op.emitOpError("offset ")
               << Offset << " with " << Length
               << " elements does not lie in objects of "
               << L.Owner->Type.getNumElements() << " elements";
  }
  return success();
}

} // namespace

LogicalResult objectfifo::buildModel(DeviceOp Device, Model &M) {
  return ModelBuilder(Device, M).run();
}
