//===- LinkerTest.cpp - programs of cores ---------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Objects come from the assembler; the linked image is read back and its
// bundles are decoded.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Target/AIE2/Linker.h"
#include "Messages.h"
#include "aieforge/Support/Files.h"
#include "aieforge/Target/AIE2/Assembler.h"
#include "aieforge/Target/AIE2/ISA.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"
#include "gtest/gtest.h"

#include <deque>
#include <random>

using namespace aieforge;
using namespace aieforge::aie2;
using aieforge::test::messageOf;
using llvm::StringRef;

namespace {

/// Inputs and request of one link.
class LinkerTest : public ::testing::Test {
protected:
  void SetUp() override {
    auto Source = readFile(AIEFORGE_SOURCE_DIR "/sysroot/crt0.s");
    ASSERT_EQ(messageOf(Source), "");
    add("crt0.o", (*Source)->getBuffer());
    Request.DataRegions = {{0x70800, 0x71000}, {0x78000, 0x80000}};
  }

  Bytes object(StringRef Name, StringRef Source) {
    Expected<AssembledObject> O = assemble(Source, Name);
    EXPECT_EQ(messageOf(O), "");
    return O ? O->Elf : Bytes();
  }
  void addBytes(StringRef Name, Bytes Data) {
    Names.push_back(Name.str());
    Buffers.push_back(std::move(Data));
    StringRef Text(reinterpret_cast<const char *>(Buffers.back().data()),
                   Buffers.back().size());
    Request.Inputs.push_back({Text, Names.back()});
  }
  void add(StringRef Name, StringRef Source) {
    addBytes(Name, object(Name, Source));
  }

  LinkedCore link() {
    Expected<LinkedCore> Core = linkCore(Request);
    EXPECT_EQ(messageOf(Core), "");
    return Core ? std::move(*Core) : LinkedCore();
  }
  elf::CoreElf image(const LinkedCore &Core) {
    return llvm::cantFail(elf::parseCore(Core.Elf));
  }
  std::string error() { return messageOf(linkCore(Request)); }

  static uint32_t addressOf(const LinkedCore &Core, StringRef Name) {
    for (const LinkedSymbol &S : Core.Symbols)
      if (S.Name == Name)
        return S.Address;
    return ~0u;
  }

  /// The text of the bundle at \p Address.
  static std::string at(const elf::CoreElf &Core, uint32_t Address) {
    Expected<Bundle> B =
        decodeBundle(BytesRef(Core.Segments[0].Data).drop_front(Address));
    return B ? aie2::toString(*B) : llvm::toString(B.takeError());
  }

  LinkRequest Request;
  std::deque<std::string> Names;
  std::deque<Bytes> Buffers;
};

const char *const CoreSource = R"(
    .section .text.core_0_2, "ax"
    .globl core_0_2
    .type core_0_2, @function
core_0_2:
    jl #kernel
    nop
    nop
    nop
    nop
    movxm p0, #of_in_buff_0
    ret lr
)";

const char *const KernelSource = R"(
    .section .text.unused, "ax"
    .globl unused
    .type unused, @function
unused:
    jl #missing
    .section .text.kernel, "ax"
    .globl kernel
    .type kernel, @function
kernel:
    movxm p1, #table
    movxm p2, #(counter+4)
    ret lr
    .section .rodata.table, "a"
    .align 32
table:
    .word 1, 2, kernel
    .section .bss.counter, "aw", @nobits
    .globl counter
    .align 8
counter:
    .zero 8
    .section .data.unused, "aw"
    .word missing
)";

TEST_F(LinkerTest, LinksACore) {
  add("core.o", CoreSource);
  add("kernel.o", KernelSource);
  Request.MainSymbol = "core_0_2";
  Request.AbsoluteSymbols = {{"of_in_buff_0", 0x70400}, {"other", 0x70500}};
  LinkedCore Core = link();
  elf::CoreElf Image = image(Core);

  ASSERT_EQ(Image.Segments.size(), 3u);
  EXPECT_EQ(Image.Segments[0].Address, 0u);
  EXPECT_EQ(Image.Segments[0].Data.size(), Core.ProgramBytes);
  EXPECT_EQ(Core.ProgramBytes % 16, 0u);
  EXPECT_EQ(at(Image, 0), "movxm sp, #458752"); // 0x70000
  EXPECT_EQ(addressOf(Core, "_sp_start_value_DM_stack"), 0x70000u);

  // The call of main goes to the core's function, that one's to the kernel.
  uint32_t Main = addressOf(Core, "core_0_2"),
           Kernel = addressOf(Core, "kernel");
  EXPECT_EQ(addressOf(Core, "main"), Main);
  EXPECT_EQ(Main % 16, 0u);
  EXPECT_EQ(at(Image, Main), llvm::formatv("jl #{0}", Kernel).str());
  EXPECT_EQ(at(Image, Main + 6 + 4 * 2), "movxm p0, #459776"); // 0x70400
  EXPECT_EQ(at(Image, Kernel), "movxm p1, #460800");           // 0x70800
  EXPECT_EQ(at(Image, Kernel + 6), "movxm p2, #460820");       // 0x70810 + 4

  // Data first, then zeros; both in the first region.
  const elf::CoreSegment &Data = Image.Segments[1], &Zeros = Image.Segments[2];
  EXPECT_EQ(Data.Address, 0x70800u);
  ASSERT_EQ(Data.Data.size(), 12u);
  EXPECT_EQ(Data.Data[4], 2);
  EXPECT_EQ(llvm::support::endian::read32le(&Data.Data[8]), Kernel);
  EXPECT_EQ(Zeros.Address, 0x70810u);
  EXPECT_EQ(Zeros.MemorySize, 8u);
  EXPECT_TRUE(Zeros.Data.empty());
  EXPECT_EQ(Core.DataBytes, 20u);

  EXPECT_EQ(addressOf(Core, "unused"), ~0u);
  EXPECT_EQ(addressOf(Core, "other"), ~0u); // nobody refers to it
}

TEST_F(LinkerTest, SameInputSameBytes) {
  add("core.o", CoreSource);
  add("kernel.o", KernelSource);
  Request.MainSymbol = "core_0_2";
  Request.AbsoluteSymbols = {{"of_in_buff_0", 0x70400}};
  EXPECT_EQ(link().Elf, link().Elf);
}

// Start-up code walks the table between the two symbols.
TEST_F(LinkerTest, ConstructorTable) {
  add("a.o", R"(
    .globl main
main: ret lr
    .section .text.one, "ax"
one: ret lr
    .section .text.two, "ax"
two: ret lr
    .section .init_array, "aw", @init_array
    .word two
    .section .init_array.100, "aw", @init_array
    .word one
)");
  LinkedCore Core = link();
  EXPECT_EQ(addressOf(Core, "_init_array_start"), 0x70800u);
  EXPECT_EQ(addressOf(Core, "_init_array_end"), 0x70808u);
  elf::CoreElf Image = image(Core);
  auto Word = [&](unsigned At) {
    return llvm::support::endian::read32le(&Image.Segments[1].Data[At]);
  };
  EXPECT_EQ(Word(0), addressOf(Core, "one")); // lower number first
  EXPECT_EQ(Word(4), addressOf(Core, "two"));
}

TEST_F(LinkerTest, EveryInstructionRelocation) {
  // Each kind of field in a small and in a big bundle.
  add("a.o", ".globl main\nmain:\n"
             "mova r1, #small\n"
             "nopb; mova r2, #small; nops; nopx; nopm; nopv\n"
             "movx r3, #small\n"
             "nopb; nopa; nops; movx r4, #small; nopm; nopv\n"
             "mov r5, #small\n"
             "nopb; nopa; nops; nopx; mov r6, #small; nopv\n"
             "movxm r7, #(big-1)\n"
             "nopb; nopa; nops; movxm r8, #big; nopv\n"
             "jz r9, #(main+16)\n"
             "ret lr\n");
  Request.AbsoluteSymbols = {{"small", 0x155}, {"big", 0x7abcd}};
  LinkedCore Core = link();
  elf::CoreElf Image = image(Core);
  uint32_t Main = addressOf(Core, "main");
  EXPECT_EQ(at(Image, Main), "mova r1, #341");
  EXPECT_EQ(at(Image, Main + 4), "nopb; mova r2, #341; nops; nopx; nopm; nopv");
  EXPECT_EQ(at(Image, Main + 20), "movx r3, #341");
  EXPECT_EQ(at(Image, Main + 24),
            "nopb; nopa; nops; movx r4, #341; nopm; nopv");
  EXPECT_EQ(at(Image, Main + 40), "mov r5, #341");
  EXPECT_EQ(at(Image, Main + 44), "nopb; nopa; nops; nopx; mov r6, #341; nopv");
  EXPECT_EQ(at(Image, Main + 60), "movxm r7, #502732");
  EXPECT_EQ(at(Image, Main + 66), "nopb; nopa; nops; movxm r8, #502733; nopv");
  EXPECT_EQ(at(Image, Main + 82),
            llvm::formatv("jz r9, #{0}", Main + 16).str());
}

TEST_F(LinkerTest, FillsRegionsInOrder) {
  add("a.o", R"(
    .globl main
main:
    movxm p0, #big
    movxm p1, #small
    ret lr
    .section .bss.big, "aw", @nobits
big: .zero 0x4000
    .section .bss.small, "aw", @nobits
small: .zero 16
)");
  LinkedCore Core = link();
  EXPECT_EQ(addressOf(Core, "big"), 0x78000u);
  EXPECT_EQ(addressOf(Core, "small"), 0x70800u);
}

TEST_F(LinkerTest, WeakDefinitionsGiveWay) {
  add("weak.o", ".weak f\n.section .text.f,\"ax\"\nf: movx r1, #1\n");
  add("strong.o", ".globl f\n.section .text.f,\"ax\"\nf: movx r1, #2\n");
  add("a.o", ".globl main\nmain: jl #f\n");
  LinkedCore Core = link();
  EXPECT_EQ(at(image(Core), addressOf(Core, "f")), "movx r1, #2");
}

Bytes archive(llvm::ArrayRef<std::pair<std::string, Bytes>> Members) {
  ByteWriter W;
  W.bytes(llvm::arrayRefFromStringRef("!<arch>\n"));
  for (const auto &[Name, Data] : Members) {
    std::string Header =
        llvm::formatv("{0,-16}{1,-12}{2,-6}{3,-6}{4,-8}{5,-10}`\n", Name + "/",
                      0, 0, 0, 644, Data.size())
            .str();
    W.bytes(llvm::arrayRefFromStringRef(Header));
    W.bytes(Data);
    W.align(2);
  }
  return W.take();
}

TEST_F(LinkerTest, ArchiveMembersOnDemand) {
  add("a.o", ".globl main\nmain: jl #f\n");
  Bytes F = object("f.o", ".globl f\nf: jl #g\n");
  Bytes G = object("g.o", ".globl g\ng: ret lr\n");
  Bytes Other = object("h.o", ".globl h\nh: jl #nowhere\n");
  addBytes("libx.a", archive({{"g.o", G}, {"h.o", Other}, {"f.o", F}}));
  LinkedCore Core = link();
  EXPECT_NE(addressOf(Core, "g"), ~0u);
  EXPECT_EQ(addressOf(Core, "h"), ~0u);
}

TEST_F(LinkerTest, UndefinedSymbols) {
  add("core.o", CoreSource);
  Request.MainSymbol = "core_0_2";
  EXPECT_EQ(error(), "undefined symbol kernel, referenced by core.o, in "
                     "core_0_2\n"
                     "undefined symbol of_in_buff_0, referenced by core.o, in "
                     "core_0_2");
  Request.MainSymbol = "core_0_3";
  EXPECT_EQ(error(), "undefined symbol core_0_3: the main function of the core "
                     "is in none of the objects");
  Request.Inputs.erase(Request.Inputs.begin());
  EXPECT_EQ(error(),
            "no start-up code: no object defines __start; link crt0.o");
}

TEST_F(LinkerTest, DuplicateSymbols) {
  add("a.o", ".globl main\nmain: ret lr\n");
  add("b.o", ".globl main\nmain: ret lr\n");
  EXPECT_EQ(error(), "b.o: the symbol main is already defined in a.o");
}

TEST_F(LinkerTest, ProgramTooBig) {
  add("a.o", ".globl main\n.type main,@function\nmain: jl #huge\n"
             ".section .text.huge,\"ax\"\n.globl huge\n.type huge,@function\n"
             "huge: .zero 16384\n");
  EXPECT_EQ(error(), "the program needs 16560 bytes, but program memory has "
                     "16384; the largest functions are huge (16384 bytes), "
                     "__start (160 bytes), main (6 bytes)");
}

TEST_F(LinkerTest, DataTooBig) {
  add("a.o", ".globl main\nmain: movxm p0, #table\n.bss\n.align 64\n"
             "table: .zero 0x9000\n");
  EXPECT_EQ(error(),
            "data memory: no room for 36864 bytes (alignment 64) of .bss in "
            "a.o; the free regions are 0x70800..0x71000 (2048 bytes), "
            "0x78000..0x80000 (32768 bytes); the largest variables are table "
            "(36864 bytes)");
}

TEST_F(LinkerTest, RelocationOutOfRange) {
  add("a.o", ".globl main\nmain: mova r0, #buf\n");
  Request.AbsoluteSymbols = {{"buf", 0x70400}};
  EXPECT_EQ(error(), "a.o: .text+0x0: buf has the value 0x70400, but R_AIE_10 "
                     "holds -1024..1023; use movxm for addresses");
}

TEST_F(LinkerTest, NotAnObject) {
  addBytes("x.txt", Bytes{'h', 'e', 'l', 'l', 'o'});
  EXPECT_EQ(error(), "x.txt: not an ELF file: the first four bytes are not 7f "
                     "45 4c 46");
}

// Bits flipped in an object: a program or an error, never a crash.
TEST_F(LinkerTest, DamagedObjectsDoNoHarm) {
  Bytes Good = object("k.o", KernelSource);
  add("core.o", CoreSource);
  addBytes("k.o", Good);
  Request.MainSymbol = "core_0_2";
  Request.AbsoluteSymbols = {{"of_in_buff_0", 0x70400}};
  std::mt19937 Random(7);
  unsigned Refused = 0;
  for (unsigned N = 0; N < 20000; ++N) {
    Buffers.back() = Good;
    for (unsigned K = 0; K < 3; ++K)
      Buffers.back()[Random() % Good.size()] ^= 1u << Random() % 8;
    Request.Inputs.back() = {
        StringRef(reinterpret_cast<const char *>(Buffers.back().data()),
                  Good.size()),
        "k.o"};
    Refused += !error().empty();
  }
  EXPECT_GT(Refused, 0u);
}

} // namespace
