//===- DiffXclbin.cpp - xclbins compared ----------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Sections that a loader reads are compared by their entries, the others by
// their bytes.
//
//===----------------------------------------------------------------------===//

#include "DiffParts.h"
#include "aieforge/Formats/XclbinKernels.h"
#include "aieforge/Formats/XclbinTables.h"
#include "aieforge/Inspect/ConfigSource.h"
#include "llvm/ADT/StringExtras.h"

#include <set>

using namespace aieforge;
using namespace aieforge::diff;
using namespace aieforge::xclbin;
using namespace llvm;

static std::string join(ArrayRef<std::string> Parts) {
  return llvm::join(Parts, ", ");
}

template <typename T> static std::string numberList(ArrayRef<T> Values) {
  std::vector<std::string> Parts;
  for (T V : Values)
    Parts.push_back(utostr(V));
  return join(Parts);
}

/// Entry I of both tables, for all I; an absent one has no text.
template <typename T, typename TextOf>
static void compareRows(ArrayRef<T> A, ArrayRef<T> B, Subject About,
                        const Twine &Where, TextOf Text, Report &R) {
  for (size_t I = 0; I < std::max(A.size(), B.size()); ++I)
    R.compare(About, Where + " " + Twine(I), "", I < A.size() ? Text(A[I]) : "",
              I < B.size() ? Text(B[I]) : "");
}

//===----------------------------------------------------------------------===//
// Tables
//===----------------------------------------------------------------------===//

static Error compareBanks(BytesRef A, BytesRef B, const Twine &Where,
                          Report &R) {
  Expected<MemTopology> TA = parseMemTopology(A);
  if (!TA)
    return TA.takeError();
  Expected<MemTopology> TB = parseMemTopology(B);
  if (!TB)
    return TB.takeError();
  compareRows<Bank>(
      TA->Banks, TB->Banks, Subject::Section, Where + " bank",
      [](const Bank &M) {
        return formatv("{0} {1}, {2} KiB at {3:x}{4}", M.Tag.str(),
                       memoryTypeName(M.Type), M.SizeKiB, M.BaseAddress,
                       M.Used ? "" : ", unused")
            .str();
      },
      R);
  return Error::success();
}

static Error compareConnections(BytesRef A, BytesRef B, const Twine &Where,
                                Report &R) {
  Expected<Connectivity> TA = parseConnectivity(A);
  if (!TA)
    return TA.takeError();
  Expected<Connectivity> TB = parseConnectivity(B);
  if (!TB)
    return TB.takeError();
  compareRows<xclbin::Connection>(
      TA->Connections, TB->Connections, Subject::Section, Where + " entry",
      [](const xclbin::Connection &C) {
        return formatv("argument {0} of unit {1} in bank {2}", C.Argument,
                       C.Unit, C.Bank)
            .str();
      },
      R);
  return Error::success();
}

static Error compareUnits(BytesRef A, BytesRef B, Report &R) {
  Expected<IpLayout> TA = parseIpLayout(A);
  if (!TA)
    return TA.takeError();
  Expected<IpLayout> TB = parseIpLayout(B);
  if (!TB)
    return TB.takeError();
  compareRows<Unit>(
      TA->Units, TB->Units, Subject::Section, "IP_LAYOUT unit",
      [](const Unit &U) {
        return formatv("{0}, {1}, kernel id {2:x}, properties {3:x}, base "
                       "{4:x}",
                       U.Name.str(), unitTypeName(U.Type), U.kernelId(),
                       U.Properties, U.BaseAddress)
            .str();
      },
      R);
  return Error::success();
}

//===----------------------------------------------------------------------===//
// Kernels
//===----------------------------------------------------------------------===//

static std::string argumentText(const KernelArgument &A) {
  std::string Text;
  auto Put = [&](StringRef Name, const Attribute &V) {
    if (V)
      Text += formatv("{0}{1}={2}", Text.empty() ? "" : " ", Name, *V);
  };
  Put("name", A.Name);
  Put("type", A.Type);
  Put("addressQualifier", A.AddressQualifier);
  Put("id", A.Id);
  Put("size", A.Size);
  Put("offset", A.Offset);
  Put("hostOffset", A.HostOffset);
  Put("hostSize", A.HostSize);
  return Text;
}

static void compareKernel(const Kernel &A, const Kernel &B, Report R) {
  auto Value = [](const Attribute &V) { return V.value_or(""); };
  R.compare(Subject::Kernel, "", "language", Value(A.Language),
            Value(B.Language));
  R.compare(Subject::Kernel, "", "type", Value(A.Type), Value(B.Type));
  auto Extended = [&](const Kernel &K) -> std::string {
    if (!K.Extended)
      return "";
    return formatv("subtype {0}, functional {1}, dpu_kernel_id {2}",
                   Value(K.Extended->Subtype), Value(K.Extended->Functional),
                   Value(K.Extended->DpuKernelId));
  };
  R.compare(Subject::Kernel, "", "extended data", Extended(A), Extended(B));
  R.compare(Subject::Kernel, "", "instances", join(A.Instances),
            join(B.Instances));
  compareRows<KernelArgument>(A.Arguments, B.Arguments, Subject::Argument,
                              "argument", argumentText, R);
}

static Error compareKernels(BytesRef A, BytesRef B, Report &R) {
  Expected<EmbeddedMetadata> MA = parseEmbeddedMetadata(A);
  if (!MA)
    return MA.takeError();
  Expected<EmbeddedMetadata> MB = parseEmbeddedMetadata(B);
  if (!MB)
    return MB.takeError();
  auto Find = [](const EmbeddedMetadata &M, const Kernel &K) -> const Kernel * {
    for (const Kernel &Other : M.Kernels)
      if (Other.Name == K.Name)
        return &Other;
    return nullptr;
  };
  for (const Kernel &K : MA->Kernels) {
    if (const Kernel *Other = Find(*MB, K))
      compareKernel(K, *Other, R.inside("kernel " + K.Name.value_or("")));
    else
      R.add(Subject::Kernel, "", "", K.Name.value_or("without name"), "");
  }
  for (const Kernel &K : MB->Kernels)
    if (!Find(*MA, K))
      R.add(Subject::Kernel, "", "", "", K.Name.value_or("without name"));
  return Error::success();
}

//===----------------------------------------------------------------------===//
// Partition
//===----------------------------------------------------------------------===//

static std::string groupText(const CdoGroup &G) {
  return formatv("{0} {1}, pdi_id {2}, kernels {3}, before it {4}", G.Name,
                 cdoTypeName(G.Type), G.PdiId,
                 numberList(ArrayRef(G.KernelIds)),
                 numberList(ArrayRef(G.PreCdoGroups)));
}

static Error comparePdis(const AiePartition &A, size_t IA,
                         const AiePartition &B, size_t IB, const Options &O,
                         Report R) {
  const PartitionPdi &PA = A.Pdis[IA], &PB = B.Pdis[IB];
  R.compare(Subject::Uuid, "", "UUID", toString(PA.Id), toString(PB.Id));
  compareRows<CdoGroup>(PA.CdoGroups, PB.CdoGroups, Subject::Partition,
                        "CDO group", groupText, R);
  if (PA.Image == PB.Image)
    return Error::success();
  Expected<std::vector<RegisterOp>> OpsA = inspect::pdiOps(PA.Image);
  if (!OpsA)
    return prefixError(formatv("PDI {0} of A", IA).str(), OpsA.takeError());
  Expected<std::vector<RegisterOp>> OpsB = inspect::pdiOps(PB.Image);
  if (!OpsB)
    return prefixError(formatv("PDI {0} of B", IB).str(), OpsB.takeError());
  std::optional<hw::Generation> Known = inspect::generationOf(A);
  if (!Known)
    Known = inspect::generationOf(B);
  const hw::Device &D =
      O.Device ? *O.Device : deviceFor(Known, {&*OpsA, &*OpsB});
  Expected<Configuration> CA = configure(D, std::move(*OpsA));
  if (!CA)
    return CA.takeError();
  Expected<Configuration> CB = configure(D, std::move(*OpsB));
  if (!CB)
    return CB.takeError();
  compareConfigurations(*CA, *CB, R);
  return Error::success();
}

/// The kernels that an image is for.
static std::set<uint64_t> kernelsOf(const PartitionPdi &P) {
  std::set<uint64_t> Ids;
  for (const CdoGroup &G : P.CdoGroups)
    Ids.insert(G.KernelIds.begin(), G.KernelIds.end());
  return Ids;
}

static Error comparePartitions(BytesRef BytesA, BytesRef BytesB,
                               const Options &O, Report &R) {
  Expected<AiePartition> A = parseAiePartition(BytesA);
  if (!A)
    return A.takeError();
  Expected<AiePartition> B = parseAiePartition(BytesB);
  if (!B)
    return B.takeError();
  StringRef Where = "AIE_PARTITION";
  R.compare(Subject::Partition, Where, "columns", utostr(A->ColumnWidth),
            utostr(B->ColumnWidth));
  R.compare(Subject::Partition, Where, "start columns",
            numberList(ArrayRef(A->StartColumns)),
            numberList(ArrayRef(B->StartColumns)));
  R.compare(Subject::Partition, Where, "operations per cycle",
            utostr(A->OperationsPerCycle), utostr(B->OperationsPerCycle));
  R.compare(Subject::Partition, Where, "name", A->Name, B->Name);
  R.compare(
      Subject::Partition, Where, "fingerprints",
      numberList<uint64_t>({A->InferenceFingerprint, A->PrePostFingerprint}),
      numberList<uint64_t>({B->InferenceFingerprint, B->PrePostFingerprint}));
  R.compare(Subject::Form, Where, "commit id", A->CommitId.value_or(""),
            B->CommitId.value_or(""));

  // Images for the same kernels belong together; else those at one place.
  std::vector<bool> Used(B->Pdis.size());
  bool Several = A->Pdis.size() > 1 || B->Pdis.size() > 1;
  for (size_t I = 0; I < A->Pdis.size(); ++I) {
    std::optional<size_t> Match;
    for (size_t J = 0; J < B->Pdis.size() && !Match; ++J)
      if (!Used[J] && kernelsOf(A->Pdis[I]) == kernelsOf(B->Pdis[J]))
        Match = J;
    if (!Match && I < B->Pdis.size() && !Used[I])
      Match = I;
    if (!Match) {
      R.add(Subject::Partition, "PDI " + Twine(I), "",
            utostr(A->Pdis[I].Image.size()) + " bytes", "");
      continue;
    }
    Used[*Match] = true;
    if (Error E =
            comparePdis(*A, I, *B, *Match, O,
                        R.inside(Several ? "PDI " + Twine(I) : Twine("PDI"))))
      return E;
  }
  for (size_t J = 0; J < B->Pdis.size(); ++J)
    if (!Used[J])
      R.add(Subject::Partition, "PDI " + Twine(J), "", "",
            utostr(B->Pdis[J].Image.size()) + " bytes");
  return Error::success();
}

//===----------------------------------------------------------------------===//
// The container
//===----------------------------------------------------------------------===//

static void compareHeaders(const File &A, const File &B, Report &R) {
  const Header &HA = A.Head, &HB = B.Head;
  R.compare(Subject::Uuid, "header", "file UUID", toString(HA.FileUuid),
            toString(HB.FileUuid));
  R.compare(Subject::Uuid, "header", "interface UUID",
            toString(HA.InterfaceUuid), toString(HB.InterfaceUuid));
  R.compare(Subject::Uuid, "header", "debug UUID", toString(HA.DebugBin),
            toString(HB.DebugBin));
  R.compare(Subject::Uuid, "header", "unique id", hex(HA.UniqueId),
            hex(HB.UniqueId));
  R.compare(Subject::Time, "header", "time stamp", utostr(HA.TimeStamp),
            utostr(HB.TimeStamp));
  R.compare(Subject::Time, "header", "feature ROM time stamp",
            utostr(HA.FeatureRomTimeStamp), utostr(HB.FeatureRomTimeStamp));
  auto Version = [](const Header &H) {
    return formatv("{0}.{1}.{2}", unsigned(H.VersionMajor),
                   unsigned(H.VersionMinor), H.VersionPatch)
        .str();
  };
  R.compare(Subject::Form, "header", "version of the packager", Version(HA),
            Version(HB));
  R.compare(Subject::Header, "header", "mode", utostr(HA.Mode),
            utostr(HB.Mode));
  R.compare(Subject::Header, "header", "action mask", hex(HA.ActionMask),
            hex(HB.ActionMask));
  R.compare(Subject::Header, "header", "platform", HA.PlatformVbnv.str().str(),
            HB.PlatformVbnv.str().str());
  R.compare(Subject::Header, "header", "bytes of the signature",
            itostr(HA.SignatureLength), itostr(HB.SignatureLength));
}

/// Sections that describe the build and that no loader acts on.
static bool isDescription(const xclbin::Section &S) {
  return S.is(SectionKind::BuildMetadata) ||
         S.is(SectionKind::KeyvalueMetadata) ||
         S.is(SectionKind::DesignCheckPoint) || S.is(SectionKind::UserMetadata);
}

static Error compareSections(const xclbin::Section &A, const xclbin::Section &B,
                             const Options &O, Report &R) {
  std::string Name = sectionName(A.Kind);
  R.compare(Subject::Form, Name, "section name", A.Name.str().str(),
            B.Name.str().str());
  if (A.Payload == B.Payload)
    return Error::success();
  size_t Mark = R.size();
  Error E = Error::success();
  switch (SectionKind(A.Kind)) {
  case SectionKind::MemTopology:
  case SectionKind::GroupTopology:
    E = compareBanks(A.Payload, B.Payload, Name, R);
    break;
  case SectionKind::Connectivity:
  case SectionKind::GroupConnectivity:
    E = compareConnections(A.Payload, B.Payload, Name, R);
    break;
  case SectionKind::IpLayout:
    E = compareUnits(A.Payload, B.Payload, R);
    break;
  case SectionKind::EmbeddedMetadata:
    E = compareKernels(A.Payload, B.Payload, R);
    break;
  case SectionKind::AiePartition:
    E = comparePartitions(A.Payload, B.Payload, O, R);
    break;
  default:
    R.add(isDescription(A) ? Subject::Form : Subject::Section, Name, "contents",
          utostr(A.Payload.size()) + " bytes",
          utostr(B.Payload.size()) + " bytes");
  }
  if (E)
    return prefixError("section " + Name, std::move(E));
  if (R.size() == Mark)
    R.add(Subject::Form, Name, "layout of equal contents",
          utostr(A.Payload.size()) + " bytes",
          utostr(B.Payload.size()) + " bytes");
  return Error::success();
}

Error diff::compareXclbins(BytesRef BytesA, BytesRef BytesB, const Options &O,
                           Report &R) {
  Expected<File> A = parse(BytesA);
  if (!A)
    return prefixError("first file", A.takeError());
  Expected<File> B = parse(BytesB);
  if (!B)
    return prefixError("second file", B.takeError());
  compareHeaders(*A, *B, R);
  // The I-th section of a kind belongs to the other file's I-th.
  std::map<uint32_t, std::vector<const xclbin::Section *>> InA, InB;
  std::set<uint32_t> Kinds;
  for (const xclbin::Section &S : A->Sections)
    InA[S.Kind].push_back(&S), Kinds.insert(S.Kind);
  for (const xclbin::Section &S : B->Sections)
    InB[S.Kind].push_back(&S), Kinds.insert(S.Kind);
  for (uint32_t Kind : Kinds) {
    ArrayRef<const xclbin::Section *> SA = InA[Kind], SB = InB[Kind];
    for (size_t I = 0; I < std::max(SA.size(), SB.size()); ++I) {
      if (I < SA.size() && I < SB.size()) {
        if (Error E = compareSections(*SA[I], *SB[I], O, R))
          return E;
        continue;
      }
      const xclbin::Section &S = I < SA.size() ? *SA[I] : *SB[I];
      std::string Size = utostr(S.Payload.size()) + " bytes";
      R.add(isDescription(S) ? Subject::Form : Subject::Section,
            sectionName(Kind), "", I < SA.size() ? Size : "",
            I < SB.size() ? Size : "");
    }
  }
  auto Order = [](const File &F) {
    std::vector<std::string> Names;
    for (const xclbin::Section &S : F.Sections)
      Names.push_back(sectionName(S.Kind));
    return Names;
  };
  std::vector<std::string> OrderA = Order(*A), OrderB = Order(*B);
  if (OrderA != OrderB && std::multiset(OrderA.begin(), OrderA.end()) ==
                              std::multiset(OrderB.begin(), OrderB.end()))
    R.add(Subject::Form, "sections", "order", join(OrderA), join(OrderB));
  if (A->Tail != B->Tail)
    R.add(Subject::Form, "trailer", "contents",
          utostr(A->Tail.size()) + " bytes", utostr(B->Tail.size()) + " bytes");
  return Error::success();
}
