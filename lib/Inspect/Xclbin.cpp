//===- Xclbin.cpp - documents of xclbins ----------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Xclbin.h"
#include "aieforge/Formats/XclbinJson.h"
#include "aieforge/Target/AIE2/Disassembler.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace aieforge::inspect;
using namespace aieforge::xclbin;
using namespace llvm;

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

static DeviceChoice deviceOf(const XclbinView &V) {
  unsigned Columns = V.Partition ? V.Partition->ColumnWidth : 1;
  if (const Section *S = V.File.find(SectionKind::AieMetadata))
    if (std::optional<hw::Generation> G = metadataGeneration(S->Payload))
      return {&deviceFor(*G, Columns), "AIE_METADATA"};
  if (!V.Partition)
    return {&deviceFor(hw::Generation::AIE2, Columns), "assumed"};
  // Only the newer generation has that many columns.
  unsigned Last = Columns;
  for (uint16_t C : V.Partition->StartColumns)
    Last = std::max<unsigned>(Last, C + Columns);
  constexpr unsigned PhoenixColumns = 5;
  if (Last > PhoenixColumns)
    return {&deviceFor(hw::Generation::AIE2P, Columns), "its columns"};
  for (const PartitionPdi &P : V.Partition->Pdis) {
    Expected<Configuration> C = readPdi(P.Image);
    if (!C) {
      consumeError(C.takeError());
      continue;
    }
    // Columns are known here; what the choice says about them is not needed.
    DeviceChoice Choice = chooseDevice(C->Commands);
    if (Choice.Device->Gen != hw::Generation::AIE2)
      return {&deviceFor(Choice.Device->Gen, Columns), "its registers"};
    break;
  }
  return {&deviceFor(hw::Generation::AIE2, Columns),
          "assumed: nothing in the file tells"};
}

static Expected<XclbinView> readXclbin(BytesRef Data, const Options &O) {
  XclbinView V;
  V.Data = Data;
  Expected<xclbin::File> F = xclbin::parse(Data);
  if (!F)
    return F.takeError();
  V.File = std::move(*F);
  for (uint32_t I = 0; I < V.File.Sections.size(); ++I) {
    Expected<SectionHeader> H = readSectionHeader(Data, I);
    if (!H)
      return H.takeError();
    V.Offsets.push_back(H->Offset);
  }
  auto Where = [&](const Section &S) {
    return formatv("{0} at {1:x}", sectionName(S.Kind),
                   V.Offsets[&S - V.File.Sections.data()])
        .str();
  };
  if (const Section *S = V.File.find(SectionKind::AiePartition)) {
    Expected<AiePartition> P = parseAiePartition(S->Payload);
    if (!P)
      return prefixError(Where(*S), P.takeError());
    V.Partition = std::move(*P);
  }
  if (const Section *S = V.File.find(SectionKind::EmbeddedMetadata)) {
    Expected<EmbeddedMetadata> M = parseEmbeddedMetadata(S->Payload);
    if (!M)
      return prefixError(Where(*S), M.takeError());
    V.Metadata = std::move(*M);
  }
  V.Device = O.Device ? DeviceChoice{O.Device, "as asked for"} : deviceOf(V);
  return V;
}

//===----------------------------------------------------------------------===//
// Kernels
//===----------------------------------------------------------------------===//

/// The images that run the kernel of that id.
static std::vector<unsigned> pdisOf(const XclbinView &V, uint64_t KernelId) {
  std::vector<unsigned> Found;
  if (V.Partition)
    for (auto [I, P] : enumerate(V.Partition->Pdis))
      if (any_of(P.CdoGroups, [&](const CdoGroup &G) {
            return is_contained(G.KernelIds, KernelId);
          }))
        Found.push_back(I);
  return Found;
}

static void addAttribute(Node &To, StringRef Key, const Attribute &A) {
  if (A)
    To.text(Key, *A);
}

static Node argumentNode(const KernelArgument &A) {
  Node N = Node::line(formatv("{0} {1}: {2} at {3}{4}", A.Id.value_or("?"),
                              A.Name.value_or("?"), A.Type.value_or("?"),
                              A.Offset.value_or("?"),
                              A.isBuffer() ? ", buffer" : ""));
  addAttribute(N, "id", A.Id);
  addAttribute(N, "name", A.Name);
  addAttribute(N, "type", A.Type);
  addAttribute(N, "size", A.Size);
  addAttribute(N, "offset", A.Offset);
  addAttribute(N, "address_qualifier", A.AddressQualifier);
  N.flag("buffer", A.isBuffer());
  return N;
}

Node inspect::kernelNode(const XclbinView &V, const Kernel &K) {
  std::string Name = K.Name.value_or("?");
  Node N = Node::object("", "kernel " + Name);
  N.text("name", Name).onlyFor(Node::Programs);
  addAttribute(N, "type", K.Type);
  addAttribute(N, "language", K.Language);
  if (K.Extended) {
    addAttribute(N, "dpu_kernel_id", K.Extended->DpuKernelId);
    addAttribute(N, "subtype", K.Extended->Subtype);
    addAttribute(N, "functional", K.Extended->Functional);
    XmlNumber Id = parseXmlNumber(K.Extended->DpuKernelId.value_or(""));
    Node &Pdis = N.add(Node::array("pdis", "on PDI"));
    if (Id.Valid)
      for (unsigned I : pdisOf(V, Id.Value))
        Pdis.number("", I);
  }
  Node &Instances = N.add(Node::array("instances"));
  for (const std::string &I : K.Instances)
    Instances.item(I);
  Node &Arguments = N.add(Node::array("arguments"));
  for (const KernelArgument &A : K.Arguments)
    Arguments.add(argumentNode(A));
  return N;
}

//===----------------------------------------------------------------------===//
// Device images
//===----------------------------------------------------------------------===//

void inspect::addPdiHead(Node &To, const XclbinView &V, unsigned Index) {
  const PartitionPdi &P = V.Partition->Pdis[Index];
  To.number("index", Index).onlyFor(Node::Programs);
  To.text("uuid", toString(P.Id));
  To.number("bytes", P.Image.size());
}

static Error pdiError(unsigned Index, Error E) {
  return prefixError(formatv("PDI {0}", Index).str(), std::move(E));
}

static Error addPdiSummary(Node &To, const XclbinView &V, unsigned Index,
                           Form F) {
  Node &N = To.add(Node::object("", formatv("PDI {0}", Index).str()));
  addPdiHead(N, V, Index);
  Expected<Configuration> C = readPdi(V.Partition->Pdis[Index].Image);
  if (!C)
    return pdiError(Index, C.takeError());
  N.text("form", C->Shape.str());
  if (Error E = addConfigurationSummary(N, *C, *V.Device.Device, F))
    return pdiError(Index, std::move(E));
  return Error::success();
}

static Error addPdiDetails(Node &To, const XclbinView &V, unsigned Index,
                           const Options &O, SharedLines Lines = nullptr) {
  Expected<Configuration> C = readPdi(V.Partition->Pdis[Index].Image);
  if (!C)
    return pdiError(Index, C.takeError());
  addPdiHead(To, V, Index);
  auto Shared = std::make_shared<const Configuration>(std::move(*C));
  if (Error E =
          addConfiguration(To, Shared, *V.Device.Device, O, std::move(Lines)))
    return pdiError(Index, std::move(E));
  return Error::success();
}

/// The images that the options ask for.
static Expected<std::vector<unsigned>> chosenPdis(const XclbinView &V,
                                                  const Options &O) {
  size_t Count = V.Partition ? V.Partition->Pdis.size() : 0;
  if (O.Pdi && *O.Pdi >= Count)
    return makeError("there is no PDI {0}; the file has {1}", *O.Pdi, Count);
  std::vector<unsigned> Chosen;
  for (unsigned I = 0; I < Count; ++I)
    if (!O.Pdi || *O.Pdi == I)
      Chosen.push_back(I);
  return Chosen;
}

static Error addPdis(Node &Details, std::shared_ptr<const XclbinView> V,
                     const Options &O) {
  Expected<std::vector<unsigned>> Chosen = chosenPdis(*V, O);
  if (!Chosen)
    return Chosen.takeError();
  if (O.Tile) {
    // Images that leave the tile alone are of no interest.
    std::vector<unsigned> With;
    for (unsigned I : *Chosen) {
      Node Ignored;
      if (Error E = addPdiDetails(Ignored, *V, I, O))
        consumeError(std::move(E));
      else
        With.push_back(I);
    }
    if (With.empty())
      return makeError("no PDI configures tile ({0},{1})", O.Tile->Column,
                       O.Tile->Row);
    *Chosen = With;
  }
  Node &List = Details.add(Node::array("pdis", "device images"));
  // One image at a time is in memory.
  auto Lines = std::make_shared<aie2::BundleLines>();
  List.More = [V, Chosen = *Chosen, O, Lines](Node::Adder Add) {
    for (unsigned I : Chosen) {
      Node N = Node::object("", formatv("PDI {0}", I).str());
      if (Error E = addPdiDetails(N, *V, I, O, Lines))
        N.text("error", toString(std::move(E)));
      Add(N);
    }
  };
  return Error::success();
}

//===----------------------------------------------------------------------===//
// The file
//===----------------------------------------------------------------------===//

static Error addSummary(Node &Root, std::shared_ptr<const XclbinView> Shared,
                        Form F) {
  const XclbinView &V = *Shared;
  Node &Summary = Root.add(Node::object("summary"));
  Summary.text("uuid", toString(V.File.Head.FileUuid));
  addDevice(Summary, V.Device);
  if (V.Partition) {
    Summary.number("columns", V.Partition->ColumnWidth);
    Node &Starts = Summary.add(Node::array("start_columns", "start columns"));
    for (uint16_t C : V.Partition->StartColumns)
      Starts.number("", C);
  }
  Node &Names = Summary.add(Node::array("sections"));
  for (const Section &S : V.File.Sections)
    Names.item(sectionName(S.Kind));
  if (V.Metadata) {
    Node &Kernels = Summary.add(Node::array("kernels"));
    Kernels.More = [Shared](Node::Adder Add) {
      for (const Kernel &K : Shared->Metadata->Kernels)
        Add(kernelNode(*Shared, K));
    };
  }
  if (!V.Partition)
    return Error::success();
  Node &Pdis = Summary.add(Node::array("pdis", "device images"));
  for (unsigned I = 0; I < V.Partition->Pdis.size(); ++I)
    if (Error E = addPdiSummary(Pdis, V, I, F))
      return E;
  return Error::success();
}

static void addHeader(Node &To, const Header &H) {
  Node &N = To.add(Node::object("header"));
  N.number("signature_length", H.SignatureLength, "signature length");
  N.hex("unique_id", H.UniqueId, "unique id");
  N.number("time_stamp", H.TimeStamp, "time stamp");
  N.number("feature_rom_time_stamp", H.FeatureRomTimeStamp, "ROM time stamp");
  N.text("version", formatv("{0}.{1}.{2}", H.VersionMajor, H.VersionMinor,
                            H.VersionPatch));
  N.number("mode", H.Mode);
  N.hex("action_mask", H.ActionMask, "action mask");
  N.text("interface_uuid", toString(H.InterfaceUuid), "interface uuid");
  N.text("platform", H.PlatformVbnv.str().str());
  N.text("uuid", toString(H.FileUuid));
}

static Node sectionNode(const XclbinView &V, unsigned Index) {
  const Section &S = V.File.Sections[Index];
  std::string Name = sectionName(S.Kind);
  std::string Label = S.Name.str().str();
  if (!Label.empty())
    Label = " \"" + Label + "\"";
  Node N = Node::object("", formatv("{0}{1} at {2:x}, {3} bytes", Name, Label,
                                    V.Offsets[Index], S.Payload.size())
                                .str());
  auto ForPrograms = [&](Node &M) { M.onlyFor(Node::Programs); };
  ForPrograms(N.text("kind", Name));
  ForPrograms(N.number("number", S.Kind));
  ForPrograms(N.text("name", S.Name.str().str()));
  ForPrograms(N.hex("offset", V.Offsets[Index]));
  ForPrograms(N.number("size", S.Payload.size()));
  return N;
}

/// The sections with their contents; only those of kind \p Only, if given.
static Error addSections(Node &Details, const XclbinView &V,
                         const std::optional<std::string> &Only) {
  Node &List = Details.add(Node::array("sections"));
  std::vector<std::string> Names;
  for (auto [Index, S] : enumerate(V.File.Sections)) {
    Names.push_back(sectionName(S.Kind));
    if (Only && !StringRef(*Only).equals_insensitive(Names.back()))
      continue;
    Node N = sectionNode(V, Index);
    if (Error E = addSectionContents(N, V, S))
      return prefixError(
          formatv("{0} at {1:x}", Names.back(), V.Offsets[Index]).str(),
          std::move(E));
    List.add(std::move(N));
  }
  if (Only && List.Members.empty())
    return makeError("there is no section {0}; there are {1}", *Only,
                     join(Names, ", "));
  return Error::success();
}

static void addTail(Node &Details, const XclbinView &V) {
  if (V.File.Tail.empty())
    return;
  Node &N = Details.add(Node::object("trailer"));
  N.number("bytes", V.File.Tail.size());
  MirrorTrailer T = findMirrorTrailer(V.File.Tail);
  N.flag("mirror", T.HasStart && T.HasEnd);
  N.number("mirror_bytes", T.Json.size(), "mirror bytes");
}

Error inspect::inspectXclbin(Node &Root, BytesRef Data, const Options &O) {
  Expected<XclbinView> Read = readXclbin(Data, O);
  if (!Read)
    return Read.takeError();
  auto V = std::make_shared<const XclbinView>(std::move(*Read));
  if (!O.narrowed())
    if (Error E = addSummary(Root, V, O.Output))
      return E;
  if (!O.All && !O.narrowed())
    return Error::success();
  Node &Details = Root.add(Node::object("details"));
  if (!O.narrowed())
    addHeader(Details, V->File.Head);
  if (!O.narrowed() || O.Section)
    if (Error E = addSections(Details, *V, O.Section))
      return E;
  if (!O.Section || O.Pdi || O.Tile)
    if (Error E = addPdis(Details, V, O))
      return E;
  if (!O.narrowed())
    addTail(Details, *V);
  // Nodes refer to what was read.
  Details.More = [V](Node::Adder) {};
  return Error::success();
}
