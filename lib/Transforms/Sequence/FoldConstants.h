//===- FoldConstants.h - numbers of a runtime sequence ----------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_TRANSFORMS_SEQUENCE_FOLDCONSTANTS_H
#define AIEFORGE_LIB_TRANSFORMS_SEQUENCE_FOLDCONSTANTS_H

#include "mlir/IR/Block.h"

namespace aieforge {

/// Computes what \p B computes from constants alone, in place; takes the
/// branch of an scf.if that its constant condition names, and drops loops of
/// no iteration. Unlike canonicalisation it leaves all other ops alone.
void foldConstants(mlir::Block &B);

} // namespace aieforge

#endif // AIEFORGE_LIB_TRANSFORMS_SEQUENCE_FOLDCONSTANTS_H
