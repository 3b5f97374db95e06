//===- Harness.cpp - compile, check, run for tests ------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Harness.h"
#include "ConfigForms.h"
#include "aieforge/Check/Check.h"
#include "aieforge/Raise/Raise.h"
#include "llvm/Support/FormatVariadic.h"
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

std::string aieforge::e2e::findings(const CompileResult &R) {
  std::string Text;
  for (const auto &[Name, Data] :
       {std::pair<const char *, BytesRef>{"a.xclbin", R.Xclbin},
        {"a.insts.bin", R.Instructions},
        {"a.pdi", R.Pdi}})
    for (const Finding &F : check::checkFile(Name, Data))
      Text += F.File + " " + F.Rule + " " + F.What + "\n";
  return Text;
}

void aieforge::e2e::expectNoFindings(const CompileResult &R) {
  EXPECT_EQ(findings(R), "");
}

std::string aieforge::e2e::raiseLosses(const CompileResult &R) {
  pdi::Pdi Image = llvm::cantFail(pdi::parse(R.Pdi, cdo::Mode::Firmware));
  std::optional<txn::Transaction> Stream;
  if (!R.Instructions.empty())
    Stream = llvm::cantFail(txn::parse(R.Instructions));
  raise::Source S;
  S.Device = hw::findDevice(R.DeviceTarget);
  S.Ops = llvm::cantFail(cdo::registerOps(Image.Cdo));
  S.Stream = Stream ? &*Stream : nullptr;
  auto Raised = raise::raise(S, {});
  if (!Raised)
    return llvm::toString(Raised.takeError());
  std::string Text;
  for (const std::string &Loss : Raised->Losses)
    Text += "raised design: " + Loss + "\n";
  return Text;
}

std::string aieforge::e2e::run(emu::Machine &M, const Bytes &Instructions,
                               Buffers &B) {
  std::vector<emu::HostArgument> Arguments;
  for (unsigned I = 0; I < B.Data.size(); ++I)
    Arguments.push_back({I, B.Data[I]});
  auto Result = M.run(Instructions, std::move(Arguments));
  if (!Result)
    return llvm::toString(Result.takeError());
  std::string Text;
  for (const std::string &Line : Result->HangReport)
    Text += Line + "\n";
  for (const emu::Problem &P : Result->Problems)
    Text += P.Text + "\n";
  for (emu::BufferResult &R : Result->Buffers)
    B.Data.at(R.Index) = std::move(R.Data);
  if (Result->Status != emu::RunStatus::Completed)
    Text += emu::toString(Result->Status).str() + "\n";
  return Text;
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

std::string aieforge::e2e::difference(const Buffers &Got,
                                      const Buffers &Wanted) {
  std::string Text;
  for (size_t I = 0; I < Wanted.Data.size(); ++I)
    for (size_t At = 0; At < Wanted.Data[I].size(); ++At)
      if (Got.Data[I][At] != Wanted.Data[I][At]) {
        Text += llvm::formatv("buffer {0}, byte {1} of {2} is {3}; the model "
                              "says {4}\n",
                              I, At, Wanted.Data[I].size(),
                              unsigned(Got.Data[I][At]),
                              unsigned(Wanted.Data[I][At]));
        break;
      }
  return Text;
}

std::string aieforge::e2e::problems(const Design &D, const std::string &Text,
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
  CompiledForms Forms;
  for (const std::string &Sequence : Sequences) {
    CompileOptions Options = compileOptions();
    Options.SequenceName = Sequence;
    Options.DeviceName = D.Device;
    auto R = compileDesign(llvm::MemoryBuffer::getMemBufferCopy(
                               Text, Folder + "/" + D.Name + ".mlir"),
                           Kernels, Options);
    if (!R)
      return llvm::toString(R.takeError());
    if (std::string Found = R->Warnings + findings(*R) + raiseLosses(*R);
        !Found.empty())
      return Found;
    if (!Machine) {
      emu::MachineOptions Machines;
      Machines.Scratchpad = D.Scratchpad;
      for (const LoadedImage &Image : R->Images)
        Machines.Images[Image.Id] = Image.Pdi;
      auto Created = emu::Machine::create(R->Xclbin, std::move(Machines));
      if (!Created)
        return llvm::toString(Created.takeError());
      Machine = std::move(*Created);
    }
    if (!R->ControlPackets.empty())
      Got.Data.push_back(R->ControlPackets);
    if (Forms.Streams.empty())
      Forms.Before = Got;
    if (std::string Found = run(*Machine, R->Instructions, Got); !Found.empty())
      return Found;
    Got.Data.resize(D.Args.size());
    Forms.Config = std::move(R->Config);
    Forms.Device = hw::findDevice(R->DeviceTarget);
    Forms.Scratchpad = D.Scratchpad;
    Forms.Simplify = D.Simplify;
    // Another image takes the place of what the forms have loaded.
    if (R->Images.empty())
      Forms.Streams.push_back(std::move(R->Instructions));
  }
  if (D.Simplify)
    D.Simplify(Got);
  std::string Found = difference(Got, Wanted);
  return Found.empty() ? formDifferences(Forms) : Found;
}
