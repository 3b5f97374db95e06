//===- PartitionCases.cpp - files that violate rules P and D --------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RuleCases.h"
#include "aieforge/Formats/PdiLayout.h"

using namespace aieforge;
using namespace aieforge::xclbin;
using namespace llvm;

void aieforge::seal(Bytes &Image, size_t Offset, unsigned Words) {
  std::vector<uint32_t> Header;
  for (unsigned I = 0; I + 1 < Words; ++I)
    Header.push_back(get32(Image, Offset + 4 * I));
  put32(Image, Offset + 4 * (Words - 1), cdo::headerChecksum(Header));
}

File aieforge::withImage(const Bytes &Pdi, unsigned Columns) {
  return withPartition([&](AiePartition &A) {
    A.Pdis[0].Image = Pdi;
    A.ColumnWidth = Columns;
    A.StartColumns = {0};
  });
}

static File rawPartition(std::function<void(Bytes &)> Change) {
  return withBytes(SectionKind::AiePartition, Change);
}

static File wide(uint16_t Width, std::vector<uint16_t> Starts) {
  return withPartition([=](AiePartition &A) {
    A.ColumnWidth = Width;
    A.StartColumns = Starts;
  });
}

/// Kernels that share a device image of \p Words words and a bit.
static File withBigImage(unsigned Kernels, unsigned Words) {
  File F = goodFile(Kernels);
  pdi::Pdi Big;
  for (unsigned Done = 0; Done < Words; Done += 1 << 17)
    for (const cdo::Command &C :
         cdo::plainForm(
             {RegisterOp::blockWrite(hw::tileAddress(0, 1, 0),
                                     std::vector<uint32_t>(1 << 17, 1))})
             .Commands)
      Big.Cdo.Commands.push_back(C);
  auto P =
      cantFail(parseAiePartition(F.find(SectionKind::AiePartition)->Payload));
  P.Pdis[0].Image = pdi::serialize(Big);
  for (unsigned I = 1; I < Kernels; ++I)
    P.Pdis[0].CdoGroups[0].KernelIds.push_back(0x901 + I);
  P.Pdis.resize(1);
  F.find(SectionKind::AiePartition)->Payload = serialize(P);
  return F;
}

std::vector<RuleCase> aieforge::partitionCases() {
  using P = AiePartition;
  // Where the records stand in the good section.
  Bytes Good = goodFile().find(SectionKind::AiePartition)->Payload;
  RawPartition Raw = rawPartitionOf(Good);
  RawPdi Pdi = rawPdiAt(Good, Raw.Pdis.Offset);
  size_t PdiAt = Raw.Pdis.Offset, GroupAt = Pdi.CdoGroups.Offset;
  constexpr uint32_t Far = 0x100000;
  auto Put = [](size_t At, uint32_t Value) {
    return rawPartition([=](Bytes &B) { put32(B, At, Value); });
  };
  return {
      {"P01", "", rawPartition([](Bytes &B) { B.resize(183); }),
       "AIE_PARTITION at 0x", "The section has 183 bytes"},
      {"P02", "", Put(0x2C, Far), "offset 0x28",
       "The list of start columns: 8 bytes at section offset 0x100000 reach "
       "beyond the section's 840 bytes"},
      {"P03", "", Put(0x04, Far), "offset 0x4",
       "The name at section offset 0x100000 does not end inside the section's "
       "840 bytes"},
      {"P04", "", Put(0x7C, Far), "offset 0x78",
       "The PDI records: 96 bytes at section offset 0x100000 reach beyond the "
       "section's 840 bytes"},
      {"P04", "none", Put(0x78, 0), "offset 0x78", "There is no PDI record"},
      {"P05", "", Put(PdiAt + 20, Far), "PDI 0",
       "The device image: 416 bytes at section offset 0x100000 reach beyond "
       "the section's 840 bytes"},
      {"P06", "", Put(PdiAt + 16, 134217729), "PDI 0",
       "The device image has 134217729 bytes"},
      {"P06", "empty", Put(PdiAt + 16, 0), "PDI 0",
       "The device image is empty"},
      {"P07", "", Put(PdiAt + 28, Far), "PDI 0",
       "The CDO groups: 96 bytes at section offset 0x100000 reach beyond the "
       "section's 840 bytes"},
      {"P07", "none", Put(PdiAt + 24, 0), "PDI 0", "The PDI has no CDO group"},
      {"P08", "", Put(GroupAt + 20, Far), "PDI 0, CDO group 0",
       "The kernel ids: 8 bytes at section offset 0x100000 reach beyond the "
       "section's 840 bytes"},
      {"P08", "none", Put(GroupAt + 16, 0), "PDI 0, CDO group 0",
       "The CDO group has no kernel id"},
      {"P09", "", Put(GroupAt, Far), "PDI 0, CDO group 0",
       "The name at section offset 0x100000 does not end inside the section's "
       "840 bytes"},
      {"P10", "", Put(GroupAt + 28, Far), "PDI 0, CDO group 0",
       "The list of earlier groups: 8 bytes at section offset 0x100000 reach "
       "beyond the section's 840 bytes"},
      {"P11", "", withPartition([](P &A) { A.ColumnWidth = 0; }), "offset 0x20",
       "The partition has 0 columns"},
      {"P12", "", wide(9, {0}), "offset 0x20",
       "The partition has 9 columns; no NPU has more than 8", wide(8, {0})},
      {"P12", "exclusive", Artefacts(wide(5, {0})).on("phoenix"), "offset 0x20",
       "The partition has 5 columns, all that phoenix has",
       Artefacts(wide(4, {1})).on("phoenix")},
      {"P13", "", wide(2, {7}), "AIE_PARTITION at 0x",
       "A partition of 2 columns from column 7 on needs 9 columns; the "
       "largest NPU has 8",
       wide(2, {6})},
      {"P14", "", Artefacts(wide(1, {0, 1})).on("phoenix"),
       "AIE_PARTITION at 0x",
       "Start column 0 is listed; programs of phoenix start at column 1",
       Artefacts(wide(1, {0, 1})).on("strix")},
      {"P15", "",
       withPartition(
           [](P &A) {
             A.Pdis[1].CdoGroups[0].KernelIds = {0x902, 0x901};
           },
           2),
       "PDI 1", "Kernel id 0x901 belongs to PDI 0 already", goodFile(2)},
      {"P16", "", withPartition([](P &A) { A.Pdis[0].Id = {}; }), "PDI 0",
       "The UUID of the device image is zero"},
      {"P17", "", withPartition([](P &A) { A.SchemaVersion = 1; }),
       "offset 0x0", "The schema version is 1"},
      {"P18", "", Put(GroupAt + 28, Pdi.CdoGroups.Offset),
       "AIE_PARTITION at 0x",
       "the earlier groups of PDI 0 and the CDO groups of PDI 0 share bytes"},
      {"P19", "", withBigImage(32, 4 << 17), "AIE_PARTITION at 0x",
       "32 units need 68157440 bytes for their images; the heap has 67108864, "
       "less 131072 for commands",
       withBigImage(31, 4 << 17)},
  };
}

static File changedImage(std::function<void(Bytes &)> Change) {
  Bytes Image = goodPdi();
  Change(Image);
  return withImage(Image);
}

static File withCommand(cdo::Command C) {
  pdi::Pdi P;
  P.Cdo.Commands = {std::move(C)};
  return withImage(pdi::serialize(P));
}

static File forGeneration(StringRef Number) {
  File F = goodFile();
  std::string Json = "{\"aie_metadata\":{\"driver_config\":{\"hw_gen\":\"" +
                     Number.str() + "\"}}}";
  F.Sections.push_back(
      Section(SectionKind::AieMetadata, "", Bytes(Json.begin(), Json.end())));
  return F;
}

std::vector<RuleCase> aieforge::imageCases() {
  return {
      {"D01", "", changedImage([](Bytes &B) { put32(B, 0x28, 0x1234); }),
       "PDI 0, image offset 0x28", "The id code is 0x1234, not 0x14ca8093"},
      {"D02", "", changedImage([](Bytes &B) {
         put32(B, 0x140, 1); // Transformed, but no mark.
         seal(B, pdi::PartitionHeaderOffset, 32);
       }),
       "PDI 0, image offset 0x148",
       "The mark is 0x0; type 1 and length demand 0x8966"},
      {"D03", "", changedImage([](Bytes &B) { B[0x160] ^= 1; }),
       "PDI 0, image offset 0x160",
       "The checksum of the CDO header is 0xffb0b9a8; its words demand "
       "0xffb0b9a9"},
      {"D04", "", changedImage([](Bytes &B) { B.resize(B.size() + 16); }),
       "PDI 0, image offset 0x",
       "The image has 432 bytes; its CDO of 20 words demands 416"},
      {"D05", "", withImage(goodPdi(2)), "PDI 0, image offset 0x150",
       "DMA_WRITE to address 0x2220000 is in column 1; the partition has 1",
       withImage(goodPdi(2), 2)},
      {"D06", "", withCommand(cdo::Command::write(6u << 20, 1)),
       "PDI 0, image offset 0x150", "WRITE to address 0x600000 is in row 6",
       withCommand(cdo::Command::write((5u << 20) + 0x1F000, 1))},
      {"D07", "", Artefacts(forGeneration("3")).on("strix"),
       "AIE_METADATA at 0x",
       "The file is for AIE2, the device is strix (AIE2P)",
       Artefacts(forGeneration("3")).on("phoenix")},
  };
}
