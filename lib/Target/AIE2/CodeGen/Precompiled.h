//===- Precompiled.h - LLVM headers that most files need --------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For the AIE2 code generator.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_TARGET_AIE2_CODEGEN_PRECOMPILED_H
#define AIEFORGE_LIB_TARGET_AIE2_CODEGEN_PRECOMPILED_H

#include "llvm/CodeGen/GlobalISel/MachineIRBuilder.h"
#include "llvm/CodeGen/MachineFunctionPass.h"
#include "llvm/CodeGen/MachineInstrBuilder.h"
#include "llvm/CodeGen/MachineRegisterInfo.h"
#include "llvm/CodeGen/TargetInstrInfo.h"
#include "llvm/CodeGen/TargetSubtargetInfo.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"

#endif // AIEFORGE_LIB_TARGET_AIE2_CODEGEN_PRECOMPILED_H
