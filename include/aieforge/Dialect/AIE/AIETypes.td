//===- AIETypes.td - types of aie --------------------------*- tablegen -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_DIALECT_AIE_TYPES
#define AIEFORGE_DIALECT_AIE_TYPES

include "aieforge/Dialect/AIE/AIEBase.td"

class AIE_TypeDef<string name, string typeMnemonic> : TypeDef<AIE_Dialect, name> {
  let mnemonic = typeMnemonic;
  let parameters = (ins "::mlir::MemRefType":$elementType);
  let assemblyFormat = "`<` $elementType `>`";
}

def AIE_ObjectFifoType : AIE_TypeDef<"AIEObjectFifo", "objectfifo"> {
  let summary = "object FIFO whose objects are memrefs of one type";
}

def AIE_ObjectFifoSubviewType
    : AIE_TypeDef<"AIEObjectFifoSubview", "objectfifosubview"> {
  let summary = "the objects of a FIFO that a core holds";
}

#endif // AIEFORGE_DIALECT_AIE_TYPES
