//===- CheckTest.cpp - one violation for each rule ------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RuleCases.h"
#include "aieforge/Formats/PdiLayout.h"

#include <gmock/gmock.h>

using namespace aieforge;
using namespace aieforge::xclbin;
using namespace llvm;
using check::findNpu;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

namespace {

check::Options on(StringRef Npu) {
  check::Options O;
  O.Device = findNpu(Npu);
  return O;
}

Finding onlyFinding(const File &F, const check::Options &O = {}) {
  std::vector<Finding> All = check::checkFile("a.xclbin", serialize(F), O);
  EXPECT_EQ(All.size(), 1u);
  return All.empty() ? Finding() : All.front();
}

TEST(CheckGood, NoFindings) {
  EXPECT_THAT(rulesOf(goodFile()), IsEmpty());
  EXPECT_THAT(rulesOf(goodFile(3)), IsEmpty());
  for (const hw::Device &D : hw::allDevices()) {
    NpuXclbinDescription X = describeXclbinFor(D);
    NpuKernel K;
    K.HostBuffers = 12;
    K.Pdi = goodPdi(D.Columns);
    X.Kernels = {K};
    File F = cantFail(buildNpuXclbin(X));
    EXPECT_THAT(rulesOf(F), IsEmpty()) << D.Name.str();
    StringRef Npu = D.Gen == hw::Generation::AIE2 ? "phoenix" : "strix";
    EXPECT_THAT(rulesOf(F, on(Npu)), IsEmpty()) << D.Name.str();
  }
}

TEST(CheckContainer, RulesFireAlone) {
  EXPECT_THAT(rulesOf(Bytes()), ElementsAre("X01"));
  EXPECT_THAT(rulesOf(Bytes(100, 'x')), ElementsAre("X02"));
  EXPECT_THAT(rulesOf(rawWith([](Bytes &B) { B.resize(495); })),
              ElementsAre("X02"));
  EXPECT_THAT(rulesOf(rawWith([](Bytes &B) { B[1] = 'X'; })),
              ElementsAre("X03"));
  EXPECT_THAT(rulesOf(rawWith([](Bytes &B) { B[7] = '2'; })),
              ElementsAre("X03"));
  EXPECT_THAT(rulesOf(rawWith([](Bytes &B) { B[0x130] ^= 1; })),
              ElementsAre("X04"));
  // Without sections nothing of them can be missing.
  EXPECT_THAT(rulesOf(rawWith([](Bytes &B) { put32(B, 0x1C0, 0); })),
              ElementsAre("X05"));
  EXPECT_THAT(rulesOf(rawWith([](Bytes &B) { put32(B, 0x1C0, 10001); })),
              ElementsAre("X05"));
  EXPECT_THAT(rulesOf(rawWith([](Bytes &B) { put32(B, 0x1C0, 9999); })),
              ElementsAre("X06"));
  EXPECT_THAT(rulesOf(fileWith([](File &F) {
                Section S(SectionKind::UserMetadata, "", {1});
                S.Offset = FixedPartSize + 8;
                F.Sections.push_back(S);
              })),
              ElementsAre("X08"));
  EXPECT_THAT(rulesOf(fileWith([](File &F) {
                Section S(SectionKind::UserMetadata, "", {1, 2, 3});
                F.Sections.push_back(S);
                Bytes Raw = serialize(F);
                F = cantFail(parse(Raw));
                F.Sections.back().Offset = Raw.size() + 2;
              })),
              ElementsAre("X09"));
  EXPECT_THAT(
      rulesOf(fileWith([](File &F) {
        F.Sections.push_back(Section(SectionKind::UserMetadata, "", {1}));
        F.Sections.push_back(Section(SectionKind::UserMetadata, "", {2}));
      })),
      ElementsAre("X10"));
  EXPECT_THAT(rulesOf(fileWith([](File &F) { F.Head.SignatureLength = 0; })),
              ElementsAre("X11"));
  EXPECT_THAT(rulesOf(fileWith([](File &F) { F.Head.SignatureLength = 5; })),
              ElementsAre("X11"));
  EXPECT_THAT(rulesOf(fileWith([](File &F) { F.Head.FileUuid = {}; })),
              ElementsAre("X12"));
  EXPECT_THAT(rulesOf(fileWith([](File &F) {
                F.Sections.push_back(
                    Section(static_cast<SectionKind>(37), "", {1}));
              })),
              ElementsAre("X13"));
  EXPECT_THAT(
      rulesOf(fileWith([](File &F) { F.Sections[0].Name.Raw.fill('n'); })),
      ElementsAre("X14"));
}

TEST(CheckContainer, SectionOutsideTheFile) {
  // A part that cannot be read is not called missing as well.
  EXPECT_THAT(rulesOf(rawWith([](Bytes &B) {
                put32(B, FixedPartSize + SectionHeaderSize + 32, 1 << 20);
              })),
              ElementsAre("X07"));
}

TEST(CheckContainer, UnusualBytesAndMirror) {
  for (unsigned At : {0x0Cu, 0x28u, 0x1B0u, 0x1C4u, 0x1C8u + 20})
    EXPECT_THAT(rulesOf(rawWith([&](Bytes &B) { B[At] = 7; })),
                ElementsAre("X15"))
        << At;
  auto WithTail = [](StringRef Text) {
    return fileWith([&](File &F) { F.Tail.assign(Text.begin(), Text.end()); });
  };
  EXPECT_THAT(rulesOf(WithTail("left over")), ElementsAre("X15"));
  EXPECT_THAT(rulesOf(WithTail("XCLBIN_MIRROR_DATA_START{\"a\":[1]}\n"
                               "XCLBIN_MIRROR_DATA_END")),
              IsEmpty());
  EXPECT_THAT(rulesOf(WithTail("XCLBIN_MIRROR_DATA_START{\"a\":[1]}")),
              ElementsAre("X16"));
  EXPECT_THAT(
      rulesOf(WithTail("XCLBIN_MIRROR_DATA_START{]XCLBIN_MIRROR_DATA_END")),
      ElementsAre("X16"));
  std::string Deep = "XCLBIN_MIRROR_DATA_START" + std::string(100000, '[') +
                     "XCLBIN_MIRROR_DATA_END";
  EXPECT_THAT(rulesOf(WithTail(Deep)), ElementsAre("X16"));
  // A signature explains what follows the sections.
  EXPECT_THAT(rulesOf(fileWith([](File &F) {
                F.Tail = {1, 2, 3};
                F.Head.SignatureLength = 3;
              })),
              IsEmpty());
}

TEST(CheckContainer, OtherKindsOfFiles) {
  auto Only = [](StringRef Text) {
    std::vector<Finding> All =
        check::checkFile("a.bin", BytesRef(Text.bytes_begin(), Text.size()));
    EXPECT_EQ(All.size(), 1u);
    EXPECT_EQ(All[0].Rule, "X03");
    return All[0].What;
  };
  EXPECT_THAT(Only("version https://git-lfs.github.com/spec/v1\noid"),
              HasSubstr("Git LFS pointer"));
  EXPECT_THAT(Only("\x7F"
                   "ELF and more"),
              HasSubstr("ELF file"));
  EXPECT_THAT(Only("module {\n  aie.device(npu1) {\n"), HasSubstr("text"));
}

TEST(CheckSections, RulesFire) {
  auto Without = [](SectionKind Kind) {
    return fileWith([&](File &F) {
      std::erase_if(F.Sections, [&](const Section &S) { return S.is(Kind); });
    });
  };
  using enum SectionKind;
  // The advice about load_xclbin comes with the first three by nature.
  EXPECT_THAT(rulesOf(Without(AiePartition)), ElementsAre("S01", "U01"));
  EXPECT_THAT(rulesOf(Without(EmbeddedMetadata)), ElementsAre("S02", "U01"));
  EXPECT_THAT(rulesOf(Without(IpLayout)), ElementsAre("S03", "U01"));
  EXPECT_THAT(rulesOf(withUnits([](auto &L) { L.Units.clear(); })),
              ElementsAre("S03", "N04", "U01"));
  EXPECT_THAT(rulesOf(Without(MemTopology)), ElementsAre("S04"));
  EXPECT_THAT(rulesOf(Without(Connectivity)), ElementsAre("S05"));

  auto WithGroups = [](bool Banks, bool Rows) {
    File F = goodFile();
    if (Banks)
      F.Sections.push_back(
          Section(GroupTopology, "", F.find(MemTopology)->Payload));
    if (Rows)
      F.Sections.push_back(
          Section(GroupConnectivity, "", F.find(Connectivity)->Payload));
    return F;
  };
  EXPECT_THAT(rulesOf(WithGroups(true, false)), ElementsAre("S06"));
  EXPECT_THAT(rulesOf(WithGroups(false, true)), ElementsAre("S06"));
  File F = WithGroups(true, true);
  EXPECT_THAT(rulesOf(F), IsEmpty());
  // All rows twice, as xclbinutil writes them.
  auto C = cantFail(parseConnectivity(F.find(GroupConnectivity)->Payload));
  C.Connections.insert(C.Connections.end(), C.Connections.begin(),
                       C.Connections.begin() + 6);
  F.find(GroupConnectivity)->Payload = serialize(C);
  EXPECT_THAT(rulesOf(F), IsEmpty());
  F.find(GroupTopology)->Payload[8 + 8] ^= 1;
  EXPECT_THAT(rulesOf(F), ElementsAre("S07"));
}

TEST(CheckSections, HandMadeFile) {
  File F;
  F.Head.FileUuid.fill(1);
  F.Sections = {Section(SectionKind::Bitstream, "", goodPdi()),
                Section(SectionKind::MemTopology, "",
                        goodFile().find(SectionKind::MemTopology)->Payload)};
  EXPECT_THAT(rulesOf(F), ElementsAre("S01", "S02", "S03", "S05", "U01"));
  std::vector<Finding> All = check::checkFile("mine.xclbin", serialize(F));
  const Finding &Missing = All[0];
  EXPECT_EQ(Missing.File, "mine.xclbin");
  EXPECT_EQ(Missing.Level, Severity::Refused);
  EXPECT_EQ(Missing.What, "There is no section AIE_PARTITION; the file has "
                          "BITSTREAM, MEM_TOPOLOGY");
  EXPECT_EQ(Missing.Symptom,
            "No valid DPU kernel found in xclbin (err=22): Invalid argument");
  const Finding &Advice = All[4];
  EXPECT_EQ(Advice.Symptom, "load_axlf: Operation not supported");
  EXPECT_THAT(Advice.Reason, HasSubstr("says nothing about the file"));
  EXPECT_THAT(Advice.Remedy, HasSubstr("register_xclbin"));
  EXPECT_THAT(Advice.Remedy, HasSubstr("hw_context"));
}

TEST(CheckPartition, RulesFireAlone) {
  auto Raw = [](std::function<void(Bytes &)> Change) {
    return rulesOf(withBytes(SectionKind::AiePartition, Change));
  };
  // Where the records stand in the good section.
  Bytes Good = goodFile().find(SectionKind::AiePartition)->Payload;
  RawPartition P = rawPartitionOf(Good);
  RawPdi Pdi = rawPdiAt(Good, P.Pdis.Offset);
  size_t PdiAt = P.Pdis.Offset, GroupAt = Pdi.CdoGroups.Offset;
  constexpr uint32_t Far = 0x100000;

  EXPECT_THAT(Raw([](Bytes &B) { B.resize(183); }), ElementsAre("P01"));
  EXPECT_THAT(Raw([](Bytes &B) { put32(B, 0x2C, Far); }), ElementsAre("P02"));
  EXPECT_THAT(Raw([](Bytes &B) { put32(B, 0x04, Far); }), ElementsAre("P03"));
  EXPECT_THAT(Raw([](Bytes &B) { put32(B, 0x7C, Far); }), ElementsAre("P04"));
  EXPECT_THAT(Raw([](Bytes &B) { put32(B, 0x78, 0); }), ElementsAre("P04"));
  EXPECT_THAT(Raw([&](Bytes &B) { put32(B, PdiAt + 20, Far); }),
              ElementsAre("P05"));
  EXPECT_THAT(Raw([&](Bytes &B) { put32(B, PdiAt + 16, 134217729); }),
              ElementsAre("P06"));
  EXPECT_THAT(Raw([&](Bytes &B) { put32(B, PdiAt + 16, 0); }),
              ElementsAre("P06"));
  EXPECT_THAT(Raw([&](Bytes &B) { put32(B, PdiAt + 28, Far); }),
              ElementsAre("P07"));
  EXPECT_THAT(Raw([&](Bytes &B) { put32(B, PdiAt + 24, 0); }),
              ElementsAre("P07"));
  EXPECT_THAT(Raw([&](Bytes &B) { put32(B, GroupAt + 20, Far); }),
              ElementsAre("P08"));
  EXPECT_THAT(Raw([&](Bytes &B) { put32(B, GroupAt + 16, 0); }),
              ElementsAre("P08"));
  EXPECT_THAT(Raw([&](Bytes &B) { put32(B, GroupAt, Far); }),
              ElementsAre("P09"));
  EXPECT_THAT(Raw([&](Bytes &B) { put32(B, GroupAt + 28, Far); }),
              ElementsAre("P10"));
  // Two bytes further there are the same bytes for the ids, shifted.
  EXPECT_THAT(Raw([&](Bytes &B) {
                put32(B, 0x2C, get32(B, 0x2C) - 2); // Start columns 0,1,2,3.
              }),
              ElementsAre("P18"));
  EXPECT_THAT(
      Raw([&](Bytes &B) { put32(B, GroupAt + 28, Pdi.CdoGroups.Offset); }),
      ElementsAre("P18"));
}

TEST(CheckPartition, Values) {
  using P = AiePartition;
  // Images that reach into column 0 lie outside a partition without columns.
  EXPECT_THAT(rulesOf(withPartition([](P &A) { A.ColumnWidth = 0; })),
              ElementsAre("P11"));
  auto Wide = [](uint16_t Width, std::vector<uint16_t> Starts) {
    return withPartition([=](P &A) {
      A.ColumnWidth = Width;
      A.StartColumns = Starts;
    });
  };
  EXPECT_THAT(rulesOf(Wide(9, {0})), ElementsAre("P12"));
  EXPECT_THAT(rulesOf(Wide(8, {0})), IsEmpty());
  EXPECT_THAT(rulesOf(Wide(8, {0}), on("hawk-point")), ElementsAre("P12"));
  EXPECT_THAT(rulesOf(Wide(5, {0}), on("phoenix")), ElementsAre("P12"));
  EXPECT_THAT(rulesOf(Wide(8, {0}), on("strix")), IsEmpty());
  EXPECT_THAT(rulesOf(Wide(2, {7})), ElementsAre("P13"));
  EXPECT_THAT(rulesOf(Wide(2, {4}), on("phoenix")), ElementsAre("P13"));
  EXPECT_THAT(rulesOf(Wide(2, {})), ElementsAre("P13"));
  EXPECT_THAT(rulesOf(Wide(1, {0, 1}), on("phoenix")), ElementsAre("P14"));
  EXPECT_THAT(rulesOf(Wide(1, {0, 1}), on("strix")), IsEmpty());
  EXPECT_THAT(rulesOf(withPartition(
                  [](P &A) {
                    A.Pdis[1].CdoGroups[0].KernelIds = {0x902, 0x901};
                  },
                  2)),
              ElementsAre("P15"));
  EXPECT_THAT(rulesOf(withPartition([](P &A) { A.Pdis[0].Id = {}; })),
              ElementsAre("P16"));
  EXPECT_THAT(
      rulesOf(withPartition([](P &A) { A.Pdis[1].Id = A.Pdis[0].Id; }, 2)),
      ElementsAre("P16"));
  EXPECT_THAT(rulesOf(withPartition([](P &A) { A.SchemaVersion = 1; })),
              ElementsAre("P17"));
  EXPECT_THAT(rulesOf(withPartition([](P &A) { A.OperationsPerCycle = 0; })),
              ElementsAre("P17"));
  EXPECT_THAT(
      rulesOf(withPartition([](P &A) { A.Pdis[0].CdoGroups[0].Type = 0; })),
      ElementsAre("P17"));
  EXPECT_THAT(
      rulesOf(withPartition([](P &A) { A.Pdis[0].CdoGroups[0].Type = 4; })),
      ElementsAre("P17"));
}

/// The rules about a file whose device image went through \p Change.
std::vector<std::string> pdiRulesWith(std::function<void(Bytes &)> Change,
                                      unsigned Columns = 1) {
  return rulesOf(withPartition([&](AiePartition &A) {
    A.Pdis[0].Image = goodPdi(Columns);
    Change(A.Pdis[0].Image);
  }));
}

TEST(CheckImage, RulesFireAlone) {
  EXPECT_THAT(pdiRulesWith([](Bytes &B) { B.resize(0x160); }),
              ElementsAre("D01"));
  EXPECT_THAT(pdiRulesWith([](Bytes &B) { B[0] = 0; }), ElementsAre("D01"));
  EXPECT_THAT(pdiRulesWith([](Bytes &B) { put32(B, 0x28, 0x1234); }),
              ElementsAre("D01"));
  EXPECT_THAT(pdiRulesWith([](Bytes &B) { put32(B, 0xF0, 0x50); }),
              ElementsAre("D01"));
  EXPECT_THAT(pdiRulesWith([](Bytes &B) {
                put32(B, 0x140, 1); // Transformed, but no mark.
                seal(B, pdi::PartitionHeaderOffset, 32);
              }),
              ElementsAre("D02"));
  for (unsigned At : {0x8Cu, 0xCCu, 0x14Cu, 0x160u})
    EXPECT_THAT(pdiRulesWith([&](Bytes &B) { B[At] ^= 1; }), ElementsAre("D03"))
        << At;
  EXPECT_THAT(pdiRulesWith([](Bytes &B) { B.resize(B.size() + 16); }),
              ElementsAre("D04"));
  EXPECT_THAT(pdiRulesWith([](Bytes &B) { B.resize(B.size() - 16); }),
              ElementsAre("D04"));
  EXPECT_THAT(pdiRulesWith([](Bytes &B) {
                put32(B, 0x164, 0x00FE0105); // A payload beyond the end.
              }),
              ElementsAre("D04"));
  EXPECT_THAT(pdiRulesWith([](Bytes &) {}, 2), ElementsAre("D05"));
  auto With = [](cdo::Command C) {
    return [=](Bytes &B) {
      pdi::Pdi P;
      P.Cdo.Commands = {C};
      B = pdi::serialize(P);
    };
  };
  EXPECT_THAT(pdiRulesWith(With(cdo::Command::write(6u << 20, 1))),
              ElementsAre("D06"));
  EXPECT_THAT(pdiRulesWith(With(cdo::Command(cdo::CommandId::Delay, {5}))),
              ElementsAre("D06"));
}

TEST(CheckImage, GenerationOfTheMetadata) {
  auto For = [](StringRef Generation, std::vector<uint16_t> Starts) {
    File F = withPartition([&](AiePartition &A) { A.StartColumns = Starts; });
    std::string Json = "{\"aie_metadata\":{\"driver_config\":{\"hw_gen\":\"" +
                       Generation.str() + "\"}}}";
    F.Sections.push_back(
        Section(SectionKind::AieMetadata, "", Bytes(Json.begin(), Json.end())));
    return F;
  };
  EXPECT_THAT(rulesOf(For("3", {1})), IsEmpty());
  EXPECT_THAT(rulesOf(For("4", {0})), IsEmpty());
  EXPECT_THAT(rulesOf(For("3", {1}), on("strix")), ElementsAre("D07"));
  // A start column that Phoenix does not have is a matter of both rules.
  EXPECT_THAT(rulesOf(For("3", {6})), ElementsAre("P13", "D07"));
}

TEST(CheckImage, DeviceImageAsFile) {
  EXPECT_THAT(rulesOf(goodPdi(8)), IsEmpty());
  EXPECT_THAT(rulesOf(goodPdi(8), on("phoenix")), ElementsAre("D05"));
}

TEST(CheckMetadata, RulesFireAlone) {
  using M = EmbeddedMetadata;
  EXPECT_THAT(rulesOf(withBytes(SectionKind::EmbeddedMetadata,
                                [](Bytes &B) { B.resize(B.size() / 2); })),
              // No kernel for the unit can be seen, so nothing else is said.
              ElementsAre("M01"));
  EXPECT_THAT(rulesOf(withBytes(SectionKind::EmbeddedMetadata,
                                [](Bytes &B) { B[60] = 0; })),
              ElementsAre("M01"));
  EXPECT_THAT(rulesOf(withBytes(SectionKind::EmbeddedMetadata,
                                [](Bytes &B) {
                                  StringRef Text = "<project><core/></project>";
                                  B.assign(Text.begin(), Text.end());
                                })),
              ElementsAre("M02"));
  auto With = [](auto Change) {
    return rulesOf(withMetadata([&](M &A) { Change(A.Kernels[0]); }));
  };
  EXPECT_THAT(With([](Kernel &K) { K.Type.reset(); }), ElementsAre("M03"));
  EXPECT_THAT(With([](Kernel &K) { K.Type = "ps"; }), ElementsAre("M03"));
  EXPECT_THAT(With([](Kernel &K) { K.Type = "gpu"; }), ElementsAre("M03"));
  EXPECT_THAT(With([](Kernel &K) { K.Extended->Functional = "DPU"; }),
              ElementsAre("M04"));
  EXPECT_THAT(With([](Kernel &K) { K.Extended->Functional.reset(); }),
              ElementsAre("M04"));
  EXPECT_THAT(With([](Kernel &K) { K.Extended->Functional = "0 "; }),
              ElementsAre("M04"));
  EXPECT_THAT(With([](Kernel &K) { K.Extended->DpuKernelId = "DPU"; }),
              ElementsAre("M04"));
  EXPECT_THAT(With([](Kernel &K) { K.Extended.reset(); }), ElementsAre("M05"));
  EXPECT_THAT(With([](Kernel &K) { K.Extended->DpuKernelId = "0x11901"; }),
              ElementsAre("M05"));
  EXPECT_THAT(With([](Kernel &K) { K.Arguments[2].Id = "3"; }),
              ElementsAre("M07"));
  EXPECT_THAT(With([](Kernel &K) { K.Arguments[2].Id.reset(); }),
              ElementsAre("M07"));
  EXPECT_THAT(With([](Kernel &K) { K.Arguments[2].Id = ""; }), IsEmpty());
  EXPECT_THAT(With([](Kernel &K) { K.Arguments[3].HostSize.reset(); }),
              ElementsAre("M08"));
  EXPECT_THAT(With([](Kernel &K) { K.Arguments[3].Offset = "bo"; }),
              ElementsAre("M08"));
  EXPECT_THAT(With([](Kernel &K) { K.Arguments[4].Offset = "0x18"; }),
              ElementsAre("M09"));
  EXPECT_THAT(With([](Kernel &K) { K.Arguments[7].Offset = "0xFFC"; }),
              ElementsAre("M09"));
  // The opcode where it is not expected.
  EXPECT_THAT(With([](Kernel &K) { K.Arguments[0].Offset = "0x100"; }),
              ElementsAre("M10"));
  EXPECT_THAT(With([](Kernel &K) { K.Extended->Functional = "1"; }),
              // The unit says 0.
              ElementsAre("M13", "I05"));
  // A helper for instruction ELFs has no fixed form.
  EXPECT_THAT(With([](Kernel &K) {
                K.Arguments[0].Offset = "0x100";
                K.Arguments[1].Offset = "0x104";
                K.Extended->Subtype = "";
              }),
              IsEmpty());
}

TEST(CheckMetadata, NamesAndBuffers) {
  // The other kernel works, so this one is only dropped.
  File F = withMetadata(
      [](EmbeddedMetadata &M) { M.Kernels[1].Extended->DpuKernelId = "0x77"; },
      2);
  std::vector<Finding> All = check::checkFile("a", serialize(F));
  ASSERT_EQ(All.size(), 2u);
  EXPECT_EQ(All[0].Rule, "M05");
  EXPECT_EQ(All[0].Level, Severity::Warning);
  EXPECT_EQ(All[1].Rule, "I05"); // The unit has the old id.

  auto Named = [](StringRef Name) {
    File F = withMetadata(
        [&](EmbeddedMetadata &M) { M.Kernels[0].Name = Name.str(); });
    auto L = cantFail(parseIpLayout(F.find(SectionKind::IpLayout)->Payload));
    L.Units[0].Name = StringRef((Name + ":inst").str());
    F.find(SectionKind::IpLayout)->Payload = serialize(L);
    return rulesOf(F);
  };
  EXPECT_THAT(Named("Fine_1"), IsEmpty());
  EXPECT_THAT(Named("a.b"), ElementsAre("M06"));
  EXPECT_THAT(Named("K(1"), ElementsAre("M06"));
  // The second kernel of the same name has no unit of its own.
  EXPECT_THAT(rulesOf(withMetadata([](EmbeddedMetadata &M) {
                M.Kernels.push_back(M.Kernels[0]);
              })),
              ElementsAre("M06", "I03"));

  auto Buffers = [](unsigned Count) {
    return fileWith([&](File &F) {
      EmbeddedMetadata M = cantFail(parseEmbeddedMetadata(
          F.find(SectionKind::EmbeddedMetadata)->Payload));
      auto &Arguments = M.Kernels[0].Arguments;
      Connectivity C;
      C.Connections = {{1, 0, 1}};
      KernelArgument A = Arguments[3];
      Arguments.resize(3);
      for (unsigned I = 0; I < Count; ++I) {
        A.Id = std::to_string(3 + I);
        A.Offset = std::to_string(0x14 + 8 * I);
        Arguments.push_back(A);
        C.Connections.push_back({static_cast<int32_t>(3 + I), 0, 0});
      }
      F.find(SectionKind::EmbeddedMetadata)->Payload = serialize(M);
      F.find(SectionKind::Connectivity)->Payload = serialize(C);
    });
  };
  EXPECT_THAT(rulesOf(Buffers(4)), ElementsAre("M11"));
  EXPECT_THAT(rulesOf(Buffers(5)), IsEmpty());
  EXPECT_THAT(rulesOf(Buffers(16)), IsEmpty());
  EXPECT_THAT(rulesOf(Buffers(17)), ElementsAre("M11"));
  check::Options Single;
  Single.CommandLists = false;
  EXPECT_THAT(rulesOf(Buffers(7), Single), IsEmpty());
  EXPECT_THAT(rulesOf(Buffers(8), Single), ElementsAre("M14"));
}

TEST(CheckMetadata, FormOfTheOverlays) {
  File F = withMetadata([](EmbeddedMetadata &M) {
    const char *Offsets[] = {"0x00", "0x08", "0x10", "0x18",
                             "0x20", "0x28", "0x30", "0x34"};
    const char *Qualifiers[] = {"0", "1", "1", "1", "1", "1", "0", "1"};
    for (unsigned I = 0; I < 8; ++I) {
      KernelArgument &A = M.Kernels[0].Arguments[I];
      A.Offset = Offsets[I];
      A.AddressQualifier = Qualifiers[I];
      A.Size = A.HostSize = I == 6 ? "0x4" : "0x8";
    }
  });
  Connectivity C;
  C.Connections = {{1, 0, 0}, {2, 0, 0}, {3, 0, 0},
                   {4, 0, 0}, {5, 0, 1}, {7, 0, 0}};
  F.find(SectionKind::Connectivity)->Payload = serialize(C);
  EXPECT_THAT(rulesOf(F), IsEmpty());
}

TEST(CheckMetadata, FormWithoutOpcode) {
  File F = withMetadata([](EmbeddedMetadata &M) {
    auto &Arguments = M.Kernels[0].Arguments;
    Arguments.erase(Arguments.begin());
    Arguments.resize(4);
    const char *Offsets[] = {"0x00", "0x08", "0x10", "0x18"};
    for (unsigned I = 0; I < 4; ++I) {
      Arguments[I].Id = std::to_string(I);
      Arguments[I].Offset = Offsets[I];
    }
  });
  Connectivity C;
  C.Connections = {{0, 0, 1}, {2, 0, 0}, {3, 0, 0}};
  F.find(SectionKind::Connectivity)->Payload = serialize(C);
  EXPECT_THAT(rulesOf(F), IsEmpty());
}

TEST(CheckUnits, RulesFireAlone) {
  using L = IpLayout;
  EXPECT_THAT(
      rulesOf(withBytes(SectionKind::IpLayout, [](Bytes &B) { B[0] = 2; })),
      ElementsAre("I01"));
  EXPECT_THAT(
      rulesOf(withUnits([](L &A) { A.Units[0].Name = StringRef("K0"); })),
      ElementsAre("I02"));
  EXPECT_THAT(rulesOf(withUnits([](L &A) {
                auto &Raw = A.Units[0].Name.Raw;
                std::fill(Raw.begin() + 3, Raw.end(), 'x');
              })),
              ElementsAre("I02"));
  // The kernel has no unit, and the unit has no kernel.
  EXPECT_THAT(
      rulesOf(withUnits([](L &A) { A.Units[0].Name = StringRef("other:i"); })),
      ElementsAre("I03"));
  EXPECT_THAT(rulesOf(withUnits([](L &A) {
                A.Units.push_back(A.Units[0]);
                A.Units[1].Name = StringRef("other:i");
              })),
              ElementsAre("I03"));
  EXPECT_THAT(rulesOf(withUnits([](L &A) { A.Units[0].Properties |= 2 << 8; })),
              ElementsAre("I04"));
  EXPECT_THAT(rulesOf(withUnits([](L &A) {
                A.Units[0].Properties = Unit::dpuProperties(0x902, 0);
              })),
              ElementsAre("I05"));
  EXPECT_THAT(rulesOf(withUnits([](L &A) { A.Units[0].Properties &= ~3u; })),
              ElementsAre("I05"));
  EXPECT_THAT(rulesOf(withUnits([](L &A) { A.Units[0].Type = 1; })),
              ElementsAre("I05"));
  EXPECT_THAT(rulesOf(withUnits([](L &A) { A.Units[0].BaseAddress = 0; })),
              ElementsAre("I05"));
  EXPECT_THAT(rulesOf(goodFile(32)), IsEmpty());
  EXPECT_THAT(rulesOf(goodFile(33)), ElementsAre("I06"));
}

TEST(CheckConnections, RulesFireAlone) {
  using C = Connectivity;
  EXPECT_THAT(
      rulesOf(withBytes(SectionKind::MemTopology, [](Bytes &B) { B[0] = 3; })),
      ElementsAre("N01"));
  EXPECT_THAT(
      rulesOf(withBytes(SectionKind::Connectivity, [](Bytes &B) { B[0] = 7; })),
      ElementsAre("N01"));
  EXPECT_THAT(rulesOf(withConnections([](C &A) { A.Connections[0].Bank = 2; })),
              ElementsAre("N02"));
  EXPECT_THAT(rulesOf(withConnections([](C &A) {
                A.Connections.push_back({8, 0, 0});
              })),
              ElementsAre("N03"));
  EXPECT_THAT(rulesOf(withConnections([](C &A) {
                A.Connections.push_back({-1, 0, 0});
              })),
              ElementsAre("N03"));
  EXPECT_THAT(rulesOf(withConnections([](C &A) {
                A.Connections.push_back({3, 1, 0});
              })),
              ElementsAre("N04"));
  EXPECT_THAT(rulesOf(withConnections([](C &A) { A.Connections.pop_back(); })),
              ElementsAre("N05"));
  EXPECT_THAT(rulesOf(withConnections([](C &A) {
                A.Connections.push_back({2, 0, 0});
              })),
              ElementsAre("N05"));
  EXPECT_THAT(rulesOf(withBanks([](MemTopology &T) { T.Banks[1].Used = 0; })),
              ElementsAre("N06"));
  EXPECT_THAT(rulesOf(withConnections([](C &A) { A.Connections[0].Bank = 0; })),
              ElementsAre("N07"));
  EXPECT_THAT(rulesOf(withConnections([](C &A) {
                A.Connections.push_back({3, 0, 1});
              })),
              ElementsAre("N07"));
  EXPECT_THAT(rulesOf(withBanks([](MemTopology &T) { T.Banks[0].Type = 6; })),
              ElementsAre("N08"));
  // The tag HOST followed by letters is another tag, too.
  EXPECT_THAT(rulesOf(withBanks([](MemTopology &T) {
                auto &Raw = T.Banks[0].Tag.Raw;
                std::fill(Raw.begin() + 4, Raw.end(), 'x');
              })),
              ElementsAre("N07", "N08"));
}

TEST(CheckTexts, OneWholeFinding) {
  Finding F = onlyFinding(
      withConnections([](Connectivity &C) { C.Connections[5].Bank = 4; }));
  EXPECT_EQ(F.Rule, "N02");
  EXPECT_EQ(F.Level, Severity::Refused);
  EXPECT_THAT(F.Where, HasSubstr("CONNECTIVITY at 0x"));
  EXPECT_THAT(F.Where, HasSubstr(", row 5"));
  EXPECT_EQ(F.What, "Bank 4 does not exist; there are 2");
  EXPECT_EQ(F.Symptom, "vector::_M_range_check: … at hw_context");
  EXPECT_EQ(F.Reason, "The bank number is used as an index.");
  EXPECT_EQ(F.Remedy, "Name bank 0 (HOST) or 1 (SRAM).");
}

TEST(CheckTexts, ManyFindingsOfOneRuleAreCounted) {
  File F = withConnections([](Connectivity &C) {
    for (int I = 0; I < 100; ++I)
      C.Connections.push_back({100 + I, 0, 0});
  });
  std::vector<Finding> All = check::checkFile("a", serialize(F));
  ASSERT_EQ(All.size(), 5u);
  EXPECT_THAT(All[4].What, HasSubstr("; and 95 more findings of this rule"));
}

} // namespace
