//===- InstructionElfTest.cpp - instruction streams in ELF files ----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/InstructionElf.h"
#include "WordList.h"
#include "llvm/Support/Endian.h"
#include "llvm/Testing/Support/Error.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace aieforge;
using namespace aieforge::insts;
using namespace aieforge::test;
using llvm::Failed;
using llvm::FailedWithMessage;
using llvm::HasValue;
using llvm::Succeeded;
using testing::ElementsAre;
using testing::HasSubstr;

/// Loads image 2, then writes BD 1 of column 1 for 64 words and patches the
/// second buffer's address, 16 bytes on, into it.
static txn::Transaction stream(const char *Device = "npu2") {
  txn::Transaction T(*hw::findDevice(Device));
  uint32_t Bd1 = hw::tileAddress(1, 0, 0x1D020);
  T.Ops = {txn::LoadPdi{2, 0, 0},
           txn::BlockWrite{Bd1, {64, 0x123, 0x40010055, 0, 0, 0, 0, 0x2000000}},
           txn::DdrPatch{Bd1 + 4, 1, 16},
           txn::Tct{hw::Direction::S2MM, 0, 1, 0, 1, 1}};
  return T;
}

static InstructionElf group() {
  InstructionElf E;
  E.Columns = 8;
  E.Images = {{1, {1, 2, 3, 4}}, {2, Bytes(20, 7)}};
  for (const char *Kernel : {"main", "add_two"}) {
    Program &P = E.Programs.emplace_back();
    P.Kernel = Kernel;
    P.Sequence = std::string(Kernel) + "_sequence";
    P.Arguments = 3;
    Part Text = llvm::cantFail(relocatedText(stream(), {}));
    Text.Name += "." + std::to_string(E.Programs.size() - 1);
    P.Parts = {Text};
  }
  E.Uid = contentUid(E);
  return E;
}

TEST(InstructionElf, RelocationsOfAStream) {
  Expected<Part> P = relocatedText(stream(), {});
  ASSERT_THAT_EXPECTED(P, Succeeded());
  // LOADPDI behind the header; the block's data behind its own header of 16.
  Patch Image{".pdi.2", 0, 16 + 8, 8, 0};
  Patch Address{"1", 64 * 4, 16 + 16 + 16, 5, 16};
  EXPECT_THAT(P->Patches, ElementsAre(Image, Address));
  // What XRT adds to is cleared; everything else of the BD stays.
  std::vector<uint32_t> Words = wordsOf(P->Contents);
  EXPECT_EQ(Words[12], 64u);
  EXPECT_EQ(Words[13], 3u);
  EXPECT_EQ(Words[14], 0x40010000u);
  EXPECT_EQ(Words[19], 0x2000000u);

  SymbolNaming Names;
  Names.FirstArgument = 3;
  EXPECT_EQ(relocatedText(stream(), Names)->Patches[1].Symbol, "4");
  Names.ControlPackets = 1;
  EXPECT_EQ(relocatedText(stream(), Names)->Patches[1].Symbol,
            "control-packet");
}

TEST(InstructionElf, PartialFileOfAStream) {
  // A packet of 4 words to BD 0 of the shim, one that leaves the address out,
  // and two zero words between them.
  ControlData C;
  C.Packets = bytesOfWords({0x1F, 0x8031D000, 128, 0, 0, 7, 0, 0, //
                            0x1F, 0x8011D020, 32, 0});
  C.Argument = 1;
  C.Addresses = {{12, 0}};
  Expected<InstructionElf> E = partialElf(stream(), C);
  ASSERT_THAT_EXPECTED(E, Succeeded());
  ASSERT_EQ(E->Programs.size(), 1u);
  ASSERT_EQ(E->Programs[0].Parts.size(), 2u);
  const Part &Data = E->Programs[0].Parts[0], &Text = E->Programs[0].Parts[1];
  EXPECT_EQ(Data.Name, ".ctrldata");
  EXPECT_EQ(Data.Contents, C.Packets);
  // At the control header: the address is 8 bytes behind it.
  EXPECT_THAT(Data.Patches, ElementsAre(Patch{"3", 512, 4, 4, 0}));
  EXPECT_EQ(Text.Name, ".ctrltext");
  EXPECT_EQ(Text.Patches[1].Symbol, "control-packet");
  EXPECT_EQ(partialElf(stream())->Programs[0].Parts[0].Patches[1].Symbol, "4");
  // Neither a data word, nor a place where none is, nor a shorter packet.
  for (uint32_t Offset : {0u, 16u, 20u, 44u, 4096u}) {
    C.Addresses = {{Offset, 0}};
    EXPECT_THAT_EXPECTED(partialElf(stream(), C),
                         FailedWithMessage(HasSubstr("is not the address of a "
                                                     "shim BD")))
        << Offset;
  }
}

/// \p E as the writer has it, damaged in one word after the other: whatever is
/// still read can be written, and that can be read and written with the same
/// result.
static void attackWords(const InstructionElf &E) {
  Bytes File = llvm::cantFail(serialize(E));
  for (size_t At = 0; At + 4 <= File.size(); At += 4)
    for (uint32_t Value : {0u, 1u, 0xFFFFu, 0x80000000u, ~0u}) {
      Bytes Bad = File;
      llvm::support::endian::write32le(&Bad[At], Value);
      Expected<InstructionElf> Read = insts::parse(Bad);
      if (!Read) {
        EXPECT_NE(toString(Read.takeError()), "");
        continue;
      }
      Expected<Bytes> Written = serialize(*Read);
      ASSERT_THAT_EXPECTED(Written, Succeeded()) << At << " " << Value;
      Expected<InstructionElf> Again = insts::parse(*Written);
      if (!Again) {
        EXPECT_NE(toString(Again.takeError()), "");
        continue;
      }
      EXPECT_THAT_EXPECTED(serialize(*Again), HasValue(*Written))
          << At << " " << Value;
    }
  for (size_t Size = 0; Size < File.size(); ++Size)
    if (auto Read = insts::parse(BytesRef(File).take_front(Size)); !Read)
      EXPECT_NE(toString(Read.takeError()), "");
}

TEST(InstructionElf, WhatIsReadComesBack) {
  InstructionElf E = group();
  attackWords(E);
  E.Images.clear();
  E.Programs.resize(1);
  E.Programs[0].Parts[0].Name = ".ctrltext";
  E.Columns = 0;
  for (Generation G : {Generation::Partial, Generation::PartialOld}) {
    E.Gen = G;
    attackWords(E);
  }
}

TEST(InstructionElf, PatchesNeedABlockWrite) {
  txn::Transaction T = stream();
  std::get<txn::DdrPatch>(T.Ops[2]).Register += 0x20;
  EXPECT_THAT_EXPECTED(
      relocatedText(T, {}),
      FailedWithMessage(HasSubstr("operation 2 (DDR_PATCH of register "
                                  "0x201d044): no block write")));
}

TEST(InstructionElf, PatchesOfMemoryTiles) {
  txn::Transaction T(*hw::findDevice("npu1"));
  uint32_t Bd = hw::tileAddress(0, 1, 0xA0000);
  T.Ops = {txn::BlockWrite{Bd, {1, 2, 3, 4, 5, 6, 7, 8}}, txn::DdrPatch{Bd, 0},
           txn::DdrPatch{Bd + 4, 2}, txn::DdrPatch{Bd + 8, 3}};
  Expected<Part> P = relocatedText(T, {});
  ASSERT_THAT_EXPECTED(P, Succeeded());
  EXPECT_THAT(P->Patches, ElementsAre(Patch{"0", 0x1FFFF, 32, 3, 0},
                                      Patch{"2", 0x7FFFF, 36, 3, 0}));
}

TEST(InstructionElf, GroupFile) {
  InstructionElf E = group();
  Expected<Bytes> File = serialize(E);
  ASSERT_THAT_EXPECTED(File, Succeeded());
  EXPECT_TRUE(looksLikeInstructionElf(*File));
  EXPECT_EQ((*File)[7], 0x45);
  EXPECT_EQ((*File)[8], 0x10);
  EXPECT_THAT_EXPECTED(parse(*File), HasValue(E));

  Expected<elf::File> Raw = elf::parse(*File);
  ASSERT_THAT_EXPECTED(Raw, Succeeded());
  std::vector<std::string> Names;
  for (const elf::Section &S : Raw->Sections)
    Names.push_back(S.Name);
  EXPECT_THAT(Names,
              ElementsAre("", ".shstrtab", ".strtab", ".symtab", ".pdi.1",
                          ".pdi.2", ".ctrltext.0", ".dynstr", ".dynsym",
                          ".rela.dyn", ".group.0", ".pdi.1", ".pdi.2",
                          ".ctrltext.1", ".group.1", ".dynamic",
                          ".note.xrt.configuration", ".note.xrt.UID"));
  // PT_PHDR, three loads for each program, PT_DYNAMIC. The second program's
  // images are those of the first.
  ASSERT_EQ(Raw->Segments.size(), 8u);
  EXPECT_EQ(Raw->Segments[1].Offset, Raw->Segments[4].Offset);
  EXPECT_NE(Raw->Segments[3].Offset, Raw->Segments[6].Offset);
  EXPECT_EQ(Raw->Segments[1].Offset % 16, 0u);
  Expected<std::vector<elf::Symbol>> Symbols = elf::symbols(*Raw);
  ASSERT_THAT_EXPECTED(Symbols, Succeeded());
  EXPECT_EQ((*Symbols)[1].Name, "_Z4mainPcPcPc");
  EXPECT_EQ((*Symbols)[2].Name, "main_sequence");
  EXPECT_EQ((*Symbols)[4].Section, 3u) << "the kernel's symbol";
}

TEST(InstructionElf, PartialFile) {
  InstructionElf E;
  E.Gen = Generation::Partial;
  E.Programs.emplace_back().Parts = {
      {".ctrldata", {1, 2, 3, 4}, {}},
      llvm::cantFail(relocatedText(stream("npu1"), {3, 1}))};
  E.Uid = contentUid(E);
  EXPECT_EQ(E.Uid.size(), 16u);
  Expected<Bytes> File = serialize(E);
  ASSERT_THAT_EXPECTED(File, Succeeded());
  EXPECT_THAT_EXPECTED(parse(*File), HasValue(E));
  ASSERT_NE(parse(*File)->Programs[0].text(), nullptr);
  EXPECT_THAT_EXPECTED(txn::parse(parse(*File)->Programs[0].text()->Contents),
                       Succeeded());
}

/// A stream without addresses has no dynamic sections; laid out by hand: a
/// header, two program headers, the stream, the names, the note.
TEST(InstructionElf, SmallestFile) {
  InstructionElf E;
  E.Gen = Generation::Partial;
  E.Programs.emplace_back().Parts = {{".ctrltext", Bytes(0x14, 9), {}}};
  Expected<Bytes> File = serialize(E);
  ASSERT_THAT_EXPECTED(File, Succeeded());
  std::vector<uint32_t> W = wordsOf(*File);
  EXPECT_EQ(W[7], 0x34u);  // e_phoff
  EXPECT_EQ(W[8], 0xE0u);  // e_shoff
  EXPECT_EQ(W[13], 6u);    // PT_PHDR
  EXPECT_EQ(W[14], 0x34u); //   p_offset
  EXPECT_EQ(W[17], 0x40u); //   p_filesz
  EXPECT_EQ(W[21], 1u);    // PT_LOAD
  EXPECT_EQ(W[22], 0x80u); //   p_offset
  EXPECT_EQ(W[25], 0x14u); //   p_filesz
  EXPECT_EQ(W[27], 5u);    //   R X
  EXPECT_EQ(W[28], 16u);   //   p_align
  EXPECT_EQ(W[0x80 / 4], 0x09090909u);
  EXPECT_EQ((*File)[0x95], '.'); // behind the empty name
  EXPECT_EQ((*File)[0xB7], 4);   // the note's owner has four bytes
  EXPECT_EQ(File->size(), 0xE0u + 4 * 40);
}

TEST(InstructionElf, OlderFilesKeepTheKindInTheAddend) {
  InstructionElf E;
  E.Gen = Generation::Partial;
  E.Programs.emplace_back().Parts = {
      {".ctrltext", Bytes(32), {{"3", 64, 16, 0x0A, 0x40005}}}};
  Expected<Bytes> File = serialize(E);
  ASSERT_THAT_EXPECTED(File, Succeeded());
  (*File)[8] = 1;
  Expected<InstructionElf> Old = parse(*File);
  ASSERT_THAT_EXPECTED(Old, Succeeded());
  EXPECT_THAT(Old->Programs[0].Parts[0].Patches,
              ElementsAre(Patch{"3", 64, 16, 5, 0x4000}));
  EXPECT_THAT_EXPECTED(serialize(*Old), HasValue(*File));
}

TEST(InstructionElf, RefusesOthers) {
  Bytes File = llvm::cantFail(serialize(group()));
  auto With = [&](size_t At, uint8_t Value) {
    Bytes Changed = File;
    Changed[At] = Value;
    return Changed;
  };
  EXPECT_THAT_EXPECTED(parse(With(7, 0x40)),
                       FailedWithMessage(HasSubstr("OS/ABI is 0x40")));
  EXPECT_THAT_EXPECTED(parse(With(8, 3)),
                       FailedWithMessage(HasSubstr("ABI version at offset 0x8 "
                                                   "is 0x3")));
  EXPECT_THAT_EXPECTED(parse(With(18, 8)),
                       FailedWithMessage(HasSubstr("machine number is 8")));
  EXPECT_FALSE(looksLikeInstructionElf(With(18, 8)));
  for (size_t Size = 0; Size < File.size(); ++Size)
    EXPECT_THAT_EXPECTED(parse(BytesRef(File).take_front(Size)), Failed());
}
