//===- DamageTest.cpp - damaged files never crash the checker -------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ArrayFixture.h"
#include "RuleCases.h"

#include <gtest/gtest.h>
#include <random>

using namespace aieforge;
using namespace aieforge::xclbin;

namespace {

/// A small file with everything that the checker reads: two kernels, group
/// sections, AIE_METADATA and a mirror.
Bytes richFile() {
  File F = goodFile(2);
  F.Sections.push_back(Section(SectionKind::GroupTopology, "",
                               F.find(SectionKind::MemTopology)->Payload));
  F.Sections.push_back(Section(SectionKind::GroupConnectivity, "",
                               F.find(SectionKind::Connectivity)->Payload));
  std::string Json = R"({"aie_metadata":{"driver_config":{"hw_gen":"3"}}})";
  F.Sections.push_back(
      Section(SectionKind::AieMetadata, "", Bytes(Json.begin(), Json.end())));
  std::string Mirror = "XCLBIN_MIRROR_DATA_START{}XCLBIN_MIRROR_DATA_END";
  F.Tail.assign(Mirror.begin(), Mirror.end());
  return serialize(F);
}

TEST(CheckDamage, TruncationAtEveryByte) {
  Bytes Good = richFile();
  EXPECT_TRUE(check::checkFile("a.xclbin", Good).empty());
  for (size_t Size = 0; Size < Good.size(); ++Size)
    EXPECT_FALSE(
        check::checkFile("a.xclbin", BytesRef(Good).take_front(Size)).empty())
        << Size;
  Bytes Pdi = goodPdi();
  for (size_t Size = 0; Size < Pdi.size(); ++Size)
    EXPECT_FALSE(
        check::checkFile("a.pdi", BytesRef(Pdi).take_front(Size)).empty())
        << Size;
}

TEST(CheckDamage, RandomBitFlips) {
  Bytes Good = richFile();
  std::mt19937 Random(7);
  for (unsigned Round = 0; Round < 100000; ++Round) {
    Bytes Bad = Good;
    for (unsigned Flip = 0; Flip <= Round % 5; ++Flip)
      Bad[Random() % Bad.size()] ^= 1u << Random() % 8;
    check::checkFile("a.xclbin", Bad);
  }
}

TEST(CheckDamage, DeviceImageAndStream) {
  Bytes Image = goodConfig().pdi(), Stream = streamOf(goodOps());
  std::mt19937 Random(11);
  for (unsigned Round = 0; Round < 20000; ++Round) {
    Bytes Pdi = Image, Insts = Stream;
    // Behind the headers, so that what is configured gets looked at.
    Pdi[0x164 + Random() % (Pdi.size() - 0x164)] ^= 1u << Random() % 8;
    Insts[16 + Random() % (Insts.size() - 16)] ^= 1u << Random() % 8;
    Bytes Xclbin = serialize(withImage(Pdi));
    check::checkFiles({{"a.xclbin", Xclbin}, {"a.bin", Insts}});
  }
}

/// Streams that a rule could spend very long with.
TEST(CheckDamage, LongStreamsStayCheap) {
  std::vector<txn::Op> Ops = {goodOps()[0]};
  txn::Tct Everything;
  Everything.Columns = Everything.Rows = 255;
  for (unsigned I = 0; I < 50000; ++I) {
    Ops.push_back(queueWrite({0, 0}, hw::Direction::MM2S, 0, 1, true));
    Ops.push_back(Everything);
  }
  EXPECT_FALSE(rulesOf(streamOf(Ops, "npu1")).empty());
}

TEST(CheckDamage, SharedRecordsStayCheap) {
  // Every PDI record shows the same CDO groups, and those are all that fits.
  Bytes Section(1 << 20);
  uint32_t Records = (Section.size() - 184) / 96;
  put32(Section, 0x20, 1);
  put32(Section, 0x78, Records);
  put32(Section, 0x7C, 184);
  for (uint32_t I = 0; I < Records; ++I) {
    put32(Section, 184 + 96 * I + 16, Section.size());
    put32(Section, 184 + 96 * I + 24, Records);
    put32(Section, 184 + 96 * I + 28, 184);
  }
  File F = goodFile();
  F.find(SectionKind::AiePartition)->Payload = Section;
  EXPECT_FALSE(rulesOf(F).empty());
}

} // namespace
