//===- XclbinBuilder.cpp - an xclbin from device images -------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The kernel interface is that of mlir-aie: an opcode, the instruction buffer
// and its length, then host buffers; the firmware reads them at these offsets.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/XclbinBuilder.h"
#include "aieforge/Formats/XclbinKernels.h"
#include "aieforge/Formats/XclbinPartition.h"
#include "aieforge/Formats/XclbinTables.h"
#include "aieforge/Hardware/Device.h"
#include "llvm/ADT/StringExtras.h"

#include <set>

using namespace aieforge;
using namespace aieforge::xclbin;
using namespace llvm;

/// Places in the argument block; buffers follow each other from the third on.
static constexpr unsigned OpcodeOffset = 0x00, InstructionsOffset = 0x08,
                          LengthOffset = 0x10, BufferOffset = 0x14,
                          PointerSize = 8;
/// Argument numbers.
static constexpr int32_t InstructionsArgument = 1, FirstBufferArgument = 3;
/// Bank numbers in the MEM_TOPOLOGY below.
static constexpr int32_t HostBank = 0, SramBank = 1;
/// PS kernel ids have this many bits in IP_LAYOUT.
static constexpr uint32_t MaximumKernelId = 0xFFF;

NpuXclbinDescription xclbin::describeXclbinFor(const hw::Device &Device) {
  NpuXclbinDescription D;
  D.ColumnWidth = Device.Columns;
  D.StartColumns.assign(Device.StartColumns.begin(), Device.StartColumns.end());
  return D;
}

static bool isPlainName(StringRef Name) {
  return !Name.empty() &&
         all_of(Name, [](char C) { return isAlnum(C) || C == '_'; });
}

static Error checkKernel(const NpuKernel &K) {
  for (StringRef Name : {StringRef(K.Name), StringRef(K.Instance)})
    if (!isPlainName(Name))
      return makeError(
          "kernel \"{0}\": the name \"{1}\" may only hold letters, "
          "digits and underscores; XRT uses it in a regular "
          "expression",
          K.Name, Name);
  size_t NameSize = K.Name.size() + 1 + K.Instance.size();
  if (NameSize > 63)
    return makeError("kernel \"{0}\": \"kernel:instance\" has {1} characters; "
                     "IP_LAYOUT holds 63",
                     K.Name, NameSize);
  if (K.Id == 0 || K.Id > MaximumKernelId)
    return makeError("kernel \"{0}\": kernel id {1:x} is not between 0x1 and "
                     "{2:x}",
                     K.Name, K.Id, MaximumKernelId);
  if (K.HostBuffers > MaximumHostBuffers)
    return makeError("kernel \"{0}\": {1} host buffers, but at most {2} fit "
                     "the kernel interface; put several into one buffer",
                     K.Name, K.HostBuffers, MaximumHostBuffers);
  if (K.Pdi.empty())
    return makeError("kernel \"{0}\": the device image is empty", K.Name);
  if (K.Pdi.size() > MaximumPdiSize)
    return makeError("kernel \"{0}\": the device image has {1} bytes; loaders "
                     "accept {2}",
                     K.Name, K.Pdi.size(), MaximumPdiSize);
  return Error::success();
}

static Error checkDescription(const NpuXclbinDescription &D) {
  if (D.Kernels.empty())
    return makeError("an xclbin without a kernel cannot be used");
  if (D.ColumnWidth == 0 || D.ColumnWidth > UINT16_MAX)
    return makeError("a partition of {0} columns is not possible",
                     D.ColumnWidth);
  if (D.StartColumns.empty())
    return makeError("a partition needs at least one start column");
  std::set<StringRef> Names;
  std::set<uint32_t> Ids;
  uint64_t Total = 0;
  for (const NpuKernel &K : D.Kernels) {
    if (Error E = checkKernel(K))
      return E;
    if (!Names.insert(K.Name).second)
      return makeError("two kernels are called \"{0}\"", K.Name);
    if (!Ids.insert(K.Id).second)
      return makeError("kernel \"{0}\": another kernel has kernel id {1:x}, "
                       "too; both would run the first one's device image",
                       K.Name, K.Id);
    Total += K.Pdi.size();
  }
  if (Total > UINT32_MAX / 2)
    return makeError("the device images have {0} bytes together; offsets in "
                     "AIE_PARTITION have 32 bits",
                     Total);
  return Error::success();
}

static unsigned hostBuffers(const NpuKernel &K) {
  return std::max(K.HostBuffers, MinimumHostBuffers);
}

static KernelArgument argument(const Twine &Name, AddressQualifier Qualifier,
                               unsigned Id, unsigned Size, unsigned Offset,
                               StringRef Type) {
  KernelArgument A;
  std::string SizeText = "0x" + utohexstr(Size, /*LowerCase=*/true);
  A.Name = Name.str();
  A.AddressQualifier = utostr(static_cast<unsigned>(Qualifier));
  A.Id = utostr(Id);
  A.Size = SizeText;
  // Upper case and two digits, as mlir-aie writes it.
  A.Offset = "0x" + utohexstr(Offset, /*LowerCase=*/false, /*Width=*/2);
  A.HostOffset = "0x0";
  A.HostSize = SizeText;
  A.Type = Type.str();
  return A;
}

static Kernel kernelMetadata(const NpuKernel &K) {
  Kernel Out;
  Out.Name = K.Name;
  Out.Language = "c";
  Out.Type = "dpu";
  Out.Extended =
      ExtendedData{"1", "0", "0x" + utohexstr(K.Id, /*LowerCase=*/true)};
  using enum AddressQualifier;
  Out.Arguments = {
      argument("opcode", Scalar, 0, 8, OpcodeOffset, "uint64_t"),
      argument("instr", Global, InstructionsArgument, PointerSize,
               InstructionsOffset, "char *"),
      argument("ninstr", Scalar, 2, 4, LengthOffset, "uint32_t"),
  };
  for (unsigned I = 0; I < hostBuffers(K); ++I)
    Out.Arguments.push_back(argument("bo" + Twine(I), Global,
                                     FirstBufferArgument + I, PointerSize,
                                     BufferOffset + PointerSize * I, "void*"));
  Out.Instances = {K.Instance};
  return Out;
}

/// The two banks that every NPU file has. Nothing is allocated from their
/// addresses; loaders use the numbers 0 and 1 and the tags.
static MemTopology banks() {
  MemTopology T;
  T.Banks.resize(2);
  T.Banks[HostBank].SizeKiB = 0x10000;
  T.Banks[HostBank].Tag = StringRef("HOST");
  T.Banks[SramBank].SizeKiB = 0xC000;
  T.Banks[SramBank].Tag = StringRef("SRAM");
  for (Bank &B : T.Banks)
    B.BaseAddress = 0x4000000;
  return T;
}

static AiePartition partition(const NpuXclbinDescription &D) {
  AiePartition P;
  P.OperationsPerCycle = D.OperationsPerCycle;
  P.ColumnWidth = static_cast<uint16_t>(D.ColumnWidth);
  P.StartColumns = D.StartColumns;
  for (const NpuKernel &K : D.Kernels) {
    PartitionPdi &Pdi = P.Pdis.emplace_back();
    // The kernel's name keeps equal images of two kernels apart.
    Pdi.Id = K.PdiId ? *K.PdiId : uuidFromContent("pdi:" + K.Name, K.Pdi);
    Pdi.Image = K.Pdi;
    CdoGroup Group;
    Group.KernelIds = {K.Id};
    Pdi.CdoGroups = {Group};
  }
  return P;
}

Expected<File> xclbin::buildNpuXclbin(const NpuXclbinDescription &D) {
  if (Error E = checkDescription(D))
    return std::move(E);
  EmbeddedMetadata Metadata;
  IpLayout Units;
  Connectivity Connections;
  for (auto [Index, K] : enumerate(D.Kernels)) {
    Metadata.Kernels.push_back(kernelMetadata(K));
    Unit &U = Units.Units.emplace_back();
    U.Properties = Unit::dpuProperties(K.Id, /*Functional=*/0);
    U.Name = StringRef(K.Name + ":" + K.Instance);
    int32_t UnitIndex = static_cast<int32_t>(Index);
    Connections.Connections.push_back(
        {InstructionsArgument, UnitIndex, SramBank});
    for (unsigned I = 0; I < hostBuffers(K); ++I)
      Connections.Connections.push_back(
          {FirstBufferArgument + static_cast<int32_t>(I), UnitIndex, HostBank});
  }

  File F;
  F.Head.UniqueId = D.TimeStamp;
  F.Head.TimeStamp = D.TimeStamp;
  using enum SectionKind;
  F.Sections = {
      Section(MemTopology, "mem_topology", serialize(banks())),
      Section(AiePartition, "aie_partition", serialize(partition(D))),
      Section(EmbeddedMetadata, "", serialize(Metadata)),
      Section(IpLayout, "", serialize(Units)),
      Section(Connectivity, "", serialize(Connections)),
  };
  F.Head.FileUuid =
      D.FileId ? *D.FileId : uuidFromContent("xclbin", serialize(F));
  Bytes Whole = serialize(F);
  F.Head.Length = Whole.size();
  F.Head.SectionCount = F.Sections.size();
  return F;
}
