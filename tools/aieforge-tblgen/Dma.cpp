//===- Dma.cpp - tables of BD fields, channels and locks ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// data/aie2-registers.json -> where each field of a buffer descriptor sits,
// the registers of the DMA channels, the locks. The "dma" and "locks" parts of
// the file name registers and fields; their places are those of the registers.
//
//===----------------------------------------------------------------------===//

#include "Generator.h"
#include "Node.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"

#include <optional>

using namespace llvm;
using namespace aieforge::tblgen;

namespace {
struct Kind {
  const char *Key;    ///< In dma, locks, bd_address_patch_offset.
  const char *Module; ///< Whose registers they are.
  const char *Enum;
};
} // namespace

static const Kind Kinds[] = {{"core", "mem", "Core"},
                             {"mem", "memtile", "Mem"},
                             {"shim_noc", "noc", "ShimNoC"}};

static Error emitFields(Inputs In, raw_ostream &OS) {
  Node Root(In[0], "aie2-registers.json");
  std::vector<std::string> Names;
  for (const Kind &K : Kinds)
    for (Node F : Root["dma"][K.Key]["bd"]["fields"].elements())
      if (std::string Name = camel(F[0].text()); !is_contained(Names, Name))
        Names.push_back(Name);
  for (const std::string &Name : Names)
    OS << "AIEFORGE_BD_FIELD(" << Name << ")\n";
  OS << "#undef AIEFORGE_BD_FIELD\n";
  return Error::success();
}

/// The register called \p Name, or nothing.
static std::optional<Node> findRegister(Node Root, const Kind &K,
                                        StringRef Name) {
  for (Node R : Root["modules"][K.Module]["registers"].elements())
    if (R["name"].text() == Name)
      return R;
  return std::nullopt;
}

static Node registerCalled(Node Root, const Kind &K, const Twine &Name) {
  if (std::optional<Node> R = findRegister(Root, K, Name.str()))
    return *R;
  Root["modules"][K.Module].fail("has no register " + Name);
}

static Node fieldCalled(Node Register, StringRef Name) {
  for (Node F : Register["fields"].elements())
    if (F[0].text() == Name)
      return F;
  Register.fail("has no field " + Name);
}

static void emitBd(Node Root, const Kind &K, uint64_t PatchOffset,
                   raw_ostream &OS) {
  Node Bd = Root["dma"][K.Key]["bd"];
  OS << "static constexpr BdFieldInfo BdFields_" << K.Enum << "[] = {\n";
  for (Node F : Bd["fields"].elements()) {
    Node Bits = fieldCalled(
        registerCalled(Root, K, "DMA_BD{0}_" + Twine(F[1].number())),
        F[0].text());
    StringRef Encoding;
    std::string Text = F[2].text();
    if (Text == "n-1")
      Encoding = "MinusOne";
    else if (Text == "s7")
      Encoding = "Signed";
    else
      Encoding = "Plain";
    OS << "  {BdField::" << camel(F[0].text()) << ", " << F[1].number()
       << ", {StringLiteral(\"" << F[0].text() << "\"), " << Bits[1].number()
       << ", " << Bits[2].number()
       << ", Access::ReadWrite}, BdFieldInfo::" << Encoding << "},\n";
  }
  OS << "};\n";
  Node First = registerCalled(Root, K, "DMA_BD{0}_0");
  OS << "static constexpr BdLayout Layout_" << K.Enum
     << " = {TileKind::" << K.Enum << ", " << hex(First["offset"].number())
     << ", " << First["array"][0][2].number() << ", "
     << First["array"][0][1].number() << ", " << Bd["words"].number()
     << ", BdFields_" << K.Enum << ", " << PatchOffset << "};\n";
}

/// Offset of channel \p Channel's register, 0 if the direction has none.
static uint64_t channelRegister(Node Root, const Kind &K, Node Name,
                                StringRef Dir, unsigned Channel) {
  std::string Text = Name.text();
  Text.replace(Text.find("{dir}"), 5, Dir.str());
  std::optional<Node> R = findRegister(Root, K, Text);
  if (!R)
    return 0;
  return (*R)["offset"].number() + Channel * (*R)["array"][0][2].number();
}

static void emitChannels(Node Root, const Kind &K, raw_ostream &OS) {
  Node Names = Root["dma"][K.Key]["channels"];
  OS << "static constexpr ChannelRegisters Channels_" << K.Enum << "[] = {\n";
  for (StringRef Dir : {"S2MM", "MM2S"}) {
    Node Control = registerCalled(Root, K, "DMA_" + Dir + "_{0}_Ctrl");
    for (unsigned C = 0; C < Control["array"][0][1].number(); ++C) {
      OS << "  {Direction::" << Dir << ", " << C;
      for (const char *Register :
           {"ctrl", "queue", "status", "write_count", "fot_count_pop"})
        OS << ", " << hex(channelRegister(Root, K, Names[Register], Dir, C));
      OS << "},\n";
    }
  }
  OS << "};\n";
  for (StringRef Dir : {"S2MM", "MM2S"}) {
    Node F = fieldCalled(registerCalled(Root, K, "DMA_" + Dir + "_{0}_Ctrl"),
                         "Controller_ID");
    OS << "static constexpr Field ControllerId_" << K.Enum << "_" << Dir
       << " = {StringLiteral(\"Controller_ID\"), " << F[1].number() << ", "
       << F[2].number() << ", Access::ReadWrite};\n";
  }
}

static void emitLocks(Node Root, const Kind &K, raw_ostream &OS) {
  Node L = Root["locks"][K.Key];
  Node Value = registerCalled(Root, K, Root["locks"]["value"].text());
  OS << "static constexpr LockTable Locks_" << K.Enum << " = {"
     << Value["array"][0][1].number() << ", " << hex(Value["offset"].number())
     << ", " << Value["array"][0][2].number();
  for (Node W : Root["tile_types"][K.Key]["windows"].elements())
    if (W[0].text() == "lock_request")
      OS << ", " << hex(W[1].number()) << ", " << hex(W[2].number());
  for (const char *Side : {"overflow", "underflow"})
    OS << ", "
       << hex(registerCalled(Root, K, L[Side].text())["offset"].number());
  OS << "};\n";
}

static Error emit(Inputs In, raw_ostream &OS) {
  Node Root(In[0], "aie2-registers.json");
  Node Devices(In[1], "devices.json");
  for (const Kind &K : Kinds) {
    emitBd(Root, K, Devices["bd_address_patch_offset"][K.Key].number(), OS);
    emitChannels(Root, K, OS);
    emitLocks(Root, K, OS);
    OS << "\n";
  }
  Node Queue = Root["dma_queue_entry"];
  for (const Kind &K : Kinds)
    OS << "static constexpr Field StartBd_" << K.Enum
       << " = {StringLiteral(\"Start_BD_ID\"), "
       << Queue["Start_BD_ID"][K.Key][0].number() << ", "
       << Queue["Start_BD_ID"][K.Key][1].number() << ", Access::WriteOnly};\n";
  for (const char *Name : {"Repeat_Count", "Enable_Token_Issue"})
    OS << "static constexpr Field Queue" << camel(Name)
       << " = {StringLiteral(\"" << Name << "\"), " << Queue[Name][0].number()
       << ", " << Queue[Name][1].number() << ", Access::WriteOnly};\n";
  Node Request = Root["locks"]["request_address"];
  OS << "static constexpr unsigned RequestIdLsb = "
     << Request["lock_id_lsb"].number()
     << ", RequestAcquireBit = " << Request["acquire_bit"].number()
     << ", RequestValueLsb = " << Request["change_value"][0].number()
     << ", RequestValueWidth = " << Request["change_value"][1].number()
     << ";\n";
  OS << "static constexpr unsigned LockValueBits = "
     << Root["locks"]["value_bits"].number() << ";\n";
  return Error::success();
}

static Generator FieldGen("bd-fields", "names of all BD fields", emitFields);
static Generator Gen("dma", "BD layouts, DMA channels and locks", emit);
