//===- Containers.cpp - fuzz targets of containers ------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// xclbin and its sections, core ELF, instruction ELF, archive; and the check of
// any bytes.
//
//===----------------------------------------------------------------------===//

#include "Seeds.h"
#include "Targets.h"
#include "aieforge/Check/Check.h"
#include "aieforge/Formats/Archive.h"
#include "aieforge/Formats/CoreElf.h"
#include "aieforge/Formats/InstructionElf.h"
#include "aieforge/Formats/XclbinKernels.h"
#include "aieforge/Formats/XclbinPartition.h"
#include "aieforge/Formats/XclbinTables.h"

using namespace aieforge;
using namespace aieforge::fuzz;
using namespace llvm;

template <typename T> static void section(Expected<T> Value, BytesRef Data) {
  if (Value)
    comesBack(*Value, Data);
  else
    refused(Value.takeError());
}

static void readSection(const xclbin::Section &S) {
  BytesRef P = S.Payload;
  using enum xclbin::SectionKind;
  if (S.is(AiePartition))
    section(xclbin::parseAiePartition(P), P);
  else if (S.is(MemTopology) || S.is(GroupTopology))
    section(xclbin::parseMemTopology(P), P);
  else if (S.is(Connectivity) || S.is(GroupConnectivity))
    section(xclbin::parseConnectivity(P), P);
  else if (S.is(IpLayout))
    section(xclbin::parseIpLayout(P), P);
  else if (S.is(EmbeddedMetadata))
    section(xclbin::parseEmbeddedMetadata(P), P);
}

static void readXclbin(BytesRef Data) {
  Expected<xclbin::File> F = xclbin::parse(Data);
  if (!F)
    return refused(F.takeError());
  require(BytesRef(xclbin::serialize(*F)) == Data, "an xclbin comes back");
  for (const xclbin::Section &S : F->Sections)
    readSection(S);
}

static void readElf(BytesRef Data) {
  Expected<elf::File> F = elf::parse(Data);
  if (!F)
    return refused(F.takeError());
  require(BytesRef(elf::serialize(*F)) == Data, "an ELF file comes back");
  Expected<std::vector<elf::Symbol>> Symbols = elf::symbols(*F);
  if (!Symbols)
    refused(Symbols.takeError());
  for (unsigned I = 0; I < F->Sections.size(); ++I) {
    if (F->Sections[I].Type != ELF::SHT_RELA &&
        F->Sections[I].Type != ELF::SHT_REL)
      continue;
    Expected<std::vector<elf::Relocation>> R = elf::relocations(*F, I);
    if (!R)
      refused(R.takeError());
  }
}

static void examineElf(BytesRef Data) {
  readElf(Data);
  Expected<elf::CoreElf> C = elf::parseCore(Data);
  if (!C)
    return refused(C.takeError());
  Expected<elf::CoreElf> Again = elf::parseCore(elf::serialize(*C));
  require(bool(Again), "a written core program can be read");
}

static void readInstructionElf(BytesRef Data) {
  Expected<insts::InstructionElf> E = insts::parse(Data);
  if (!E)
    refused(E.takeError());
}

static void examineInstructionElf(BytesRef Data) {
  Expected<insts::InstructionElf> E = insts::parse(Data);
  if (!E)
    return refused(E.takeError());
  Expected<Bytes> Usual = insts::serialize(*E);
  require(bool(Usual), "what was read can be written");
  Expected<insts::InstructionElf> Again = insts::parse(*Usual);
  if (!Again)
    refused(Again.takeError());
}

static void readArchive(BytesRef Data) {
  Expected<std::vector<ArchiveMember>> A = parseArchive(Data);
  if (!A)
    refused(A.takeError());
}

static void checkBytes(BytesRef Data) {
  for (const Finding &F : check::checkFile("input.xclbin", Data))
    require(!F.Rule.empty() && !F.What.empty(), "a finding says what");
}

ArrayRef<Target> fuzz::containerTargets() {
  static const Target All[] = {
      {"xclbin", readXclbin, readXclbin, xclbinSeeds},
      {"core-elf", readElf, examineElf, elfSeeds},
      {"instruction-elf", readInstructionElf, examineInstructionElf,
       instructionElfSeeds},
      {"archive", readArchive, readArchive, archiveSeeds},
      {"check", checkBytes, checkBytes, xclbinSeeds},
  };
  return All;
}
