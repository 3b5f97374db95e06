//===- XclbinModel.cpp - a tolerant view of an xclbin ---------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "XclbinModel.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Endian.h"

using namespace aieforge;
using namespace aieforge::check;
using namespace aieforge::xclbin;
using namespace llvm;

template <typename Record>
static TableView<Record> readTable(const SectionView *S,
                                   TableExtent (*Extent)(BytesRef),
                                   Record (*At)(BytesRef, uint32_t)) {
  TableView<Record> T;
  if (!S || S->Payload.empty())
    return T;
  T.Present = true;
  T.FileOffset = S->Head.Offset;
  T.Extent = Extent(S->Payload);
  T.Rows.reserve(T.Extent.Fitting);
  for (uint32_t I = 0; I < T.Extent.Fitting; ++I)
    T.Rows.push_back(At(S->Payload, I));
  return T;
}

XclbinModel::XclbinModel(BytesRef Data, const Options &O)
    : Data(Data), Opts(O) {
  if (Data.size() < MinimumFileSize ||
      !toStringRef(Data).starts_with("xclbin2"))
    return;
  Head = cantFail(readHeader(Data));
  HeadFits = true;
  readSections();
  readPartition();
  readMetadata();
  using enum SectionKind;
  Units = readTable<Unit>(section(IpLayout), ipLayoutExtent, unitAt);
  Memory = readTable<Bank>(section(MemTopology), memTopologyExtent, bankAt);
  GroupMemory =
      readTable<Bank>(section(GroupTopology), memTopologyExtent, bankAt);
  Connections = readTable<Connection>(section(Connectivity), connectivityExtent,
                                      connectionAt);
  GroupConnections = readTable<Connection>(section(GroupConnectivity),
                                           connectivityExtent, connectionAt);
  linkKernels();
  readAieMetadata();
}

const SectionView *XclbinModel::section(SectionKind Kind) const {
  auto It = find_if(Sections, [&](const SectionView &S) {
    return S.Head.Kind == static_cast<uint32_t>(Kind);
  });
  return It == Sections.end() ? nullptr : &*It;
}

const TableView<Bank> &XclbinModel::banks() const {
  return GroupMemory.Present ? GroupMemory : Memory;
}

const TableView<Connection> &XclbinModel::connections() const {
  return GroupConnections.Present ? GroupConnections : Connections;
}

std::string XclbinModel::place(SectionKind Kind) const {
  const SectionView *S = section(Kind);
  return sectionName(Kind) +
         (S ? formatv(" at {0:x}", S->Head.Offset).str() : "");
}

void XclbinModel::readSections() {
  uint64_t Room = (Data.size() - MinimumFileSize) / SectionHeaderSize;
  HeadersFit = Head.SectionCount > 0 && Head.SectionCount <= MaximumSections &&
               Head.SectionCount <= Room;
  if (!HeadersFit)
    return;
  for (uint32_t I = 0; I < Head.SectionCount; ++I) {
    SectionView &S = Sections.emplace_back();
    S.Index = I;
    S.Head = cantFail(readSectionHeader(Data, I));
    S.InFile = S.Head.Offset <= Data.size() &&
               S.Head.Size <= Data.size() - S.Head.Offset;
    if (S.InFile)
      S.Payload = Data.slice(S.Head.Offset, S.Head.Size);
  }
}

std::optional<uint32_t> PartitionView::findKernel(uint64_t Id) const {
  auto It = llvm::lower_bound(KernelIds, std::make_pair(Id, uint32_t(0)));
  if (It == KernelIds.end() || It->first != Id)
    return std::nullopt;
  return It->second;
}

/// Takes \p Bytes from \p Budget, or returns false.
static bool spend(uint64_t &Budget, uint64_t Bytes) {
  if (Bytes > Budget)
    return false;
  Budget -= Bytes;
  return true;
}

void XclbinModel::readPdi(PdiView &P, uint64_t &Budget) {
  BytesRef Bytes = Partition.Bytes;
  P.ImageInside = P.Raw.Image.inside(Bytes.size(), 1);
  if (P.ImageInside) {
    P.Image = Bytes.slice(P.Raw.Image.Offset, P.Raw.Image.Count);
    P.ImageFileOffset = Partition.FileOffset + P.Raw.Image.Offset;
  }
  const ArrayRecord &Groups = P.Raw.CdoGroups;
  P.GroupsInside = Groups.inside(Bytes.size(), CdoGroupRecordSize);
  if (!P.GroupsInside || Groups.Count == 0)
    Partition.Complete = false;
  if (!P.GroupsInside)
    return;
  for (uint32_t I = 0; I < Groups.Count; ++I) {
    if (!spend(Budget, CdoGroupRecordSize)) {
      Partition.Overlapping = true;
      return;
    }
    CdoGroupView &G = P.Groups.emplace_back();
    G.Offset = Groups.Offset + CdoGroupRecordSize * I;
    G.Raw = rawCdoGroupAt(Bytes, G.Offset);
    G.NameFine = stringAt(Bytes, G.Raw.NameOffset).has_value();
    G.PreGroupsInside = G.Raw.PreCdoGroups.inside(Bytes.size(), 8);
    G.KernelIdsInside = G.Raw.KernelIds.inside(Bytes.size(), 8);
    if (!G.KernelIdsInside || G.Raw.KernelIds.Count == 0) {
      Partition.Complete = false;
      continue;
    }
    if (!spend(Budget, 8ull * G.Raw.KernelIds.Count)) {
      Partition.Overlapping = true;
      return;
    }
    for (uint32_t K = 0; K < G.Raw.KernelIds.Count; ++K)
      G.KernelIds.push_back(support::endian::read64le(
          Bytes.data() + G.Raw.KernelIds.Offset + 8ull * K));
  }
}

void XclbinModel::readPartition() {
  const SectionView *S = section(SectionKind::AiePartition);
  if (!S || S->Payload.empty())
    return;
  PartitionView &P = Partition;
  P.Present = true;
  P.Bytes = S->Payload;
  P.FileOffset = S->Head.Offset;
  P.HeaderFits = P.Bytes.size() >= PartitionHeaderSize;
  if (!P.HeaderFits)
    return;
  P.Raw = rawPartitionOf(P.Bytes);
  P.NameFine = stringAt(P.Bytes, P.Raw.NameOffset).has_value();
  P.StartColumnsInside = P.Raw.StartColumns.inside(P.Bytes.size(), 2);
  if (P.StartColumnsInside)
    for (uint32_t I = 0; I < P.Raw.StartColumns.Count; ++I)
      P.StartColumns.push_back(support::endian::read16le(
          P.Bytes.data() + P.Raw.StartColumns.Offset + 2ull * I));
  P.PdisInside = P.Raw.Pdis.inside(P.Bytes.size(), PdiRecordSize);
  P.Complete = P.PdisInside && P.Raw.Pdis.Count > 0;
  if (!P.PdisInside)
    return;
  // Records that do not overlap cannot need more than this.
  uint64_t Budget = P.Bytes.size();
  for (uint32_t I = 0; I < P.Raw.Pdis.Count && !P.Overlapping; ++I) {
    PdiView &Pdi = P.Pdis.emplace_back();
    Pdi.Offset = P.Raw.Pdis.Offset + PdiRecordSize * I;
    Pdi.Raw = rawPdiAt(P.Bytes, Pdi.Offset);
    readPdi(Pdi, Budget);
    for (const CdoGroupView &G : Pdi.Groups)
      for (uint64_t Id : G.KernelIds)
        P.KernelIds.emplace_back(Id, I);
  }
  llvm::sort(P.KernelIds);
}

void XclbinModel::readMetadata() {
  const SectionView *S = section(SectionKind::EmbeddedMetadata);
  if (!S || S->Payload.empty())
    return;
  Metadata.Present = true;
  Metadata.FileOffset = S->Head.Offset;
  Expected<EmbeddedMetadata> M = parseEmbeddedMetadata(S->Payload);
  if (!M) {
    Metadata.XmlError = toString(M.takeError());
    return;
  }
  Metadata.Value = std::move(*M);
}

/// Ties kernels to units by name and to PDIs by id, as the loader does.
void XclbinModel::linkKernels() {
  StringMap<uint32_t> ByName;
  for (const Kernel &K : Metadata.Value.Kernels) {
    KernelView &V = Metadata.Kernels.emplace_back();
    V.Xml = &K;
    V.Name = K.Name.value_or("");
    V.ForNpu = K.Extended || K.Type == "dpu";
    if (K.Extended && K.Extended->DpuKernelId)
      V.Id = parseXmlNumber(*K.Extended->DpuKernelId).Value & 0xFFFF;
    if (V.ForNpu)
      V.Pdi = Partition.findKernel(V.Id);
    ByName.try_emplace(V.Name, Metadata.Kernels.size() - 1);
  }
  for (auto [Index, U] : enumerate(Units.Rows)) {
    std::optional<uint32_t> Owner;
    auto It = ByName.find(U.kernelName());
    if (It != ByName.end() && U.Name.str().contains(':')) {
      Owner = It->second;
      Metadata.Kernels[*Owner].Units.push_back(Index);
    }
    UnitKernels.push_back(Owner);
  }
}

void XclbinModel::readAieMetadata() {
  if (const SectionView *S = section(SectionKind::AieMetadata))
    MetadataGeneration = metadataGeneration(S->Payload);
}
