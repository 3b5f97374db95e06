//===- ContainerCases.cpp - files that violate rules X, U and S -----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RuleCases.h"

using namespace aieforge;
using namespace aieforge::xclbin;
using namespace llvm;

Bytes aieforge::rawWith(std::function<void(Bytes &)> Change) {
  Bytes Raw = serialize(goodFile());
  Change(Raw);
  return Raw;
}

File aieforge::fileWith(std::function<void(File &)> Change) {
  File F = goodFile();
  Change(F);
  return F;
}

File aieforge::without(SectionKind Kind) {
  return fileWith([&](File &F) {
    std::erase_if(F.Sections, [&](const Section &S) { return S.is(Kind); });
  });
}

static File withTail(StringRef Text) {
  return fileWith([&](File &F) { F.Tail.assign(Text.begin(), Text.end()); });
}

static File withNote(SectionKind Kind, StringRef Text) {
  return fileWith([&](File &F) {
    F.Sections.emplace_back(Kind, "note", Bytes(Text.begin(), Text.end()));
  });
}

static File withGroups(bool Banks, bool Rows) {
  using enum SectionKind;
  return fileWith([&](File &F) {
    if (Banks)
      F.Sections.push_back(
          Section(GroupTopology, "", F.find(MemTopology)->Payload));
    if (Rows)
      F.Sections.push_back(
          Section(GroupConnectivity, "", F.find(Connectivity)->Payload));
  });
}

static File withMetadataKind(uint32_t Kind) {
  return fileWith([=](File &F) {
    F.Sections.push_back(Section(static_cast<SectionKind>(Kind), "", {1}));
  });
}

/// A file whose banks differ from those of the group section.
static File otherBanks() {
  File F = withGroups(true, true);
  F.find(SectionKind::GroupTopology)->Payload[8 + 8] ^= 1;
  return F;
}

static Artefacts twoFiles(bool SameUuid) {
  File Second = fileWith([&](File &F) {
    F.Head.TimeStamp += 1;
    if (!SameUuid)
      F.Head.FileUuid[0] ^= 1;
  });
  return Artefacts(serialize(goodFile()), "first.xclbin")
      .with(serialize(Second), "second.xclbin");
}

std::vector<RuleCase> aieforge::containerCases() {
  using enum SectionKind;
  constexpr auto Count = FixedPartSize - 8;
  Bytes Signed = serialize(fileWith([](File &F) {
    F.Tail = {1, 2, 3};
    F.Head.SignatureLength = 3;
  }));
  std::vector<RuleCase> Cases = {
      {"X01", "", Artefacts(Bytes()), "", "The file is empty"},
      {"X02", "", rawWith([](Bytes &B) { B.resize(495); }), "",
       "The file has 495 bytes; an xclbin has at least 496"},
      {"X03", "", rawWith([](Bytes &B) { B[1] = 'X'; }), "offset 0x0",
       "The file does not begin with \"xclbin2\"; it looks like this: unknown "
       "data"},
      {"X03", "byte7", rawWith([](Bytes &B) { B[7] = '2'; }), "offset 0x7",
       "The byte behind \"xclbin2\" is 0x32"},
      {"X04", "", rawWith([](Bytes &B) { B[0x130] ^= 1; }), "offset 0x130",
       "The header says 3101 bytes, the file has 3100"},
      {"X05", "none", rawWith([](Bytes &B) { put32(B, Count, 0); }),
       "offset 0x1c0", "The file has no section"},
      {"X05", "", rawWith([](Bytes &B) { put32(B, Count, 10001); }),
       "offset 0x1c0", "The number of sections is 10001"},
      {"X06", "", rawWith([](Bytes &B) { put32(B, Count, 9999); }),
       "offset 0x1c0",
       "9999 section headers end at 0x61c20, the file at 0xc1c"},
      {"X07", "", rawWith([](Bytes &B) {
         put32(B, FixedPartSize + SectionHeaderSize + 32, 1 << 20);
       }),
       "section header 1 at 0x1f0",
       "AIE_PARTITION (section 1): 1048576 bytes at offset 0x2e8 reach beyond "
       "the end of the file at 0xc1c"},
      {"X08", "", fileWith([](File &F) {
         Section S(UserMetadata, "", {1});
         S.Offset = FixedPartSize + 8;
         F.Sections.push_back(S);
       }),
       "section header 5 at",
       "USER_METADATA (section 5) begins at 0x1d0, among "
       "the headers, which end at 0x2b8"},
      {"X09", "", fileWith([](File &F) {
         F.Sections.push_back(Section(UserMetadata, "", {1, 2, 3}));
         Bytes Raw = serialize(F);
         F = cantFail(parse(Raw));
         F.Sections.back().Offset = Raw.size() + 2;
       }),
       "section header 5 at",
       "USER_METADATA (section 5) begins at 0xc4d, which is no multiple of 8"},
      {"X10", "", fileWith([](File &F) {
         F.Sections.push_back(Section(UserMetadata, "", {1}));
         F.Sections.push_back(Section(UserMetadata, "", {2}));
       }),
       "section header 6 at",
       "USER_METADATA (section 6) is there already as section 5"},
      {"X11", "", fileWith([](File &F) { F.Head.SignatureLength = 5; }),
       "offset 0x8",
       "The signature length is 5, but only 0 bytes follow the sections",
       Artefacts(Signed)},
      {"X12", "", fileWith([](File &F) { F.Head.FileUuid = {}; }),
       "offset 0x1a0", "The UUID of the file is zero"},
      {"X13", "", withMetadataKind(37), "section header 5 at",
       "The section has the unknown kind 37", withMetadataKind(36)},
      {"X14", "", fileWith([](File &F) { F.Sections[0].Name.Raw.fill('n'); }),
       "section header 0 at 0x1c8",
       "The name of MEM_TOPOLOGY (section 0) fills all 16 bytes"},
      {"X15", "", rawWith([](Bytes &B) { B[0x28] = 7; }), "offset 0x28",
       "The key block has the byte 0x7"},
      {"X16", "", withTail("XCLBIN_MIRROR_DATA_START{\"a\":[1]}"), "offset 0x",
       "The mirror has no end mark",
       withTail("XCLBIN_MIRROR_DATA_START{\"a\":[1]}XCLBIN_MIRROR_DATA_END")},
      {"U01",
       "",
       without(IpLayout),
       "",
       "If the host program calls load_xclbin, it gets this message for every "
       "file, also for one that is complete",
       goodFile(),
       {"S03"}},
      {"U02", "", twoFiles(true), "offset 0x1a0",
       "first.xclbin has the UUID e484d080-b89a-47f0-848c-d865affc6aa6, too, "
       "but other contents",
       twoFiles(false)},
      {"S01",
       "",
       without(AiePartition),
       "",
       "There is no section AIE_PARTITION; the file has MEM_TOPOLOGY, "
       "EMBEDDED_METADATA, IP_LAYOUT, CONNECTIVITY",
       goodFile(),
       {"U01"}},
      {"S02",
       "",
       without(EmbeddedMetadata),
       "",
       "There is no section EMBEDDED_METADATA; the file has MEM_TOPOLOGY, "
       "AIE_PARTITION, IP_LAYOUT, CONNECTIVITY",
       goodFile(),
       {"U01"}},
      {"S03",
       "",
       without(IpLayout),
       "",
       "There is no section IP_LAYOUT; the file has MEM_TOPOLOGY, "
       "AIE_PARTITION, EMBEDDED_METADATA, CONNECTIVITY",
       goodFile(),
       {"U01"}},
      {"S04", "", without(MemTopology), "",
       "There are connections, but no section MEM_TOPOLOGY with the banks"},
      {"S05", "", without(Connectivity), "",
       "There is no section CONNECTIVITY; the file has MEM_TOPOLOGY, "
       "AIE_PARTITION, EMBEDDED_METADATA, IP_LAYOUT"},
      {"S06", "", withGroups(true, false), "ASK_GROUP_TOPOLOGY at 0x",
       "ASK_GROUP_TOPOLOGY is there, but ASK_GROUP_CONNECTIVITY is not",
       withGroups(true, true)},
      {"S07", "", otherBanks(), "ASK_GROUP_TOPOLOGY at 0x",
       "ASK_GROUP_TOPOLOGY has other banks than MEM_TOPOLOGY",
       withGroups(true, true)},
      {"S08", "", withNote(KeyvalueMetadata, R"({"key_values":[{"key":"a"}]})"),
       "KEYVALUE_METADATA at 0x",
       "KEYVALUE_METADATA: entry 0 has not the strings \"key\" and \"value\"",
       withNote(KeyvalueMetadata,
                R"({"key_values":[{"key":"a","value":"b"}]})")},
      {"S08", "", withNote(BuildMetadata, "{}"), "BUILD_METADATA at 0x",
       "BUILD_METADATA: there is no object \"build_metadata\"",
       withNote(BuildMetadata, R"({"build_metadata":{}})")},
      {"S08", "", withNote(BuildMetadata, "[1"), "BUILD_METADATA at 0x",
       "BUILD_METADATA: the text is no JSON"},
  };
  return Cases;
}
