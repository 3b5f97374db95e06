//===- AIEXEnums.td - enums of aiex ------------------------*- tablegen -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_DIALECT_AIEX_ENUMS
#define AIEFORGE_DIALECT_AIEX_ENUMS

include "mlir/IR/EnumAttr.td"

class AIEX_Enum<string name, string summary, list<I32EnumAttrCase> cases>
    : I32EnumAttr<name, summary, cases> {
  let cppNamespace = "::aieforge::aiex";
}

def AIEX_ExpandMode : AIEX_Enum<"ExpandMode", "how load_pdi is replaced by register writes", [
  I32EnumAttrCase<"None", 0, "none">, I32EnumAttrCase<"Write32", 1, "write32">,
  I32EnumAttrCase<"CtrlPkt", 2, "ctrlpkt">]>;

def AIEX_StateTableFunc : AIEX_Enum<"StateTableFunc", "what update_from_scratchpad computes", [
  I32EnumAttrCase<"Mul", 0, "mul">, I32EnumAttrCase<"Incr", 1, "incr">,
  I32EnumAttrCase<"Decr", 2, "decr">]>;

def AIEX_ScratchpadParameterKind : AIEX_Enum<"ScratchpadParameterKind", "what a scratchpad parameter feeds", [
  I32EnumAttrCase<"Core", 0, "core">, I32EnumAttrCase<"Addr", 1, "addr">]>;

#endif // AIEFORGE_DIALECT_AIEX_ENUMS
