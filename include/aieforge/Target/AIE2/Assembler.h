//===- Assembler.h - assembly files to AIE2 objects -------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TARGET_AIE2_ASSEMBLER_H
#define AIEFORGE_TARGET_AIE2_ASSEMBLER_H

#include "aieforge/Support/Bytes.h"

#include <string>

namespace aieforge::aie2 {

struct AssembledObject {
  Bytes Elf; ///< a relocatable ELF object
  /// "F.s:7: ...": what is legal, but surely wrong on the machine.
  std::vector<std::string> Warnings;
};

/// Assembles \p Source. Every reference to a symbol becomes a relocation; its
/// type follows from the format of the bundle. The error lists all lines that
/// are wrong, each with "FileName:line:column: ".
Expected<AssembledObject> assemble(llvm::StringRef Source,
                                   llvm::StringRef FileName);

} // namespace aieforge::aie2

#endif // AIEFORGE_TARGET_AIE2_ASSEMBLER_H
