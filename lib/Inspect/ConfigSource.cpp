//===- ConfigSource.cpp - the configurations in a file --------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Inspect/ConfigSource.h"
#include "aieforge/Formats/Artefact.h"
#include "aieforge/Formats/Pdi.h"
#include "aieforge/Formats/RegisterImage.h"

using namespace aieforge;
using namespace aieforge::inspect;
using namespace llvm;

//===----------------------------------------------------------------------===//
// Devices
//===----------------------------------------------------------------------===//

const hw::Device &inspect::wholeDevice(hw::Generation G) {
  const hw::Device *Best = nullptr;
  for (const hw::Device &D : hw::allDevices())
    if (D.Gen == G && (!Best || D.Columns > Best->Columns))
      Best = &D;
  return *Best;
}

std::optional<hw::Generation> inspect::generationOf(const txn::Transaction &T) {
  for (const hw::Device &D : hw::allDevices())
    if (D.TxnGeneration == T.DeviceGeneration)
      return D.Gen;
  return std::nullopt;
}

std::optional<hw::Generation>
inspect::generationOf(const xclbin::AiePartition &P) {
  // Old files count one more, the unusable column in front.
  unsigned Most = wholeDevice(hw::Generation::AIE2).PhysicalColumns + 1;
  unsigned Last = P.ColumnWidth;
  for (uint16_t Start : P.StartColumns)
    Last = std::max<unsigned>(Last, Start + P.ColumnWidth);
  if (Last > Most)
    return hw::Generation::AIE2P;
  return std::nullopt;
}

hw::Generation
inspect::guessGeneration(ArrayRef<const std::vector<RegisterOp> *> Lists) {
  auto LostWords = [&](hw::Generation G) {
    uint64_t Lost = 0;
    for (const std::vector<RegisterOp> *Ops : Lists) {
      RegisterImage Image(wholeDevice(G));
      for (const RegisterOp &Op : *Ops)
        consumeError(Image.apply(Op));
      Lost += Image.unresolvedWords();
    }
    return Lost;
  };
  return LostWords(hw::Generation::AIE2P) < LostWords(hw::Generation::AIE2)
             ? hw::Generation::AIE2P
             : hw::Generation::AIE2;
}

//===----------------------------------------------------------------------===//
// Files
//===----------------------------------------------------------------------===//

Expected<std::vector<RegisterOp>> inspect::pdiOps(BytesRef Data) {
  Expected<pdi::Pdi> Image = pdi::parse(Data);
  if (!Image)
    return Image.takeError();
  return cdo::registerOps(Image->Cdo);
}

static Error addStream(BytesRef Data, ConfigSource &S) {
  Expected<Bytes> Raw = txn::readInstructionFile(Data);
  if (!Raw)
    return Raw.takeError();
  Expected<txn::Transaction> T = txn::parse(*Raw);
  if (!T)
    return T.takeError();
  ConfigPart Part;
  Part.Name = "instruction stream";
  for (const txn::Op &O : T->Ops) {
    if (const auto *W = std::get_if<txn::Write>(&O))
      Part.Ops.push_back(RegisterOp::write(W->Address, W->Value));
    else if (const auto *W = std::get_if<txn::MaskWrite>(&O))
      Part.Ops.push_back(RegisterOp::maskWrite(W->Address, W->Mask, W->Value));
    else if (const auto *W = std::get_if<txn::BlockWrite>(&O);
             W && !W->Data.empty())
      Part.Ops.push_back(RegisterOp::blockWrite(W->Address, W->Data));
    else if (!std::holds_alternative<txn::BlockWrite>(O) &&
             !std::holds_alternative<txn::Noop>(O))
      Part.Others.push_back(O);
  }
  S.Generation = generationOf(*T);
  S.Columns = T->Columns;
  S.Parts.push_back(std::move(Part));
  return Error::success();
}

static Error addXclbin(BytesRef Data, std::optional<unsigned> Pdi,
                       ConfigSource &S) {
  Expected<xclbin::File> File = xclbin::parse(Data);
  if (!File)
    return File.takeError();
  const xclbin::Section *Section =
      File->find(xclbin::SectionKind::AiePartition);
  if (!Section)
    return makeError("there is no AIE_PARTITION section, so there is no "
                     "configuration");
  Expected<xclbin::AiePartition> P =
      xclbin::parseAiePartition(Section->Payload);
  if (!P)
    return P.takeError();
  if (Pdi && *Pdi >= P->Pdis.size())
    return makeError("there is no PDI {0}; the xclbin holds {1}, numbered from "
                     "0",
                     *Pdi, P->Pdis.size());
  S.Generation = generationOf(*P);
  S.Columns = P->ColumnWidth;
  for (unsigned I = 0; I < P->Pdis.size(); ++I) {
    if (Pdi && *Pdi != I)
      continue;
    ConfigPart Part;
    Part.Name = "PDI " + std::to_string(I);
    Part.Index = I;
    Expected<std::vector<RegisterOp>> Ops = pdiOps(P->Pdis[I].Image);
    if (!Ops)
      return prefixError(Part.Name, Ops.takeError());
    Part.Ops = std::move(*Ops);
    S.Parts.push_back(std::move(Part));
  }
  return Error::success();
}

Expected<ConfigSource>
inspect::readConfigurations(BytesRef Data, std::optional<unsigned> Pdi) {
  ConfigSource S;
  ArtefactKind Kind = recogniseArtefact("", Data);
  switch (Kind) {
  case ArtefactKind::Xclbin:
    if (Error E = addXclbin(Data, Pdi, S))
      return std::move(E);
    return std::move(S);
  case ArtefactKind::Transaction:
    if (Error E = addStream(Data, S))
      return std::move(E);
    return std::move(S);
  case ArtefactKind::Pdi:
  case ArtefactKind::Cdo: {
    Expected<std::vector<RegisterOp>> Ops = [&] {
      if (Kind == ArtefactKind::Pdi)
        return pdiOps(Data);
      Expected<cdo::Cdo> C = cdo::parse(Data);
      return C ? cdo::registerOps(*C)
               : Expected<std::vector<RegisterOp>>(C.takeError());
    }();
    if (!Ops)
      return Ops.takeError();
    S.Parts.push_back({toString(Kind).str(), 0, std::move(*Ops), {}});
    return std::move(S);
  }
  default:
    break;
  }
  return makeError("holds no configuration; it is no xclbin, PDI, CDO or "
                   "instruction stream, but looks like this: {0}",
                   describeFile("", Data));
}
