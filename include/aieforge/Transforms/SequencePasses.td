//===- SequencePasses.td - runtime sequences to registers --*- tablegen -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What happens to transfers, tasks and waits once a sequence holds no runs, and
// no loops but those that run time decides. Names are mlir-aie's.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TRANSFORMS_SEQUENCE_PASSES
#define AIEFORGE_TRANSFORMS_SEQUENCE_PASSES

include "mlir/Pass/PassBase.td"

class AIE_DevicePass<string arg> : Pass<arg, "::aieforge::aie::DeviceOp">;

//===- Transfers and tasks ------------------------------------------------===//

def AIECheckRuntimeSequenceWaits
    : AIE_DevicePass<"aie-check-runtime-sequence-waits"> {
  let summary = "Make sure that every wait of a runtime sequence ends";
}

def AIEDecomposeLargeDmaBd : AIE_DevicePass<"aie-decompose-large-dma-bd"> {
  let summary = "Rewrite transfers that break a limit of the DMA's counters";
}

def AIEAssignRuntimeSequenceBDIDs
    : AIE_DevicePass<"aie-assign-runtime-sequence-bd-ids"> {
  let summary = "Give the BDs of DMA tasks their numbers";
}

def AIELowerDynamicBdPool : AIE_DevicePass<"aie-lower-dynamic-bd-pool"> {
  let summary = "Let run time give out the BD numbers of tasks in loops";
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::scf::SCFDialect"];
}

class AIE_SequenceLoweringPass<string arg> : AIE_DevicePass<arg> {
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::memref::MemRefDialect"];
}

def AIEDMATasksToNPU : AIE_SequenceLoweringPass<"aie-dma-tasks-to-npu"> {
  let summary = "Lower DMA tasks to BD writes, queue pushes and syncs";
}

def AIEDmaToNpu : AIE_SequenceLoweringPass<"aie-dma-to-npu"> {
  let summary = "Lower transfers, waits, pushes and BDs to register writes";
}

def AIELowerDMAChannelReset
    : AIE_SequenceLoweringPass<"aie-lower-dma-channel-reset"> {
  let summary = "Lower resets of DMA channels to register writes";
}

def AIELowerSetLock : AIE_SequenceLoweringPass<"aie-lower-set-lock"> {
  let summary = "Lower aiex.set_lock to register writes";
}

def AIELowerCoreReset : AIE_SequenceLoweringPass<"aie-lower-core-reset"> {
  let summary = "Lower aiex.core_reset to register writes";
}

//===- Control packets ----------------------------------------------------===//

def AIETxnToControlPacket
    : AIE_SequenceLoweringPass<"aie-txn-to-ctrl-packet"> {
  let summary = "Turn block writes into control packets";
}

def AIELegalizeControlPacket : AIE_DevicePass<"aie-legalize-ctrl-packet"> {
  let summary = "Split control packets of more than four words";
}

def AIECtrlPacketInferTiles : AIE_DevicePass<"aie-ctrl-packet-infer-tiles"> {
  let summary = "Add the tiles that control packets go to";
}

def AIECtrlPacketToDma : AIE_SequenceLoweringPass<"aie-ctrl-packet-to-dma"> {
  let summary = "Send control packets from a buffer of the host";
}

#endif // AIEFORGE_TRANSFORMS_SEQUENCE_PASSES
