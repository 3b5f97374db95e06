//===- Disassembler.h - listings of AIE2 programs ---------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TARGET_AIE2_DISASSEMBLER_H
#define AIEFORGE_TARGET_AIE2_DISASSEMBLER_H

#include "aieforge/Support/Bytes.h"
#include "llvm/Support/raw_ostream.h"

#include <map>
#include <string>

namespace aieforge::aie2 {

/// Code and what is known about it.
struct CodeListing {
  BytesRef Code;
  uint32_t Address = 0;
  std::multimap<uint32_t, std::string> Labels; ///< by address
  /// Symbols in the place of immediates: address of the bundle -> "name" or
  /// "(name+8)", and the relocation type.
  std::multimap<uint32_t, std::pair<std::string, unsigned>> References;
  /// Targets of jumps without label like the addresses of the listing.
  bool HexTargets = false;
};

/// Prints one line per bundle: address, bytes, instructions. Targets of direct
/// jumps are printed with the label there. Bytes that are no bundle are printed
/// as `.short` and counted.
unsigned printListing(llvm::raw_ostream &OS, const CodeListing &L);

/// Listing of all code sections of an ELF object or image. Returns the number
/// of half-words that are no code.
Expected<unsigned> disassembleElf(llvm::raw_ostream &OS, BytesRef Data);

} // namespace aieforge::aie2

#endif // AIEFORGE_TARGET_AIE2_DISASSEMBLER_H
