//===- StartupTest.cpp - start-up code on the emulated core ---------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// crt0.s, assembled, linked with a program and run with the timing of the
// exposed pipeline.
//
//===----------------------------------------------------------------------===//

#include "Messages.h"
#include "aieforge/Emulator/Core.h"
#include "aieforge/Support/Files.h"
#include "aieforge/Target/AIE2/Assembler.h"
#include "aieforge/Target/AIE2/Linker.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Endian.h"
#include "gtest/gtest.h"

using namespace aieforge;
using namespace aieforge::emu;
using aieforge::test::messageOf;
using llvm::StringRef;

namespace {

/// Own memory only.
struct OwnMemory : CoreBus {
  std::vector<uint8_t> Memory = std::vector<uint8_t>(64 * 1024);
  uint8_t *dataMemory(Window W) override {
    return W == Window::Own ? Memory.data() : nullptr;
  }
  bool acquire(unsigned, int) override { return true; }
  void release(unsigned, int) override {}
  bool streamRead(uint32_t &, bool &) override { return false; }
  bool streamWrite(uint32_t, bool) override { return true; }
  bool cascadeRead(CascadeWord &) override { return false; }
  bool cascadeWrite(const CascadeWord &) override { return true; }
  void event(unsigned) override {}
  bool busRead(uint32_t, uint32_t &) override { return false; }
  bool busWrite(uint32_t, uint32_t) override { return false; }
};

/// Links crt0.s with \p Source, runs it until it is done, and returns the words
/// at 0x70400, the log that the program writes.
std::vector<uint32_t> runProgram(StringRef Source, unsigned NumWords) {
  auto Crt = readFile(AIEFORGE_SOURCE_DIR "/sysroot/crt0.s");
  EXPECT_EQ(messageOf(Crt), "");
  Bytes Objects[2];
  Objects[0] =
      llvm::cantFail(aie2::assemble((*Crt)->getBuffer(), "crt0.s")).Elf;
  auto Assembled = aie2::assemble(Source, "a.s");
  EXPECT_EQ(messageOf(Assembled), "");
  Objects[1] = Assembled->Elf;
  aie2::LinkRequest Request;
  for (const Bytes &O : Objects)
    Request.Inputs.push_back(
        {StringRef(reinterpret_cast<const char *>(O.data()), O.size()), "o"});
  Request.AbsoluteSymbols = {{"log", 0x70400}};
  Request.DataRegions = {{0x70800, 0x71000}};
  auto Linked = aie2::linkCore(Request);
  EXPECT_EQ(messageOf(Linked), "");

  OwnMemory Bus;
  Core TheCore(Bus);
  for (const elf::CoreSegment &S :
       llvm::cantFail(elf::parseCore(Linked->Elf)).Segments) {
    if (S.isProgram())
      EXPECT_TRUE(TheCore.writeProgramMemory(S.Address, S.Data));
    else
      std::copy(S.Data.begin(), S.Data.end(),
                Bus.Memory.begin() + (S.Address & 0xffff));
  }
  TheCore.setReset(false);
  TheCore.setEnable(true);
  TheCore.run(10000);
  EXPECT_EQ(TheCore.state(), CoreState::Done) << TheCore.faultText().str();
  std::vector<uint32_t> Log;
  for (unsigned I = 0; I < NumWords; ++I)
    Log.push_back(llvm::support::endian::read32le(&Bus.Memory[0x400 + 4 * I]));
  return Log;
}

/// A function that appends a number to the log, whose end p7 points to.
std::string logger(StringRef Name, unsigned Number) {
  return llvm::formatv("  .section .text.{0}, \"ax\"\n"
                       "  .globl {0}\n"
                       "  .align 16\n"
                       "{0}:\n"
                       "  movx r0, #{1}\n"
                       "  ret lr\n"
                       "  st r0, [p7], #4\n"
                       "  nop\n  nop\n  nop\n  nop\n",
                       Name, Number)
      .str();
}

TEST(Startup, CallsMain) {
  auto Log = runProgram(".globl main\n"
                        "main: ret lr\n"
                        "  movxm p7, #log\n"
                        "  movxm r0, #4711\n"
                        "  st r0, [p7], #4\n"
                        "  mov r1, sp\n"
                        "  st r1, [p7], #4\n",
                        2);
  EXPECT_EQ(Log[0], 4711u);
  EXPECT_EQ(Log[1], 0x70000u);
}

TEST(Startup, CallsConstructorsInOrder) {
  auto Log = runProgram(
      // The first constructor sets up the log.
      "  .section .text.first, \"ax\"\nfirst: ret lr\n  movxm p7, #log\n"
      "  nop\n  nop\n  nop\n  nop\n" +
          logger("a", 1) + logger("b", 2) + logger("main", 3) +
          "  .section .init_array, \"aw\"\n  .word first, a, b, a\n",
      5);
  EXPECT_EQ(Log, (std::vector<uint32_t>{1, 2, 1, 3, 0}));
}

} // namespace
