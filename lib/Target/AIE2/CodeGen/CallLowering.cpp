//===- CallLowering.cpp - the calling convention of AIE2 ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Pointers travel in p0..p5, everything else of up to 32 bits in r0..r7, two
// words for a 64-bit value. A result takes its registers before the arguments
// do. What finds no register lies below the stack pointer, the first word at
// sp - 4. Calls of functions that stand for instructions become instructions.
//
//===----------------------------------------------------------------------===//

#include "Subtarget.h"

#include "llvm/ADT/StringSwitch.h"
#include "llvm/CodeGen/CallingConvLower.h"
#include "llvm/CodeGen/FunctionLoweringInfo.h"
#include "llvm/CodeGen/GlobalISel/MachineIRBuilder.h"
#include "llvm/CodeGen/GlobalISel/Utils.h"
#include "llvm/CodeGen/MachineFrameInfo.h"
#include "llvm/CodeGen/MachineRegisterInfo.h"
#include "llvm/IR/DerivedTypes.h"

using namespace llvm;

static const MCPhysReg WordRegisters[] = {AIE2::R0, AIE2::R1, AIE2::R2,
                                          AIE2::R3, AIE2::R4, AIE2::R5,
                                          AIE2::R6, AIE2::R7};
static const MCPhysReg PointerRegisters[] = {AIE2::P0, AIE2::P1, AIE2::P2,
                                             AIE2::P3, AIE2::P4, AIE2::P5};

// A value of several words goes to registers or to the stack, never to both.
static void keepTogether(CCState &State, unsigned Words) {
  unsigned Used = State.getFirstUnallocated(WordRegisters);
  if (std::size(WordRegisters) - Used >= Words)
    return;
  while (State.AllocateReg(WordRegisters)) {
  }
}

static bool assignValue(unsigned ValNo, MVT ValVT, MVT LocVT,
                        CCValAssign::LocInfo Info, ISD::ArgFlagsTy Flags,
                        Type *, CCState &State) {
  if (LocVT.isVector() || LocVT.getFixedSizeInBits() > 32)
    return true;
  ArrayRef<MCPhysReg> Registers = WordRegisters;
  if (Flags.isPointer())
    Registers = PointerRegisters;
  if (Flags.isSplit())
    keepTogether(State, 2);
  if (!Flags.isVarArg())
    if (MCRegister Reg = State.AllocateReg(Registers)) {
      State.addLoc(CCValAssign::getReg(ValNo, ValVT, Reg, LocVT, Info));
      return false;
    }
  int64_t Offset = State.AllocateStack(4, Align(4));
  State.addLoc(CCValAssign::getMem(ValNo, ValVT, Offset, LocVT, Info));
  return false;
}

static bool reserveWords(CCState &State, Type *Ty, const DataLayout &DL) {
  if (auto *Struct = dyn_cast<StructType>(Ty))
    return llvm::all_of(Struct->elements(), [&](Type *Element) {
      return reserveWords(State, Element, DL);
    });
  if (auto *Array = dyn_cast<ArrayType>(Ty)) {
    for (uint64_t I = 0; I != Array->getNumElements(); ++I)
      if (!reserveWords(State, Array->getElementType(), DL))
        return false;
    return true;
  }
  if (Ty->isVectorTy())
    return false;
  unsigned Words = divideCeil(DL.getTypeSizeInBits(Ty).getFixedValue(), 32);
  if (Words > 1)
    keepTogether(State, 2);
  for (unsigned I = 0; I != Words; ++I)
    if (!State.AllocateReg(WordRegisters))
      return false;
  return true;
}

// Takes the registers of a result of type Ty; false if it does not fit. Only a
// result that is a pointer goes to a p register, not one inside a struct.
static bool reserveResult(CCState &State, Type *Ty, const DataLayout &DL) {
  if (Ty->isVoidTy())
    return true;
  if (Ty->isPointerTy())
    return State.AllocateReg(PointerRegisters).isValid();
  return reserveWords(State, Ty, DL);
}

namespace {

class IncomingHandler : public CallLowering::IncomingValueHandler {
public:
  IncomingHandler(MachineIRBuilder &B, MachineRegisterInfo &MRI)
      : IncomingValueHandler(B, MRI) {}

  Register getStackAddress(uint64_t Size, int64_t Offset,
                           MachinePointerInfo &MPO, ISD::ArgFlagsTy) override {
    MachineFunction &MF = MIRBuilder.getMF();
    int FI = MF.getFrameInfo().CreateFixedObject(
        Size, -(Offset + int64_t(Size)), /*IsImmutable=*/true);
    MPO = MachinePointerInfo::getFixedStack(MF, FI);
    return MIRBuilder.buildFrameIndex(LLT::pointer(0, 32), FI).getReg(0);
  }

  void assignValueToAddress(Register Value, Register Address, LLT MemTy,
                            const MachinePointerInfo &MPO,
                            const CCValAssign &) override {
    MachineFunction &MF = MIRBuilder.getMF();
    MachineMemOperand *MMO = MF.getMachineMemOperand(
        MPO, MachineMemOperand::MOLoad, MemTy, Align(4));
    MIRBuilder.buildLoad(Value, Address, *MMO);
  }
};

class FormalArguments final : public IncomingHandler {
public:
  using IncomingHandler::IncomingHandler;

  void assignValueToReg(Register Value, Register Reg,
                        const CCValAssign &VA) override {
    MIRBuilder.getMRI()->addLiveIn(Reg.asMCReg());
    MIRBuilder.getMBB().addLiveIn(Reg.asMCReg());
    IncomingHandler::assignValueToReg(Value, Reg, VA);
  }
};

class CallResults final : public IncomingHandler {
public:
  CallResults(MachineIRBuilder &B, MachineRegisterInfo &MRI,
              MachineInstrBuilder &Call)
      : IncomingHandler(B, MRI), Call(Call) {}

  void assignValueToReg(Register Value, Register Reg,
                        const CCValAssign &VA) override {
    Call.addDef(Reg, RegState::Implicit);
    IncomingHandler::assignValueToReg(Value, Reg, VA);
  }

private:
  MachineInstrBuilder &Call;
};

class OutgoingHandler final : public CallLowering::OutgoingValueHandler {
public:
  OutgoingHandler(MachineIRBuilder &B, MachineRegisterInfo &MRI,
                  MachineInstrBuilder &User)
      : OutgoingValueHandler(B, MRI), User(User) {}

  Register getStackAddress(uint64_t Size, int64_t Offset,
                           MachinePointerInfo &MPO, ISD::ArgFlagsTy) override {
    LLT P0 = LLT::pointer(0, 32);
    int64_t FromSp = -(Offset + int64_t(Size));
    MPO = MachinePointerInfo::getStack(MIRBuilder.getMF(), FromSp);
    auto Sp = MIRBuilder.buildCopy(P0, Register(AIE2::SP));
    auto Distance = MIRBuilder.buildConstant(LLT::scalar(32), FromSp);
    return MIRBuilder.buildPtrAdd(P0, Sp, Distance).getReg(0);
  }

  void assignValueToReg(Register Value, Register Reg,
                        const CCValAssign &VA) override {
    MIRBuilder.buildCopy(Reg, extendRegister(Value, VA));
    User.addUse(Reg, RegState::Implicit);
  }

  void assignValueToAddress(Register Value, Register Address, LLT MemTy,
                            const MachinePointerInfo &MPO,
                            const CCValAssign &VA) override {
    MachineMemOperand *MMO = MIRBuilder.getMF().getMachineMemOperand(
        MPO, MachineMemOperand::MOStore, MemTy, Align(4));
    MIRBuilder.buildStore(extendRegister(Value, VA), Address, *MMO);
  }

private:
  MachineInstrBuilder &User;
};

class AIE2CallLowering final : public CallLowering {
public:
  explicit AIE2CallLowering(const AIE2Subtarget &ST)
      : CallLowering(ST.getTargetLowering()), ST(ST) {}

  bool canLowerReturn(MachineFunction &MF, CallingConv::ID CC,
                      SmallVectorImpl<BaseArgInfo> &Outs,
                      bool IsVarArg) const override;
  bool lowerReturn(MachineIRBuilder &B, const Value *Val,
                   ArrayRef<Register> VRegs,
                   FunctionLoweringInfo &FLI) const override;
  bool lowerFormalArguments(MachineIRBuilder &B, const Function &F,
                            ArrayRef<ArrayRef<Register>> VRegs,
                            FunctionLoweringInfo &FLI) const override;
  bool lowerCall(MachineIRBuilder &B, CallLoweringInfo &Info) const override;

private:
  bool assign(ValueHandler &Handler, ValueAssigner &Assigner,
              SmallVectorImpl<ArgInfo> &Args, MachineIRBuilder &B,
              CallingConv::ID CC, bool IsVarArg, Type *ResultTy,
              uint64_t *StackSize = nullptr) const;
  std::optional<bool> lowerInstruction(MachineIRBuilder &B,
                                       CallLoweringInfo &Info) const;
  void constrain(MachineIRBuilder &B, MachineInstr &MI) const;

  const AIE2Subtarget &ST;
};

} // namespace

bool AIE2CallLowering::canLowerReturn(MachineFunction &, CallingConv::ID,
                                      SmallVectorImpl<BaseArgInfo> &Outs,
                                      bool) const {
  // Outs has lost which of the words are pointers; a result of more words than
  // there are registers of the smaller kind goes through memory.
  if (Outs.size() > std::size(PointerRegisters))
    return false;
  return llvm::none_of(
      Outs, [](const BaseArgInfo &Out) { return Out.Ty->isVectorTy(); });
}

bool AIE2CallLowering::assign(ValueHandler &Handler, ValueAssigner &Assigner,
                              SmallVectorImpl<ArgInfo> &Args,
                              MachineIRBuilder &B, CallingConv::ID CC,
                              bool IsVarArg, Type *ResultTy,
                              uint64_t *StackSize) const {
  MachineFunction &MF = B.getMF();
  SmallVector<CCValAssign, 16> Locations;
  CCState State(CC, IsVarArg, MF, Locations, MF.getFunction().getContext());
  if (ResultTy && !reserveResult(State, ResultTy, MF.getDataLayout()))
    return false;
  if (!determineAssignments(Assigner, Args, State))
    return false;
  if (StackSize)
    *StackSize = State.getStackSize();
  return handleAssignments(Handler, Args, State, Locations, B);
}

bool AIE2CallLowering::lowerReturn(MachineIRBuilder &B, const Value *Val,
                                   ArrayRef<Register> VRegs,
                                   FunctionLoweringInfo &FLI) const {
  MachineInstrBuilder Ret = B.buildInstrNoInsert(AIE2::RET);
  MachineFunction &MF = B.getMF();
  const Function &F = MF.getFunction();
  if (!FLI.CanLowerReturn) {
    insertSRetStores(B, Val->getType(), VRegs, FLI.DemoteRegister);
  } else if (!VRegs.empty()) {
    ArgInfo Result(VRegs, *Val, 0);
    setArgFlags(Result, AttributeList::ReturnIndex, MF.getDataLayout(), F);
    SmallVector<ArgInfo, 4> Parts;
    splitToValueTypes(Result, Parts, MF.getDataLayout(), F.getCallingConv());
    OutgoingHandler Handler(B, MF.getRegInfo(), Ret);
    OutgoingValueAssigner Assigner(assignValue);
    if (!assign(Handler, Assigner, Parts, B, F.getCallingConv(), false,
                nullptr))
      return false;
  }
  B.insertInstr(Ret);
  return true;
}

bool AIE2CallLowering::lowerFormalArguments(MachineIRBuilder &B,
                                            const Function &F,
                                            ArrayRef<ArrayRef<Register>> VRegs,
                                            FunctionLoweringInfo &FLI) const {
  MachineFunction &MF = B.getMF();
  const DataLayout &DL = MF.getDataLayout();
  SmallVector<ArgInfo, 8> Args;
  if (!FLI.CanLowerReturn)
    insertSRetIncomingArgument(F, Args, FLI.DemoteRegister, MF.getRegInfo(),
                               DL);
  for (const Argument &A : F.args()) {
    if (DL.getTypeStoreSize(A.getType()).isZero())
      continue;
    ArgInfo Arg(VRegs[A.getArgNo()], A, A.getArgNo());
    setArgFlags(Arg, A.getArgNo() + AttributeList::FirstArgIndex, DL, F);
    splitToValueTypes(Arg, Args, DL, F.getCallingConv());
  }
  MachineBasicBlock &MBB = B.getMBB();
  if (!MBB.empty())
    B.setInstr(*MBB.begin());
  FormalArguments Handler(B, MF.getRegInfo());
  IncomingValueAssigner Assigner(assignValue);
  if (!assign(Handler, Assigner, Args, B, F.getCallingConv(), F.isVarArg(),
              FLI.CanLowerReturn ? F.getReturnType() : nullptr))
    return false;
  B.setMBB(MBB);
  return true;
}

void AIE2CallLowering::constrain(MachineIRBuilder &B, MachineInstr &MI) const {
  for (unsigned I = 0, E = MI.getNumExplicitOperands(); I != E; ++I) {
    MachineOperand &MO = MI.getOperand(I);
    if (MO.isReg() && MO.getReg().isVirtual())
      constrainOperandRegClass(B.getMF(), *ST.getRegisterInfo(), *B.getMRI(),
                               *ST.getInstrInfo(), *ST.getRegBankInfo(), MI,
                               MI.getDesc(), MO, I);
  }
}

// Calls that are instructions. No value: it is an ordinary call; false: the
// arguments do not fit the instruction.
std::optional<bool>
AIE2CallLowering::lowerInstruction(MachineIRBuilder &B,
                                   CallLoweringInfo &Info) const {
  if (!Info.Callee.isGlobal())
    return std::nullopt;
  const GlobalValue *Callee = Info.Callee.getGlobal();
  if (!Callee->isDeclaration())
    return std::nullopt;
  enum Kind { None, Acquire, Release, Event, Done, GetSS, PutMS };
  Kind What = StringSwitch<Kind>(Callee->getName())
                  .Case("__aie2_acquire", Acquire)
                  .Case("__aie2_release", Release)
                  .Case("__aie2_event", Event)
                  .Case("__aie2_done", Done)
                  .Case("__aie2_get_ss", GetSS)
                  .Case("__aie2_put_ms", PutMS)
                  .Default(None);
  if (What == None)
    return std::nullopt;
  static const unsigned ArgumentCount[] = {0, 2, 2, 1, 0, 0, 2};
  if (Info.OrigArgs.size() != ArgumentCount[What])
    return false;
  const LLT S32 = LLT::scalar(32);
  MachineRegisterInfo &MRI = *B.getMRI();
  SmallVector<Register, 2> Args;
  for (const ArgInfo &A : Info.OrigArgs) {
    if (A.Regs.size() != 1 || MRI.getType(A.Regs[0]) != S32)
      return false;
    Args.push_back(A.Regs[0]);
  }
  auto Constant = [&](unsigned I) {
    return getIConstantVRegSExtVal(Args[I], MRI);
  };
  // The stream moves also know registers of 20 bits.
  auto keepWhole = [&](Register R) {
    if (!MRI.getRegClassOrNull(R))
      MRI.setRegClass(R, &AIE2::eRRegClass);
  };
  MachineInstr *MI = nullptr;
  switch (What) {
  case None:
    break;
  case Acquire:
  case Release: {
    bool Take = What == Acquire;
    std::optional<int64_t> Lock = Constant(0);
    if (Lock && (*Lock < 0 || *Lock > 63))
      return false;
    if (Lock)
      MI = B.buildInstr(Take ? AIE2::ACQ_mLockId_imm : AIE2::REL_mLockId_imm)
               .addImm(*Lock)
               .addUse(Args[1]);
    else
      MI = B.buildInstr(Take ? AIE2::ACQ_mLockId_reg : AIE2::REL_mLockId_reg)
               .addUse(Args[0])
               .addUse(Args[1]);
    break;
  }
  case Event: {
    std::optional<int64_t> Number = Constant(0);
    if (!Number || *Number < 0 || *Number > 3)
      return false;
    MI = B.buildInstr(AIE2::EVENT).addImm(*Number);
    break;
  }
  case Done:
    MI = B.buildInstr(AIE2::DONE);
    break;
  case GetSS: {
    ArrayRef<Register> Results = Info.OrigRet.Regs;
    if (Results.empty() || Results.size() > 2)
      return false;
    for (Register R : Results)
      if (MRI.getType(R) != S32)
        return false;
    keepWhole(Results[0]);
    MI = B.buildInstr(AIE2::MOV_mv_ss2scl).addDef(Results[0]);
    if (Results.size() == 2) {
      auto Status = B.buildCopy(S32, Register(AIE2::SRSS0));
      auto Shifted = B.buildLShr(S32, Status, B.buildConstant(S32, 1));
      B.buildAnd(Results[1], Shifted, B.buildConstant(S32, 1));
    }
    break;
  }
  case PutMS: {
    std::optional<int64_t> Last = Constant(1);
    if (!Last)
      B.buildCopy(Register(AIE2::R28), Args[1]);
    keepWhole(Args[0]);
    MI = B.buildInstr(!Last   ? AIE2::MOV_mv_scl2ms_doTlast_reg
                      : *Last ? AIE2::MOV_TLAST_mv_scl2ms
                              : AIE2::MOV_mv_scl2ms)
             .addUse(Args[0]);
    break;
  }
  }
  constrain(B, *MI);
  return true;
}

bool AIE2CallLowering::lowerCall(MachineIRBuilder &B,
                                 CallLoweringInfo &Info) const {
  if (Info.IsMustTailCall)
    return false;
  if (std::optional<bool> Done = lowerInstruction(B, Info))
    return *Done;
  MachineFunction &MF = B.getMF();
  MachineRegisterInfo &MRI = MF.getRegInfo();
  const DataLayout &DL = MF.getDataLayout();
  bool HasResult = Info.CanLowerReturn && !Info.OrigRet.Ty->isVoidTy() &&
                   !DL.getTypeStoreSize(Info.OrigRet.Ty).isZero();

  SmallVector<ArgInfo, 8> Args, Results;
  for (ArgInfo &A : Info.OrigArgs)
    if (!DL.getTypeStoreSize(A.Ty).isZero())
      splitToValueTypes(A, Args, DL, Info.CallConv);
  if (HasResult)
    splitToValueTypes(Info.OrigRet, Results, DL, Info.CallConv);

  MachineInstrBuilder Start = B.buildInstr(AIE2::ADJCALLSTACKDOWN);
  bool Indirect = Info.Callee.isReg();
  MachineInstrBuilder Call =
      B.buildInstrNoInsert(Indirect ? AIE2::JL_IND : AIE2::JL);
  Call.add(Info.Callee);
  Call.addRegMask(
      ST.getRegisterInfo()->getCallPreservedMask(MF, Info.CallConv));

  OutgoingHandler Handler(B, MRI, Call);
  OutgoingValueAssigner Assigner(assignValue);
  uint64_t StackSize = 0;
  if (!assign(Handler, Assigner, Args, B, Info.CallConv, Info.IsVarArg,
              HasResult ? Info.OrigRet.Ty : nullptr, &StackSize))
    return false;
  B.insertInstr(Call);
  if (Indirect)
    constrainOperandRegClass(MF, *ST.getRegisterInfo(), MRI, *ST.getInstrInfo(),
                             *ST.getRegBankInfo(), *Call, Call->getDesc(),
                             Call->getOperand(0), 0);
  if (HasResult) {
    CallResults ResultHandler(B, MRI, Call);
    IncomingValueAssigner ResultAssigner(assignValue);
    if (!assign(ResultHandler, ResultAssigner, Results, B, Info.CallConv, false,
                nullptr))
      return false;
  }
  Start.addImm(StackSize).addImm(0);
  B.buildInstr(AIE2::ADJCALLSTACKUP).addImm(StackSize).addImm(0);
  if (!Info.CanLowerReturn)
    insertSRetLoads(B, Info.OrigRet.Ty, Info.OrigRet.Regs, Info.DemoteRegister,
                    Info.DemoteStackIndex);
  return true;
}

std::unique_ptr<CallLowering>
llvm::createAIE2CallLowering(const AIE2Subtarget &ST) {
  return std::make_unique<AIE2CallLowering>(ST);
}
