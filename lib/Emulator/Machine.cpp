//===- Machine.cpp - an NPU that runs shipped programs --------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Emulator/Machine.h"
#include "aieforge/Formats/XclbinKernels.h"
#include "aieforge/Formats/XclbinPartition.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

Machine::~Machine() = default;

/// The kernels of a container, by name.
static Expected<std::vector<xclbin::Kernel>>
kernelsOf(const xclbin::File &Container) {
  const xclbin::Section *S =
      Container.find(xclbin::SectionKind::EmbeddedMetadata);
  if (!S)
    return std::vector<xclbin::Kernel>();
  Expected<xclbin::EmbeddedMetadata> M =
      xclbin::parseEmbeddedMetadata(S->Payload);
  if (!M)
    return M.takeError();
  return std::move(M->Kernels);
}

static std::string namesOf(ArrayRef<xclbin::Kernel> Kernels) {
  std::vector<std::string> Names;
  for (const xclbin::Kernel &K : Kernels)
    Names.push_back(K.Name.value_or("(unnamed)"));
  return Names.empty() ? "none" : join(Names, ", ");
}

static Expected<const xclbin::Kernel *>
chooseKernel(ArrayRef<xclbin::Kernel> Kernels, StringRef Wanted) {
  if (Wanted.empty()) {
    if (Kernels.size() > 1)
      return makeError("the xclbin holds {0} kernels ({1}); say which one to "
                       "run",
                       Kernels.size(), namesOf(Kernels));
    return Kernels.empty() ? nullptr : &Kernels.front();
  }
  for (const xclbin::Kernel &K : Kernels)
    if (K.Name == Wanted.str())
      return &K;
  return makeError("the xclbin has no kernel '{0}'; it has: {1}", Wanted,
                   namesOf(Kernels));
}

/// The image whose CDO groups name the kernel's id; the first one if the
/// container does not say.
static unsigned imageOf(const xclbin::AiePartition &P,
                        const xclbin::Kernel *K) {
  if (!K || !K->Extended || !K->Extended->DpuKernelId)
    return 0;
  xclbin::XmlNumber Id = xclbin::parseXmlNumber(*K->Extended->DpuKernelId);
  for (unsigned I = 0; Id.Valid && I < P.Pdis.size(); ++I)
    for (const xclbin::CdoGroup &G : P.Pdis[I].CdoGroups)
      if (is_contained(G.KernelIds, Id.Value))
        return I;
  return 0;
}

Expected<std::unique_ptr<Machine>> Machine::create(BytesRef Xclbin,
                                                   MachineOptions Options) {
  Expected<xclbin::File> Container = xclbin::parse(Xclbin);
  if (!Container)
    return Container.takeError();
  const xclbin::Section *S = Container->find(xclbin::SectionKind::AiePartition);
  if (!S)
    return makeError("the xclbin has no AIE_PARTITION section, so there is no "
                     "device image in it");
  Expected<xclbin::AiePartition> P = xclbin::parseAiePartition(S->Payload);
  if (!P)
    return P.takeError();
  if (P->Pdis.empty())
    return makeError("the AIE_PARTITION section holds no device image (PDI)");
  Expected<std::vector<xclbin::Kernel>> Kernels = kernelsOf(*Container);
  if (!Kernels)
    return Kernels.takeError();
  Expected<const xclbin::Kernel *> K = chooseKernel(*Kernels, Options.Kernel);
  if (!K)
    return K.takeError();

  std::unique_ptr<Machine> M(new Machine);
  M->Kernel = *K ? (*K)->Name.value_or("") : "";
  M->ColumnWidth = P->ColumnWidth;
  M->FirstImage = imageOf(*P, *K);
  for (xclbin::PartitionPdi &Image : P->Pdis)
    M->Images.push_back(std::move(Image.Image));
  M->Options = std::move(Options);
  return std::move(M);
}

/// The smallest device of a generation with at least that many columns.
static const hw::Device *deviceFor(unsigned TxnGeneration, unsigned Columns) {
  const hw::Device *Smallest = nullptr;
  for (const hw::Device &D : hw::allDevices())
    if (D.TxnGeneration == TxnGeneration && D.Columns >= Columns &&
        (!Smallest || D.Columns < Smallest->Columns))
      Smallest = &D;
  return Smallest;
}

/// Cycles between the end of the configuration and the first instruction. The
/// number has no meaning: more than cores need to fill a small buffer.
static constexpr uint64_t SettleCycles = 10000;

Error Machine::prepare(const txn::Transaction &T) {
  if (TheArray)
    return Error::success();
  // The container says how many columns, the stream which generation; files
  // without a known generation number run as the first one.
  const hw::Device *D = deviceFor(T.DeviceGeneration, ColumnWidth);
  if (!D)
    D = deviceFor(hw::findDevice("npu1")->TxnGeneration, ColumnWidth);
  if (!D)
    return makeError("AIE_PARTITION asks for {0} columns, and no device has "
                     "that many; devices: {1}",
                     ColumnWidth, hw::deviceNames());
  TheArray = std::make_unique<Array>(*D, Options.Array);
  TheFirmware = std::make_unique<Firmware>(*TheArray);
  TheFirmware->setScratchpad(Options.Scratchpad);
  TheFirmware->setImageSource([this](unsigned Id) -> Expected<Bytes> {
    if (auto It = Options.Images.find(Id); It != Options.Images.end())
      return It->second;
    if (Id < Images.size())
      return Images[Id];
    return makeError("the xclbin holds {0} device images; number {1} is asked "
                     "for",
                     Images.size(), Id);
  });
  if (Error E = TheFirmware->loadImage(Images[FirstImage], FirstImage))
    return E;
  // The host needs some microseconds from loading an image to starting a
  // stream; cores have set up their memory by then.
  TheArray->runUntilQuiet(TheArray->cycle() + SettleCycles);
  return Error::success();
}

Expected<MachineResult> Machine::run(BytesRef Instructions,
                                     std::vector<HostArgument> Buffers) {
  Expected<Bytes> Stream = txn::readInstructionFile(Instructions);
  if (!Stream)
    return Stream.takeError();
  std::vector<std::string> Warnings;
  Expected<txn::Transaction> T = txn::parse(*Stream, &Warnings);
  if (!T)
    return T.takeError();
  if (Error E = prepare(*T))
    return std::move(E);
  Array &A = *TheArray;
  A.clearProblems();
  for (const std::string &W : Warnings)
    A.warn("instruction stream: " + W);
  A.host().clear();
  for (HostArgument &B : Buffers)
    A.host().add(B.Index, std::move(B.Data));

  Expected<StreamResult> S = TheFirmware->run(*T, Options.MaxCycles);
  if (!S)
    return S.takeError();
  MachineResult R;
  R.Status = S->Status;
  R.Operations = S->Operations;
  R.Cycles = S->Cycles;
  R.HangReport = std::move(S->HangReport);

  // What the stream did not wait for may still move; a host that reads now
  // would miss it.
  if (R.Status == RunStatus::Completed) {
    constexpr uint64_t DrainCycles = 100000;
    uint64_t Before = A.host().wordsStored();
    A.runUntilQuiet(A.cycle() + DrainCycles);
    if (uint64_t Late = A.host().wordsStored() - Before)
      A.warn(formatv("{0} bytes reached host buffers after the instruction "
                     "stream had ended; wait for a task token before its end",
                     Late * 4));
    if (A.faulted())
      R.Status = RunStatus::Faulted;
  }

  for (const auto &B : A.host().buffers()) {
    BufferResult Result;
    Result.Index = B->Index;
    Result.Read = B->Read.any();
    Result.Written = B->Written.any();
    Result.Unwritten = B->unwrittenRanges();
    Result.Data = B->Data;
    R.Buffers.push_back(std::move(Result));
  }
  if (A.device().Gen != hw::Generation::AIE2 && !A.coreReports().empty())
    A.warn("the emulator executes AIE2 instructions only; cores of this "
           "generation have another instruction set");
  R.Problems.assign(A.problems().begin(), A.problems().end());
  R.Cores = A.coreReports();
  R.Channels = A.channelReports();
  R.WithoutEffect = A.withoutEffect();
  return std::move(R);
}
