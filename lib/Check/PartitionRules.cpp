//===- PartitionRules.cpp - rules P: the AIE_PARTITION section ------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RuleChecks.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

using namespace aieforge;
using namespace aieforge::check;
using namespace aieforge::xclbin;
using namespace llvm;

/// Largest partition of any NPU, where the device is not known.
static unsigned largestWidth() {
  unsigned Width = 0;
  for (const Npu &N : allNpus())
    Width = std::max(Width, N.Columns);
  return Width;
}

/// The NPU that the file is for: as asked, or as the file's metadata say.
static const Npu *deviceOf(const XclbinModel &M) {
  if (M.Opts.Device)
    return M.Opts.Device;
  for (const Npu &N : allNpus())
    if (M.MetadataGeneration == N.Gen)
      return &N;
  return nullptr;
}

/// "AIE_PARTITION at 0x2e8, offset 0x28", offset in the section.
static std::string placeIn(const XclbinModel &M, uint64_t Offset) {
  return text("{0}, offset {1:x}", M.place(SectionKind::AiePartition), Offset);
}

static std::string pdiPlace(const XclbinModel &M, const PdiView &P) {
  return text("{0}, PDI {1}", M.place(SectionKind::AiePartition),
              &P - M.Partition.Pdis.data());
}

static std::string groupPlace(const XclbinModel &M, const PdiView &P,
                              const CdoGroupView &G) {
  return text("{0}, CDO group {1}", pdiPlace(M, P), &G - P.Groups.data());
}

/// "12 bytes at section offset 0x40 reach beyond …"
static std::string outside(const XclbinModel &M, const ArrayRecord &A,
                           uint64_t ElementSize) {
  return text("{0} bytes at section offset {1:x} reach beyond the section's "
              "{2} bytes",
              A.Count * ElementSize, A.Offset, M.Partition.Bytes.size());
}

template <typename Function>
static void forEachGroup(const XclbinModel &M, Function F) {
  for (const PdiView &P : M.Partition.Pdis)
    for (const CdoGroupView &G : P.Groups)
      F(P, G);
}

static void checkP01(const XclbinModel &M, Reporter &R) {
  if (!M.Partition.HeaderFits)
    R.add("P01", M.place(SectionKind::AiePartition),
          text("The section has {0} bytes", M.Partition.Bytes.size()));
}

static void checkP02(const XclbinModel &M, Reporter &R) {
  if (!M.Partition.StartColumnsInside)
    R.add("P02", placeIn(M, 0x28),
          "The list of start columns: " +
              outside(M, M.Partition.Raw.StartColumns, 2));
}

static void checkP03(const XclbinModel &M, Reporter &R) {
  if (!M.Partition.NameFine)
    R.add("P03", placeIn(M, 0x04),
          text("The name at section offset {0:x} does not end inside the "
               "section's {1} bytes",
               M.Partition.Raw.NameOffset, M.Partition.Bytes.size()));
}

static void checkP04(const XclbinModel &M, Reporter &R) {
  if (!M.Partition.PdisInside)
    R.add("P04", placeIn(M, 0x78),
          "The PDI records: " +
              outside(M, M.Partition.Raw.Pdis, PdiRecordSize));
  else if (M.Partition.Raw.Pdis.Count == 0)
    R.add("P04", placeIn(M, 0x78), "There is no PDI record", "none");
}

static void checkP05(const XclbinModel &M, Reporter &R) {
  for (const PdiView &P : M.Partition.Pdis)
    if (!P.ImageInside && P.Raw.Image.Count <= MaximumPdiSize)
      R.add("P05", pdiPlace(M, P),
            "The device image: " + outside(M, P.Raw.Image, 1));
}

static void checkP06(const XclbinModel &M, Reporter &R) {
  for (const PdiView &P : M.Partition.Pdis) {
    if (P.Raw.Image.Count > MaximumPdiSize)
      R.add("P06", pdiPlace(M, P),
            text("The device image has {0} bytes", P.Raw.Image.Count));
    else if (P.Raw.Image.Count == 0 && P.ImageInside)
      R.add("P06", pdiPlace(M, P), "The device image is empty", "empty");
  }
}

static void checkP07(const XclbinModel &M, Reporter &R) {
  for (const PdiView &P : M.Partition.Pdis) {
    if (!P.GroupsInside)
      R.add("P07", pdiPlace(M, P),
            "The CDO groups: " +
                outside(M, P.Raw.CdoGroups, CdoGroupRecordSize));
    else if (P.Raw.CdoGroups.Count == 0)
      R.add("P07", pdiPlace(M, P), "The PDI has no CDO group", "none");
  }
}

static void checkP08(const XclbinModel &M, Reporter &R) {
  forEachGroup(M, [&](const PdiView &P, const CdoGroupView &G) {
    if (!G.KernelIdsInside)
      R.add("P08", groupPlace(M, P, G),
            "The kernel ids: " + outside(M, G.Raw.KernelIds, 8));
    else if (G.Raw.KernelIds.Count == 0)
      R.add("P08", groupPlace(M, P, G), "The CDO group has no kernel id",
            "none");
  });
}

static void checkP09(const XclbinModel &M, Reporter &R) {
  forEachGroup(M, [&](const PdiView &P, const CdoGroupView &G) {
    if (!G.NameFine)
      R.add("P09", groupPlace(M, P, G),
            text("The name at section offset {0:x} does not end inside the "
                 "section's {1} bytes",
                 G.Raw.NameOffset, M.Partition.Bytes.size()));
  });
}

static void checkP10(const XclbinModel &M, Reporter &R) {
  forEachGroup(M, [&](const PdiView &P, const CdoGroupView &G) {
    if (!G.PreGroupsInside)
      R.add("P10", groupPlace(M, P, G),
            "The list of earlier groups: " + outside(M, G.Raw.PreCdoGroups, 8));
  });
}

static void checkP11(const XclbinModel &M, Reporter &R) {
  if (M.Partition.Raw.ColumnWidth == 0)
    R.add("P11", placeIn(M, 0x20), "The partition has 0 columns");
}

static void checkP12(const XclbinModel &M, Reporter &R) {
  unsigned Width = M.Partition.Raw.ColumnWidth;
  const Npu *Device = deviceOf(M);
  if (!Device) {
    if (Width > largestWidth())
      R.add("P12", placeIn(M, 0x20),
            text("The partition has {0} columns; no NPU has more than {1}",
                 Width, largestWidth()));
    return;
  }
  if (Width > Device->Columns)
    R.add("P12", placeIn(M, 0x20),
          text("The partition has {0} columns; {1} has {2} for programs", Width,
               Device->Name, Device->UsableColumns));
  else if (Width > Device->UsableColumns)
    R.add("P12", placeIn(M, 0x20),
          text("The partition has {0} columns, all that {1} has", Width,
               Device->Name),
          "exclusive");
}

static void checkP13(const XclbinModel &M, Reporter &R) {
  const PartitionView &P = M.Partition;
  if (!P.StartColumnsInside)
    return;
  if (P.StartColumns.empty()) {
    R.add("P13", placeIn(M, 0x28), "The list of start columns is empty");
    return;
  }
  const Npu *Device = deviceOf(M);
  unsigned Columns = Device ? Device->Columns : largestWidth();
  // Too wide for every start is a matter of P12.
  if (P.Raw.ColumnWidth > Columns)
    return;
  for (uint16_t Start : P.StartColumns)
    if (Start + P.Raw.ColumnWidth > Columns)
      R.add("P13", placeIn(M, P.Raw.StartColumns.Offset),
            text("A partition of {0} columns from column {1} on needs {2} "
                 "columns; {3} has {4}",
                 P.Raw.ColumnWidth, Start, Start + P.Raw.ColumnWidth,
                 Device ? Device->Name : StringLiteral("the largest NPU"),
                 Columns));
}

static void checkP14(const XclbinModel &M, Reporter &R) {
  const Npu *Device = deviceOf(M);
  // A partition of all columns can only start at the first.
  if (!Device || M.Partition.Raw.ColumnWidth > Device->UsableColumns)
    return;
  for (uint16_t Start : M.Partition.StartColumns)
    if (Start < Device->FirstUsableColumn)
      R.add("P14", placeIn(M, M.Partition.Raw.StartColumns.Offset),
            text("Start column {0} is listed; programs of {1} start at column "
                 "{2}",
                 Start, Device->Name, Device->FirstUsableColumn));
}

static void checkP15(const XclbinModel &M, Reporter &R) {
  ArrayRef<std::pair<uint64_t, uint32_t>> Ids = M.Partition.KernelIds;
  for (size_t I = 1; I < Ids.size(); ++I)
    if (Ids[I].first == Ids[I - 1].first)
      R.add("P15", pdiPlace(M, M.Partition.Pdis[Ids[I].second]),
            text("Kernel id {0:x} belongs to PDI {1} already", Ids[I].first,
                 Ids[I - 1].second));
}

static void checkP16(const XclbinModel &M, Reporter &R) {
  std::vector<const PdiView *> Sorted;
  for (const PdiView &P : M.Partition.Pdis) {
    if (P.Raw.Id == Uuid{})
      R.add("P16", pdiPlace(M, P), "The UUID of the device image is zero");
    else
      Sorted.push_back(&P);
  }
  llvm::sort(Sorted, [](const PdiView *A, const PdiView *B) {
    return std::tie(A->Raw.Id, A->Offset) < std::tie(B->Raw.Id, B->Offset);
  });
  for (size_t I = 1; I < Sorted.size(); ++I)
    if (Sorted[I]->Raw.Id == Sorted[I - 1]->Raw.Id)
      R.add("P16", pdiPlace(M, *Sorted[I]),
            text("The UUID {0} is that of PDI {1}, too",
                 toString(Sorted[I]->Raw.Id),
                 Sorted[I - 1] - M.Partition.Pdis.data()));
}

static void checkP17(const XclbinModel &M, Reporter &R) {
  const RawPartition &Raw = M.Partition.Raw;
  if (Raw.SchemaVersion != 0)
    R.add("P17", placeIn(M, 0x00),
          text("The schema version is {0}", Raw.SchemaVersion));
  if (Raw.OperationsPerCycle == 0)
    R.add("P17", placeIn(M, 0x08), "The number of operations per cycle is 0");
  forEachGroup(M, [&](const PdiView &P, const CdoGroupView &G) {
    // Shipped files have all three of them.
    if (G.Raw.Type < static_cast<uint8_t>(CdoType::Primary) ||
        G.Raw.Type > static_cast<uint8_t>(CdoType::PrePost))
      R.add("P17", groupPlace(M, P, G),
            text("The CDO type is {0} ({1})", G.Raw.Type,
                 cdoTypeName(G.Raw.Type)));
  });
}

namespace {
/// A part of the partition, for the look at alignment and overlap.
struct Part {
  uint64_t Begin;
  uint64_t End;
  std::string Name;
};
} // namespace

static std::vector<Part> partsOf(const XclbinModel &M) {
  const PartitionView &P = M.Partition;
  std::vector<Part> Parts;
  auto Add = [&](bool Inside, const ArrayRecord &A, uint64_t ElementSize,
                 std::string Name) {
    if (Inside && A.Count > 0)
      Parts.push_back(
          {A.Offset, A.Offset + A.Count * ElementSize, std::move(Name)});
  };
  Parts.push_back({0, PartitionHeaderSize, "the header"});
  Add(P.StartColumnsInside, P.Raw.StartColumns, 2, "the start columns");
  Add(P.PdisInside, P.Raw.Pdis, PdiRecordSize, "the PDI records");
  for (const PdiView &Pdi : P.Pdis) {
    std::string Name = text("PDI {0}", &Pdi - P.Pdis.data());
    Add(Pdi.ImageInside, Pdi.Raw.Image, 1, "the image of " + Name);
    Add(Pdi.GroupsInside, Pdi.Raw.CdoGroups, CdoGroupRecordSize,
        "the CDO groups of " + Name);
    for (const CdoGroupView &G : Pdi.Groups) {
      Add(G.KernelIdsInside, G.Raw.KernelIds, 8, "the kernel ids of " + Name);
      Add(G.PreGroupsInside, G.Raw.PreCdoGroups, 8,
          "the earlier groups of " + Name);
    }
  }
  return Parts;
}

static void checkP18(const XclbinModel &M, Reporter &R) {
  constexpr unsigned Alignment = 8;
  std::vector<Part> Parts = partsOf(M);
  llvm::sort(Parts, [](const Part &A, const Part &B) {
    return std::tie(A.Begin, A.End, A.Name) < std::tie(B.Begin, B.End, B.Name);
  });
  const Part *Before = nullptr;
  for (const Part &P : Parts) {
    if (P.Begin % Alignment)
      R.add("P18", placeIn(M, P.Begin),
            text("Section offset {0:x} of {1} is no multiple of {2}", P.Begin,
                 P.Name, Alignment));
    if (Before && P.Begin < Before->End)
      R.add("P18", placeIn(M, P.Begin),
            text("{0} and {1} share bytes", Before->Name, P.Name));
    if (!Before || P.End > Before->End)
      Before = &P;
  }
}

static void checkP19(const XclbinModel &M, Reporter &R) {
  // Each unit has its own copy of its image, in the driver's granules.
  constexpr uint64_t Heap = 64 << 20, Granule = 32 << 10,
                     CommandBuffers = 128 << 10;
  uint64_t Total = 0, Units = 0;
  for (const KernelView &K : M.Metadata.Kernels) {
    if (!K.Pdi || !M.Partition.Pdis[*K.Pdi].ImageInside)
      continue;
    uint64_t Size = M.Partition.Pdis[*K.Pdi].Image.size();
    Total += K.Units.size() * alignTo(Size, Granule);
    Units += K.Units.size();
  }
  if (Units > 0 && Total + CommandBuffers >= Heap)
    R.add("P19", M.place(SectionKind::AiePartition),
          text("{0} units need {1} bytes for their images; the heap has {2}, "
               "less {3} for commands",
               Units, Total, Heap, CommandBuffers));
}

ArrayRef<RuleCheck> check::partitionChecks() {
  static constexpr RuleCheck Checks[] = {
      {"P01", checkP01}, {"P02", checkP02}, {"P03", checkP03},
      {"P04", checkP04}, {"P05", checkP05}, {"P06", checkP06},
      {"P07", checkP07}, {"P08", checkP08}, {"P09", checkP09},
      {"P10", checkP10}, {"P11", checkP11}, {"P12", checkP12},
      {"P13", checkP13}, {"P14", checkP14}, {"P15", checkP15},
      {"P16", checkP16}, {"P17", checkP17}, {"P18", checkP18},
      {"P19", checkP19}};
  return Checks;
}
