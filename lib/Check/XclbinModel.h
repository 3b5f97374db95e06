//===- XclbinModel.h - a tolerant view of an xclbin -------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Everything of an xclbin that can be read in spite of damage, with marks where
// something does not fit. Reading never fails; each rule then looks at its own
// marks. What is read is bounded by the size of the file.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_CHECK_XCLBINMODEL_H
#define AIEFORGE_LIB_CHECK_XCLBINMODEL_H

#include "aieforge/Check/Check.h"
#include "aieforge/Formats/XclbinJson.h"
#include "aieforge/Formats/XclbinKernels.h"
#include "aieforge/Formats/XclbinPartition.h"
#include "aieforge/Formats/XclbinTables.h"

namespace aieforge::check {

struct SectionView {
  uint32_t Index = 0;
  xclbin::SectionHeader Head;
  bool InFile = false;
  BytesRef Payload; ///< Empty unless InFile.
};

template <typename Record> struct TableView {
  bool Present = false; ///< In the file and not empty.
  uint64_t FileOffset = 0;
  xclbin::TableExtent Extent;
  std::vector<Record> Rows; ///< The records that are there.
};

struct CdoGroupView {
  uint64_t Offset = 0; ///< Of the record in the section.
  xclbin::RawCdoGroup Raw;
  bool KernelIdsInside = false;
  bool PreGroupsInside = false;
  bool NameFine = false;
  std::vector<uint64_t> KernelIds;
};

struct PdiView {
  uint64_t Offset = 0;
  xclbin::RawPdi Raw;
  bool ImageInside = false;
  bool GroupsInside = false;
  BytesRef Image;
  uint64_t ImageFileOffset = 0;
  std::vector<CdoGroupView> Groups;
};

struct PartitionView {
  bool Present = false;
  BytesRef Bytes;
  uint64_t FileOffset = 0;
  bool HeaderFits = false;
  xclbin::RawPartition Raw;
  bool NameFine = false;
  bool StartColumnsInside = false;
  std::vector<uint16_t> StartColumns;
  bool PdisInside = false;
  std::vector<PdiView> Pdis;
  /// Records were left out because they need more bytes than there are.
  bool Overlapping = false;
  /// Every PDI has groups and every group ids: kernels can be looked up.
  bool Complete = false;

  /// Index of the first PDI with a group for that kernel id, as the loader
  /// finds it.
  std::optional<uint32_t> findKernel(uint64_t Id) const;
  /// Kernel ids with their PDI, sorted; the first of equal ids wins.
  std::vector<std::pair<uint64_t, uint32_t>> KernelIds;
};

struct KernelView {
  const xclbin::Kernel *Xml = nullptr;
  std::string Name; ///< Empty if it has none.
  /// Meant for the NPU; other kernels are left-overs of FPGA tools.
  bool ForNpu = false;
  uint64_t Id = 0; ///< As the loader uses it: 16 bits.
  std::optional<uint32_t> Pdi;
  std::vector<uint32_t> Units; ///< Its entries of IP_LAYOUT.
};

struct MetadataView {
  bool Present = false;
  uint64_t FileOffset = 0;
  std::string XmlError; ///< Empty if the XML is well-formed.
  xclbin::EmbeddedMetadata Value;
  std::vector<KernelView> Kernels;
};

/// The whole file.
struct XclbinModel {
  XclbinModel(BytesRef Data, const Options &O);
  XclbinModel(const XclbinModel &) = delete;

  BytesRef Data;
  const Options &Opts;
  xclbin::Header Head;
  bool HeadFits = false;   ///< 496 bytes, "xclbin2".
  bool HeadersFit = false; ///< The section headers are inside the file.
  std::vector<SectionView> Sections;
  PartitionView Partition;
  MetadataView Metadata;
  TableView<xclbin::Unit> Units;
  TableView<xclbin::Bank> Memory, GroupMemory;
  TableView<xclbin::Connection> Connections, GroupConnections;
  /// Kernel of each unit, by index into Metadata.Kernels.
  std::vector<std::optional<uint32_t>> UnitKernels;
  /// hw_gen of AIE_METADATA.
  std::optional<hw::Generation> MetadataGeneration;

  /// The first section of that kind, or null.
  const SectionView *section(xclbin::SectionKind Kind) const;
  /// The tables that XRT uses: the group ones where they exist.
  const TableView<xclbin::Bank> &banks() const;
  const TableView<xclbin::Connection> &connections() const;
  /// "AIE_PARTITION at 0x2e8"
  std::string place(xclbin::SectionKind Kind) const;

private:
  void readSections();
  void readPartition();
  void readPdi(PdiView &P, uint64_t &Budget);
  void readMetadata();
  void linkKernels();
  void readAieMetadata();
};

} // namespace aieforge::check

#endif // AIEFORGE_LIB_CHECK_XCLBINMODEL_H
