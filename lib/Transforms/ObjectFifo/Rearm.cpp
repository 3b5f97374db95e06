//===- Rearm.cpp - what a reset of an object FIFO sets up again -----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An aiex.dma_channel_reset_for names a FIFO, which is about to go. It gets an
// aie.objectfifo_rearm_binding instead: the channels of core and memory tiles
// that move the FIFO's objects, and its locks with their first values.
//
//===----------------------------------------------------------------------===//

#include "Model.h"

#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "aieforge/Transforms/DesignQueries.h"

#include "mlir/IR/Builders.h"

using namespace aieforge;
using namespace aieforge::aie;
using namespace aieforge::aie::objectfifo;
using namespace mlir;

namespace {

struct Binding {
  SmallVector<mlir::Value> Tiles, Locks;
  SmallVector<int32_t> Dirs, Channels, Inits;

  void addChannel(Half &H) {
    if (H.Tile.isShimTile() || H.StreamEnd || H.Depth == 0)
      return;
    Tiles.push_back(H.Tile.getResult());
    Dirs.push_back(static_cast<int32_t>(H.direction()));
    Channels.push_back(static_cast<int32_t>(H.Channel));
  }
  void addLocks(Half &H) {
    for (LockPair &Pair : H.Locks)
      for (LockOp Lock : {Pair.Free, Pair.Full}) {
        if (!Lock || !Lock.getTileOp() || Lock.getTileOp().isShimTile())
          continue;
        Locks.push_back(Lock.getResult());
        Inits.push_back(Lock.getInitValue());
      }
  }
};

} // namespace

static std::string bindingName(DeviceOp Device, StringRef Fifo) {
  std::string Name = (Fifo + "_rearm").str();
  unsigned Next = 0;
  return Device.lookupSymbol(Name) ? freeName(Device, Name + "_", Next) : Name;
}

LogicalResult aieforge::aie::objectfifo::createRearmBindings(DeviceOp Device,
                                                             Model &M) {
  for (auto &F : M.Fifos) {
    SmallVector<aiex::DMAChannelResetForOp> Users;
    Device.walk([&](aiex::DMAChannelResetForOp Op) {
      if (Op.getSymbol() == F->Op.getSymName())
        Users.push_back(Op);
    });
    if (Users.empty())
      continue;
    Binding B;
    if (F->Split) {
      B.addChannel(F->Producer);
      for (Half &H : F->Consumers)
        B.addChannel(H);
    }
    B.addLocks(F->Producer);
    for (Half &H : F->Consumers)
      B.addLocks(H);
    if (B.Tiles.empty() && B.Locks.empty()) {
      for (aiex::DMAChannelResetForOp Op : Users)
        Op.emitOpError("objectFIFO '")
            << F->Op.getSymName()
            << "' has no resident core/mem DMA channels or locks to re-arm";
      return failure();
    }
    OpBuilder Builder(Device.getBody()->getTerminator());
    std::string Name = bindingName(Device, F->Op.getSymName());
    ObjectFifoRearmBindingOp::create(
        Builder, F->Op.getLoc(), Builder.getStringAttr(Name), B.Tiles, B.Locks,
        Builder.getDenseI32ArrayAttr(B.Dirs),
        Builder.getDenseI32ArrayAttr(B.Channels), DenseI32ArrayAttr(),
        DenseI32ArrayAttr(), Builder.getDenseI32ArrayAttr(B.Inits));
    for (aiex::DMAChannelResetForOp Op : Users)
      Op.setSymbol(Name);
  }
  return success();
}
