//===- AIE2.h - shared declarations of the AIE2 back end --------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The enumerations of the target (registers, opcodes) and the factory functions
// that connect its source files. LLVM's generated code lives in namespace llvm,
// so the target does too.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TARGET_AIE2_CODEGEN_AIE2_H
#define AIEFORGE_TARGET_AIE2_CODEGEN_AIE2_H

#include <cstdint>
#include <memory>

#include "llvm/MC/MCInstrDesc.h"

#define GET_REGINFO_ENUM
#include "AIE2GenRegisterInfo.inc"

#define GET_INSTRINFO_ENUM
#include "AIE2GenInstrInfo.inc"

#define GET_SUBTARGETINFO_ENUM
#include "AIE2GenSubtargetInfo.inc"

namespace llvm {
class AIE2RegisterBankInfo;
class AIE2Subtarget;
class AIE2TargetLowering;
class AIE2TargetMachine;
class CallLowering;
class FunctionPass;
class InstructionSelector;
class LegalizerInfo;
class MCInst;
class MCInstrInfo;
class RegisterBankInfo;
class Target;

/// The one target of this back end.
Target &getTheAIE2Target();

namespace AIE2Rules {
/// Bundles that a control transfer executes before it takes effect.
constexpr unsigned DelaySlots = 5;
/// Program addresses that control can reach other than by falling through are
/// multiples of this.
constexpr unsigned TargetAlignment = 16;
/// The stack pointer is a multiple of this.
constexpr unsigned StackAlignment = 32;
} // namespace AIE2Rules

/// Registers machine descriptions (registers, instructions, encoder, …).
void registerAIE2MC(Target &T);
/// Registers the assembly printer.
void registerAIE2AsmPrinter(Target &T);

std::unique_ptr<CallLowering> createAIE2CallLowering(const AIE2Subtarget &ST);
std::unique_ptr<LegalizerInfo> createAIE2Legalizer(const AIE2Subtarget &ST);
std::unique_ptr<RegisterBankInfo> createAIE2RegisterBankInfo();
InstructionSelector *createAIE2InstructionSelector(const AIE2Subtarget &ST,
                                                   const RegisterBankInfo &RBI);

/// Joins loads and stores with the pointer steps that follow them.
FunctionPass *createAIE2PostIncrementPass();
/// Orders instructions by the exposed pipeline's rules and packs them into
/// bundles, the last step before printing.
FunctionPass *createAIE2SchedulePass();
} // namespace llvm

#endif // AIEFORGE_TARGET_AIE2_CODEGEN_AIE2_H
