//===- TargetMachine.cpp - pass pipeline and costs of AIE2 ----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Puts LLVM's code generation passes and ours in order and answers the cost
// questions of the IR optimizers.
//
//===----------------------------------------------------------------------===//

#include "TargetMachine.h"

#include "aieforge/Target/AIE2/CodeGen.h"
#include "llvm/CodeGen/BasicTTIImpl.h"
#include "llvm/CodeGen/GlobalISel/IRTranslator.h"
#include "llvm/CodeGen/GlobalISel/InstructionSelect.h"
#include "llvm/CodeGen/GlobalISel/Legalizer.h"
#include "llvm/CodeGen/GlobalISel/RegBankSelect.h"
#include "llvm/CodeGen/MachineInstrBuilder.h"
#include "llvm/CodeGen/MachineRegisterInfo.h"
#include "llvm/CodeGen/Passes.h"
#include "llvm/CodeGen/TargetLoweringObjectFileImpl.h"
#include "llvm/CodeGen/TargetPassConfig.h"

using namespace llvm;

AIE2TargetMachine::AIE2TargetMachine(const Target &T, const Triple &TT,
                                     StringRef CPU, StringRef FS,
                                     const TargetOptions &Options,
                                     std::optional<Reloc::Model>,
                                     std::optional<CodeModel::Model> CM,
                                     CodeGenOptLevel OL, bool)
    : CodeGenTargetMachineImpl(T, aieforge::codegen::dataLayout(), TT, CPU, FS,
                               Options, Reloc::Static,
                               getEffectiveCodeModel(CM, CodeModel::Small), OL),
      ObjectFile(std::make_unique<TargetLoweringObjectFileELF>()),
      ST(TT, CPU, FS, *this) {
  initAsmInfo();
  setGlobalISel(true);
  // A function that cannot be selected is reported, see CheckSelection.
  setGlobalISelAbort(GlobalISelAbortMode::Disable);
}

AIE2TargetMachine::~AIE2TargetMachine() = default;

namespace {

/// Ends the work on a function that the instruction selector gave up on: its
/// body becomes a return, so that the remaining passes have something legal.
/// The diagnostic of the failing pass makes the compilation an error.
class CheckSelection : public MachineFunctionPass {
public:
  static char ID;
  CheckSelection() : MachineFunctionPass(ID) {}

  StringRef getPassName() const override { return "AIE2 selection check"; }

  bool runOnMachineFunction(MachineFunction &MF) override {
    if (!MF.getProperties().hasFailedISel())
      return false;
    const Function &F = MF.getFunction();
    F.getContext().emitError("function '" + F.getName() +
                             "' has no translation to AIE2 code");
    MF.reset();
    MF.initTargetMachineFunctionInfo(MF.getSubtarget());
    MachineBasicBlock *MBB = MF.CreateMachineBasicBlock();
    MF.push_back(MBB);
    BuildMI(MBB, DebugLoc(), MF.getSubtarget().getInstrInfo()->get(AIE2::RET));
    MF.getRegInfo().freezeReservedRegs();
    MF.getProperties().setIsSSA().setTracksLiveness();
    return true;
  }
};
char CheckSelection::ID = 0;

class AIE2PassConfig final : public TargetPassConfig {
public:
  AIE2PassConfig(AIE2TargetMachine &TM, PassManagerBase &PM)
      : TargetPassConfig(TM, PM) {
    // Machine instructions are ordered once, with the pipeline's rules.
    disablePass(&PostRASchedulerID);
    disablePass(&PostMachineSchedulerID);
  }

  bool addIRTranslator() override {
    addPass(new IRTranslator(getOptLevel()));
    return false;
  }
  bool addLegalizeMachineIR() override {
    addPass(new Legalizer());
    return false;
  }
  bool addRegBankSelect() override {
    addPass(new RegBankSelect());
    return false;
  }
  bool addGlobalInstructionSelect() override {
    addPass(new InstructionSelect(getOptLevel()));
    addPass(new CheckSelection());
    return false;
  }
  // There is no second selector to fall back to.
  bool addInstSelector() override { return false; }
  void addPreSched2() override {
    if (getOptLevel() != CodeGenOptLevel::None)
      addPass(createAIE2PostIncrementPass());
  }
  void addPreEmitPass2() override { addPass(createAIE2SchedulePass()); }
};

class AIE2TTIImpl final : public BasicTTIImplBase<AIE2TTIImpl> {
public:
  AIE2TTIImpl(const AIE2TargetMachine &TM, const Function &F)
      : BasicTTIImplBase(&TM, F.getDataLayout()), ST(TM.getSubtargetImpl(F)) {}

  const AIE2Subtarget *getST() const { return ST; }
  const AIE2TargetLowering *getTLI() const { return ST->getTargetLowering(); }

  // Vector code is not generated from scalar loops.
  unsigned getNumberOfRegisters(unsigned ClassID) const override {
    return ClassID == 1 ? 0 : 24;
  }
  TypeSize
  getRegisterBitWidth(TargetTransformInfo::RegisterKind Kind) const override {
    return TypeSize::getFixed(Kind == TargetTransformInfo::RGK_Scalar ? 32 : 0);
  }
  TargetTransformInfo::AddressingModeKind
  getPreferredAddressingMode(const Loop *, ScalarEvolution *) const override {
    return TargetTransformInfo::AMK_PostIndexed;
  }
  TargetTransformInfo::PopcntSupportKind
  getPopcntSupport(unsigned) const override {
    return TargetTransformInfo::PSK_Software;
  }

private:
  const AIE2Subtarget *ST;
};

} // namespace

TargetPassConfig *AIE2TargetMachine::createPassConfig(PassManagerBase &PM) {
  return new AIE2PassConfig(*this, PM);
}

TargetTransformInfo
AIE2TargetMachine::getTargetTransformInfo(const Function &F) const {
  return TargetTransformInfo(std::make_unique<AIE2TTIImpl>(*this, F));
}
