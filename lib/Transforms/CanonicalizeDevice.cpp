//===- CanonicalizeDevice.cpp - aie-canonicalize-device -------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In:  any module.
// Out: the module has at least one aie.device; a device has one aie.tile for
//      each coordinate, which later passes rely on.
//
// mlir-aie wraps a module without device into one for a Versal part, which no
// later pass can take; here that is an error at once.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/Passes.h"

#include "Tiles.h"

#include "mlir/IR/BuiltinOps.h"

#include <map>

namespace aieforge::aie {
#define GEN_PASS_DEF_AIECANONICALIZEDEVICE
#include "aieforge/Transforms/Passes.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

namespace {

struct CanonicalizeDevice
    : aie::impl::AIECanonicalizeDeviceBase<CanonicalizeDevice> {
  void runOnOperation() override {
    auto Devices = getOperation().getOps<DeviceOp>();
    if (Devices.empty()) {
      getOperation().emitError("the module has no aie.device; wrap the design "
                               "in `aie.device(npu1) { … }`");
      return signalPassFailure();
    }
    for (DeviceOp Device : Devices)
      if (failed(mergeTiles(Device)))
        return signalPassFailure();
  }

  LogicalResult mergeTiles(DeviceOp Device) {
    std::map<hw::TileId, TileOp> First;
    for (TileOp Tile : llvm::make_early_inc_range(Device.getOps<TileOp>())) {
      auto [It, New] = First.try_emplace(tileId(Tile), Tile);
      if (New)
        continue;
      TileOp Kept = It->second;
      for (NamedAttribute Attr : Tile->getAttrs()) {
        Attribute Other = Kept->getAttr(Attr.getName());
        if (Other && Other != Attr.getValue()) {
          auto Error = Tile.emitOpError("differs in '")
                       << Attr.getName().getValue()
                       << "' from another op for the same tile";
          Error.attachNote(Kept.getLoc()) << "the other one is here";
          return Error;
        }
        Kept->setAttr(Attr.getName(), Attr.getValue());
      }
      Tile.replaceAllUsesWith(Kept.getResult());
      Tile.erase();
    }
    return success();
  }
};

} // namespace
