//===- InstrInfo.cpp - copies, spills and branches of AIE2 ----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What LLVM's passes need to know and to do about single instructions of the
// AIE2 core. Timing is not their business: Schedule.cpp sees to it afterwards.
//
//===----------------------------------------------------------------------===//

#include "Subtarget.h"

#include "llvm/CodeGen/MachineFrameInfo.h"
#include "llvm/CodeGen/MachineInstrBuilder.h"

using namespace llvm;

#define GET_INSTRINFO_CTOR_DTOR
#include "AIE2GenInstrInfo.inc"

AIE2InstrInfo::AIE2InstrInfo(const AIE2Subtarget &ST,
                             const AIE2RegisterInfo &RI)
    : AIE2GenInstrInfo(ST, RI, AIE2::ADJCALLSTACKDOWN, AIE2::ADJCALLSTACKUP) {}

void AIE2InstrInfo::copyPhysReg(MachineBasicBlock &MBB,
                                MachineBasicBlock::iterator I,
                                const DebugLoc &DL, Register Dest,
                                Register Source, bool KillSource, bool,
                                bool) const {
  if (!AIE2::mMvSclDstRegClass.contains(Dest) ||
      !AIE2::mMvSclSrcRegClass.contains(Source))
    reportFatalInternalError("no move from " + Twine(TRI.getName(Source)) +
                             " to " + TRI.getName(Dest));
  BuildMI(MBB, I, DL, get(AIE2::MOV_mv_scl), Dest)
      .addReg(Source, getKillRegState(KillSource));
}

static MachineMemOperand *stackOperand(MachineFunction &MF, int FrameIndex,
                                       MachineMemOperand::Flags Flags) {
  const MachineFrameInfo &MFI = MF.getFrameInfo();
  return MF.getMachineMemOperand(
      MachinePointerInfo::getFixedStack(MF, FrameIndex), Flags,
      MFI.getObjectSize(FrameIndex), MFI.getObjectAlign(FrameIndex));
}

void AIE2InstrInfo::storeRegToStackSlot(MachineBasicBlock &MBB,
                                        MachineBasicBlock::iterator I,
                                        Register Source, bool IsKill,
                                        int FrameIndex,
                                        const TargetRegisterClass *RC, Register,
                                        MachineInstr::MIFlag Flags) const {
  if (!AIE2::mSclStRegClass.hasSubClassEq(RC) &&
      !(Source.isPhysical() && AIE2::mSclStRegClass.contains(Source)))
    reportFatalInternalError(Twine("no store of register class ") +
                             TRI.getRegClassName(RC) + " to the stack");
  BuildMI(MBB, I, DebugLoc(), get(AIE2::STORE_FRAME))
      .addReg(Source, getKillRegState(IsKill))
      .addFrameIndex(FrameIndex)
      .addImm(0)
      .addMemOperand(stackOperand(*MBB.getParent(), FrameIndex,
                                  MachineMemOperand::MOStore))
      .setMIFlags(Flags);
}

void AIE2InstrInfo::loadRegFromStackSlot(MachineBasicBlock &MBB,
                                         MachineBasicBlock::iterator I,
                                         Register Dest, int FrameIndex,
                                         const TargetRegisterClass *RC,
                                         Register, unsigned,
                                         MachineInstr::MIFlag Flags) const {
  if (!AIE2::mLdaSclRegClass.hasSubClassEq(RC) &&
      !(Dest.isPhysical() && AIE2::mLdaSclRegClass.contains(Dest)))
    reportFatalInternalError(Twine("no load of register class ") +
                             TRI.getRegClassName(RC) + " from the stack");
  BuildMI(MBB, I, DebugLoc(), get(AIE2::LOAD_FRAME), Dest)
      .addFrameIndex(FrameIndex)
      .addImm(0)
      .addMemOperand(
          stackOperand(*MBB.getParent(), FrameIndex, MachineMemOperand::MOLoad))
      .setMIFlags(Flags);
}

static Register frameAccess(const MachineInstr &MI, unsigned Opcode,
                            int &FrameIndex) {
  if (MI.getOpcode() != Opcode || !MI.getOperand(1).isFI() ||
      MI.getOperand(2).getImm() != 0)
    return Register();
  FrameIndex = MI.getOperand(1).getIndex();
  return MI.getOperand(0).getReg();
}

Register AIE2InstrInfo::isLoadFromStackSlot(const MachineInstr &MI,
                                            int &FrameIndex) const {
  return frameAccess(MI, AIE2::LOAD_FRAME, FrameIndex);
}

Register AIE2InstrInfo::isStoreToStackSlot(const MachineInstr &MI,
                                           int &FrameIndex) const {
  return frameAccess(MI, AIE2::STORE_FRAME, FrameIndex);
}

// A branch condition is two operands: the opcode and the register it tests.
bool AIE2InstrInfo::analyzeBranch(MachineBasicBlock &MBB,
                                  MachineBasicBlock *&TrueBlock,
                                  MachineBasicBlock *&FalseBlock,
                                  SmallVectorImpl<MachineOperand> &Condition,
                                  bool AllowModify) const {
  MachineBasicBlock::iterator I = MBB.getFirstTerminator();
  SmallVector<MachineInstr *, 4> Terminators;
  for (; I != MBB.end(); ++I)
    if (!I->isDebugInstr())
      Terminators.push_back(&*I);
  // Nothing after an unconditional jump is executed.
  for (size_t K = 0; K != Terminators.size(); ++K) {
    if (Terminators[K]->getOpcode() != AIE2::J_jump_imm)
      continue;
    if (AllowModify)
      for (size_t Dead = K + 1; Dead != Terminators.size(); ++Dead)
        Terminators[Dead]->eraseFromParent();
    Terminators.resize(K + 1);
    break;
  }
  if (Terminators.empty())
    return false;
  if (Terminators.size() > 2)
    return true;
  MachineInstr &Last = *Terminators.back();
  bool LastIsJump = Last.getOpcode() == AIE2::J_jump_imm;
  if (Terminators.size() == 1 && LastIsJump) {
    TrueBlock = Last.getOperand(0).getMBB();
    return false;
  }
  MachineInstr &First = *Terminators.front();
  bool Conditional =
      First.getOpcode() == AIE2::JZ || First.getOpcode() == AIE2::JNZ;
  if (!Conditional || (Terminators.size() == 2 && !LastIsJump))
    return true;
  Condition.push_back(MachineOperand::CreateImm(First.getOpcode()));
  Condition.push_back(First.getOperand(0));
  TrueBlock = First.getOperand(1).getMBB();
  if (Terminators.size() == 2)
    FalseBlock = Last.getOperand(0).getMBB();
  return false;
}

unsigned AIE2InstrInfo::removeBranch(MachineBasicBlock &MBB,
                                     int *BytesRemoved) const {
  if (BytesRemoved)
    *BytesRemoved = 0;
  unsigned Count = 0;
  for (MachineInstr &MI : make_early_inc_range(MBB.terminators())) {
    unsigned Opcode = MI.getOpcode();
    if (Opcode != AIE2::J_jump_imm && Opcode != AIE2::JZ && Opcode != AIE2::JNZ)
      continue;
    if (BytesRemoved)
      *BytesRemoved += getInstSizeInBytes(MI);
    MI.eraseFromParent();
    ++Count;
  }
  return Count;
}

unsigned AIE2InstrInfo::insertBranch(MachineBasicBlock &MBB,
                                     MachineBasicBlock *TrueBlock,
                                     MachineBasicBlock *FalseBlock,
                                     ArrayRef<MachineOperand> Condition,
                                     const DebugLoc &DL,
                                     int *BytesAdded) const {
  unsigned Count = 0;
  if (BytesAdded)
    *BytesAdded = 0;
  auto Added = [&](MachineInstr &MI) {
    ++Count;
    if (BytesAdded)
      *BytesAdded += getInstSizeInBytes(MI);
  };
  if (!Condition.empty())
    Added(*BuildMI(&MBB, DL, get(Condition[0].getImm()))
               .add(Condition[1])
               .addMBB(TrueBlock));
  MachineBasicBlock *Rest = Condition.empty() ? TrueBlock : FalseBlock;
  if (Rest)
    Added(*BuildMI(&MBB, DL, get(AIE2::J_jump_imm)).addMBB(Rest));
  return Count;
}

bool AIE2InstrInfo::reverseBranchCondition(
    SmallVectorImpl<MachineOperand> &Condition) const {
  Condition[0].setImm(Condition[0].getImm() == AIE2::JZ ? AIE2::JNZ : AIE2::JZ);
  return false;
}

bool AIE2InstrInfo::expandPostRAPseudo(MachineInstr &MI) const {
  bool Add = MI.getOpcode() == AIE2::ADD64;
  if (!Add && MI.getOpcode() != AIE2::SUB64)
    return false;
  MachineBasicBlock &MBB = *MI.getParent();
  auto Half = [&](unsigned Opcode, unsigned Dest, unsigned First,
                  unsigned Second) {
    auto Source = [&](unsigned Operand) {
      const MachineOperand &MO = MI.getOperand(Operand);
      return MO.getReg();
    };
    BuildMI(MBB, MI, MI.getDebugLoc(), get(Opcode), Source(Dest))
        .addReg(Source(First))
        .addReg(Source(Second));
  };
  Half(Add ? AIE2::ADD : AIE2::SUB, 0, 2, 4);
  Half(Add ? AIE2::ADC : AIE2::SBC, 1, 3, 5);
  MI.eraseFromParent();
  return true;
}

// An upper bound: an operation alone is at most 6 bytes, its waiting time at
// most 12 two-byte bundles.
unsigned AIE2InstrInfo::getInstSizeInBytes(const MachineInstr &MI) const {
  return MI.isMetaInstruction() ? 0 : 32;
}
