//===- CorePipeline.cpp - the cycle loop of an AIE2 core ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CoreImpl.h"
#include "llvm/Support/FormatVariadic.h"

#include <algorithm>

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

CoreImpl::CoreImpl(CoreBus &Bus, uint32_t CoreId, CoreOptions Options)
    : Bus(Bus), CoreId(CoreId), Options(Options), Masks(registerMasks()),
      Decoded(Core::ProgramBytes / 2, nullptr) {
  for (CycleEvents &E : Ring)
    E.N.Any = 0;
  reset();
}

void CoreImpl::refreshWindows() {
  for (unsigned I = 0; I != Windows.size(); ++I)
    Windows[I] = Bus.dataMemory(Window(I));
}

void CoreImpl::reset() {
  R.fill(0);
  R[WordLE] = 0xfffff;
  R[WordCoreId] = CoreId;
  R[CrMCDEn] = R[CrSCDEn] = 1;
  for (CycleEvents &E : Ring)
    E.N.Any = 0;
  Stamp.fill(~uint64_t(0));
  Cycle = 0;
  PC = 0;
  CurrentPC = 0;
  Wait = Stall();
  FaultText.clear();
  Stats = CoreStats();
  OpcodeCounts.assign(OpcodeCounts.size(), 0);
  DelaySlots = 0;
  BranchTaken = StopRequested = Draining = false;
  State = CoreState::Held;
  refreshWindows();
  updateControl();
}

/// Moves between Held and the moving states after a change of the two control
/// bits.
void CoreImpl::updateControl() {
  if (State == CoreState::Faulted || State == CoreState::Done)
    return;
  if (InReset || !Enabled)
    State = CoreState::Held;
  else if (State == CoreState::Held)
    State = Wait.Reason == StallReason::None ? CoreState::Running
                                             : CoreState::Stalled;
}

uint64_t CoreImpl::totalStallCycles() const {
  uint64_t Sum = 0;
  for (uint64_t N : Stats.StallCycles)
    Sum += N;
  return Sum;
}

bool CoreImpl::branch(uint32_t Target, bool Taken) {
  if (DelaySlots) {
    fault("a control transfer in the delay slots of another one; the hardware "
          "does not allow that");
    return false;
  }
  // This bundle and the five behind it.
  DelaySlots = 6;
  BranchTarget = Target;
  BranchTaken = Taken;
  return true;
}

const uint32_t *CoreImpl::readWide(uint16_t Word, unsigned Words,
                                   uint8_t Bypass, uint32_t *Scratch) const {
  const CycleEvents &E = Ring[Cycle % RingSize];
  const uint32_t *Result = &R[Word];
  if (Bypass == NoBypass)
    return Result;
  for (unsigned I = 0; I != E.N.Wides; ++I) {
    const WideWrite &W = E.Wides[I];
    if (W.Bypass != Bypass || W.Word >= Word + Words ||
        Word >= W.Word + W.Words)
      continue;
    if (Result != Scratch) {
      std::copy_n(Result, Words, Scratch);
      Result = Scratch;
    }
    unsigned From = std::max(W.Word, Word);
    unsigned To = std::min(W.Word + W.Words, int(Word + Words));
    std::copy_n(W.Data + (From - W.Word), To - From, Scratch + (From - Word));
  }
  return Result;
}

/// Tries the gates of this cycle in order. Those that are through are taken off
/// the list, so that a second try does not repeat them.
bool CoreImpl::passGates(CycleEvents &E) {
  unsigned I = 0;
  for (; I != E.N.Gates; ++I) {
    CurrentPC = E.Gates[I].PC;
    if (!E.Gates[I].Fn(*this, E.Gates[I]))
      break;
    if (State == CoreState::Faulted)
      return false;
  }
  if (I == E.N.Gates) {
    E.N.Gates = 0;
    return true;
  }
  std::copy(E.Gates.begin() + I, E.Gates.begin() + E.N.Gates, E.Gates.begin());
  E.N.Gates -= I;
  Wait.PC = CurrentPC;
  State = CoreState::Stalled;
  return false;
}

void CoreImpl::commit(CycleEvents &E) {
  for (unsigned I = 0; I != E.N.Scalars; ++I) {
    const ScalarWrite &W = E.Scalars[I];
    if (LLVM_UNLIKELY(W.Word & StickyBit)) {
      R[W.Word & ~StickyBit] |= W.Value;
      continue;
    }
    if (LLVM_UNLIKELY(Stamp[W.Word] == Cycle))
      conflict(W.Word, 1, W.PC, E);
    Stamp[W.Word] = Cycle;
    R[W.Word] = W.Value & Masks[W.Word];
  }
  for (unsigned I = 0; I != E.N.Wides; ++I) {
    const WideWrite &W = E.Wides[I];
    unsigned Block = W.Words < 8 ? 2 : 8;
    for (unsigned J = 0; J < W.Words; J += Block) {
      if (LLVM_UNLIKELY(Stamp[W.Word + J] == Cycle))
        conflict(W.Word, W.Words, W.PC, E);
      Stamp[W.Word + J] = Cycle;
    }
    std::copy_n(W.Data, W.Words, &R[W.Word]);
  }
}

void CoreImpl::conflict(uint16_t Word, unsigned Words, uint16_t WriterPC,
                        const CycleEvents &E) {
  if (!Options.FaultOnWriteConflict || State == CoreState::Faulted)
    return;
  // The other writer is the first one in the lists that touches the words.
  uint16_t Other = WriterPC;
  for (unsigned I = E.N.Wides; I != 0; --I)
    if (E.Wides[I - 1].Word < Word + Words &&
        Word < E.Wides[I - 1].Word + E.Wides[I - 1].Words)
      Other = E.Wides[I - 1].PC;
  for (unsigned I = E.N.Scalars; I != 0; --I)
    if (E.Scalars[I - 1].Word == Word)
      Other = E.Scalars[I - 1].PC;
  faultAt(WriterPC,
          formatv("{0} gets two results in one cycle, from the bundles at "
                  "{1:x} and {2:x}; which one stays is not defined",
                  registerNameAt(Word, Words), Other, WriterPC)
              .str());
}

bool CoreImpl::pipelineEmpty() const {
  return all_of(Ring, [](const CycleEvents &E) { return E.N.Any == 0; });
}

template <bool Watched> void CoreImpl::issue() {
  CurrentPC = uint16_t(PC);
  const DecodedBundle *B = LLVM_LIKELY(PC < Core::ProgramBytes && !(PC & 1))
                               ? Decoded[PC / 2]
                               : nullptr;
  if (LLVM_UNLIKELY(!B)) {
    B = fetch();
    if (!B)
      return;
  }
  if constexpr (Watched) {
    if (Trace)
      Trace(PC, Cycle);
    if (CountOpcodes)
      for (const MicroOp &M : B->Ops)
        ++OpcodeCounts[M.Opcode];
  }
  Current = B;
  for (const MicroOp &M : B->Ops)
    M.Fn(*this, M);
  ++Stats.Bundles;

  uint32_t Next = B->NextPC;
  // The loop counter changes with the issue of the loop's last bundle.
  if (LLVM_UNLIKELY(PC == R[WordLE]) && int32_t(R[WordLC]) > 0)
    if (--R[WordLC] != 0)
      Next = R[WordLS];
  if (DelaySlots && --DelaySlots == 0 && BranchTaken)
    Next = BranchTarget;
  PC = Next;
}

template <bool Watched> uint64_t CoreImpl::runLoop(uint64_t MaxCycles) {
  uint64_t Used = 0;
  while (Used != MaxCycles) {
    CycleEvents &E = Ring[Cycle % RingSize];
    if (E.N.Any) {
      if (E.N.Gates && !passGates(E))
        return Used;
      for (unsigned I = 0; I != E.N.Late; ++I) {
        CurrentPC = E.Late[I].PC;
        E.Late[I].Fn(*this, E.Late[I]);
      }
    }
    if (LLVM_LIKELY(!Draining)) {
      if (LLVM_UNLIKELY(DecodedIsStale))
        dropStaleDecoded();
      issue<Watched>();
    }
    if (E.N.Any) {
      for (unsigned I = 0; I != E.N.Loads; ++I) {
        CurrentPC = E.Loads[I].PC;
        E.Loads[I].Fn(*this, E.Loads[I]);
      }
      for (unsigned I = 0; I != E.N.Stores; ++I)
        std::memcpy(E.Stores[I].P, E.Stores[I].Data, E.Stores[I].Bytes);
      commit(E);
      E.N.Any = 0;
    }
    ++Cycle;
    ++Used;
    if (LLVM_UNLIKELY(State != CoreState::Running))
      return Used;
    if (LLVM_UNLIKELY(StopRequested)) {
      Draining = true;
      if (pipelineEmpty()) {
        StopRequested = Draining = false;
        State = CoreState::Done;
        return Used;
      }
    }
  }
  return Used;
}

uint64_t CoreImpl::run(uint64_t MaxCycles) {
  if (State == CoreState::Stalled) {
    Wait = Stall();
    State = CoreState::Running;
  }
  if (State != CoreState::Running)
    return 0;
  uint64_t Used = Trace || CountOpcodes ? runLoop<true>(MaxCycles)
                                        : runLoop<false>(MaxCycles);
  Stats.Cycles += Used;
  return Used;
}
