//===- XclbinTest.cpp - tests of the xclbin container ---------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/Xclbin.h"
#include "aieforge/Formats/XclbinBuilder.h"
#include "aieforge/Formats/XclbinJson.h"
#include "aieforge/Formats/XclbinKernels.h"
#include "aieforge/Formats/XclbinPartition.h"
#include "aieforge/Formats/XclbinTables.h"
#include "llvm/ADT/StringExtras.h"

#include <gmock/gmock.h>
#include <random>

using namespace aieforge;
using namespace aieforge::xclbin;
using namespace llvm;
using ::testing::HasSubstr;

namespace {

/// Bytes from "01 02", "00*16" (a repeated byte) and 'text' words.
Bytes bytesFrom(StringRef Text) {
  Bytes Out;
  while (!(Text = Text.ltrim(" \n")).empty()) {
    if (Text.consume_front("'")) {
      auto [Word, Rest] = Text.split('\'');
      Out.insert(Out.end(), Word.begin(), Word.end());
      Text = Rest;
      continue;
    }
    StringRef Word = Text.take_until([](char C) { return isSpace(C); });
    Text = Text.drop_front(Word.size());
    auto [Hex, Times] = Word.split('*');
    unsigned Byte = 0, Count = 1;
    EXPECT_FALSE(Hex.getAsInteger(16, Byte)) << Word.str();
    if (!Times.empty())
      EXPECT_FALSE(Times.getAsInteger(10, Count)) << Word.str();
    Out.insert(Out.end(), Count, static_cast<uint8_t>(Byte));
  }
  return Out;
}

/// 432 bytes that stand for a device image.
Bytes examplePdi() {
  Bytes Pdi = bytesFrom("DD 00*3 44 33 22 11 88 77 66 55 CC BB AA 99");
  while (Pdi.size() < 432)
    Pdi.push_back(static_cast<uint8_t>(Pdi.size() * 7));
  return Pdi;
}

NpuXclbinDescription exampleDescription() {
  NpuXclbinDescription D;
  D.StartColumns = {0, 1, 2, 3};
  D.TimeStamp = 1767225600;
  D.FileId = Uuid{0x0F, 0x1E, 0x2D, 0x3C, 0x4B, 0x5A, 0x69, 0x78,
                  0x87, 0x96, 0xA5, 0xB4, 0xC3, 0xD2, 0xE1, 0xF0};
  NpuKernel K;
  K.Pdi = examplePdi();
  K.PdiId = Uuid{0x11, 0x11, 0x11, 0x11, 0x22, 0x22, 0x43, 0x33,
                 0x84, 0x44, 0x55, 0x55, 0x55, 0x55, 0x55, 0x55};
  D.Kernels = {K};
  return D;
}

Bytes exampleFile() {
  return serialize(cantFail(buildNpuXclbin(exampleDescription())));
}

/// The whole file of the worked example, written out by hand.
Bytes expectedExample() {
  Bytes Out = bytesFrom(
      // Fixed part.
      "'xclbin2' 00 FF*4 FF*28 FF*256 00 B9 55 69 00*4 2C 0C 00*6 "
      "00 B9 55 69 00*4 00*8 00 00 02 17 00 00 00 00 00*16 00*64 "
      "0F 1E 2D 3C 4B 5A 69 78 87 96 A5 B4 C3 D2 E1 F0 00*16 05 00*3 00*4 "
      // Section headers.
      "06 00*3 'mem_topology' 00*4 00*4 90 02 00*6 58 00*7 "
      "20 00*3 'aie_partition' 00*3 00*4 E8 02 00*6 58 03 00*6 "
      "02 00*3 00*16 00*4 40 06 00*6 48 05 00*6 "
      "08 00*3 00*16 00*4 88 0B 00*6 58 00*7 "
      "07 00*3 00*16 00*4 E0 0B 00*6 4C 00*7 "
      // MEM_TOPOLOGY.
      "02 00*7 02 01 00*6 00 00 01 00*5 00 00 00 04 00*4 'HOST' 00*12 "
      "02 01 00*6 00 C0 00*6 00 00 00 04 00*4 'SRAM' 00*12 "
      // AIE_PARTITION up to the image.
      "00*4 B8 00*3 00 08 00*6 7F 5B 00*6 39 30 00*6 01 00*7 "
      "04 00*3 C8 00*3 00*72 01 00*3 F8 02 00 00 C0 00*3 00*52 "
      "00*8 00*8 00 00 01 00 02 00 03 00");
  Bytes Pdi = examplePdi();
  Out.insert(Out.end(), Pdi.begin(), Pdi.end());
  Bytes Rest = bytesFrom(
      "'DPU' 00*5 01 09 00*6 C1 00*7 80 02 00 00 01 00*3 01 00*7 "
      "01 00*3 88 02 00 00 01 00*3 90 02 00 00 00*64 "
      "11 11 11 11 22 22 43 33 84 44 55 55 55 55 55 55 B0 01 00 00 D0 00*3 "
      "01 00*3 98 02 00 00 00*64");
  Out.insert(Out.end(), Rest.begin(), Rest.end());
  std::string Xml = R"(<?xml version="1.0" encoding="utf-8"?>
<project>
  <platform>
    <device>
      <core>
        <kernel name="MLIR_AIE" language="c" type="dpu">
          <extended-data subtype="1" functional="0" dpu_kernel_id="0x901"/>
          <arg name="opcode" addressQualifier="0" id="0" size="0x8" offset="0x00" hostOffset="0x0" hostSize="0x8" type="uint64_t"/>
          <arg name="instr" addressQualifier="1" id="1" size="0x8" offset="0x08" hostOffset="0x0" hostSize="0x8" type="char *"/>
          <arg name="ninstr" addressQualifier="0" id="2" size="0x4" offset="0x10" hostOffset="0x0" hostSize="0x4" type="uint32_t"/>
          <arg name="bo0" addressQualifier="1" id="3" size="0x8" offset="0x14" hostOffset="0x0" hostSize="0x8" type="void*"/>
          <arg name="bo1" addressQualifier="1" id="4" size="0x8" offset="0x1C" hostOffset="0x0" hostSize="0x8" type="void*"/>
          <arg name="bo2" addressQualifier="1" id="5" size="0x8" offset="0x24" hostOffset="0x0" hostSize="0x8" type="void*"/>
          <arg name="bo3" addressQualifier="1" id="6" size="0x8" offset="0x2C" hostOffset="0x0" hostSize="0x8" type="void*"/>
          <arg name="bo4" addressQualifier="1" id="7" size="0x8" offset="0x34" hostOffset="0x0" hostSize="0x8" type="void*"/>
          <instance name="MLIRAIE"/>
        </kernel>
      </core>
    </device>
  </platform>
</project>
)";
  EXPECT_EQ(Xml.size(), 1352u);
  Out.insert(Out.end(), Xml.begin(), Xml.end());
  Rest = bytesFrom(
      "01 00*7 07 00*3 01 00 01 09 FF*8 'MLIR_AIE:MLIRAIE' 00*48 "
      "06 00*3 01 00*3 00*4 01 00*3 03 00*3 00*8 04 00*3 00*8 05 00*3 00*8 "
      "06 00*3 00*8 07 00*3 00*8");
  Out.insert(Out.end(), Rest.begin(), Rest.end());
  return Out;
}

std::string parseError(BytesRef Data) {
  Expected<File> F = parse(Data);
  return F ? std::string("no error") : toString(F.takeError());
}

TEST(Xclbin, WorkedExampleIsByteExact) {
  Bytes Expected = expectedExample();
  ASSERT_EQ(Expected.size(), 3116u);
  Bytes Got = exampleFile();
  ASSERT_EQ(Got.size(), Expected.size());
  for (size_t I = 0; I < Got.size(); ++I)
    ASSERT_EQ(Got[I], Expected[I]) << "offset " << I;
}

TEST(Xclbin, ParsesTheWorkedExample) {
  File F = cantFail(parse(exampleFile()));
  EXPECT_EQ(F.Head.Length, 3116u);
  ASSERT_EQ(F.Sections.size(), 5u);
  EXPECT_EQ(F.Sections[1].Kind, 32u);
  EXPECT_EQ(F.Sections[1].Name.str(), "aie_partition");
  EXPECT_EQ(F.Sections[1].Payload.size(), 0x358u);
  EXPECT_FALSE(F.Sections[1].Offset) << "the placement rules hold";
  EXPECT_TRUE(F.Tail.empty());
  EXPECT_EQ(F, cantFail(buildNpuXclbin(exampleDescription())));
}

TEST(Xclbin, PartitionValue) {
  File F = cantFail(parse(exampleFile()));
  const Section *S = F.find(SectionKind::AiePartition);
  ASSERT_TRUE(S);
  AiePartition P = cantFail(parseAiePartition(S->Payload));
  EXPECT_EQ(P.ColumnWidth, 1);
  EXPECT_THAT(P.StartColumns, ::testing::ElementsAre(0, 1, 2, 3));
  ASSERT_EQ(P.Pdis.size(), 1u);
  EXPECT_EQ(P.Pdis[0].Image, examplePdi());
  ASSERT_EQ(P.Pdis[0].CdoGroups.size(), 1u);
  EXPECT_EQ(P.Pdis[0].CdoGroups[0].Name, "DPU");
  EXPECT_THAT(P.Pdis[0].CdoGroups[0].KernelIds, ::testing::ElementsAre(0x901));
  EXPECT_EQ(serialize(P), S->Payload);
}

TEST(Xclbin, PartitionOfSeveralPdisRoundTrips) {
  AiePartition P;
  P.Name = "QoS";
  P.CommitId.reset();
  P.ColumnWidth = 4;
  P.StartColumns = {1};
  for (unsigned I = 0; I < 3; ++I) {
    PartitionPdi Pdi;
    Pdi.Id[0] = I + 1;
    Pdi.Image.assign(10 + I, 0x55);
    for (unsigned G = 0; G <= I; ++G) {
      CdoGroup Group;
      Group.Name = "group" + std::to_string(G);
      Group.Type = 3;
      Group.KernelIds = {0x100 + G, 0x110 + G};
      Pdi.CdoGroups.push_back(Group);
    }
    P.Pdis.push_back(Pdi);
  }
  Bytes Raw = serialize(P);
  EXPECT_EQ(Raw.size() % 8, 0u);
  AiePartition Q = cantFail(parseAiePartition(Raw));
  EXPECT_EQ(P, Q);
  EXPECT_EQ(serialize(Q), Raw);
}

TEST(Xclbin, PartitionErrorsNameThePlace) {
  Bytes Good =
      serialize(cantFail(parseAiePartition(cantFail(parse(exampleFile()))
                                               .find(SectionKind::AiePartition)
                                               ->Payload)));
  auto Error = [](BytesRef Section) {
    auto P = parseAiePartition(Section);
    return P ? std::string("no error") : toString(P.takeError());
  };
  EXPECT_EQ(Error(BytesRef(Good).take_front(100)),
            "AIE_PARTITION: 100 bytes are too few; the header takes 184");
  Bytes Bad = Good;
  Bad[0x309] = 0xFF; // Image size 0xFFB0.
  EXPECT_EQ(Error(Bad), "AIE_PARTITION: PDI 0, image: 65456 bytes at section "
                        "offset 0xd0 reach beyond the section's 856 bytes");
  EXPECT_EQ(Error(Good), "no error");
  // Fifty records that all show the same image need more than the section.
  AiePartition P = cantFail(parseAiePartition(Good));
  for (unsigned I = 0; I < 50; ++I)
    P.Pdis.push_back({});
  Bad = serialize(P);
  size_t First = Bad.size() - 51 * PdiRecordSize;
  for (unsigned I = 1; I < 51; ++I)
    std::copy_n(Bad.begin() + First, PdiRecordSize,
                Bad.begin() + First + I * PdiRecordSize);
  EXPECT_THAT(Error(Bad), HasSubstr("share bytes"));
}

TEST(Xclbin, TablesRefuseWrongCounts) {
  Bytes Mem =
      cantFail(parse(exampleFile())).find(SectionKind::MemTopology)->Payload;
  EXPECT_EQ(serialize(cantFail(parseMemTopology(Mem))), Mem);
  Mem[0] = 3;
  auto T = parseMemTopology(Mem);
  ASSERT_FALSE(bool(T));
  EXPECT_EQ(toString(T.takeError()),
            "MEM_TOPOLOGY: the count is 3, which needs 8 + 40 bytes a record, "
            "but the section has 88 bytes");
  Mem[3] = 0xFF; // Negative.
  EXPECT_FALSE(memTopologyExtent(Mem).Exact);
  EXPECT_EQ(memTopologyExtent(Mem).Fitting, 0u);
  consumeError(parseMemTopology(Mem).takeError());
  consumeError(parseConnectivity({}).takeError());
}

TEST(Xclbin, MetadataValue) {
  Bytes Xml = cantFail(parse(exampleFile()))
                  .find(SectionKind::EmbeddedMetadata)
                  ->Payload;
  EmbeddedMetadata M = cantFail(parseEmbeddedMetadata(Xml));
  EXPECT_TRUE(M.HasCore);
  ASSERT_EQ(M.Kernels.size(), 1u);
  EXPECT_EQ(M.Kernels[0].Extended->DpuKernelId, "0x901");
  EXPECT_EQ(M.Kernels[0].Arguments.size(), 8u);
  EXPECT_TRUE(M.Kernels[0].Arguments[7].isBuffer());
  EXPECT_EQ(serialize(M), Xml);

  M.Kernels[0].Arguments[0].Name = "a<b>&\"c\"";
  EXPECT_EQ(cantFail(parseEmbeddedMetadata(serialize(M))), M);

  auto Bad = parseEmbeddedMetadata(BytesRef(Xml).drop_back(30));
  ASSERT_FALSE(bool(Bad));
  EXPECT_THAT(toString(Bad.takeError()), HasSubstr("not well-formed XML"));
}

TEST(Xclbin, XmlNumbersAreReadAsLoadersDo) {
  EXPECT_EQ(parseXmlNumber("0x901").Value, 0x901u);
  EXPECT_EQ(parseXmlNumber("010").Value, 8u);
  EXPECT_EQ(parseXmlNumber(" 12").Value, 12u);
  EXPECT_FALSE(parseXmlNumber("DPU").Valid);
  EXPECT_FALSE(parseXmlNumber("").Valid);
  EXPECT_FALSE(parseXmlNumber("99999999999999999999").Valid);
  EXPECT_TRUE(parseXmlNumber("8h").Trailing);
  EXPECT_EQ(parseXmlNumber("0xg").Value, 0u);
  EXPECT_TRUE(parseXmlNumber("0xg").Trailing);
}

TEST(Xclbin, UnknownSectionsTrailerAndGapsAreKept) {
  File F = cantFail(buildNpuXclbin(exampleDescription()));
  F.Sections.insert(F.Sections.begin(),
                    Section(SectionKind::Bitstream, "dummy_bitstream", {}));
  Section Odd;
  Odd.Kind = 4711;
  Odd.Name = StringRef("sixteen_letters_");
  Odd.Payload = {1, 2, 3};
  F.Sections.push_back(Odd);
  StringRef Trailer =
      "XCLBIN_MIRROR_DATA_START{\"a\":\"b\"}\nXCLBIN_MIRROR_DATA_END";
  F.Tail = Bytes(Trailer.begin(), Trailer.end());
  Bytes Raw = serialize(F);
  File G = cantFail(parse(Raw));
  EXPECT_EQ(G.Sections.size(), 7u);
  EXPECT_EQ(findMirrorTrailer(G.Tail).Json, "{\"a\":\"b\"}");
  EXPECT_EQ(serialize(G), Raw);

  // Dirt in a gap: kept, together with every offset.
  Raw[Raw.size() - Trailer.size() - 4] = 0x77;
  G = cantFail(parse(Raw));
  ASSERT_EQ(G.Gaps.size(), 1u);
  EXPECT_EQ(serialize(G), Raw);
  G.place();
  EXPECT_NE(serialize(G), Raw);

  // Payloads in another order than their headers.
  File H = cantFail(buildNpuXclbin(exampleDescription()));
  Raw = serialize(H);
  std::rotate(Raw.begin() + FixedPartSize,
              Raw.begin() + FixedPartSize + SectionHeaderSize,
              Raw.begin() + FixedPartSize + 5 * SectionHeaderSize);
  G = cantFail(parse(Raw));
  EXPECT_TRUE(G.Sections[0].Offset);
  EXPECT_EQ(serialize(G), Raw);
  G.place();
  EXPECT_EQ(cantFail(parse(serialize(G))).Sections[4].Payload,
            H.Sections[0].Payload);
}

TEST(Xclbin, EmptyLastSectionStaysInsideTheFile) {
  File F = cantFail(buildNpuXclbin(exampleDescription()));
  F.Sections.push_back(Section(SectionKind::BuildMetadata, "", {1, 2, 3}));
  F.Sections.push_back(Section(SectionKind::Pdi, "", {}));
  Bytes Raw = serialize(F);
  File G = cantFail(parse(Raw));
  EXPECT_EQ(serialize(G), Raw);
}

TEST(Xclbin, ContainerErrors) {
  Bytes Good = exampleFile();
  EXPECT_EQ(parseError(BytesRef(Good).take_front(495)),
            "xclbin: 495 bytes are too few; the header and one section header "
            "alone take 496");
  Bytes Bad = Good;
  Bad[0] = 'X';
  EXPECT_THAT(parseError(Bad), HasSubstr("not \"xclbin2\""));
  Bad = Good;
  Bad.push_back(0);
  EXPECT_EQ(parseError(Bad),
            "xclbin: file length at offset 0x130 says 3116 bytes, but the file "
            "has 3117; it is cut short or something was appended");
  Bad = Good;
  Bad[0x1C2] = 1;
  EXPECT_THAT(parseError(Bad), HasSubstr("number of sections"));
  Bad = Good;
  Bad[0x1C1] = 1;
  EXPECT_THAT(parseError(Bad), HasSubstr("261 section headers need"));
  Bad = Good;
  Bad[0x1C8 + 32 + 7] = 0x80; // A size that overflows.
  EXPECT_THAT(parseError(Bad), HasSubstr("reach beyond the end"));
  Bad = Good;
  Bad[0x1C8 + 24] = 0; // 0x200, in the headers.
  EXPECT_THAT(parseError(Bad), HasSubstr("lies in the headers"));
  Bad = Good;
  Bad[0x1F0 + 24] = 0xE0;
  EXPECT_THAT(parseError(Bad), HasSubstr("sections 0 and 1 share bytes"));
}

TEST(Xclbin, DamageNeverCrashes) {
  Bytes Good = exampleFile();
  for (size_t Size = 0; Size < Good.size(); ++Size)
    EXPECT_NE(parseError(BytesRef(Good).take_front(Size)), "no error");
  std::mt19937 Random(1);
  for (unsigned Round = 0; Round < 20000; ++Round) {
    Bytes Bad = Good;
    for (unsigned Flip = 0; Flip <= Round % 4; ++Flip)
      Bad[Random() % Bad.size()] ^= 1u << Random() % 8;
    Expected<File> F = parse(Bad);
    if (!F) {
      consumeError(F.takeError());
      continue;
    }
    ASSERT_EQ(serialize(*F), Bad);
    for (const Section &S : F->Sections) {
      consumeError(parseAiePartition(S.Payload).takeError());
      consumeError(parseEmbeddedMetadata(S.Payload).takeError());
      consumeError(parseMemTopology(S.Payload).takeError());
      consumeError(parseConnectivity(S.Payload).takeError());
      consumeError(parseIpLayout(S.Payload).takeError());
    }
  }
}

TEST(XclbinBuilder, IdsComeFromTheContents) {
  NpuXclbinDescription D = exampleDescription();
  D.FileId.reset();
  D.Kernels[0].PdiId.reset();
  D.TimeStamp = 0;
  Bytes A = serialize(cantFail(buildNpuXclbin(D)));
  EXPECT_EQ(A, serialize(cantFail(buildNpuXclbin(D))));
  Uuid IdA = cantFail(parse(A)).Head.FileUuid;
  D.Kernels[0].Pdi.back() ^= 1;
  Uuid IdB = cantFail(buildNpuXclbin(D)).Head.FileUuid;
  EXPECT_NE(IdA, IdB);
}

TEST(XclbinBuilder, SeveralKernels) {
  NpuXclbinDescription D = exampleDescription();
  NpuKernel K = D.Kernels[0];
  K.Name = "second";
  K.Id = 0x902;
  K.HostBuffers = 7;
  K.PdiId.reset();
  D.Kernels.push_back(K);
  File F = cantFail(buildNpuXclbin(D));
  IpLayout L = cantFail(parseIpLayout(F.find(SectionKind::IpLayout)->Payload));
  ASSERT_EQ(L.Units.size(), 2u);
  EXPECT_EQ(L.Units[1].Name.str(), "second:MLIRAIE");
  EXPECT_EQ(L.Units[1].kernelName(), "second");
  EXPECT_EQ(L.Units[1].kernelId(), 0x902u);
  Connectivity C =
      cantFail(parseConnectivity(F.find(SectionKind::Connectivity)->Payload));
  ASSERT_EQ(C.Connections.size(), 6u + 8u);
  EXPECT_EQ(C.Connections[6], (Connection{1, 1, 1}));
  EXPECT_EQ(C.Connections[13], (Connection{9, 1, 0}));
}

TEST(XclbinJson, NotesOfUsersAndTools) {
  auto Of = [](llvm::StringRef Text) {
    return Bytes(Text.begin(), Text.end());
  };
  // A zero byte ends the text.
  auto Entries = xclbin::parseKeyValues(
      Of(llvm::StringRef("{\"key_values\":[{\"key\":\"a\",\"value\":\"1\"},"
                         "{\"key\":\"a\",\"value\":\"\"}]}\0x",
                         65)));
  ASSERT_TRUE(bool(Entries)) << toString(Entries.takeError());
  ASSERT_EQ(Entries->size(), 2u);
  EXPECT_EQ((*Entries)[0], (xclbin::KeyValue{"a", "1"}));
  EXPECT_EQ((*Entries)[1], (xclbin::KeyValue{"a", ""}));
  auto Again = xclbin::parseKeyValues(xclbin::serializeKeyValues(*Entries));
  ASSERT_TRUE(bool(Again)) << toString(Again.takeError());
  EXPECT_EQ(*Again, *Entries);
  for (const char *Bad : {"", "[]", "{}", "{\"key_values\":{}}",
                          "{\"key_values\":[{\"key\":1,\"value\":\"\"}]}"}) {
    auto E = xclbin::parseKeyValues(Of(Bad));
    ASSERT_FALSE(bool(E)) << Bad;
    EXPECT_TRUE(llvm::StringRef(toString(E.takeError()))
                    .starts_with("KEYVALUE_METADATA: "));
  }
  auto B = xclbin::parseBuildMetadata(Of(
      R"({"build_metadata":{"dsa":{"vendor":"v","name":"n","board_id":"b",
          "version_major":"1","version_minor":"2"},"xclbin":{"packaged_by":
          {"name":"packer","version":"3","time_stamp":"now"}}}})"));
  ASSERT_TRUE(bool(B)) << toString(B.takeError());
  EXPECT_EQ(B->Platform, "v:n:b:1.2");
  EXPECT_EQ(B->PackagedBy, (xclbin::BuildTool{"packer", "3", "now"}));
  EXPECT_EQ(B->LinkedBy, xclbin::BuildTool());
  auto Empty = xclbin::parseBuildMetadata(Of("{}"));
  ASSERT_FALSE(bool(Empty));
  EXPECT_EQ(toString(Empty.takeError()),
            "BUILD_METADATA: there is no object \"build_metadata\"");
}

TEST(XclbinBuilder, RefusesWhatWouldNotLoad) {
  auto Error = [](auto Change) {
    NpuXclbinDescription D = exampleDescription();
    Change(D);
    Expected<File> F = buildNpuXclbin(D);
    return F ? std::string("no error") : toString(F.takeError());
  };
  EXPECT_THAT(Error([](auto &D) { D.Kernels.clear(); }),
              HasSubstr("without a kernel"));
  EXPECT_THAT(Error([](auto &D) { D.Kernels[0].Name = "a+b"; }),
              HasSubstr("letters, digits and underscores"));
  EXPECT_THAT(Error([](auto &D) { D.Kernels[0].Instance = ""; }),
              HasSubstr("letters, digits and underscores"));
  EXPECT_THAT(Error([](auto &D) { D.Kernels[0].Name.assign(60, 'k'); }),
              HasSubstr("68 characters"));
  EXPECT_THAT(Error([](auto &D) { D.Kernels[0].Id = 0x1901; }),
              HasSubstr("kernel id 0x1901"));
  EXPECT_THAT(Error([](auto &D) { D.Kernels[0].HostBuffers = 17; }),
              HasSubstr("17 host buffers"));
  EXPECT_THAT(Error([](auto &D) { D.Kernels[0].Pdi.clear(); }),
              HasSubstr("image is empty"));
  EXPECT_THAT(Error([](auto &D) { D.Kernels.push_back(D.Kernels[0]); }),
              HasSubstr("two kernels are called"));
  EXPECT_THAT(Error([](auto &D) {
                D.Kernels.push_back(D.Kernels[0]);
                D.Kernels[1].Name = "other";
              }),
              HasSubstr("another kernel has kernel id 0x901"));
  EXPECT_THAT(Error([](auto &D) { D.ColumnWidth = 0; }),
              HasSubstr("0 columns"));
  EXPECT_THAT(Error([](auto &D) { D.StartColumns.clear(); }),
              HasSubstr("start column"));
}

} // namespace
