//===- Trace.cpp - the trace unit of a module -----------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Trace.h"
#include "Fabric.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/Endian.h"

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

/// The event that is always on.
static constexpr unsigned TrueEvent = 1;

// Bytes of the encoding of event-time traces.
static constexpr uint8_t StartByte = 0xF0, FillerByte = 0xFE, SyncByte = 0xFF;
/// Cycles that a sync byte stands for; also the most that a frame can count.
static constexpr uint64_t SyncCycles = (1u << 18) - 1;

TraceUnit::TraceUnit(Fabric &F, Tile &T, unsigned Port)
    : F(F), T(T), Port(Port),
      SlavePort(T.Switch->slavePort(hw::Bundle::Trace, Port)) {
  if (SlavePort != StreamSwitch::NoPort)
    T.Switch->slaves()[SlavePort].Fifo.Producer = T.agent(TraceSlot);
}

//===----------------------------------------------------------------------===//
// Events to frames
//===----------------------------------------------------------------------===//

void TraceUnit::event(unsigned Number, uint64_t Timer) {
  if (Now == Idle) {
    if (Number == StartEvent)
      start(Timer);
    return;
  }
  if (Noted && NotedAt != F.now())
    closeFrame();
  // The start frame speaks for its cycle.
  if (F.now() != LastFrame)
    for (unsigned I = 0; I < NumSlots; ++I)
      if (Slots[I] == Number) {
        Noted |= 1u << I;
        NotedAt = F.now();
      }
  if (Number == StopEvent)
    stop();
}

void TraceUnit::start(uint64_t Timer) {
  if (Mode != 0) {
    F.warn(formatv("trace unit {0} of {1} is in mode {2}; the emulator traces "
                   "in mode 0, event and time, alone",
                   Port, T.name(), Mode));
    return;
  }
  Now = Running;
  Noted = 0;
  LastFrame = F.now();
  putByte(StartByte);
  putBytes(Timer, 7);
}

void TraceUnit::stop() {
  closeFrame();
  while (!Payload.empty())
    putByte(FillerByte);
  Now = Idle;
}

// The fewest bytes that hold the time; the prefix tells how many.
void TraceUnit::closeFrame() {
  if (!Noted)
    return;
  uint64_t Time = NotedAt - LastFrame - 1;
  for (; Time > SyncCycles; Time -= SyncCycles)
    putByte(SyncByte);
  bool Single = llvm::has_single_bit(Noted);
  unsigned Slot = llvm::countr_zero(Noted);
  bool Short = Time < 1u << 4, Middle = Time < 1u << 10;
  if (Single && Short)
    putByte(Slot << 4 | Time);
  else if (Single && Middle)
    putBytes(0x8000 | Slot << 10 | Time, 2);
  else if (Single)
    putBytes(0xA00000 | Slot << 18 | Time, 3);
  else if (Short)
    putBytes(0xC000 | Noted << 4 | Time, 2);
  else if (Middle)
    putBytes(0xD00000 | Noted << 10 | Time, 3);
  else
    putBytes(0xD4000000 | uint64_t(Noted) << 18 | Time, 4);
  LastFrame = NotedAt;
  Noted = 0;
}

//===----------------------------------------------------------------------===//
// Frames to packets
//===----------------------------------------------------------------------===//

void TraceUnit::putBytes(uint64_t Value, unsigned Count) {
  while (Count--)
    putByte(uint8_t(Value >> 8 * Count));
}

void TraceUnit::putByte(uint8_t Byte) {
  Payload.push_back(Byte);
  if (Payload.size() == PayloadBytes)
    sendPacket();
}

void TraceUnit::sendPacket() {
  constexpr unsigned Words = PayloadBytes / 4;
  if (Queue.size() + Words + 1 > QueueWords) {
    Now = Overrun;
    F.warn(formatv("trace unit {0} of {1} lost a packet: the stream does not "
                   "take them as fast as events happen",
                   Port, T.name()));
    Payload.clear();
    return;
  }
  Queue.push_back(
      {hw::StreamHeader{Id, Type, T.Id.Row, T.Id.Column}.encode(), 0, false});
  for (unsigned W = 0; W < Words; ++W)
    Queue.push_back({support::endian::read32be(&Payload[4 * W]), 0,
                     /*Last=*/W + 1 == Words});
  Payload.clear();
  F.wake(T.agent(TraceSlot));
}

bool TraceUnit::step() {
  if (Queue.empty() || SlavePort == StreamSwitch::NoPort ||
      !T.Switch->canPushSlave(SlavePort))
    return false;
  T.Switch->pushSlave(SlavePort, Queue.front());
  Queue.pop_front();
  return !Queue.empty();
}

std::string TraceUnit::whyBlocked() const {
  if (Queue.empty())
    return {};
  return formatv("trace unit {0}: {1} words wait at slave Trace {0}", Port,
                 Queue.size());
}

//===----------------------------------------------------------------------===//
// Registers
//===----------------------------------------------------------------------===//

bool TraceUnit::write(const hw::RegisterRef &R, uint32_t Value,
                      uint64_t Timer) {
  StringRef Name = R.Reg->Name;
  auto Field = [&](StringRef Name) {
    const hw::Field *Bits = R.Reg->field(Name);
    return Bits ? unsigned(Bits->extract(Value)) : 0u;
  };
  if (Name == "Trace_Control0") {
    Control0 = Value;
    Mode = Field("Mode");
    StartEvent = Field("Trace_Start_Event");
    StopEvent = Field("Trace_Stop_Event");
    if (Now != Idle)
      stop();
    if (StartEvent == TrueEvent)
      start(Timer);
    return true;
  }
  if (Name == "Trace_Control1") {
    Control1 = Value;
    Id = Field("ID");
    Type = Field("Packet_Type");
    return true;
  }
  unsigned Word;
  if (!Name.consume_front("Trace_Event") || Name.getAsInteger(10, Word) ||
      Word >= Selection.size())
    return false;
  Selection[Word] = Value;
  for (unsigned I = 4 * Word; I < 4 * Word + 4; ++I)
    Slots[I] = Field(("Trace_Event" + Twine(I)).str());
  return true;
}

std::optional<uint32_t> TraceUnit::read(const hw::RegisterRef &R) const {
  StringRef Name = R.Reg->Name;
  if (Name == "Trace_Control0")
    return Control0;
  if (Name == "Trace_Control1")
    return Control1;
  if (Name == "Trace_Status")
    return R.Reg->field("Mode")->make(Mode) | R.Reg->field("State")->make(Now);
  unsigned Word;
  if (!Name.consume_front("Trace_Event") || Name.getAsInteger(10, Word) ||
      Word >= Selection.size())
    return std::nullopt;
  return Selection[Word];
}
