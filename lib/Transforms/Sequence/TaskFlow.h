//===- TaskFlow.h - tasks that travel through loops -------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In sequences with run-time control flow a task may come out of an scf.if or
// go from one iteration of an scf.for to the next.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_TRANSFORMS_SEQUENCE_TASKFLOW_H
#define AIEFORGE_LIB_TRANSFORMS_SEQUENCE_TASKFLOW_H

#include "aieforge/Dialect/AIEX/AIEXDialect.h"

#include "mlir/Dialect/SCF/IR/SCF.h"
#include "llvm/ADT/SetVector.h"

namespace aieforge {

/// Every task that \p V may be; none if it is no task.
llvm::SetVector<mlir::Operation *> tasksOf(mlir::Value V);

/// The values that the region arguments and results number \p K of a loop take:
/// at first, and from iteration to iteration.
std::pair<mlir::Value, mlir::Value> carriedBy(mlir::scf::ForOp Loop,
                                              unsigned K);
/// The values that result \p K of a branch takes: then, and else.
std::pair<mlir::Value, mlir::Value> carriedBy(mlir::scf::IfOp If, unsigned K);

/// The number of the BD of task \p V, which travels beside it; null if the
/// task has none that is known at run time only.
mlir::Value bdNumberOf(mlir::Value V);

} // namespace aieforge

#endif // AIEFORGE_LIB_TRANSFORMS_SEQUENCE_TASKFLOW_H
