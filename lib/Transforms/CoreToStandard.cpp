//===- CoreToStandard.cpp - aie-standard-lowering -------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In:  a device whose cores are free of object FIFO ops and whose locks have
//      numbers.
// Out: a module without device: func.func @core_<col>_<row> for the chosen
//      core (or all), buffers as memref.globals, instructions as calls of
//      llvm.aie2.*. A core that cannot be lowered is an error.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/Passes.h"

#include "CoreModule.h"
#include "Tiles.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "llvm/ADT/STLExtras.h"

namespace aieforge::aie {
#define GEN_PASS_DEF_AIECORETOSTANDARD
#include "aieforge/Transforms/Passes.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

namespace {

struct CoreToStandard : aie::impl::AIECoreToStandardBase<CoreToStandard> {
  using AIECoreToStandardBase::AIECoreToStandardBase;

  void runOnOperation() override {
    ModuleOp Module = getOperation();
    DeviceOp Device = findDevice(Module);
    if (!Device)
      return signalPassFailure();
    SmallVector<CoreOp> Cores;
    for (auto Core : Device.getOps<CoreOp>())
      if (isChosen(Core.getTileOp()) && !Core.getElfFile())
        Cores.push_back(Core);
    OwningOpRef<ModuleOp> Result = ModuleOp::create(Module.getLoc());
    bool Strix = Device.getTargetModel()->Gen == hw::Generation::AIE2P;
    if (failed(buildCoreModule(Device, Cores, *Result,
                               Strix ? "llvm.aie2p." : "llvm.aie2.", ".")))
      return signalPassFailure();
    setInitialValues(Device, *Result);
    Module.getBody()->clear();
    Module.getBody()->getOperations().splice(
        Module.getBody()->end(), Result->getBody()->getOperations());
    Module->setAttr("llvm.target_triple",
                    StringAttr::get(&getContext(), Strix ? "aie2p" : "aie2"));
  }

  bool isChosen(TileOp Tile) {
    return TileCol < 0 || TileRow < 0 ||
           (Tile && Tile.colIndex() == TileCol && Tile.rowIndex() == TileRow);
  }

  /// A program that another linker makes brings the values of its tile's
  /// buffers with it; those of this project get them by the configuration.
  void setInitialValues(DeviceOp Device, ModuleOp Result) {
    for (auto Buffer : Device.getOps<BufferOp>())
      if (Buffer.getInitialValue() && Buffer.hasName() &&
          isChosen(Buffer.getTileOp()))
        if (auto Global = Result.lookupSymbol<memref::GlobalOp>(Buffer.name()))
          Global.setInitialValueAttr(Buffer.getInitialValueAttr());
  }

  DeviceOp findDevice(ModuleOp Module) {
    SmallVector<DeviceOp> Found;
    for (auto Device : Module.getOps<DeviceOp>())
      if (DeviceName.empty() || Device.getSymName() == DeviceName)
        Found.push_back(Device);
    if (Found.size() == 1)
      return Found.front();
    for (DeviceOp Device : Found)
      if (Device.getSymName() == DeviceOp::getDefaultName())
        return Device;
    auto Error = Module.emitError();
    if (DeviceName.empty())
      Error << "the module has " << Found.size()
            << " devices: name one by the option device";
    else
      Error << "the module has no device @" << DeviceName.getValue();
    return {};
  }
};

} // namespace
