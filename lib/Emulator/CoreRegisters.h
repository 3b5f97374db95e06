//===- CoreRegisters.h - where an AIE2 core keeps its registers -*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// All registers of a core lie in one array of 32-bit words. Registers that
// contain others (l, d, x, y, bm, cm, q) are ranges of the same words, so a
// write to one is seen through all of them.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_EMULATOR_COREREGISTERS_H
#define AIEFORGE_LIB_EMULATOR_COREREGISTERS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <optional>
#include <string>

namespace aieforge::emu {

/// First word of each register file. Vectors start at multiples of 64 bytes.
enum RegWord : uint16_t {
  WordR = 0,  ///< r0..r31
  WordD = 32, ///< d0..d7, four words each: m, dn, dj, dc
  WordP = 64, ///< p0..p7
  WordS = 72, ///< s0..s3
  WordLR = 76,
  WordSP,
  WordLC,
  WordLS,
  WordLE,
  WordDP,
  WordCoreId,
  WordCr = 84,  ///< control registers in the order of CrIndex
  WordSr = 96,  ///< status registers in the order of SrIndex
  WordQ = 112,  ///< q0..q3, four words each
  WordX = 128,  ///< x0..x11, 16 words each
  WordCM = 320, ///< cm0..cm8, 32 words each
  NumRegWords = 608,
};

/// A d register and the one that is its high dimension in 3D forms
/// (d_i, d_(i+4)).
constexpr unsigned HighDimension = 16;
/// Words of a d register.
constexpr uint16_t ModM = 0, ModDN = 1, ModDJ = 2, ModDC = 3;

enum CrWord : uint16_t {
  CrVaddSign = WordCr,
  CrF2FMask,
  CrF2IMask,
  CrFPMask,
  CrMCDEn,
  CrPackSign,
  CrRnd,
  CrSCDEn,
  CrSRSSign,
  CrSat,
  CrUPSSign,
  CrUnpackSign,
};

enum SrWord : uint16_t {
  SrCarry = WordSr,
  SrComprUf,
  SrF2FFlags,
  SrF2IFlags,
  SrFPFlags,
  SrMS0,
  SrSRSOf,
  SrSS0,
  SrSparseOf,
  SrUPSOf,
};

/// A register: \p Words words from word \p Word on.
struct RegLoc {
  uint16_t Word = 0;
  uint16_t Words = 0;
};

/// Place of the register with this assembler name; nullopt for an unknown name
/// and for the tile counter, which is not a register of the core.
std::optional<RegLoc> locateRegister(llvm::StringRef Name);

/// For each word of the register array the bits that exist (p and modifier
/// registers have 20, s has 6, …).
llvm::ArrayRef<uint32_t> registerMasks();

/// The name of the smallest register that starts at \p Word and has \p Words
/// words, for messages.
std::string registerNameAt(uint16_t Word, unsigned Words);

} // namespace aieforge::emu

#endif // AIEFORGE_LIB_EMULATOR_COREREGISTERS_H
