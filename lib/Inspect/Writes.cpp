//===- Writes.cpp - writes to the array as readable lines -----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A block of words is cut where its meaning changes: into memory ranges, whole
// BDs and single registers.
//
//===----------------------------------------------------------------------===//

#include "Nodes.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace aieforge::inspect;
using namespace llvm;

/// Words of a memory that a line shows.
static constexpr size_t ShownWords = 4;

namespace {
/// One piece of a block.
struct Piece {
  const hw::Device &D;
  hw::TileAddress At;
  hw::TileKind Kind;
  ArrayRef<uint32_t> Words; ///< Of the piece.
  StringRef Where;          ///< In the file; may be empty.

  /// The beginning of its line: "0x0174  core(0,2) ".
  std::string start() const;
};
} // namespace

/// The beginning of every line.
static std::string lineStart(StringRef Where) {
  std::string Text;
  Text.reserve(80); // As most lines need; they grow bit by bit.
  if (!Where.empty())
    (Text += Where) += "  ";
  return Text;
}

std::string Piece::start() const {
  std::string Text = lineStart(Where);
  Text += tileName(Kind, At.tile());
  Text += ' ';
  return Text;
}

static std::string hexText(uint64_t Value) {
  return "0x" + utohexstr(Value, /*LowerCase=*/true);
}

/// An object for programs, with its place in the file.
static Node placedNode(StringRef Where) {
  Node N;
  if (!Where.empty())
    N.text("at", Where.str());
  return N;
}

/// "core(0,2) Core_Control: Enable=1"
static std::string registerText(const Piece &P, const hw::RegisterRef &R,
                                std::optional<uint32_t> Mask) {
  uint32_t Value = P.Words.front();
  std::string Text = P.start();
  Text += R.name();
  Text += ": ";
  if (R.Word || R.Reg->Fields.empty())
    Text += hexText(Value);
  else if (Mask == 0u)
    Text += "nothing (mask 0)";
  else
    Text += describeFields(*R.Reg, Value, Mask.value_or(~0u));
  if (Mask && *Mask && R.Word)
    Text += " (mask " + hexText(*Mask) + ")";
  return Text;
}

/// The register with its fields for programs.
static Node registerNode(const Piece &P, const hw::RegisterRef &R,
                         std::optional<uint32_t> Mask) {
  uint32_t Value = P.Words.front();
  Node N = placedNode(P.Where);
  addTile(N, P.At.tile());
  N.text("register", R.name());
  N.hex("offset", P.At.Offset);
  if (Mask)
    N.hex("mask", *Mask);
  N.hex("value", Value);
  Node &Fields = N.add(Node::object("fields"));
  for (const hw::Field &Bits : R.Reg->Fields)
    if (Bits.Lsb < 32 && R.Word == 0 && (Bits.mask() & Mask.value_or(~0u)))
      Fields.number(Bits.Name, Bits.extract(Value));
  return N;
}

/// What the fields alone do not say well: tasks and switch settings.
static std::string specialText(const Piece &P) {
  uint32_t Value = P.Words.front();
  if (std::optional<hw::ChannelRegisterRef> C =
          hw::channelRegisterAt(P.Kind, P.At.Offset);
      C && C->Which == hw::ChannelRegister::Queue)
    return formatv("{0} starts {1}",
                   channelName(C->Channel->Dir, C->Channel->Channel),
                   describe(hw::decodeQueueEntry(P.Kind, Value)));
  std::optional<hw::SwitchRegisterRef> S =
      hw::switchRegisterAt(P.Kind, P.At.Offset);
  if (!S)
    return "";
  if (S->What == hw::SwitchRegisterRef::Slot) {
    auto Rule = hw::SlotConfig::decode(Value);
    std::string Slave = hw::toString(hw::slavePorts(P.Kind)[S->Number]);
    if (!Rule.Enabled)
      return formatv("{0} slot {1} disabled", Slave, S->SlotIndex);
    return formatv("{0} slot {1}: {2}", Slave, S->SlotIndex, describe(Rule));
  }
  if (S->What == hw::SwitchRegisterRef::Slave) {
    auto Config = hw::SlaveConfig::decode(Value);
    return formatv("slave {0} {1}",
                   hw::toString(hw::slavePorts(P.Kind)[S->Number]),
                   !Config.Enabled ? "disabled"
                   : Config.Packet ? "enabled for packets"
                                   : "enabled");
  }
  auto Config = hw::MasterConfig::decode(Value);
  std::string Master = hw::toString(hw::masterPorts(P.Kind)[S->Number]);
  if (!Config.Enabled)
    return formatv("master {0} disabled", Master);
  if (Config.Packet)
    return formatv("master {0} <- arbiter {1} msel mask {2:x}{3}", Master,
                   Config.Arbiter, Config.MselMask,
                   Config.DropHeader ? ", header dropped" : "");
  ArrayRef<hw::Port> Slaves = hw::slavePorts(P.Kind);
  return formatv("master {0} <- {1}", Master,
                 Config.SlavePort < Slaves.size()
                     ? hw::toString(Slaves[Config.SlavePort])
                     : formatv("no such port ({0})", Config.SlavePort).str());
}

static Node memoryWrite(const Piece &P, const hw::WindowInfo &W, Form F) {
  StringRef Memory = W.What == hw::Window::ProgramMemory ? "program" : "data";
  uint32_t Inside = P.At.Offset - W.Offset;
  if (F == Form::Text) {
    std::string Text = P.start();
    ((Text += Memory) += " memory ") += hexText(Inside);
    Text += ": " + std::to_string(P.Words.size()) +
            (P.Words.size() == 1 ? " word" : " words");
    if (all_of(P.Words, [](uint32_t V) { return V == 0; })) {
      Text += ", zeros";
    } else {
      for (uint32_t V : P.Words.take_front(ShownWords))
        Text += " " + utohexstr(V, /*LowerCase=*/true, /*Width=*/8);
      if (P.Words.size() > ShownWords)
        Text += " ...";
    }
    return Node::line(std::move(Text));
  }
  Node N = placedNode(P.Where);
  addTile(N, P.At.tile());
  N.text("memory", Memory.str());
  N.hex("offset", Inside);
  Node &Words = N.add(Node::array("words"));
  for (uint32_t V : P.Words)
    Words.hex("", V);
  return N;
}

static Node bdWrite(const Piece &P, unsigned Bd, Form F) {
  BdView V = decodeBd(P.D, P.At.tile(), Bd, P.Words);
  Node N = bdNode(V, F);
  if (F == Form::Text) {
    N.Text.insert(0, P.start());
    return N;
  }
  Node All = placedNode(P.Where);
  addTile(All, P.At.tile());
  std::move(N.Members.begin(), N.Members.end(),
            std::back_inserter(All.Members));
  return All;
}

static Node unresolvedWrite(const hw::Device &D, uint32_t Address,
                            uint32_t Value, StringRef Where, Form F) {
  if (F == Form::Text)
    return Node::line(lineStart(Where) + hw::describeAddress(D, Address) +
                      ": " + hexText(Value));
  Node N = placedNode(Where);
  N.hex("address", Address);
  N.flag("unresolved", true);
  N.hex("value", Value);
  return N;
}

/// Words of the first thing that the block at \p P writes.
static Node firstPiece(Piece &P, Form F) {
  hw::WindowInfo W = hw::windowAt(P.Kind, P.At.Offset);
  if (W.What == hw::Window::DataMemory || W.What == hw::Window::ProgramMemory) {
    P.Words = P.Words.take_front((W.Bytes - (P.At.Offset - W.Offset)) / 4);
    return memoryWrite(P, W, F);
  }
  std::optional<hw::BdRef> Bd = hw::bdAt(P.Kind, P.At.Offset);
  if (Bd && Bd->Word == 0 && P.Words.size() >= hw::bdLayout(P.Kind).Words) {
    P.Words = P.Words.take_front(hw::bdLayout(P.Kind).Words);
    return bdWrite(P, Bd->Bd, F);
  }
  P.Words = P.Words.take_front();
  std::optional<hw::RegisterRef> R =
      hw::findRegister(P.D.Gen, P.Kind, P.At.Offset);
  if (!R)
    return unresolvedWrite(P.D, P.At.encode(), P.Words.front(), P.Where, F);
  if (F == Form::Json)
    return registerNode(P, *R, std::nullopt);
  if (std::string Special = specialText(P); !Special.empty())
    return Node::line(P.start() + Special);
  return Node::line(registerText(P, *R, std::nullopt));
}

void WriteNodes::write(uint32_t Address, ArrayRef<uint32_t> Words,
                       StringRef Where, Node::Adder Add) const {
  while (!Words.empty()) {
    hw::TileAddress At = hw::TileAddress::decode(Address);
    size_t Used = 1;
    Node N;
    if (!D.contains(At.Column, At.Row) || Address % 4) {
      N = unresolvedWrite(D, Address, Words.front(), Where, F);
    } else {
      Piece P{D, At, D.kind(At.Column, At.Row), Words, Where};
      N = firstPiece(P, F);
      Used = std::max<size_t>(1, P.Words.size());
    }
    Add(N);
    Words = Words.drop_front(Used);
    Address += Used * 4;
  }
}

void WriteNodes::maskWrite(uint32_t Address, uint32_t Mask, uint32_t Value,
                           StringRef Where, Node::Adder Add) const {
  hw::TileAddress At = hw::TileAddress::decode(Address);
  Node N;
  std::optional<hw::RegisterRef> R;
  if (D.contains(At.Column, At.Row))
    R = hw::findRegister(D.Gen, D.kind(At.Column, At.Row), At.Offset);
  if (R) {
    Piece P{D, At, D.kind(At.Column, At.Row), Value, Where};
    N = F == Form::Text ? Node::line(registerText(P, *R, Mask))
                        : registerNode(P, *R, Mask);
  } else if (F == Form::Text) {
    N = Node::line(lineStart(Where) + hw::describeAddress(D, Address) + ": " +
                   hexText(Value) + " (mask " + hexText(Mask) + ")");
  } else {
    N = placedNode(Where);
    N.hex("address", Address);
    N.hex("mask", Mask);
    N.hex("value", Value);
  }
  Add(N);
}
