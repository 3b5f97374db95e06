//===- ControlPacketBinary.cpp - a sequence's control packets -------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The buffer that a shim DMA sends: every aiex.control_packet of a sequence,
// in order, each led to its tile by that tile's controller id.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Dialect/AIE/AIEDialect.h"
#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "aieforge/Driver/Outputs.h"
#include "aieforge/Formats/ControlPackets.h"

using namespace aieforge;
using namespace mlir;

/// The stream header that leads to \p At: its controller id, or 0.
static hw::StreamHeader headerFor(aiex::NpuControlPacketOp Packet,
                                  aie::DeviceOp Device, hw::TileId At) {
  hw::StreamHeader Header;
  aie::TileOp Tile = Device.findTile(At.Column, At.Row);
  auto Id = Tile ? Tile->getAttrOfType<aie::PacketInfoAttr>("controller_id")
                 : aie::PacketInfoAttr();
  if (!Id) {
    Packet.emitWarning("goes to tile (")
        << At.Column << ", " << At.Row
        << "), which has no controller id; packet id 0 is used. Run "
           "--aie-assign-tile-controller-ids first";
    return Header;
  }
  Header.PacketId = Id.getPktId();
  Header.PacketType = Id.getPktType();
  return Header;
}

static FailureOr<ctrlpkt::Packet> packetOf(aiex::NpuControlPacketOp Op,
                                           aie::DeviceOp Device) {
  hw::TileAddress To = hw::TileAddress::decode(Op.getAddress());
  hw::ControlHeader Control;
  Control.Offset = To.Offset;
  Control.Operation = static_cast<hw::ControlOperation>(Op.getOpcode());
  Control.ResponseId = Op.getStreamId();
  ctrlpkt::Packet Packet;
  std::optional<ArrayRef<int32_t>> Data = Op.getData();
  if (Control.hasData()) {
    if (!Data || Data->empty())
      return Op.emitOpError("control packet with a write opcode requires a "
                            "data payload");
    for (int32_t Word : *Data)
      Packet.Data.push_back(uint32_t(Word));
    Control.Words = Packet.Data.size();
  } else {
    Control.Words = Op.getLength().value_or(1);
  }
  if (Control.Words == 0 || Control.Words > hw::MaxControlWords)
    return Op.emitOpError("has ")
           << Control.Words << " words; a control packet holds 1 to "
           << hw::MaxControlWords << " (run --aie-legalize-ctrl-packet first)";
  Packet.StreamWord = headerFor(Op, Device, To.tile()).encode();
  Packet.ControlWord = Control.encode();
  return Packet;
}

FailureOr<Bytes> aieforge::controlPacketBytes(aie::RuntimeSequenceOp Sequence) {
  ctrlpkt::Packets Packets;
  auto Device = Sequence->getParentOfType<aie::DeviceOp>();
  for (auto Op : Sequence.getBody().getOps<aiex::NpuControlPacketOp>()) {
    FailureOr<ctrlpkt::Packet> Packet = packetOf(Op, Device);
    if (failed(Packet))
      return failure();
    Packets.push_back(std::move(*Packet));
  }
  return ctrlpkt::serialize(Packets);
}
