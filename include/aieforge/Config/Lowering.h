//===- Lowering.h - a physical design to configuration, stream --*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The end of the compile pipeline: a device op whose tiles, buffers, locks,
// BDs and routes all have their places becomes register operations, and its
// runtime sequence an instruction stream. What is missing or out of range is
// reported as a diagnostic at the op.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_CONFIG_LOWERING_H
#define AIEFORGE_CONFIG_LOWERING_H

#include "aieforge/Config/ConfigProgram.h"
#include "aieforge/Dialect/AIE/AIEDialect.h"

namespace mlir {
class ModuleOp;
} // namespace mlir

namespace aieforge {

/// The linked program of a core, or nothing if it is to be left without one.
using CoreElfLookup = llvm::function_ref<std::optional<BytesRef>(aie::CoreOp)>;

struct ConfigOptions {
  /// Without the switches of the control overlay, which is there already when
  /// control packets bring the configuration.
  bool LeaveOutOverlay = false;
  /// Gets the op that each operation comes from: elfs, init, enable.
  std::vector<mlir::Location> *Origins = nullptr;
};

/// The static configuration of \p Device.
mlir::FailureOr<ConfigProgram>
buildConfigProgram(aie::DeviceOp Device, CoreElfLookup Elfs,
                   const ConfigOptions &Options = {});

/// The number under which instruction streams load the image of device \p Name:
/// devices count from 1 in their order. Nothing if there is no such device.
std::optional<unsigned> imageNumber(mlir::ModuleOp Module,
                                    llvm::StringRef Name);

/// The instruction stream of \p Sequence, in encoding 0.1. The sequence holds
/// register ops alone (buildSequencePipeline makes them).
mlir::FailureOr<txn::Transaction>
lowerRuntimeSequence(aie::RuntimeSequenceOp Sequence);

} // namespace aieforge

#endif // AIEFORGE_CONFIG_LOWERING_H
