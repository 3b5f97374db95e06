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
#include <vector>

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

/// Lines of bundles that were printed before. The cores of an image mostly run
/// the same program or the same library, and without labels a bundle reads the
/// same wherever it stands. Of a fixed size: newer lines replace older ones.
class BundleLines {
public:
  /// The line of the bundle at the start of \p Code in \p L: bytes,
  /// instructions and line end. Empty if there is no bundle. The text lives
  /// until the next call. \p L must have no labels and references.
  llvm::StringRef lineOf(BytesRef Code, const CodeListing &L, unsigned &Size);

private:
  struct Entry {
    uint64_t Lo = 0, Hi = 0; ///< The code.
    uint8_t Size = 0;        ///< Of the bundle; 0: nothing here.
    bool HexTargets = false;
    std::string Line;
  };
  std::vector<Entry> Entries;
};

/// Prints one line per bundle: address, bytes, instructions. Targets of direct
/// jumps are printed with the label there. Bytes that are no bundle are printed
/// as `.short` and counted. \p Known saves work for several listings.
unsigned printListing(llvm::raw_ostream &OS, const CodeListing &L,
                      BundleLines *Known = nullptr);

/// Listing of all code sections of an ELF object or image. Returns the number
/// of half-words that are no code.
Expected<unsigned> disassembleElf(llvm::raw_ostream &OS, BytesRef Data);

} // namespace aieforge::aie2

#endif // AIEFORGE_TARGET_AIE2_DISASSEMBLER_H
