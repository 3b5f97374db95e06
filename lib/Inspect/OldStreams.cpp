//===- OldStreams.cpp - sequences of 2023, control packets ----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Nodes.h"
#include "aieforge/Formats/ControlPackets.h"
#include "aieforge/Formats/Sequence.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace aieforge::inspect;
using namespace llvm;

/// Summary and details of a list of writes whose state is \p I.
static Error addStateParts(Node &Root, std::shared_ptr<const RegisterImage> I,
                           Node Summary, Node Details, const Options &O) {
  if (!O.narrowed()) {
    addStateSummary(Summary, *I, O.Output);
    Root.add(std::move(Summary));
  }
  if (!O.All && !O.narrowed())
    return Error::success();
  if (O.Tile && !I->tile(*O.Tile))
    return makeError("nothing is written to tile ({0},{1})", O.Tile->Column,
                     O.Tile->Row);
  if (O.Tile)
    Details.Members.clear();
  addState(Details, std::move(I), O.Output, O.Tile);
  Root.add(std::move(Details));
  return Error::success();
}

//===----------------------------------------------------------------------===//
// Sequences
//===----------------------------------------------------------------------===//

/// The operation as one of today's streams, if there is one.
static std::optional<txn::Op> modern(const seq::Op &Op, const hw::Device &D) {
  seq::Sequence One;
  One.Ops = {Op};
  Expected<txn::Transaction> T = seq::toTransaction(One, D);
  if (!T || T->Ops.size() != 1) {
    if (!T)
      consumeError(T.takeError());
    return std::nullopt;
  }
  return std::move(T->Ops.front());
}

static void addSequenceOp(const seq::Op &Op, uint64_t Offset,
                          const hw::Device &D, Form F, Node::Adder Add) {
  if (std::optional<txn::Op> Now = modern(Op, D))
    return addOperation(*Now, offsetText(Offset), D, F, Add);
  std::string Words;
  for (uint32_t W : Op.Words)
    Words += " " + utohexstr(W, /*LowerCase=*/true, /*Width=*/8);
  Node N = Node::line(formatv("{0}  {1}{2}", offsetText(Offset),
                              seq::opcodeName(Op.opcode()), Words));
  N.text("at", offsetText(Offset));
  N.text("op", seq::opcodeName(Op.opcode()).str());
  Node &List = N.add(Node::array("words"));
  for (uint32_t W : Op.Words)
    List.hex("", W);
  Add(N);
}

Error inspect::inspectSequence(Node &Root, BytesRef Data, const Options &O) {
  Expected<Bytes> Words = txn::readInstructionFile(Data);
  if (!Words)
    return Words.takeError();
  Expected<seq::Sequence> Parsed = seq::parse(*Words);
  if (!Parsed)
    return Parsed.takeError();
  auto S = std::make_shared<const seq::Sequence>(std::move(*Parsed));
  unsigned Columns = 1;
  for (const seq::Op &Op : S->Ops)
    Columns = std::max(Columns, Op.column() + 1);
  // Nothing newer than the first NPU ran such programs.
  DeviceChoice Choice{O.Device ? O.Device
                               : &deviceFor(hw::Generation::AIE2, Columns),
                      O.Device ? "as asked for" : "the format"};
  const hw::Device &D = *Choice.Device;
  auto I = std::make_shared<RegisterImage>(D);
  unsigned Unknown = 0;
  for (const seq::Op &Op : S->Ops) {
    if (std::optional<txn::Op> Now = modern(Op, D)) {
      if (Error E = I->apply(*Now))
        return E;
    } else {
      ++Unknown;
    }
  }
  Node Summary = Node::object("summary");
  Summary.text("form", txn::isHexText(Data) ? "hex digits" : "binary");
  addDevice(Summary, Choice);
  Summary.number("operations", S->Ops.size());
  if (Unknown)
    Summary.number("not_understood", Unknown, "not understood");
  Node Details = Node::object("details");
  Node &Header = Details.add(Node::array("header"));
  for (uint32_t W : S->Header)
    Header.hex("", W);
  Node &List = Details.add(Node::array("operations"));
  List.More = [S, &D, F = O.Output](Node::Adder Add) {
    uint64_t Offset = S->Header.size() * 4;
    for (const seq::Op &Op : S->Ops) {
      addSequenceOp(Op, Offset, D, F, Add);
      Offset += Op.Words.size() * 4;
    }
  };
  return addStateParts(Root, std::move(I), std::move(Summary),
                       std::move(Details), O);
}

//===----------------------------------------------------------------------===//
// Control packets
//===----------------------------------------------------------------------===//

static void addPacket(const ctrlpkt::Packet &P, uint64_t Offset,
                      const hw::Device &D, Form F, Node::Adder Add) {
  hw::ControlHeader C = P.control();
  std::optional<hw::TileId> T = ctrlpkt::defaultTile(D, 0, P.packetId());
  std::string Where = formatv("{0}  id {1}", offsetText(Offset), P.packetId());
  if (T && C.hasData()) {
    WriteNodes(D, F).write(hw::tileAddress(T->Column, T->Row, C.Offset), P.Data,
                           Where, Add);
    return;
  }
  Node N =
      Node::line(formatv("{0}  {1} of {2} words at offset {3:x}", Where,
                         C.hasData() ? "write" : "read", C.Words, C.Offset));
  N.text("at", Where);
  N.number("packet_id", P.packetId());
  N.flag("read", !C.hasData());
  N.hex("offset", C.Offset);
  Node &Words = N.add(Node::array("words"));
  for (uint32_t W : P.Data)
    Words.hex("", W);
  Add(N);
}

Error inspect::inspectControlPackets(Node &Root, BytesRef Data,
                                     const Options &O) {
  std::vector<std::string> Warnings;
  Expected<ctrlpkt::Packets> Parsed = ctrlpkt::parse(Data, &Warnings);
  if (!Parsed)
    return Parsed.takeError();
  auto P = std::make_shared<const ctrlpkt::Packets>(std::move(*Parsed));
  DeviceChoice Choice{O.Device ? O.Device : &deviceFor(hw::Generation::AIE2, 1),
                      O.Device ? "as asked for"
                               : "assumed: the buffer does not tell"};
  const hw::Device &D = *Choice.Device;
  auto I = std::make_shared<RegisterImage>(D);
  unsigned Elsewhere = 0;
  for (const ctrlpkt::Packet &Packet : *P) {
    std::optional<hw::TileId> T = ctrlpkt::defaultTile(D, 0, Packet.packetId());
    if (T && Packet.control().hasData())
      I->blockWrite(hw::tileAddress(T->Column, T->Row, Packet.control().Offset),
                    Packet.Data);
    else
      ++Elsewhere;
  }
  Node Summary = Node::object("summary");
  addDevice(Summary, Choice);
  Summary.number("packets", P->size());
  Summary.text("column", "not in the file; shown as 0");
  if (Elsewhere)
    Summary.number("without_tile", Elsewhere, "without tile");
  addWarnings(Summary, Warnings);
  Node Details = Node::object("details");
  Node &List = Details.add(Node::array("packets"));
  List.More = [P, &D, F = O.Output](Node::Adder Add) {
    uint64_t Offset = 0;
    for (const ctrlpkt::Packet &Packet : *P) {
      addPacket(Packet, Offset, D, F, Add);
      Offset += (2 + Packet.Data.size() + Packet.PaddingWords) * 4;
    }
  };
  return addStateParts(Root, std::move(I), std::move(Summary),
                       std::move(Details), O);
}
