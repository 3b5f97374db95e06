//===- KernelsTest.cpp - xclbins from device images -----------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Pack/Kernels.h"
#include "Check/GoodFile.h"
#include "aieforge/Formats/XclbinKernels.h"
#include "aieforge/Formats/XclbinPartition.h"
#include "aieforge/Formats/XclbinTables.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Testing/Support/Error.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace aieforge;
using namespace aieforge::pack;
using namespace aieforge::xclbin;
using llvm::FailedWithMessage;
using llvm::Succeeded;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

static const hw::Device &npu1() { return *hw::findDevice("npu1"); }

static KernelRequest request(unsigned Columns = 1) {
  KernelRequest K;
  K.Pdi = goodPdi(Columns);
  return K;
}

TEST(Kernels, ColumnsOfAnImage) {
  EXPECT_THAT_EXPECTED(columnsOf(goodPdi(1)), llvm::HasValue(1u));
  EXPECT_THAT_EXPECTED(columnsOf(goodPdi(3)), llvm::HasValue(3u));
  EXPECT_THAT_EXPECTED(columnsOf({}), llvm::Failed());
}

TEST(Kernels, NewFilesHaveNoFindings) {
  for (const char *Device : {"npu1", "npu2"})
    for (unsigned Columns : {1, 2, 4}) {
      Expected<File> F = makeXclbin(request(Columns), *hw::findDevice(Device));
      ASSERT_THAT_EXPECTED(F, Succeeded());
      EXPECT_THAT(rulesOf(*F), IsEmpty());
      auto P = parseAiePartition(F->find(SectionKind::AiePartition)->Payload);
      ASSERT_THAT_EXPECTED(P, Succeeded());
      EXPECT_EQ(P->ColumnWidth, Columns);
    }
  KernelRequest K = request(2);
  K.Columns = 1;
  EXPECT_THAT_EXPECTED(makeXclbin(K, npu1()),
                       FailedWithMessage(HasSubstr("configures 2 columns")));
  EXPECT_THAT_EXPECTED(makeXclbin(request(6), npu1()),
                       FailedWithMessage(HasSubstr("6 columns does not")));
}

TEST(Kernels, AddedOnesGetFreshNamesAndNumbers) {
  Expected<File> F = makeXclbin(request(), npu1());
  ASSERT_THAT_EXPECTED(F, Succeeded());
  Uuid First = F->Head.FileUuid;
  KernelRequest K = request();
  for (int I = 0; I < 2; ++I) {
    F = addKernel(*F, K);
    ASSERT_THAT_EXPECTED(F, Succeeded());
  }
  EXPECT_THAT(rulesOf(*F), IsEmpty());
  EXPECT_NE(F->Head.FileUuid, First);
  auto Units = parseIpLayout(F->find(SectionKind::IpLayout)->Payload);
  ASSERT_THAT_EXPECTED(Units, Succeeded());
  std::vector<std::string> Names;
  std::vector<uint32_t> Ids;
  for (const Unit &U : Units->Units) {
    Names.push_back(U.Name.str().str());
    Ids.push_back(U.kernelId());
  }
  EXPECT_THAT(Names, ElementsAre("MLIR_AIE:MLIRAIE", "MLIR_AIE2:MLIRAIE",
                                 "MLIR_AIE3:MLIRAIE"));
  EXPECT_THAT(Ids, ElementsAre(0x901, 0x902, 0x903));
  auto P = parseAiePartition(F->find(SectionKind::AiePartition)->Payload);
  ASSERT_THAT_EXPECTED(P, Succeeded());
  EXPECT_EQ(P->Pdis.size(), 3u);
  EXPECT_NE(P->Pdis[0].Id, P->Pdis[1].Id);
  auto C = parseConnectivity(F->find(SectionKind::Connectivity)->Payload);
  ASSERT_THAT_EXPECTED(C, Succeeded());
  EXPECT_EQ(C->Connections.size(), 18u);
  EXPECT_EQ(C->Connections.back().Unit, 2);
}

TEST(Kernels, RefusesTakenNames) {
  Expected<File> F = makeXclbin(request(), npu1());
  ASSERT_THAT_EXPECTED(F, Succeeded());
  KernelRequest K = request();
  K.Name = "MLIR_AIE";
  EXPECT_THAT_EXPECTED(
      addKernel(*F, K),
      FailedWithMessage(HasSubstr("has a kernel \"MLIR_AIE\" already")));
  K = request();
  K.Id = 0x901;
  EXPECT_THAT_EXPECTED(addKernel(*F, K),
                       FailedWithMessage(HasSubstr("0x901 is taken")));
  EXPECT_THAT_EXPECTED(
      addKernel(*F, request(2)),
      FailedWithMessage(HasSubstr("configures 2 columns, but the partition of "
                                  "the file has 1")));
  F->Sections.pop_back();
  EXPECT_THAT_EXPECTED(addKernel(*F, request()),
                       FailedWithMessage(HasSubstr("no section CONNECTIVITY")));
}

/// Files of AMD's packager have copies of two sections and a trailer, and XML
/// that NPU loaders do not read.
TEST(Kernels, FilesOfOtherTools) {
  Expected<File> F = makeXclbin(request(), npu1());
  ASSERT_THAT_EXPECTED(F, Succeeded());
  F->Sections.emplace_back(SectionKind::GroupConnectivity, "",
                           Bytes(F->find(SectionKind::Connectivity)->Payload));
  F->Sections.emplace_back(SectionKind::GroupTopology, "",
                           Bytes(F->find(SectionKind::MemTopology)->Payload));
  std::string Trailer = "XCLBIN_MIRROR_DATA_START{}XCLBIN_MIRROR_DATA_END";
  F->Tail.assign(Trailer.begin(), Trailer.end());
  Bytes &Xml = F->find(SectionKind::EmbeddedMetadata)->Payload;
  std::string Text(Xml.begin(), Xml.end());
  size_t At = Text.find("<core");
  Text.insert(At, "<clocks port=\"DATA_CLK\"/>");
  Xml.assign(Text.begin(), Text.end());

  Expected<File> Two = addKernel(*F, request());
  ASSERT_THAT_EXPECTED(Two, Succeeded());
  EXPECT_THAT(rulesOf(*Two), IsEmpty());
  EXPECT_THAT(Two->Tail, IsEmpty());
  auto Group =
      parseConnectivity(Two->find(SectionKind::GroupConnectivity)->Payload);
  ASSERT_THAT_EXPECTED(Group, Succeeded());
  EXPECT_EQ(Group->Connections.size(), 24u) << "sorted, then as they are";
  llvm::StringRef After =
      llvm::toStringRef(Two->find(SectionKind::EmbeddedMetadata)->Payload);
  EXPECT_TRUE(After.contains("<clocks port=\"DATA_CLK\"/>"));
  auto M =
      parseEmbeddedMetadata(Two->find(SectionKind::EmbeddedMetadata)->Payload);
  ASSERT_THAT_EXPECTED(M, Succeeded());
  EXPECT_EQ(M->Kernels.size(), 2u);
}
