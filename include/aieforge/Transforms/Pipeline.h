//===- Pipeline.h - the passes in order -------------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TRANSFORMS_PIPELINE_H
#define AIEFORGE_TRANSFORMS_PIPELINE_H

#include <string>

namespace mlir {
class OpPassManager;
} // namespace mlir

namespace aieforge {

struct PhysicalPipelineOptions {
  /// Keep loops around object FIFO accesses rolled.
  bool DynamicObjectFifos = false;
  /// Join FIFO halves by packet flows.
  bool PacketSwitchedObjectFifos = false;
  /// Also route the shim DMAs to the tiles' control ports.
  bool ControlPacketOverlay = false;
  /// "", "basic-sequential" or "bank-aware".
  std::string AllocationScheme;
  /// Logical core tiles take at most so many rows of a column; -1: all.
  int CoresPerColumn = -1;
  /// Place by simulated annealing, with random numbers from the seed.
  bool AnnealingPlacer = false;
  int PlacerSeed = 1;
};

/// From a design to a physical design, in mlir-aie's order: placement, object
/// FIFOs, numbers, addresses, link files, routes; cores end up with branches
/// instead of structured control flow, sequences keep theirs.
void buildPhysicalPipeline(mlir::OpPassManager &Passes,
                           const PhysicalPipelineOptions &Options = {});

/// Its three parts. A design may be stopped between them, edited, and
/// continued.
void buildPlacementPipeline(mlir::OpPassManager &Passes,
                            const PhysicalPipelineOptions &Options = {});
void buildAddressPipeline(mlir::OpPassManager &Passes,
                          const PhysicalPipelineOptions &Options = {});
void buildRoutingPipeline(mlir::OpPassManager &Passes);

/// Runtime sequences that are still about transfers and tasks, but complete:
/// runs inlined, started chains as tasks, tasks on tiles and channels, loops
/// unrolled, large transfers split, waits checked, BDs numbered.
void buildSequencePreparation(mlir::OpPassManager &Passes);

/// The preparation, and then all the way to the register ops that
/// lowerRuntimeSequence writes out.
void buildSequencePipeline(mlir::OpPassManager &Passes);

/// Registers all passes, and the first pipeline as aie-physical-pipeline.
void registerTransforms();

} // namespace aieforge

#endif // AIEFORGE_TRANSFORMS_PIPELINE_H
