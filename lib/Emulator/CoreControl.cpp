//===- CoreControl.cpp - jumps, locks, events and done of an AIE2 core ----===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CoreImpl.h"

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;
using aie2::Opcode;

namespace {

/// A lock instruction acts, and holds the core, in its second pipeline cycle
/// (`pipeline.lock_alignment.core_stall_cycle` of the tables).
constexpr unsigned LockDelay = 1;
/// `done` works until its sixth cycle: the five bundles behind it still issue.
constexpr unsigned DoneDelay = 5;

void jump(CoreImpl &C, const MicroOp &M) { C.branch(uint32_t(M.Imm), true); }
void jumpIndirect(CoreImpl &C, const MicroOp &M) {
  C.branch(C.R[M.Src[0]], true);
}
template <bool IfZero> void jumpIf(CoreImpl &C, const MicroOp &M) {
  C.branch(uint32_t(M.Imm), (C.R[M.Src[0]] == 0) == IfZero);
}
void call(CoreImpl &C, const MicroOp &M) {
  if (C.branch(uint32_t(M.Imm), true))
    C.write(WordLR, C.Current->ReturnPC, M.FlagDelay);
}
void callIndirect(CoreImpl &C, const MicroOp &M) {
  if (C.branch(C.R[M.Src[0]], true))
    C.write(WordLR, C.Current->ReturnPC, M.FlagDelay);
}
void ret(CoreImpl &C, const MicroOp &M) { C.branch(C.R[WordLR], true); }

/// Jumps if the count is not zero before it is decremented.
void jumpDecrement(CoreImpl &C, const MicroOp &M) {
  uint32_t Count = C.R[M.Src[0]];
  if (!C.branch(C.R[M.Src[1]], Count != 0))
    return;
  C.write(M.Dst, Count - 1, M.DstDelay);
  // Carry of adding -1, as `add` sets it.
  C.write(SrCarry, Count != 0, M.FlagDelay);
}

bool acquireGate(CoreImpl &C, const Pending &P) {
  if (C.Bus.acquire(P.A, int32_t(P.B)))
    return true;
  C.Wait.Reason = StallReason(unsigned(StallReason::LockSouth) + P.A / 16);
  C.Wait.Lock = P.A;
  C.Wait.Value = int32_t(P.B);
  return false;
}

bool releaseGate(CoreImpl &C, const Pending &P) {
  C.Bus.release(P.A, int32_t(P.B));
  return true;
}

/// Operands: lock (register or immediate), value, and r26 in the conditional
/// forms.
template <StageFn Gate, bool LockInReg, bool Conditional>
void lock(CoreImpl &C, const MicroOp &M) {
  unsigned Next = LockInReg;
  if (Conditional && C.R[M.Src[Next + 1]] == 0)
    return;
  Pending &P = C.pushGate(LockDelay, Gate);
  P.A = (LockInReg ? C.R[M.Src[0]] : uint32_t(M.Imm)) & 63;
  P.B = C.R[M.Src[Next]];
}

void event(CoreImpl &C, const MicroOp &M) { C.Bus.event(unsigned(M.Imm)); }

bool stopStage(CoreImpl &C, const Pending &) {
  C.stopIssue();
  return true;
}
void done(CoreImpl &C, const MicroOp &M) { C.pushLate(DoneDelay, stopStage); }

constexpr Meaning Table[] = {
    {Opcode::ACQ_mLockId_imm, lock<acquireGate, false, false>},
    {Opcode::ACQ_mLockId_reg, lock<acquireGate, true, false>},
    {Opcode::ACQ_COND_mLockId_imm, lock<acquireGate, false, true>},
    {Opcode::ACQ_COND_mLockId_reg, lock<acquireGate, true, true>},
    {Opcode::REL_mLockId_imm, lock<releaseGate, false, false>},
    {Opcode::REL_mLockId_reg, lock<releaseGate, true, false>},
    {Opcode::REL_COND_mLockId_imm, lock<releaseGate, false, true>},
    {Opcode::REL_COND_mLockId_reg, lock<releaseGate, true, true>},
    {Opcode::DONE, done},
    {Opcode::EVENT, event},
    {Opcode::J_jump_imm, jump},
    {Opcode::J_jump_ind, jumpIndirect},
    {Opcode::JL, call},
    {Opcode::JL_IND, callIndirect},
    {Opcode::JNZ, jumpIf<false>},
    {Opcode::JZ, jumpIf<true>},
    {Opcode::JNZD, jumpDecrement},
    {Opcode::RET, ret},
};

} // namespace

ArrayRef<Meaning> emu::controlMeanings() { return Table; }
