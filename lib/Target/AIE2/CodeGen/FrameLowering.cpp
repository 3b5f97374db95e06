//===- FrameLowering.cpp - stack frames and registers of AIE2 -------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The stack grows up and sp points just past the frame, so that locals lie at
// negative offsets of sp. A function whose stack pointer moves (variable-size
// objects) keeps the end of its fixed part in p7.
//
//===----------------------------------------------------------------------===//

#include "Subtarget.h"

#include "llvm/CodeGen/MachineFrameInfo.h"
#include "llvm/CodeGen/MachineInstrBuilder.h"
#include "llvm/CodeGen/MachineRegisterInfo.h"

using namespace llvm;

#define GET_REGINFO_TARGET_DESC
#include "AIE2GenRegisterInfo.inc"

// The address part of instructions that reach the frame, in bytes.
static constexpr int64_t SpOffsetMin = -8192, SpOffsetMax = 8188;
static constexpr int64_t PtrOffsetMin = -128, PtrOffsetMax = 124;
static constexpr int64_t PtrStepMin = -2048, PtrStepMax = 2044;
static constexpr int64_t SpStepMin = -65536, SpStepMax = 65504;

AIE2RegisterInfo::AIE2RegisterInfo() : AIE2GenRegisterInfo(AIE2::LR) {}

const MCPhysReg *
AIE2RegisterInfo::getCalleeSavedRegs(const MachineFunction *) const {
  return CSR_AIE2_SaveList;
}

const uint32_t *AIE2RegisterInfo::getCallPreservedMask(const MachineFunction &,
                                                       CallingConv::ID) const {
  return CSR_AIE2_RegMask;
}

BitVector AIE2RegisterInfo::getReservedRegs(const MachineFunction &MF) const {
  BitVector Reserved(getNumRegs());
  auto Reserve = [&](MCPhysReg R) {
    for (MCRegAliasIterator I(R, this, true); I.isValid(); ++I)
      Reserved.set(*I);
  };
  for (MCPhysReg R : {AIE2::SP, AIE2::LR, AIE2::LC, AIE2::LS, AIE2::LE,
                      AIE2::DP, AIE2::CORE_ID})
    Reserve(R);
  // Control and status registers are written where a program says so, never to
  // keep a value.
  for (MCPhysReg R : AIE2::mMvSclSrcRegClass)
    if (StringRef(getName(R)).starts_with("CR") ||
        StringRef(getName(R)).starts_with("SR"))
      Reserve(R);
  if (MF.getSubtarget().getFrameLowering()->hasFP(MF))
    Reserve(AIE2::P7);
  return Reserved;
}

Register AIE2RegisterInfo::getFrameRegister(const MachineFunction &MF) const {
  return MF.getSubtarget().getFrameLowering()->hasFP(MF) ? AIE2::P7 : AIE2::SP;
}

// Adds a multiple of the unit to sp in as many steps as the immediates need.
static void moveStackPointer(MachineBasicBlock &MBB,
                             MachineBasicBlock::iterator I, const DebugLoc &DL,
                             const TargetInstrInfo &TII, int64_t Bytes,
                             MachineInstr::MIFlag Flags) {
  while (Bytes) {
    int64_t Step = std::clamp(Bytes, SpStepMin, SpStepMax);
    BuildMI(MBB, I, DL, TII.get(AIE2::PADDB_sp_imm))
        .addImm(Step)
        .setMIFlags(Flags);
    Bytes -= Step;
  }
}

static void movePointer(MachineBasicBlock &MBB, MachineBasicBlock::iterator I,
                        const DebugLoc &DL, const TargetInstrInfo &TII,
                        Register Pointer, int64_t Bytes) {
  while (Bytes) {
    int64_t Step = std::clamp(Bytes, PtrStepMin, PtrStepMax);
    BuildMI(MBB, I, DL, TII.get(AIE2::PADDA_lda_ptr_inc_idx_imm), Pointer)
        .addReg(Pointer)
        .addImm(Step);
    Bytes -= Step;
  }
}

bool AIE2RegisterInfo::eliminateFrameIndex(MachineBasicBlock::iterator I,
                                           int SPAdj, unsigned Operand,
                                           RegScavenger *) const {
  MachineInstr &MI = *I;
  MachineBasicBlock &MBB = *MI.getParent();
  MachineFunction &MF = *MBB.getParent();
  const MachineFrameInfo &MFI = MF.getFrameInfo();
  const TargetInstrInfo &TII = *MF.getSubtarget().getInstrInfo();
  const DebugLoc DL = MI.getDebugLoc();

  // Object offsets count from sp at entry; sp has moved up by the frame since.
  int64_t Offset = MFI.getObjectOffset(MI.getOperand(Operand).getIndex()) -
                   int64_t(MFI.getStackSize()) - SPAdj +
                   MI.getOperand(Operand + 1).getImm();
  // Callee-saved registers are stored before p7 is set and loaded after sp
  // was restored from it.
  bool UseSp = !MF.getSubtarget().getFrameLowering()->hasFP(MF) ||
               MI.getFlag(MachineInstr::FrameSetup) ||
               MI.getFlag(MachineInstr::FrameDestroy);

  if (MI.getOpcode() == AIE2::ADDR_FRAME) {
    Register Dest = MI.getOperand(0).getReg();
    BuildMI(MBB, I, DL, TII.get(AIE2::MOV_mv_scl), Dest)
        .addReg(UseSp ? AIE2::SP : AIE2::P7);
    movePointer(MBB, I, DL, TII, Dest, Offset);
    MI.eraseFromParent();
    return true;
  }

  bool Load = MI.getOpcode() == AIE2::LOAD_FRAME;
  if (!Load && MI.getOpcode() != AIE2::STORE_FRAME)
    reportFatalInternalError(Twine("frame object in an unexpected place: ") +
                             TII.getName(MI.getOpcode()));
  auto Access = [&](int64_t At) {
    unsigned Opcode =
        UseSp ? (Load ? AIE2::LDA_dms_spill : AIE2::ST_dms_spill)
              : (Load ? AIE2::LDA_dms_lda_idx_imm : AIE2::ST_dms_sts_idx_imm);
    MachineInstrBuilder MIB = BuildMI(MBB, I, DL, TII.get(Opcode));
    MIB.add(MI.getOperand(0));
    if (!UseSp)
      MIB.addReg(AIE2::P7);
    MIB.addImm(At).cloneMemRefs(MI).setMIFlags(MI.getFlags());
  };
  int64_t Min = UseSp ? SpOffsetMin : PtrOffsetMin;
  int64_t Max = UseSp ? SpOffsetMax : PtrOffsetMax;
  if (Offset >= Min && Offset <= Max) {
    Access(Offset);
  } else if (UseSp) {
    // Nothing interrupts the core, so sp may be elsewhere for an instruction.
    int64_t Away = alignDown(uint64_t(-Offset), AIE2Rules::StackAlignment);
    moveStackPointer(MBB, I, DL, TII, -Away, MachineInstr::NoFlags);
    Access(Offset + Away);
    moveStackPointer(MBB, I, DL, TII, Away, MachineInstr::NoFlags);
  } else if (Load && MI.getOperand(0).getReg() == AIE2::P7) {
    reportFatalInternalError("the frame pointer is loaded from its own frame");
  } else {
    movePointer(MBB, I, DL, TII, AIE2::P7, Offset);
    Access(0);
    movePointer(MBB, I, DL, TII, AIE2::P7, -Offset);
  }
  MI.eraseFromParent();
  return true;
}

AIE2FrameLowering::AIE2FrameLowering()
    : TargetFrameLowering(StackGrowsUp, Align(AIE2Rules::StackAlignment), 0,
                          Align(AIE2Rules::StackAlignment),
                          /*StackReal=*/false) {}

bool AIE2FrameLowering::hasFPImpl(const MachineFunction &MF) const {
  return MF.getFrameInfo().hasVarSizedObjects() ||
         MF.getFrameInfo().isFrameAddressTaken();
}

// Outgoing arguments lie at the end of the frame, just below sp. With
// variable-size objects there the room is made around each call.
bool AIE2FrameLowering::hasReservedCallFrame(const MachineFunction &MF) const {
  return !MF.getFrameInfo().hasVarSizedObjects();
}

void AIE2FrameLowering::determineCalleeSaves(MachineFunction &MF,
                                             BitVector &Saved,
                                             RegScavenger *RS) const {
  TargetFrameLowering::determineCalleeSaves(MF, Saved, RS);
  if (hasFP(MF))
    Saved.set(AIE2::P7);
}

// Marked, so that they stay on the sp side of where p7 is set.
bool AIE2FrameLowering::spillCalleeSavedRegisters(
    MachineBasicBlock &MBB, MachineBasicBlock::iterator I,
    ArrayRef<CalleeSavedInfo> Saved, const TargetRegisterInfo *TRI) const {
  const TargetInstrInfo &TII = *MBB.getParent()->getSubtarget().getInstrInfo();
  for (const CalleeSavedInfo &Info : Saved) {
    MCRegister Reg = Info.getReg();
    TII.storeRegToStackSlot(MBB, I, Reg, !MBB.isLiveIn(Reg), Info.getFrameIdx(),
                            TRI->getMinimalPhysRegClass(Reg), Register(),
                            MachineInstr::FrameSetup);
  }
  return true;
}

bool AIE2FrameLowering::restoreCalleeSavedRegisters(
    MachineBasicBlock &MBB, MachineBasicBlock::iterator I,
    MutableArrayRef<CalleeSavedInfo> Saved,
    const TargetRegisterInfo *TRI) const {
  const TargetInstrInfo &TII = *MBB.getParent()->getSubtarget().getInstrInfo();
  for (const CalleeSavedInfo &Info : Saved)
    TII.loadRegFromStackSlot(MBB, I, Info.getReg(), Info.getFrameIdx(),
                             TRI->getMinimalPhysRegClass(Info.getReg()),
                             Register(), 0, MachineInstr::FrameDestroy);
  return true;
}

// Frame accesses count in words, so every object starts on one.
void AIE2FrameLowering::processFunctionBeforeFrameFinalized(
    MachineFunction &MF, RegScavenger *) const {
  MachineFrameInfo &MFI = MF.getFrameInfo();
  for (int I = 0, E = MFI.getObjectIndexEnd(); I != E; ++I)
    if (!MFI.isDeadObjectIndex(I))
      MFI.setObjectAlignment(I, std::max(MFI.getObjectAlign(I), Align(4)));
  MFI.ensureMaxAlignment(Align(4));
}

void AIE2FrameLowering::emitPrologue(MachineFunction &MF,
                                     MachineBasicBlock &MBB) const {
  const TargetInstrInfo &TII = *MF.getSubtarget().getInstrInfo();
  MachineFrameInfo &MFI = MF.getFrameInfo();
  if (MFI.getMaxAlign() > Align(AIE2Rules::StackAlignment))
    reportFatalUsageError("function '" + MF.getName() +
                          "': a local variable wants an alignment of " +
                          Twine(MFI.getMaxAlign().value()) +
                          " bytes; the stack gives 32");
  uint64_t Size = alignTo(MFI.getStackSize(), AIE2Rules::StackAlignment);
  MFI.setStackSize(Size);
  MachineBasicBlock::iterator I = MBB.begin();
  moveStackPointer(MBB, I, DebugLoc(), TII, Size, MachineInstr::FrameSetup);
  if (!hasFP(MF))
    return;
  while (I != MBB.end() && I->getFlag(MachineInstr::FrameSetup))
    ++I;
  BuildMI(MBB, I, DebugLoc(), TII.get(AIE2::MOV_mv_scl), AIE2::P7)
      .addReg(AIE2::SP)
      .setMIFlag(MachineInstr::FrameSetup);
}

void AIE2FrameLowering::emitEpilogue(MachineFunction &MF,
                                     MachineBasicBlock &MBB) const {
  const TargetInstrInfo &TII = *MF.getSubtarget().getInstrInfo();
  MachineBasicBlock::iterator End = MBB.getFirstTerminator();
  const DebugLoc DL = End == MBB.end() ? DebugLoc() : End->getDebugLoc();
  if (hasFP(MF)) {
    MachineBasicBlock::iterator I = End;
    while (I != MBB.begin() &&
           std::prev(I)->getFlag(MachineInstr::FrameDestroy))
      --I;
    BuildMI(MBB, I, DL, TII.get(AIE2::MOV_mv_scl), AIE2::SP)
        .addReg(AIE2::P7)
        .setMIFlag(MachineInstr::FrameDestroy);
  }
  moveStackPointer(MBB, End, DL, TII,
                   -int64_t(MF.getFrameInfo().getStackSize()),
                   MachineInstr::FrameDestroy);
}

MachineBasicBlock::iterator AIE2FrameLowering::eliminateCallFramePseudoInstr(
    MachineFunction &MF, MachineBasicBlock &MBB,
    MachineBasicBlock::iterator I) const {
  if (!hasReservedCallFrame(MF)) {
    int64_t Bytes =
        alignTo(uint64_t(I->getOperand(0).getImm()), AIE2Rules::StackAlignment);
    if (I->getOpcode() == AIE2::ADJCALLSTACKUP)
      Bytes = -Bytes;
    moveStackPointer(MBB, I, I->getDebugLoc(),
                     *MF.getSubtarget().getInstrInfo(), Bytes,
                     MachineInstr::NoFlags);
  }
  return MBB.erase(I);
}
