//===- Harness.cpp - compile, check, run for tests ------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Harness.h"
#include "aieforge/Check/Check.h"
#include "gtest/gtest.h"

#include <ostream>
#include <random>

using namespace aieforge;
using namespace aieforge::e2e;

void aieforge::e2e::PrintTo(const Design &D, std::ostream *OS) {
  *OS << D.Name;
}

std::function<void(Buffers &)>
aieforge::e2e::eachWord(std::function<uint32_t(uint32_t)> F, unsigned In,
                        unsigned Out) {
  return [=](Buffers &B) {
    for (size_t I = 0; I < B.words(Out).size(); ++I)
      B.words(Out)[I] = F(B.words(In)[I]);
  };
}

CompileOptions aieforge::e2e::compileOptions() {
  CompileOptions Options;
  Options.SysrootLibDir = AIEFORGE_SYSROOT_LIB;
  Options.Verify = true;
  return Options;
}

CompileResult aieforge::e2e::compile(const std::string &Text,
                                     const std::vector<std::string> &Kernels,
                                     const CompileOptions &Options,
                                     const std::string &Name) {
  auto Result = compileDesign(llvm::MemoryBuffer::getMemBufferCopy(Text, Name),
                              Kernels, Options);
  if (!Result) {
    ADD_FAILURE() << llvm::toString(Result.takeError());
    return {};
  }
  return std::move(*Result);
}

void aieforge::e2e::expectNoFindings(const CompileResult &R) {
  for (const auto &[Name, Data] :
       {std::pair<const char *, BytesRef>{"a.xclbin", R.Xclbin},
        {"a.insts.bin", R.Instructions},
        {"a.pdi", R.Pdi}})
    for (const Finding &F : check::checkFile(Name, Data))
      ADD_FAILURE() << F.File << " " << F.Rule << " " << F.What;
}

bool aieforge::e2e::run(emu::Machine &M, const Bytes &Instructions,
                        Buffers &B) {
  std::vector<emu::HostArgument> Arguments;
  for (unsigned I = 0; I < B.Data.size(); ++I)
    Arguments.push_back({I, B.Data[I]});
  auto Result = M.run(Instructions, std::move(Arguments));
  if (!Result) {
    ADD_FAILURE() << llvm::toString(Result.takeError());
    return false;
  }
  for (const std::string &Line : Result->HangReport)
    ADD_FAILURE() << Line;
  for (const emu::Problem &P : Result->Problems)
    ADD_FAILURE() << P.Text;
  for (emu::BufferResult &R : Result->Buffers)
    B.Data.at(R.Index) = std::move(R.Data);
  EXPECT_EQ(Result->Status, emu::RunStatus::Completed);
  return Result->Status == emu::RunStatus::Completed;
}

Buffers aieforge::e2e::randomBuffers(const std::vector<unsigned> &Sizes,
                                     unsigned Seed) {
  std::mt19937 Generator(Seed);
  std::vector<std::vector<uint8_t>> Data;
  for (unsigned Size : Sizes) {
    Data.emplace_back(Size);
    for (uint8_t &Byte : Data.back())
      Byte = Generator();
  }
  return Buffers(std::move(Data));
}

void aieforge::e2e::expectEqual(const Buffers &Got, const Buffers &Wanted) {
  for (size_t I = 0; I < Wanted.Data.size(); ++I)
    for (size_t At = 0; At < Wanted.Data[I].size(); ++At)
      if (Got.Data[I][At] != Wanted.Data[I][At]) {
        ADD_FAILURE() << "buffer " << I << ", byte " << At << " of "
                      << Wanted.Data[I].size() << " is "
                      << unsigned(Got.Data[I][At]) << "; the model says "
                      << unsigned(Wanted.Data[I][At]);
        break;
      }
}

void aieforge::e2e::expectMeaning(const Design &D, const std::string &Text,
                                  const std::string &Folder) {
  std::vector<std::string> Kernels;
  for (const std::string &K : D.Kernels)
    Kernels.push_back(Folder + "/" + K);
  Buffers Got = randomBuffers(D.Args, 1);
  if (D.Prepare)
    D.Prepare(Got);
  Buffers Wanted = Got;
  D.Model(Wanted);

  std::vector<std::string> Sequences = D.Sequences;
  if (Sequences.empty())
    Sequences.push_back("");
  std::unique_ptr<emu::Machine> Machine;
  for (const std::string &Sequence : Sequences) {
    CompileOptions Options = compileOptions();
    Options.SequenceName = Sequence;
    CompileResult R =
        compile(Text, Kernels, Options, Folder + "/" + D.Name + ".mlir");
    if (R.Xclbin.empty())
      return;
    EXPECT_EQ(R.Warnings, "");
    expectNoFindings(R);
    if (!Machine) {
      auto Created = emu::Machine::create(R.Xclbin);
      ASSERT_TRUE(bool(Created)) << llvm::toString(Created.takeError());
      Machine = std::move(*Created);
    }
    if (!run(*Machine, R.Instructions, Got))
      return;
  }
  expectEqual(Got, Wanted);
}
