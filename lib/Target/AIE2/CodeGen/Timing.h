//===- Timing.h - when AIE2 operations may follow each other ----*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The core has no interlocks: an instruction that comes too early reads the old
// value. A distance counts the bundles from one operation to a later one; all
// of them follow from the tables of the ISA library.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TARGET_AIE2_CODEGEN_TIMING_H
#define AIEFORGE_TARGET_AIE2_CODEGEN_TIMING_H

#include "IsaMap.h"

#include "llvm/CodeGen/MachineInstr.h"

namespace llvm {

/// What the pipeline does with one operation. Cycles count from 1, the one in
/// which it issues.
struct TimedOperation {
  struct Access {
    MCRegUnit Unit;
    unsigned Cycle;
    aieforge::aie2::Bypass Bypass;
  };

  MachineInstr *MI = nullptr;
  const aieforge::aie2::InstrInfo *Info = nullptr;
  const aieforge::aie2::SchedClass *Sched = nullptr;
  SmallVector<Access, 6> Reads, Writes;
  /// First and last access of data memory, 0 if there is none.
  unsigned FirstMemory = 0, LastMemory = 0;
  /// Has an effect that others see: lock, stream, event, done.
  bool Effect = false;
  bool Lock = false;

  bool isControl() const {
    return Info->has(aieforge::aie2::InstrFlag::DelaySlots);
  }
  unsigned slotBit() const { return 1u << unsigned(Info->InSlot); }
};

/// \p MI must be an instruction of the machine.
TimedOperation timeOperation(MachineInstr &MI, const TargetRegisterInfo &TRI);

/// The least number of bundles from \p First to \p Second, which follows it in
/// program order; none if their order does not matter. \p Carry tells whether
/// the carry flag holds a value that somebody reads.
std::optional<unsigned> distance(const TimedOperation &First,
                                 const TimedOperation &Second, bool Carry,
                                 const TargetRegisterInfo &TRI);

/// The number of bundles from \p Operation after which anything may follow but
/// an operation that waits for memory, see entryDistance.
unsigned drainDistance(const TimedOperation &Operation);

/// The number of bundles that must lie between the start of a stretch of code,
/// whatever was drained in front of it, and \p Operation.
unsigned entryDistance(const TimedOperation &Operation);

} // namespace llvm

#endif // AIEFORGE_TARGET_AIE2_CODEGEN_TIMING_H
