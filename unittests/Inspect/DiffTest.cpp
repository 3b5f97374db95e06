//===- DiffTest.cpp - single differences are named exactly ----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every test takes a small design, plants one difference, and expects just the
// lines that name it.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Inspect/Diff.h"
#include "aieforge/Formats/CoreElf.h"
#include "aieforge/Formats/Pdi.h"
#include "aieforge/Formats/XclbinBuilder.h"
#include "aieforge/Formats/XclbinKernels.h"
#include "aieforge/Formats/XclbinPartition.h"
#include "aieforge/Hardware/Registers.h"
#include "aieforge/Hardware/StreamSwitch.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace aieforge;
using namespace aieforge::diff;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

using Ops = std::vector<RegisterOp>;

uint32_t core(uint32_t Offset) { return hw::tileAddress(0, 2, Offset); }
uint32_t shim(uint32_t Offset) { return hw::tileAddress(0, 0, Offset); }

// Offsets as in the register reference of the hardware.
constexpr uint32_t CoreControl = 0x32000, Program = 0x20000, Lock1 = 0x1F010,
                   Bd3 = 0x1D060, S2MM0Control = 0x1DE00, S2MM0Queue = 0x1DE04,
                   MasterDma0 = 0x3F004, Slot0South0 = 0x3F250,
                   ShimMux = 0x1F000;

enum Part { Code, Data, LockValue, Bd, Queue, Control, Master, Slot, Mux, Go };

/// One write of each kind; Part is the index.
Ops design() {
  return {
      // nop; then words that are no code.
      RegisterOp::blockWrite(core(Program), {0, 0, 0, 0}),
      RegisterOp::blockWrite(core(0x400), {1, 2, 3, 4}),
      RegisterOp::write(core(Lock1), 2),
      RegisterOp::blockWrite(core(Bd3),
                             {0x100 << 14 | 64, 0, 0, 0, 0, 1u << 25}),
      RegisterOp::write(core(S2MM0Queue), 3),
      RegisterOp::maskWrite(core(S2MM0Control), 0, 1),
      RegisterOp::write(core(MasterDma0), 0x80000005),
      RegisterOp::write(core(Slot0South0), 0x031F0100),
      RegisterOp::maskWrite(shim(ShimMux), 3 << 10, 1 << 10),
      RegisterOp::maskWrite(core(CoreControl), 3, 1),
  };
}

Bytes pdiOf(const Ops &O) {
  pdi::Pdi P;
  P.Cdo = cdo::plainForm(O);
  return pdi::serialize(P);
}

Comparison compare(BytesRef A, BytesRef B, const diff::Options &O = {}) {
  Expected<Comparison> C = compareFiles(A, B, O);
  if (!C) {
    ADD_FAILURE() << llvm::toString(C.takeError());
    return {};
  }
  return *C;
}

/// "bd|(0,2) BD 3|Buffer_Length|64|32"
std::vector<std::string> lines(const Comparison &C) {
  std::vector<std::string> All;
  for (const Difference &D : C.Differences)
    All.push_back(diff::toString(D.About).str() + "|" + D.Where + "|" + D.What +
                  "|" + D.A + "|" + D.B);
  return All;
}

/// Differences after \p Change of one write.
template <typename F> std::vector<std::string> planted(Part P, F Change) {
  Ops B = design();
  Change(B[P]);
  Comparison C = compare(pdiOf(design()), pdiOf(B));
  EXPECT_EQ(C.verdict(), Verdict::Different);
  // What switches come to has a test of its own.
  std::vector<std::string> All = lines(C);
  llvm::erase_if(
      All, [](llvm::StringRef Line) { return Line.starts_with("route|"); });
  return All;
}

template <typename F> std::vector<std::string> plantedWord(Part P, F Change) {
  return planted(P, [&](RegisterOp &Op) { Change(Op.Data); });
}

} // namespace

TEST(Diff, SameBytes) {
  Comparison C = compare(pdiOf(design()), pdiOf(design()));
  EXPECT_EQ(C.verdict(), Verdict::SameBytes);
  EXPECT_EQ(C.KindA, "PDI");
  EXPECT_THAT(C.Differences, IsEmpty());
}

TEST(Diff, OrderGroupingAndEffectlessWritesAreForms) {
  Ops Swapped = design();
  std::swap(Swapped[LockValue], Swapped[Data]);
  Comparison C = compare(pdiOf(design()), pdiOf(Swapped));
  EXPECT_EQ(C.verdict(), Verdict::SameMeaning);
  EXPECT_THAT(lines(C),
              ElementsAre("form||the same writes in another order|21 words|"
                          "21 words"));

  Ops Split = design();
  Split[Data] = RegisterOp::blockWrite(core(0x400), {1, 2});
  Split.insert(Split.begin() + LockValue,
               RegisterOp::blockWrite(core(0x408), {3, 4}));
  C = compare(pdiOf(design()), pdiOf(Split));
  EXPECT_EQ(C.verdict(), Verdict::SameMeaning);
  EXPECT_THAT(lines(C), ElementsAre("form||the same writes in other commands|"
                                    "21 words|21 words"));

  Ops Pulse = design();
  Pulse.insert(Pulse.begin(), RegisterOp::maskWrite(core(CoreControl), 2, 2));
  C = compare(pdiOf(design()), pdiOf(Pulse));
  EXPECT_EQ(C.verdict(), Verdict::SameMeaning);
  EXPECT_THAT(lines(C), ElementsAre("form||the same state by other writes|21 "
                                    "words|22 words"));
}

TEST(Diff, RegisterFields) {
  EXPECT_THAT(plantedWord(LockValue, [](auto &D) { D[0] = 1; }),
              ElementsAre("lock|(0,2) lock 1|start value|2|1"));
  EXPECT_THAT(plantedWord(Bd, [](auto &D) { D[0] = 0x100 << 14 | 32; }),
              ElementsAre("bd|(0,2) BD 3|Buffer_Length|64|32"));
  EXPECT_THAT(plantedWord(Bd, [](auto &D) { D[5] |= 5u << 13; }),
              ElementsAre(HasSubstr("bd|(0,2) BD 3|Lock_Rel_ID|0|5")));
  EXPECT_THAT(plantedWord(Bd, [](auto &D) { D[2] = 3; }),
              ElementsAre(HasSubstr("|1|4"))); // A step is stored less one.
  EXPECT_THAT(planted(Control,
                      [](RegisterOp &Op) {
                        Op.Mask = 2;
                        Op.Data = {2};
                      }),
              ElementsAre(HasSubstr("channel|(0,2) S2MM 0|DMA_S2MM_0_Ctrl.")));
  EXPECT_THAT(plantedWord(Go, [](auto &D) { D[0] = 0; }),
              ElementsAre("core|(0,2)|Core_Control.Enable|0x1|0x0"));
}

TEST(Diff, Tasks) {
  EXPECT_THAT(plantedWord(Queue, [](auto &D) { D[0] = 0x80020003; }),
              ElementsAre("channel|(0,2) S2MM 0|tasks|BD 3|BD 3 x 3 with "
                          "token"));
  // A second push is a second task, though the register ends up the same.
  Ops Twice = design();
  Twice.insert(Twice.begin() + Queue, Twice[Queue]);
  EXPECT_THAT(lines(compare(pdiOf(design()), pdiOf(Twice))),
              ElementsAre("channel|(0,2) S2MM 0|tasks|BD 3|BD 3, BD 3"));
}

TEST(Diff, Switches) {
  EXPECT_THAT(plantedWord(Master, [](auto &D) { D[0] = 0x80000006; }),
              ElementsAre("switch|(0,2) switch out DMA0||from South0|from "
                          "South1"));
  EXPECT_THAT(plantedWord(Master, [](auto &D) { D[0] = 0xC0000089; }),
              ElementsAre("switch|(0,2) switch out DMA0||from South0|packets "
                          "of arbiter 1, msel mask 0x1, without header"));
  EXPECT_THAT(plantedWord(Slot, [](auto &D) { D[0] = 0x041F0100; }),
              ElementsAre("switch|(0,2) switch in South0 slot 0||id 3 mask "
                          "0x1f -> arbiter 0 msel 0|id 4 mask 0x1f -> arbiter "
                          "0 msel 0"));
  EXPECT_THAT(plantedWord(Mux, [](auto &D) { D[0] = 2 << 10; }),
              ElementsAre("switch|(0,0) shim mux South3||DMA|NoC"));
}

TEST(Diff, Routes) {
  // From the shim's MM2S 0 up to the memory tile's S2MM 0, or S2MM 1.
  auto Route = [](unsigned Channel) {
    auto Mem = [](uint32_t Offset) { return hw::tileAddress(0, 1, Offset); };
    return Ops{RegisterOp::write(shim(ShimMux), 1 << 10),
               RegisterOp::write(shim(0x3F000 + 4 * 12), 0x80000000 | 5),
               RegisterOp::write(shim(0x3F100 + 4 * 5), 0x80000000),
               RegisterOp::write(Mem(0xB0000 + 4 * Channel), 0x80000000 | 7),
               RegisterOp::write(Mem(0xB0100 + 4 * 7), 0x80000000)};
  };
  EXPECT_THAT(lines(compare(pdiOf(Route(0)), pdiOf(Route(1)))),
              ElementsAre("switch|(0,1) switch out DMA0||from South0|off",
                          "switch|(0,1) switch out DMA1||off|from South0",
                          "route|||shim(0,0) DMA MM2S 0 -> mem(0,1) DMA S2MM "
                          "0|",
                          "route||||shim(0,0) DMA MM2S 0 -> mem(0,1) DMA S2MM "
                          "1"));
}

TEST(Diff, Memories) {
  EXPECT_THAT(plantedWord(Data, [](auto &D) { D[1] = 0x0102; }),
              ElementsAre("memory|(0,2) data memory 0x405|1 byte|00|01"));
  Ops Longer = design();
  Longer[Data] = RegisterOp::blockWrite(core(0x400), {1, 2, 3, 4, 0});
  EXPECT_THAT(lines(compare(pdiOf(design()), pdiOf(Longer))),
              ElementsAre("memory|(0,2) data memory 0x410|4 bytes||00 00 00 "
                          "00"));
}

TEST(Diff, ProgramsByInstruction) {
  std::vector<std::string> Found =
      plantedWord(Code, [](auto &D) { D[1] = 0x10001; });
  ASSERT_FALSE(Found.empty());
  EXPECT_THAT(Found.front(), HasSubstr("program|(0,2)|instructions|"));
}

TEST(Diff, ResetValuesNeedNoWrite) {
  Ops More = design();
  More.push_back(RegisterOp::write(core(0x1F020), 0));
  Comparison C = compare(pdiOf(design()), pdiOf(More));
  EXPECT_EQ(C.verdict(), Verdict::SameMeaning);
}

TEST(Diff, RegistersThatActKeepAllTheirWrites) {
  // Interrupt_controller_1st_level_enable_A sets the bits that are written.
  Ops Twice = {RegisterOp::write(shim(0x35004), 1),
               RegisterOp::write(shim(0x35004), 0x10000)};
  Ops Once = {Twice[1]};
  EXPECT_THAT(lines(compare(pdiOf(Twice), pdiOf(Once))),
              ElementsAre("register|(0,0) "
                          "Interrupt_controller_1st_level_enable_A|writes|0x1, "
                          "0x10000|0x10000"));
}

TEST(Diff, ConfigurationsOfDifferentKinds) {
  const hw::Device &D = *hw::findDevice("npu1");
  txn::Transaction T(D);
  for (const RegisterOp &Op : design())
    switch (Op.What) {
    case RegisterOp::Write:
      T.Ops.push_back(txn::Write{Op.Address, Op.Data[0]});
      break;
    case RegisterOp::MaskWrite:
      T.Ops.push_back(txn::MaskWrite{Op.Address, Op.Data[0], Op.Mask});
      break;
    case RegisterOp::BlockWrite:
      T.Ops.push_back(
          txn::BlockWrite{Op.Address, {Op.Data.begin(), Op.Data.end()}});
      break;
    }
  Comparison C = compare(pdiOf(design()), txn::serialize(T));
  EXPECT_EQ(C.verdict(), Verdict::SameMeaning);
  EXPECT_EQ(C.KindB, "instruction stream");
  EXPECT_EQ(
      compare(cdo::serialize(cdo::driverForm(design())), txn::serialize(T))
          .verdict(),
      Verdict::SameMeaning);

  T.Ops.push_back(txn::Tct{});
  EXPECT_THAT(
      lines(compare(pdiOf(design()), txn::serialize(T))),
      ElementsAre("instruction|operation 0 beside writes|||TCT waits for "
                  "a token of shim(0,0) DMA S2MM 0"));
}

//===----------------------------------------------------------------------===//
// Instruction streams
//===----------------------------------------------------------------------===//

namespace {

constexpr uint32_t ShimBd0 = 0x1D000, ShimBd1 = 0x1D020, ShimQueue = 0x1D214;

txn::Transaction stream() {
  txn::Transaction T(*hw::findDevice("npu1_1col"));
  T.Ops = {txn::BlockWrite{ShimBd0, {64, 0, 0, 0, 0, 0, 0, 1u << 25}},
           txn::DdrPatch{ShimBd0 + 4, 0, 0},
           txn::BlockWrite{ShimBd1, {64, 0, 0, 0, 0, 0, 0, 1u << 25}},
           txn::DdrPatch{ShimBd1 + 4, 1, 16},
           txn::Write{ShimQueue, 0},
           txn::Write{ShimQueue - 0x10, 0x80000001},
           txn::Tct{}};
  return T;
}

std::vector<std::string> streamLines(const txn::Transaction &B) {
  return lines(compare(txn::serialize(stream()), txn::serialize(B)));
}

} // namespace

TEST(DiffStream, PlantedDifferences) {
  txn::Transaction T = stream();
  std::get<txn::BlockWrite>(T.Ops[2]).Data[0] = 32;
  EXPECT_THAT(streamLines(T), ElementsAre("instruction|operation 2 (0,0) BD "
                                          "1|Buffer_Length|64|32"));
  T = stream();
  std::get<txn::DdrPatch>(T.Ops[3]).Argument = 2;
  EXPECT_THAT(
      streamLines(T),
      ElementsAre("instruction|operation 3||DDR_PATCH (0,0) DMA_BD1_1 <- "
                  "host buffer 1 + 0x10|DDR_PATCH (0,0) DMA_BD1_1 <- "
                  "host buffer 2 + 0x10"));
  T = stream();
  T.Ops.pop_back();
  EXPECT_THAT(
      streamLines(T),
      ElementsAre("instruction|operation 6||TCT waits for a token of shim(0,0) "
                  "DMA S2MM 0|"));
  T = stream();
  std::get<txn::Write>(T.Ops[5]).Value = 1;
  EXPECT_THAT(streamLines(T),
              ElementsAre(HasSubstr("instruction|operation 5 (0,0)|")));
}

TEST(DiffStream, OrderOfPassiveWritesIsAForm) {
  txn::Transaction T = stream();
  std::swap(T.Ops[0], T.Ops[2]);
  std::swap(T.Ops[1], T.Ops[3]);
  Comparison C = compare(txn::serialize(stream()), txn::serialize(T));
  EXPECT_EQ(C.verdict(), Verdict::SameMeaning);

  // Single words in place of a block.
  T = stream();
  txn::BlockWrite Block = std::get<txn::BlockWrite>(T.Ops[0]);
  T.Ops.erase(T.Ops.begin());
  for (unsigned I = 0; I < Block.Data.size(); ++I)
    T.Ops.insert(T.Ops.begin() + I,
                 txn::Write{Block.Address + 4 * I, Block.Data[I]});
  C = compare(txn::serialize(stream()), txn::serialize(T));
  EXPECT_EQ(C.verdict(), Verdict::SameMeaning);

  // A push before its BD is another program.
  T = stream();
  std::swap(T.Ops[2], T.Ops[5]);
  C = compare(txn::serialize(stream()), txn::serialize(T));
  EXPECT_EQ(C.verdict(), Verdict::Different);

  // So is a patch that the BD's words overwrite.
  T = stream();
  std::swap(T.Ops[0], T.Ops[1]);
  C = compare(txn::serialize(stream()), txn::serialize(T));
  EXPECT_EQ(C.verdict(), Verdict::Different);
}

TEST(DiffStream, EncodingIsAForm) {
  txn::Transaction T = stream();
  T.Enc = txn::Encoding::V1_0;
  Comparison C = compare(txn::serialize(stream()), txn::serialize(T));
  EXPECT_EQ(C.verdict(), Verdict::SameMeaning);
  EXPECT_THAT(lines(C), ElementsAre("form|header|encoding|0.1|1.0"));
}

//===----------------------------------------------------------------------===//
// Containers and programs
//===----------------------------------------------------------------------===//

namespace {

xclbin::NpuXclbinDescription description() {
  xclbin::NpuXclbinDescription D =
      xclbin::describeXclbinFor(*hw::findDevice("npu1_1col"));
  D.Kernels.emplace_back().Pdi = pdiOf(design());
  return D;
}

Bytes xclbinOf(const xclbin::NpuXclbinDescription &D) {
  return xclbin::serialize(llvm::cantFail(xclbin::buildNpuXclbin(D)));
}

} // namespace

TEST(DiffXclbin, UuidAndTimeAreNamedAsSuch) {
  auto D = description();
  D.TimeStamp = 1700000000;
  D.FileId = Uuid{1, 2, 3};
  D.Kernels[0].PdiId = Uuid{4, 5, 6};
  Comparison C = compare(xclbinOf(description()), xclbinOf(D));
  EXPECT_EQ(C.verdict(), Verdict::SameMeaning);
  std::set<Subject> Subjects;
  for (const Difference &X : C.Differences)
    Subjects.insert(X.About);
  EXPECT_TRUE(Subjects.count(Subject::Uuid));
  EXPECT_TRUE(Subjects.count(Subject::Time));
  Subjects.erase(Subject::Form); // The trailer repeats the header.
  EXPECT_EQ(Subjects.size(), 2u);
}

TEST(DiffXclbin, ConfigurationOfThePdi) {
  auto D = description();
  Ops Other = design();
  Other[LockValue].Data[0] = 1;
  D.Kernels[0].Pdi = pdiOf(Other);
  Comparison C = compare(xclbinOf(description()), xclbinOf(D));
  EXPECT_EQ(C.verdict(), Verdict::Different);
  EXPECT_THAT(lines(C).front(), "lock|PDI, (0,2) lock 1|start value|2|1");
  // An xclbin against the image alone.
  EXPECT_EQ(compare(xclbinOf(D), pdiOf(Other)).verdict(), Verdict::SameMeaning);
  EXPECT_THAT(lines(compare(pdiOf(design()), xclbinOf(D))),
              ElementsAre("lock|(0,2) lock 1|start value|2|1"));
}

TEST(DiffXclbin, KernelsAndArguments) {
  auto D = description();
  D.Kernels[0].HostBuffers = 6;
  Comparison C = compare(xclbinOf(description()), xclbinOf(D));
  EXPECT_EQ(C.verdict(), Verdict::Different);
  bool Argument = false;
  for (const Difference &X : C.Differences)
    Argument |= X.About == Subject::Argument && X.A.empty() &&
                X.Where.find("kernel MLIR_AIE") == 0;
  EXPECT_TRUE(Argument);

  D = description();
  D.Kernels[0].Name = "OTHER";
  C = compare(xclbinOf(description()), xclbinOf(D));
  EXPECT_THAT(lines(C), testing::Contains("kernel|||MLIR_AIE|"));
  EXPECT_THAT(lines(C), testing::Contains("kernel||||OTHER"));

  D = description();
  D.ColumnWidth = 2;
  EXPECT_THAT(lines(compare(xclbinOf(description()), xclbinOf(D))),
              testing::Contains("partition|AIE_PARTITION|columns|1|2"));
}

TEST(DiffXclbin, SeveralPdisNeedAChoice) {
  auto D = description();
  D.Kernels.push_back(D.Kernels[0]);
  D.Kernels[1].Name = "SECOND";
  D.Kernels[1].Instance = "second";
  D.Kernels[1].Id = 0x902;
  Ops Other = design();
  Other[LockValue].Data[0] = 1;
  D.Kernels[1].Pdi = pdiOf(Other);
  Expected<Comparison> C = compareFiles(xclbinOf(D), pdiOf(Other), {});
  ASSERT_FALSE(bool(C));
  EXPECT_THAT(llvm::toString(C.takeError()),
              HasSubstr("the first file holds 2 PDIs; choose one with --pdi"));
  diff::Options O;
  O.Pdi = 1;
  EXPECT_EQ(compare(xclbinOf(D), pdiOf(Other), O).verdict(),
            Verdict::SameMeaning);
}

TEST(DiffElf, ProgramDataAndSymbols) {
  elf::CoreElf Core;
  Core.Segments.push_back({".text", 0, 5, Bytes(32, 0), 32, 16});
  Core.Segments.push_back({".data", 0x70400, 6, {1, 2, 3, 4}, 4, 4});
  Core.Symbols.push_back(
      {"main", 0, 32, llvm::ELF::STT_FUNC, llvm::ELF::STB_GLOBAL, 0});
  Bytes A = elf::serialize(Core);
  elf::CoreElf Changed = Core;
  Changed.Segments[1].Data[2] = 9;
  EXPECT_THAT(lines(compare(A, elf::serialize(Changed))),
              ElementsAre("memory|data 0x70402|1 byte|03|09"));
  Changed = Core;
  Changed.Symbols[0].Name = "other";
  Comparison C = compare(A, elf::serialize(Changed));
  EXPECT_EQ(C.verdict(), Verdict::SameMeaning);
  EXPECT_THAT(lines(C), ElementsAre("symbol|symbol main||0x0, 32 bytes|",
                                    "symbol|symbol other|||0x0, 32 bytes"));
}

TEST(Diff, WhatCannotBeCompared) {
  auto Problem = [](BytesRef A, BytesRef B) {
    Expected<Comparison> C = compareFiles(A, B, {});
    return C ? std::string("none") : llvm::toString(C.takeError());
  };
  elf::CoreElf Core;
  Core.Segments.push_back({".text", 0, 5, Bytes(32, 0), 32, 16});
  EXPECT_THAT(Problem(pdiOf(design()), elf::serialize(Core)),
              HasSubstr("the second file: holds no configuration"));
  EXPECT_THAT(Problem(pdiOf(design()), Bytes()), HasSubstr("empty file"));
  Bytes Text = {'h', 'e', 'l', 'l', 'o', ' ', 'y', 'o', 'u', '!'};
  EXPECT_THAT(Problem(Text, pdiOf(design())),
              HasSubstr("the first file: holds no configuration; it is no "
                        "xclbin, PDI, CDO or instruction stream, but looks "
                        "like this: text"));
  Bytes Cut = pdiOf(design());
  Cut.resize(Cut.size() / 2);
  EXPECT_THAT(Problem(Cut, pdiOf(design())), HasSubstr("the first file"));
}
