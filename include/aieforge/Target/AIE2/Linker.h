//===- Linker.h - links the program of one AIE2 core ------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From relocatable objects and archives to the image that a loader puts into
// program memory (16 KiB, `__start` at 0) and data memory of one core.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TARGET_AIE2_LINKER_H
#define AIEFORGE_TARGET_AIE2_LINKER_H

#include "aieforge/Formats/CoreElf.h"
#include "llvm/Support/MemoryBufferRef.h"

#include <map>

namespace aieforge::aie2 {

struct LinkRequest {
  /// ELF objects, and ar archives whose members are pulled on demand. Among
  /// definitions the order of a Unix linker counts: objects always take part,
  /// an archive's member only while a symbol of it is missing.
  std::vector<llvm::MemoryBufferRef> Inputs;
  /// Symbols at fixed data addresses, such as buffers: 0x4xxxx..0x7xxxx. They
  /// win over a definition of the same name in an object.
  std::map<std::string, uint32_t> AbsoluteSymbols;
  /// The function that start-up code calls as `main`; "" if an object defines
  /// `main` itself.
  std::string MainSymbol;
  uint32_t StackBase = 0x70000;
  uint32_t StackSize = 0x400;
  /// Free data memory [begin, end) for .data, .rodata and .bss, in the own
  /// window. The linker fills the regions in this order.
  std::vector<std::pair<uint32_t, uint32_t>> DataRegions;
};

struct LinkedSymbol {
  std::string Name;
  uint32_t Address = 0;
  uint32_t Size = 0; ///< bytes
  bool IsFunction = false;
};

struct LinkedCore {
  Bytes Elf;                 ///< the image as a file (CoreElf.h)
  uint32_t ProgramBytes = 0; ///< of program memory, padding included
  uint32_t DataBytes = 0;    ///< of data memory, .bss included, stack not
  std::vector<LinkedSymbol> Symbols; ///< by address
};

/// Keeps what `__start` reaches: unreferenced sections are dropped, so objects
/// are best compiled with a section per function and per variable. Errors name
/// the symbol, the object and the function that refers to it, the size found
/// and the limit.
Expected<LinkedCore> linkCore(const LinkRequest &Request);

} // namespace aieforge::aie2

#endif // AIEFORGE_TARGET_AIE2_LINKER_H
