//===- Dma.cpp - tables of BD fields, channels and locks ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// data/aie2-registers.json -> where each field of a buffer descriptor sits,
// the registers of the DMA channels, the locks. The positions in the "dma"
// part must be those of the DMA_BD registers; anything else ends the
// generator.
//
//===----------------------------------------------------------------------===//

#include "Generator.h"
#include "Node.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"

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

static Node registerCalled(Node Root, const Kind &K, const Twine &Name) {
  for (Node R : Root["modules"][K.Module]["registers"].elements())
    if (R["name"].text() == Name.str())
      return R;
  Root["modules"][K.Module].fail("has no register " + Name);
}

static void checkField(Node Root, const Kind &K, Node F) {
  Node R = registerCalled(Root, K, "DMA_BD{0}_" + Twine(F[1].number()));
  for (Node RF : R["fields"].elements())
    if (RF[0].text() == F[0].text() && RF[1].number() == F[2].number() &&
        RF[2].number() == F[3].number())
      return;
  F.fail("differs from the register's field");
}

static void emitBd(Node Root, const Kind &K, uint64_t PatchOffset,
                   raw_ostream &OS) {
  Node Bd = Root["dma"][K.Key]["bd"];
  OS << "static constexpr BdFieldInfo BdFields_" << K.Enum << "[] = {\n";
  for (Node F : Bd["fields"].elements()) {
    checkField(Root, K, F);
    StringRef Encoding;
    std::string Text = F[4].text();
    if (Text == "n-1")
      Encoding = "MinusOne";
    else if (Text == "s7")
      Encoding = "Signed";
    else
      Encoding = "Plain";
    OS << "  {BdField::" << camel(F[0].text()) << ", " << F[1].number()
       << ", {StringLiteral(\"" << F[0].text() << "\"), " << F[2].number()
       << ", " << F[3].number()
       << ", Access::ReadWrite}, BdFieldInfo::" << Encoding << "},\n";
  }
  OS << "};\n";
  OS << "static constexpr BdLayout Layout_" << K.Enum
     << " = {TileKind::" << K.Enum << ", " << hex(Bd["base"].number()) << ", "
     << Bd["stride"].number() << ", " << Bd["count"].number() << ", "
     << Bd["words"].number() << ", BdFields_" << K.Enum << ", " << PatchOffset
     << "};\n";
}

static void emitChannels(Node Root, const Kind &K, raw_ostream &OS) {
  OS << "static constexpr ChannelRegisters Channels_" << K.Enum << "[] = {\n";
  for (Node C : Root["dma"][K.Key]["channels"].elements())
    OS << "  {Direction::" << C["dir"].text() << ", " << C["ch"].number()
       << ", " << hex(C["ctrl"].number()) << ", " << hex(C["queue"].number())
       << ", " << hex(C["status"].number()) << ", "
       << hex(C.numberOr("write_count", 0)) << ", "
       << hex(C.numberOr("fot_count_pop", 0)) << "},\n";
  OS << "};\n";
  for (const char *Dir : {"S2MM", "MM2S"}) {
    Node R = registerCalled(Root, K, "DMA_" + Twine(Dir) + "_{0}_Ctrl");
    for (Node F : R["fields"].elements())
      if (F[0].text() == "Controller_ID")
        OS << "static constexpr Field ControllerId_" << K.Enum << "_" << Dir
           << " = {StringLiteral(\"Controller_ID\"), " << F[1].number() << ", "
           << F[2].number() << ", Access::ReadWrite};\n";
  }
}

static void emitLocks(Node Root, const Kind &K, raw_ostream &OS) {
  Node L = Root["locks"][K.Key];
  OS << "static constexpr LockTable Locks_" << K.Enum << " = {"
     << L["count"].number() << ", " << hex(L["value_base"].number()) << ", "
     << L["value_stride"].number() << ", " << hex(L["request_base"].number())
     << ", " << hex(L["request_size"].number()) << ", "
     << hex(L["overflow"].number()) << ", " << hex(L["underflow"].number())
     << "};\n";
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
