//===- DmaChannel.cpp - one channel of a tile DMA -------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DmaChannel.h"
#include "Fabric.h"
#include "aieforge/Hardware/Dma.h"
#include "aieforge/Hardware/StreamSwitch.h"
#include "llvm/Support/Endian.h"

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

namespace {
/// Position of the out-of-order id in a packet header. The manuals do not say
/// where it is; only this emulator's own DMAs write and read it.
constexpr unsigned OutOfOrderIdLsb = 5, OutOfOrderIdMask = 0x3F;
/// Entries of the finish-on-TLAST count FIFO; not documented.
constexpr unsigned FinishedCountDepth = 16;

uint32_t packetHeader(const Tile &T, unsigned Id, unsigned Type) {
  return hw::StreamHeader{Id, Type, T.Id.Row, T.Id.Column}.encode();
}
} // namespace

DmaChannel::DmaChannel(Fabric &F, Tile &T, hw::Direction Dir, unsigned Index,
                       AgentId Agent)
    : F(F), T(T), Dir(Dir), Index(Index), Agent(Agent) {
  StringRef Register =
      Dir == hw::Direction::S2MM ? "DMA_S2MM_{0}_Ctrl" : "DMA_MM2S_{0}_Ctrl";
  ResetMask = channelFieldMask(T, Register, "Reset");
  PauseMask = channelFieldMask(T, Register, "Pause_Mem") |
              channelFieldMask(T, Register, "Pause_Stream");
  OutOfOrderMask = channelFieldMask(T, Register, "Enable_Out_of_Order");
  FinishMask = channelFieldMask(T, Register, "FoT_Mode");
  CompressMask = channelFieldMask(T, Register, "Compression_Enable") |
                 channelFieldMask(T, Register, "Decompression_Enable");
  ControllerMask = hw::controllerIdField(T.Kind, Dir).mask();
  Port = dmaPort();
  if (Dir == hw::Direction::S2MM)
    T.Switch->masters()[Port].Fifo.Consumer = Agent;
  else
    T.Switch->slaves()[Port].Fifo.Producer = Agent;
}

unsigned DmaChannel::dmaPort() const {
  bool In = Dir == hw::Direction::S2MM;
  hw::Bundle B = hw::Bundle::DMA;
  unsigned Number = Index;
  if (hw::isShim(T.Kind)) {
    B = hw::Bundle::South;
    Number = *hw::shimDmaSouth(Dir, Index);
  }
  return In ? T.Switch->masterPort(B, Number) : T.Switch->slavePort(B, Number);
}

bool DmaChannel::connected() const {
  if (!hw::isShim(T.Kind))
    return true;
  bool In = Dir == hw::Direction::S2MM;
  unsigned South = *hw::shimDmaSouth(Dir, Index);
  const hw::ShimMuxField *Bits =
      In ? hw::shimDemuxField(South) : hw::shimMuxField(South);
  uint32_t Word = In ? T.Demux : T.Mux;
  return Bits && (Word >> Bits->Lsb & ((1u << Bits->Width) - 1)) ==
                     uint32_t(hw::ShimMuxInput::DMA);
}

std::string DmaChannel::name() const {
  return formatv("DMA {0} {1}", hw::toString(Dir), Index).str();
}

std::string DmaChannel::fullName() const { return T.name() + " " + name(); }

//===----------------------------------------------------------------------===//
// Memory and locks
//===----------------------------------------------------------------------===//

void DmaChannel::fail(StringRef StatusBit, const Twine &Problem) {
  ErrorBits |= channelFieldMask(T, channelStatusName(Dir), StatusBit);
  Now = State::Stuck;
  F.fault(fullName() + ", BD " + Twine(BdNumber) + ": " + Problem);
}

uint8_t *DmaChannel::memory(uint64_t Address, bool Write) {
  if (hw::isShim(T.Kind)) {
    std::optional<HostLocation> L = F.Host.locate(Address);
    if (!L) {
      fail("AXI_MM_Slave_Error", Twine(Write ? "writes " : "reads ") +
                                     F.Host.describe(Address) + "; " +
                                     progress());
      return nullptr;
    }
    F.Host.touch(*L, Write);
    return L->Buffer->Data.data() + L->Offset;
  }
  for (const hw::ReachWindow &W : hw::dmaWindows(T.Kind)) {
    if (Address < W.Address || Address + 4 > uint64_t(W.Address) + W.Bytes)
      continue;
    Tile *N = F.tile(int(T.Id.Column) + W.ColumnStep, T.Id.Row + W.RowStep);
    if (!N || N->Kind != T.Kind || Index < W.FirstChannel ||
        Index > W.LastChannel)
      break;
    return N->Data.data() + (Address - W.Address);
  }
  fail("Error_DM_Access_to_Unavailable",
       formatv("byte address {0:x} is out of this channel's reach; {1}",
               Address, progress()));
  return nullptr;
}

Tile *DmaChannel::lockTile(unsigned Id, unsigned &Local) const {
  if (hw::isShim(T.Kind)) {
    Local = Id;
    return &T;
  }
  for (const hw::ReachWindow &W : hw::dmaWindows(T.Kind)) {
    if (Id < W.LockBase || Id >= unsigned(W.LockBase) + W.Locks)
      continue;
    Tile *N = F.tile(int(T.Id.Column) + W.ColumnStep, T.Id.Row + W.RowStep);
    Local = Id - W.LockBase;
    return N && N->Kind == T.Kind && Index >= W.FirstChannel &&
                   Index <= W.LastChannel
               ? N
               : nullptr;
  }
  return nullptr;
}

bool DmaChannel::acquireLock() {
  if (!Bd.AcquireEnable)
    return true;
  unsigned Local;
  Tile *Owner = lockTile(Bd.AcquireId, Local);
  if (!Owner) {
    fail("Error_Lock_Access_to_Unavailable",
         formatv("lock {0} is out of this channel's reach", Bd.AcquireId));
    return false;
  }
  return Owner->Locks.acquire(Local, Bd.AcquireValue, Agent);
}

bool DmaChannel::releaseLock() {
  if (Bd.ReleaseValue == 0)
    return true;
  unsigned Local;
  Tile *Owner = lockTile(Bd.ReleaseId, Local);
  if (!Owner) {
    fail("Error_Lock_Access_to_Unavailable",
         formatv("lock {0} is out of this channel's reach", Bd.ReleaseId));
    return false;
  }
  F.releaseLock(*Owner, Local, Bd.ReleaseValue, Agent);
  return true;
}

//===----------------------------------------------------------------------===//
// Work
//===----------------------------------------------------------------------===//

bool DmaChannel::step() {
  if (Control & (ResetMask | PauseMask))
    return false;
  for (;;) {
    switch (Now) {
    case State::Idle:
      if (Queue.empty())
        return false;
      startTask();
      break;
    case State::OutOfOrderHeader: {
      const StreamFifo &In = T.Switch->masterFifo(Port);
      if (!connected() || In.empty())
        return false;
      if (In.ready(F.now()))
        takeOutOfOrderHeader();
      return true;
    }
    case State::LoadBd:
      if (!loadBd())
        return false;
      Now = State::Acquire;
      break;
    case State::Acquire:
      if (!acquireLock())
        return false;
      Done = 0;
      Walk = AddressWalk(Bd);
      Now = Dir == hw::Direction::MM2S && Bd.EnablePacket ? State::Header
                                                          : State::Transfer;
      if (Bd.Length == 0) {
        finishBd();
        return true;
      }
      break;
    case State::Header:
      if (!connected() || !T.Switch->canPushSlave(Port))
        return false;
      sendHeader();
      Now = State::Transfer;
      return true;
    case State::Transfer:
      if (!connected())
        return false;
      return Dir == hw::Direction::S2MM ? receiveWord() : sendWord();
    case State::Token:
      return sendToken();
    case State::Stuck:
      return false;
    }
  }
}

void DmaChannel::startTask() {
  Current = Queue.front();
  Queue.pop_front();
  RunsLeft = Current.Repeat + 1;
  BdNumber = Current.StartBd;
  Now = Control & OutOfOrderMask ? State::OutOfOrderHeader : State::LoadBd;
  T.Events->dma(Dir, Index, EventUnit::StartTask);
}

bool DmaChannel::loadBd() {
  if (BdNumber >= T.BdCount || !hw::bdReachable(T.Kind, Index, BdNumber)) {
    fail("Error_BD_Unavailable", "this channel cannot use that descriptor");
    return false;
  }
  Bd = decodeBd(T.Kind, T.bdWords(BdNumber));
  if (!Bd.Valid) {
    fail("Error_BD_Invalid", "the descriptor is not valid (Valid_BD is 0)");
    return false;
  }
  if (Bd.EnablePacket && Bd.Length == 0 && Dir == hw::Direction::MM2S) {
    fail("Error_BD_Invalid", "a packet of length 0 is not defined");
    return false;
  }
  if (compressed() && Bd.Length % CompressionBlockWords) {
    fail("Error_BD_Invalid",
         formatv("a compressed transfer of {0} words, no multiple of {1}, is "
                 "not defined",
                 Bd.Length, CompressionBlockWords));
    return false;
  }
  return true;
}

void DmaChannel::takeOutOfOrderHeader() {
  uint32_t Header = T.Switch->popMaster(Port).Data;
  BdNumber = Header >> OutOfOrderIdLsb & OutOfOrderIdMask;
  Now = State::LoadBd;
}

void DmaChannel::sendHeader() {
  uint32_t Header = packetHeader(T, Bd.PacketId, Bd.PacketType) |
                    Bd.OutOfOrderId << OutOfOrderIdLsb;
  T.Switch->pushSlave(Port, {withOddParity(Header), 0, false});
}

bool DmaChannel::receiveWord() {
  const StreamFifo &In = T.Switch->masterFifo(Port);
  if (In.empty())
    return false;
  if (!In.ready(F.now()))
    return true;
  unsigned FinishMode =
      FinishMask ? (Control & FinishMask) / (FinishMask & -FinishMask) : 0;
  if (compressed() && FinishMode == 0)
    return receiveCompressed();
  bool CountsWaited = FinishMode == 3;
  if (CountsWaited && FinishedCounts.size() >= FinishedCountDepth)
    return false;
  uint8_t *P = memory(Walk.next(), /*Write=*/true);
  if (!P)
    return false;
  StreamWord W = T.Switch->popMaster(Port);
  support::endian::write32le(P, W.Data);
  ++Done;
  ++Counts.Words;
  if (FinishMode == 0) {
    if (Done == Bd.Length)
      finishBd();
    return true;
  }
  if (W.Last) {
    if (CountsWaited)
      FinishedCounts.push_back(uint32_t(Done) | BdNumber << 24 |
                               (RunsLeft == 1 && !Bd.UseNext) << 30 | 1u << 31);
    finishBd();
  } else if (Done == Bd.Length) {
    fail("Error_FoT_Length_Exceeded",
         "no TLAST within the length of the descriptor");
    return false;
  }
  return true;
}

std::optional<uint32_t> DmaChannel::loadWord() {
  uint64_t Address = Walk.next();
  ++Done;
  if (Address == AddressWalk::Padding)
    return padValue();
  const uint8_t *P = memory(Address, /*Write=*/false);
  if (!P)
    return std::nullopt;
  return support::endian::read32le(P);
}

bool DmaChannel::sendWord() {
  if (!T.Switch->canPushSlave(Port))
    return false;
  if (compressed())
    return sendCompressed();
  std::optional<uint32_t> Loaded = loadWord();
  if (!Loaded)
    return false;
  uint32_t Value = *Loaded;
  ++Counts.Words;
  bool Last = Done == Bd.Length;
  T.Switch->pushSlave(Port, {Value, 0, Last && !Bd.SuppressTLast});
  if (Last)
    finishBd();
  return true;
}

uint32_t DmaChannel::padValue() const {
  if (F.Device.Gen != hw::Generation::AIE2P || T.Kind != hw::TileKind::Mem ||
      Dir != hw::Direction::MM2S)
    return 0;
  return T.Stored.lookup(hw::registerOffset(T.Kind,
                                            "DMA_MM2S_{0}_Constant_Pad_Value",
                                            Index, 0, hw::Generation::AIE2P));
}

void DmaChannel::finishBd() {
  if (!releaseLock())
    return;
  ++Counts.Bds;
  T.Events->dma(Dir, Index, EventUnit::FinishedBd);
  IterationUpdate U = advanceIteration(T.Kind, T.bdWords(BdNumber));
  T.bdWords(BdNumber)[U.Word] = U.Value;
  bool OutOfOrder = Control & OutOfOrderMask;
  if (OutOfOrder && Bd.UseNext) {
    fail("Error_BD_Invalid", "an out-of-order channel cannot follow Next_BD");
    return;
  }
  if (!OutOfOrder && Bd.UseNext) {
    BdNumber = Bd.Next;
    Now = State::LoadBd;
    return;
  }
  if (--RunsLeft) {
    BdNumber = Current.StartBd;
    Now = OutOfOrder ? State::OutOfOrderHeader : State::LoadBd;
    return;
  }
  ++Counts.Tasks;
  T.Events->dma(Dir, Index, EventUnit::FinishedTask);
  Now = Current.Token && !OutOfOrder ? State::Token : State::Idle;
}

bool DmaChannel::sendToken() {
  unsigned Out = T.Switch->slavePort(hw::Bundle::TileControl, 0);
  if (Out == StreamSwitch::NoPort || T.TileControlTaken ||
      !T.Switch->canPushSlave(Out))
    return false;
  uint32_t Controller =
      (Control & ControllerMask) / (ControllerMask & -ControllerMask);
  uint32_t Word = packetHeader(T, 0, hw::TaskTokenType) | Controller;
  T.Switch->pushSlave(Out, {withOddParity(Word), Agent + 1, true});
  ++F.Tokens[Agent].Issued;
  ++Counts.Tokens;
  Now = State::Idle;
  return true;
}
