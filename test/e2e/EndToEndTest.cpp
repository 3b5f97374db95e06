//===- EndToEndTest.cpp - compile, check, run, compare --------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every design goes the way a user's does, in one process: text to xclbin and
// instruction stream, the checks, the emulator on those bytes alone, and the
// output against what plain C++ says the design means.
//
//===----------------------------------------------------------------------===//

#include "Designs.h"
#include "Harness.h"
#include "aieforge/Formats/Pdi.h"
#include "aieforge/Formats/Transaction.h"
#include "aieforge/Hardware/Registers.h"
#include "aieforge/Support/Files.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "gtest/gtest.h"

#include <random>

using namespace aieforge;
using namespace aieforge::e2e;

namespace {

Bytes randomWords(unsigned Words, unsigned Seed) {
  std::mt19937 Generator(Seed);
  ByteWriter W;
  for (unsigned I = 0; I < Words; ++I)
    W.u32(Generator());
  return W.take();
}

Bytes addToWords(BytesRef Data, uint32_t Addend) {
  ByteWriter W;
  for (size_t I = 0; I < Data.size(); I += 4)
    W.u32(llvm::support::endian::read32le(Data.data() + I) + Addend);
  return W.take();
}

/// A kernel source in a temporary file.
class KernelFile {
public:
  explicit KernelFile(llvm::StringRef Text) {
    llvm::SmallString<128> Name;
    EXPECT_FALSE(
        llvm::sys::fs::createTemporaryFile("aieforge-e2e", "cc", Name));
    Path = Name.str().str();
    llvm::cantFail(
        writeFile(Path, BytesRef(reinterpret_cast<const uint8_t *>(Text.data()),
                                 Text.size())));
  }
  ~KernelFile() { llvm::sys::fs::remove(Path); }
  const std::string &path() const { return Path; }

private:
  std::string Path;
};

/// Runs with \p Input as argument 0; expects \p Output in argument 1.
void expectOutput(const CompileResult &R, const Bytes &Input,
                  const Bytes &Output) {
  if (R.Xclbin.empty())
    return;
  auto Machine = emu::Machine::create(R.Xclbin);
  ASSERT_TRUE(bool(Machine)) << llvm::toString(Machine.takeError());
  Buffers Contents({Input, Bytes(Output.size())});
  EXPECT_EQ(run(**Machine, R.Instructions, Contents), "");
  EXPECT_TRUE(Contents.Data[1] == Output);
}

/// FIFO elements of 64 B to 16 KiB, transfers of 1 to 1,000 elements. Two
/// 16 KiB FIFOs of depth 2 would fill a core tile, so those have depth 1.
const Shape Shapes[] = {{16, 1, 2},   {16, 2, 2},   {16, 7, 2},   {16, 1000, 2},
                        {64, 3, 2},   {64, 250, 2}, {256, 1, 1},  {256, 5, 2},
                        {256, 64, 3}, {1024, 2, 2}, {1024, 9, 2}, {2048, 16, 2},
                        {4096, 1, 1}, {4096, 10, 1}};

std::string shapeName(const testing::TestParamInfo<Shape> &Info) {
  return "W" + std::to_string(Info.param.Words) + "E" +
         std::to_string(Info.param.Elements) + "D" +
         std::to_string(Info.param.Depth);
}

class Sized : public testing::TestWithParam<Shape> {};

TEST_P(Sized, Passthrough) {
  KernelFile Kernel(passthroughKernel());
  CompileResult R = compile(passthrough(GetParam()), {Kernel.path()});
  expectNoFindings(R);
  Bytes In = randomWords(GetParam().transferWords(), 1);
  expectOutput(R, In, In);
}

TEST_P(Sized, PassthroughDma) {
  CompileResult R = compile(passthroughDma(GetParam()));
  expectNoFindings(R);
  Bytes In = randomWords(GetParam().transferWords(), 2);
  expectOutput(R, In, In);
}

TEST_P(Sized, VectorScalarAdd) {
  CompileResult R = compile(vectorScalarAdd(GetParam(), -12345));
  expectNoFindings(R);
  Bytes In = randomWords(GetParam().transferWords(), 3);
  expectOutput(R, In, addToWords(In, -12345));
}

INSTANTIATE_TEST_SUITE_P(E2E, Sized, testing::ValuesIn(Shapes), shapeName);

TEST(E2E, SpellingOf2024) {
  KernelFile Kernel(passthroughKernel());
  Shape S{128, 6, 2};
  CompileResult R = compile(passthrough2024(S), {Kernel.path()});
  expectNoFindings(R);
  Bytes In = randomWords(S.transferWords(), 4);
  expectOutput(R, In, In);
}

TEST(E2E, HandWrittenBelowFifos) {
  Shape S{96, 5, 1};
  CompileResult R = compile(handWritten2024(S));
  expectNoFindings(R);
  // The input's transfer has no token to wait for: enabled, with a warning.
  EXPECT_NE(R.Warnings.find("token"), std::string::npos) << R.Warnings;
  Bytes In = randomWords(S.transferWords(), 5);
  expectOutput(R, In, In);
}

TEST(E2E, FourColumns) {
  KernelFile Kernel(passthroughKernel());
  Shape S{64, 4, 2, "npu1"};
  CompileResult R = compile(passthrough(S), {Kernel.path()});
  expectNoFindings(R);
  Bytes In = randomWords(S.transferWords(), 6);
  expectOutput(R, In, In);
}

TEST(E2E, SecondRunFindsTheArrayReady) {
  Shape S{64, 4, 2};
  CompileResult R = compile(vectorScalarAdd(S, 1));
  auto Machine = emu::Machine::create(R.Xclbin);
  ASSERT_TRUE(bool(Machine)) << llvm::toString(Machine.takeError());
  for (unsigned Run = 0; Run < 3; ++Run) {
    Bytes In = randomWords(S.transferWords(), 10 + Run);
    auto Result =
        (*Machine)->run(R.Instructions, {{0, In}, {1, Bytes(In.size())}});
    ASSERT_TRUE(bool(Result)) << llvm::toString(Result.takeError());
    ASSERT_EQ(Result->Status, emu::RunStatus::Completed);
    EXPECT_TRUE(Result->Buffers.at(1).Data == addToWords(In, 1));
  }
}

TEST(E2E, SameInputSameBytes) {
  KernelFile Kernel(passthroughKernel());
  // The kernel's path differs between the two compiles; the bytes must not.
  KernelFile Copy(passthroughKernel());
  CompileResult A = compile(passthrough({}), {Kernel.path()});
  CompileResult B = compile(passthrough({}), {Copy.path()});
  EXPECT_TRUE(A.Xclbin == B.Xclbin);
  EXPECT_TRUE(A.Pdi == B.Pdi);
  EXPECT_TRUE(A.Instructions == B.Instructions);
}

/// The word at \p Address is a register or memory that the tables know.
void expectKnown(const hw::Device &D, uint32_t Address) {
  std::string Name = hw::describeAddress(D, Address);
  EXPECT_EQ(Name.find("no such"), std::string::npos) << Name;
}

TEST(E2E, EveryWordIsAccountedFor) {
  KernelFile Kernel(passthroughKernel());
  const hw::Device &D = *hw::findDevice("npu1_1col");
  for (const CompileResult &R : {compile(passthrough({}), {Kernel.path()}),
                                 compile(passthroughDma({}))}) {
    pdi::Pdi Image = llvm::cantFail(pdi::parse(R.Pdi, cdo::Mode::Firmware));
    EXPECT_TRUE(pdi::serialize(Image) == R.Pdi);
    for (const RegisterOp &Op : llvm::cantFail(cdo::registerOps(Image.Cdo)))
      for (size_t I = 0; I < Op.Data.size(); ++I)
        expectKnown(D, Op.Address + 4 * I);
    txn::Transaction Stream = llvm::cantFail(txn::parse(R.Instructions));
    EXPECT_TRUE(txn::serialize(Stream) == R.Instructions);
    EXPECT_EQ(Stream.Ops.size(), 8u);
  }
}

} // namespace
