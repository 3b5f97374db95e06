//===- Stream.cpp - instruction streams -----------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Nodes.h"
#include "llvm/ADT/StringExtras.h"

#include <set>

using namespace aieforge;
using namespace aieforge::inspect;
using namespace llvm;

namespace {
/// One line an operation.
class OpNodes {
public:
  OpNodes(const hw::Device &D, Form F) : D(D), F(F), Writes(D, F) {}

  void add(const txn::Op &Op, StringRef Where, Node::Adder Add) const;

private:
  Node node(const txn::Op &) const { return Node::line(""); }
  Node node(const txn::MaskPoll &Op) const;
  Node node(const txn::Preempt &Op) const;
  Node node(const txn::LoadPdi &Op) const;
  Node node(const txn::LoadPmStart &Op) const;
  Node node(const txn::CreateScratchpad &Op) const;
  Node node(const txn::UpdateReg &Op) const;
  Node node(const txn::Tct &Op) const;
  Node node(const txn::DdrPatch &Op) const;
  Node node(const txn::ReadRegs &Op) const;
  Node node(const txn::RecordTimer &Op) const;
  Node node(const txn::MergeSync &Op) const;
  std::string place(uint64_t Address) const {
    return hw::describeAddress(D, uint32_t(Address));
  }

  const hw::Device &D;
  Form F;
  WriteNodes Writes;
};
} // namespace

Node OpNodes::node(const txn::MaskPoll &Op) const {
  Node N = Node::line(formatv("waits until {0} & {1:x} == {2:x}",
                              place(Op.Address), Op.Mask, Op.Value));
  N.hex("address", Op.Address);
  N.hex("mask", Op.Mask);
  N.hex("value", Op.Value);
  return N;
}

Node OpNodes::node(const txn::Preempt &Op) const {
  Node N = Node::line(formatv("level {0}", Op.Level));
  N.number("level", Op.Level);
  return N;
}

Node OpNodes::node(const txn::LoadPdi &Op) const {
  Node N = Node::line(
      formatv("image {0}, {1} bytes at {2:x}", Op.Id, Op.Size, Op.Address));
  N.number("id", Op.Id);
  N.number("size", Op.Size);
  N.hex("address", Op.Address);
  return N;
}

Node OpNodes::node(const txn::LoadPmStart &Op) const {
  Node N = Node::line(formatv("{0} operations, id {1}", Op.Count, Op.Id));
  N.number("count", Op.Count);
  N.number("id", Op.Id);
  return N;
}

Node OpNodes::node(const txn::CreateScratchpad &Op) const {
  Node N = Node::line(
      formatv("{0} bytes at {1:x}, usage {2}", Op.Size, Op.Address, Op.Usage));
  N.number("size", Op.Size);
  N.hex("address", Op.Address);
  N.number("usage", Op.Usage);
  return N;
}

Node OpNodes::node(const txn::UpdateReg &Op) const {
  Node N = Node::line(formatv("{0} by entry {1}, function {2}, argument {3:x}",
                              place(Op.Address), Op.StateIndex, Op.Function,
                              Op.Argument));
  N.hex("address", Op.Address);
  N.number("entry", Op.StateIndex);
  N.number("function", Op.Function);
  N.number("argument", Op.Argument);
  return N;
}

Node OpNodes::node(const txn::Tct &Op) const {
  std::string Tiles = D.contains(Op.Column, Op.Row)
                          ? tileName(D, {Op.Column, Op.Row})
                          : formatv("({0},{1})", Op.Column, Op.Row).str();
  if (Op.Columns != 1 || Op.Rows != 1)
    Tiles += formatv(" and the others of {0} columns x {1} rows", Op.Columns,
                     Op.Rows)
                 .str();
  Node N = Node::line(formatv("waits for a token of {0} {1}", Tiles,
                              channelName(Op.Dir, Op.Channel)));
  addTile(N, {Op.Column, Op.Row});
  N.number("columns", Op.Columns);
  N.number("rows", Op.Rows);
  N.text("direction", hw::toString(Op.Dir).str());
  N.number("channel", Op.Channel);
  return N;
}

Node OpNodes::node(const txn::DdrPatch &Op) const {
  Node N = Node::line(formatv("{0} <- host buffer {1} + {2:x}",
                              place(Op.Register), Op.Argument, Op.Offset));
  N.hex("address", Op.Register);
  N.number("argument", Op.Argument);
  N.hex("offset", Op.Offset);
  return N;
}

Node OpNodes::node(const txn::ReadRegs &Op) const {
  std::vector<std::string> Names;
  for (uint64_t A : Op.Addresses)
    Names.push_back(place(A));
  Node N = Node::line(join(Names, ", "));
  Node &List = N.add(Node::array("addresses"));
  for (uint64_t A : Op.Addresses)
    List.hex("", A);
  return N;
}

Node OpNodes::node(const txn::RecordTimer &Op) const {
  Node N = Node::line(formatv("id {0}", Op.Id));
  N.number("id", Op.Id);
  return N;
}

Node OpNodes::node(const txn::MergeSync &Op) const {
  Node N = Node::line(
      formatv("waits for {0} tokens of {1} columns", Op.Tokens, Op.Columns));
  N.number("tokens", Op.Tokens);
  N.number("columns", Op.Columns);
  return N;
}

void OpNodes::add(const txn::Op &Op, StringRef Where, Node::Adder Add) const {
  if (const auto *W = std::get_if<txn::Write>(&Op))
    return Writes.write(W->Address, W->Value, Where, Add);
  if (const auto *W = std::get_if<txn::MaskWrite>(&Op))
    return Writes.maskWrite(W->Address, W->Mask, W->Value, Where, Add);
  if (const auto *W = std::get_if<txn::BlockWrite>(&Op))
    return Writes.write(W->Address, W->Data, Where, Add);
  Node N = std::visit([&](const auto &O) { return node(O); }, Op);
  StringRef Name = txn::opcodeName(txn::opcode(Op));
  Node Full = Node::line(
      (Where + "  " + Name + (N.Text.empty() ? "" : " ") + N.Text).str());
  if (F == Form::Text)
    return Add(Full);
  Full.text("at", Where.str());
  Full.text("op", Name.str());
  for (Node &M : N.Members)
    Full.add(std::move(M));
  Add(Full);
}

void inspect::addOperation(const txn::Op &Op, StringRef Where,
                           const hw::Device &D, Form F, Node::Adder Add) {
  OpNodes(D, F).add(Op, Where, Add);
}

std::string inspect::operationText(const txn::Op &Op, const hw::Device &D) {
  constexpr size_t ShownLines = 8;
  std::vector<std::string> Lines;
  addOperation(Op, "", D, Form::Text, [&](const Node &N) {
    if (Lines.size() <= ShownLines)
      Lines.push_back(StringRef(N.Text).trim().str());
  });
  if (Lines.size() > ShownLines)
    Lines.back() = "…";
  return join(Lines, "; ");
}

//===----------------------------------------------------------------------===//
// Files
//===----------------------------------------------------------------------===//

static DeviceChoice deviceOf(const txn::Transaction &T) {
  for (const hw::Device &D : hw::allDevices())
    if (D.TxnGeneration == T.DeviceGeneration)
      return {&deviceFor(D.Gen, T.Columns), "header"};
  return {&deviceFor(hw::Generation::AIE2, T.Columns),
          formatv("assumed: the header's device number {0} is unknown",
                  T.DeviceGeneration)};
}

static void addHeader(Node &To, const txn::Transaction &T) {
  To.text("encoding", T.Enc == txn::Encoding::V0_1 ? "0.1" : "1.0");
  To.number("columns", T.Columns);
  To.number("rows", T.Rows);
  To.number("mem_rows", T.MemRows, "memory tile rows");
}

/// How often each kind of operation occurs, host buffers, waits.
static void addUse(Node &To, const txn::Transaction &T) {
  std::map<txn::Opcode, unsigned> Counts;
  std::set<uint64_t> Arguments;
  for (const txn::Op &Op : T.Ops) {
    ++Counts[txn::opcode(Op)];
    if (const auto *P = std::get_if<txn::DdrPatch>(&Op))
      Arguments.insert(P->Argument);
  }
  To.number("operations", T.Ops.size());
  std::vector<std::string> Parts;
  Node &Kinds = To.add(Node::object("operation_counts"));
  Kinds.onlyFor(Node::Programs);
  for (auto [Code, Count] : Counts) {
    Kinds.number(txn::opcodeName(Code), Count);
    Parts.push_back(formatv("{0} {1}", Count, txn::opcodeName(Code)));
  }
  To.text("", join(Parts, ", "), "of these").onlyFor(Node::People);
  Node &Args = To.add(Node::array("host_buffers", "host buffers"));
  for (uint64_t A : Arguments)
    Args.number("", A);
}

static void addOperations(Node &To, std::shared_ptr<const txn::Transaction> T,
                          const hw::Device &D, Form F) {
  Node &List = To.add(Node::array("operations"));
  List.More = [T, &D, F](Node::Adder Add) {
    uint64_t Offset = txn::HeaderBytes;
    for (const txn::Op &Op : T->Ops) {
      addOperation(Op, offsetText(Offset), D, F, Add);
      Offset += txn::opSize(Op, T->Enc);
    }
  };
}

Error inspect::inspectTransaction(Node &Root, BytesRef Data, const Options &O) {
  Expected<Bytes> Stream = txn::readInstructionFile(Data);
  if (!Stream)
    return Stream.takeError();
  std::vector<std::string> Warnings;
  Expected<txn::Transaction> Parsed = txn::parse(*Stream, &Warnings);
  if (!Parsed)
    return Parsed.takeError();
  auto T = std::make_shared<const txn::Transaction>(std::move(*Parsed));
  DeviceChoice Choice =
      O.Device ? DeviceChoice{O.Device, "as asked for"} : deviceOf(*T);
  auto I = std::make_shared<RegisterImage>(*Choice.Device);
  if (Error E = I->apply(*T))
    return E;
  if (!O.narrowed()) {
    Node &Summary = Root.add(Node::object("summary"));
    Summary.text("form", txn::isHexText(Data) ? "hex digits" : "binary");
    addDevice(Summary, Choice);
    addHeader(Summary, *T);
    addUse(Summary, *T);
    addStateSummary(Summary, *I, O.Output);
    addWarnings(Summary, Warnings);
  }
  if (!O.All && !O.narrowed())
    return Error::success();
  if (O.Tile && !I->tile(*O.Tile))
    return makeError("the stream writes nothing to tile ({0},{1})",
                     O.Tile->Column, O.Tile->Row);
  Node &Details = Root.add(Node::object("details"));
  if (!O.Tile)
    addOperations(Details, T, *Choice.Device, O.Output);
  addState(Details, std::move(I), O.Output, O.Tile);
  return Error::success();
}
