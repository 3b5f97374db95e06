//===- OptionalPasses.td - passes that some designs need ---*- tablegen -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names and options are mlir-aie's.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TRANSFORMS_OPTIONAL_PASSES
#define AIEFORGE_TRANSFORMS_OPTIONAL_PASSES

include "mlir/Pass/PassBase.td"

class AIE_DevicePass<string arg> : Pass<arg, "::aieforge::aie::DeviceOp">;
class AIE_ModulePass<string arg> : Pass<arg, "::mlir::ModuleOp">;

def AIELowerScratchpadParameters
    : AIE_ModulePass<"aie-lower-scratchpad-parameters"> {
  let summary = "Lower scratchpad parameters to buffers, locks and updates";
  let options = [
    Option<"OutputParamsFile", "output-params-file", "std::string", "\"\"",
           "text file that lists the parameters; empty: none">];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::memref::MemRefDialect"];
}

def AIEVerifyRuntimeRearm : AIE_DevicePass<"aie-verify-runtime-rearm"> {
  let summary = "Check that the locks of a channel that is reset are set too";
}

def AIEObjectFifoUnroll : AIE_DevicePass<"aie-objectFifo-unroll"> {
  let summary = "Unroll loops that object FIFO accesses want unrolled";
  let options = [
    Option<"DefaultDynamic", "default-dynamic", "bool", "false",
           "keep the loops of cores that do not say otherwise">,
    Option<"PeelFirstIteration", "peel-first-iteration", "std::string",
           "\"auto\"", "true, false or auto">];
  let dependentDialects = ["::mlir::arith::ArithDialect"];
}

def AIEObjectFifoLiveness : AIE_DevicePass<"aie-objectfifo-liveness"> {
  let summary = "Check that broadcasts on cycles are deep enough";
}

def AIEVectorTransferLowering : AIE_DevicePass<"aie-vector-transfer-lowering"> {
  let summary = "Lower vector transfers to vector loads and stores";
  let options = [
    Option<"MaxTransferRank", "max-transfer-rank", "unsigned", "-1",
           "lower transfers up to this rank; -1: all">];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::memref::MemRefDialect",
                           "::mlir::vector::VectorDialect"];
}

def AIEHoistVectorTransferPointers
    : AIE_ModulePass<"aie-hoist-vector-transfer-pointers"> {
  let summary = "Let loops carry the places of their vector transfers";
  let dependentDialects = ["::mlir::affine::AffineDialect",
                           "::mlir::arith::ArithDialect",
                           "::mlir::memref::MemRefDialect"];
}

def AIETransformBfpTypes : AIE_DevicePass<"aie-transform-bfp-types"> {
  let summary = "Replace block floating point types by integers of their size";
}

def AIEXToStandard : AIE_ModulePass<"aiex-standard-lowering"> {
  let summary = "Erase what is left of runtime sequences";
}

//===- Control code -------------------------------------------------------===//

def AIENpuToCert : AIE_ModulePass<"aie-npu-to-cert"> {
  let summary = "Turn runtime sequences into control code";
  let options = [
    Option<"DeviceName", "device-name", "std::string", "\"main\"",
           "the device whose sequences are turned; others are loaded by it">];
  let dependentDialects = ["::mlir::memref::MemRefDialect",
                           "::aieforge::aiex::AIEXDialect"];
}

def AIECertPages : AIE_DevicePass<"cert-legalize-pages"> {
  let summary = "Put control code into pages that the firmware can load";
}

#endif // AIEFORGE_TRANSFORMS_OPTIONAL_PASSES
