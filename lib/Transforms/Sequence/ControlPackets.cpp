//===- ControlPackets.cpp - register writes that travel as packets --------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// aie-txn-to-ctrl-packet
// In:  aiex.npu.blockwrite of constant words.
// Out: one aiex.control_packet each. Other writes stay: packets have no masks.
//
// aie-legalize-ctrl-packet
// Out: packets of at most four words, what one packet can carry.
//
// aie-ctrl-packet-infer-tiles
// Out: a tile op with a controller id for every tile that a packet goes to.
//
// aie-ctrl-packet-to-dma
// In:  packets, and the allocations @ctrlpkt_col<c>_mm2s_chan<k>.
// Out: the sequence takes a buffer of packets as last argument and sends them
//      from there, with transfers and waits in the packets' places.
//
//===----------------------------------------------------------------------===//

#include "../ControlOverlay.h"
#include "RegisterOps.h"
#include "aieforge/Hardware/Packet.h"
#include "aieforge/Transforms/SequencePasses.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/IR/IRMapping.h"

namespace aieforge::aie {
#define GEN_PASS_DEF_AIETXNTOCONTROLPACKET
#define GEN_PASS_DEF_AIELEGALIZECONTROLPACKET
#define GEN_PASS_DEF_AIECTRLPACKETINFERTILES
#define GEN_PASS_DEF_AIECTRLPACKETTODMA
#include "aieforge/Transforms/SequencePasses.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace mlir;
using aiex::NpuControlPacketOp;

/// The stream header and the control header.
constexpr unsigned HeaderWords = 2;

static SmallVector<NpuControlPacketOp> packetsOf(aie::DeviceOp Device) {
  SmallVector<NpuControlPacketOp> Packets;
  for (auto Sequence : Device.getOps<aie::RuntimeSequenceOp>())
    Sequence.walk([&](NpuControlPacketOp O) { Packets.push_back(O); });
  return Packets;
}

namespace {

struct TxnToControlPacket
    : aie::impl::AIETxnToControlPacketBase<TxnToControlPacket> {
  void runOnOperation() override {
    SmallVector<aiex::NpuBlockWriteOp> Writes;
    getOperation().walk([&](aiex::NpuBlockWriteOp O) { Writes.push_back(O); });
    for (aiex::NpuBlockWriteOp O : Writes) {
      DenseIntElementsAttr Words = O.getDataWords();
      std::optional<uint32_t> Address = O.getAbsoluteAddress();
      if (!Words || !Words.getElementType().isInteger(32) || !Address) {
        O.emitOpError("needs constant 32-bit words (a memref.get_global of an "
                      "initialised memref.global) and a known address");
        return signalPassFailure();
      }
      OpBuilder Builder(O);
      SmallVector<int32_t> Data(Words.getValues<int32_t>());
      NpuControlPacketOp::create(Builder, O.getLoc(), *Address, IntegerAttr(),
                                 /*opcode=*/0, /*stream_id=*/0,
                                 Builder.getDenseI32ArrayAttr(Data));
      Operation *Get = O.getData().getDefiningOp();
      O.erase();
      if (Get && Get->use_empty())
        Get->erase();
    }
  }
};

struct LegalizeControlPacket
    : aie::impl::AIELegalizeControlPacketBase<LegalizeControlPacket> {
  void runOnOperation() override {
    for (NpuControlPacketOp O : packetsOf(getOperation())) {
      // Reads have no data; theirs is a length.
      if (!O.getData() || O.getData()->size() <= hw::MaxControlWords)
        continue;
      OpBuilder Builder(O);
      ArrayRef<int32_t> Data = *O.getData();
      uint32_t Address = O.getAddress();
      for (; !Data.empty(); Address += 4 * hw::MaxControlWords) {
        ArrayRef<int32_t> Some =
            Data.take_front(std::min<size_t>(hw::MaxControlWords, Data.size()));
        NpuControlPacketOp::create(Builder, O.getLoc(), Address, IntegerAttr(),
                                   O.getOpcode(), O.getStreamId(),
                                   Builder.getDenseI32ArrayAttr(Some));
        Data = Data.drop_front(Some.size());
      }
      O.erase();
    }
  }
};

struct CtrlPacketInferTiles
    : aie::impl::AIECtrlPacketInferTilesBase<CtrlPacketInferTiles> {
  void runOnOperation() override {
    aie::DeviceOp Device = getOperation();
    const hw::Device *D = hardwareOf(Device);
    if (!D)
      return signalPassFailure();
    for (NpuControlPacketOp O : packetsOf(Device)) {
      hw::TileAddress A = hw::TileAddress::decode(O.getAddress());
      if (!D->contains(A.Column, A.Row)) {
        O.emitOpError("goes to tile (")
            << A.Column << ", " << A.Row << "), which " << D->Name
            << " does not have";
        return signalPassFailure();
      }
      aie::TileOp Tile = Device.findTile(A.Column, A.Row);
      if (!Tile) {
        OpBuilder Builder(&getContext());
        Builder.setInsertionPointToStart(Device.getBody());
        Tile = aie::TileOp::create(Builder, Device.getLoc(),
                                   Builder.getIndexType(), A.Column, A.Row,
                                   StringAttr());
      }
      if (!Tile->hasAttr("controller_id"))
        Tile->setAttr("controller_id",
                      aie::PacketInfoAttr::get(&getContext(), /*pkt_type=*/0,
                                               hw::defaultControllerId(A.Row)));
    }
  }
};

/// Rewrites one sequence.
class PacketSender {
public:
  PacketSender(aie::RuntimeSequenceOp Sequence, const hw::Device &D,
               RegisterOps &Ops)
      : Sequence(Sequence), D(D), Ops(Ops) {}

  LogicalResult run();

private:
  struct Batch {
    NpuControlPacketOp First;
    hw::TileId Tile;
    int64_t Start, Words;
  };
  LogicalResult collect();
  void send(Batch &B, Value Buffer);

  aie::RuntimeSequenceOp Sequence;
  const hw::Device &D;
  RegisterOps &Ops;
  SmallVector<Batch> Batches;
  SmallVector<NpuControlPacketOp> Packets;
};

} // namespace

LogicalResult PacketSender::collect() {
  int64_t Words = 0;
  bool Open = false;
  for (Operation &O : Sequence.getBody().front()) {
    auto Packet = dyn_cast<NpuControlPacketOp>(O);
    if (!Packet) {
      // What only computes does not come between packets.
      Open &= isMemoryEffectFree(&O);
      continue;
    }
    hw::TileAddress A = hw::TileAddress::decode(Packet.getAddress());
    if (!D.contains(A.Column, A.Row))
      return Packet.emitOpError("goes to tile (")
             << A.Column << ", " << A.Row << "), which " << D.Name
             << " does not have";
    // A read is its headers alone; its length says what comes back.
    int64_t Size = HeaderWords;
    if (Packet.getData())
      Size += Packet.getData()->size();
    // Only AIE2P takes several packets of one transfer.
    bool Joins = Open && D.Gen == hw::Generation::AIE2P &&
                 Batches.back().Tile == A.tile();
    if (Joins)
      Batches.back().Words += Size;
    else
      Batches.push_back({Packet, A.tile(), Words, Size});
    Words += Size;
    Open = true;
    Packets.push_back(Packet);
  }
  return success();
}

void PacketSender::send(Batch &B, Value Buffer) {
  unsigned Channel = overlayChannel(D, B.Tile.Row);
  Ops.before(B.First);
  OpBuilder &Builder = Ops.builder();
  OperationState State(B.First.getLoc(),
                       aiex::NpuDmaMemcpyNdOp::getOperationName());
  State.addOperands(Buffer);
  State.addAttribute("operandSegmentSizes",
                     Builder.getDenseI32ArrayAttr({1, 0, 0, 0}));
  State.addAttribute("static_offsets",
                     Builder.getDenseI64ArrayAttr({0, 0, 0, B.Start}));
  State.addAttribute("static_sizes",
                     Builder.getDenseI64ArrayAttr({1, 1, 1, B.Words}));
  State.addAttribute("static_strides",
                     Builder.getDenseI64ArrayAttr({0, 0, 0, 1}));
  State.addAttribute(
      "metadata",
      FlatSymbolRefAttr::get(Builder.getContext(),
                             overlayAllocation(B.Tile.Column, Channel)));
  State.addAttribute("id", Builder.getI64IntegerAttr(0));
  State.addAttribute("issue_token", Builder.getBoolAttr(true));
  Builder.create(State);
  Ops.sync({Place{B.Tile.Column, 0, hw::TileKind::ShimNoC},
            hw::Direction::MM2S,
            Channel,
            {}});
}

LogicalResult PacketSender::run() {
  if (Sequence.getBody().empty())
    return success();
  if (failed(collect()))
    return failure();
  if (Packets.empty())
    return success();
  auto Type = MemRefType::get({ShapedType::kDynamic},
                              IntegerType::get(Sequence.getContext(), 32));
  Value Buffer =
      Sequence.getBody().front().addArgument(Type, Sequence.getLoc());
  for (Batch &B : Batches)
    send(B, Buffer);
  for (NpuControlPacketOp O : Packets)
    O.erase();
  return success();
}

namespace {
struct CtrlPacketToDma : aie::impl::AIECtrlPacketToDmaBase<CtrlPacketToDma> {
  void runOnOperation() override {
    const hw::Device *D = hardwareOf(getOperation());
    if (!D)
      return signalPassFailure();
    RegisterOps Ops(getOperation());
    for (auto Sequence : getOperation().getOps<aie::RuntimeSequenceOp>())
      if (failed(PacketSender(Sequence, *D, Ops).run()))
        return signalPassFailure();
  }
};
} // namespace
