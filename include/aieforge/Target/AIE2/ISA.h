//===- ISA.h - the AIE2 instruction set -------------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Everything of the target AIEForgeAIE2ISA: the tables, coding and decoding of
// bundles, and their text.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TARGET_AIE2_ISA_H
#define AIEFORGE_TARGET_AIE2_ISA_H

#include "aieforge/Target/AIE2/Bundle.h"
#include "aieforge/Target/AIE2/Tables.h"
#include "aieforge/Target/AIE2/Text.h"

#endif // AIEFORGE_TARGET_AIE2_ISA_H
