//===- CoreRegisters.cpp - where an AIE2 core keeps its registers ---------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CoreRegisters.h"
#include "aieforge/Target/AIE2/ISA.h"

#include <array>

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

namespace {

/// Registers Prefix<First> .. Prefix<Last><Suffix>, the one numbered 0 at word
/// Base, each Stride words behind the one before.
struct File {
  StringRef Prefix, Suffix;
  unsigned First, Last;
  uint16_t Base, Stride, Words;
};

constexpr File Files[] = {
    {"r", "", 0, 31, WordR, 1, 1},
    {"l", "", 0, 7, WordR + 16, 2, 2},
    {"m", "", 0, 7, WordD + ModM, 4, 1},
    {"dn", "", 0, 7, WordD + ModDN, 4, 1},
    {"dj", "", 0, 7, WordD + ModDJ, 4, 1},
    {"dc", "", 0, 7, WordD + ModDC, 4, 1},
    {"d", "", 0, 7, WordD, 4, 4},
    // The high dimension is HighDimension words further on.
    {"d", "_3d", 0, 3, WordD, 4, 4},
    {"p", "", 0, 7, WordP, 1, 1},
    {"s", "", 0, 3, WordS, 1, 1},
    {"ql", "", 0, 3, WordQ, 4, 2},
    {"qh", "", 0, 3, WordQ + 2, 4, 2},
    {"q", "", 0, 3, WordQ, 4, 4},
    {"wl", "", 0, 11, WordX, 16, 8},
    {"wh", "", 0, 11, WordX + 8, 16, 8},
    {"x", "", 0, 11, WordX, 16, 16},
    {"y", "", 2, 5, WordX, 32, 32},
    // Sparse vectors: the vector part; the mask is the q register of the
    // same number.
    {"qwl", "", 0, 3, WordX, 16, 8},
    {"qwh", "", 0, 3, WordX + 8, 16, 8},
    {"qx", "", 0, 3, WordX, 16, 16},
    {"amll", "", 0, 8, WordCM, 32, 8},
    {"amlh", "", 0, 8, WordCM + 8, 32, 8},
    {"amhl", "", 0, 8, WordCM + 16, 32, 8},
    {"amhh", "", 0, 8, WordCM + 24, 32, 8},
    {"bml", "", 0, 8, WordCM, 32, 16},
    {"bmh", "", 0, 8, WordCM + 16, 32, 16},
    {"cm", "", 0, 8, WordCM, 32, 32},
};

struct Single {
  StringRef Name;
  uint16_t Word;
};

constexpr Single Singles[] = {
    {"lr", WordLR},
    {"sp", WordSP},
    {"lc", WordLC},
    {"ls", WordLS},
    {"le", WordLE},
    {"dp", WordDP},
    {"CORE_ID", WordCoreId},
    {"crVaddSign", CrVaddSign},
    {"crF2FMask", CrF2FMask},
    {"crF2IMask", CrF2IMask},
    {"crFPMask", CrFPMask},
    {"crMCDEn", CrMCDEn},
    {"crPackSign", CrPackSign},
    {"crRnd", CrRnd},
    {"crSCDEn", CrSCDEn},
    {"crSRSSign", CrSRSSign},
    {"crSat", CrSat},
    {"crUPSSign", CrUPSSign},
    {"crUnpackSign", CrUnpackSign},
    {"srCarry", SrCarry},
    {"srCompr_uf", SrComprUf},
    {"srF2FFlags", SrF2FFlags},
    {"srF2IFlags", SrF2IFlags},
    {"srFPFlags", SrFPFlags},
    {"srMS0", SrMS0},
    {"srSRS_of", SrSRSOf},
    {"srSS0", SrSS0},
    {"srSparse_of", SrSparseOf},
    {"srUPS_of", SrUPSOf},
};

} // namespace

std::optional<RegLoc> emu::locateRegister(StringRef Name) {
  for (const Single &S : Singles)
    if (S.Name == Name)
      return RegLoc{S.Word, 1};
  for (const File &F : Files) {
    StringRef Number = Name;
    unsigned N;
    if (Number.consume_front(F.Prefix) && Number.consume_back(F.Suffix) &&
        !Number.getAsInteger(10, N) && N >= F.First && N <= F.Last)
      return RegLoc{uint16_t(F.Base + F.Stride * N), F.Words};
  }
  return std::nullopt;
}

ArrayRef<uint32_t> emu::registerMasks() {
  static const std::array<uint32_t, NumRegWords> Masks = [] {
    std::array<uint32_t, NumRegWords> Result;
    Result.fill(~0u);
    for (unsigned I = 1; I != aie2::NumRegs; ++I) {
      const aie2::RegInfo &Info = aie2::info(aie2::Reg(I));
      std::optional<RegLoc> Loc = locateRegister(Info.Name);
      if (Loc && Loc->Words == 1 && Info.Bits < 32)
        Result[Loc->Word] = (1u << Info.Bits) - 1;
    }
    return Result;
  }();
  return Masks;
}

std::string emu::registerNameAt(uint16_t Word, unsigned Words) {
  for (const Single &S : Singles)
    if (S.Word == Word)
      return S.Name.str();
  for (const File &F : Files)
    for (unsigned N = F.First; N <= F.Last; ++N)
      if (F.Base + F.Stride * N == Word && F.Words >= Words)
        return (F.Prefix + Twine(N) + F.Suffix).str();
  return ("register word " + Twine(Word)).str();
}
