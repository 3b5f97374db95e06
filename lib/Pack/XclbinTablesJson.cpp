//===- XclbinTablesJson.cpp - tables of an xclbin in JSON -----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "XclbinTablesJson.h"
#include "aieforge/Formats/XclbinPartition.h"
#include "aieforge/Formats/XclbinTables.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace aieforge::pack;
using namespace aieforge::xclbin;
using namespace llvm;

static json::Value toJson(const MemTopology &T) {
  json::Array Banks;
  for (const Bank &B : T.Banks)
    Banks.push_back(json::Object{{"type", B.Type},
                                 {"used", B.Used},
                                 {"size_kib", B.SizeKiB},
                                 {"base_address", B.BaseAddress},
                                 {"tag", B.Tag.str().str()}});
  return json::Object{{"banks", std::move(Banks)}};
}

static MemTopology memTopology(Fields &F) {
  MemTopology T;
  for (Fields &Each : F.objects("banks")) {
    Bank &B = T.Banks.emplace_back();
    Each.number("type", B.Type);
    Each.number("used", B.Used);
    Each.number("size_kib", B.SizeKiB);
    Each.number("base_address", B.BaseAddress);
    B.Tag = FixedText<16>(Each.text("tag"));
  }
  return T;
}

static json::Value toJson(const Connectivity &T) {
  json::Array Rows;
  for (const Connection &C : T.Connections)
    Rows.push_back(json::Object{{"argument", uint32_t(C.Argument)},
                                {"unit", uint32_t(C.Unit)},
                                {"bank", uint32_t(C.Bank)}});
  return json::Object{{"connections", std::move(Rows)}};
}

static Connectivity connectivity(Fields &F) {
  Connectivity T;
  for (Fields &Each : F.objects("connections"))
    T.Connections.push_back({int32_t(Each.number("argument", 0, 32)),
                             int32_t(Each.number("unit", 0, 32)),
                             int32_t(Each.number("bank", 0, 32))});
  return T;
}

static json::Value toJson(const IpLayout &T) {
  json::Array Units;
  for (const Unit &U : T.Units)
    Units.push_back(json::Object{{"name", U.Name.str().str()},
                                 {"type", U.Type},
                                 {"properties", U.Properties},
                                 {"base_address", U.BaseAddress}});
  return json::Object{{"units", std::move(Units)}};
}

static IpLayout ipLayout(Fields &F) {
  IpLayout T;
  for (Fields &Each : F.objects("units")) {
    Unit &U = T.Units.emplace_back();
    U.Name = FixedText<64>(Each.text("name"));
    Each.number("type", U.Type);
    Each.number("properties", U.Properties);
    Each.number("base_address", U.BaseAddress);
  }
  return T;
}

template <typename T> static json::Array listOf(const std::vector<T> &Values) {
  json::Array Out;
  for (T V : Values)
    Out.push_back(uint64_t(V));
  return Out;
}

static json::Value toJson(const AiePartition &P, Parts &Out) {
  json::Array Pdis;
  for (auto [Index, Each] : enumerate(P.Pdis)) {
    json::Array Groups;
    for (const CdoGroup &G : Each.CdoGroups)
      Groups.push_back(
          json::Object{{"name", G.Name},
                       {"type", G.Type},
                       {"pdi_id", G.PdiId},
                       {"dpu_kernel_ids", listOf(G.KernelIds)},
                       {"pre_cdo_groups", listOf(G.PreCdoGroups)}});
    Pdis.push_back(
        json::Object{{"uuid", toString(Each.Id)},
                     {"file", Out.add("image" + std::to_string(Index) + ".pdi",
                                      BytesRef(Each.Image))},
                     {"cdo_groups", std::move(Groups)}});
  }
  json::Object O{{"schema_version", P.SchemaVersion},
                 {"name", P.Name},
                 {"operations_per_cycle", P.OperationsPerCycle},
                 {"inference_fingerprint", P.InferenceFingerprint},
                 {"pre_post_fingerprint", P.PrePostFingerprint},
                 {"column_width", int64_t(P.ColumnWidth)},
                 {"start_columns", listOf(P.StartColumns)},
                 {"pdis", std::move(Pdis)}};
  if (P.CommitId)
    O["kernel_commit_id"] = *P.CommitId;
  return O;
}

static Expected<AiePartition> partition(Fields &F, const Sources &S) {
  AiePartition P;
  F.number("schema_version", P.SchemaVersion);
  P.Name = F.text("name");
  F.number("operations_per_cycle", P.OperationsPerCycle);
  F.number("inference_fingerprint", P.InferenceFingerprint);
  F.number("pre_post_fingerprint", P.PrePostFingerprint);
  F.number("column_width", P.ColumnWidth);
  for (uint64_t Column : F.numbers("start_columns", 16))
    P.StartColumns.push_back(uint16_t(Column));
  P.CommitId.reset();
  if (F.has("kernel_commit_id"))
    P.CommitId = F.text("kernel_commit_id");
  for (Fields &Each : F.objects("pdis")) {
    PartitionPdi &New = P.Pdis.emplace_back();
    New.Id = Each.uuid("uuid");
    Expected<Bytes> Image = S.Read(Each.text("file"));
    if (!Image)
      return Image.takeError();
    New.Image = std::move(*Image);
    for (Fields &Group : Each.objects("cdo_groups")) {
      CdoGroup &G = New.CdoGroups.emplace_back();
      G.Name = Group.text("name");
      Group.number("type", G.Type);
      Group.number("pdi_id", G.PdiId);
      G.KernelIds = Group.numbers("dpu_kernel_ids", 64);
      G.PreCdoGroups = Group.numbers("pre_cdo_groups", 64);
    }
  }
  return P;
}

namespace {
/// What is needed to tell whether a table comes back as it was.
struct Trial {
  std::optional<json::Value> Table;
  Parts Files;
};
} // namespace

template <typename T> static std::optional<json::Value> value(Expected<T> V) {
  if (V)
    return toJson(*V);
  consumeError(V.takeError());
  return std::nullopt;
}

static Trial attempt(const Section &S) {
  Trial Out;
  using enum SectionKind;
  if (S.is(SectionKind::MemTopology) || S.is(GroupTopology))
    Out.Table = value(parseMemTopology(S.Payload));
  else if (S.is(SectionKind::Connectivity) || S.is(GroupConnectivity))
    Out.Table = value(parseConnectivity(S.Payload));
  else if (S.is(SectionKind::IpLayout))
    Out.Table = value(parseIpLayout(S.Payload));
  else if (S.is(SectionKind::AiePartition)) {
    Expected<xclbin::AiePartition> P = parseAiePartition(S.Payload);
    if (P)
      Out.Table = toJson(*P, Out.Files);
    else
      consumeError(P.takeError());
  }
  return Out;
}

std::optional<json::Value> pack::tableToJson(const Section &S, Parts &Out) {
  Trial T = attempt(S);
  // Names that are no text would not survive in JSON.
  if (!T.Table)
    return std::nullopt;
  std::string Text = formatv("{0}", *T.Table).str();
  Expected<json::Value> Again = json::parse(Text);
  if (!Again) {
    consumeError(Again.takeError());
    return std::nullopt;
  }
  std::string Failure;
  auto Read = [&](StringRef Name) -> Expected<Bytes> {
    for (const PackageFile &F : T.Files.Files)
      if (F.Name == Name)
        return F.Data;
    return makeError("no such file");
  };
  Expected<Bytes> Back = tableFromJson(
      SectionKind(S.Kind), Fields(Again->getAsObject(), "", Failure),
      {Read, hw::allDevices().front()});
  if (!Back) {
    consumeError(Back.takeError());
    return std::nullopt;
  }
  if (!Failure.empty() || *Back != S.Payload)
    return std::nullopt;
  for (PackageFile &F : T.Files.Files)
    Out.Files.push_back(std::move(F));
  return std::move(T.Table);
}

Expected<Bytes> pack::tableFromJson(SectionKind Kind, Fields F,
                                    const Sources &S) {
  switch (Kind) {
  case SectionKind::MemTopology:
  case SectionKind::GroupTopology:
    return serialize(memTopology(F));
  case SectionKind::Connectivity:
  case SectionKind::GroupConnectivity:
    return serialize(connectivity(F));
  case SectionKind::IpLayout:
    return serialize(ipLayout(F));
  case SectionKind::AiePartition: {
    Expected<xclbin::AiePartition> P = partition(F, S);
    if (!P)
      return P.takeError();
    return serialize(*P);
  }
  default:
    return makeError("sections of kind {0} have no table", sectionName(Kind));
  }
}
