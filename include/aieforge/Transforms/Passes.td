//===- Passes.td - from a design to a physical design ------*- tablegen -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Pass names and options are mlir-aie's, so that scripts carry over. What a
// pass expects and leaves behind stands at the head of its source file.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TRANSFORMS_PASSES
#define AIEFORGE_TRANSFORMS_PASSES

include "mlir/Pass/PassBase.td"

class AIE_DevicePass<string arg> : Pass<arg, "::aieforge::aie::DeviceOp">;
class AIE_ModulePass<string arg> : Pass<arg, "::mlir::ModuleOp">;

//===- Structure and placement --------------------------------------------===//

def AIECanonicalizeDevice : AIE_ModulePass<"aie-canonicalize-device"> {
  let summary = "Refuse modules without an aie.device";
}

def AIEPlaceTiles : AIE_DevicePass<"aie-place-tiles"> {
  let summary = "Choose a tile for every aie.logical_tile";
  let options = [
    Option<"PlacerName", "placer", "::aieforge::aie::PlacerKind",
           "::aieforge::aie::PlacerKind::Sequential", "how cores find tiles",
           [{::llvm::cl::values(
             clEnumValN(::aieforge::aie::PlacerKind::Sequential,
                        "sequential_placer", "column by column, upwards"),
             clEnumValN(::aieforge::aie::PlacerKind::Annealing, "sa_placer",
                        "simulated annealing from there"))}]>,
    Option<"CoresPerCol", "cores-per-col", "int", "-1",
           "use only the first n core rows of a column; -1: all">,
    Option<"MergeLogicalTiles", "merge-logical-tiles", "bool", "true",
           "mem and shim tiles may serve several logical tiles">,
    Option<"SaSeed", "sa-seed", "int", "1",
           "seed of sa_placer; a seed gives the same places everywhere">];
}

//===- Object FIFOs -------------------------------------------------------===//

def AIEObjectFifoStatefulTransform
    : AIE_DevicePass<"aie-objectFifo-stateful-transform"> {
  let summary = "Lower object FIFOs to buffers, locks, DMA programs and flows";
  let options = [
    Option<"DynamicObjFifos", "dynamic-objFifos", "bool", "false",
           "leave no hints for aie-objectFifo-unroll on loops">,
    Option<"PacketSwObjFifos", "packet-sw-objFifos", "bool", "false",
           "use packet flows instead of circuit flows">];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::memref::MemRefDialect",
                           "::mlir::scf::SCFDialect"];
}

//===- Numbers and addresses ----------------------------------------------===//

def AIEAssignLockIDs : AIE_DevicePass<"aie-assign-lock-ids"> {
  let summary = "Give every lock its number";
}

def AIEAssignBufferDescriptorIDs : AIE_DevicePass<"aie-assign-bd-ids"> {
  let summary = "Give every static BD its number and its successor's";
}

def AIEAssignTileCtrlIDs : AIE_DevicePass<"aie-assign-tile-controller-ids"> {
  let summary = "Give every tile its control packet id";
  let options = [
    Option<"ColumnWiseUniqueIDs", "column-wise-unique-ids", "bool", "true",
           "the same ids in every column; else unique in four columns">];
}

def AIEAssignBufferAddresses : AIE_DevicePass<"aie-assign-buffer-addresses"> {
  let summary = "Place every buffer in its tile's memory";
  let options = [
    Option<"AllocScheme", "alloc-scheme", "std::string", "\"\"",
           "basic-sequential, bank-aware, or empty for the latter with a "
           "fallback to the former">];
}

def AIEAssignCoreLinkFiles : AIE_DevicePass<"aie-assign-core-link-files"> {
  let summary = "Collect the objects that each core links";
}

//===- Streams ------------------------------------------------------------===//

def AIELowerCascadeFlows : AIE_DevicePass<"aie-lower-cascade-flows"> {
  let summary = "Turn aie.cascade_flow into aie.configure_cascade";
}

def AIEBroadcastPacket : AIE_DevicePass<"aie-lower-broadcast-packet"> {
  let summary = "Turn aiex.broadcast_packet into packet flows";
}

def AIELowerMulticast : AIE_DevicePass<"aie-lower-multicast"> {
  let summary = "Turn aiex.multicast into flows";
}

def AIEGenerateColumnControlOverlay
    : AIE_DevicePass<"aie-generate-column-control-overlay"> {
  let summary = "Add packet flows for task-complete tokens and control packets";
  let options = [
    Option<"RouteShimToTCT", "route-shim-to-tct", "std::string",
           "\"shim-only\"", "shim-only, all-tiles or disable">,
    Option<"RouteShimToTileCtrl", "route-shim-to-tile-ctrl", "bool", "false",
           "also lead shim DMAs to the tiles' control ports">];
}

def AIERoutePathfinderFlows : AIE_DevicePass<"aie-create-pathfinder-flows"> {
  let summary = "Route flows through the stream switches";
  let options = [
    Option<"RouteCircuit", "route-circuit", "bool", "true",
           "write circuit-switched routes">,
    Option<"RoutePacket", "route-packet", "bool", "true",
           "write packet-switched routes">];
}

def AIEFindFlows : AIE_DevicePass<"aie-find-flows"> {
  let summary = "Add the flows that the switchboxes realise (for tests)";
}

//===- Cores --------------------------------------------------------------===//

def AIESCFToControlFlow : AIE_ModulePass<"aie-scf-to-control-flow"> {
  let summary = "Lower scf outside runtime sequences";
  // Also what cores are lowered to later: nothing may be loaded then, since
  // cores are lowered in parallel.
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::cf::ControlFlowDialect",
                           "::mlir::func::FuncDialect",
                           "::mlir::LLVM::LLVMDialect",
                           "::mlir::memref::MemRefDialect",
                           "::mlir::scf::SCFDialect",
                           "::mlir::vector::VectorDialect"];
}

def AIELocalizeLocks : AIE_DevicePass<"aie-localize-locks"> {
  let summary = "Replace locks in cores by the numbers that the core uses";
  let dependentDialects = ["::mlir::arith::ArithDialect"];
}

def AIENormalizeAddressSpaces : AIE_DevicePass<"aie-normalize-address-spaces"> {
  let summary = "Remove memory spaces from memrefs";
}

def AIECoreToStandard : AIE_ModulePass<"aie-standard-lowering"> {
  let summary = "Turn core bodies into functions";
  let options = [
    Option<"DeviceName", "device", "std::string", "\"\"",
           "the device; empty for the only one">,
    Option<"TileCol", "tilecol", "int", "-1", "column of the core; -1: all">,
    Option<"TileRow", "tilerow", "int", "-1", "row of the core; -1: all">];
  let dependentDialects = ["::mlir::func::FuncDialect",
                           "::mlir::memref::MemRefDialect",
                           "::mlir::arith::ArithDialect",
                           "::mlir::scf::SCFDialect",
                           "::mlir::vector::VectorDialect"];
}

//===- Runtime sequences --------------------------------------------------===//

def AIEMaterializeRuntimeSequences
    : AIE_ModulePass<"aie-materialize-runtime-sequences"> {
  let summary = "Inline aiex.run and turn aiex.configure into load_pdi";
}

def AIEMaterializeBDChains : AIE_DevicePass<"aie-materialize-bd-chains"> {
  let summary = "Turn started BD chains into DMA tasks";
}

def AIESubstituteShimDMAAllocations
    : AIE_DevicePass<"aie-substitute-shim-dma-allocations"> {
  let summary = "Replace allocation names in DMA tasks by tile and channel";
}

def AIEUnrollRuntimeSequenceLoops
    : AIE_DevicePass<"aie-unroll-runtime-sequence-loops"> {
  let summary = "Unroll loops with constant bounds in runtime sequences";
  let dependentDialects = ["::mlir::arith::ArithDialect"];
}

#endif // AIEFORGE_TRANSFORMS_PASSES
