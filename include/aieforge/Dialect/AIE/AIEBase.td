//===- AIEBase.td - the aie dialect and its op base class --*- tablegen -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The aie dialect describes one NPU configuration: tiles, memories, DMA
// programs, streams, cores. Op, attribute and class names are upstream
// mlir-aie's, so that designs and scripts carry over. The internal form is the
// newest spelling (August 2026); ParseDesign.h reads the older ones.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_DIALECT_AIE_BASE
#define AIEFORGE_DIALECT_AIE_BASE

include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/EnumAttr.td"
include "mlir/IR/OpAsmInterface.td"
include "mlir/IR/OpBase.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def AIE_Dialect : Dialect {
  let name = "aie";
  let cppNamespace = "::aieforge::aie";
  let summary = "NPU designs: tiles, memories, DMAs, streams, cores";
  // use_lock and its like get their numbers from constants.
  let dependentDialects = ["::mlir::arith::ArithDialect"];
  // Attribute names of earlier vintages are rewritten in parseAttribute.
  let useDefaultAttributePrinterParser = 0;
  let useDefaultTypePrinterParser = 1;
  let extraClassDeclaration = [{
    /// Finds the op that an op name of an earlier vintage stands for.
    std::optional<ParseOpHook>
    getParseOperationHook(::llvm::StringRef OpName) const override;

    ::mlir::Attribute parseAttribute(::mlir::DialectAsmParser &Parser,
                                     ::mlir::Type Type) const override;
    void printAttribute(::mlir::Attribute Attr,
                        ::mlir::DialectAsmPrinter &Printer) const override;

    /// Each file of the dialect registers the ops that it implements.
    void registerStructureOps();
    void registerMemoryOps();
    void registerStreamOps();
    void registerObjectFifoOps();
    void registerSequenceOps();
    void registerTraceOps();
    void registerAttributes();
    void registerTypes();
  }];
}

class AIE_Op<string mnemonic, list<Trait> traits = []>
    : Op<AIE_Dialect, mnemonic, traits>;

// An op whose result gets a readable name when printed (%tile_0_2).
class AIE_NamedOp<string mnemonic, list<Trait> traits = []>
    : AIE_Op<mnemonic, traits # [DeclareOpInterfaceMethods<
                           OpAsmOpInterface, ["getAsmResultNames"]>]>;

defvar AIE_EndTerminated = SingleBlockImplicitTerminator<"EndOp">;

#endif // AIEFORGE_DIALECT_AIE_BASE
