//===- InstructionFile.cpp - instruction ELF files ------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Nodes.h"
#include "aieforge/Formats/InstructionElf.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace aieforge::inspect;
using namespace llvm;

static StringRef kindName(uint8_t Kind) {
  switch (insts::PatchKind(Kind)) {
  case insts::PatchKind::Scalar32:
    return "scalar32";
  case insts::PatchKind::ControlPacket48:
    return "control_packet48";
  case insts::PatchKind::ShimDma48:
    return "shim_dma48";
  case insts::PatchKind::Address64:
    return "address64";
  case insts::PatchKind::Unknown:
    break;
  }
  return "unknown";
}

static Node patchNode(const insts::Patch &P) {
  Node N = Node::line(formatv("{0:x} {1} {2} + {3:x}", P.Offset,
                              kindName(P.Kind), P.Symbol, P.Addend));
  N.hex("offset", P.Offset);
  N.text("kind", kindName(P.Kind).str());
  N.text("symbol", P.Symbol);
  N.hex("symbol_size", P.SymbolSize);
  N.hex("addend", P.Addend);
  return N;
}

static std::string programName(const insts::Program &P) {
  if (P.Kernel.empty() && P.Sequence.empty())
    return "program";
  return P.Kernel + ":" + P.Sequence;
}

static void addSummary(Node &Root, const insts::InstructionElf &E) {
  Node &Summary = Root.add(Node::object("summary"));
  Summary.text("generation", insts::describe(E.Gen));
  if (E.Columns)
    Summary.number("columns", E.Columns);
  Node &Images = Summary.add(Node::array("images", "device images"));
  for (const insts::Image &I : E.Images) {
    Node &N = Images.add(
        Node::line(formatv("image {0}: {1} bytes", I.Id, I.Pdi.size())));
    N.number("id", I.Id);
    N.number("bytes", I.Pdi.size());
  }
  Node &Programs = Summary.add(Node::array("programs"));
  for (const insts::Program &P : E.Programs) {
    Node N = Node::object("", programName(P));
    N.text("kernel", P.Kernel).onlyFor(Node::Programs);
    N.text("sequence", P.Sequence).onlyFor(Node::Programs);
    N.number("arguments", P.Arguments);
    Node &Parts = N.add(Node::array("parts"));
    for (const insts::Part &Part : P.Parts) {
      Node &M = Parts.add(
          Node::line(formatv("{0}: {1} bytes, {2} patches", Part.Name,
                             Part.Contents.size(), Part.Patches.size())));
      M.text("name", Part.Name);
      M.number("bytes", Part.Contents.size());
      M.number("patches", Part.Patches.size());
    }
    Programs.add(std::move(N));
  }
}

/// A part by what its contents are.
static Expected<Node> partNode(const insts::Part &Part, const Options &O) {
  Node N = Node::object("", Part.Name);
  N.text("name", Part.Name).onlyFor(Node::Programs);
  ArtefactKind K = recogniseArtefact(Part.Name, Part.Contents);
  N.text("kind", toString(K).str());
  Error E = Error::success();
  if (K == ArtefactKind::Transaction)
    E = inspectTransaction(N, Part.Contents, O);
  else if (K == ArtefactKind::ControlPackets)
    E = inspectControlPackets(N, Part.Contents, O);
  if (E)
    return prefixError("section " + Part.Name, std::move(E));
  Node &Patches = N.add(Node::array("patches"));
  for (const insts::Patch &P : Part.Patches)
    Patches.add(patchNode(P));
  return N;
}

Error inspect::inspectInstructionElf(Node &Root, BytesRef Data,
                                     const Options &O) {
  Expected<insts::InstructionElf> E = insts::parse(Data);
  if (!E)
    return E.takeError();
  if (!O.narrowed())
    addSummary(Root, *E);
  if (!O.All && !O.narrowed())
    return Error::success();
  Options Inside = O;
  Inside.Section = std::nullopt;
  Inside.All = true;
  Node &Details = Root.add(Node::object("details"));
  Node &Images = Details.add(Node::array("images", "device images"));
  for (const insts::Image &I : E->Images) {
    if (O.Section)
      break;
    Node N = Node::object("", formatv("image {0}", I.Id).str());
    N.number("id", I.Id).onlyFor(Node::Programs);
    if (Error Bad = inspectPdi(N, I.Pdi, Inside))
      return prefixError(formatv("image {0}", I.Id).str(), std::move(Bad));
    Images.add(std::move(N));
  }
  Node &Parts = Details.add(Node::array("parts"));
  for (const insts::Program &P : E->Programs)
    for (const insts::Part &Part : P.Parts) {
      if (O.Section && Part.Name != *O.Section)
        continue;
      Expected<Node> N = partNode(Part, Inside);
      if (!N)
        return N.takeError();
      Parts.add(std::move(*N));
    }
  if (O.Section && Parts.Members.empty())
    return makeError("there is no section {0}", *O.Section);
  return Error::success();
}
