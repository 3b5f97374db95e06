//===- AIEXTypes.td - types of aiex ------------------------*- tablegen -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_DIALECT_AIEX_TYPES
#define AIEFORGE_DIALECT_AIEX_TYPES

include "aieforge/Dialect/AIEX/AIEXBase.td"
include "mlir/IR/BuiltinTypeInterfaces.td"
include "mlir/Interfaces/DataLayoutInterfaces.td"

def AIEX_BlockFloatType : TypeDef<AIEX_Dialect, "BlockFloat", [
    DeclareTypeInterfaceMethods<DataLayoutTypeInterface>,
    MemRefElementTypeInterface]> {
  let mnemonic = "bfp";
  let summary = "a block of mantissas with one exponent, as memref element";
  let parameters = (ins StringRefParameter<>:$block_type);
  let assemblyFormat = "`<` $block_type `>`";
  let genVerifyDecl = 1;
  let extraClassDeclaration = [{
    /// Bits of one block.
    unsigned getTotalSizeInBits() const;
  }];
}

#endif // AIEFORGE_DIALECT_AIEX_TYPES
