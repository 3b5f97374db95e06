//===- ExecTest.cpp - compiled programs do what the host does -------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Compiles the programs of Programs/ for the core, links them with start-up
// code and support library, runs them on the emulated core and compares every
// result with that of the same C code compiled natively.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Emulator/Core.h"
#include "aieforge/Formats/CoreElf.h"
#include "aieforge/Target/AIE2/Assembler.h"
#include "aieforge/Target/AIE2/CodeGen.h"
#include "aieforge/Target/AIE2/Linker.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/IRReader/IRReader.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/TargetParser/Triple.h"
#include "gtest/gtest.h"

#include <map>
#include <random>

using namespace aieforge;

using u32 = unsigned;

extern "C" {
#define NATIVE(name)                                                           \
  void name##_run(const u32 *, u32 *, u32);                                    \
  extern const u32 name##_size;
NATIVE(words)
NATIVE(control)
NATIVE(memory)
NATIVE(doubles)
NATIVE(floats)
NATIVE(wides)
NATIVE(vectors)
}

namespace {

constexpr uint32_t InputAddress = 0x74000, OutputAddress = 0x78000,
                   CountAddress = 0x73ffc;
constexpr unsigned Rounds = 60;

/// A core with its own data memory only.
struct Bus : emu::CoreBus {
  std::vector<uint8_t> Own = std::vector<uint8_t>(0x10000);

  uint8_t *dataMemory(emu::Window W) override {
    return W == emu::Window::Own ? Own.data() : nullptr;
  }
  bool acquire(unsigned, int) override { return true; }
  void release(unsigned, int) override {}
  bool streamRead(uint32_t &, bool &) override { return false; }
  bool streamWrite(uint32_t, bool) override { return false; }
  bool cascadeRead(emu::CascadeWord &) override { return false; }
  bool cascadeWrite(const emu::CascadeWord &) override { return false; }
  void event(unsigned) override {}
  bool busRead(uint32_t, uint32_t &) override { return false; }
  bool busWrite(uint32_t, uint32_t) override { return false; }

  uint32_t word(uint32_t Address) const {
    uint32_t V = 0;
    for (unsigned I = 0; I != 4; ++I)
      V |= uint32_t(Own[(Address & 0xffff) + I]) << (8 * I);
    return V;
  }
  void setWord(uint32_t Address, uint32_t V) {
    for (unsigned I = 0; I != 4; ++I)
      Own[(Address & 0xffff) + I] = uint8_t(V >> (8 * I));
  }
};

/// Compiles an IR file for the core.
Expected<Bytes> compile(llvm::StringRef Stem, unsigned OptLevel) {
  llvm::LLVMContext Context;
  llvm::SMDiagnostic Problem;
  std::string Path = (PROGRAM_IR_DIR "/" + Stem + ".ll").str();
  std::unique_ptr<llvm::Module> M = llvm::parseIRFile(Path, Problem, Context);
  if (!M)
    return makeError("{0}: {1}", Path, Problem.getMessage());
  M->setTargetTriple(llvm::Triple(codegen::targetTriple()));
  M->setDataLayout(codegen::dataLayout());
  codegen::CodeGenOptions Options;
  Options.OptLevel = OptLevel;
  Options.Verify = true;
  if (Error E = codegen::optimize(*M, Options))
    return std::move(E);
  return codegen::emitObject(*M, Options);
}

llvm::MemoryBufferRef buffer(const Bytes &Data, llvm::StringRef Name) {
  return {
      llvm::StringRef(reinterpret_cast<const char *>(Data.data()), Data.size()),
      Name};
}

/// Start-up code, program and support library as one image.
Expected<aie2::LinkedCore> build(llvm::StringRef Program, unsigned OptLevel) {
  std::vector<std::pair<std::string, Bytes>> Objects;
  for (llvm::StringRef File : {"crt0.s", "lib/divide.s"}) {
    auto Source = llvm::MemoryBuffer::getFile(
        llvm::Twine(AIEFORGE_SOURCE_DIR "/sysroot/") + File);
    if (!Source)
      return makeError("cannot read {0}", File);
    auto Object = aie2::assemble((*Source)->getBuffer(), File);
    if (!Object)
      return Object.takeError();
    Objects.emplace_back(File.str(), Object->Elf);
  }
  for (llvm::StringRef Stem :
       std::initializer_list<llvm::StringRef>{Program, SUPPORT_PROGRAMS}) {
    // The library is optimized as it is when it is built for use.
    bool IsProgram = Stem == Program;
    Expected<Bytes> Object = compile(Stem, IsProgram ? OptLevel : 2);
    if (!Object)
      return Object.takeError();
    Objects.emplace_back(Stem.str(), std::move(*Object));
  }
  aie2::LinkRequest Request;
  for (const auto &[Name, Data] : Objects)
    Request.Inputs.push_back(buffer(Data, Name));
  Request.AbsoluteSymbols = {{"test_inputs", InputAddress},
                             {"test_outputs", OutputAddress},
                             {"test_count", CountAddress}};
  Request.MainSymbol = "program_main";
  Request.StackSize = 0x2000;
  Request.DataRegions = {{0x72000, 0x73ff0}};
  return aie2::linkCore(Request);
}

void load(const elf::CoreElf &Image, emu::Core &Core, Bus &Memory) {
  for (const elf::CoreSegment &S : Image.Segments) {
    if (S.isProgram()) {
      ASSERT_TRUE(Core.writeProgramMemory(S.Address, S.Data));
      continue;
    }
    std::copy(S.Data.begin(), S.Data.end(),
              Memory.Own.begin() + (S.Address & 0xffff));
  }
}

using Native = void (*)(const u32 *, u32 *, u32);

void check(llvm::StringRef Program, Native Run, unsigned Size,
           unsigned OptLevel) {
  auto Linked = build(Program, OptLevel);
  ASSERT_TRUE(bool(Linked)) << toString(Linked.takeError());
  auto Image = elf::parseCore(Linked->Elf);
  ASSERT_TRUE(bool(Image)) << toString(Image.takeError());

  // Small and edge values as often as random ones.
  std::mt19937 Random(12345);
  static const uint32_t Edges[] = {0,          1,          2,          31,
                                   0x7f,       0xff,       0x8000,     0xffff,
                                   0x7fffffff, 0x80000000, 0xffffffff, 63};
  std::vector<u32> In;
  for (unsigned I = 0; I != 3 * Rounds; ++I)
    In.push_back(Random() % 2 ? Edges[Random() % std::size(Edges)] : Random());
  // Programs have static variables: natively each runs once.
  static std::map<std::string, std::vector<u32>> NativeResults;
  std::vector<u32> &Expected = NativeResults[Program.str()];
  if (Expected.empty()) {
    Expected.resize(Rounds * Size);
    Run(In.data(), Expected.data(), Rounds);
  }

  Bus Memory;
  emu::Core Core(Memory, 0x30002);
  load(*Image, Core, Memory);
  for (unsigned I = 0; I != In.size(); ++I)
    Memory.setWord(InputAddress + 4 * I, In[I]);
  Memory.setWord(CountAddress, Rounds);
  Core.setReset(false);
  Core.setEnable(true);
  Core.run(20'000'000);
  ASSERT_EQ(Core.state(), emu::CoreState::Done)
      << Core.faultText().str() << " at " << Core.pc();
  testing::Test::RecordProperty("cycles", std::to_string(Core.stats().Cycles));
  testing::Test::RecordProperty("bytes", std::to_string(Linked->ProgramBytes));
  unsigned Wrong = 0;
  for (unsigned I = 0; I != Expected.size() && Wrong < 20; ++I) {
    uint32_t Found = Memory.word(OutputAddress + 4 * I);
    if (Found == Expected[I])
      continue;
    ++Wrong;
    const u32 *A = &In[3 * (I / Size)];
    ADD_FAILURE() << Program.str() << " -O" << OptLevel << ": function "
                  << I % Size << " of (" << A[0] << ", " << A[1] << ", " << A[2]
                  << ") is " << Found << ", not " << Expected[I];
  }
}

class Exec : public testing::TestWithParam<unsigned> {};

#define EXEC_TEST(Program)                                                     \
  TEST_P(Exec, Program) {                                                      \
    check(#Program, Program##_run, Program##_size, GetParam());                \
  }
EXEC_TEST(words)
EXEC_TEST(control)
EXEC_TEST(memory)
EXEC_TEST(doubles)
EXEC_TEST(floats)
EXEC_TEST(wides)

// Vectors are no arguments: what passes them has to be inlined.
TEST_P(Exec, vectors) {
  if (GetParam() != 0)
    check("vectors", vectors_run, vectors_size, GetParam());
}

INSTANTIATE_TEST_SUITE_P(Levels, Exec, testing::Values(0, 1, 2, 3));

} // namespace
