//===- ExpandLoadPdi.cpp - reconfiguration by register writes -------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// aie-expand-load-pdi
// In:  aiex.npu.load_pdi of physical devices.
// Out: each loads an image that only resets the array: one of two empty
//      devices in turn, since the firmware ignores a load of the image that is
//      current; then the device's configuration follows as register ops. By
//      control packets it is the control overlay and a copy of it that are
//      loaded in turn.
//
//===----------------------------------------------------------------------===//

#include "ConfigOps.h"
#include "aieforge/Config/Passes.h"
#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "aieforge/Transforms/DesignQueries.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"

namespace aieforge {
#define GEN_PASS_DEF_AIEEXPANDLOADPDI
#include "aieforge/Config/Passes.h.inc"
} // namespace aieforge

using namespace aieforge;
using namespace mlir;
using aiex::ExpandMode;

namespace {

constexpr StringRef OverlayName = "ctrl_pkt_overlay";

struct ExpandLoadPdi : aieforge::impl::AIEExpandLoadPdiBase<ExpandLoadPdi> {
  using AIEExpandLoadPdiBase::AIEExpandLoadPdiBase;

  void runOnOperation() override {
    Count = 0;
    SmallVector<aiex::NpuLoadPdiOp> Loads;
    getOperation().walk([&](aiex::NpuLoadPdiOp Op) { Loads.push_back(Op); });
    for (aiex::NpuLoadPdiOp Load : Loads)
      if (failed(expand(Load)))
        return signalPassFailure();
  }

  ExpandMode modeOf(aiex::NpuLoadPdiOp Load) {
    if (Load.getExpandMode())
      return *Load.getExpandMode();
    return CtrlPkt ? ExpandMode::CtrlPkt : ExpandMode::Write32;
  }

  LogicalResult expand(aiex::NpuLoadPdiOp Load) {
    ExpandMode Mode = modeOf(Load);
    if (!Load.getDeviceRef() || Mode == ExpandMode::None)
      return success();
    auto Device = dyn_cast_or_null<aie::DeviceOp>(
        getOperation().lookupSymbol(*Load.getDeviceRef()));
    if (!Device)
      return Load.emitOpError("Referenced symbol '")
             << *Load.getDeviceRef() << "' is not a device";
    const hw::Device *D = hardwareOf(Device);
    if (!D)
      return failure();
    bool Packets = Mode == ExpandMode::CtrlPkt;
    // The number counts what is expanded: two neighbours must differ.
    FailureOr<aie::DeviceOp> Reset =
        Packets ? overlay(Load, Count % 2) : empty(Device, Count % 2);
    ConfigOptions Options;
    Options.LeaveOutOverlay = Packets;
    FailureOr<ConfigProgram> P = CoreElfFiles("").configure(Device, Options);
    if (failed(Reset) || failed(P))
      return failure();
    OpBuilder Builder(Load);
    auto Preload = cast<aiex::NpuLoadPdiOp>(Builder.clone(*Load));
    Preload.setDeviceRef(Reset->getSymName());
    Preload.setExpandMode(ExpandMode::None);
    auto Origin = [&](size_t) { return Load.getLoc(); };
    if (Packets) {
      makeControlPacketOps(*P, *D, Builder, Origin);
    } else {
      auto Home = Load->getParentOfType<aie::DeviceOp>();
      makeTransactionOps(*P, *D, Builder, Origin, Home,
                         &Home.getBody()->front(),
                         ("loadpdi_" + Twine(Count) + "_").str());
    }
    ++Count;
    Load.erase();
    return success();
  }

  /// The empty device number \p Number, of the type of \p Like.
  FailureOr<aie::DeviceOp> empty(aie::DeviceOp Like, unsigned Number) {
    std::string Name = "empty_" + std::to_string(Number);
    if (Operation *Known = getOperation().lookupSymbol(Name)) {
      if (auto Device = dyn_cast<aie::DeviceOp>(Known))
        return Device;
      return Known->emitOpError("has the name of the empty device that a "
                                "reconfiguration loads first");
    }
    OpBuilder Builder = OpBuilder::atBlockBegin(getOperation().getBody());
    auto Device =
        aie::DeviceOp::create(Builder, Like.getLoc(), Like.getDevice(), Name);
    Builder.createBlock(&Device.getBodyRegion());
    aie::EndOp::create(Builder, Like.getLoc());
    return Device;
  }

  /// The control overlay or its copy.
  FailureOr<aie::DeviceOp> overlay(aiex::NpuLoadPdiOp Load, bool Copy) {
    auto Overlay = getOperation().lookupSymbol<aie::DeviceOp>(OverlayName);
    if (!Overlay)
      return Load.emitOpError("is to be expanded to control packets, but the "
                              "module has no device @")
             << OverlayName << ", which holds the routes of control packets";
    if (!Copy)
      return Overlay;
    std::string Name = (OverlayName + "_copy").str();
    if (auto Known = getOperation().lookupSymbol<aie::DeviceOp>(Name))
      return Known;
    OpBuilder Builder(Overlay->getContext());
    Builder.setInsertionPointAfter(Overlay);
    auto Clone = cast<aie::DeviceOp>(Builder.clone(*Overlay));
    Clone.setSymName(Name);
    return Clone;
  }

  unsigned Count = 0; ///< Expanded so far.
};

} // namespace
