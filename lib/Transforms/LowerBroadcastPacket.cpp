//===- LowerBroadcastPacket.cpp - aie-lower-broadcast-packet --------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In:  aiex.broadcast_packet.
// Out: one aie.packet_flow for each packet id, directly behind it.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/Passes.h"

#include "aieforge/Dialect/AIEX/AIEXDialect.h"

#include "mlir/IR/Builders.h"

namespace aieforge::aie {
#define GEN_PASS_DEF_AIEBROADCASTPACKET
#include "aieforge/Transforms/Passes.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

namespace {

struct LowerBroadcastPacket
    : aie::impl::AIEBroadcastPacketBase<LowerBroadcastPacket> {
  void runOnOperation() override {
    OpBuilder Builder(&getContext());
    for (auto Op : llvm::make_early_inc_range(
             getOperation().getOps<aiex::BroadcastPacketOp>())) {
      for (auto Id : Op.getPorts().getOps<aiex::BPIDOp>()) {
        Builder.setInsertionPointAfter(Op);
        auto Flow = PacketFlowOp::create(Builder, Id.getLoc(),
                                         static_cast<uint8_t>(Id.IDInt()),
                                         nullptr, nullptr);
        Builder.createBlock(&Flow.getPorts());
        PacketSourceOp::create(Builder, Op.getLoc(), Op.getTile(),
                               Op.getBundle(), Op.getChannel());
        for (auto Dest : Id.getPorts().getOps<aiex::BPDestOp>())
          PacketDestOp::create(Builder, Dest.getLoc(), Dest.getTile(),
                               Dest.getBundle(), Dest.getChannel());
        EndOp::create(Builder, Op.getLoc());
      }
      Op.erase();
    }
  }
};

} // namespace
