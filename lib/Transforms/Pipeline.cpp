//===- Pipeline.cpp - the passes in order ---------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/Pipeline.h"
#include "CheckLocks.h"

#include "aieforge/Dialect/AIE/AIEDialect.h"
#include "aieforge/Transforms/OptionalPasses.h"
#include "aieforge/Transforms/Passes.h"
#include "aieforge/Transforms/SequencePasses.h"
#include "aieforge/Transforms/TracePasses.h"

#include "mlir/Conversion/AffineToStandard/AffineToStandard.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

void aieforge::buildPlacementPipeline(OpPassManager &Passes,
                                      const PhysicalPipelineOptions &Options) {
  Passes.addPass(createAIECanonicalizeDevice());
  OpPassManager &Place = Passes.nest<DeviceOp>();
  AIEPlaceTilesOptions Placement;
  Placement.CoresPerCol = Options.CoresPerColumn;
  Placement.PlacerName =
      Options.AnnealingPlacer ? PlacerKind::Annealing : PlacerKind::Sequential;
  Placement.SaSeed = Options.PlacerSeed;
  Place.addPass(createAIEPlaceTiles(Placement));
  Place.addPass(createAIEInsertTraceFlows());
  Place.addPass(createAIETraceToConfig());
  Place.addPass(createAIETracePackRegWrites());
  Place.addPass(createAIEInlineTraceConfig());
}

void aieforge::buildAddressPipeline(OpPassManager &Passes,
                                    const PhysicalPipelineOptions &Options) {
  Passes.addPass(createLowerAffinePass());
  Passes.addPass(createAIELowerScratchpadParameters());
  OpPassManager &Resources = Passes.nest<DeviceOp>();
  AIEObjectFifoStatefulTransformOptions Fifos;
  Fifos.DynamicObjFifos = Options.DynamicObjectFifos;
  Fifos.PacketSwObjFifos = Options.PacketSwitchedObjectFifos;
  Resources.addPass(createAIEObjectFifoStatefulTransform(Fifos));
  AIEObjectFifoUnrollOptions Unrolling;
  Unrolling.DefaultDynamic = Options.DynamicObjectFifos;
  Resources.addPass(createAIEObjectFifoUnroll(Unrolling));
  Resources.addPass(createAIEAssignLockIDs());
  Resources.addPass(createCheckLocks());
  Resources.addPass(createAIEAssignBufferDescriptorIDs());
  Resources.addPass(createAIELowerCascadeFlows());
  Resources.addPass(createAIEBroadcastPacket());
  Resources.addPass(createAIELowerMulticast());
  Resources.addPass(createAIEAssignTileCtrlIDs());
  AIEGenerateColumnControlOverlayOptions Overlay;
  Overlay.RouteShimToTileCtrl = Options.ControlPacketOverlay;
  Resources.addPass(createAIEGenerateColumnControlOverlay(Overlay));
  AIEAssignBufferAddressesOptions Addresses;
  Addresses.AllocScheme = Options.AllocationScheme;
  Resources.addPass(createAIEAssignBufferAddresses(Addresses));
  Resources.addPass(createAIEAssignCoreLinkFiles());

  Passes.addPass(createAIESCFToControlFlow());
}

void aieforge::buildRoutingPipeline(OpPassManager &Passes) {
  OpPassManager &Route = Passes.nest<DeviceOp>();
  Route.addPass(createAIERoutePathfinderFlows());
}

void aieforge::buildPhysicalPipeline(OpPassManager &Passes,
                                     const PhysicalPipelineOptions &Options) {
  buildPlacementPipeline(Passes, Options);
  buildAddressPipeline(Passes, Options);
  buildRoutingPipeline(Passes);
}

void aieforge::buildSequencePreparation(OpPassManager &Passes) {
  Passes.addPass(createAIEMaterializeRuntimeSequences());
  OpPassManager &Device = Passes.nest<DeviceOp>();
  Device.addPass(createAIEMaterializeBDChains());
  Device.addPass(createAIESubstituteShimDMAAllocations());
  Device.addPass(createAIEUnrollRuntimeSequenceLoops());
  Device.addPass(createAIELowerDynamicBdPool());
  Device.addPass(createAIECheckRuntimeSequenceWaits());
  Device.addPass(createAIEDecomposeLargeDmaBd());
  Device.addPass(createAIEAssignRuntimeSequenceBDIDs());
}

void aieforge::buildSequencePipeline(OpPassManager &Passes) {
  buildSequencePreparation(Passes);
  OpPassManager &Device = Passes.nest<DeviceOp>();
  // Tokens carry their tile's id.
  Device.addPass(createAIEAssignTileCtrlIDs());
  Device.addPass(createAIEDMATasksToNPU());
  Device.addPass(createAIELowerDMAChannelReset());
  Device.addPass(createAIEDmaToNpu());
  Device.addPass(createAIELowerSetLock());
  Device.addPass(createAIELowerCoreReset());
}

void aieforge::registerTransforms() {
  registerAIEPasses();
  registerPass(createCheckLocks);
  registerAIESequencePasses();
  registerAIEOptionalPasses();
  registerAIETracePasses();
  PassPipelineRegistration<> Physical(
      "aie-physical-pipeline", "All passes from a design to a physical design",
      [](OpPassManager &Passes) { buildPhysicalPipeline(Passes); });
  PassPipelineRegistration<> Preparation(
      "aie-sequence-preparation-pipeline",
      "The passes that complete runtime sequences",
      [](OpPassManager &Passes) { buildSequencePreparation(Passes); });
  PassPipelineRegistration<> Sequence(
      "aie-sequence-pipeline",
      "All passes from runtime sequences to register writes",
      [](OpPassManager &Passes) { buildSequencePipeline(Passes); });
}
