//===- HangReport.cpp - who waits for whom, in words ----------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Fabric.h"
#include "aieforge/Hardware/Dma.h"
#include "aieforge/Hardware/StreamSwitch.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

std::string aieforge::emu::describeLockWait(Tile &Owner, unsigned Lock,
                                            int Operand) {
  return formatv("lock {0} of {1} (value {2}, needs {3} {4})", Lock,
                 Owner.name(), Owner.Locks[Lock].Value,
                 Operand < 0 ? "at least" : "exactly", std::abs(Operand))
      .str();
}

// Looks at every valid descriptor that could name the lock, and at who released
// it so far. Programs of cores are not searched.
std::string aieforge::emu::describeReleasers(Fabric &F, Tile &Owner,
                                             unsigned Lock) {
  std::vector<std::string> Who;
  for (auto &TP : F.tiles()) {
    Tile &T = *TP;
    if (T.Kind != Owner.Kind || T.BdCount == 0)
      continue;
    // The number under which T's descriptors know the lock.
    std::optional<unsigned> Known;
    if (hw::isShim(T.Kind)) {
      if (&T == &Owner)
        Known = Lock;
    } else {
      for (const hw::ReachWindow &W : hw::dmaWindows(T.Kind))
        if (int(T.Id.Column) + W.ColumnStep == int(Owner.Id.Column) &&
            int(T.Id.Row) + W.RowStep == int(Owner.Id.Row))
          Known = W.LockBase + Lock;
    }
    if (!Known)
      continue;
    for (unsigned B = 0; B < T.BdCount; ++B) {
      BufferDescriptor D = decodeBd(T.Kind, T.bdWords(B));
      if (!D.Valid || D.ReleaseValue == 0 || D.ReleaseId != *Known)
        continue;
      std::string Runner = "no channel will run it";
      for (auto *List : {&T.S2MM, &T.MM2S})
        for (auto &C : *List)
          if (C->willRun(B))
            Runner = "on " + C->name();
      Who.push_back(
          formatv("{0} BD {1} (+{2}, {3})", T.name(), B, D.ReleaseValue, Runner)
              .str());
    }
  }
  std::vector<std::string> Past;
  for (auto &[Agent, Times] : Owner.Locks[Lock].Releases)
    if (Agent == NoAgent || !F.channelOf(Agent))
      Past.push_back(formatv("{0} {1} time{2}", F.agentName(Agent), Times,
                             Times == 1 ? "" : "s")
                         .str());
  std::string Text = "released by: ";
  Text += Who.empty() ? std::string("no descriptor") : join(Who, ", ");
  if (!Past.empty())
    Text += "; so far by " + join(Past, ", ");
  else if (Owner.Kind == hw::TileKind::Core)
    Text += "; no core has released it yet";
  return Text;
}

std::string CoreTile::whyBlocked() const {
  if (!Waiting || !active())
    return {};
  Stall S = Unit.stall();
  std::string Head =
      formatv("core {0} at pc {1:x} waits for ", T.name(), S.PC).str();
  switch (S.Reason) {
  case StallReason::None:
    return {};
  case StallReason::LockSouth:
  case StallReason::LockWest:
  case StallReason::LockNorth:
  case StallReason::LockOwn: {
    unsigned Id;
    Tile *Owner = windowTile(S.Lock, Id);
    if (!Owner)
      return Head + "a lock outside the device";
    return Head + describeLockWait(*Owner, Id, S.Value) + "; " +
           describeReleasers(F, *Owner, Id);
  }
  case StallReason::StreamIn:
    return Head + "a word on its stream input";
  case StallReason::StreamOut:
    return Head + "room on its stream output; " +
           T.Switch->whySlaveBlocked(OutPort);
  case StallReason::CascadeIn:
    return Head + (CascadeSelect & 1 ? "a cascade value from the west"
                                     : "a cascade value from the north");
  case StallReason::CascadeOut:
    if (!cascadeTarget())
      return Head + "its cascade output, but no core is on that side";
    return Head + (CascadeSelect & 2 ? "room in the cascade to the east"
                                     : "room in the cascade to the south");
  }
  return {};
}

std::string DmaChannel::whyBlocked() const {
  std::string Waiting =
      Queue.empty() ? ""
                    : formatv("; {0} more task{1} in the queue", Queue.size(),
                              Queue.size() == 1 ? "" : "s")
                          .str();
  std::string Head = formatv("{0}, BD {1}: ", name(), BdNumber).str();
  if (Control & ResetMask)
    return Queue.empty() && Now == State::Idle
               ? std::string()
               : name() + ": held in reset" + Waiting;
  if (Control & PauseMask && (Now != State::Idle || !Queue.empty()))
    return name() + ": paused by its control register" + Waiting;
  switch (Now) {
  case State::Idle:
    return {};
  case State::OutOfOrderHeader:
    return name() + ": waits for a packet whose header names a BD" + Waiting;
  case State::LoadBd:
    return {};
  case State::Acquire: {
    unsigned Local;
    Tile *Owner = lockTile(Bd.AcquireId, Local);
    if (!Owner)
      return Head + "its lock is out of reach" + Waiting;
    return Head + "waits for " +
           describeLockWait(*Owner, Local, Bd.AcquireValue) + Waiting;
  }
  case State::Header:
  case State::Transfer: {
    const char *Side = Dir == hw::Direction::S2MM ? "demux" : "mux";
    if (!connected())
      return Head +
             formatv("{0}, but the shim {1} does not connect South {2} to the "
                     "DMA",
                     progress(), Side, *hw::shimDmaSouth(Dir, Index))
                 .str() +
             Waiting;
    if (Dir == hw::Direction::S2MM)
      return Head + "waits for a word from the stream, " + progress() + Waiting;
    return Head + "cannot send into the full stream, " + progress() + Waiting;
  }
  case State::Token:
    return name() +
           ": cannot send its task token, because slave TileControl 0 "
           "is full" +
           Waiting;
  case State::Stuck:
    return Head + "stopped by an error until the channel is reset" + Waiting;
  }
  return {};
}

std::string StreamSwitch::whySlaveBlocked(unsigned Port) const {
  const Slave &S = Slaves[Port];
  if (S.Fifo.empty())
    return {};
  std::string Head =
      formatv("{0} holds {1} word{2} (front {3:x8})",
              portName("slave", S.Bundle, S.Index), S.Fifo.size(),
              S.Fifo.size() == 1 ? "" : "s", S.Fifo.front().Data);
  if (!S.Enabled)
    return Head + ", and the port is not enabled";
  if (S.Packet && S.Unroutable)
    return Head + ", a packet that no slot and no master takes";
  if (S.Packet && !S.Granted) {
    int By = Owner[S.Arbiter];
    if (By < 0)
      return Head +
             formatv(", and waits for its turn at arbiter {0}", S.Arbiter)
                 .str();
    return Head +
           formatv(", and waits for arbiter {0}, which serves a packet "
                   "from {1} until its TLAST",
                   S.Arbiter,
                   portName("slave", Slaves[By].Bundle, Slaves[By].Index))
               .str();
  }
  if (S.Targets.empty())
    return Head + ", and no master port is connected to it";
  for (unsigned M : S.Targets)
    if (Masters[M].Fifo.full())
      return Head +
             formatv(", and {0}{1} is full",
                     portName("master", Masters[M].Bundle, Masters[M].Index),
                     S.Targets.size() > 1 ? ", one of several branches," : "")
                 .str();
  return {};
}

std::string StreamSwitch::whyMasterBlocked(unsigned Port) const {
  const Master &M = Masters[Port];
  if (M.Fifo.empty())
    return {};
  std::string Head =
      formatv("{0} holds {1} word{2} (front {3:x8})",
              portName("master", M.Bundle, M.Index), M.Fifo.size(),
              M.Fifo.size() == 1 ? "" : "s", M.Fifo.front().Data);
  if (M.LinkSwitch) {
    if (M.LinkSwitch->canPushSlave(M.LinkPort))
      return {};
    const Slave &S = M.LinkSwitch->Slaves[M.LinkPort];
    return Head + formatv(", and {0} of {1} is full",
                          portName("slave", S.Bundle, S.Index),
                          M.LinkSwitch->T.name())
                      .str();
  }
  if (isExternal(M.Bundle) && !hw::isShim(T.Kind))
    return Head + ", and no tile is on that side";
  if (hw::isShim(T.Kind) && M.Bundle == hw::Bundle::South) {
    auto Channel = hw::shimDmaChannel(hw::Direction::S2MM, M.Index);
    if (!Channel)
      return Head + ", and no DMA channel is behind that lane";
  } else if (isExternal(M.Bundle)) {
    return Head + ", and no tile is on that side";
  }
  return Head + ", and its consumer in the tile does not take them";
}

std::vector<std::string> aieforge::emu::describeBlocked(Fabric &F) {
  std::vector<std::string> Lines;
  for (auto &T : F.tiles())
    if (T->Core) {
      if (std::string Why = T->Core->whyBlocked(); !Why.empty())
        Lines.push_back(Why);
      else if (T->Core->core().state() == CoreState::Faulted)
        Lines.push_back("core " + T->name() + " stopped by a fault");
    }
  for (auto &T : F.tiles()) {
    for (auto *List : {&T->S2MM, &T->MM2S})
      for (auto &C : *List) {
        std::string Why = C->whyBlocked();
        if (Why.empty())
          continue;
        unsigned Lock;
        int Operand;
        if (Tile *Owner = C->waitedLock(Lock, Operand))
          Why += "; " + describeReleasers(F, *Owner, Lock);
        Lines.push_back(T->name() + " " + Why);
      }
    if (std::string Why = T->Control->whyBlocked(); !Why.empty())
      Lines.push_back(T->name() + " " + Why);
    if (std::string Why = T->Events->whyTracesBlocked(); !Why.empty())
      Lines.push_back(T->name() + " " + Why);
  }
  for (auto &T : F.tiles()) {
    if (!T->Switch->anyWords())
      continue;
    for (unsigned P = 0; P < T->Switch->slaves().size(); ++P)
      if (std::string Why = T->Switch->whySlaveBlocked(P); !Why.empty())
        Lines.push_back("switch " + T->name() + " " + Why);
    for (unsigned P = 0; P < T->Switch->masters().size(); ++P)
      if (std::string Why = T->Switch->whyMasterBlocked(P); !Why.empty())
        Lines.push_back("switch " + T->name() + " " + Why);
  }
  return Lines;
}
