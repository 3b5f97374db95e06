//===- RegisterBus.cpp - what reading and writing registers does ----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Routes an access inside a tile's window to the memory, lock, channel or
// switch that it belongs to. Registers whose function the emulator does not
// have are stored and counted.
//
//===----------------------------------------------------------------------===//

#include "Fabric.h"
#include "aieforge/Hardware/Dma.h"
#include "aieforge/Hardware/StreamSwitch.h"
#include "llvm/Support/Endian.h"

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

namespace {
/// Offsets of single registers that act; ~0 where a kind has none.
struct ActingRegisters {
  static constexpr uint32_t None = ~0u;
  uint32_t CoreControl = None, CoreStatus = None, CorePC = None,
           Accumulator = None, ProgramClear = None, DataClear = None,
           PacketStatus = None, Overflow = None, Underflow = None;
  uint32_t ClearMask = 0;
  uint32_t Merge[2][3] = {{None, None, None}, {None, None, None}};

  ActingRegisters(hw::Generation G, hw::TileKind K) {
    auto At = [&](StringRef Name, unsigned I0 = 0) {
      return hw::registerByName(G, K, Name)
                 ? hw::registerOffset(K, Name, I0, 0, G)
                 : None;
    };
    if (K == hw::TileKind::Core) {
      CoreControl = At("Core_Control");
      CoreStatus = At("Core_Status");
      CorePC = At("Core_PC");
      Accumulator = At("Accumulator_Control");
      ProgramClear = At("core.Memory_Control");
      DataClear = At("mem.Memory_Control");
    } else if (K == hw::TileKind::Mem)
      DataClear = At("Memory_Control");
    if (const hw::Register *R = hw::registerByName(G, K, "Memory_Control"))
      ClearMask = R->field("Memory_Zeroisation")->mask();
    PacketStatus = At(hw::isShim(K) ? "Control_Packet_Handler_Status"
                                    : "Tile_Control_Packet_Handler_Status");
    if (hw::tileInfo(K).Locks) {
      Overflow = hw::lockOverflowOffset(K);
      Underflow = hw::lockUnderflowOffset(K);
    }
    static const char *const MergeNames[] = {
        "Stream_Switch_Deterministic_Merge_arb{0}_slave0_1",
        "Stream_Switch_Deterministic_Merge_arb{0}_slave2_3",
        "Stream_Switch_Deterministic_Merge_arb{0}_ctrl"};
    for (unsigned A = 0; A < 2; ++A)
      for (unsigned W = 0; W < 3; ++W)
        Merge[A][W] = At(MergeNames[W], A);
  }
};

const ActingRegisters &acting(hw::Generation G, hw::TileKind K) {
  using KindTable = std::array<std::unique_ptr<ActingRegisters>, 4>;
  static const std::array<KindTable, 2> Tables = [] {
    std::array<KindTable, 2> All;
    for (auto Gen : {hw::Generation::AIE2, hw::Generation::AIE2P})
      for (auto Kind : {hw::TileKind::Core, hw::TileKind::Mem,
                        hw::TileKind::ShimNoC, hw::TileKind::ShimPL})
        All[unsigned(Gen)][unsigned(Kind)] =
            std::make_unique<ActingRegisters>(Gen, Kind);
    return All;
  }();
  return *Tables[unsigned(G)][unsigned(K)];
}

Error unmapped(const Tile &T, uint32_t Offset, const char *What) {
  return makeError("{0} offset {1:x} of {2}, where a {3} tile has no register "
                   "and no memory",
                   What, Offset, T.name(), hw::toString(T.Kind));
}

Error misaligned(const Tile &T, uint32_t Offset) {
  return makeError("access to offset {0:x} of {1}: register accesses are words "
                   "at multiples of 4",
                   Offset, T.name());
}

/// The lock range of a sticky register: first lock, or nothing.
std::optional<unsigned> stickyLocks(uint32_t Base, unsigned Locks,
                                    uint32_t Offset) {
  if (Base == ActingRegisters::None || Offset < Base ||
      Offset >= Base + (Locks + 31) / 32 * 4)
    return std::nullopt;
  return (Offset - Base) / 4 * 32;
}

void wakeChannels(Fabric &F, Tile &T) {
  for (auto *List : {&T.S2MM, &T.MM2S})
    for (auto &C : *List)
      F.wake(C->agent());
}
} // namespace

static bool writeActing(Fabric &F, Tile &T, uint32_t Offset, uint32_t Value) {
  if (T.BdCount) {
    if (auto B = hw::bdAt(T.Kind, Offset)) {
      T.bdWords(B->Bd)[B->Word] = Value;
      return true;
    }
    if (auto C = hw::channelRegisterAt(T.Kind, Offset)) {
      DmaChannel &Ch = *T.channel(C->Channel->Dir, C->Channel->Channel);
      switch (C->Which) {
      case hw::ChannelRegister::Control:
        Ch.writeControl(Value);
        break;
      case hw::ChannelRegister::Queue:
        Ch.push(Value);
        break;
      case hw::ChannelRegister::Status:
        Ch.writeStatus(Value);
        break;
      case hw::ChannelRegister::WriteCount:
      case hw::ChannelRegister::FotCountPop:
        break; // Read only.
      }
      return true;
    }
    if (auto L = hw::lockValueAt(T.Kind, Offset)) {
      F.setLock(T, *L, Value);
      return true;
    }
  }
  if (auto S = hw::switchRegisterAt(T.Kind, Offset)) {
    if (S->What == hw::SwitchRegisterRef::Master)
      T.Switch->writeMaster(S->Number, Value);
    else if (S->What == hw::SwitchRegisterRef::Slave)
      T.Switch->writeSlave(S->Number, Value);
    else
      T.Switch->writeSlot(S->Number, S->SlotIndex, Value);
    T.Stored[Offset] = Value;
    return true;
  }
  const ActingRegisters &R = acting(F.Device.Gen, T.Kind);
  if (T.Kind == hw::TileKind::ShimNoC &&
      (Offset == hw::shimMuxOffset() || Offset == hw::shimDemuxOffset())) {
    (Offset == hw::shimMuxOffset() ? T.Mux : T.Demux) = Value;
    wakeChannels(F, T);
    return true;
  }
  if (T.Core) {
    if (Offset == R.CoreControl) {
      T.Core->writeControl(Value);
      return true;
    }
    if (Offset == R.Accumulator) {
      T.Core->writeCascade(Value);
      return true;
    }
    if (Offset == R.ProgramClear) {
      if (Value & R.ClearMask)
        for (uint8_t &B : T.Core->core().programMemory())
          B = 0;
      return true;
    }
  }
  if (Offset == R.DataClear) {
    if (Value & R.ClearMask)
      std::fill(T.Data.begin(), T.Data.end(), 0);
    T.Stored[Offset] = Value & ~R.ClearMask;
    return true;
  }
  if (Offset == R.PacketStatus) {
    T.Control->clearStatus(Value);
    return true;
  }
  for (bool Over : {true, false})
    if (auto First = stickyLocks(Over ? R.Overflow : R.Underflow,
                                 T.Locks.size(), Offset)) {
      for (unsigned I = 0; I < 32 && *First + I < T.Locks.size(); ++I)
        if (Value >> I & 1)
          T.Locks.clearSticky(*First + I, Over, !Over);
      return true;
    }
  for (unsigned A = 0; A < 2; ++A)
    for (unsigned W = 0; W < 3; ++W)
      if (Offset == R.Merge[A][W]) {
        T.Switch->writeMerge(A, W, Value);
        T.Stored[Offset] = Value;
        return true;
      }
  return false;
}

/// Bits that no field of the register covers: an error of whoever wrote them.
static void checkFields(Fabric &F, Tile &T, const hw::RegisterRef &R,
                        uint32_t Value) {
  if (R.Reg->Width > 32 || R.Reg->Fields.empty())
    return;
  uint32_t Known = 0;
  for (const hw::Field &Bits : R.Reg->Fields)
    Known |= Bits.mask();
  if (Value & ~Known)
    F.warn(formatv("register {0} of {1} was written with {2:x8}; bits {3:x8} "
                   "belong to no field",
                   R.name(), T.name(), Value, Value & ~Known));
}

static void checkProgramWrite(Fabric &F, Tile &T) {
  if (T.Core->active())
    F.warn("program memory of the running core " + T.name() +
           " was written; load programs while the core is disabled");
}

bool Fabric::writeMemory(Tile &T, uint32_t Offset, ArrayRef<uint32_t> Words) {
  hw::WindowInfo W = hw::windowAt(T.Kind, Offset);
  bool Program = W.What == hw::Window::ProgramMemory;
  if (Offset % 4 || (!Program && W.What != hw::Window::DataMemory) ||
      Offset - W.Offset + Words.size() * 4 > W.Bytes)
    return false;
  Bytes Raw(Words.size() * 4);
  for (size_t I = 0; I < Words.size(); ++I)
    support::endian::write32le(&Raw[I * 4], Words[I]);
  if (!Program) {
    copy(Raw, T.Data.begin() + (Offset - W.Offset));
    return true;
  }
  checkProgramWrite(*this, T);
  return T.Core->core().writeProgramMemory(Offset - W.Offset, Raw);
}

Error Fabric::write(Tile &T, uint32_t Offset, uint32_t Value) {
  if (Offset % 4)
    return misaligned(T, Offset);
  hw::WindowInfo W = hw::windowAt(T.Kind, Offset);
  switch (W.What) {
  case hw::Window::DataMemory:
    support::endian::write32le(&T.Data[Offset - W.Offset], Value);
    return Error::success();
  case hw::Window::ProgramMemory: {
    uint8_t Raw[4];
    support::endian::write32le(Raw, Value);
    checkProgramWrite(*this, T);
    T.Core->core().writeProgramMemory(Offset - W.Offset, Raw);
    return Error::success();
  }
  case hw::Window::LockRequest:
    warn("lock request address of " + T.name() +
         " was written; only reading it does something");
    return Error::success();
  case hw::Window::None:
    return unmapped(T, Offset, "write to");
  case hw::Window::Registers:
    break;
  }
  std::optional<hw::RegisterRef> R =
      hw::findRegister(Device.Gen, T.Kind, Offset);
  if (!R)
    return unmapped(T, Offset, "write to");
  if (!T.BdCount || !hw::bdAt(T.Kind, Offset))
    checkFields(*this, T, *R, Value);
  if (writeActing(*this, T, Offset, Value))
    return Error::success();
  if (T.Events->write(*R, Value))
    return Error::success();
  T.Stored[Offset] = Value;
  noteNoEffect(*R->Reg);
  return Error::success();
}

Expected<uint32_t> Fabric::read(Tile &T, uint32_t Offset) {
  if (Offset % 4)
    return misaligned(T, Offset);
  hw::WindowInfo W = hw::windowAt(T.Kind, Offset);
  switch (W.What) {
  case hw::Window::DataMemory:
    return support::endian::read32le(&T.Data[Offset - W.Offset]);
  case hw::Window::ProgramMemory:
    return support::endian::read32le(
        std::as_const(T.Core->core()).programMemory().data() +
        (Offset - W.Offset));
  case hw::Window::LockRequest: {
    std::optional<hw::LockRequest> Q = hw::lockRequestAt(T.Kind, Offset);
    if (!Q || Q->Id >= T.Locks.size())
      return unmapped(T, Offset, "read of");
    if (Q->Acquire)
      return T.Locks.tryAcquire(Q->Id, Q->Value);
    releaseLock(T, Q->Id, Q->Value, NoAgent);
    return 1;
  }
  case hw::Window::None:
    return unmapped(T, Offset, "read of");
  case hw::Window::Registers:
    break;
  }
  std::optional<hw::RegisterRef> Ref =
      hw::findRegister(Device.Gen, T.Kind, Offset);
  if (!Ref)
    return unmapped(T, Offset, "read of");
  if (T.BdCount) {
    if (auto B = hw::bdAt(T.Kind, Offset))
      return T.bdWords(B->Bd)[B->Word];
    if (auto C = hw::channelRegisterAt(T.Kind, Offset)) {
      DmaChannel &Ch = *T.channel(C->Channel->Dir, C->Channel->Channel);
      switch (C->Which) {
      case hw::ChannelRegister::Control:
        return Ch.control();
      case hw::ChannelRegister::Queue:
        return 0;
      case hw::ChannelRegister::Status:
        return Ch.status();
      case hw::ChannelRegister::WriteCount:
        return Ch.writeCount();
      case hw::ChannelRegister::FotCountPop:
        return Ch.popFinishedCount();
      }
    }
    if (auto L = hw::lockValueAt(T.Kind, Offset))
      return T.Locks[*L].Value;
  }
  const ActingRegisters &R = acting(Device.Gen, T.Kind);
  if (T.Kind == hw::TileKind::ShimNoC && Offset == hw::shimMuxOffset())
    return T.Mux;
  if (T.Kind == hw::TileKind::ShimNoC && Offset == hw::shimDemuxOffset())
    return T.Demux;
  if (T.Core) {
    if (Offset == R.CoreControl)
      return T.Core->control();
    if (Offset == R.CoreStatus)
      return T.Core->status();
    if (Offset == R.CorePC)
      return T.Core->core().pc();
    if (Offset == R.Accumulator)
      return T.Core->cascade();
  }
  if (Offset == R.PacketStatus)
    return T.Control->status();
  for (bool Over : {true, false})
    if (auto First = stickyLocks(Over ? R.Overflow : R.Underflow,
                                 T.Locks.size(), Offset)) {
      uint32_t Word = 0;
      for (unsigned I = 0; I < 32 && *First + I < T.Locks.size(); ++I) {
        const LockBank::Lock &L = T.Locks[*First + I];
        Word |= uint32_t(Over ? L.Overflow : L.Underflow) << I;
      }
      return Word;
    }
  if (std::optional<uint32_t> V = T.Events->read(*Ref))
    return *V;
  if (auto It = T.Stored.find(Offset); It != T.Stored.end())
    return It->second;
  return Ref->Word == 0 ? Ref->Reg->Reset : 0;
}

void Fabric::noteNoEffect(const hw::Register &R) {
  // These are meant to be stored: others read them.
  if (R.Name != "Spare_Reg" && R.Name != "DMA_Event_Channel_Selection" &&
      R.Name != "DMA_MM2S_{0}_Constant_Pad_Value")
    ++NoEffect[R.Name.str()];
}
