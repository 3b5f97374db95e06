//===- Configuration.cpp - CDOs and PDIs ----------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Nodes.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace aieforge::inspect;
using namespace llvm;

Expected<Configuration> inspect::readPdi(BytesRef Data) {
  Configuration C;
  Expected<pdi::Pdi> P = pdi::parse(Data, cdo::Mode::Lenient, &C.Warnings);
  if (!P)
    return P.takeError();
  C.Commands = std::move(P->Cdo);
  if (!P->Transformed)
    C.FirstOffset = pdi::CdoOffset + 4 * cdo::HeaderWords;
  C.Shape = P->Transformed ? "transformed" : "plain";
  return C;
}

Expected<Configuration> inspect::readCdo(BytesRef Data) {
  Configuration C;
  Expected<cdo::Cdo> Parsed = cdo::parse(Data, cdo::Mode::Lenient, &C.Warnings);
  if (!Parsed)
    return Parsed.takeError();
  C.Commands = std::move(*Parsed);
  C.FirstOffset = 4 * cdo::HeaderWords;
  C.Shape = "CDO";
  return C;
}

void inspect::addWarnings(Node &To, const std::vector<std::string> &Warnings) {
  if (Warnings.empty())
    return;
  Node &List = To.add(Node::array("warnings"));
  // One a line, although they are scalars.
  List.More = [Warnings](Node::Adder Add) {
    for (const std::string &W : Warnings) {
      Node N;
      N.What = Node::String;
      N.Text = W;
      Add(N);
    }
  };
}

Error inspect::addConfigurationSummary(Node &To, const Configuration &C,
                                       const hw::Device &D, Form F) {
  RegisterImage I(D);
  if (Error E = I.apply(C.Commands))
    return E;
  To.number("commands", C.Commands.Commands.size());
  addStateSummary(To, I, F);
  addWarnings(To, C.Warnings);
  return Error::success();
}

//===----------------------------------------------------------------------===//
// Commands
//===----------------------------------------------------------------------===//

namespace {
/// Turns commands into nodes.
class CommandNodes {
public:
  CommandNodes(const hw::Device &D, Form F) : Writes(D, F), F(F) {}
  void add(const cdo::Command &C, StringRef Where, Node::Adder Add) const;

private:
  void other(const cdo::Command &C, StringRef Where, Node::Adder Add) const;

  WriteNodes Writes;
  Form F;
};
} // namespace

/// A command that is no plain write.
void CommandNodes::other(const cdo::Command &C, StringRef Where,
                         Node::Adder Add) const {
  StringRef Name = cdo::commandName(C.Id);
  std::string Text = Name.empty()
                         ? formatv("command {0:x}", unsigned(C.Id)).str()
                         : Name.str();
  if (C.Id == cdo::CommandId::Nop) {
    if (!C.Payload.empty())
      Text += formatv(" of {0} words", C.Payload.size()).str();
  } else {
    for (uint32_t Word : ArrayRef(C.Payload).take_front(8))
      Text += " 0x" + utohexstr(Word, true);
    if (C.Payload.size() > 8)
      Text += " ...";
  }
  Node N = Node::line(Where.empty() ? Text : (Where + "  " + Text).str());
  if (F == Form::Text)
    return Add(N);
  if (!Where.empty())
    N.text("at", Where.str());
  N.text("command", Name.str());
  N.number("id", unsigned(C.Id));
  Node &Payload = N.add(Node::array("payload"));
  for (uint32_t Word : C.Payload)
    Payload.hex("", Word);
  Add(N);
}

void CommandNodes::add(const cdo::Command &C, StringRef Where,
                       Node::Adder Add) const {
  if (!C.isWrite() || C.Id == cdo::CommandId::Set || C.data().empty() ||
      C.address() > 0xFFFFFFFFu)
    return other(C, Where, Add);
  uint32_t Address = uint32_t(C.address());
  if (C.Id == cdo::CommandId::MaskWrite || C.Id == cdo::CommandId::MaskWrite64)
    Writes.maskWrite(Address, C.mask(), C.data().front(), Where, Add);
  else
    Writes.write(Address,
                 C.Id == cdo::CommandId::DmaWrite ? C.data()
                                                  : C.data().take_front(),
                 Where, Add);
}

static void addCommands(Node &To, std::shared_ptr<const Configuration> C,
                        const hw::Device &D, Form F) {
  Node &List = To.add(Node::array("writes"));
  List.More = [C, &D, F](Node::Adder Add) {
    CommandNodes Nodes(D, F);
    uint64_t Offset = C->FirstOffset.value_or(0);
    for (const cdo::Command &Cmd : C->Commands.Commands) {
      std::string Where;
      if (C->FirstOffset)
        Where = offsetText(Offset);
      Nodes.add(Cmd, Where, Add);
      Offset += Cmd.words() * 4;
    }
  };
}

Error inspect::addConfiguration(Node &To,
                                std::shared_ptr<const Configuration> C,
                                const hw::Device &D, const Options &O,
                                SharedLines Lines) {
  auto I = std::make_shared<RegisterImage>(D);
  if (Error E = I->apply(C->Commands))
    return E;
  if (O.Tile && !I->tile(*O.Tile))
    return makeError("tile ({0},{1}) is not configured", O.Tile->Column,
                     O.Tile->Row);
  if (!O.Tile)
    addCommands(To, C, D, O.Output);
  addState(To, std::move(I), O.Output, O.Tile, std::move(Lines));
  return Error::success();
}

//===----------------------------------------------------------------------===//
// Files
//===----------------------------------------------------------------------===//

static Error inspectConfiguration(Node &Root, Expected<Configuration> Read,
                                  const Options &O) {
  if (!Read)
    return Read.takeError();
  auto C = std::make_shared<const Configuration>(std::move(*Read));
  DeviceChoice Choice = O.Device ? DeviceChoice{O.Device, "as asked for"}
                                 : chooseDevice(C->Commands);
  if (!O.narrowed()) {
    Node &Summary = Root.add(Node::object("summary"));
    Summary.text("form", C->Shape.str());
    addDevice(Summary, Choice);
    Summary.hex("cdo_version", C->Commands.Version, "CDO version");
    if (Error E =
            addConfigurationSummary(Summary, *C, *Choice.Device, O.Output))
      return E;
  }
  if (!O.All && !O.narrowed())
    return Error::success();
  return addConfiguration(Root.add(Node::object("details")), C, *Choice.Device,
                          O);
}

Error inspect::inspectPdi(Node &Root, BytesRef Data, const Options &O) {
  return inspectConfiguration(Root, readPdi(Data), O);
}

Error inspect::inspectCdo(Node &Root, BytesRef Data, const Options &O) {
  return inspectConfiguration(Root, readCdo(Data), O);
}
