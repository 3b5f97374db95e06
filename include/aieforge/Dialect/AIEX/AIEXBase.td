//===- AIEXBase.td - the aiex dialect and its op base class -*- tablegen -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The aiex dialect holds what runtime sequences are made of: host DMA
// transfers, register writes, DMA tasks, resets.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_DIALECT_AIEX_BASE
#define AIEFORGE_DIALECT_AIEX_BASE

include "aieforge/Dialect/AIE/AIEAttrs.td"
include "aieforge/Dialect/AIEX/AIEXEnums.td"

def AIEX_Dialect : Dialect {
  let name = "aiex";
  let cppNamespace = "::aieforge::aiex";
  let summary = "runtime sequences of NPU designs";
  let dependentDialects = ["::aieforge::aie::AIEDialect"];
  let useDefaultTypePrinterParser = 1;
  let extraClassDeclaration = [{
    /// Finds the op that an op name of an earlier vintage stands for.
    std::optional<ParseOpHook>
    getParseOperationHook(::llvm::StringRef OpName) const override;

    /// Each file of the dialect registers the ops that it implements.
    void registerNpuOps();
    void registerTaskOps();
    void registerCertOps();
    void registerTypes();
  }];
}

class AIEX_Op<string mnemonic, list<Trait> traits = []>
    : Op<AIEX_Dialect, mnemonic, traits>;

#endif // AIEFORGE_DIALECT_AIEX_BASE
