//===- Inspect.cpp - what an artefact holds -------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Inspect/Inspect.h"
#include "Nodes.h"

using namespace aieforge;
using namespace aieforge::inspect;
using namespace llvm;

static Error inspectKind(ArtefactKind K, Node &Root, StringRef Name,
                         BytesRef Data, const Options &O) {
  switch (K) {
  case ArtefactKind::Xclbin:
    return inspectXclbin(Root, Data, O);
  case ArtefactKind::Pdi:
    return inspectPdi(Root, Data, O);
  case ArtefactKind::Cdo:
    return inspectCdo(Root, Data, O);
  case ArtefactKind::Transaction:
    return inspectTransaction(Root, Data, O);
  case ArtefactKind::Sequence:
    return inspectSequence(Root, Data, O);
  case ArtefactKind::InstructionElf:
    return inspectInstructionElf(Root, Data, O);
  case ArtefactKind::ControlPackets:
    return inspectControlPackets(Root, Data, O);
  case ArtefactKind::CoreElf:
  case ArtefactKind::CoreObject:
    return inspectElf(Root, Data, O);
  case ArtefactKind::Archive:
    return inspectArchive(Root, Data, O);
  case ArtefactKind::Unknown:
    break;
  }
  return makeError("this is no artefact of an NPU, but: {0}",
                   describeFile(Name, Data));
}

/// Do the options ask for a part that files of that kind do not have?
static Error checkOptions(ArtefactKind K, const Options &O) {
  bool Xclbin = K == ArtefactKind::Xclbin;
  bool Elf = K == ArtefactKind::CoreElf || K == ArtefactKind::CoreObject ||
             K == ArtefactKind::InstructionElf;
  if (O.Pdi && !Xclbin)
    return makeError("only xclbins hold several PDIs; this is a file of kind "
                     "\"{0}\"",
                     toString(K));
  if (O.Section && !Xclbin && !Elf)
    return makeError("only xclbins and ELF files have sections; this is a file "
                     "of kind \"{0}\"",
                     toString(K));
  return Error::success();
}

Expected<Node> inspect::inspectFile(StringRef Name, BytesRef Data,
                                    const Options &O) {
  ArtefactKind K = recogniseArtefact(Name, Data);
  Node Root;
  Root.number("schema", SchemaVersion);
  Root.text("file", Name.str());
  Root.text("kind", toString(K).str());
  Root.number("bytes", Data.size());
  if (K != ArtefactKind::Unknown)
    if (Error E = checkOptions(K, O))
      return std::move(E);
  if (Error E = inspectKind(K, Root, Name, Data, O))
    return std::move(E);
  return std::move(Root);
}
