//===- XclbinPartition.cpp - the AIE_PARTITION section --------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/XclbinPartition.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"

using namespace aieforge;
using namespace aieforge::xclbin;
using namespace llvm;
using support::endian::read16le;
using support::endian::read32le;
using support::endian::read64le;

/// Where the fields stand in their records.
namespace at {
constexpr unsigned SchemaVersion = 0x00, Name = 0x04, Operations = 0x08,
                   InferenceFingerprint = 0x10, PrePostFingerprint = 0x18,
                   ColumnWidth = 0x20, StartColumns = 0x28, Pdis = 0x78,
                   CommitId = 0x80;
constexpr unsigned PdiUuid = 0, PdiImage = 16, PdiGroups = 24;
constexpr unsigned GroupName = 0, GroupType = 4, GroupPdiId = 8,
                   GroupKernelIds = 16, GroupPreGroups = 24;
} // namespace at

/// Items of the heap start at multiples of this.
static constexpr unsigned HeapAlignment = 8;

static ArrayRecord arrayAt(const uint8_t *P) {
  return {read32le(P), read32le(P + 4)};
}

RawPartition xclbin::rawPartitionOf(BytesRef Section) {
  const uint8_t *P = Section.data();
  RawPartition R;
  R.SchemaVersion = P[at::SchemaVersion];
  R.NameOffset = read32le(P + at::Name);
  R.OperationsPerCycle = read32le(P + at::Operations);
  R.InferenceFingerprint = read64le(P + at::InferenceFingerprint);
  R.PrePostFingerprint = read64le(P + at::PrePostFingerprint);
  R.ColumnWidth = read16le(P + at::ColumnWidth);
  R.StartColumns = arrayAt(P + at::StartColumns);
  R.Pdis = arrayAt(P + at::Pdis);
  R.CommitIdOffset = read32le(P + at::CommitId);
  return R;
}

RawPdi xclbin::rawPdiAt(BytesRef Section, uint64_t Offset) {
  const uint8_t *P = Section.data() + Offset;
  RawPdi R;
  std::copy_n(P + at::PdiUuid, R.Id.size(), R.Id.begin());
  R.Image = arrayAt(P + at::PdiImage);
  R.CdoGroups = arrayAt(P + at::PdiGroups);
  return R;
}

RawCdoGroup xclbin::rawCdoGroupAt(BytesRef Section, uint64_t Offset) {
  const uint8_t *P = Section.data() + Offset;
  RawCdoGroup R;
  R.NameOffset = read32le(P + at::GroupName);
  R.Type = P[at::GroupType];
  R.PdiId = read64le(P + at::GroupPdiId);
  R.KernelIds = arrayAt(P + at::GroupKernelIds);
  R.PreCdoGroups = arrayAt(P + at::GroupPreGroups);
  return R;
}

std::optional<StringRef> xclbin::stringAt(BytesRef Section, uint64_t Offset) {
  if (Offset >= Section.size())
    return std::nullopt;
  StringRef Rest = toStringRef(Section.drop_front(Offset));
  size_t End = Rest.find('\0');
  if (End == StringRef::npos)
    return std::nullopt;
  return Rest.take_front(End);
}

std::string xclbin::cdoTypeName(uint8_t Type) {
  switch (static_cast<CdoType>(Type)) {
  case CdoType::Unknown:
    break;
  case CdoType::Primary:
    return "PRIMARY";
  case CdoType::Lite:
    return "LITE";
  case CdoType::PrePost:
    return "PRE_POST";
  }
  return formatv("type {0}", Type).str();
}

namespace {
/// Turns the raw records into a value. Every byte that it copies is charged to
/// a budget of the section's size: records that share bytes would otherwise
/// multiply a small section into any amount of memory.
class PartitionParser {
public:
  explicit PartitionParser(BytesRef Section)
      : Section(Section), Budget(Section.size()) {}

  Expected<AiePartition> parse();

private:
  Error parsePdi(const RawPdi &Raw, const Twine &Where, PartitionPdi &Out);
  Error parseGroup(const RawCdoGroup &Raw, const Twine &Where, CdoGroup &Out);
  Expected<BytesRef> array(const ArrayRecord &A, uint64_t ElementSize,
                           const Twine &Where);
  Error string(uint32_t Offset, const Twine &Where, std::string &Out);
  Error charge(uint64_t Bytes, const Twine &Where);

  BytesRef Section;
  uint64_t Budget;
};
} // namespace

Error PartitionParser::charge(uint64_t Bytes, const Twine &Where) {
  if (Bytes > Budget)
    return makeError("AIE_PARTITION: {0}: the parts of the section share "
                     "bytes; together they need more than its {1} bytes",
                     Where.str(), Section.size());
  Budget -= Bytes;
  return Error::success();
}

Expected<BytesRef> PartitionParser::array(const ArrayRecord &A,
                                          uint64_t ElementSize,
                                          const Twine &Where) {
  if (!A.inside(Section.size(), ElementSize))
    return makeError("AIE_PARTITION: {0}: {1} bytes at section offset {2:x} "
                     "reach beyond the section's {3} bytes",
                     Where.str(), A.Count * ElementSize, A.Offset,
                     Section.size());
  uint64_t Size = A.Count * ElementSize;
  if (Error E = charge(Size, Where))
    return std::move(E);
  return Section.slice(A.Offset, Size);
}

Error PartitionParser::string(uint32_t Offset, const Twine &Where,
                              std::string &Out) {
  std::optional<StringRef> Text = stringAt(Section, Offset);
  if (!Text)
    return makeError("AIE_PARTITION: {0}: the text at section offset {1:x} "
                     "does not end inside the section's {2} bytes",
                     Where.str(), Offset, Section.size());
  Out = Text->str();
  return charge(Out.size(), Where);
}

Error PartitionParser::parseGroup(const RawCdoGroup &Raw, const Twine &Where,
                                  CdoGroup &Out) {
  if (Error E = string(Raw.NameOffset, Where + ", name", Out.Name))
    return E;
  Out.Type = Raw.Type;
  Out.PdiId = Raw.PdiId;
  Out.PreCdoGroups.clear();
  Expected<BytesRef> Ids = array(Raw.KernelIds, 8, Where + ", kernel ids");
  if (!Ids)
    return Ids.takeError();
  for (uint64_t At = 0; At < Ids->size(); At += 8)
    Out.KernelIds.push_back(read64le(Ids->data() + At));
  Expected<BytesRef> Pre = array(Raw.PreCdoGroups, 8, Where + ", pre groups");
  if (!Pre)
    return Pre.takeError();
  for (uint64_t At = 0; At < Pre->size(); At += 8)
    Out.PreCdoGroups.push_back(read64le(Pre->data() + At));
  return Error::success();
}

Error PartitionParser::parsePdi(const RawPdi &Raw, const Twine &Where,
                                PartitionPdi &Out) {
  Out.Id = Raw.Id;
  Expected<BytesRef> Image = array(Raw.Image, 1, Where + ", image");
  if (!Image)
    return Image.takeError();
  Out.Image = Image->vec();
  Expected<BytesRef> Groups =
      array(Raw.CdoGroups, CdoGroupRecordSize, Where + ", CDO groups");
  if (!Groups)
    return Groups.takeError();
  for (uint32_t I = 0; I < Raw.CdoGroups.Count; ++I) {
    uint64_t At = Raw.CdoGroups.Offset + CdoGroupRecordSize * I;
    CdoGroup &G = Out.CdoGroups.emplace_back();
    if (Error E = parseGroup(rawCdoGroupAt(Section, At),
                             Where + ", CDO group " + Twine(I), G))
      return E;
  }
  return Error::success();
}

Expected<AiePartition> PartitionParser::parse() {
  if (Section.size() < PartitionHeaderSize)
    return makeError("AIE_PARTITION: {0} bytes are too few; the header takes "
                     "{1}",
                     Section.size(), PartitionHeaderSize);
  RawPartition Raw = rawPartitionOf(Section);
  AiePartition P;
  P.SchemaVersion = Raw.SchemaVersion;
  if (Error E = string(Raw.NameOffset, "name", P.Name))
    return std::move(E);
  P.OperationsPerCycle = Raw.OperationsPerCycle;
  P.InferenceFingerprint = Raw.InferenceFingerprint;
  P.PrePostFingerprint = Raw.PrePostFingerprint;
  P.ColumnWidth = Raw.ColumnWidth;
  Expected<BytesRef> Columns = array(Raw.StartColumns, 2, "start columns");
  if (!Columns)
    return Columns.takeError();
  for (uint64_t At = 0; At < Columns->size(); At += 2)
    P.StartColumns.push_back(read16le(Columns->data() + At));
  P.CommitId.reset();
  if (Raw.CommitIdOffset != 0) {
    P.CommitId.emplace();
    if (Error E = string(Raw.CommitIdOffset, "commit id", *P.CommitId))
      return std::move(E);
  }
  Expected<BytesRef> Pdis = array(Raw.Pdis, PdiRecordSize, "PDI records");
  if (!Pdis)
    return Pdis.takeError();
  for (uint32_t I = 0; I < Raw.Pdis.Count; ++I) {
    PartitionPdi &Pdi = P.Pdis.emplace_back();
    if (Error E =
            parsePdi(rawPdiAt(Section, Raw.Pdis.Offset + PdiRecordSize * I),
                     "PDI " + Twine(I), Pdi))
      return std::move(E);
  }
  return P;
}

Expected<AiePartition> xclbin::parseAiePartition(BytesRef Section) {
  return PartitionParser(Section).parse();
}

namespace {
/// Writes the header with open places, then the heap, and fills the places in.
class PartitionWriter {
public:
  Bytes write(const AiePartition &P);

private:
  uint32_t here() {
    W.align(HeapAlignment);
    return static_cast<uint32_t>(W.size());
  }
  uint32_t string(StringRef Text) {
    uint32_t At = here();
    W.bytes(arrayRefFromStringRef(Text));
    W.u8(0);
    return At;
  }
  uint32_t numbers(ArrayRef<uint64_t> Values) {
    uint32_t At = here();
    for (uint64_t V : Values)
      W.u64(V);
    return At;
  }
  void patchArray(uint64_t Place, uint64_t Count, uint32_t Offset) {
    W.patchU32(Place, static_cast<uint32_t>(Count));
    W.patchU32(Place + 4, Offset);
  }
  uint32_t groups(ArrayRef<CdoGroup> Groups);

  ByteWriter W;
};
} // namespace

/// What each group refers to, then the array of the groups.
uint32_t PartitionWriter::groups(ArrayRef<CdoGroup> Groups) {
  struct Places {
    uint32_t Name, KernelIds, PreGroups;
  };
  SmallVector<Places, 4> Items;
  for (const CdoGroup &G : Groups) {
    Places &P = Items.emplace_back();
    P.Name = string(G.Name);
    P.KernelIds = numbers(G.KernelIds);
    P.PreGroups = numbers(G.PreCdoGroups);
  }
  uint32_t Array = here();
  for (auto [G, P] : zip_equal(Groups, Items)) {
    uint64_t Record = W.size();
    W.fill(CdoGroupRecordSize);
    W.patchU32(Record + at::GroupName, P.Name);
    W.patchU32(Record + at::GroupType, G.Type); // Three zero bytes follow.
    W.patchU64(Record + at::GroupPdiId, G.PdiId);
    patchArray(Record + at::GroupKernelIds, G.KernelIds.size(), P.KernelIds);
    patchArray(Record + at::GroupPreGroups, G.PreCdoGroups.size(), P.PreGroups);
  }
  return Array;
}

Bytes PartitionWriter::write(const AiePartition &P) {
  W.fill(PartitionHeaderSize);
  W.patchU32(at::SchemaVersion, P.SchemaVersion); // Three zero bytes follow.
  W.patchU32(at::Operations, P.OperationsPerCycle);
  W.patchU64(at::InferenceFingerprint, P.InferenceFingerprint);
  W.patchU64(at::PrePostFingerprint, P.PrePostFingerprint);
  W.patchU32(at::ColumnWidth, P.ColumnWidth); // Zero bytes follow.
  W.patchU32(at::Name, string(P.Name));
  if (P.CommitId)
    W.patchU32(at::CommitId, string(*P.CommitId));
  uint32_t Columns = here();
  for (uint16_t C : P.StartColumns)
    W.u16(C);
  patchArray(at::StartColumns, P.StartColumns.size(), Columns);

  struct Places {
    uint32_t Image, Groups;
  };
  SmallVector<Places, 4> Items;
  for (const PartitionPdi &Pdi : P.Pdis) {
    Places &Item = Items.emplace_back();
    Item.Image = here();
    W.bytes(Pdi.Image);
    Item.Groups = groups(Pdi.CdoGroups);
  }
  patchArray(at::Pdis, P.Pdis.size(), here());
  for (auto [Pdi, Item] : zip_equal(P.Pdis, Items)) {
    uint64_t Record = W.size();
    W.bytes(Pdi.Id);
    W.fill(PdiRecordSize - Pdi.Id.size());
    patchArray(Record + at::PdiImage, Pdi.Image.size(), Item.Image);
    patchArray(Record + at::PdiGroups, Pdi.CdoGroups.size(), Item.Groups);
  }
  return W.take();
}

Bytes xclbin::serialize(const AiePartition &P) {
  return PartitionWriter().write(P);
}
