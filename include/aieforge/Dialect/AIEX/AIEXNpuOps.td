//===- AIEXNpuOps.td - transfers and register ops ----------*- tablegen -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Ops of the runtime sequence that become words of the instruction stream,
// directly or after lowering.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_DIALECT_AIEX_NPU_OPS
#define AIEFORGE_DIALECT_AIEX_NPU_OPS

include "aieforge/Dialect/AIEX/AIEXBase.td"

def AIEX_NpuDmaMemcpyNdOp
    : AIEX_Op<"npu.dma_memcpy_nd", [AttrSizedOperandSegments]> {
  let summary = "moves host memory through a shim DMA channel";
  let description = [{
    Four offsets, sizes and strides in elements, outermost first. The first
    element is at sum(offset x stride).
  }];
  let arguments = (ins
    AnyTypeOf<[AnyMemRef, AnyUnrankedMemRef]>:$memref,
    Variadic<I64>:$offsets, Variadic<I64>:$sizes, Variadic<I64>:$strides,
    DenseI64ArrayAttr:$static_offsets, DenseI64ArrayAttr:$static_sizes,
    DenseI64ArrayAttr:$static_strides,
    OptionalAttr<AIE_PacketInfo>:$packet, SymbolRefAttr:$metadata,
    I64Attr:$id, DefaultValuedAttr<BoolAttr, "false">:$issue_token,
    DefaultValuedAttr<I64Attr, "0">:$d0_zero_before,
    DefaultValuedAttr<I64Attr, "0">:$d1_zero_before,
    DefaultValuedAttr<I64Attr, "0">:$d2_zero_before,
    DefaultValuedAttr<I64Attr, "0">:$d0_zero_after,
    DefaultValuedAttr<I64Attr, "0">:$d1_zero_after,
    DefaultValuedAttr<I64Attr, "0">:$d2_zero_after,
    DefaultValuedAttr<I64Attr, "0">:$burst_length,
    OptionalAttr<SymbolRefAttr>:$offset_parameter,
    OptionalAttr<UI8Attr>:$offset_state_table_idx);
  let hasCustomAssemblyFormat = 1;
  // A row without gaps is written as one run of elements.
  let hasCanonicalizeMethod = 1;
  // Lists and operands belong together; the device checks the rest.
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    /// Literals and operands, outermost first.
    ::llvm::SmallVector<::mlir::OpFoldResult> getMixedOffsets();
    ::llvm::SmallVector<::mlir::OpFoldResult> getMixedSizes();
    ::llvm::SmallVector<::mlir::OpFoldResult> getMixedStrides();
    /// The four numbers if all are constants.
    std::optional<::llvm::SmallVector<int64_t, 4>> getConstantOffsets();
    std::optional<::llvm::SmallVector<int64_t, 4>> getConstantSizes();
    std::optional<::llvm::SmallVector<int64_t, 4>> getConstantStrides();
    /// Bits of one element.
    unsigned getElementTypeBitwidth();
    /// One run of elements that lie side by side, perhaps repeated.
    bool isLinearTransfer();
    /// Bytes from the memref's start, if all offsets and strides are constants.
    std::optional<int64_t> getOffsetInBytes();
  }];
}

def AIEX_NpuDmaWaitOp : AIEX_Op<"npu.dma_wait"> {
  let summary = "waits for the token of a channel's transfer";
  let arguments = (ins SymbolRefAttr:$symbol);
  let assemblyFormat = "attr-dict";
}

def AIEX_NpuSyncOp : AIEX_Op<"npu.sync"> {
  let summary = "waits for a token of each channel named";
  let description = [{
    Direction 0 is S2MM, 1 MM2S. Covers column_num columns from column and
    row_num rows from row.
  }];
  let arguments = (ins I32:$column, I32:$row, I32:$direction, I32:$channel,
                       I32:$column_num, I32:$row_num);
  let hasCustomAssemblyFormat = 1;
}

def AIEX_NpuWrite32Op : AIEX_Op<"npu.write32"> {
  let summary = "writes a register or a word of a buffer";
  let arguments = (ins I32:$address, I32:$value,
                       OptionalAttr<FlatSymbolRefAttr>:$buffer,
                       OptionalAttr<I32Attr>:$column, OptionalAttr<I32Attr>:$row);
  let hasCustomAssemblyFormat = 1;
  let extraClassDeclaration = [{
    /// The absolute address, if it is known by now.
    std::optional<uint32_t> getAbsoluteAddress();
  }];
}

def AIEX_NpuMaskWrite32Op : AIEX_Op<"npu.maskwrite32"> {
  let summary = "writes some bits of a register";
  let arguments = (ins I32:$address, I32:$value, I32:$mask,
                       OptionalAttr<FlatSymbolRefAttr>:$buffer,
                       OptionalAttr<I32Attr>:$column, OptionalAttr<I32Attr>:$row);
  let hasCustomAssemblyFormat = 1;
  let extraClassDeclaration = [{
    /// The absolute address, if it is known by now.
    std::optional<uint32_t> getAbsoluteAddress();
  }];
}

def AIEX_NpuBlockWriteOp : AIEX_Op<"npu.blockwrite"> {
  let summary = "writes words side by side";
  let arguments = (ins UI32Attr:$address, AnyMemRef:$data,
                       OptionalAttr<FlatSymbolRefAttr>:$buffer,
                       OptionalAttr<I32Attr>:$column, OptionalAttr<I32Attr>:$row);
  let assemblyFormat = "`(` $data `)` attr-dict `:` type($data)";
  let extraClassDeclaration = [{
    /// The absolute address, if it is known by now.
    std::optional<uint32_t> getAbsoluteAddress();
    /// The words, or null if they are not a constant of the design.
    ::mlir::DenseIntElementsAttr getDataWords();
  }];
}

def AIEX_NpuAddressPatchOp : AIEX_Op<"npu.address_patch"> {
  let summary = "puts the address of a sequence argument into a BD";
  let arguments = (ins I32:$arg_plus, Optional<I32>:$addr_val, UI32Attr:$addr,
                       I32Attr:$arg_idx);
  let hasCustomAssemblyFormat = 1;
}

def AIEX_NpuPushQueueOp : AIEX_Op<"npu.push_queue"> {
  let summary = "starts a BD on a channel";
  let description = "`repeat` is the number of further runs.";
  let arguments = (ins I32Attr:$column, I32Attr:$row,
                       AIE_DMAChannelDir:$direction, I32Attr:$channel,
                       I32:$bd_id, I32:$repeat_count, BoolAttr:$issue_token);
  let hasCustomAssemblyFormat = 1;
}

def AIEX_NpuWriteRTPOp : AIEX_Op<"npu.rtp_write"> {
  let summary = "writes a 32-bit word of a buffer as run-time parameter";
  let arguments = (ins FlatSymbolRefAttr:$buffer, UI32Attr:$index, I32:$value);
  let hasCustomAssemblyFormat = 1;
}

def AIEX_NpuWriteBdOp : AIEX_Op<"npu.writebd"> {
  let summary = "writes a buffer descriptor, field by field";
  let description = [{
    Lengths are words, the offset is bytes; sizes and strides are what the
    register holds (strides and the iteration minus one).
  }];
  let arguments = (ins I32Attr:$column, I32Attr:$bd_id,
    I32Attr:$buffer_length, I32Attr:$buffer_offset,
    I32Attr:$enable_packet, I32Attr:$out_of_order_id,
    I32Attr:$packet_id, I32Attr:$packet_type,
    I32Attr:$d0_size, I32Attr:$d0_stride, I32Attr:$d1_size,
    I32Attr:$d1_stride, I32Attr:$d2_size, I32Attr:$d2_stride,
    I32Attr:$iteration_current, I32Attr:$iteration_size,
    I32Attr:$iteration_stride, I32Attr:$next_bd, I32Attr:$row,
    I32Attr:$use_next_bd, I32Attr:$valid_bd, I32Attr:$lock_rel_val,
    I32Attr:$lock_rel_id, I32Attr:$lock_acq_enable,
    I32Attr:$lock_acq_val, I32Attr:$lock_acq_id,
    I32Attr:$d0_zero_before, I32Attr:$d1_zero_before, I32Attr:$d2_zero_before,
    I32Attr:$d0_zero_after, I32Attr:$d1_zero_after, I32Attr:$d2_zero_after,
    DefaultValuedAttr<I32Attr, "0">:$burst_length);
  let hasCustomAssemblyFormat = 1;
}

def AIEX_NpuPreemptOp : AIEX_Op<"npu.preempt"> {
  let summary = "a point where the firmware may switch to another program";
  let arguments = (ins UI8Attr:$level);
  let assemblyFormat = "attr-dict";
}

def AIEX_NpuLoadPdiOp : AIEX_Op<"npu.load_pdi"> {
  let summary = "loads another configuration";
  let arguments = (ins OptionalAttr<FlatSymbolRefAttr>:$device_ref,
                       OptionalAttr<I32Attr>:$id, OptionalAttr<I32Attr>:$size,
                       OptionalAttr<UI64Attr>:$address,
                       OptionalAttr<AIEX_ExpandMode>:$expand_mode);
  let assemblyFormat = "attr-dict";
}

def AIEX_NpuAssertBdFieldOp : AIEX_Op<"npu.assert_bd_field"> {
  let summary = "a run-time BD field must not exceed a maximum";
  let arguments = (ins I32:$value, I32Attr:$max);
  let assemblyFormat = "`(` $value `)` attr-dict `:` type($value)";
}

def AIEX_NpuAssertBdDivisibleOp : AIEX_Op<"npu.assert_bd_divisible"> {
  let summary = "a run-time BD field must be a multiple";
  let arguments = (ins I32:$value, I32Attr:$divisor, UnitAttr:$allow_unit);
  let assemblyFormat = "`(` $value `)` attr-dict `:` type($value)";
}

def AIEX_NpuControlPacketOp : AIEX_Op<"control_packet"> {
  let summary = "a control packet: register access over the stream switches";
  let arguments = (ins UI32Attr:$address, OptionalAttr<I32Attr>:$length,
                       I32Attr:$opcode, I32Attr:$stream_id,
                       OptionalAttr<DenseI32ArrayAttr>:$data);
  let assemblyFormat = "attr-dict";
}

#endif // AIEFORGE_DIALECT_AIEX_NPU_OPS
