//===- Kernels.cpp - xclbins from device images ---------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Pack/Kernels.h"
#include "aieforge/Formats/Pdi.h"
#include "aieforge/Formats/XclbinBuilder.h"
#include "aieforge/Formats/XclbinKernels.h"
#include "aieforge/Formats/XclbinPartition.h"
#include "aieforge/Formats/XclbinTables.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace aieforge::pack;
using namespace aieforge::xclbin;
using namespace llvm;

Expected<unsigned> pack::columnsOf(BytesRef Image) {
  Expected<pdi::Pdi> P = pdi::parse(Image);
  if (!P)
    return P.takeError();
  unsigned Columns = 0;
  for (const cdo::Command &C : P->Cdo.Commands)
    if (C.isWrite())
      Columns = std::max(
          Columns, hw::TileAddress::decode(uint32_t(C.address())).Column + 1);
  return std::max(Columns, 1u);
}

Expected<const hw::Device *> pack::partitionDevice(const hw::Device &D,
                                                   unsigned Columns) {
  if (Columns == 0 || Columns == D.Columns)
    return &D;
  for (const hw::Device &Each : hw::allDevices())
    if (Each.Gen == D.Gen && Each.Columns == Columns)
      return &Each;
  return makeError("a partition of {0} columns does not exist on this NPU "
                   "({1}), which has {2}",
                   Columns, D.Name, D.PhysicalColumns);
}

/// The kernel with what was left open filled in.
static NpuKernel described(const KernelRequest &K) {
  NpuKernel Out;
  if (!K.Name.empty())
    Out.Name = K.Name;
  if (!K.Instance.empty())
    Out.Instance = K.Instance;
  if (K.Id)
    Out.Id = K.Id;
  Out.HostBuffers = std::max(K.Buffers, MinimumHostBuffers);
  Out.Pdi = K.Pdi;
  return Out;
}

Expected<File> pack::makeXclbin(const KernelRequest &K, const hw::Device &D) {
  Expected<unsigned> Needed = columnsOf(K.Pdi);
  if (!Needed)
    return Needed.takeError();
  if (K.Columns && K.Columns < *Needed)
    return makeError("the image configures {0} columns; a partition of {1} is "
                     "too narrow",
                     *Needed, K.Columns);
  Expected<const hw::Device *> Partition =
      partitionDevice(D, K.Columns ? K.Columns : *Needed);
  if (!Partition)
    return Partition.takeError();
  NpuXclbinDescription Description = describeXclbinFor(**Partition);
  Description.Kernels = {described(K)};
  return buildNpuXclbin(Description);
}

namespace {
/// The sections of an existing file that a kernel goes into.
struct Tables {
  AiePartition Partition;
  EmbeddedMetadata Metadata;
  IpLayout Units;
  MemTopology Banks;
  Connectivity Connections;
};
} // namespace

/// Reads the section into \p Value, with the name of the section in failures.
template <typename T>
static Error read(const File &F, SectionKind Kind,
                  Expected<T> (*Parse)(BytesRef), T &Value) {
  const Section *S = F.find(Kind);
  if (!S)
    return makeError("the file has no section {0}; aieforge pack --repair can "
                     "make one",
                     sectionName(Kind));
  Expected<T> V = Parse(S->Payload);
  if (!V)
    return V.takeError();
  Value = std::move(*V);
  return Error::success();
}

static Error readTables(const File &F, Tables &T) {
  using enum SectionKind;
  if (Error E =
          read(F, SectionKind::AiePartition, parseAiePartition, T.Partition))
    return E;
  if (Error E = read(F, SectionKind::EmbeddedMetadata, parseEmbeddedMetadata,
                     T.Metadata))
    return E;
  if (Error E = read(F, SectionKind::IpLayout, parseIpLayout, T.Units))
    return E;
  if (Error E = read(F, SectionKind::MemTopology, parseMemTopology, T.Banks))
    return E;
  return read(F, SectionKind::Connectivity, parseConnectivity, T.Connections);
}

/// Names and numbers that no kernel of the file has yet.
static Error chooseFresh(const Tables &T, const KernelRequest &K,
                         NpuKernel &Out) {
  auto NameTaken = [&](StringRef Name) {
    return any_of(T.Metadata.Kernels,
                  [&](const Kernel &Each) { return Each.Name == Name; });
  };
  auto IdTaken = [&](uint64_t Id) {
    for (const PartitionPdi &P : T.Partition.Pdis)
      for (const CdoGroup &G : P.CdoGroups)
        if (is_contained(G.KernelIds, Id))
          return true;
    return any_of(T.Units.Units, [&](const Unit &U) {
      return U.Type == uint32_t(UnitType::PsKernel) && U.kernelId() == Id;
    });
  };
  std::string Base = Out.Name;
  for (unsigned N = 2; K.Name.empty() && NameTaken(Out.Name); ++N)
    Out.Name = Base + std::to_string(N);
  if (NameTaken(Out.Name))
    return makeError("the file has a kernel \"{0}\" already; choose another "
                     "name",
                     Out.Name);
  while (!K.Id && IdTaken(Out.Id))
    ++Out.Id;
  if (IdTaken(Out.Id))
    return makeError("kernel id {0:x} is taken already; both kernels would run "
                     "the first one's device image",
                     Out.Id);
  return Error::success();
}

/// Number of the bank called \p Tag.
static Expected<int32_t> bankNumber(const MemTopology &T, StringRef Tag) {
  for (auto [I, B] : enumerate(T.Banks))
    if (B.Tag.str() == Tag)
      return int32_t(I);
  return makeError("MEM_TOPOLOGY has no bank \"{0}\"", Tag);
}

static void replace(File &F, SectionKind Kind, Bytes Payload) {
  F.find(Kind)->Payload = std::move(Payload);
}

/// Makes the sections anew that AMD's packager adds: banks again, and
/// connections sorted by unit and argument with the original list behind them.
static void renewGroups(File &F, const Connectivity &Connections) {
  if (Section *S = F.find(SectionKind::GroupTopology))
    S->Payload = F.find(SectionKind::MemTopology)->Payload;
  Section *S = F.find(SectionKind::GroupConnectivity);
  if (!S)
    return;
  Connectivity Both = Connections;
  llvm::sort(Both.Connections, [](const Connection &A, const Connection &B) {
    return std::tie(A.Unit, A.Argument, A.Bank) <
           std::tie(B.Unit, B.Argument, B.Bank);
  });
  llvm::append_range(Both.Connections, Connections.Connections);
  S->Payload = serialize(Both);
}

/// Adds \p New, the only kernel of a file of its own, to the tables of \p T.
static Error join(Tables &T, const Tables &New, const MemTopology &NewBanks) {
  int32_t Unit = int32_t(T.Units.Units.size());
  PartitionPdi Pdi = New.Partition.Pdis.front();
  for (const PartitionPdi &P : T.Partition.Pdis)
    for (const CdoGroup &G : P.CdoGroups)
      Pdi.CdoGroups.front().PdiId =
          std::max(Pdi.CdoGroups.front().PdiId, G.PdiId + 1);
  T.Partition.Pdis.push_back(std::move(Pdi));
  T.Metadata.Kernels.push_back(New.Metadata.Kernels.front());
  T.Units.Units.push_back(New.Units.Units.front());
  for (Connection C : New.Connections.Connections) {
    Expected<int32_t> Bank =
        bankNumber(T.Banks, NewBanks.Banks[C.Bank].Tag.str());
    if (!Bank)
      return Bank.takeError();
    T.Connections.Connections.push_back({C.Argument, Unit, *Bank});
  }
  return Error::success();
}

Expected<File> pack::addKernel(File F, const KernelRequest &K) {
  Tables T;
  if (Error E = readTables(F, T))
    return std::move(E);
  Expected<unsigned> Needed = columnsOf(K.Pdi);
  if (!Needed)
    return Needed.takeError();
  if (*Needed > T.Partition.ColumnWidth)
    return makeError("the image configures {0} columns, but the partition of "
                     "the file has {1}; all kernels of a file share it",
                     *Needed, T.Partition.ColumnWidth);
  NpuKernel Added = described(K);
  if (Error E = chooseFresh(T, K, Added))
    return std::move(E);

  // A file of its own gives the new kernel's entries.
  NpuXclbinDescription Alone;
  Alone.ColumnWidth = T.Partition.ColumnWidth;
  Alone.StartColumns = {0};
  Alone.Kernels = {Added};
  Expected<File> Single = buildNpuXclbin(Alone);
  if (!Single)
    return Single.takeError();
  Tables New;
  if (Error E = readTables(*Single, New))
    return std::move(E);
  if (Error E = join(T, New, New.Banks))
    return std::move(E);

  Expected<Bytes> Metadata =
      appendKernel(F.find(SectionKind::EmbeddedMetadata)->Payload,
                   T.Metadata.Kernels.back());
  if (!Metadata)
    return Metadata.takeError();
  F.place();
  F.Tail.clear();
  F.Head.SignatureLength = Header().SignatureLength;
  replace(F, SectionKind::AiePartition, serialize(T.Partition));
  replace(F, SectionKind::EmbeddedMetadata, std::move(*Metadata));
  replace(F, SectionKind::IpLayout, serialize(T.Units));
  replace(F, SectionKind::Connectivity, serialize(T.Connections));
  renewGroups(F, T.Connections);
  F.Head.FileUuid = Uuid{};
  F.Head.FileUuid = uuidFromContent("xclbin", serialize(F));
  return F;
}
