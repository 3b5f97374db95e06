//===- AIESequenceOps.td - runtime sequences, BD chains ----*- tablegen -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_DIALECT_AIE_SEQUENCE_OPS
#define AIEFORGE_DIALECT_AIE_SEQUENCE_OPS

include "aieforge/Dialect/AIE/AIEAttrs.td"
include "aieforge/Dialect/AIE/AIETypes.td"

def AIE_RuntimeSequenceOp : AIE_Op<"runtime_sequence", [
    Symbol, HasParent<"DeviceOp">, NoTerminator]> {
  let summary = "what the host makes the array do; its instruction stream";
  let arguments = (ins DefaultValuedAttr<SymbolNameAttr, "\"sequence\"">:$sym_name,
                       OptionalAttr<BoolAttr>:$emit_parameter_sync_preamble);
  let regions = (region AnyRegion:$body);
  let hasCustomAssemblyFormat = 1;
  let extraClassDeclaration = [{
    static ::llvm::StringRef getDefaultName() { return "sequence"; }
  }];
}

def AIE_BDChainOp : AIE_Op<"bd_chain", [Symbol, HasParent<"DeviceOp">]> {
  let summary = "a chain of BDs that runtime sequences fill in and start";
  let arguments = (ins SymbolNameAttr:$sym_name);
  let regions = (region AnyRegion:$body);
  let hasCustomAssemblyFormat = 1;
}

#endif // AIEFORGE_DIALECT_AIE_SEQUENCE_OPS
