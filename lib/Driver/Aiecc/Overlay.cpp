//===- Overlay.cpp - reconfiguration by control packets -------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// --load-pdi-to-ctrl-pkt: every device gets the same routes from the shim to
// the tiles' control ports, and a device of its own holds nothing but these.
// Loading that one resets the array; packets over its routes do the rest.
//
//===----------------------------------------------------------------------===//

#include "Build.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLExtras.h"

using namespace aieforge;
using namespace llvm;

static constexpr StringLiteral OverlayName = "ctrl_pkt_overlay";

/// Gives every device the tiles of all devices, and adds the overlay's device,
/// unless the design brings one. The flows come with the passes.
Error AieccBuild::addOverlayDevice() {
  mlir::ModuleOp Module = Session.module();
  SmallVector<aie::DeviceOp> All = Session.devices();
  MapVector<std::pair<int, int>, mlir::DictionaryAttr> Tiles;
  for (aie::DeviceOp Device : All) {
    if (Device.getDevice() != All.front().getDevice())
      return makeError("{0}: --load-pdi-to-ctrl-pkt: the devices of the design "
                       "are of several types; control packets reconfigure one",
                       Options.Input);
    for (auto Tile : Device.getOps<aie::TileOp>())
      Tiles.insert({{Tile.colIndex(), Tile.rowIndex()},
                    Tile->getDiscardableAttrDictionary()});
  }
  if (!Module.lookupSymbol<aie::DeviceOp>(OverlayName)) {
    auto Builder = mlir::OpBuilder::atBlockEnd(Module.getBody());
    auto Overlay = aie::DeviceOp::create(Builder, All.front().getLoc(),
                                         All.front().getDevice(), OverlayName);
    Builder.createBlock(&Overlay.getBodyRegion());
    aie::EndOp::create(Builder, Overlay.getLoc());
    All.push_back(Overlay);
  }
  mlir::OpBuilder Builder(Module.getContext());
  for (aie::DeviceOp Device : All)
    for (auto &[Place, Attributes] : Tiles) {
      if (Device.findTile(Place.first, Place.second))
        continue;
      aie::TileOp Tile =
          Device.getOrCreateTile(Builder, Place.first, Place.second);
      Tile->setDiscardableAttrs(Attributes);
    }
  return Error::success();
}

/// Takes the packets out of the sequences: they become data of their own, which
/// one more buffer of the host brings.
Error AieccBuild::takeControlPackets() {
  for (auto &D : Devices) {
    Expected<aie::DeviceOp> Device = deviceOf(*D);
    if (!Device)
      return Device.takeError();
    for (auto Sequence : Device->getOps<aie::RuntimeSequenceOp>()) {
      mlir::FailureOr<Bytes> Packets = controlPacketBytes(Sequence);
      if (mlir::failed(Packets))
        return Session.failure("control packets cannot be written");
      if (Packets->empty())
        continue;
      D->Packets[Sequence.getSymName().str()] = {
          std::move(*Packets), Sequence.getBody().getNumArguments()};
    }
  }
  return Session.runPipeline(Session.module(),
                             "aie.device(aie-ctrl-packet-to-dma)");
}
