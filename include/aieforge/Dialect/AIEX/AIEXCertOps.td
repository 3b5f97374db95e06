//===- AIEXCertOps.td - control code of newer firmware -----*- tablegen -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Control code for a microcontroller that later arrays have; npu1 and npu2 have
// none. aie-npu-to-cert makes it, --aie-cert-to-asm writes it.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_DIALECT_AIEX_CERT_OPS
#define AIEFORGE_DIALECT_AIEX_CERT_OPS

include "aieforge/Dialect/AIEX/AIEXBase.td"

class AIEX_CertOp<string mnemonic, list<Trait> traits = []>
    : AIEX_Op<"cert." # mnemonic, traits>;

defvar AIEX_EndTerminated = SingleBlockImplicitTerminator<"::aieforge::aie::EndOp">;

class AIEX_CertJobPart<string mnemonic>
    : AIEX_CertOp<mnemonic, [HasParent<"CertJobOp">]>;

def AIEX_CertSectionOp : AIEX_CertOp<"section", [Symbol, AIEX_EndTerminated,
    ParentOneOf<["::aieforge::aie::DeviceOp", "CertAttachToGroupOp"]>]> {
  let summary = "control code with a name";
  let arguments = (ins SymbolNameAttr:$sym_name);
  let regions = (region AnyRegion:$body);
  let assemblyFormat = "$sym_name $body attr-dict";
}

def AIEX_CertPageOp : AIEX_CertOp<"page", [AIEX_EndTerminated,
    ParentOneOf<["::aieforge::aie::DeviceOp", "CertAttachToGroupOp",
                 "CertSectionOp"]>]> {
  let summary = "control code that is loaded as one piece, at most 8 KiB";
  let regions = (region AnyRegion:$body);
  let assemblyFormat = "$body attr-dict";
}

def AIEX_CertAttachToGroupOp : AIEX_CertOp<"attach_to_group", [AIEX_EndTerminated]> {
  let summary = "jobs of one group";
  let arguments = (ins I32Attr:$group_id);
  let regions = (region AnyRegion:$body);
  let assemblyFormat = "`(` $group_id `)` $body attr-dict";
}

def AIEX_CertJobOp : AIEX_CertOp<"job", [AIEX_EndTerminated,
    ParentOneOf<["::aieforge::aie::DeviceOp", "CertAttachToGroupOp",
                 "CertPageOp", "CertSectionOp"]>]> {
  let summary = "steps that the microcontroller does in order";
  let arguments = (ins I32Attr:$job_id);
  let regions = (region AnyRegion:$body);
  let assemblyFormat = "`(` $job_id `)` $body attr-dict";
}

def AIEX_CertUcDmaChainOp : AIEX_CertOp<"uc_dma_chain", [Symbol, AIEX_EndTerminated]> {
  let summary = "transfers of the microcontroller's DMA";
  let arguments = (ins OptionalAttr<SymbolNameAttr>:$sym_name);
  let regions = (region AnyRegion:$body);
  let assemblyFormat = "($sym_name^)? $body attr-dict";
}

def AIEX_CertUcDmaBdOp : AIEX_CertOp<"uc_dma_bd", [HasParent<"CertUcDmaChainOp">]> {
  let summary = "words from a constant to registers; whether another follows";
  let arguments = (ins FlatSymbolRefAttr:$remote_address, I32Attr:$local_address,
                       I32Attr:$length, BoolAttr:$next_bd);
  let assemblyFormat = [{
    $remote_address `,` $local_address `,` $length `,` $next_bd attr-dict
  }];
}

def AIEX_CertWrite32Op : AIEX_CertJobPart<"write32"> {
  let summary = "writes a register";
  let arguments = (ins UI32Attr:$address, UI32Attr:$value);
  let assemblyFormat = "`(` $address `,` $value `)` attr-dict";
}

def AIEX_CertMaskWrite32Op : AIEX_CertJobPart<"maskwrite32"> {
  let summary = "writes some bits of a register";
  let arguments = (ins UI32Attr:$address, UI32Attr:$mask, UI32Attr:$value);
  let assemblyFormat = "`(` $address `,` $mask `,` $value `)` attr-dict";
}

def AIEX_CertUcDmaWriteDesSyncOp : AIEX_CertJobPart<"uc_dma_write_des_sync"> {
  let summary = "does the transfers of a chain";
  let arguments = (ins FlatSymbolRefAttr:$symbol);
  let assemblyFormat = "`(` $symbol `)` attr-dict";
}

def AIEX_CertApplyOffset57Op : AIEX_CertJobPart<"apply_offset_57"> {
  let summary = "adds an argument's address to shim BDs in a constant";
  let arguments = (ins FlatSymbolRefAttr:$symbol, I16Attr:$num_entries,
                       I16Attr:$offset);
  let assemblyFormat = "`(` $symbol `,` $num_entries `,` $offset `)` attr-dict";
}

def AIEX_CertWaitTCTSOp : AIEX_CertJobPart<"wait_tcts"> {
  let summary = "waits for tokens of a channel";
  let arguments = (ins I32Attr:$tile_id, I32Attr:$channel_id, I32Attr:$target_tcts);
  let assemblyFormat = "`(` $tile_id `,` $channel_id `,` $target_tcts `)` attr-dict";
}

def AIEX_CertLocalBarrierOp : AIEX_CertJobPart<"local_barrier"> {
  let summary = "waits for other jobs";
  let arguments = (ins I32Attr:$local_barrier_id, I32Attr:$num_participants);
  let assemblyFormat = "`(` $local_barrier_id `,` $num_participants `)` attr-dict";
}

def AIEX_CertRemoteBarrierOp : AIEX_CertJobPart<"remote_barrier"> {
  let summary = "waits for other microcontrollers";
  let arguments = (ins I32Attr:$remote_barrier_id, I32Attr:$party_mask);
  let assemblyFormat = "`(` $remote_barrier_id `,` $party_mask `)` attr-dict";
}

def AIEX_CertLoadPdiOp : AIEX_CertJobPart<"load_pdi"> {
  let summary = "runs a section that configures the array";
  let arguments = (ins UI32Attr:$pdi_id, FlatSymbolRefAttr:$symbol);
  let assemblyFormat = "`(` $pdi_id `,` $symbol `)` attr-dict";
}

def AIEX_CertPreemptOp : AIEX_CertJobPart<"preempt"> {
  let summary = "a point where another program may take over";
  let arguments = (ins I32Attr:$id, FlatSymbolRefAttr:$save_section,
                       FlatSymbolRefAttr:$restore_section);
  let assemblyFormat = "`(` $id `,` $save_section `,` $restore_section `)` attr-dict";
}

def AIEX_CertNopOp : AIEX_CertOp<"nop"> {
  let summary = "does nothing";
  let assemblyFormat = "attr-dict";
}

#endif // AIEFORGE_DIALECT_AIEX_CERT_OPS
