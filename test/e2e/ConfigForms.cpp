//===- ConfigForms.cpp - one configuration in three forms -----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConfigForms.h"
#include "Harness.h"
#include "aieforge/Emulator/Firmware.h"
#include "aieforge/Hardware/Registers.h"
#include "llvm/Support/FormatVariadic.h"

#include <map>

using namespace aieforge;
using namespace aieforge::e2e;
using llvm::formatv;

/// Far more than a load or a run of a design takes.
static constexpr uint64_t QuietCycles = 10'000'000;

/// The problems of \p A in words.
static std::string problemsOf(emu::Array &A) {
  std::string Text;
  for (const emu::Problem &P : A.problems())
    Text += P.Text + "\n";
  return Text;
}

//===----------------------------------------------------------------------===//
// The forms
//===----------------------------------------------------------------------===//

std::string aieforge::e2e::loadAsImage(const ConfigProgram &P, emu::Array &A) {
  if (Error E = emu::Firmware(A).loadImage(pdi::serialize(toPdi(P)), 0))
    return llvm::toString(std::move(E));
  return problemsOf(A);
}

std::string aieforge::e2e::loadAsTransaction(const ConfigProgram &P,
                                             emu::Array &A) {
  auto T = txn::parse(txn::serialize(toTransaction(P, A.device())));
  if (!T)
    return llvm::toString(T.takeError());
  auto Result = emu::Firmware(A).run(*T);
  if (!Result)
    return llvm::toString(Result.takeError());
  return problemsOf(A);
}

/// The operations of \p P on tiles of \p Column.
static ConfigProgram columnOf(const ConfigProgram &P, unsigned Column) {
  auto Take = [&](const std::vector<ConfigOp> &Ops) {
    std::vector<ConfigOp> Some;
    for (const ConfigOp &Op : Ops)
      if (hw::TileAddress::decode(Op.Address).Column == Column)
        Some.push_back(Op);
    return Some;
  };
  return {Take(P.Elfs), Take(P.Init), Take(P.Enable)};
}

static Error deliver(llvm::ArrayRef<ctrlpkt::Packet> Packets, unsigned Column,
                     emu::Array &A) {
  for (const ctrlpkt::Packet &Packet : Packets) {
    auto Tile = ctrlpkt::defaultTile(A.device(), Column, Packet.packetId());
    if (!Tile)
      return makeError("no tile has packet id {0}", Packet.packetId());
    llvm::SmallVector<uint32_t> Words = {Packet.StreamWord, Packet.ControlWord};
    Words.append(Packet.Data.begin(), Packet.Data.end());
    if (Error E = A.deliverControlPacket(*Tile, Words))
      return E;
  }
  return Error::success();
}

std::string aieforge::e2e::loadAsControlPackets(const ConfigProgram &P,
                                                emu::Array &A) {
  const hw::Device &D = A.device();
  auto PacketsOf = [&](const ConfigProgram &Part) {
    Bytes Data = ctrlpkt::serialize(toControlPackets(
        Part, D, [](hw::TileId T) { return hw::defaultControllerId(T.Row); }));
    return ctrlpkt::parse(Data);
  };
  // A buffer of packets is for one column. The cores go last in all of them, as
  // in the other forms.
  std::vector<ctrlpkt::Packets> Enables;
  for (unsigned Column = 0; Column < D.Columns; ++Column) {
    ConfigProgram Whole = columnOf(P, Column);
    auto All = PacketsOf(Whole);
    Whole.Enable.clear();
    auto First = PacketsOf(Whole);
    if (!All || !First)
      return llvm::toString(
          llvm::joinErrors(All.takeError(), First.takeError()));
    if (Error E = deliver(*First, Column, A))
      return llvm::toString(std::move(E));
    Enables.emplace_back(All->begin() + First->size(), All->end());
  }
  for (unsigned Column = 0; Column < D.Columns; ++Column)
    if (Error E = deliver(Enables[Column], Column, A))
      return llvm::toString(std::move(E));
  return problemsOf(A);
}

//===----------------------------------------------------------------------===//
// Comparing
//===----------------------------------------------------------------------===//

/// Registers that count the time that passes, which the forms need different
/// amounts of, and one that changes when it is read.
static bool isComparable(const hw::Register &R) {
  return !R.Name.starts_with("Timer_Low") &&
         !R.Name.starts_with("Timer_High") &&
         !R.Name.contains("FoT_Count_FIFO_Pop");
}

/// The offsets of all comparable words of a tile's registers.
static const std::vector<uint32_t> &registerOffsets(hw::Generation G,
                                                    hw::TileKind K) {
  static std::map<std::pair<hw::Generation, hw::TileKind>,
                  std::vector<uint32_t>>
      Known;
  std::vector<uint32_t> &Offsets = Known[{G, K}];
  if (!Offsets.empty())
    return Offsets;
  for (const hw::WindowInfo &W : hw::windows(K)) {
    if (W.What != hw::Window::Registers)
      continue;
    for (uint32_t At = W.Offset; At < W.Offset + W.Bytes; At += 4)
      if (auto R = hw::findRegister(G, K, At); R && isComparable(*R->Reg))
        Offsets.push_back(At);
  }
  return Offsets;
}

static std::string registerDifference(hw::TileId T, emu::Array &Got,
                                      emu::Array &Wanted) {
  const hw::Device &D = Got.device();
  for (uint32_t Offset : registerOffsets(D.Gen, D.kind(T.Column, T.Row))) {
    uint32_t Address = hw::tileAddress(T.Column, T.Row, Offset);
    uint32_t Value = llvm::cantFail(Got.read32(Address));
    uint32_t Other = llvm::cantFail(Wanted.read32(Address));
    if (Value != Other)
      return formatv("{0} is {1:x8}, not {2:x8}\n",
                     hw::describeAddress(D, Address), Value, Other);
  }
  return {};
}

static std::string memoryDifference(const char *Name, hw::TileId T,
                                    BytesRef Got, BytesRef Wanted) {
  if (Got == Wanted)
    return {};
  size_t At =
      std::mismatch(Got.begin(), Got.end(), Wanted.begin()).first - Got.begin();
  return formatv("{0} of ({1},{2}), byte {3:x}, is {4}, not {5}\n", Name,
                 T.Column, T.Row, At, unsigned(Got[At]), unsigned(Wanted[At]));
}

static std::string coreDifference(hw::TileId T, const emu::Core &Got,
                                  const emu::Core &Wanted) {
  std::string Text = memoryDifference("program memory", T, Got.programMemory(),
                                      Wanted.programMemory());
  if (!Text.empty())
    return Text;
  auto Compare = [&](std::string Name) {
    if (Text.empty() && Got.readRegister(Name) != Wanted.readRegister(Name))
      Text = formatv("{0} of core ({1},{2}) differs\n", Name, T.Column, T.Row);
  };
  for (unsigned I = 0; I < 32; ++I)
    Compare("r" + std::to_string(I));
  for (unsigned I = 0; I < 8; ++I) {
    Compare("p" + std::to_string(I));
    Compare("m" + std::to_string(I));
  }
  for (unsigned I = 0; I < 12; ++I)
    Compare("x" + std::to_string(I));
  for (const char *Name : {"lr", "sp", "lc", "ls", "le"})
    Compare(Name);
  return Text;
}

/// "(0,1) DMA S2MM 0: 64 words, 2 BDs, 1 tasks, 0 tokens" for every channel
/// that did something.
static std::string channelText(emu::Array &A) {
  std::string Text;
  for (const emu::ChannelReport &C : A.channelReports())
    Text += formatv(
        "({0},{1}) DMA {2} {3}: {4} words, {5} BDs, {6} tasks, {7} tokens\n",
        C.Id.Tile.Column, C.Id.Tile.Row, hw::toString(C.Id.Dir), C.Id.Channel,
        C.Words, C.Bds, C.Tasks, C.TokensIssued);
  return Text;
}

std::string aieforge::e2e::stateDifference(emu::Array &Got,
                                           emu::Array &Wanted) {
  const hw::Device &D = Got.device();
  for (unsigned Column = 0; Column < D.Columns; ++Column)
    for (unsigned Row = 0; Row < D.Rows; ++Row) {
      hw::TileId T{Column, Row};
      std::string Text = registerDifference(T, Got, Wanted);
      if (Text.empty())
        Text = memoryDifference("data memory", T, Got.dataMemory(T),
                                Wanted.dataMemory(T));
      if (Text.empty() && Got.core(T))
        Text = coreDifference(T, *Got.core(T), *Wanted.core(T));
      if (!Text.empty())
        return Text;
    }
  std::string Work = channelText(Got), Other = channelText(Wanted);
  return Work == Other ? "" : Work + "instead of\n" + Other;
}

//===----------------------------------------------------------------------===//
// All three
//===----------------------------------------------------------------------===//

/// Runs the streams on \p A and puts what the host's buffers hold then into
/// \p B. The problems in words; empty: none.
static std::string runStreams(const CompiledForms &F, emu::Array &A,
                              Buffers &B) {
  emu::Firmware Firmware(A);
  Firmware.setScratchpad(F.Scratchpad);
  for (const Bytes &Stream : F.Streams) {
    A.host().clear();
    for (unsigned I = 0; I < B.Data.size(); ++I)
      A.host().add(I, B.Data[I]);
    auto Result = Firmware.run(llvm::cantFail(txn::parse(Stream)));
    if (!Result)
      return llvm::toString(Result.takeError());
    A.runUntilQuiet(A.cycle() + QuietCycles);
    if (Result->Status != emu::RunStatus::Completed)
      return emu::toString(Result->Status).str() + "\n" + problemsOf(A);
    for (unsigned I = 0; I < B.Data.size(); ++I)
      B.Data[I] = A.host().find(I)->Data;
  }
  if (F.Simplify)
    F.Simplify(B);
  return problemsOf(A);
}

std::string aieforge::e2e::formDifferences(const CompiledForms &F) {
  using Load = std::string (*)(const ConfigProgram &, emu::Array &);
  static constexpr std::pair<const char *, Load> Forms[] = {
      {"device image", loadAsImage},
      {"transaction", loadAsTransaction},
      {"control packets", loadAsControlPackets}};
  // All are loaded before the first one runs: what was loaded is compared too.
  std::vector<std::unique_ptr<emu::Array>> Arrays;
  for (auto [Name, LoadForm] : Forms) {
    Arrays.push_back(std::make_unique<emu::Array>(*F.Device));
    emu::Array &A = *Arrays.back();
    std::string Text = LoadForm(F.Config, A);
    A.runUntilQuiet(A.cycle() + QuietCycles);
    if (Text.empty())
      Text = problemsOf(A);
    if (Text.empty())
      Text = stateDifference(A, *Arrays.front());
    if (!Text.empty())
      return formatv("loaded as {0}: {1}", Name, Text);
  }
  Buffers Wanted = F.Before;
  for (size_t I = 0; I < Arrays.size(); ++I) {
    Buffers Got = F.Before;
    std::string Text = runStreams(F, *Arrays[I], Got);
    if (I == 0)
      Wanted = Got;
    if (Text.empty())
      Text = difference(Got, Wanted);
    if (Text.empty())
      Text = stateDifference(*Arrays[I], *Arrays.front());
    if (!Text.empty())
      return formatv("loaded as {0}, after the run: {1}", Forms[I].first, Text);
  }
  return {};
}
