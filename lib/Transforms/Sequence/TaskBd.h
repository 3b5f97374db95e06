//===- TaskBd.h - the BDs of a DMA task -------------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_TRANSFORMS_SEQUENCE_TASKBD_H
#define AIEFORGE_LIB_TRANSFORMS_SEQUENCE_TASKBD_H

#include "RuntimeShape.h"

namespace aieforge {

/// The task that \p V is, or a diagnostic at \p O, which names it. Of several
/// that loops and branches bring together there, one; all are of one channel,
/// and alike in what the queue is told.
mlir::FailureOr<aiex::DMAConfigureTaskOp> taskOf(mlir::Operation *O,
                                                 mlir::Value V);

/// All BDs of a task, block by block.
llvm::SmallVector<aie::DMABDOp> bdsOf(aiex::DMAConfigureTaskOp Task);

/// The block's BD, or null.
aie::DMABDOp bdOf(mlir::Block &B);

/// The BD that a task starts with: of the first block, or of the one that a
/// first block without BD leads to. Null if there is none.
aie::DMABDOp firstBd(aiex::DMAConfigureTaskOp Task);

/// Runs after the first one; a diagnostic if there cannot be so many.
mlir::FailureOr<Number> repeatCountOf(aiex::DMAConfigureTaskOp Task);

/// Whether the task's blocks are a chain of BDs: each block has one BD, two
/// lock uses or none, and nothing that a BD cannot do.
mlir::LogicalResult checkChain(aiex::DMAConfigureTaskOp Task);

struct TaskBd {
  BdDescription Desc; ///< Its address is the offset alone.
  uint64_t OffsetBytes = 0;
  /// The offset in elements, if it is known at run time only.
  mlir::Value RunTimeOffset;
  /// Length, dimensions and runs, if the description leaves them out.
  std::optional<RuntimeShape> Shape;
};

/// All of a BD but where its memory lies.
mlir::FailureOr<TaskBd> describeTaskBd(aie::DMABDOp Bd,
                                       aiex::DMAConfigureTaskOp Task,
                                       const ChannelPlace &Where,
                                       const hw::Device &D);

} // namespace aieforge

#endif // AIEFORGE_LIB_TRANSFORMS_SEQUENCE_TASKBD_H
