//===- Repair.cpp - mends an xclbin around its device images --------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Pack/Repair.h"
#include "Salvage.h"
#include "aieforge/Check/Check.h"
#include "aieforge/Formats/Pdi.h"
#include "aieforge/Formats/XclbinBuilder.h"
#include "llvm/ADT/STLExtras.h"

#include <set>

using namespace aieforge;
using namespace aieforge::pack;
using namespace aieforge::xclbin;
using namespace llvm;

/// The sections that loaders need, in the order of the packager.
static constexpr SectionKind Needed[] = {
    SectionKind::MemTopology, SectionKind::AiePartition,
    SectionKind::EmbeddedMetadata, SectionKind::IpLayout,
    SectionKind::Connectivity};

/// Rounds of checking and mending: a new section can reveal what another one
/// hid.
static constexpr unsigned Rounds = 8;

namespace {
class Mender {
public:
  Mender(File F, File Ideal, std::vector<std::string> Done)
      : F(std::move(F)), Ideal(std::move(Ideal)), Done(std::move(Done)) {}
  Repaired run();

private:
  bool mend(ArrayRef<Finding> Findings, bool Everything);
  void renew(SectionKind Kind, StringRef Why);
  void drop(SectionKind Kind, StringRef Why);
  void dropRepeated(StringRef Why);

  File F, Ideal;
  std::vector<std::string> Done;
};
} // namespace

/// The section that a finding is about; nothing for findings about the
/// container, the images or the world outside.
static std::optional<SectionKind> sectionOf(const Finding &F) {
  for (SectionKind Kind : Needed)
    if (StringRef(F.Where).starts_with(sectionName(Kind)))
      return Kind;
  StringRef Rule = F.Rule;
  using enum SectionKind;
  if (Rule == "S01" || Rule.starts_with("P"))
    return AiePartition;
  if (Rule == "S02" || Rule.starts_with("M"))
    return EmbeddedMetadata;
  if (Rule == "S03" || Rule.starts_with("I"))
    return IpLayout;
  if (Rule == "S04" || Rule == "N06" || Rule == "N08")
    return MemTopology;
  if (Rule == "S05" || Rule.starts_with("N"))
    return Connectivity;
  return std::nullopt;
}

void Mender::renew(SectionKind Kind, StringRef Why) {
  const Section &New = *Ideal.find(Kind);
  Section *Old = F.find(Kind);
  if (Old && Old->Payload == New.Payload)
    return;
  Done.push_back(sectionName(Kind) +
                 (Old ? " was made anew: " : " was added: ") + Why.str());
  if (Old)
    Old->Payload = New.Payload;
  else
    F.Sections.push_back(New);
}

void Mender::drop(SectionKind Kind, StringRef Why) {
  if (!F.find(Kind))
    return;
  erase_if(F.Sections, [&](const Section &S) { return S.is(Kind); });
  Done.push_back(sectionName(Kind) + " was left out: " + Why.str());
}

/// Loaders take the first section of a kind.
void Mender::dropRepeated(StringRef Why) {
  std::set<uint32_t> Seen;
  size_t Before = F.Sections.size();
  erase_if(F.Sections,
           [&](const Section &S) { return !Seen.insert(S.Kind).second; });
  if (F.Sections.size() != Before)
    Done.push_back("repeated sections were left out: " + Why.str());
}

/// True if something changed.
bool Mender::mend(ArrayRef<Finding> Findings, bool Everything) {
  size_t Before = Done.size();
  for (const Finding &Each : Findings) {
    if (Each.Level == Severity::Note)
      continue;
    std::string Why = Each.What + " (" + Each.Rule + ")";
    if (std::optional<SectionKind> Kind = sectionOf(Each))
      renew(*Kind, Why);
    if (Each.Rule == "S06" || Each.Rule == "S07") {
      drop(SectionKind::GroupTopology, Why);
      drop(SectionKind::GroupConnectivity, Why);
    }
    if (Each.Rule == "X10")
      dropRepeated(Why);
    if (Everything)
      for (SectionKind Kind : Needed)
        renew(Kind, Why);
  }
  return Done.size() != Before;
}

Repaired Mender::run() {
  Repaired Out;
  for (unsigned Round = 1;; ++Round) {
    if (!Done.empty()) {
      // Another content needs another identification.
      F.Head.FileUuid = Uuid{};
      F.Head.FileUuid = uuidFromContent("xclbin", serialize(F));
    }
    Out.Data = serialize(F);
    Out.Left = check::checkFile("repaired.xclbin", Out.Data);
    if (Round == Rounds || Out.Left.empty())
      break;
    // Sections that do not fit together: neither may be the one to blame.
    if (!mend(Out.Left, /*Everything=*/false) &&
        !mend(Out.Left, /*Everything=*/true))
      break;
  }
  Out.Done = std::move(Done);
  return Out;
}

/// One kernel for each image, with what the file says about it.
static Expected<File> idealFile(const Salvaged &S, const KernelRequest &Hints,
                                const hw::Device &D) {
  unsigned Columns = std::max(S.ColumnWidth, Hints.Columns);
  for (const Bytes &Image : S.Images) {
    Expected<unsigned> Reached = columnsOf(Image);
    if (!Reached)
      return Reached.takeError();
    Columns = std::max(Columns, *Reached);
  }
  Expected<const hw::Device *> Partition = partitionDevice(D, Columns);
  if (!Partition)
    return Partition.takeError();
  NpuXclbinDescription Description = describeXclbinFor(**Partition);
  Description.Kernels = S.Kernels;
  return buildNpuXclbin(Description);
}

Expected<Repaired> pack::repairXclbin(BytesRef Data, const KernelRequest &Hints,
                                      const hw::Device &D) {
  Expected<Salvaged> S = salvage(Data, Hints);
  if (!S)
    return S.takeError();
  Expected<File> Ideal = idealFile(*S, Hints, D);
  if (!Ideal)
    return Ideal.takeError();
  return Mender(std::move(S->F), std::move(*Ideal), std::move(S->Done)).run();
}
