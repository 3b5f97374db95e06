//===- FirmwareTest.cpp - images and instruction streams ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Emulator/Firmware.h"
#include "ArrayFixture.h"
#include "aieforge/Emulator/Machine.h"
#include "aieforge/Formats/Pdi.h"
#include "aieforge/Formats/XclbinBuilder.h"

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

namespace {
// The smallest useful stream, word by word: 256 words of argument 0 through BD
// 1 and MM2S 0, into argument 1 by BD 0 and S2MM 0, then a wait for the token.
const uint32_t Passthrough[] = {
    0x06030100, 0x00000104, 8, 300,
    // BLOCKWRITE of BD 1
    1, 0, 0x0001d020, 48, 256, 0, 0, 0, 0x80000000, 0x02000000, 0, 0x02000000,
    // DDR_PATCH: argument 0
    0x81, 48, 0, 0, 0, 0, 0x0001d024, 0, 0, 0, 0, 0,
    // WRITE MM2S 0 queue: BD 1
    0, 0, 0x0001d214, 0, 1, 24,
    // BLOCKWRITE of BD 0
    1, 0, 0x0001d000, 48, 256, 0, 0, 0, 0x80000000, 0x02000000, 0, 0x02000000,
    // DDR_PATCH: argument 1
    0x81, 48, 0, 0, 0, 0, 0x0001d004, 0, 1, 0, 0, 0,
    // MASKWRITE S2MM 0 control: controller id 15
    3, 0, 0x0001d200, 0, 0x0f00, 0x1f00, 28,
    // WRITE S2MM 0 queue: token, BD 0
    0, 0, 0x0001d204, 0, 0x80000000, 24,
    // TCT: S2MM 0 of (0,0)
    0x80, 16, 0, 0x00010100};

Bytes bytesOfWords(ArrayRef<uint32_t> Words) {
  Bytes B;
  for (uint32_t W : Words)
    for (unsigned I = 0; I < 4; ++I)
      B.push_back(W >> (8 * I));
  return B;
}

txn::Transaction passthrough() {
  Expected<txn::Transaction> T = txn::parse(bytesOfWords(Passthrough));
  if (T)
    return std::move(*T);
  ADD_FAILURE() << toString(T.takeError());
  return {};
}

/// The shim's lanes to its DMA, a way for tokens, and MM2S 0 back to S2MM 0.
std::vector<RegisterOp> loopbackImage() {
  constexpr hw::TileKind K = hw::TileKind::ShimNoC;
  std::vector<RegisterOp> Ops;
  auto Circuit = [&](hw::Port Slave, hw::Port Master) {
    unsigned S = *hw::slavePort(K, Slave), M = *hw::masterPort(K, Master);
    hw::MasterConfig MC;
    MC.Enabled = true;
    MC.SlavePort = S;
    hw::SlaveConfig SC;
    SC.Enabled = true;
    Ops.push_back(RegisterOp::write(hw::masterConfigOffset(K, M), MC.encode()));
    Ops.push_back(RegisterOp::write(hw::slaveConfigOffset(K, S), SC.encode()));
  };
  Ops.push_back(RegisterOp::maskWrite(hw::shimMuxOffset(), 0xC00, 0x400));
  Ops.push_back(RegisterOp::maskWrite(hw::shimDemuxOffset(), 0x30, 0x10));
  Circuit({hw::Bundle::TileControl, 0}, {hw::Bundle::South, 0});
  Circuit({hw::Bundle::South, 3}, {hw::Bundle::South, 2});
  return Ops;
}

Bytes imageOf(ArrayRef<RegisterOp> Ops) {
  pdi::Pdi P;
  P.Cdo = cdo::plainForm(Ops);
  return pdi::serialize(P);
}

class FirmwareRun : public ArrayFixture {
protected:
  Firmware F{A};

  void load(ArrayRef<RegisterOp> Ops) {
    if (Error E = F.loadImage(imageOf(Ops), 0))
      ADD_FAILURE() << toString(std::move(E));
  }
  StreamResult run(const txn::Transaction &T, uint64_t Max = 1000000) {
    Expected<StreamResult> R = F.run(T, Max);
    if (R)
      return std::move(*R);
    ADD_FAILURE() << toString(R.takeError());
    return {};
  }
};

TEST_F(FirmwareRun, WorkedPassthrough) {
  load(loopbackImage());
  iota(0, 256);
  HostBuffer &Out = blank(1, 256);
  StreamResult R = run(passthrough());
  EXPECT_EQ(R.Status, RunStatus::Completed);
  EXPECT_EQ(R.Operations, 8u);
  EXPECT_EQ(problemText(), "");
  EXPECT_EQ(words(Out), sequence(256));
  EXPECT_EQ(A.tokensPending({{0, 0}, Dir::S2MM, 0}), 0u);
}

TEST_F(FirmwareRun, StreamTellsBufferSizes) {
  std::map<unsigned, ArgumentUse> U = argumentUse(passthrough());
  ASSERT_EQ(U.size(), 2u);
  EXPECT_EQ(U[0].Bytes, 1024u);
  EXPECT_TRUE(U[0].Read);
  EXPECT_FALSE(U[0].Written);
  EXPECT_EQ(U[1].Bytes, 1024u);
  EXPECT_TRUE(U[1].Written);
}

// Dimensions, iteration and repeat count: [3][2][4] words, steps 100, 20, 2.
TEST_F(FirmwareRun, SizesFollowPatterns) {
  const hw::BdLayout &L = hw::bdLayout(hw::TileKind::ShimNoC);
  std::vector<uint32_t> W(L.Words);
  EXPECT_TRUE(L.set(W, BF::BufferLength, 8));
  EXPECT_TRUE(L.set(W, BF::D0Wrap, 4));
  EXPECT_TRUE(L.set(W, BF::D0Stepsize, 2));
  EXPECT_TRUE(L.set(W, BF::D1Stepsize, 20));
  EXPECT_TRUE(L.set(W, BF::IterationWrap, 3));
  EXPECT_TRUE(L.set(W, BF::IterationStepsize, 100));
  txn::Transaction T(A.device());
  T.Ops = {txn::BlockWrite{L.offset(2), W, 0},
           txn::DdrPatch{L.offset(2) + L.PatchOffset, 4, 64},
           txn::Write{hw::channel(hw::TileKind::ShimNoC, Dir::MM2S, 1)->Queue,
                      hw::encodeQueueEntry(hw::TileKind::ShimNoC, {2, 2})}};
  EXPECT_EQ(argumentUse(T)[4].Bytes, 64 + 4 * (2 * 100 + 20 + 3 * 2 + 1));
}

TEST_F(FirmwareRun, HangReportNamesEverybody) {
  // The way back is missing: S2MM 0 gets no words.
  std::vector<RegisterOp> Ops = loopbackImage();
  Ops.resize(Ops.size() - 2);
  load(Ops);
  iota(0, 256);
  blank(1, 256);
  StreamResult R = run(passthrough());
  EXPECT_EQ(R.Status, RunStatus::Hung);
  EXPECT_LT(R.Cycles, 2000u) << "a deadlock is noticed at once";
  std::string Text;
  for (const std::string &Line : R.HangReport)
    Text += Line + "\n";
  EXPECT_EQ(Text, "instruction stream, operation 7: waits for a task token of "
                  "(0,0) DMA S2MM 0; that channel issued 0 tokens so far\n"
                  "(0,0) DMA S2MM 0, BD 0: waits for a word from the stream, 0 "
                  "of 256 words done\n"
                  "(0,0) DMA MM2S 0, BD 1: cannot send into the full stream, 4 "
                  "of 256 words done\n"
                  "switch (0,0) slave South 3 holds 4 words (front "
                  "0x00000000), and the port is not enabled\n");
}

TEST_F(FirmwareRun, CycleLimitStops) {
  load(loopbackImage());
  iota(0, 256);
  blank(1, 256);
  EXPECT_EQ(run(passthrough(), 300).Status, RunStatus::CycleLimit);
}

TEST_F(FirmwareRun, PatchReplacesTheAddressAndKeepsTheRest) {
  HostBuffer &B = blank(7, 4);
  write({0, 0}, 0x1D004, 0xFFFFFFFF);
  write({0, 0}, 0x1D008, 0x4321FFFF);
  txn::Transaction T(A.device());
  // From argument 5 on the compiler adds the array's offset itself.
  T.Ops = {txn::DdrPatch{0x1D004, 7, 0x80000000u + 8}};
  EXPECT_EQ(run(T).Status, RunStatus::Completed);
  uint64_t Want = B.DeviceAddress + 0x80000008u;
  EXPECT_EQ(read({0, 0}, 0x1D004), uint32_t(Want));
  EXPECT_EQ(read({0, 0}, 0x1D008), 0x43210000u | uint32_t(Want >> 32));
}

TEST_F(FirmwareRun, ErrorsNameTheOperation) {
  load(loopbackImage());
  Expected<StreamResult> R = F.run(passthrough());
  ASSERT_FALSE(bool(R));
  EXPECT_EQ(toString(R.takeError()),
            "instruction stream, operation 1 (DDR_PATCH): address patch of "
            "(0,0) DMA_BD1_1 with host buffer 0, which was not given");
}

TEST_F(FirmwareRun, PollAndMergedWait) {
  load(loopbackImage());
  iota(0, 256);
  blank(1, 256);
  txn::Transaction T = passthrough();
  T.Ops.pop_back();
  // Wait until MM2S 0 is idle, then for one token of column 0.
  T.Ops.push_back(txn::MaskPoll{0x1D228, 0, 0x0078003C});
  T.Ops.push_back(txn::MergeSync{1, 1});
  EXPECT_EQ(run(T).Status, RunStatus::Completed);
  EXPECT_EQ(A.tokensPending({{0, 0}, Dir::S2MM, 0}), 0u);
}

// Registers start anew, memories do not: designs hand data on that way.
TEST_F(FirmwareRun, LoadPdiResetsUnlessCurrent) {
  load(loopbackImage());
  constexpr uint32_t Lock1 = 0xC0010;
  write({0, 1}, Lock1, 5);
  std::vector<RegisterOp> Other = {RegisterOp::write(0x00100000, 42)};
  F.setImageSource([&](unsigned Id) -> Expected<Bytes> {
    return imageOf(Id == 1 ? ArrayRef<RegisterOp>(Other)
                           : ArrayRef<RegisterOp>(loopbackImage()));
  });
  write({0, 1}, 4, 7);
  txn::Transaction T(A.device());
  T.Ops = {txn::LoadPdi{0, 0, 0}};
  run(T);
  EXPECT_EQ(read({0, 1}, 4), 7u);
  EXPECT_EQ(read({0, 1}, Lock1), 5u);
  T.Ops = {txn::LoadPdi{1, 0, 0}};
  run(T);
  EXPECT_EQ(read({0, 1}, 4), 7u);
  EXPECT_EQ(read({0, 1}, 0), 42u);
  EXPECT_EQ(read({0, 1}, Lock1), 0u);
}

TEST_F(FirmwareRun, ScratchpadComesFromTheHost) {
  load(loopbackImage());
  write({0, 1}, 0x100, 8);
  F.setScratchpad({4, 20});
  txn::Transaction T(A.device());
  // 8 + (20 + 12): entry 1 is added once, with the argument.
  T.Ops = {txn::CreateScratchpad{0, 8, 0},
           txn::UpdateReg{1, 1, 12, 0x00100100}};
  EXPECT_EQ(run(T).Status, RunStatus::Completed);
  EXPECT_EQ(read({0, 1}, 0x100), 40u);
  EXPECT_TRUE(A.problems().empty());
}

Bytes xclbinOf(ArrayRef<RegisterOp> Ops) {
  xclbin::NpuXclbinDescription D =
      xclbin::describeXclbinFor(*hw::findDevice("npu1_1col"));
  xclbin::NpuKernel K;
  K.Pdi = imageOf(Ops);
  D.Kernels.push_back(std::move(K));
  Expected<xclbin::File> F = xclbin::buildNpuXclbin(D);
  if (F)
    return xclbin::serialize(*F);
  ADD_FAILURE() << toString(F.takeError());
  return {};
}

TEST(MachineRun, RunsShippedBytesTwice) {
  auto M = Machine::create(xclbinOf(loopbackImage()));
  ASSERT_TRUE(bool(M)) << toString(M.takeError());
  EXPECT_EQ((*M)->kernel(), "MLIR_AIE");
  for (uint8_t Fill : {0x11, 0x22}) {
    auto R = (*M)->run(bytesOfWords(Passthrough),
                       {{0, Bytes(1024, Fill)}, {1, Bytes(2048)}});
    ASSERT_TRUE(bool(R)) << toString(R.takeError());
    EXPECT_EQ(R->Status, RunStatus::Completed);
    ASSERT_EQ(R->Buffers.size(), 2u);
    EXPECT_TRUE(R->Buffers[0].Read);
    EXPECT_FALSE(R->Buffers[0].Written);
    Bytes Want(2048);
    std::fill(Want.begin(), Want.begin() + 1024, Fill);
    EXPECT_EQ(R->Buffers[1].Data, Want);
    using Range = std::pair<uint64_t, uint64_t>;
    EXPECT_EQ(R->Buffers[1].Unwritten, (std::vector<Range>{{1024, 2048}}));
    EXPECT_TRUE(R->Problems.empty());
  }
}

// The stream ends without waiting: the host could read too early.
TEST(MachineRun, LateWritesAreNoticed) {
  auto M = Machine::create(xclbinOf(loopbackImage()));
  ASSERT_TRUE(bool(M)) << toString(M.takeError());
  txn::Transaction T = passthrough();
  T.Ops.pop_back();
  auto R = (*M)->run(txn::serialize(T), {{0, Bytes(1024)}, {1, Bytes(1024)}});
  ASSERT_TRUE(bool(R)) << toString(R.takeError());
  ASSERT_EQ(R->Problems.size(), 1u);
  EXPECT_NE(R->Problems[0].Text.find("after the instruction stream had ended"),
            std::string::npos);
  EXPECT_TRUE(R->Buffers[1].Unwritten.empty());
}

TEST(MachineRun, UnknownKernelIsNamed) {
  MachineOptions O;
  O.Kernel = "other";
  auto M = Machine::create(xclbinOf(loopbackImage()), O);
  ASSERT_FALSE(bool(M));
  EXPECT_EQ(toString(M.takeError()),
            "the xclbin has no kernel 'other'; it has: MLIR_AIE");
}
} // namespace
