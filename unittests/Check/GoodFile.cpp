//===- GoodFile.cpp - an xclbin to break ----------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "GoodFile.h"
#include "aieforge/Formats/Pdi.h"
#include "llvm/Support/Endian.h"

using namespace aieforge;
using namespace aieforge::xclbin;
using namespace llvm;

Bytes aieforge::goodPdi(unsigned Columns) {
  std::vector<RegisterOp> Ops;
  for (unsigned C = 0; C < Columns; ++C) {
    Ops.push_back(RegisterOp::blockWrite(hw::tileAddress(C, 2, 0x20000),
                                         {1, 2, 3, 4, C}));
    Ops.push_back(RegisterOp::write(hw::tileAddress(C, 2, 0x1F000), 1));
    Ops.push_back(RegisterOp::maskWrite(hw::tileAddress(C, 2, 0x32000), 3, 1));
  }
  pdi::Pdi P;
  P.Cdo = cdo::plainForm(Ops);
  return pdi::serialize(P);
}

File aieforge::goodFile(unsigned Kernels) {
  NpuXclbinDescription D;
  D.StartColumns = {1, 2, 3, 4};
  for (unsigned I = 0; I < Kernels; ++I) {
    NpuKernel &K = D.Kernels.emplace_back();
    K.Name = "K" + std::to_string(I);
    K.Id = 0x901 + I;
    K.Pdi = goodPdi();
  }
  return cantFail(buildNpuXclbin(D));
}

std::vector<std::string> aieforge::rulesOf(BytesRef Data,
                                           const check::Options &O) {
  std::vector<std::string> Ids;
  for (const Finding &F : check::checkFile("test.xclbin", Data, O))
    if (Ids.empty() || Ids.back() != F.Rule)
      Ids.push_back(F.Rule);
  return Ids;
}

std::vector<std::string> aieforge::rulesOf(const File &F,
                                           const check::Options &O) {
  return rulesOf(serialize(F), O);
}

File aieforge::withBytes(SectionKind Kind,
                         std::function<void(Bytes &)> Change) {
  File F = goodFile();
  Change(F.find(Kind)->Payload);
  return F;
}

template <typename T>
static File changed(File F, SectionKind Kind, Expected<T> (*Parse)(BytesRef),
                    const std::function<void(T &)> &Change) {
  Section *S = F.find(Kind);
  T Value = cantFail(Parse(S->Payload));
  Change(Value);
  S->Payload = serialize(Value);
  return F;
}

File aieforge::withPartition(std::function<void(AiePartition &)> Change,
                             unsigned Kernels) {
  return changed<AiePartition>(goodFile(Kernels), SectionKind::AiePartition,
                               parseAiePartition, Change);
}
File aieforge::withMetadata(std::function<void(EmbeddedMetadata &)> Change,
                            unsigned Kernels) {
  return changed<EmbeddedMetadata>(goodFile(Kernels),
                                   SectionKind::EmbeddedMetadata,
                                   parseEmbeddedMetadata, Change);
}
File aieforge::withUnits(std::function<void(IpLayout &)> Change,
                         unsigned Kernels) {
  return changed<IpLayout>(goodFile(Kernels), SectionKind::IpLayout,
                           parseIpLayout, Change);
}
File aieforge::withBanks(std::function<void(MemTopology &)> Change) {
  return changed<MemTopology>(goodFile(), SectionKind::MemTopology,
                              parseMemTopology, Change);
}
File aieforge::withConnections(std::function<void(Connectivity &)> Change) {
  return changed<Connectivity>(goodFile(), SectionKind::Connectivity,
                               parseConnectivity, Change);
}

void aieforge::put32(Bytes &Data, size_t Offset, uint32_t Value) {
  support::endian::write32le(Data.data() + Offset, Value);
}
uint32_t aieforge::get32(const Bytes &Data, size_t Offset) {
  return support::endian::read32le(Data.data() + Offset);
}
