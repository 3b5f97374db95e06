//===- DmaRegisters.cpp - control, queue and status of a channel ----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fabric.h"
#include "aieforge/Hardware/Dma.h"

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

uint32_t aieforge::emu::channelFieldMask(const Tile &T, StringRef Register,
                                         StringRef Name) {
  const hw::Register *R =
      hw::registerByName(hw::Generation::AIE2, T.Kind, Register);
  const hw::Field *Bits = R ? R->field(Name) : nullptr;
  return Bits ? Bits->mask() : 0;
}

StringRef aieforge::emu::channelStatusName(hw::Direction Dir) {
  return Dir == hw::Direction::S2MM ? "DMA_S2MM_Status_{0}"
                                    : "DMA_MM2S_Status_{0}";
}

void DmaChannel::writeControl(uint32_t Value) {
  Control = Value;
  if (Value & ResetMask)
    reset();
  F.wake(Agent);
}

void DmaChannel::reset() {
  Queue.clear();
  Packed.clear();
  Unpacked = {};
  Now = State::Idle;
  ErrorBits = 0;
  Overflow = false;
  FinishedCounts.clear();
  for (auto &Other : F.tiles())
    Other->Locks.cancel(Agent);
}

void DmaChannel::push(uint32_t Value) {
  hw::QueueEntry E = hw::decodeQueueEntry(T.Kind, Value);
  if (Control & ResetMask) {
    F.warn(formatv("{0}: a task was pushed while the channel is held in reset; "
                   "it is lost",
                   fullName()));
    return;
  }
  if (Queue.size() >= QueueDepth) {
    Overflow = true;
    F.fault(formatv("{0}: task queue overflow: BD {1} was pushed while {2} "
                    "tasks wait; the push is lost. Wait for a task token first",
                    fullName(), E.StartBd, Queue.size()));
    return;
  }
  Queue.push_back({E.StartBd, E.Repeat, E.IssueToken});
  F.wake(Agent);
}

uint32_t DmaChannel::status() const {
  bool In = Dir == hw::Direction::S2MM;
  const hw::Register *R =
      hw::registerByName(hw::Generation::AIE2, T.Kind, channelStatusName(Dir));
  uint32_t Word = ErrorBits;
  auto Put = [&](StringRef Name, uint32_t Value) {
    if (const hw::Field *Bits = R ? R->field(Name) : nullptr)
      Word = Bits->insert(Word, Value);
  };
  bool Busy = Now != State::Idle;
  Put("Status", Now == State::Idle ? 0 : Now == State::LoadBd ? 1 : 2);
  Put("Stalled_Lock_Acq", Now == State::Acquire);
  Put(In ? "Stalled_Stream_Starvation" : "Stalled_Stream_Backpressure",
      streamBlocked());
  Put(In ? "Stalled_TCT_or_Count_FIFO_Full" : "Stalled_TCT",
      Now == State::Token);
  Put("Task_Queue_Overflow", Overflow);
  Put("Channel_Running", Busy || !Queue.empty());
  Put("Task_Queue_Size", Queue.size());
  Put("Cur_BD", Busy ? BdNumber : 0);
  return Word;
}

void DmaChannel::writeStatus(uint32_t Value) {
  if (Value &
      channelFieldMask(T, channelStatusName(Dir), "Task_Queue_Overflow"))
    Overflow = false;
  // The two bus errors of a shim channel are sticky as well.
  ErrorBits &=
      ~(Value &
        (channelFieldMask(T, channelStatusName(Dir), "AXI_MM_Decode_Error") |
         channelFieldMask(T, channelStatusName(Dir), "AXI_MM_Slave_Error")));
}

uint32_t DmaChannel::popFinishedCount() {
  if (FinishedCounts.empty())
    return 0;
  uint32_t Word = FinishedCounts.front();
  FinishedCounts.pop_front();
  F.wake(Agent);
  return Word;
}

bool DmaChannel::willRun(unsigned Bd) const {
  auto Visits = [&](unsigned Start) {
    unsigned B = Start;
    for (unsigned Steps = 0; Steps <= T.BdCount && B < T.BdCount; ++Steps) {
      if (B == Bd)
        return true;
      BufferDescriptor D = decodeBd(T.Kind, T.bdWords(B));
      if (!D.UseNext)
        return false;
      B = D.Next;
    }
    return false;
  };
  if (Now != State::Idle &&
      (Visits(BdNumber) || (RunsLeft > 1 && Visits(Current.StartBd))))
    return true;
  return any_of(Queue, [&](const Task &Q) { return Visits(Q.StartBd); });
}

bool DmaChannel::streamBlocked() const {
  if (Now == State::OutOfOrderHeader)
    return true;
  if (Now == State::Header)
    return !connected() || !T.Switch->canPushSlave(Port);
  if (Now != State::Transfer)
    return false;
  return !connected() ||
         (Dir == hw::Direction::S2MM ? T.Switch->masterFifo(Port).empty()
                                     : !T.Switch->canPushSlave(Port));
}

Tile *DmaChannel::waitedLock(unsigned &Lock, int &Operand) const {
  Operand = Bd.AcquireValue;
  return Now == State::Acquire ? lockTile(Bd.AcquireId, Lock) : nullptr;
}

std::string DmaChannel::progress() const {
  return formatv("{0} of {1} words done", Done, Bd.Length).str();
}
