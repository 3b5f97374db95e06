//===- Passes.td - configurations as ops -------------------*- tablegen -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Passes that need a device's configuration. Names and options are mlir-aie's.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_CONFIG_PASSES
#define AIEFORGE_CONFIG_PASSES

include "mlir/Pass/PassBase.td"

class AIE_ConversionPass<string arg> : Pass<arg, "::aieforge::aie::DeviceOp"> {
  let options = [
    Option<"ElfDir", "elf-dir", "std::string", "\"\"",
           "folder that relative elf_file names start from">,
    Option<"DeviceName", "device-name", "std::string", "\"\"",
           "convert this device alone; empty: every one">];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::memref::MemRefDialect",
                           "::aieforge::aiex::AIEXDialect"];
}

def ConvertAIEToTransaction
    : AIE_ConversionPass<"convert-aie-to-transaction"> {
  let summary = "Write the configuration as register ops of a sequence";
}

def ConvertAIEToControlPackets
    : AIE_ConversionPass<"convert-aie-to-control-packets"> {
  let summary = "Write the configuration as control packets of a sequence";
}

def AIEExpandLoadPdi : Pass<"aie-expand-load-pdi", "::mlir::ModuleOp"> {
  let summary = "Replace load_pdi by an empty image and register writes";
  let options = [
    Option<"CtrlPkt", "ctrl-pkt", "bool", "false",
           "configure by control packets instead">];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::memref::MemRefDialect",
                           "::aieforge::aiex::AIEXDialect"];
}

def ConvertAIEXToEmitC : Pass<"convert-aiex-to-emitc", "::mlir::ModuleOp"> {
  let summary = "Turn runtime sequences into C++ functions that make streams";
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::emitc::EmitCDialect"];
}

#endif // AIEFORGE_CONFIG_PASSES
