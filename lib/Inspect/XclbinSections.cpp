//===- XclbinSections.cpp - contents of an xclbin's sections --------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Xclbin.h"
#include "aieforge/Formats/XclbinJson.h"
#include "aieforge/Formats/XclbinTables.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace aieforge::inspect;
using namespace aieforge::xclbin;
using namespace llvm;

/// Bytes that are shown of sections without known structure.
static constexpr size_t ShownBytes = 256;

static Error addBanks(Node &To, BytesRef Payload) {
  Expected<MemTopology> T = parseMemTopology(Payload);
  if (!T)
    return T.takeError();
  Node &List = To.add(Node::array("banks"));
  List.More = [T = std::move(*T)](Node::Adder Add) {
    for (auto [I, B] : enumerate(T.Banks)) {
      Node N =
          Node::line(formatv("{0} {1}: {2}, {3} KiB at {4:x}{5}", I,
                             B.Tag.str(), memoryTypeName(B.Type), B.SizeKiB,
                             B.BaseAddress, B.Used ? "" : ", not used"));
      N.number("index", I);
      N.text("tag", B.Tag.str().str());
      N.text("type", memoryTypeName(B.Type));
      N.flag("used", B.Used);
      N.number("size_kib", B.SizeKiB);
      N.hex("base_address", B.BaseAddress);
      Add(N);
    }
  };
  return Error::success();
}

static Error addConnections(Node &To, BytesRef Payload) {
  Expected<Connectivity> T = parseConnectivity(Payload);
  if (!T)
    return T.takeError();
  Node &List = To.add(Node::array("connections"));
  List.More = [T = std::move(*T)](Node::Adder Add) {
    for (const Connection &C : T.Connections) {
      Node N = Node::line(formatv("unit {0} argument {1} -> bank {2}", C.Unit,
                                  C.Argument, C.Bank));
      N.number("unit", C.Unit);
      N.number("argument", C.Argument);
      N.number("bank", C.Bank);
      Add(N);
    }
  };
  return Error::success();
}

static Error addUnits(Node &To, BytesRef Payload) {
  Expected<IpLayout> T = parseIpLayout(Payload);
  if (!T)
    return T.takeError();
  Node &List = To.add(Node::array("units"));
  List.More = [T = std::move(*T)](Node::Adder Add) {
    for (auto [I, U] : enumerate(T.Units)) {
      bool HasBase = U.BaseAddress != Unit::NoBaseAddress;
      Node N = Node::line(formatv(
          "{0} {1}: {2}, kernel id {3:x}, subtype {4}, functional {5}{6}", I,
          U.Name.str(), unitTypeName(U.Type), U.kernelId(), U.subtype(),
          U.functional(),
          HasBase ? formatv(", at {0:x}", U.BaseAddress).str() : ""));
      N.number("index", I);
      N.text("name", U.Name.str().str());
      N.text("type", unitTypeName(U.Type));
      N.hex("properties", U.Properties);
      N.hex("kernel_id", U.kernelId());
      N.number("subtype", U.subtype());
      N.number("functional", U.functional());
      if (HasBase)
        N.hex("base_address", U.BaseAddress);
      Add(N);
    }
  };
  return Error::success();
}

static void addKernels(Node &To, const XclbinView &V) {
  Node &List = To.add(Node::array("kernels"));
  List.More = [&V](Node::Adder Add) {
    for (const Kernel &K : V.Metadata->Kernels)
      Add(kernelNode(V, K));
  };
}

static void addGroups(Node &To, const PartitionPdi &P) {
  Node &List = To.add(Node::array("cdo_groups", "CDO groups"));
  for (const CdoGroup &G : P.CdoGroups) {
    auto Ids = [](ArrayRef<uint64_t> Values) {
      std::string Text;
      for (uint64_t Value : Values)
        Text += (Text.empty() ? "0x" : " 0x") + utohexstr(Value, true);
      return Text.empty() ? "none" : Text;
    };
    Node &N = List.add(Node::line(formatv(
        "{0}: {1}, pdi id {2:x}, kernels {3}, before {4}", G.Name,
        cdoTypeName(G.Type), G.PdiId, Ids(G.KernelIds), Ids(G.PreCdoGroups))));
    N.text("name", G.Name);
    N.text("type", cdoTypeName(G.Type));
    N.hex("pdi_id", G.PdiId);
    Node &Kernels = N.add(Node::array("kernel_ids"));
    for (uint64_t Id : G.KernelIds)
      Kernels.hex("", Id);
    Node &Before = N.add(Node::array("pre_cdo_groups"));
    for (uint64_t Id : G.PreCdoGroups)
      Before.hex("", Id);
  }
}

static void addPartition(Node &To, const XclbinView &V) {
  const AiePartition &P = *V.Partition;
  To.number("schema_version", P.SchemaVersion, "schema version");
  To.text("name", P.Name);
  To.number("operations_per_cycle", P.OperationsPerCycle, "operations/cycle");
  To.hex("inference_fingerprint", P.InferenceFingerprint, "fingerprint");
  To.hex("pre_post_fingerprint", P.PrePostFingerprint, "pre/post");
  To.number("column_width", P.ColumnWidth, "column width");
  Node &Starts = To.add(Node::array("start_columns", "start columns"));
  for (uint16_t C : P.StartColumns)
    Starts.number("", C);
  if (P.CommitId)
    To.text("commit", *P.CommitId);
  Node &List = To.add(Node::array("images", "device images"));
  for (auto [I, Image] : enumerate(P.Pdis)) {
    Node N = Node::object("", formatv("PDI {0}", I).str());
    addPdiHead(N, V, I);
    addGroups(N, Image);
    List.add(std::move(N));
  }
}

static void addJson(Node &To, StringRef Text) {
  Node N = Node::object("text", "JSON");
  N.What = Node::Lines;
  N.For = Node::People;
  N.Print = [Text](raw_ostream &OS) {
    if (std::optional<json::Value> V = parseSectionJson(Text))
      OS << formatv("{0:2}", *V) << '\n';
    else
      OS << printable(Text.take_front(ShownBytes)) << '\n';
  };
  To.add(std::move(N));
  To.text("text", Text.str()).onlyFor(Node::Programs);
}

/// What users noted, or the text as it is if that is not what it holds.
static void addKeyValues(Node &To, BytesRef Payload) {
  Expected<std::vector<KeyValue>> Entries = parseKeyValues(Payload);
  if (!Entries) {
    To.text("error", toString(Entries.takeError()));
    return;
  }
  Node &List = To.add(Node::array("key_values", "entries"));
  for (const KeyValue &E : *Entries) {
    Node &N = List.add(Node::line(E.Key + " = " + E.Value));
    N.text("key", E.Key);
    N.text("value", E.Value);
  }
}

static void addTool(Node &To, StringRef Key, StringRef Title,
                    const BuildTool &T) {
  if (T == BuildTool())
    return;
  Node &N = To.add(Node::object(Key, Title));
  N.Text = (Title + "  " + T.Name + " " + T.Version + ", " + T.TimeStamp).str();
  N.text("name", T.Name);
  N.text("version", T.Version);
  N.text("time_stamp", T.TimeStamp);
}

static void addBuild(Node &To, BytesRef Payload) {
  Expected<BuildRecord> B = parseBuildMetadata(Payload);
  if (!B) {
    To.text("error", toString(B.takeError()));
    return;
  }
  To.text("platform", B->Platform);
  addTool(To, "platform_by", "platform by", B->PlatformTool);
  addTool(To, "linked_by", "linked by", B->LinkedBy);
  addTool(To, "packaged_by", "packaged by", B->PackagedBy);
}

static void addBytes(Node &To, BytesRef Payload) {
  Node N = Node::object("contents", Payload.size() > ShownBytes ? "first bytes"
                                                                : "contents");
  N.What = Node::Lines;
  N.Print = [Payload](raw_ostream &OS) {
    printBytes(OS, Payload.take_front(ShownBytes));
  };
  To.add(std::move(N));
}

/// The PDI section holds a copy of an image for older hosts.
static void addPdiCopy(Node &To, const XclbinView &V, BytesRef Payload) {
  if (V.Partition)
    for (auto [I, P] : enumerate(V.Partition->Pdis))
      if (BytesRef(P.Image) == Payload) {
        To.text("note", formatv("the same bytes as PDI {0}", I));
        return;
      }
  addBytes(To, Payload);
}

Error inspect::addSectionContents(Node &To, const XclbinView &V,
                                  const Section &S) {
  BytesRef Payload = S.Payload;
  if (Payload.empty())
    return Error::success();
  switch (SectionKind(S.Kind)) {
  case SectionKind::MemTopology:
  case SectionKind::GroupTopology:
    return addBanks(To, Payload);
  case SectionKind::Connectivity:
  case SectionKind::GroupConnectivity:
    return addConnections(To, Payload);
  case SectionKind::IpLayout:
    return addUnits(To, Payload);
  case SectionKind::EmbeddedMetadata:
    addKernels(To, V);
    return Error::success();
  case SectionKind::AiePartition:
    addPartition(To, V);
    return Error::success();
  case SectionKind::Pdi:
    addPdiCopy(To, V, Payload);
    return Error::success();
  case SectionKind::KeyvalueMetadata:
    addKeyValues(To, Payload);
    break;
  case SectionKind::BuildMetadata:
    addBuild(To, Payload);
    break;
  default:
    break;
  }
  if (StringRef Text = sectionText(Payload); parseSectionJson(Text))
    addJson(To, Text);
  else
    addBytes(To, Payload);
  return Error::success();
}
