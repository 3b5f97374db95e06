//===- PostIncrement.cpp - joins accesses with pointer steps --------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// "lda r0, [p0, #0]" and a later "padda [p0], #4" are one AIE2 instruction:
// "lda r0, [p0], #4". Loop strength reduction leaves such pairs behind; this
// pass, after register allocation, joins them.
//
//===----------------------------------------------------------------------===//

#include "Subtarget.h"

#include "llvm/CodeGen/MachineFunctionPass.h"
#include "llvm/CodeGen/MachineInstrBuilder.h"

using namespace llvm;

namespace {

// The forms of one access: at [p, #0], with a step in an immediate, with a
// step in a register.
struct AccessForms {
  unsigned Plain, Immediate, Modifier;
  int64_t Min, Max;
};

#define FORMS(Stem, Min, Max)                                                  \
  {                                                                            \
    AIE2::Stem##_idx_imm, AIE2::Stem##_pstm_nrm_imm, AIE2::Stem##_pstm_nrm,    \
        Min, Max                                                               \
  }
constexpr AccessForms Forms[] = {
    FORMS(LDA_dms_lda, -256, 252), FORMS(ST_dms_sts, -256, 252),
    FORMS(LDA_S8_ag, -8, 7),       FORMS(LDA_U8_ag, -8, 7),
    FORMS(LDA_S16_ag, -8, 7),      FORMS(LDA_U16_ag, -8, 7),
    FORMS(ST_S8_ag, -8, 7),        FORMS(ST_S16_ag, -8, 7),
};
#undef FORMS

class AIE2PostIncrement final : public MachineFunctionPass {
public:
  static char ID;
  AIE2PostIncrement() : MachineFunctionPass(ID) {}

  StringRef getPassName() const override { return "AIE2 post-increment"; }

  bool runOnMachineFunction(MachineFunction &MF) override;

private:
  bool join(MachineInstr &Step);

  const TargetInstrInfo *TII = nullptr;
  const TargetRegisterInfo *TRI = nullptr;
};
char AIE2PostIncrement::ID = 0;

} // namespace

// Step is "padda [p], #n" or "padda [p], m". Looks back for the last
// instruction that touches p; if it accesses [p, #0], it takes over the step.
bool AIE2PostIncrement::join(MachineInstr &Step) {
  Register Pointer = Step.getOperand(0).getReg();
  const MachineOperand &By = Step.getOperand(2);
  MachineBasicBlock &MBB = *Step.getParent();
  for (MachineBasicBlock::iterator I = Step.getIterator(); I != MBB.begin();) {
    MachineInstr &MI = *--I;
    if (MI.isDebugInstr())
      continue;
    if (MI.isCall() || MI.hasUnmodeledSideEffects())
      return false;
    // The step is taken earlier then: its modifier must hold the same value.
    if (By.isReg() && MI.modifiesRegister(By.getReg(), TRI))
      return false;
    if (!MI.readsRegister(Pointer, TRI) && !MI.modifiesRegister(Pointer, TRI))
      continue;
    const AccessForms *Form = llvm::find_if(
        Forms, [&](const AccessForms &F) { return F.Plain == MI.getOpcode(); });
    if (Form == std::end(Forms) || MI.getOperand(2).getImm() != 0 ||
        MI.getOperand(1).getReg() != Pointer ||
        TRI->regsOverlap(MI.getOperand(0).getReg(), Pointer))
      return false;
    if (By.isImm() && (By.getImm() < Form->Min || By.getImm() > Form->Max))
      return false;
    bool Load = MI.getOperand(0).isDef();
    MachineInstrBuilder Joined =
        BuildMI(MBB, MI, MI.getDebugLoc(),
                TII->get(By.isImm() ? Form->Immediate : Form->Modifier));
    if (Load)
      Joined.add(MI.getOperand(0));
    Joined.addReg(Pointer, RegState::Define);
    if (!Load)
      Joined.add(MI.getOperand(0));
    Joined.addReg(Pointer, RegState::Kill);
    if (By.isImm())
      Joined.addImm(By.getImm());
    else
      Joined.addReg(By.getReg());
    Joined.cloneMemRefs(MI);
    MI.eraseFromParent();
    return true;
  }
  return false;
}

bool AIE2PostIncrement::runOnMachineFunction(MachineFunction &MF) {
  TII = MF.getSubtarget().getInstrInfo();
  TRI = MF.getSubtarget().getRegisterInfo();
  bool Changed = false;
  for (MachineBasicBlock &MBB : MF)
    for (MachineInstr &MI : make_early_inc_range(MBB))
      if ((MI.getOpcode() == AIE2::PADDA_lda_ptr_inc_idx_imm ||
           MI.getOpcode() == AIE2::PADDA_lda_ptr_inc_idx) &&
          join(MI)) {
        MI.eraseFromParent();
        Changed = true;
      }
  return Changed;
}

FunctionPass *llvm::createAIE2PostIncrementPass() {
  return new AIE2PostIncrement();
}
