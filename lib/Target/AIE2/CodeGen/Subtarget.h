//===- Subtarget.h - instructions, registers and frames of AIE2 -*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The classes through which LLVM asks about the machine: what an instruction
// is, which registers survive a call, where the stack frame lies.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TARGET_AIE2_CODEGEN_SUBTARGET_H
#define AIEFORGE_TARGET_AIE2_CODEGEN_SUBTARGET_H

#include "AIE2.h"

#include "llvm/CodeGen/GlobalISel/CallLowering.h"
#include "llvm/CodeGen/GlobalISel/InstructionSelector.h"
#include "llvm/CodeGen/GlobalISel/LegalizerInfo.h"
#include "llvm/CodeGen/RegisterBankInfo.h"
#include "llvm/CodeGen/TargetFrameLowering.h"
#include "llvm/CodeGen/TargetInstrInfo.h"
#include "llvm/CodeGen/TargetLowering.h"
#include "llvm/CodeGen/TargetSubtargetInfo.h"

#define GET_REGINFO_HEADER
#include "AIE2GenRegisterInfo.inc"

#define GET_INSTRINFO_HEADER
#include "AIE2GenInstrInfo.inc"

#define GET_SUBTARGETINFO_HEADER
#include "AIE2GenSubtargetInfo.inc"

namespace llvm {

class AIE2RegisterInfo final : public AIE2GenRegisterInfo {
public:
  AIE2RegisterInfo();

  const MCPhysReg *getCalleeSavedRegs(const MachineFunction *) const override;
  const uint32_t *getCallPreservedMask(const MachineFunction &,
                                       CallingConv::ID) const override;
  BitVector getReservedRegs(const MachineFunction &MF) const override;
  bool eliminateFrameIndex(MachineBasicBlock::iterator MI, int SPAdj,
                           unsigned FIOperandNum,
                           RegScavenger *RS) const override;
  Register getFrameRegister(const MachineFunction &MF) const override;
};

class AIE2InstrInfo final : public AIE2GenInstrInfo {
public:
  AIE2InstrInfo(const AIE2Subtarget &ST, const AIE2RegisterInfo &RI);

  void copyPhysReg(MachineBasicBlock &MBB, MachineBasicBlock::iterator I,
                   const DebugLoc &DL, Register Dest, Register Source,
                   bool KillSource, bool RenamableDest,
                   bool RenamableSource) const override;
  void storeRegToStackSlot(MachineBasicBlock &MBB,
                           MachineBasicBlock::iterator I, Register Source,
                           bool IsKill, int FrameIndex,
                           const TargetRegisterClass *RC, Register VReg,
                           MachineInstr::MIFlag Flags) const override;
  void loadRegFromStackSlot(MachineBasicBlock &MBB,
                            MachineBasicBlock::iterator I, Register Dest,
                            int FrameIndex, const TargetRegisterClass *RC,
                            Register VReg, unsigned SubReg,
                            MachineInstr::MIFlag Flags) const override;
  Register isLoadFromStackSlot(const MachineInstr &MI,
                               int &FrameIndex) const override;
  Register isStoreToStackSlot(const MachineInstr &MI,
                              int &FrameIndex) const override;
  bool analyzeBranch(MachineBasicBlock &MBB, MachineBasicBlock *&TrueBlock,
                     MachineBasicBlock *&FalseBlock,
                     SmallVectorImpl<MachineOperand> &Condition,
                     bool AllowModify) const override;
  unsigned removeBranch(MachineBasicBlock &MBB,
                        int *BytesRemoved) const override;
  unsigned insertBranch(MachineBasicBlock &MBB, MachineBasicBlock *TrueBlock,
                        MachineBasicBlock *FalseBlock,
                        ArrayRef<MachineOperand> Condition, const DebugLoc &DL,
                        int *BytesAdded) const override;
  bool reverseBranchCondition(
      SmallVectorImpl<MachineOperand> &Condition) const override;
  bool expandPostRAPseudo(MachineInstr &MI) const override;
  unsigned getInstSizeInBytes(const MachineInstr &MI) const override;
};

class AIE2FrameLowering final : public TargetFrameLowering {
public:
  AIE2FrameLowering();

  void emitPrologue(MachineFunction &MF, MachineBasicBlock &MBB) const override;
  void emitEpilogue(MachineFunction &MF, MachineBasicBlock &MBB) const override;
  MachineBasicBlock::iterator
  eliminateCallFramePseudoInstr(MachineFunction &MF, MachineBasicBlock &MBB,
                                MachineBasicBlock::iterator I) const override;
  bool spillCalleeSavedRegisters(MachineBasicBlock &MBB,
                                 MachineBasicBlock::iterator I,
                                 ArrayRef<CalleeSavedInfo> Saved,
                                 const TargetRegisterInfo *TRI) const override;
  bool
  restoreCalleeSavedRegisters(MachineBasicBlock &MBB,
                              MachineBasicBlock::iterator I,
                              MutableArrayRef<CalleeSavedInfo> Saved,
                              const TargetRegisterInfo *TRI) const override;
  void determineCalleeSaves(MachineFunction &MF, BitVector &Saved,
                            RegScavenger *RS) const override;
  void processFunctionBeforeFrameFinalized(MachineFunction &MF,
                                           RegScavenger *RS) const override;
  bool hasReservedCallFrame(const MachineFunction &MF) const override;

protected:
  bool hasFPImpl(const MachineFunction &MF) const override;
};

class AIE2TargetLowering final : public TargetLowering {
public:
  AIE2TargetLowering(const TargetMachine &TM, const AIE2Subtarget &ST);

  bool isLegalAddressingMode(const DataLayout &DL, const AddrMode &AM, Type *Ty,
                             unsigned AddrSpace, Instruction *I) const override;
  bool isLegalAddImmediate(int64_t Value) const override;
  bool isLegalICmpImmediate(int64_t Value) const override;
  MVT getScalarShiftAmountTy(const DataLayout &, EVT) const override {
    return MVT::i32;
  }
};

class AIE2Subtarget final : public AIE2GenSubtargetInfo {
public:
  AIE2Subtarget(const Triple &TT, StringRef CPU, StringRef FS,
                const TargetMachine &TM);
  ~AIE2Subtarget() override;

  void ParseSubtargetFeatures(StringRef CPU, StringRef TuneCPU, StringRef FS);

  const AIE2InstrInfo *getInstrInfo() const override { return &Instructions; }
  const AIE2RegisterInfo *getRegisterInfo() const override {
    return &Registers;
  }
  const AIE2FrameLowering *getFrameLowering() const override { return &Frame; }
  const AIE2TargetLowering *getTargetLowering() const override {
    return &Lowering;
  }
  const CallLowering *getCallLowering() const override { return Calls.get(); }
  const LegalizerInfo *getLegalizerInfo() const override {
    return Legalizer.get();
  }
  const RegisterBankInfo *getRegBankInfo() const override {
    return Banks.get();
  }
  InstructionSelector *getInstructionSelector() const override {
    return Selector.get();
  }

private:
  AIE2RegisterInfo Registers;
  AIE2InstrInfo Instructions;
  AIE2FrameLowering Frame;
  AIE2TargetLowering Lowering;
  std::unique_ptr<CallLowering> Calls;
  std::unique_ptr<LegalizerInfo> Legalizer;
  std::unique_ptr<RegisterBankInfo> Banks;
  std::unique_ptr<InstructionSelector> Selector;
};

} // namespace llvm

#endif // AIEFORGE_TARGET_AIE2_CODEGEN_SUBTARGET_H
