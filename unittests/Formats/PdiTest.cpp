//===- PdiTest.cpp - reading and writing device images --------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/PdiLayout.h"
#include "WordList.h"
#include "aieforge/Support/Residue.h"
#include "llvm/Testing/Support/Error.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include <map>

using namespace aieforge;
using namespace aieforge::test;
using cdo::Mode;
using llvm::Failed;
using llvm::FailedWithMessage;
using llvm::HasValue;
using llvm::Succeeded;
using testing::ElementsAre;
using testing::HasSubstr;

/// The headers that all these images share, with the given lengths and
/// checksum in the partition header.
static std::vector<uint32_t> headers(uint32_t Padded, uint32_t Words,
                                     uint32_t Checksum) {
  std::vector<uint32_t> H(0x150 / 4, 0);
  auto At = [&](unsigned Offset, std::initializer_list<uint32_t> Values) {
    std::copy(Values.begin(), Values.end(), H.begin() + Offset / 4);
  };
  At(0x000, {0x000000DD, 0x11223344, 0x55667788, 0x99AABBCC});
  At(0x010, {0x00040000, 1, 0x24, 1, 0x34, 0, 0x14CA8093, 0, 0, 0, 0x50504449,
             0x00201020, 0x30});
  At(0x054, {1});
  At(0x08C, {0x9AC12A78});
  At(0x090, {0x34, 1, 0, 0, 0x5F656961, 0x67616D69, 0x65, 0, 0x1C000000});
  At(0x0CC, {0x1D39289B});
  At(0x0D0, {Padded, Words, Padded, 0, 0, 0, ~0u, ~0u, 0x54, 0x02000006, 1});
  At(0x14C, {Checksum});
  return H;
}

static Bytes emptyDevice() {
  std::vector<uint32_t> W = headers(8, 8, 0xFDFFFF8E);
  for (uint32_t Word :
       {0x4u, 0x004F4443u, 0x200u, 3u, 0xFFB0B9B5u, 0x111u, 0x111u, 0x111u})
    W.push_back(Word);
  return bytesOfWords(W);
}

static std::vector<RegisterOp> elfs() {
  return {RegisterOp::maskWrite(0x232000, 1, 0),
          RegisterOp::maskWrite(0x21DE10, 2, 2),
          RegisterOp::blockWrite(
              0x220000, {0x11111111, 0x22222222, 0x33333333, 0x44444444}),
          RegisterOp::maskWrite(0x21DE10, 2, 0)};
}

static std::vector<RegisterOp> init() {
  return {
      RegisterOp::maskWrite(0x232000, 2, 2),
      RegisterOp::maskWrite(0x232000, 2, 0),
      RegisterOp::write(0x21F000, 1),
      RegisterOp::blockWrite(0x21D000, {0x04000040, 0, 0, 0, 0, 0x02000000}),
      RegisterOp::write(0x21DE04, 0),
      RegisterOp::maskWrite(0x21DE00, 0, 1)};
}

static std::vector<RegisterOp> enable() {
  return {RegisterOp::maskWrite(0x232000, 1, 1)};
}

static Bytes oneCore() {
  std::vector<uint32_t> W = headers(44 + 0x18, 0x41, 0xFDFFFEDD);
  W[0xD0 / 4] = W[0xD8 / 4] = 0x44;
  for (uint32_t Word :
       {0x4u, 0x004F4443u, 0x200u, 0x3Cu, 0xFFB0B97Cu,
        // elfs
        0x111u, 0x00030102u, 0x232000u, 1u, 0u, 0x00030102u, 0x21DE10u, 2u, 2u,
        0x111u, 0x00010111u, 0u, 0x00060105u, 0u, 0x220000u, 0x11111111u,
        0x22222222u, 0x33333333u, 0x44444444u, 0x00030102u, 0x21DE10u, 2u, 0u,
        // init
        0x111u, 0x00030102u, 0x232000u, 2u, 2u, 0x00030102u, 0x232000u, 2u, 0u,
        0x00020103u, 0x21F000u, 1u, 0x111u, 0x00020111u, 0u, 0u, 0x00080105u,
        0u, 0x21D000u, 0x04000040u, 0u, 0u, 0u, 0u, 0x02000000u, 0x00020103u,
        0x21DE04u, 0u, 0x00030102u, 0x21DE00u, 0u, 1u,
        // enable
        0x111u, 0x00030102u, 0x232000u, 1u, 1u,
        // padding
        0u, 0u, 0u})
    W.push_back(Word);
  return bytesOfWords(W);
}

static pdi::Pdi fromParts(std::vector<std::vector<RegisterOp>> Parts) {
  std::vector<cdo::Cdo> Files;
  for (const auto &Ops : Parts)
    Files.push_back(cdo::driverForm(Ops));
  pdi::Pdi P;
  P.Cdo = cdo::merge(Files);
  return P;
}

TEST(Pdi, EmptyDevice) {
  EXPECT_EQ(dump(pdi::serialize(fromParts({{}, {}, {}}))), dump(emptyDevice()));
  EXPECT_EQ(emptyDevice().size(), 0x170u);
}

TEST(Pdi, OneCore) {
  EXPECT_EQ(dump(pdi::serialize(fromParts({elfs(), init(), enable()}))),
            dump(oneCore()));
  EXPECT_EQ(oneCore().size(), 0x260u);
}

TEST(Pdi, ReadingGivesNoWarningAndTheSameBytes) {
  for (const Bytes &File : {emptyDevice(), oneCore()}) {
    cdo::Warnings W;
    llvm::Expected<pdi::Pdi> P = pdi::parse(File, Mode::Firmware, &W);
    ASSERT_THAT_EXPECTED(P, Succeeded());
    EXPECT_THAT(W, ElementsAre());
    EXPECT_EQ(pdi::serialize(*P), File);
    EXPECT_TRUE(pdi::looksLikePdi(File));
  }
}

TEST(Pdi, ExecutesIntoARegisterMap) {
  llvm::Expected<pdi::Pdi> P = pdi::parse(oneCore());
  ASSERT_THAT_EXPECTED(P, Succeeded());
  auto Ops = cdo::registerOps(P->Cdo);
  ASSERT_THAT_EXPECTED(Ops, Succeeded());
  std::map<uint32_t, uint32_t> R = {{0x232000, 2}};
  unsigned QueueWrites = 0;
  for (const RegisterOp &Op : *Ops) {
    QueueWrites += Op.Address == 0x21DE04;
    for (size_t I = 0; I < Op.Data.size(); ++I) {
      uint32_t &Old = R[Op.Address + 4 * I];
      uint32_t Mask = Op.What == RegisterOp::MaskWrite ? Op.Mask : ~0u;
      Old = (Old & ~Mask) | (Op.Data[I] & Mask);
    }
  }
  EXPECT_EQ(R[0x232000], 1u);
  EXPECT_EQ(R[0x21F000], 1u);
  EXPECT_EQ(R[0x220000], 0x11111111u);
  EXPECT_EQ(R[0x22000C], 0x44444444u);
  EXPECT_EQ(R[0x21DE00], 0u);
  EXPECT_EQ(QueueWrites, 1u);
}

TEST(Pdi, NewerBootgenWritesOnesIntoThePcrFields) {
  Bytes File = emptyDevice();
  for (unsigned I = 0xC8; I < 0xCC; ++I)
    File[I] = 0xFF;
  File[0xCC] = 0x9C;
  cdo::Warnings W;
  llvm::Expected<pdi::Pdi> P = pdi::parse(File, Mode::Firmware, &W);
  ASSERT_THAT_EXPECTED(P, Succeeded());
  EXPECT_TRUE(P->PcrOnes);
  EXPECT_THAT(W, ElementsAre());
  EXPECT_EQ(pdi::serialize(*P), File);
}

TEST(Pdi, WarnsAboutWhatTheFirmwareIgnores) {
  Bytes File = oneCore();
  File[0x28] ^= 1;  // id code
  File[0x14C] ^= 1; // partition header checksum
  cdo::Warnings W;
  EXPECT_THAT_EXPECTED(pdi::parse(File, Mode::Lenient, &W), Succeeded());
  EXPECT_THAT(W,
              ElementsAre(HasSubstr("word at offset 0x28 is 0x14ca8092"),
                          HasSubstr("checksum at offset 0x8c is 0x9ac12a78"),
                          HasSubstr("checksum at offset 0x14c is 0xfdfffedc")));
}

TEST(Pdi, RejectsUnusableImages) {
  auto Changed = [](unsigned Offset, uint8_t Value) {
    Bytes File = oneCore();
    File[Offset] = Value;
    return File;
  };
  EXPECT_THAT_EXPECTED(pdi::parse(Changed(0x14, 2)),
                       FailedWithMessage(HasSubstr("image count")));
  EXPECT_THAT_EXPECTED(pdi::parse(Changed(0x1C, 2)),
                       FailedWithMessage(HasSubstr("partition count")));
  EXPECT_THAT_EXPECTED(pdi::parse(Changed(0xF0, 0x50)),
                       FailedWithMessage(HasSubstr("data offset")));
  EXPECT_THAT_EXPECTED(pdi::parse(Changed(0xF7, 1)),
                       FailedWithMessage(HasSubstr("partition type")));
  EXPECT_THAT_EXPECTED(pdi::parse(Changed(0, 0)),
                       FailedWithMessage(HasSubstr("this is no PDI")));
  EXPECT_THAT_EXPECTED(pdi::parse(Changed(0x15C, 0x40)),
                       FailedWithMessage(HasSubstr("body length")));
}

TEST(Pdi, EveryTruncationIsAnErrorUpToTheEndOfTheCdo) {
  Bytes File = oneCore();
  size_t End = File.size() - 12;
  for (size_t Size = 0; Size < File.size(); ++Size) {
    llvm::Expected<pdi::Pdi> P = pdi::parse(BytesRef(File).take_front(Size));
    if (Size < End)
      EXPECT_THAT_EXPECTED(std::move(P), Failed()) << Size;
    else
      EXPECT_THAT_EXPECTED(std::move(P), Succeeded()) << Size;
  }
}

//===----------------------------------------------------------------------===//
// The transformed form
//===----------------------------------------------------------------------===//

/// oneCore() as xclbinutil transforms it; \p DropBytes at the end are missing.
static Bytes transformed(unsigned DropBytes = 0) {
  std::vector<uint32_t> W = wordsOf(oneCore());
  W.resize(0x164 / 4);
  std::vector<uint32_t> Commands = {
      // id, count, entries
      0x102, 2, 0x232000, 1,        0,  0x21DE10, 2, 2,                 //
      0x105, 1, 0,        0x220000, 0,  4,                              //
      0x102, 3, 0x21DE10, 2,        0,  0x232000, 2, 2, 0x232000, 2, 0, //
      0x103, 1, 0x21F000, 1,                                            //
      0x105, 1, 0,        0x21D000, 16, 6,                              //
      0x103, 1, 0x21DE04, 0,                                            //
      0x102, 2, 0x21DE00, 0,        1,  0x232000, 1, 1};
  W.insert(W.end(), Commands.begin(), Commands.end());
  for (uint32_t Word : {0x11111111u, 0x22222222u, 0x33333333u, 0x44444444u,
                        0x04000040u, 0u, 0u, 0u, 0u, 0x02000000u})
    W.push_back(Word);
  uint32_t Size = Commands.size() * 4;
  W[0x140 / 4] = 1;
  W[0x144 / 4] = Size;
  W[0x148 / 4] = 0x8866 | 0x100 | (Size & 0xFFFF) << 16 | Size >> 16;
  Bytes B = bytesOfWords(W);
  B.resize(B.size() - DropBytes);
  return B;
}

static std::vector<RegisterOp> allOps() {
  std::vector<RegisterOp> Ops = elfs();
  for (const auto &Part : {init(), enable()})
    Ops.insert(Ops.end(), Part.begin(), Part.end());
  return Ops;
}

TEST(TransformedPdi, HasTheSameEffects) {
  cdo::Warnings W;
  llvm::Expected<pdi::Pdi> P = pdi::parse(transformed(), Mode::Firmware, &W);
  ASSERT_THAT_EXPECTED(P, Succeeded());
  EXPECT_TRUE(P->Transformed);
  EXPECT_THAT(W, ElementsAre());
  EXPECT_THAT_EXPECTED(cdo::registerOps(P->Cdo), HasValue(allOps()));
}

TEST(TransformedPdi, MissingWordsAtTheEndReadAsZero) {
  cdo::Warnings W;
  llvm::Expected<pdi::Pdi> P = pdi::parse(transformed(20), Mode::Firmware, &W);
  ASSERT_THAT_EXPECTED(P, Succeeded());
  EXPECT_THAT(W, ElementsAre(HasSubstr("the last 5 data words")));
  auto Ops = cdo::registerOps(P->Cdo);
  ASSERT_THAT_EXPECTED(Ops, Succeeded());
  EXPECT_THAT((*Ops)[7].Data, ElementsAre(0x04000040, 0, 0, 0, 0, 0));
  EXPECT_THAT_EXPECTED(pdi::parse(transformed(24)),
                       FailedWithMessage(HasSubstr("data zone")));
}

TEST(TransformedPdi, IsWrittenAgain) {
  Bytes File = transformed();
  llvm::Expected<pdi::Pdi> P = pdi::parse(File);
  ASSERT_THAT_EXPECTED(P, Succeeded());
  // Group ids come without the module, lengths without the NOPs.
  Exact<pdi::Pdi> Whole(*P, File);
  EXPECT_FALSE(Whole.Kept.Size);
  EXPECT_LT(Whole.Kept.bytes(), 100u);
  EXPECT_THAT_EXPECTED(Whole.bytes(), HasValue(File));
  EXPECT_THAT_EXPECTED(pdi::parse(serialize(*P)), HasValue(*P));
  // A poll has no transformed form.
  P->Cdo.Commands.emplace_back(cdo::CommandId::MaskPoll,
                               std::vector<uint32_t>{1, 2, 3, 4});
  llvm::Expected<pdi::Pdi> Plain = pdi::parse(serialize(*P));
  ASSERT_THAT_EXPECTED(Plain, Succeeded());
  EXPECT_FALSE(Plain->Transformed);
}

TEST(TransformedPdi, EmptyBlocks) {
  // The length of the block write to 0x220000; bit 16 is a mark, no length.
  for (uint32_t Length : {0u, 0x10000u}) {
    std::vector<uint32_t> W = wordsOf(transformed());
    auto It = std::find(W.begin() + 0x164 / 4, W.end(), 0x220000u);
    ASSERT_EQ(It[2], 4u);
    It[2] = Length;
    EXPECT_THAT_EXPECTED(pdi::parse(bytesOfWords(W)),
                         FailedWithMessage(HasSubstr("it has no data")))
        << Length;
  }
  // Nor does the writer make one: such a command keeps the plain form.
  pdi::Pdi P = llvm::cantFail(pdi::parse(transformed()));
  for (std::vector<uint32_t> Payload :
       {std::vector<uint32_t>{0, 0x220000}, {0}, {}}) {
    cdo::Cdo C = P.Cdo;
    EXPECT_TRUE(pdi::canTransform(C));
    C.Commands.emplace_back(cdo::CommandId::DmaWrite, Payload);
    EXPECT_FALSE(pdi::canTransform(C)) << Payload.size();
  }
}

TEST(TransformedPdi, BrokenZones) {
  Bytes File = transformed();
  File[0x144] ^= 4;
  EXPECT_THAT_EXPECTED(pdi::parse(File),
                       FailedWithMessage(HasSubstr("transform mark")));
  // Data that overlaps the previous block's.
  File = transformed();
  std::vector<uint32_t> W = wordsOf(File);
  auto It = std::find(W.begin() + 0x164 / 4, W.end(), 0x21D000u);
  It[1] = 0;
  EXPECT_THAT_EXPECTED(pdi::parse(bytesOfWords(W)),
                       FailedWithMessage(HasSubstr("not behind the previous")));
  for (size_t Size = 0; Size + 24 <= File.size(); ++Size)
    EXPECT_THAT_EXPECTED(pdi::parse(BytesRef(transformed()).take_front(Size)),
                         Failed());
}
