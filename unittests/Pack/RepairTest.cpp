//===- RepairTest.cpp - mends xclbins around their device images ----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Pack/Repair.h"
#include "Check/GoodFile.h"
#include "aieforge/Formats/XclbinKernels.h"
#include "aieforge/Formats/XclbinTables.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Testing/Support/Error.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace aieforge;
using namespace aieforge::pack;
using namespace aieforge::xclbin;
using llvm::FailedWithMessage;
using llvm::Succeeded;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

static const hw::Device &npu1() { return *hw::findDevice("npu1"); }

/// Repairs and expects that nothing is left to find.
static std::vector<std::string> repaired(BytesRef Data,
                                         const KernelRequest &Hints = {}) {
  Expected<Repaired> R = repairXclbin(Data, Hints, npu1());
  if (!R) {
    ADD_FAILURE() << llvm::toString(R.takeError());
    return {};
  }
  for (const Finding &F : R->Left)
    ADD_FAILURE() << F.Rule << ": " << F.What;
  EXPECT_THAT(rulesOf(R->Data), IsEmpty());
  return R->Done;
}

TEST(Repair, LeavesGoodFilesAlone) {
  Bytes Good = serialize(goodFile(2));
  Expected<Repaired> R = repairXclbin(Good, {}, npu1());
  ASSERT_THAT_EXPECTED(R, Succeeded());
  EXPECT_THAT(R->Done, IsEmpty());
  EXPECT_EQ(R->Data, Good);
}

/// The file of somebody without a packager: a device image as BITSTREAM and
/// banks, nothing else.
TEST(Repair, HandMadeFile) {
  File F;
  F.Sections = {Section(SectionKind::Bitstream, "bitstream", goodPdi(2)),
                Section(SectionKind::MemTopology, "mem_topology",
                        goodFile().find(SectionKind::MemTopology)->Payload)};
  KernelRequest Hints;
  Hints.Name = "mykernel";
  std::vector<std::string> Done = repaired(serialize(F), Hints);
  EXPECT_THAT(Done, Contains(HasSubstr("AIE_PARTITION was added")));
  EXPECT_THAT(Done, Contains(HasSubstr("EMBEDDED_METADATA was added")));
  EXPECT_THAT(Done, Contains(HasSubstr("IP_LAYOUT was added")));
  EXPECT_THAT(Done, Contains(HasSubstr("CONNECTIVITY was added")));
  EXPECT_THAT(Done, SizeIs(4));
}

TEST(Repair, BareImage) {
  EXPECT_THAT(repaired(goodPdi(1)), Contains(HasSubstr("is a device image")));
}

TEST(Repair, EveryMissingSection) {
  for (const Section &S : goodFile(2).Sections) {
    if (S.is(SectionKind::AiePartition))
      continue; // With it goes the image.
    File F = goodFile(2);
    llvm::erase_if(F.Sections,
                   [&](const Section &Other) { return Other.Kind == S.Kind; });
    std::vector<std::string> Done = repaired(serialize(F));
    EXPECT_THAT(Done, Contains(HasSubstr(sectionName(S.Kind) + " was added")));
  }
}

TEST(Repair, EveryDamagedSection) {
  for (const Section &S : goodFile(2).Sections)
    for (int Way = 0; Way < 3; ++Way) {
      File F = goodFile(2);
      Bytes &Payload = F.find(SectionKind(S.Kind))->Payload;
      bool Partition = S.is(SectionKind::AiePartition);
      if (Way == 0)
        std::fill_n(Payload.begin(), 8, 0xEE);
      else if (Way == 1 && !Partition)
        Payload.resize(Payload.size() / 2);
      else if (Way == 2 && !Partition)
        std::fill(Payload.begin(), Payload.end(), 0xFF);
      repaired(serialize(F));
    }
}

TEST(Repair, DamagedContainers) {
  Bytes Good = serialize(goodFile());
  Bytes Length = Good;
  Length.insert(Length.end(), 100, 0xAA); // a signature block behind the end
  EXPECT_THAT(repaired(Length),
              ElementsAre(HasSubstr("container was put together again")));
  Bytes Cut = Good;
  Cut.resize(Cut.size() - 10); // in the last section
  EXPECT_THAT(repaired(Cut), Contains(HasSubstr("CONNECTIVITY was left out")));
  Bytes Count = Good;
  put32(Count, 448, 20000);
  repaired(Count);
}

TEST(Repair, KeepsWhatTheFileSays) {
  File F = withUnits([](IpLayout &T) { T.Units.clear(); });
  std::vector<std::string> Done = repaired(serialize(F));
  ASSERT_THAT(Done, SizeIs(1));
  EXPECT_THAT(Done[0], HasSubstr("IP_LAYOUT was made anew: "));
  Expected<Repaired> R = repairXclbin(serialize(F), {}, npu1());
  ASSERT_THAT_EXPECTED(R, Succeeded());
  Expected<File> Again = parse(R->Data);
  ASSERT_THAT_EXPECTED(Again, Succeeded());
  // The unit is that of the kernel in the XML, which stays as it was.
  EXPECT_EQ(unitAt(Again->find(SectionKind::IpLayout)->Payload, 0).Name.str(),
            "K0:MLIRAIE");
  EXPECT_EQ(Again->find(SectionKind::EmbeddedMetadata)->Payload,
            F.find(SectionKind::EmbeddedMetadata)->Payload);
  // So the file is what it was before, with the same identification.
  EXPECT_EQ(R->Data, serialize(goodFile()));
}

TEST(Repair, NeedsAnImage) {
  File F = goodFile();
  llvm::erase_if(F.Sections, [](const Section &S) {
    return S.is(SectionKind::AiePartition);
  });
  EXPECT_THAT_EXPECTED(
      repairXclbin(serialize(F), {}, npu1()),
      FailedWithMessage(HasSubstr("holds no whole device image")));
  EXPECT_THAT_EXPECTED(
      repairXclbin({1, 2, 3}, {}, npu1()),
      FailedWithMessage(HasSubstr("neither an xclbin nor a device image")));
}

TEST(Repair, FindsImagesAmongOtherBytes) {
  Bytes Image = goodPdi(1), Data(77, 0xDD);
  for (int I = 0; I < 2; ++I) {
    Data.insert(Data.end(), Image.begin(), Image.end());
    Data.insert(Data.end(), 5, 0xDD);
  }
  EXPECT_THAT(findImages(Data), ElementsAre(Image, Image));
  EXPECT_THAT(findImages(BytesRef(Data).drop_back(6)), ElementsAre(Image));
  EXPECT_THAT(findImages({}), IsEmpty());
}
