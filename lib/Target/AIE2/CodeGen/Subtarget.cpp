//===- Subtarget.cpp - subtarget and IR-level lowering of AIE2 ------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Ties the parts of the target together and names the support routines that
// stand for operations the core does not have. LLVM knows no library calls for
// an architecture it has no name for, so each one is set here.
//
//===----------------------------------------------------------------------===//

#include "Subtarget.h"

#include "llvm/CodeGen/LibcallLoweringInfo.h"

using namespace llvm;

#define GET_SUBTARGETINFO_TARGET_DESC
#define GET_SUBTARGETINFO_CTOR
#include "AIE2GenSubtargetInfo.inc"

AIE2Subtarget::AIE2Subtarget(const Triple &TT, StringRef CPU, StringRef FS,
                             const TargetMachine &TM)
    : AIE2GenSubtargetInfo(TT, CPU, CPU, FS), Instructions(*this, Registers),
      Lowering(TM, *this), Calls(createAIE2CallLowering(*this)),
      Legalizer(createAIE2Legalizer(*this)),
      Banks(createAIE2RegisterBankInfo()),
      Selector(createAIE2InstructionSelector(*this, *Banks)) {
  ParseSubtargetFeatures(CPU, CPU, FS);
}

AIE2Subtarget::~AIE2Subtarget() = default;

AIE2TargetLowering::AIE2TargetLowering(const TargetMachine &TM,
                                       const AIE2Subtarget &ST)
    : TargetLowering(TM, ST) {
  addRegisterClass(MVT::i32, &AIE2::eRRegClass);
  addRegisterClass(MVT::f32, &AIE2::eRRegClass);
  computeRegisterProperties(ST.getRegisterInfo());
  setStackPointerRegisterToSaveRestore(AIE2::SP);
  setBooleanContents(ZeroOrOneBooleanContent);
  setMinFunctionAlignment(Align(AIE2Rules::TargetAlignment));
  setMaxAtomicSizeInBitsSupported(32);
  // Program memory cannot be read, and indirect jumps cost as much as two
  // compares: a switch becomes a tree of compares.
  for (unsigned Op : {ISD::BR_JT, ISD::BRIND})
    setOperationAction(Op, MVT::Other, Expand);
  setMinimumJumpTableEntries(UINT_MAX);
  // Every operation of these types is a routine or several instructions.
  for (unsigned Op : {ISD::SDIV, ISD::UDIV, ISD::SREM, ISD::UREM})
    setOperationAction(Op, MVT::i32, LibCall);
  for (unsigned Op : {ISD::FADD, ISD::FSUB, ISD::FMUL, ISD::FDIV, ISD::FREM})
    setOperationAction(Op, MVT::f32, LibCall);
  for (unsigned Op : {ISD::SMUL_LOHI, ISD::UMUL_LOHI, ISD::MULHS, ISD::MULHU,
                      ISD::CTPOP, ISD::CTTZ, ISD::BSWAP, ISD::ROTL, ISD::ROTR,
                      ISD::SDIVREM, ISD::UDIVREM})
    setOperationAction(Op, MVT::i32, Expand);

  static const std::pair<RTLIB::Libcall, RTLIB::LibcallImpl> Calls[] = {
#define AIE2_LIBCALL(Call, Routine) {RTLIB::Call, RTLIB::impl_##Routine},
#include "Libcalls.def"
  };
  for (auto [Call, Routine] : Calls)
    setLibcallImpl(Call, Routine);
}

bool AIE2TargetLowering::isLegalAddressingMode(const DataLayout &DL,
                                               const AddrMode &AM, Type *Ty,
                                               unsigned, Instruction *) const {
  if (AM.BaseGV || !AM.HasBaseReg)
    return false;
  if (AM.Scale == 1)
    return AM.BaseOffs == 0;
  if (AM.Scale != 0)
    return false;
  TypeSize Size =
      Ty->isSized() ? DL.getTypeStoreSize(Ty) : TypeSize::getFixed(4);
  if (Size == 1 || Size == 2)
    return isInt<3>(AM.BaseOffs);
  return isShiftedInt<6, 2>(AM.BaseOffs);
}

bool AIE2TargetLowering::isLegalAddImmediate(int64_t Value) const {
  return isInt<7>(Value);
}

// Comparisons take registers only.
bool AIE2TargetLowering::isLegalICmpImmediate(int64_t Value) const {
  return Value == 0;
}
