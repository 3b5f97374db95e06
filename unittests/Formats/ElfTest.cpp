//===- ElfTest.cpp - ELF files of cores -----------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/CoreElf.h"
#include "aieforge/Formats/ElfBuilder.h"
#include "llvm/Support/Endian.h"
#include "gtest/gtest.h"

#include <random>

using namespace aieforge;
using namespace aieforge::elf;
namespace ELF = llvm::ELF;

namespace {

std::string messageOf(llvm::Error E) { return llvm::toString(std::move(E)); }

CoreElf sample() {
  CoreElf Core;
  Core.Segments.push_back(
      {".text", 0, ELF::PF_R | ELF::PF_X, Bytes{0x19, 0x18, 0, 0x10}, 4, 16});
  Core.Segments.push_back(
      {".data", 0x70400, ELF::PF_R | ELF::PF_W, Bytes{1, 2, 3, 4, 5}, 5, 32});
  Core.Segments.push_back(
      {".bss", 0x70420, ELF::PF_R | ELF::PF_W, {}, 0x100, 32});
  Core.Symbols.push_back({"helper", 0, 4, ELF::STT_FUNC, ELF::STB_LOCAL, 0});
  Core.Symbols.push_back(
      {"table", 0x70400, 5, ELF::STT_OBJECT, ELF::STB_GLOBAL, 1});
  Core.Symbols.push_back({"_sp_start_value_DM_stack", 0x70000, 0,
                          ELF::STT_NOTYPE, ELF::STB_GLOBAL, -1});
  return Core;
}

// Offsets and values from the ELF specification and the facts about core
// images: program headers right behind the 52-byte header, machine 264.
TEST(Elf, HeaderOfACoreImage) {
  Bytes Data = serialize(sample());
  auto Half = [&](unsigned At) {
    return llvm::support::endian::read16le(&Data[At]);
  };
  auto Word = [&](unsigned At) {
    return llvm::support::endian::read32le(&Data[At]);
  };
  EXPECT_EQ(Half(16), 2u);   // ET_EXEC
  EXPECT_EQ(Half(18), 264u); // EM_AIE
  EXPECT_EQ(Word(24), 0u);   // entry
  EXPECT_EQ(Word(28), 52u);  // program headers
  EXPECT_EQ(Word(36), 2u);   // AIE2
  EXPECT_EQ(Half(40), 52u);
  EXPECT_EQ(Half(42), 32u);
  EXPECT_EQ(Half(44), 4u); // three loads and the stack
  // First program header: .text at 0, readable and executable.
  EXPECT_EQ(Word(52), 1u);
  EXPECT_EQ(Word(52 + 8), 0u);
  EXPECT_EQ(Word(52 + 12), 0u);
  EXPECT_EQ(Word(52 + 16), 4u);
  EXPECT_EQ(Word(52 + 24), 5u);
  EXPECT_EQ(Word(52 + 28), 16u);
  EXPECT_EQ(Data[Word(52 + 4)], 0x19);
  // .bss takes no bytes of the file.
  EXPECT_EQ(Word(52 + 64 + 12), 0x70420u);
  EXPECT_EQ(Word(52 + 64 + 16), 0u);
  EXPECT_EQ(Word(52 + 64 + 20), 0x100u);
}

TEST(Elf, CoreImagesComeBack) {
  Expected<CoreElf> Core = parseCore(serialize(sample()));
  ASSERT_TRUE(bool(Core)) << messageOf(Core.takeError());
  EXPECT_EQ(*Core, sample());
}

TEST(Elf, EveryByteIsKept) {
  Bytes Data = serialize(sample());
  Data.insert(Data.end(), {0, 0, 7, 8, 0});
  Expected<File> F = parse(Data);
  ASSERT_TRUE(bool(F)) << messageOf(F.takeError());
  EXPECT_EQ(serialize(*F), Data);
  // Without section headers the segments' bytes are loose, but still there.
  llvm::support::endian::write16le(&Data[48], 0);
  llvm::support::endian::write16le(&Data[50], 0);
  F = parse(Data);
  ASSERT_TRUE(bool(F)) << messageOf(F.takeError());
  EXPECT_EQ(serialize(*F), Data);
}

TEST(Elf, RelocatableObject) {
  Builder B(ELF::ET_REL);
  Section Text;
  Text.Name = ".text";
  Text.Type = ELF::SHT_PROGBITS;
  Text.Flags = ELF::SHF_ALLOC | ELF::SHF_EXECINSTR;
  Text.Alignment = 16;
  Text.Contents = {0x15, 1, 0, 0, 0, 0};
  unsigned T = B.addSection(Text);
  Symbol Global{"main", 0, 6, ELF::STB_GLOBAL, ELF::STT_FUNC, 0, uint16_t(T)};
  Symbol Local{"here", 2, 0, ELF::STB_LOCAL, ELF::STT_NOTYPE, 0, uint16_t(T)};
  unsigned G = B.addSymbol(Global);
  unsigned L = B.addSymbol(Local);
  B.addRelocation(T, {0, G, 1, -4});
  B.addRelocation(T, {2, L, 50, 8});
  Bytes Data = serialize(B.build());
  Expected<File> F = parse(Data);
  ASSERT_TRUE(bool(F)) << messageOf(F.takeError());
  EXPECT_TRUE(F->isAIE2());
  Expected<std::vector<Symbol>> S = symbols(*F);
  ASSERT_TRUE(bool(S)) << messageOf(S.takeError());
  ASSERT_EQ(S->size(), 3u);
  EXPECT_EQ((*S)[1].Name, "here"); // local symbols first
  EXPECT_EQ((*S)[2].Name, "main");
  unsigned R = F->findSection(".rela.text");
  ASSERT_NE(R, 0u);
  EXPECT_EQ(F->Sections[R].Info, T);
  Expected<std::vector<Relocation>> Rels = relocations(*F, R);
  ASSERT_TRUE(bool(Rels)) << messageOf(Rels.takeError());
  ASSERT_EQ(Rels->size(), 2u);
  EXPECT_EQ((*Rels)[0].Symbol, 2u);
  EXPECT_EQ((*Rels)[0].Addend, -4);
  EXPECT_EQ((*Rels)[1].Symbol, 1u);
  EXPECT_EQ((*Rels)[1].Type, 50u);
}

TEST(Elf, Messages) {
  EXPECT_EQ(messageOf(parse(Bytes{1, 2, 3}).takeError()),
            "not an ELF file: the first four bytes are not 7f 45 4c 46");
  Bytes Data = serialize(sample());
  Bytes Bad = Data;
  Bad[4] = 2;
  EXPECT_EQ(messageOf(parse(Bad).takeError()),
            "ELF header: class 2, data 1: not a 32-bit little-endian file, "
            "which objects of a core are");
  Bad = Data;
  Bad[36] = 3;
  EXPECT_EQ(messageOf(parseCore(Bad).takeError()),
            "ELF header: machine 264, flags 0x3: not a program of an AIE2 core "
            "(machine 264, flags 2)");
  Bad = Data;
  Bad[52 + 14] = 2; // .text at 0x20000
  EXPECT_EQ(messageOf(parseCore(Bad).takeError()),
            "program header 0: 0x20000..0x20004 is neither program memory "
            "(0..0x3fff) nor a data window of a core (0x40000..0x7ffff)");
  Bad = Data;
  Bad[52 + 21] = 0x41; // .text of 0x4104 bytes
  EXPECT_EQ(messageOf(parseCore(Bad).takeError()),
            "program header 0: the program needs 16644 bytes from address 0x0, "
            "but program memory ends at 0x4000");
  // Alignments that would place a segment gigabytes away, or nowhere.
  for (auto [Value, Shown] :
       {std::pair(0x80000000u, "0x80000000"), std::pair(3u, "0x3"),
        std::pair(~0u, "0xffffffff")}) {
    Bad = Data;
    llvm::support::endian::write32le(&Bad[52 + 28], Value);
    EXPECT_EQ(messageOf(parseCore(Bad).takeError()),
              std::string("program header 0: p_align ") + Shown +
                  " is no power of two up to 0x80000");
  }
}

// Cut at every byte and bits flipped: an answer or an error.
TEST(Elf, DamagedFilesDoNoHarm) {
  Bytes Data = serialize(sample());
  for (size_t N = 0; N < Data.size(); ++N)
    if (auto Core = parseCore(BytesRef(Data).take_front(N)); !Core)
      llvm::consumeError(Core.takeError());
  std::mt19937 Random(6);
  for (unsigned N = 0; N < 20000; ++N) {
    Bytes Bad = Data;
    for (unsigned K = 0; K < 3; ++K)
      Bad[Random() % Bad.size()] ^= 1u << Random() % 8;
    if (auto Core = parseCore(Bad); !Core)
      llvm::consumeError(Core.takeError());
    Expected<File> F = parse(Bad);
    if (!F) {
      llvm::consumeError(F.takeError());
      continue;
    }
    EXPECT_EQ(serialize(*F).size(), Bad.size());
    for (unsigned I = 1; I < F->Sections.size(); ++I)
      if (F->Sections[I].Type == ELF::SHT_RELA)
        if (auto R = relocations(*F, I); !R)
          llvm::consumeError(R.takeError());
  }
}

} // namespace
