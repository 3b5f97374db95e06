//===- Schedule.cpp - ordering and packing AIE2 code ----------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The last pass before printing. Each stretch of code up to a control transfer
// is list-scheduled cycle by cycle: operations that may issue together share a
// bundle, cycles without work become no-ops, and the five delay slots of the
// transfer take what is still to be done. At the end of a stretch everything
// in flight has landed, so that the next one starts from nothing. Places that
// must be aligned are reached by wider bundles, which costs no cycles.
//
//===----------------------------------------------------------------------===//

#include "Timing.h"

#include "llvm/CodeGen/MachineFunctionPass.h"
#include "llvm/CodeGen/MachineInstrBuilder.h"
#include "llvm/CodeGen/MachineInstrBundle.h"
#include "llvm/CodeGen/TargetInstrInfo.h"
#include "llvm/CodeGen/TargetSubtargetInfo.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/Target/TargetMachine.h"

using namespace llvm;
namespace isa = aieforge::aie2;

namespace {

// Stretches longer than this are cut: the work grows with the square.
constexpr size_t MaxStretch = 400;

struct PlannedBundle {
  SmallVector<MachineInstr *, 4> Operations;
  unsigned Slots = 0;
  unsigned Bytes = 2;
};

/// Which units are held in which cycle of a stretch.
class UnitTable {
public:
  bool isFree(const TimedOperation &Op, unsigned Cycle) const {
    for (const isa::UnitHold &H : Op.Sched->Units)
      for (unsigned K = 0; K != H.NumCycles; ++K) {
        uint8_t Held = at(Cycle + H.FirstCycle - 1 + K, H.What);
        if (Held == Exclusive || (Held == Checked && !H.Check))
          return false;
      }
    return true;
  }
  void take(const TimedOperation &Op, unsigned Cycle) {
    for (const isa::UnitHold &H : Op.Sched->Units)
      for (unsigned K = 0; K != H.NumCycles; ++K) {
        size_t Row = Cycle + H.FirstCycle - 1 + K;
        if (Row >= Rows.size())
          Rows.resize(Row + 1);
        Rows[Row][unsigned(H.What)] = H.Check ? Checked : Exclusive;
      }
  }

private:
  enum : uint8_t { Free, Checked, Exclusive };
  uint8_t at(size_t Row, isa::Unit What) const {
    return Row < Rows.size() ? Rows[Row][unsigned(What)] : uint8_t(Free);
  }
  std::vector<std::array<uint8_t, isa::NumUnits>> Rows;
};

class AIE2Schedule final : public MachineFunctionPass {
public:
  static char ID;
  AIE2Schedule() : MachineFunctionPass(ID) {}

  StringRef getPassName() const override { return "AIE2 schedule and pack"; }

  bool runOnMachineFunction(MachineFunction &MF) override;

private:
  std::vector<PlannedBundle> plan(std::vector<TimedOperation> &Operations);
  void widen(std::vector<PlannedBundle> &Bundles, unsigned Bytes);
  void emit(MachineBasicBlock &MBB, ArrayRef<PlannedBundle> Bundles);
  void scheduleBlock(MachineBasicBlock &MBB, bool AlignEnd);

  const TargetInstrInfo *TII = nullptr;
  const TargetRegisterInfo *TRI = nullptr;
  // Of the code so far, modulo the alignment of branch targets.
  unsigned Position = 0;
  bool Pack = true;
};
char AIE2Schedule::ID = 0;

} // namespace

static bool fits(unsigned Slots) {
  return isa::smallestFormat(Slots).has_value();
}

static unsigned bundleBytes(unsigned Slots, unsigned AtLeast = 0) {
  if (Slots == 0 && AtLeast <= 2)
    return 2;
  return isa::info(*isa::smallestFormat(Slots, AtLeast)).Bytes;
}

std::vector<PlannedBundle>
AIE2Schedule::plan(std::vector<TimedOperation> &Operations) {
  TimedOperation *Control = nullptr;
  if (!Operations.empty() && Operations.back().isControl())
    Control = &Operations.back();
  size_t Count = Operations.size() - (Control ? 1 : 0);

  bool Carry = llvm::any_of(Operations, [](const TimedOperation &T) {
    return T.MI->getOpcode() == AIE2::ADC || T.MI->getOpcode() == AIE2::SBC;
  });

  // Distances among the operations, and how long each keeps the stretch going.
  std::vector<SmallVector<std::pair<unsigned, unsigned>, 4>> Followers(Count);
  std::vector<unsigned> Waiting(Count, 0), Height(Count, 0);
  for (size_t I = Count; I-- != 0;) {
    Height[I] = drainDistance(Operations[I]);
    for (size_t J = I + 1; J != Count; ++J)
      if (auto D = distance(Operations[I], Operations[J], Carry, *TRI)) {
        Followers[I].push_back({unsigned(J), *D});
        ++Waiting[J];
        Height[I] = std::max(Height[I], *D + Height[J]);
      }
  }

  std::vector<PlannedBundle> Bundles;
  std::vector<unsigned> Earliest(Count, 0), Issued(Count, 0);
  std::vector<unsigned> Ready;
  UnitTable Units;
  auto Release = [&](unsigned I) {
    // Longest way to the end first, program order among equals.
    auto At = llvm::upper_bound(Ready, I, [&](unsigned A, unsigned B) {
      return Height[A] != Height[B] ? Height[A] > Height[B] : A < B;
    });
    Ready.insert(At, I);
  };
  for (size_t I = 0; I != Count; ++I) {
    Earliest[I] = entryDistance(Operations[I]);
    if (Waiting[I] == 0)
      Release(I);
  }
  size_t Left = Count;
  for (unsigned Cycle = 0; Left != 0; ++Cycle) {
    Bundles.emplace_back();
    PlannedBundle &Bundle = Bundles.back();
    for (size_t K = 0; K < Ready.size();) {
      unsigned I = Ready[K];
      const TimedOperation &Op = Operations[I];
      bool Possible = Earliest[I] <= Cycle && !(Bundle.Slots & Op.slotBit()) &&
                      (Pack || Bundle.Operations.empty()) &&
                      fits(Bundle.Slots | Op.slotBit()) &&
                      Units.isFree(Op, Cycle);
      if (!Possible) {
        ++K;
        continue;
      }
      Ready.erase(Ready.begin() + K);
      Bundle.Operations.push_back(Op.MI);
      Bundle.Slots |= Op.slotBit();
      Units.take(Op, Cycle);
      Issued[I] = Cycle;
      --Left;
      for (auto [J, D] : Followers[I]) {
        Earliest[J] = std::max(Earliest[J], Cycle + D);
        if (--Waiting[J] == 0)
          Release(J);
      }
      // What became ready may go into the same bundle.
      K = 0;
    }
  }

  // The transfer goes as early as its operands allow and all work is done when
  // its delay slots are over.
  size_t End = Bundles.size();
  for (size_t I = 0; I != Count; ++I)
    End = std::max<size_t>(End, Issued[I] + drainDistance(Operations[I]));
  if (Control) {
    size_t Cycle =
        End < AIE2Rules::DelaySlots + 1 ? 0 : End - (AIE2Rules::DelaySlots + 1);
    for (size_t I = 0; I != Count; ++I) {
      const TimedOperation &Op = Operations[I];
      if (auto D = distance(Op, *Control, Carry, *TRI))
        Cycle = std::max<size_t>(Cycle, Issued[I] + *D);
    }
    // A saved return address is read before the call has written the new one.
    auto Possible = [&](size_t At) {
      unsigned Slots = At < Bundles.size() ? Bundles[At].Slots : 0;
      return !(Slots & Control->slotBit()) &&
             (Pack || At >= Bundles.size() || Bundles[At].Operations.empty()) &&
             fits(Slots | Control->slotBit()) && Units.isFree(*Control, At);
    };
    while (!Possible(Cycle))
      ++Cycle;
    End = std::max(End, Cycle + AIE2Rules::DelaySlots + 1);
    Bundles.resize(End);
    Bundles[Cycle].Operations.push_back(Control->MI);
    Bundles[Cycle].Slots |= Control->slotBit();
  }
  Bundles.resize(End);
  for (PlannedBundle &B : Bundles)
    B.Bytes = bundleBytes(B.Slots);
  return Bundles;
}

// Makes the bundles longer by the given number of bytes, from the last one
// backwards; a stretch too short for that gets further no-ops.
void AIE2Schedule::widen(std::vector<PlannedBundle> &Bundles, unsigned Bytes) {
  for (size_t I = Bundles.size(); I-- != 0 && Bytes != 0;) {
    PlannedBundle &B = Bundles[I];
    unsigned Most = std::min(B.Bytes + Bytes, isa::MaxBundleBytes);
    for (unsigned Size = Most; Size > B.Bytes; Size -= 2)
      if (auto F = isa::smallestFormat(B.Slots, Size);
          F && isa::info(*F).Bytes == Size) {
        Bytes -= Size - B.Bytes;
        B.Bytes = Size;
        break;
      }
  }
  for (; Bytes != 0; Bytes -= 2)
    Bundles.emplace_back();
}

void AIE2Schedule::emit(MachineBasicBlock &MBB,
                        ArrayRef<PlannedBundle> Bundles) {
  const IsaMap &Map = IsaMap::get();
  for (const PlannedBundle &B : Bundles) {
    if (B.Slots == 0 && B.Bytes == 2) {
      BuildMI(&MBB, DebugLoc(), TII->get(AIE2::NOP));
      continue;
    }
    MIBundleBuilder Builder(MBB, MBB.end());
    for (MachineInstr *MI : B.Operations) {
      MI->removeFromParent();
      Builder.append(MI);
    }
    // Explicit no-ops make the bundle as long as planned.
    if (B.Bytes == bundleBytes(B.Slots))
      continue;
    unsigned Wanted =
        isa::info(*isa::smallestFormat(B.Slots, B.Bytes)).SlotMask;
    for (unsigned S = 0; S != isa::NumSlots; ++S)
      if ((Wanted & ~B.Slots) >> S & 1) {
        unsigned Opcode = Map.opcode(isa::info(isa::Slot(S)).NoOp);
        Builder.append(
            MBB.getParent()->CreateMachineInstr(TII->get(Opcode), DebugLoc()));
      }
  }
}

void AIE2Schedule::scheduleBlock(MachineBasicBlock &MBB, bool AlignEnd) {
  std::vector<std::vector<TimedOperation>> Stretches(1);
  for (MachineInstr &MI : make_early_inc_range(MBB)) {
    if (MI.isMetaInstruction()) {
      MI.eraseFromParent();
      continue;
    }
    if (!IsaMap::get().opcode(MI.getOpcode())) {
      MBB.getParent()->getFunction().getContext().emitError(
          "function '" + MBB.getParent()->getName() +
          "': " + TII->getName(MI.getOpcode()) + " has no code on this core");
      MI.eraseFromParent();
      continue;
    }
    Stretches.back().push_back(timeOperation(MI, *TRI));
    if (Stretches.back().back().isControl() ||
        Stretches.back().size() >= MaxStretch)
      Stretches.emplace_back();
  }
  if (Stretches.back().empty())
    Stretches.pop_back();

  for (size_t I = 0; I != Stretches.size(); ++I) {
    std::vector<TimedOperation> &Operations = Stretches[I];
    bool Call = Operations.back().MI->isCall();
    bool Align = Call || (AlignEnd && I + 1 == Stretches.size());
    std::vector<PlannedBundle> Bundles = plan(Operations);
    for (const PlannedBundle &B : Bundles)
      Position += B.Bytes;
    Position %= AIE2Rules::TargetAlignment;
    if (Align && Position != 0) {
      widen(Bundles, AIE2Rules::TargetAlignment - Position);
      Position = 0;
    }
    emit(MBB, Bundles);
  }
}

bool AIE2Schedule::runOnMachineFunction(MachineFunction &MF) {
  TII = MF.getSubtarget().getInstrInfo();
  TRI = MF.getSubtarget().getRegisterInfo();
  Pack = MF.getTarget().getOptLevel() != CodeGenOptLevel::None;
  Position = 0;
  for (MachineBasicBlock &MBB : MF)
    for (MachineInstr &MI : MBB.terminators())
      for (MachineOperand &MO : MI.operands())
        if (MO.isMBB())
          MO.getMBB()->setAlignment(Align(AIE2Rules::TargetAlignment));
  for (MachineBasicBlock &MBB : MF) {
    bool Aligned = MBB.getAlignment() >= Align(AIE2Rules::TargetAlignment);
    if (Aligned)
      Position = 0;
    MachineFunction::iterator Next = std::next(MBB.getIterator());
    bool AlignEnd = Next != MF.end() &&
                    Next->getAlignment() >= Align(AIE2Rules::TargetAlignment) &&
                    MBB.isSuccessor(&*Next);
    scheduleBlock(MBB, AlignEnd);
    // An empty block in front of an aligned one has nothing to widen.
    if (AlignEnd && Position != 0) {
      std::vector<PlannedBundle> Padding;
      widen(Padding, AIE2Rules::TargetAlignment - Position);
      emit(MBB, Padding);
      Position = 0;
    }
  }
  return true;
}

FunctionPass *llvm::createAIE2SchedulePass() { return new AIE2Schedule(); }
