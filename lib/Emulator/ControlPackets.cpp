//===- ControlPackets.cpp - register access by packets --------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ControlPackets.h"
#include "Fabric.h"

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

ControlPackets::ControlPackets(Fabric &F, Tile &T)
    : F(F), T(T), MasterPort(T.Switch->masterPort(hw::Bundle::TileControl, 0)),
      SlavePort(T.Switch->slavePort(hw::Bundle::TileControl, 0)) {
  if (MasterPort != StreamSwitch::NoPort)
    T.Switch->masters()[MasterPort].Fifo.Consumer = T.agent(ControlSlot);
}

bool ControlPackets::offer(const StreamWord &W) {
  if (MasterPort == StreamSwitch::NoPort ||
      T.Switch->masterFifo(MasterPort).full())
    return false;
  T.Switch->pushMaster(MasterPort, W);
  return true;
}

bool ControlPackets::seesStreamHeader() const {
  if (MasterPort == StreamSwitch::NoPort)
    return false;
  const StreamSwitch::Master &M = T.Switch->masters()[MasterPort];
  return M.Packet && !M.DropHeader;
}

bool ControlPackets::idle() const {
  return Reply.empty() && (MasterPort == StreamSwitch::NoPort ||
                           T.Switch->masterFifo(MasterPort).empty());
}

bool ControlPackets::step() {
  if (MasterPort == StreamSwitch::NoPort)
    return false;
  if (!Reply.empty() && !sendReply())
    return false;
  const StreamFifo &In = T.Switch->masterFifo(MasterPort);
  if (In.empty())
    return false;
  if (!In.ready(F.now()))
    return true;
  StreamWord W = T.Switch->popMaster(MasterPort);
  if (WordsLeft)
    data(W);
  else if (StreamHeaderNext && seesStreamHeader()) {
    // A stream header that the route kept; it only has to be well formed.
    if (!hasOddParity(W.Data))
      Status |= FirstParity;
    StreamHeaderNext = false;
  } else
    header(W);
  if (W.Last)
    StreamHeaderNext = true;
  return true;
}

void ControlPackets::header(const StreamWord &W) {
  ++Packets;
  if (!hasOddParity(W.Data)) {
    Status |= SecondParity;
    F.fault(formatv("control packet at {0}: header {1:x8} has even parity",
                    T.name(), W.Data));
  }
  hw::ControlHeader H = hw::ControlHeader::decode(W.Data);
  Address = H.Offset;
  Count = H.Words;
  ResponseId = H.ResponseId & hw::stream_header::PacketId.valueMask();
  if (!H.hasData()) {
    if (!W.Last)
      Status |= TLastError;
    read();
    return;
  }
  if (H.Operation > hw::ControlOperation::WriteIncrement)
    F.warn(formatv("control packet at {0}: operation 3 is not documented; "
                   "taken as a write",
                   T.name()));
  WordsLeft = Count;
  if (W.Last) {
    Status |= TLastError;
    WordsLeft = 0;
    F.fault(formatv("control packet at {0}: a write of {1} words to {2} ends "
                    "with its header",
                    T.name(), Count,
                    hw::describeOffset(F.Device.Gen, T.Kind, Address)));
  }
}

void ControlPackets::data(const StreamWord &W) {
  if (llvm::Error E = F.write(T, Address, W.Data)) {
    Status |= SlaveError;
    F.fault("control packet at " + T.name() + ": " + toString(std::move(E)));
  }
  Address += 4;
  --WordsLeft;
  if (W.Last && WordsLeft) {
    Status |= TLastError;
    F.fault(formatv("control packet at {0}: TLAST {1} words too early",
                    T.name(), WordsLeft));
    WordsLeft = 0;
  } else if (!W.Last && WordsLeft == 0 &&
             F.Device.Gen == hw::Generation::AIE2) {
    // Phoenix takes one control packet for each stream packet; Strix several.
    Status |= TLastError;
    F.warn(formatv("control packet at {0}: no TLAST on the last word; AIE2 "
                   "takes one control packet for each stream packet",
                   T.name()));
  }
}

void ControlPackets::read() {
  uint32_t Header =
      hw::StreamHeader{ResponseId, 0, T.Id.Row, T.Id.Column}.encode();
  Reply = {{Header, 0, false}};
  for (unsigned I = 0; I < Count; ++I) {
    Expected<uint32_t> V = F.read(T, Address + 4 * I);
    if (!V) {
      Status |= SlaveError;
      F.fault("control packet at " + T.name() + ": " + toString(V.takeError()));
    }
    Reply.push_back({V ? *V : 0, 0, I + 1 == Count});
  }
  ReplySent = 0;
}

bool ControlPackets::sendReply() {
  if (ReplySent == 0 && T.TileControlTaken)
    return false;
  if (!T.Switch->canPushSlave(SlavePort))
    return false;
  T.TileControlTaken = true;
  T.Switch->pushSlave(SlavePort, Reply[ReplySent]);
  if (++ReplySent < Reply.size())
    return sendReply();
  T.TileControlTaken = false;
  Reply.clear();
  return true;
}

std::string ControlPackets::whyBlocked() const {
  if (!Reply.empty())
    return formatv("control packet port: the reply to a read (packet id {0}) "
                   "does not fit into slave TileControl 0",
                   ResponseId)
        .str();
  if (WordsLeft)
    return formatv("control packet port: waits for {0} more words of a write",
                   WordsLeft)
        .str();
  return {};
}
