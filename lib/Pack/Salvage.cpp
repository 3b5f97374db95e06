//===- Salvage.cpp - what is whole in a damaged xclbin --------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Salvage.h"
#include "aieforge/Formats/Pdi.h"
#include "aieforge/Formats/XclbinKernels.h"
#include "aieforge/Formats/XclbinPartition.h"
#include "aieforge/Formats/XclbinTables.h"
#include "aieforge/Pack/Repair.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <set>

using namespace aieforge;
using namespace aieforge::pack;
using namespace aieforge::xclbin;
using namespace llvm;

/// The container, as far as its headers lead into the file.
static Expected<File> salvageContainer(BytesRef Data,
                                       std::vector<std::string> &Done) {
  Expected<File> Whole = xclbin::parse(Data);
  if (Whole)
    return Whole;
  Done.push_back("The container was put together again: " +
                 toString(Whole.takeError()));
  Expected<Header> Head = readHeader(Data);
  if (!Head)
    return Head.takeError();
  File F;
  F.Head = *Head;
  F.Head.Magic = Header().Magic;
  F.Head.SignatureLength = Header().SignatureLength;
  uint64_t Covered = 0; // The payloads together must not exceed the file.
  uint64_t FirstPayload = Data.size(); // Where the headers end at the latest.
  for (uint32_t I = 0; I < Head->SectionCount; ++I) {
    if (FixedPartSize + (I + uint64_t(1)) * SectionHeaderSize > FirstPayload) {
      Done.push_back(formatv("{0} of the {1} section headers were left out: "
                             "there is room for {2}",
                             Head->SectionCount - I, Head->SectionCount, I));
      break;
    }
    Expected<SectionHeader> S = readSectionHeader(Data, I);
    if (!S) {
      consumeError(S.takeError());
      Done.push_back(formatv("Section headers from number {0} on were left "
                             "out: they lie behind the end of the file",
                             I));
      break;
    }
    if (S->Offset > Data.size() || S->Size > Data.size() - S->Offset ||
        Covered + S->Size > Data.size()) {
      Done.push_back(formatv("{0} was left out: its {1} bytes at offset {2:x} "
                             "are not all in the file",
                             sectionName(S->Kind), S->Size, S->Offset));
      continue;
    }
    if (!findSectionKind(sectionName(S->Kind))) {
      Done.push_back(formatv("Section header {0} was left out: its kind {1} "
                             "does not exist",
                             I, S->Kind));
      continue;
    }
    Covered += S->Size;
    FirstPayload = std::min(FirstPayload, S->Offset);
    Section &New = F.Sections.emplace_back();
    New.Kind = S->Kind;
    New.Name = FixedText<16>(S->Name.str());
    New.Payload = Data.slice(S->Offset, S->Size).vec();
  }
  return F;
}

/// Images: those of AIE_PARTITION, or else any that are in the file.
static void salvageImages(BytesRef Data, Salvaged &Out) {
  const Section *S = Out.F.find(SectionKind::AiePartition);
  if (S) {
    Expected<AiePartition> P = parseAiePartition(S->Payload);
    if (P) {
      Out.ColumnWidth = P->ColumnWidth;
      for (const PartitionPdi &Each : P->Pdis)
        if (pdi::looksLikePdi(Each.Image))
          Out.Images.push_back(Each.Image);
    } else {
      consumeError(P.takeError());
    }
  }
  for (const Section &Each : Out.F.Sections)
    if (Out.Images.empty())
      Out.Images = findImages(Each.Payload);
  if (Out.Images.empty())
    Out.Images = findImages(Data);
}

/// The kernels that the XML describes, or else the units of IP_LAYOUT.
static std::vector<NpuKernel> describedKernels(const File &F) {
  std::vector<NpuKernel> Out;
  if (const Section *S = F.find(SectionKind::EmbeddedMetadata)) {
    Expected<EmbeddedMetadata> M = parseEmbeddedMetadata(S->Payload);
    if (!M) {
      consumeError(M.takeError());
    } else {
      for (const Kernel &K : M->Kernels) {
        if (!K.Extended || !K.Name)
          continue;
        NpuKernel &New = Out.emplace_back();
        New.Name = *K.Name;
        if (!K.Instances.empty())
          New.Instance = K.Instances.front();
        New.Id = uint32_t(
            parseXmlNumber(K.Extended->DpuKernelId.value_or("")).Value);
        // All buffers but that of the instructions.
        auto Buffers = count_if(
            K.Arguments, [](const KernelArgument &A) { return A.isBuffer(); });
        New.HostBuffers = unsigned(std::clamp<int64_t>(
            Buffers - 1, MinimumHostBuffers, MaximumHostBuffers));
      }
    }
  }
  const Section *S = F.find(SectionKind::IpLayout);
  if (!Out.empty() || !S)
    return Out;
  Expected<IpLayout> Units = parseIpLayout(S->Payload);
  if (!Units) {
    consumeError(Units.takeError());
    return Out;
  }
  for (const Unit &U : Units->Units) {
    if (U.Type != uint32_t(UnitType::PsKernel))
      continue;
    NpuKernel &New = Out.emplace_back();
    New.Name = U.kernelName().str();
    if (StringRef Instance = U.Name.str().split(':').second; !Instance.empty())
      New.Instance = Instance.str();
    New.Id = U.kernelId();
  }
  return Out;
}

static bool isPlainName(StringRef Name) {
  return !Name.empty() && Name.size() < 32 &&
         all_of(Name, [](char C) { return isAlnum(C) || C == '_'; });
}

/// Gives every image a kernel whose name and number are usable and unique.
static void nameKernels(Salvaged &Out, const KernelRequest &Hints) {
  std::vector<NpuKernel> Described = describedKernels(Out.F);
  std::set<std::string> Names;
  std::set<uint32_t> Ids;
  for (auto [I, Image] : enumerate(Out.Images)) {
    NpuKernel K;
    const uint32_t FirstId = K.Id;
    const std::string FirstName = K.Name;
    if (I < Described.size())
      K = Described[I];
    if (I == 0 && !Hints.Name.empty())
      K.Name = Hints.Name;
    if (I == 0 && !Hints.Instance.empty())
      K.Instance = Hints.Instance;
    if (I == 0 && Hints.Id)
      K.Id = Hints.Id;
    if (I == 0 && Hints.Buffers)
      K.HostBuffers = Hints.Buffers;
    K.Pdi = Image;
    if (!isPlainName(K.Instance))
      K.Instance = NpuKernel().Instance;
    if (!isPlainName(K.Name) || Names.count(K.Name)) {
      K.Name = FirstName;
      for (unsigned N = 2; Names.count(K.Name); ++N)
        K.Name = FirstName + std::to_string(N);
    }
    if (K.Id == 0 || K.Id > 0xFFF || Ids.count(K.Id))
      for (K.Id = FirstId; Ids.count(K.Id);)
        ++K.Id;
    Names.insert(K.Name);
    Ids.insert(K.Id);
    Out.Kernels.push_back(std::move(K));
  }
}

Expected<Salvaged> pack::salvage(BytesRef Data, const KernelRequest &Hints) {
  Salvaged Out;
  if (pdi::looksLikePdi(Data)) {
    Out.Done.push_back("The file is a device image; an xclbin was made around "
                       "it");
    Out.Images = {Data.vec()};
  } else if (toStringRef(Data).starts_with("xclbin")) {
    Expected<File> F = salvageContainer(Data, Out.Done);
    if (!F)
      return F.takeError();
    Out.F = std::move(*F);
    salvageImages(Data, Out);
  } else {
    return makeError("the file is neither an xclbin nor a device image (PDI)");
  }
  if (Out.Images.empty())
    return makeError("the file holds no whole device image (PDI), and "
                     "everything else is made around one");
  nameKernels(Out, Hints);
  return Out;
}
