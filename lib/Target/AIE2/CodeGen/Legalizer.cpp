//===- Legalizer.cpp - which operations AIE2 has --------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The scalar unit computes with 32-bit integers and 20-bit addresses. Narrower
// values are widened, wider ones split, the rest is routines of the support
// library. An operation without a rule ends as an error, not as wrong code.
//
//===----------------------------------------------------------------------===//

#include "Subtarget.h"

#include "llvm/CodeGen/GlobalISel/CallLowering.h"
#include "llvm/CodeGen/GlobalISel/GenericMachineInstrs.h"
#include "llvm/CodeGen/GlobalISel/LegalizerHelper.h"
#include "llvm/CodeGen/GlobalISel/MachineIRBuilder.h"
#include "llvm/CodeGen/GlobalISel/Utils.h"
#include "llvm/CodeGen/MachineRegisterInfo.h"

using namespace llvm;
using namespace TargetOpcode;

namespace {

class AIE2LegalizerInfo final : public LegalizerInfo {
public:
  AIE2LegalizerInfo();

  bool legalizeCustom(LegalizerHelper &Helper, MachineInstr &MI,
                      LostDebugLocObserver &) const override;

private:
  void arithmeticRules();
  void memoryRules();
  void floatRules();
  void controlRules();
};

const LLT S8 = LLT::scalar(8);
const LLT S16 = LLT::scalar(16);
const LLT S32 = LLT::scalar(32);
const LLT S64 = LLT::scalar(64);
const LLT P0 = LLT::pointer(0, 32);

} // namespace

AIE2LegalizerInfo::AIE2LegalizerInfo() {
  arithmeticRules();
  memoryRules();
  floatRules();
  controlRules();
  // Rules are tried in order: this one meets what none above has taken.
  for (unsigned Op = PRE_ISEL_GENERIC_OPCODE_START;
       Op <= PRE_ISEL_GENERIC_OPCODE_END; ++Op)
    getActionDefinitionsBuilder(Op).unsupported();
  getLegacyLegalizerInfo().computeTables();
}

void AIE2LegalizerInfo::arithmeticRules() {
  getActionDefinitionsBuilder({G_IMPLICIT_DEF, G_FREEZE, G_PHI})
      .legalFor({S32, P0})
      .widenScalarToNextPow2(0, 32)
      .clampScalar(0, S32, S32);
  getActionDefinitionsBuilder({G_CONSTANT, G_CONSTANT_FOLD_BARRIER})
      .legalFor({S32, P0})
      .widenScalarToNextPow2(0, 32)
      .clampScalar(0, S32, S32);
  getActionDefinitionsBuilder({G_ADD, G_SUB})
      .legalFor({S32})
      .customFor({S64})
      .widenScalarToNextPow2(0, 32)
      .clampScalar(0, S32, S32);
  getActionDefinitionsBuilder({G_AND, G_OR, G_XOR})
      .legalFor({S32})
      .widenScalarToNextPow2(0, 32)
      .clampScalar(0, S32, S32);
  // In line: the optimizer turns the support library's own routine into a
  // wide multiplication.
  getActionDefinitionsBuilder(G_MUL)
      .legalFor({S32})
      .customFor({S64})
      .widenScalarToNextPow2(0, 32)
      .clampScalar(0, S32, S32);
  getActionDefinitionsBuilder(G_UMULH).customFor({S32}).clampScalar(0, S32,
                                                                    S32);
  getActionDefinitionsBuilder(G_SMULH)
      .customFor({S32})
      .minScalar(0, S32)
      .lower();
  getActionDefinitionsBuilder({G_SDIV, G_UDIV, G_SREM, G_UREM})
      .libcallFor({S32, S64})
      .widenScalarToNextPow2(0, 32)
      .minScalar(0, S32);
  getActionDefinitionsBuilder({G_SDIVREM, G_UDIVREM}).lower();
  getActionDefinitionsBuilder(G_SHL)
      .legalFor({{S32, S32}})
      .widenScalarToNextPow2(0, 32)
      .clampScalar(1, S32, S32)
      .clampScalar(0, S32, S32);
  // The core shifts right by shifting left by a negative amount.
  getActionDefinitionsBuilder({G_LSHR, G_ASHR})
      .customFor({{S32, S32}})
      .widenScalarToNextPow2(0, 32)
      .clampScalar(1, S32, S32)
      .clampScalar(0, S32, S32);
  getActionDefinitionsBuilder({G_ZEXT, G_SEXT, G_ANYEXT})
      .legalIf([](const LegalityQuery &) { return false; })
      .maxScalar(0, S32);
  getActionDefinitionsBuilder(G_TRUNC)
      .legalIf([](const LegalityQuery &) { return false; })
      .maxScalar(1, S32);
  getActionDefinitionsBuilder(G_SEXT_INREG)
      .customFor({S32})
      .clampScalar(0, S32, S32)
      .lower();
  getActionDefinitionsBuilder(G_ICMP)
      .legalFor({{S32, S32}, {S32, P0}})
      .minScalar(0, S32)
      .widenScalarToNextPow2(1, 32)
      .clampScalar(1, S32, S32)
      .clampScalar(0, S32, S32);
  getActionDefinitionsBuilder({G_SCMP, G_UCMP}).lower();
  getActionDefinitionsBuilder(G_SELECT)
      .legalFor({{S32, S32}, {P0, S32}})
      .widenScalarToNextPow2(0, 32)
      .clampScalar(0, S32, S32)
      .clampScalar(1, S32, S32);
  getActionDefinitionsBuilder(G_CTLZ)
      .legalFor({{S32, S32}})
      .widenScalarToNextPow2(1, 32)
      .clampScalar(1, S32, S32)
      .clampScalar(0, S32, S32);
  getActionDefinitionsBuilder({G_CTLZ_ZERO_UNDEF, G_CTTZ_ZERO_UNDEF}).lower();
  getActionDefinitionsBuilder({G_CTTZ, G_CTPOP})
      .lowerFor({{S32, S32}})
      .widenScalarToNextPow2(1, 32)
      .clampScalar(1, S32, S32)
      .clampScalar(0, S32, S32)
      .lower();
  getActionDefinitionsBuilder(G_ABS)
      .legalFor({S32})
      .lowerFor({S64})
      .minScalar(0, S32)
      .lower();
  getActionDefinitionsBuilder({G_BSWAP, G_BITREVERSE})
      .lowerFor({S32})
      .widenScalarToNextPow2(0, 32)
      .clampScalar(0, S32, S32);
  getActionDefinitionsBuilder(
      {G_SMIN,    G_SMAX,    G_UMIN,    G_UMAX,    G_ROTL,    G_ROTR,
       G_FSHL,    G_FSHR,    G_SADDO,   G_SSUBO,   G_UADDO,   G_USUBO,
       G_UADDE,   G_USUBE,   G_SADDE,   G_SSUBE,   G_SMULO,   G_UMULO,
       G_SADDSAT, G_SSUBSAT, G_UADDSAT, G_USUBSAT, G_SSHLSAT, G_USHLSAT,
       G_EXTRACT, G_INSERT,  G_BITCAST, G_ABDS,    G_ABDU,    G_UBFX,
       G_SBFX})
      .lower();
  getActionDefinitionsBuilder(G_MERGE_VALUES)
      .legalFor({{S64, S32}})
      .widenScalarToNextPow2(1, 32)
      .lower();
  getActionDefinitionsBuilder(G_UNMERGE_VALUES).legalFor({{S32, S64}}).lower();
}

void AIE2LegalizerInfo::memoryRules() {
  getActionDefinitionsBuilder({G_GLOBAL_VALUE, G_FRAME_INDEX}).legalFor({P0});
  getActionDefinitionsBuilder(G_PTR_ADD)
      .legalFor({{P0, S32}})
      .clampScalar(1, S32, S32);
  getActionDefinitionsBuilder(G_PTRTOINT)
      .legalFor({{S32, P0}})
      .clampScalar(0, S32, S32);
  getActionDefinitionsBuilder(G_INTTOPTR)
      .legalFor({{P0, S32}})
      .clampScalar(1, S32, S32);
  getActionDefinitionsBuilder(G_PTRMASK)
      .customFor({{P0, S32}})
      .clampScalar(1, S32, S32);
  getActionDefinitionsBuilder({G_LOAD, G_STORE})
      .legalForTypesWithMemDesc({{S32, P0, S8, 8},
                                 {S32, P0, S16, 16},
                                 {S32, P0, S32, 32},
                                 {P0, P0, P0, 32}})
      .lowerIfMemSizeNotByteSizePow2()
      .widenScalarToNextPow2(0, 32)
      .clampScalar(0, S32, S32)
      .lower();
  getActionDefinitionsBuilder({G_SEXTLOAD, G_ZEXTLOAD})
      .legalForTypesWithMemDesc({{S32, P0, S8, 8}, {S32, P0, S16, 16}})
      .clampScalar(0, S32, S32)
      .lower();
  getActionDefinitionsBuilder({G_MEMCPY, G_MEMMOVE, G_MEMSET}).custom();
  getActionDefinitionsBuilder({G_MEMCPY_INLINE, G_BZERO}).lower();
  getActionDefinitionsBuilder(G_DYN_STACKALLOC).customFor({{P0, S32}});
  getActionDefinitionsBuilder({G_STACKSAVE, G_STACKRESTORE}).lower();
}

void AIE2LegalizerInfo::floatRules() {
  getActionDefinitionsBuilder(G_FCONSTANT).custom();
  getActionDefinitionsBuilder({G_FADD,
                               G_FSUB,
                               G_FMUL,
                               G_FDIV,
                               G_FREM,
                               G_FSQRT,
                               G_FMA,
                               G_FFLOOR,
                               G_FCEIL,
                               G_INTRINSIC_TRUNC,
                               G_INTRINSIC_ROUND,
                               G_FRINT,
                               G_FNEARBYINT,
                               G_FMINNUM,
                               G_FMAXNUM,
                               G_FEXP,
                               G_FEXP2,
                               G_FLOG,
                               G_FLOG2,
                               G_FLOG10,
                               G_FPOW,
                               G_FSIN,
                               G_FCOS,
                               G_FTAN,
                               G_FTANH})
      .libcallFor({S32, S64});
  getActionDefinitionsBuilder(G_FMAD).lower();
  getActionDefinitionsBuilder({G_FNEG, G_FABS, G_FCOPYSIGN}).lower();
  getActionDefinitionsBuilder(G_FCMP).minScalar(0, S32).libcallFor(
      {{S32, S32}, {S32, S64}});
  getActionDefinitionsBuilder({G_FPTOSI, G_FPTOUI})
      .libcallForCartesianProduct({S32, S64}, {S32, S64})
      .minScalar(0, S32);
  getActionDefinitionsBuilder({G_FPTOSI_SAT, G_FPTOUI_SAT}).lower();
  getActionDefinitionsBuilder({G_SITOFP, G_UITOFP})
      .libcallForCartesianProduct({S32, S64}, {S32, S64})
      .minScalar(1, S32);
  getActionDefinitionsBuilder(G_FPEXT).libcallFor({{S64, S32}});
  getActionDefinitionsBuilder(G_FPTRUNC).libcallFor({{S32, S64}});
  getActionDefinitionsBuilder(G_IS_FPCLASS).lower();
  getActionDefinitionsBuilder(G_FCANONICALIZE).alwaysLegal();
}

void AIE2LegalizerInfo::controlRules() {
  getActionDefinitionsBuilder(G_BRCOND).legalFor({S32}).minScalar(0, S32);
  getActionDefinitionsBuilder({G_BR, G_TRAP, G_DEBUGTRAP, G_UBSANTRAP})
      .alwaysLegal();
  // One core runs one thread: nothing to order.
  getActionDefinitionsBuilder(G_FENCE).alwaysLegal();
}

// Splits 64-bit operands, applies the two-word operation and joins the result.
static void splitSum(MachineIRBuilder &B, MachineInstr &MI, unsigned Opcode) {
  auto First = B.buildUnmerge(S32, MI.getOperand(1).getReg());
  auto Second = B.buildUnmerge(S32, MI.getOperand(2).getReg());
  auto Sum = B.buildInstr(
      Opcode, {S32, S32},
      {First.getReg(0), First.getReg(1), Second.getReg(0), Second.getReg(1)});
  B.buildMergeLikeInstr(MI.getOperand(0).getReg(),
                        {Sum.getReg(0), Sum.getReg(1)});
}

// The upper word of an unsigned product, from products of half-words.
static Register buildUpperProduct(MachineIRBuilder &B, Register X, Register Y) {
  auto Low = [&](auto V) {
    return B.buildAnd(S32, V, B.buildConstant(S32, 0xffff));
  };
  auto High = [&](auto V) {
    return B.buildLShr(S32, V, B.buildConstant(S32, 16));
  };
  auto XL = Low(X), XH = High(X), YL = Low(Y), YH = High(Y);
  auto Bottom = B.buildMul(S32, XL, YL);
  auto Middle = B.buildAdd(S32, B.buildMul(S32, XH, YL), High(Bottom));
  auto Cross = B.buildAdd(S32, B.buildMul(S32, XL, YH), Low(Middle));
  auto Top = B.buildAdd(S32, B.buildMul(S32, XH, YH), High(Middle));
  return B.buildAdd(S32, Top, High(Cross)).getReg(0);
}

static void splitProduct(MachineIRBuilder &B, MachineInstr &MI) {
  auto X = B.buildUnmerge(S32, MI.getOperand(1).getReg());
  auto Y = B.buildUnmerge(S32, MI.getOperand(2).getReg());
  auto Low = B.buildMul(S32, X.getReg(0), Y.getReg(0));
  auto Cross = B.buildAdd(S32, B.buildMul(S32, X.getReg(0), Y.getReg(1)),
                          B.buildMul(S32, X.getReg(1), Y.getReg(0)));
  auto High =
      B.buildAdd(S32, Cross, buildUpperProduct(B, X.getReg(0), Y.getReg(0)));
  B.buildMergeLikeInstr(MI.getOperand(0).getReg(),
                        {Low.getReg(0), High.getReg(0)});
}

// The signed product is the unsigned one less, for each negative factor, the
// other one in the upper word.
static void buildSignedUpperProduct(MachineIRBuilder &B, MachineInstr &MI) {
  Register X = MI.getOperand(1).getReg(), Y = MI.getOperand(2).getReg();
  auto IfNegative = [&](Register Factor, Register Other) {
    auto Sign = B.buildAShr(S32, Factor, B.buildConstant(S32, 31));
    return B.buildAnd(S32, Sign, Other);
  };
  auto First = B.buildSub(S32, buildUpperProduct(B, X, Y), IfNegative(X, Y));
  B.buildSub(MI.getOperand(0), First, IfNegative(Y, X));
}

// A short copy of known length in line, else a call. The routines return their
// first argument, and by the calling convention a result takes its register
// before the arguments do.
static bool legalizeMemory(LegalizerHelper &Helper, MachineInstr &MI) {
  static constexpr unsigned MaxInline = 32;
  MachineIRBuilder &B = Helper.MIRBuilder;
  MachineRegisterInfo &MRI = *B.getMRI();
  if (getIConstantVRegVal(MI.getOperand(2).getReg(), MRI) &&
      Helper.lowerMemCpyFamily(MI, MaxInline) == LegalizerHelper::Legalized)
    return true;
  LLVMContext &Context = B.getMF().getFunction().getContext();
  Type *Pointer = PointerType::get(Context, 0);
  Type *Word = Type::getInt32Ty(Context);
  const char *Name = MI.getOpcode() == G_MEMCPY    ? "memcpy"
                     : MI.getOpcode() == G_MEMMOVE ? "memmove"
                                                   : "memset";
  CallLowering::CallLoweringInfo Info;
  Info.CallConv = CallingConv::C;
  Info.Callee = MachineOperand::CreateES(Name);
  auto Argument = [&](Register Reg, bool IsPointer) {
    if (!IsPointer)
      Reg = B.buildZExtOrTrunc(S32, Reg).getReg(0);
    ISD::ArgFlagsTy Flags;
    if (IsPointer)
      Flags.setPointer();
    return CallLowering::ArgInfo({Reg}, IsPointer ? Pointer : Word,
                                 CallLowering::ArgInfo::NoArgIndex, Flags);
  };
  Info.OrigRet = Argument(MRI.createGenericVirtualRegister(P0), true);
  Info.OrigArgs = {
      Argument(MI.getOperand(0).getReg(), true),
      Argument(MI.getOperand(1).getReg(), MI.getOpcode() != G_MEMSET),
      Argument(MI.getOperand(2).getReg(), false)};
  const CallLowering &Calls = *B.getMF().getSubtarget().getCallLowering();
  if (!Calls.lowerCall(B, Info))
    return false;
  MI.eraseFromParent();
  return true;
}

bool AIE2LegalizerInfo::legalizeCustom(LegalizerHelper &Helper,
                                       MachineInstr &MI,
                                       LostDebugLocObserver &) const {
  MachineIRBuilder &B = Helper.MIRBuilder;
  MachineRegisterInfo &MRI = *B.getMRI();
  switch (MI.getOpcode()) {
  case G_ADD:
    splitSum(B, MI, AIE2::G_ADD64);
    break;
  case G_SUB:
    splitSum(B, MI, AIE2::G_SUB64);
    break;
  case G_MEMCPY:
  case G_MEMMOVE:
  case G_MEMSET:
    return legalizeMemory(Helper, MI);
  case G_MUL:
    splitProduct(B, MI);
    break;
  case G_UMULH:
    B.buildCopy(MI.getOperand(0),
                buildUpperProduct(B, MI.getOperand(1).getReg(),
                                  MI.getOperand(2).getReg()));
    break;
  case G_SMULH:
    buildSignedUpperProduct(B, MI);
    break;
  case G_LSHR:
  case G_ASHR: {
    Register Amount = MI.getOperand(2).getReg();
    auto Constant = getIConstantVRegSExtVal(Amount, MRI);
    auto Negative = Constant ? B.buildConstant(S32, -*Constant)
                             : B.buildSub(S32, B.buildConstant(S32, 0), Amount);
    B.buildInstr(MI.getOpcode() == G_LSHR ? AIE2::G_LSHL : AIE2::G_ASHL,
                 {MI.getOperand(0)}, {MI.getOperand(1), Negative});
    break;
  }
  case G_SEXT_INREG: {
    int64_t Bits = MI.getOperand(2).getImm();
    return Bits == 8 || Bits == 16 ||
           Helper.lower(MI, 0, S32) == LegalizerHelper::Legalized;
  }
  case G_FCONSTANT: {
    APInt Bits = MI.getOperand(1).getFPImm()->getValueAPF().bitcastToAPInt();
    B.buildConstant(MI.getOperand(0), Bits);
    break;
  }
  case G_PTRMASK: {
    auto Address = B.buildPtrToInt(S32, MI.getOperand(1));
    B.buildIntToPtr(MI.getOperand(0),
                    B.buildAnd(S32, Address, MI.getOperand(2)));
    break;
  }
  case G_DYN_STACKALLOC: {
    // The stack grows up: the object starts where sp is and sp moves past it.
    // IRTranslator has rounded the size up to the stack alignment.
    if (MI.getOperand(2).getImm() > int64_t(AIE2Rules::StackAlignment))
      return false;
    Register Object = MI.getOperand(0).getReg();
    B.buildCopy(Object, Register(AIE2::SP));
    B.buildCopy(Register(AIE2::SP),
                B.buildPtrAdd(P0, Object, MI.getOperand(1).getReg()));
    break;
  }
  default:
    return false;
  }
  MI.eraseFromParent();
  return true;
}

std::unique_ptr<LegalizerInfo>
llvm::createAIE2Legalizer(const AIE2Subtarget &) {
  return std::make_unique<AIE2LegalizerInfo>();
}
