//===- Timing.cpp - when AIE2 operations may follow each other ------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The distance rules of the exposed pipeline: registers, memory, locks. Shared
// units and slots are the scheduler's part, since they depend on the cycle.
//
//===----------------------------------------------------------------------===//

#include "Timing.h"

#include "llvm/Analysis/AliasAnalysis.h"
#include "llvm/CodeGen/TargetRegisterInfo.h"

using namespace llvm;
namespace isa = aieforge::aie2;

// A lock instruction acts as if the core stopped in its cycle 2 and went on in
// cycle 8: memory accesses before it must be over, those after not begun.
static constexpr unsigned LockStop = 2, LockResume = 8;
// The pipeline cycle in which memory accesses begin.
static constexpr unsigned MemoryCycle = 5;
// The core is given this many empty bundles after "done".
static constexpr unsigned DoneDistance = 6;

TimedOperation llvm::timeOperation(MachineInstr &MI,
                                   const TargetRegisterInfo &TRI) {
  const IsaMap &Map = IsaMap::get();
  TimedOperation T;
  T.MI = &MI;
  isa::Instr I;
  I.Op = *Map.opcode(MI.getOpcode());
  T.Info = &I.info();
  ArrayRef<uint8_t> Places = Map.operands(MI.getOpcode());
  for (unsigned K = 0; K != Places.size(); ++K) {
    const MachineOperand &MO = MI.getOperand(K);
    I.Values[Places[K]] = MO.isReg()   ? int64_t(Map.reg(MO.getReg().asMCReg()))
                          : MO.isImm() ? MO.getImm()
                                       : 0;
  }
  isa::completeTies(I);
  T.Sched = &isa::schedClass(I);

  auto Add = [&](bool Write, isa::Reg R, unsigned Cycle, isa::Bypass Bypass) {
    MCRegister Reg = Map.reg(R);
    if (!Reg)
      return;
    for (MCRegUnit Unit : TRI.regunits(Reg))
      (Write ? T.Writes : T.Reads).push_back({Unit, Cycle, Bypass});
  };
  for (unsigned K = 0; K != T.Info->Operands.size(); ++K) {
    const isa::OperandInfo &O = T.Info->Operands[K];
    if (O.isReg())
      Add(O.IsOutput, I.reg(K), O.Cycle, O.Forwarding);
  }
  for (const isa::ImplicitReg &R : T.Info->ImplicitDefs)
    Add(true, R.Register, R.Cycle, isa::Bypass::None);
  for (const isa::ImplicitReg &R : T.Info->ImplicitUses)
    Add(false, R.Register, R.Cycle, isa::Bypass::None);

  if (!T.Sched->MemoryCycles.empty() && !T.Info->TileRegister) {
    T.FirstMemory = *llvm::min_element(T.Sched->MemoryCycles);
    T.LastMemory = *llvm::max_element(T.Sched->MemoryCycles);
  }
  T.Lock = T.Info->has(isa::InstrFlag::Lock);
  T.Effect = MI.hasUnmodeledSideEffects();
  return T;
}

static unsigned clampDistance(int Distance) {
  return Distance < 0 ? 0 : unsigned(Distance);
}

static std::optional<unsigned> memoryDistance(const TimedOperation &First,
                                              const TimedOperation &Second) {
  bool FirstStores = First.MI->mayStore(), SecondStores = Second.MI->mayStore();
  bool Ordered =
      First.MI->hasOrderedMemoryRef() && Second.MI->hasOrderedMemoryRef();
  if (!FirstStores && !SecondStores && !Ordered)
    return std::nullopt;
  // A part-word store rewrites the whole word around its bytes.
  bool WholeWord = First.Info->ReadModifyWrite || Second.Info->ReadModifyWrite;
  if (!Ordered && !WholeWord &&
      !First.MI->mayAlias(static_cast<AAResults *>(nullptr), *Second.MI,
                          /*UseTBAA=*/false))
    return std::nullopt;
  // A store in the very cycle of a load comes after it.
  bool ReadThenWrite = !FirstStores && SecondStores;
  return clampDistance(int(First.LastMemory) - int(Second.FirstMemory) +
                       (ReadThenWrite ? 0 : 1));
}

std::optional<unsigned> llvm::distance(const TimedOperation &First,
                                       const TimedOperation &Second, bool Carry,
                                       const TargetRegisterInfo &TRI) {
  std::optional<unsigned> Result;
  auto Require = [&](unsigned Distance) {
    Result = std::max(Result.value_or(0), Distance);
  };
  MCRegUnit CarryUnit = *TRI.regunits(AIE2::SRCARRY).begin();
  for (const TimedOperation::Access &W : First.Writes) {
    if (W.Unit == CarryUnit && !Carry)
      continue;
    for (const TimedOperation::Access &R : Second.Reads)
      if (R.Unit == W.Unit) {
        bool Forwarded = W.Bypass != isa::Bypass::None && W.Bypass == R.Bypass;
        Require(
            clampDistance(int(W.Cycle) - int(R.Cycle) + (Forwarded ? 0 : 1)));
      }
    for (const TimedOperation::Access &V : Second.Writes)
      if (V.Unit == W.Unit)
        Require(clampDistance(int(W.Cycle) - int(V.Cycle) + 1));
  }
  for (const TimedOperation::Access &R : First.Reads)
    for (const TimedOperation::Access &W : Second.Writes)
      if (R.Unit == W.Unit && (Carry || R.Unit != CarryUnit))
        Require(clampDistance(int(R.Cycle) - int(W.Cycle)));

  bool FirstMemory = First.LastMemory != 0;
  bool SecondMemory = Second.LastMemory != 0;
  if (FirstMemory && SecondMemory)
    if (std::optional<unsigned> D = memoryDistance(First, Second))
      Require(*D);
  // What others see happens in program order.
  if ((First.Effect || FirstMemory) && Second.Effect)
    Require(1);
  if (First.Effect && SecondMemory)
    Require(1);
  bool FirstStops = First.Lock || First.MI->getOpcode() == AIE2::DONE;
  bool SecondStops = Second.Lock || Second.MI->getOpcode() == AIE2::DONE;
  if (FirstMemory && SecondStops)
    Require(First.LastMemory - LockStop + 1);
  if (FirstStops && SecondMemory)
    Require(LockResume - Second.FirstMemory + 1);
  if (First.MI->getOpcode() == AIE2::DONE)
    Require(DoneDistance);
  return Result;
}

unsigned llvm::drainDistance(const TimedOperation &Operation) {
  unsigned Result = 1;
  auto Require = [&](unsigned Distance) {
    Result = std::max(Result, Distance);
  };
  for (const TimedOperation::Access &W : Operation.Writes)
    Require(W.Cycle);
  for (const TimedOperation::Access &R : Operation.Reads)
    Require(R.Cycle);
  for (const isa::UnitHold &H : Operation.Sched->Units)
    Require(H.FirstCycle + H.NumCycles - 1);
  if (Operation.LastMemory)
    Require(clampDistance(int(Operation.LastMemory) - int(MemoryCycle) + 1));
  if (Operation.Lock)
    Require(LockResume - MemoryCycle + 1);
  if (Operation.MI->getOpcode() == AIE2::DONE)
    Require(DoneDistance);
  return Result;
}

// An access drained by drainDistance ends at most in MemoryCycle of a bundle
// just in front of the stretch.
unsigned llvm::entryDistance(const TimedOperation &Operation) {
  bool Waits = Operation.Lock || Operation.MI->getOpcode() == AIE2::DONE;
  return Waits ? MemoryCycle - LockStop : 0;
}
