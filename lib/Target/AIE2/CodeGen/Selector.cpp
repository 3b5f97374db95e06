//===- Selector.cpp - generic operations to AIE2 instructions -------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Integers are assigned to the r file, addresses to the p file; then every
// generic operation becomes one or a few instructions. Additions feeding an
// address are folded into the access where an addressing mode takes them.
//
//===----------------------------------------------------------------------===//

#include "Subtarget.h"

#include "llvm/CodeGen/GlobalISel/GISelValueTracking.h"
#include "llvm/CodeGen/GlobalISel/GenericMachineInstrs.h"
#include "llvm/CodeGen/GlobalISel/MIPatternMatch.h"
#include "llvm/CodeGen/GlobalISel/MachineIRBuilder.h"
#include "llvm/CodeGen/GlobalISel/Utils.h"
#include "llvm/CodeGen/MachineRegisterInfo.h"

using namespace llvm;
using namespace MIPatternMatch;
using namespace TargetOpcode;

#define GET_REGBANK_DECLARATIONS
#include "AIE2GenRegisterBank.inc"

namespace llvm {

class AIE2GenRegisterBankInfo : public RegisterBankInfo {
protected:
#define GET_TARGET_REGBANK_CLASS
#include "AIE2GenRegisterBank.inc"
};

class AIE2RegisterBankInfo final : public AIE2GenRegisterBankInfo {
public:
  const InstructionMapping &
  getInstrMapping(const MachineInstr &MI) const override;
  const RegisterBank &getRegBankFromRegClass(const TargetRegisterClass &RC,
                                             LLT Ty) const override;
};

} // namespace llvm

#define GET_TARGET_REGBANK_IMPL
#include "AIE2GenRegisterBank.inc"

// Classes that no bank covers hold registers of several files: their values
// are addresses if the type says so.
const RegisterBank &
AIE2RegisterBankInfo::getRegBankFromRegClass(const TargetRegisterClass &RC,
                                             LLT Ty) const {
  if (AIE2::eRRegClass.hasSubClassEq(&RC))
    return AIE2::GPRRegBank;
  if (AIE2::ePRegClass.hasSubClassEq(&RC) || (Ty.isValid() && Ty.isPointer()))
    return AIE2::PTRRegBank;
  return AIE2::GPRRegBank;
}

const RegisterBankInfo::InstructionMapping &
AIE2RegisterBankInfo::getInstrMapping(const MachineInstr &MI) const {
  static const PartialMapping Word[] = {{0, 32, AIE2::GPRRegBank},
                                        {0, 32, AIE2::PTRRegBank},
                                        {0, 64, AIE2::GPRRegBank}};
  static const ValueMapping Values[] = {
      {&Word[0], 1}, {&Word[1], 1}, {&Word[2], 1}};
  const MachineRegisterInfo &MRI = MI.getMF()->getRegInfo();
  unsigned Count = MI.isCopy() || MI.isPHI() ? 1 : MI.getNumOperands();
  SmallVector<const ValueMapping *, 8> Operands(Count, nullptr);
  for (unsigned I = 0; I != MI.getNumOperands(); ++I) {
    const MachineOperand &MO = MI.getOperand(I);
    if (!MO.isReg() || !MO.getReg().isVirtual())
      continue;
    LLT Ty = MRI.getType(MO.getReg());
    if (!Ty.isValid())
      continue;
    const ValueMapping *Value = &Values[Ty.isPointer()            ? 1
                                        : Ty.getSizeInBits() > 32 ? 2
                                                                  : 0];
    // A copy has one mapping: that of its value.
    if (I < Count || !Operands[0])
      Operands[I < Count ? I : 0] = Value;
  }
  return getInstructionMapping(DefaultMappingID, 1,
                               getOperandsMapping(Operands), Count);
}

std::unique_ptr<RegisterBankInfo> llvm::createAIE2RegisterBankInfo() {
  return std::make_unique<AIE2RegisterBankInfo>();
}

namespace {

class AIE2InstructionSelector final : public InstructionSelector {
public:
  AIE2InstructionSelector(const AIE2Subtarget &ST, const RegisterBankInfo &RBI)
      : TII(*ST.getInstrInfo()), TRI(*ST.getRegisterInfo()), RBI(RBI) {}

  bool select(MachineInstr &MI) override;
  void setupGeneratedPerFunctionState(MachineFunction &) override {}

private:
  // Where an access goes: the operands behind the opcode.
  struct Address {
    enum { Frame, Stack, Immediate, Index } Mode;
    Register Base;
    int FrameIndex = 0;
    int64_t Offset = 0;
    Register Offsets;
  };
  // The forms of one access and the offsets its immediate takes.
  struct AccessOpcodes {
    unsigned Immediate, Index;
    int64_t Min, Max, Unit;
  };

  const TargetRegisterClass *classOf(Register Reg) const;
  bool constrain(MachineInstr &MI) const {
    return constrainSelectedInstRegOperands(MI, TII, TRI, RBI);
  }
  MachineInstrBuilder build(MachineInstr &Before, unsigned Opcode) const {
    return BuildMI(*Before.getParent(), Before, Before.getDebugLoc(),
                   TII.get(Opcode));
  }
  Register temporary(const TargetRegisterClass &RC) const {
    return MRI->createVirtualRegister(&RC);
  }
  Register copyTo(MachineInstr &Before, const TargetRegisterClass &RC,
                  Register Source) const;
  void loadConstant(MachineInstr &Before, Register Dest, int64_t Value) const;
  std::optional<int64_t> constant(Register Reg) const {
    return getIConstantVRegSExtVal(Reg, *MRI);
  }

  bool selectCopy(MachineInstr &MI) const;
  bool selectConstant(MachineInstr &MI) const;
  bool selectBinary(MachineInstr &MI, unsigned Opcode) const;
  bool selectUnary(MachineInstr &MI, unsigned Opcode) const;
  bool selectAdd(MachineInstr &MI) const;
  bool selectPair(MachineInstr &MI, unsigned Opcode) const;
  bool selectPtrAdd(MachineInstr &MI) const;
  bool selectGlobal(MachineInstr &MI) const;
  bool selectCompare(MachineInstr &MI) const;
  bool selectSelect(MachineInstr &MI) const;
  bool selectBranch(MachineInstr &MI) const;
  bool selectAccess(MachineInstr &MI) const;
  Address matchAddress(Register Reg, int64_t Min, int64_t Max, int64_t Unit,
                       bool Frame) const;

  const AIE2InstrInfo &TII;
  const AIE2RegisterInfo &TRI;
  const RegisterBankInfo &RBI;
  MachineRegisterInfo *MRI = nullptr;
};

} // namespace

const TargetRegisterClass *
AIE2InstructionSelector::classOf(Register Reg) const {
  if (const TargetRegisterClass *RC = MRI->getRegClassOrNull(Reg))
    return RC;
  const RegisterBank *Bank = MRI->getRegBankOrNull(Reg);
  bool Pointer =
      Bank ? Bank == &AIE2::PTRRegBank : MRI->getType(Reg).isPointer();
  return Pointer ? &AIE2::ePRegClass : &AIE2::eRRegClass;
}

Register AIE2InstructionSelector::copyTo(MachineInstr &Before,
                                         const TargetRegisterClass &RC,
                                         Register Source) const {
  Register Dest = temporary(RC);
  build(Before, COPY).addDef(Dest).addReg(Source);
  if (Source.isVirtual() && !MRI->getRegClassOrNull(Source))
    RegisterBankInfo::constrainGenericRegister(Source, *classOf(Source), *MRI);
  return Dest;
}

// The shortest instruction that loads the value into a register of its class.
void AIE2InstructionSelector::loadConstant(MachineInstr &Before, Register Dest,
                                           int64_t Value) const {
  const TargetRegisterClass *RC = classOf(Dest);
  unsigned Opcode = AIE2::MOVXM_lng_cg;
  if (isInt<11>(Value))
    Opcode = AIE2::eRRegClass.hasSubClassEq(RC) ? AIE2::MOVX_alu_cg
                                                : AIE2::MOVA_lda_cg;
  build(Before, Opcode).addDef(Dest).addImm(Value);
}

bool AIE2InstructionSelector::select(MachineInstr &MI) {
  MRI = &MI.getMF()->getRegInfo();
  unsigned Opcode = MI.getOpcode();
  if (!isPreISelGenericOpcode(Opcode) && !MI.isPreISelOpcode())
    return MI.isCopy() ? selectCopy(MI) : true;

  switch (Opcode) {
  case G_CONSTANT:
    return selectConstant(MI);
  case G_IMPLICIT_DEF:
    MI.setDesc(TII.get(IMPLICIT_DEF));
    return selectCopy(MI);
  case G_PHI:
    MI.setDesc(TII.get(PHI));
    return selectCopy(MI);
  case G_FREEZE:
  case G_PTRTOINT:
  case G_INTTOPTR:
  case G_BITCAST:
  case G_FCANONICALIZE:
  case G_CONSTANT_FOLD_BARRIER:
    MI.setDesc(TII.get(COPY));
    return selectCopy(MI);
  case G_ADD:
    return selectAdd(MI);
  case G_SUB:
    return selectBinary(MI, AIE2::SUB);
  case G_AND:
    return selectBinary(MI, AIE2::AND);
  case G_OR:
    return selectBinary(MI, AIE2::OR);
  case G_XOR:
    return selectBinary(MI, AIE2::XOR);
  case G_MUL:
    return selectBinary(MI, AIE2::MUL_mul_r_rr);
  case G_SHL:
  case AIE2::G_LSHL:
    return selectBinary(MI, AIE2::LSHL);
  case AIE2::G_ASHL:
    return selectBinary(MI, AIE2::ASHL);
  case AIE2::G_ADD64:
    return selectPair(MI, AIE2::ADD64);
  case AIE2::G_SUB64:
    return selectPair(MI, AIE2::SUB64);
  case G_CTLZ:
    return selectUnary(MI, AIE2::CLZ);
  case G_ABS:
    return selectUnary(MI, AIE2::ABS);
  case G_SEXT_INREG: {
    bool Byte = MI.getOperand(2).getImm() == 8;
    return selectUnary(MI, Byte ? AIE2::EXTENDs8 : AIE2::EXTENDs16);
  }
  case G_PTR_ADD:
    return selectPtrAdd(MI);
  case G_GLOBAL_VALUE:
    return selectGlobal(MI);
  case G_FRAME_INDEX: {
    build(MI, AIE2::ADDR_FRAME)
        .addDef(MI.getOperand(0).getReg())
        .addFrameIndex(MI.getOperand(1).getIndex())
        .addImm(0);
    bool Done = constrain(*std::prev(MI.getIterator()));
    MI.eraseFromParent();
    return Done;
  }
  case G_ICMP:
    return selectCompare(MI);
  case G_SELECT:
    return selectSelect(MI);
  case G_BR: {
    MI.setDesc(TII.get(AIE2::J_jump_imm));
    return true;
  }
  case G_BRCOND:
    return selectBranch(MI);
  case G_LOAD:
  case G_SEXTLOAD:
  case G_ZEXTLOAD:
  case G_STORE:
    return selectAccess(MI);
  case G_FENCE:
    MI.eraseFromParent();
    return true;
  case G_TRAP:
  case G_DEBUGTRAP:
  case G_UBSANTRAP:
    // A core that gave up stops where the debugger and the host see it.
    build(MI, AIE2::DONE);
    MI.eraseFromParent();
    return true;
  default:
    return false;
  }
}

// Gives the virtual registers of a copy or PHI their classes.
bool AIE2InstructionSelector::selectCopy(MachineInstr &MI) const {
  for (MachineOperand &MO : MI.operands()) {
    if (!MO.isReg() || !MO.getReg().isVirtual())
      continue;
    Register Reg = MO.getReg();
    if (!RegisterBankInfo::constrainGenericRegister(Reg, *classOf(Reg), *MRI))
      return false;
  }
  return true;
}

bool AIE2InstructionSelector::selectConstant(MachineInstr &MI) const {
  Register Dest = MI.getOperand(0).getReg();
  const APInt &Value = MI.getOperand(1).getCImm()->getValue();
  // Addresses have 20 bits; the short form sign-extends into them.
  loadConstant(MI, Dest, Value.sextOrTrunc(32).getSExtValue());
  bool Done = constrain(*std::prev(MI.getIterator()));
  MI.eraseFromParent();
  return Done;
}

bool AIE2InstructionSelector::selectBinary(MachineInstr &MI,
                                           unsigned Opcode) const {
  MachineInstrBuilder MIB = build(MI, Opcode)
                                .add(MI.getOperand(0))
                                .add(MI.getOperand(1))
                                .add(MI.getOperand(2));
  MI.eraseFromParent();
  return constrain(*MIB);
}

bool AIE2InstructionSelector::selectUnary(MachineInstr &MI,
                                          unsigned Opcode) const {
  MachineInstrBuilder MIB =
      build(MI, Opcode).add(MI.getOperand(0)).add(MI.getOperand(1));
  MI.eraseFromParent();
  return constrain(*MIB);
}

bool AIE2InstructionSelector::selectAdd(MachineInstr &MI) const {
  std::optional<int64_t> Imm = constant(MI.getOperand(2).getReg());
  if (!Imm || !isInt<7>(*Imm))
    return selectBinary(MI, AIE2::ADD);
  MachineInstrBuilder MIB = build(MI, AIE2::ADD_add_r_ri)
                                .add(MI.getOperand(0))
                                .add(MI.getOperand(1))
                                .addImm(*Imm);
  MI.eraseFromParent();
  return constrain(*MIB);
}

bool AIE2InstructionSelector::selectPair(MachineInstr &MI,
                                         unsigned Opcode) const {
  MachineInstrBuilder MIB = build(MI, Opcode);
  for (const MachineOperand &MO : MI.operands())
    MIB.add(MO);
  MI.eraseFromParent();
  return constrain(*MIB);
}

bool AIE2InstructionSelector::selectPtrAdd(MachineInstr &MI) const {
  Register Dest = MI.getOperand(0).getReg();
  Register Base = MI.getOperand(1).getReg();
  Register Distance = MI.getOperand(2).getReg();
  std::optional<int64_t> Imm = constant(Distance);
  MachineInstrBuilder MIB;
  if (Imm && isShiftedInt<10, 2>(*Imm)) {
    MIB = build(MI, AIE2::PADDA_lda_ptr_inc_idx_imm)
              .addDef(Dest)
              .addReg(Base)
              .addImm(*Imm);
  } else {
    Register Modifier;
    if (Imm) {
      Modifier = temporary(AIE2::eMRegClass);
      loadConstant(MI, Modifier, *Imm);
    } else {
      Modifier = copyTo(MI, AIE2::eMRegClass, Distance);
    }
    MIB = build(MI, AIE2::PADDA_lda_ptr_inc_idx)
              .addDef(Dest)
              .addReg(Base)
              .addReg(Modifier);
  }
  MI.eraseFromParent();
  return constrain(*MIB);
}

bool AIE2InstructionSelector::selectGlobal(MachineInstr &MI) const {
  const MachineOperand &Symbol = MI.getOperand(1);
  MachineInstrBuilder MIB =
      build(MI, AIE2::MOVXM_lng_cg)
          .addDef(MI.getOperand(0).getReg())
          .addGlobalAddress(Symbol.getGlobal(), Symbol.getOffset());
  MI.eraseFromParent();
  return constrain(*MIB);
}

bool AIE2InstructionSelector::selectCompare(MachineInstr &MI) const {
  auto Predicate = CmpInst::Predicate(MI.getOperand(1).getPredicate());
  Register Left = MI.getOperand(2).getReg();
  Register Right = MI.getOperand(3).getReg();
  // There are "less" and "greater or equal": the others swap the operands.
  if (Predicate == CmpInst::ICMP_SGT || Predicate == CmpInst::ICMP_SLE ||
      Predicate == CmpInst::ICMP_UGT || Predicate == CmpInst::ICMP_ULE) {
    std::swap(Left, Right);
    Predicate = CmpInst::getSwappedPredicate(Predicate);
  }
  unsigned Opcode = 0;
  bool Zero = constant(Right) == 0;
  bool Unary = false;
  switch (Predicate) {
  case CmpInst::ICMP_EQ:
    Opcode = Zero ? AIE2::EQZ : AIE2::EQ;
    Unary = Zero;
    break;
  case CmpInst::ICMP_NE:
    Opcode = Zero ? AIE2::NEZ : AIE2::NE;
    Unary = Zero;
    break;
  case CmpInst::ICMP_SLT:
    Opcode = AIE2::LT;
    break;
  case CmpInst::ICMP_SGE:
    Opcode = AIE2::GE;
    break;
  case CmpInst::ICMP_ULT:
    Opcode = AIE2::LTU;
    break;
  case CmpInst::ICMP_UGE:
    Opcode = AIE2::GEU;
    break;
  default:
    return false;
  }
  // Addresses are compared as the 20-bit numbers that a p register keeps.
  if (MRI->getType(Left).isPointer()) {
    Left = copyTo(MI, AIE2::eRRegClass, Left);
    if (!Unary)
      Right = copyTo(MI, AIE2::eRRegClass, Right);
  }
  MachineInstrBuilder MIB =
      build(MI, Opcode).addDef(MI.getOperand(0).getReg()).addReg(Left);
  if (!Unary)
    MIB.addReg(Right);
  MI.eraseFromParent();
  return constrain(*MIB);
}

bool AIE2InstructionSelector::selectSelect(MachineInstr &MI) const {
  Register Dest = MI.getOperand(0).getReg();
  Register Condition = MI.getOperand(1).getReg();
  Register True = MI.getOperand(2).getReg();
  Register False = MI.getOperand(3).getReg();
  bool Pointer = MRI->getType(Dest).isPointer();
  Register Result = Dest;
  if (Pointer) {
    True = copyTo(MI, AIE2::eRRegClass, True);
    False = copyTo(MI, AIE2::eRRegClass, False);
    Result = temporary(AIE2::eRRegClass);
  }
  // The condition of a select is always r27.
  if (!MRI->getRegClassOrNull(Condition) &&
      !RegisterBankInfo::constrainGenericRegister(Condition, AIE2::eRRegClass,
                                                  *MRI))
    return false;
  build(MI, COPY).addDef(AIE2::R27).addReg(Condition);
  MachineInstrBuilder MIB =
      build(MI, AIE2::SELNEZ).addDef(Result).addReg(True).addReg(False);
  if (!constrain(*MIB))
    return false;
  if (Pointer) {
    build(MI, COPY).addDef(Dest).addReg(Result);
    if (!RegisterBankInfo::constrainGenericRegister(Dest, AIE2::ePRegClass,
                                                    *MRI))
      return false;
  }
  MI.eraseFromParent();
  return true;
}

bool AIE2InstructionSelector::selectBranch(MachineInstr &MI) const {
  Register Condition = MI.getOperand(0).getReg();
  unsigned Opcode = AIE2::JNZ;
  // A test against zero is what the branch does anyhow.
  Register Tested;
  CmpInst::Predicate Predicate;
  if (mi_match(Condition, *MRI,
               m_GICmp(m_Pred(Predicate), m_Reg(Tested), m_ZeroInt())) &&
      ICmpInst::isEquality(Predicate) && !MRI->getType(Tested).isPointer()) {
    Condition = Tested;
    if (Predicate == CmpInst::ICMP_EQ)
      Opcode = AIE2::JZ;
  }
  MachineInstrBuilder MIB =
      build(MI, Opcode).addReg(Condition).add(MI.getOperand(1));
  MI.eraseFromParent();
  return constrain(*MIB);
}

AIE2InstructionSelector::Address
AIE2InstructionSelector::matchAddress(Register Reg, int64_t Min, int64_t Max,
                                      int64_t Unit, bool Frame) const {
  Address A;
  A.Mode = Address::Immediate;
  A.Base = Reg;
  MachineInstr *Def = MRI->getVRegDef(Reg);
  Register Inner = Reg;
  int64_t Offset = 0;
  bool Constant = true;
  if (auto *Add = dyn_cast_or_null<GPtrAdd>(Def)) {
    if (std::optional<int64_t> Imm = constant(Add->getOffsetReg())) {
      Inner = Add->getBaseReg();
      Offset = *Imm;
    } else {
      Constant = false;
      if (MRI->hasOneNonDBGUse(Reg)) {
        A.Mode = Address::Index;
        A.Base = Add->getBaseReg();
        A.Offsets = Add->getOffsetReg();
      }
    }
  }
  if (!Constant)
    return A;
  MachineInstr *Root = MRI->getVRegDef(Inner);
  if (Frame && Root && Root->getOpcode() == G_FRAME_INDEX && Offset % 4 == 0) {
    A.Mode = Address::Frame;
    A.FrameIndex = Root->getOperand(1).getIndex();
    A.Offset = Offset;
  } else if (Frame && Root && Root->isCopy() &&
             Root->getOperand(1).getReg() == AIE2::SP && Inner != Reg &&
             Offset % 4 == 0 && isInt<14>(Offset)) {
    A.Mode = Address::Stack;
    A.Offset = Offset;
  } else if (Inner != Reg && Offset >= Min && Offset <= Max &&
             Offset % Unit == 0) {
    A.Base = Inner;
    A.Offset = Offset;
  }
  return A;
}

bool AIE2InstructionSelector::selectAccess(MachineInstr &MI) const {
  auto &Access = cast<GLoadStore>(MI);
  const MachineMemOperand &MMO = Access.getMMO();
  unsigned Bytes = MMO.getSize().getValue();
  bool Store = isa<GStore>(MI);
  bool Signed = MI.getOpcode() == G_SEXTLOAD;
  AccessOpcodes Op;
  switch (Bytes) {
  case 1:
    Op = Store ? AccessOpcodes{AIE2::ST_S8_ag_idx_imm, AIE2::ST_S8_ag_idx, -4,
                               3, 1}
         : Signed ? AccessOpcodes{AIE2::LDA_S8_ag_idx_imm, AIE2::LDA_S8_ag_idx,
                                  -4, 3, 1}
                  : AccessOpcodes{AIE2::LDA_U8_ag_idx_imm, AIE2::LDA_U8_ag_idx,
                                  -4, 3, 1};
    break;
  case 2:
    Op = Store ? AccessOpcodes{AIE2::ST_S16_ag_idx_imm, AIE2::ST_S16_ag_idx, -4,
                               3, 1}
         : Signed ? AccessOpcodes{AIE2::LDA_S16_ag_idx_imm,
                                  AIE2::LDA_S16_ag_idx, -4, 3, 1}
                  : AccessOpcodes{AIE2::LDA_U16_ag_idx_imm,
                                  AIE2::LDA_U16_ag_idx, -4, 3, 1};
    break;
  case 4:
    Op = Store ? AccessOpcodes{AIE2::ST_dms_sts_idx_imm, AIE2::ST_dms_sts_idx,
                               -128, 124, 4}
               : AccessOpcodes{AIE2::LDA_dms_lda_idx_imm, AIE2::LDA_dms_lda_idx,
                               -128, 124, 4};
    break;
  default:
    return false;
  }
  Register Value = MI.getOperand(0).getReg();
  Address A = matchAddress(Access.getPointerReg(), Op.Min, Op.Max, Op.Unit,
                           /*Frame=*/Bytes == 4);
  Register Index;
  if (A.Mode == Address::Index)
    Index = copyTo(MI, AIE2::eDJRegClass, A.Offsets);
  unsigned Opcode = A.Mode == Address::Frame
                        ? (Store ? AIE2::STORE_FRAME : AIE2::LOAD_FRAME)
                    : A.Mode == Address::Stack
                        ? (Store ? AIE2::ST_dms_spill : AIE2::LDA_dms_spill)
                    : A.Mode == Address::Index ? Op.Index
                                               : Op.Immediate;
  MachineInstrBuilder MIB = build(MI, Opcode);
  if (Store)
    MIB.addReg(Value);
  else
    MIB.addDef(Value);
  switch (A.Mode) {
  case Address::Frame:
    MIB.addFrameIndex(A.FrameIndex).addImm(A.Offset);
    break;
  case Address::Stack:
    MIB.addImm(A.Offset);
    break;
  case Address::Immediate:
    MIB.addReg(A.Base).addImm(A.Offset);
    break;
  case Address::Index:
    MIB.addReg(A.Base).addReg(Index);
    break;
  }
  MIB.cloneMemRefs(MI);
  // The value's own file, where the instruction takes several.
  if (!MRI->getRegClassOrNull(Value) &&
      !RegisterBankInfo::constrainGenericRegister(Value, *classOf(Value), *MRI))
    return false;
  MI.eraseFromParent();
  return constrain(*MIB);
}

InstructionSelector *
llvm::createAIE2InstructionSelector(const AIE2Subtarget &ST,
                                    const RegisterBankInfo &RBI) {
  return new AIE2InstructionSelector(ST, RBI);
}
