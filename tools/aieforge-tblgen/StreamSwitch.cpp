//===- StreamSwitch.cpp - tables of ports and connections -----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// data/aie2-registers.json -> the ports of the stream switches in the order of
// their physical numbers, the legal connections, the fields of the
// configuration words and the shim mux.
//
//===----------------------------------------------------------------------===//

#include "Generator.h"
#include "Node.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"

using namespace llvm;
using namespace aieforge::tblgen;

/// The offset of port 0, given that port p sits at that plus p * Stride.
static uint64_t baseOf(const std::vector<Node> &Ports, size_t Column,
                       uint64_t Stride) {
  uint64_t Base = Ports[0][Column].number();
  for (auto [I, P] : enumerate(Ports))
    if (P[0].number() != I || P[Column].number() != Base + I * Stride)
      P.fail("is not at its place in the row of ports");
  return Base;
}

static void emitPorts(StringRef Name, const std::vector<Node> &Ports,
                      raw_ostream &OS) {
  OS << "static constexpr Port " << Name << "[] = {\n";
  for (const Node &P : Ports)
    OS << "  {Bundle::" << P[1].text() << ", " << P[2].number() << "},\n";
  OS << "};\n";
}

static void emitField(StringRef Name, Node N, raw_ostream &OS) {
  OS << "static constexpr Field " << Name << " = {StringLiteral(\"" << Name
     << "\"), " << N[0].number() << ", " << N[1].number()
     << ", Access::ReadWrite};\n";
}

static void emitMux(StringRef Name, Node Register, Node Fields,
                    raw_ostream &OS) {
  OS << "static constexpr uint32_t " << Name
     << "Offset = " << hex(Register.number()) << ";\n";
  OS << "static constexpr ShimMuxField " << Name << "Fields[] = {\n";
  for (const std::string &Key : Fields.keys()) {
    StringRef South = Key;
    if (!South.consume_front("South"))
      Fields.fail("knows South lanes only");
    OS << "  {" << South << ", " << Fields[Key][0].number() << ", "
       << Fields[Key][1].number() << "},\n";
  }
  OS << "};\n";
}

static Error emit(Inputs In, raw_ostream &OS) {
  Node Root(In[0], "aie2-registers.json");
  Node Switch = Root["stream_switch"];
  Node Slot = Switch["slave_slot"];
  uint64_t SlotStride = Slot["slot_stride"].number();
  uint64_t PortStride = Slot["port_stride"].number();
  const std::pair<const char *, const char *> Kinds[] = {
      {"core", "Core"}, {"mem", "Mem"}, {"shim", "Shim"}};
  for (auto [Key, Enum] : Kinds) {
    Node Ports = Switch["ports"][Key];
    std::vector<Node> Masters = Ports["masters"].elements();
    std::vector<Node> Slaves = Ports["slaves"].elements();
    std::string E = Enum;
    emitPorts("Masters_" + E, Masters, OS);
    emitPorts("Slaves_" + E, Slaves, OS);
    OS << "static constexpr uint32_t Legal_" << E << "[] = {";
    for (auto [I, L] : enumerate(Ports["legal"].elements())) {
      if (L[0].number() != I)
        L.fail("is not in the order of the slave ports");
      OS << (I ? ", " : "") << hex(L[1].number());
    }
    OS << "};\n";
    OS << "static constexpr SwitchTable Switch_" << E << " = {Masters_" << E
       << ", Slaves_" << E << ", Legal_" << E << ", "
       << hex(baseOf(Masters, 3, 4)) << ", " << hex(baseOf(Slaves, 3, 4))
       << ", " << hex(baseOf(Slaves, 4, PortStride)) << "};\n\n";
  }
  OS << "static constexpr uint32_t SlotStride = " << SlotStride
     << ", SlotPortStride = " << PortStride
     << ", SlotCount = " << Slot["slots_per_port"].number() << ";\n";
  Node Master = Switch["master_config"];
  emitField("MasterEnable", Master["Master_Enable"], OS);
  emitField("MasterPacket", Master["Packet_Enable"], OS);
  emitField("MasterDropHeader", Master["Drop_Header"], OS);
  emitField("MasterSlavePort", Master["circuit"]["slave_port"], OS);
  emitField("MasterArbiter", Master["packet"]["arbiter"], OS);
  emitField("MasterMselEnable", Master["packet"]["msel_enable"], OS);
  Node Slave = Switch["slave_config"];
  emitField("SlaveEnable", Slave["Slave_Enable"], OS);
  emitField("SlavePacket", Slave["Packet_Enable"], OS);
  emitField("SlotId", Slot["id"], OS);
  emitField("SlotMask", Slot["mask"], OS);
  emitField("SlotEnable", Slot["enable"], OS);
  emitField("SlotMsel", Slot["msel"], OS);
  emitField("SlotArbiter", Slot["arbiter"], OS);
  OS << "static constexpr unsigned Arbiters = " << Switch["arbiters"].number()
     << ", UsedArbiters = "
     << Switch["arbiters_used_by_public_compiler"].number()
     << ", MselsPerArbiter = " << Switch["msels_per_arbiter"].number() << ";\n";
  OS << "static constexpr unsigned PacketTypeBits = ";
  for (Node R : Root["modules"]["mem"]["registers"].elements())
    if (R["name"].text() == "DMA_BD{0}_1")
      for (Node F : R["fields"].elements())
        if (F[0].text() == "Packet_Type")
          OS << F[2].number();
  OS << ";\n";

  Node Mux = Switch["shim_mux"];
  emitMux("Mux", Mux["mux_register"], Mux["mux_fields"], OS);
  emitMux("Demux", Mux["demux_register"], Mux["demux_fields"], OS);
  OS << "static constexpr ShimDmaLane ShimDmaLanes[] = {\n";
  for (Node L : Mux["dma_channels"].elements()) {
    std::string Text = L[2].text();
    StringRef Lane = Text;
    if (!Lane.consume_front("slave South") &&
        !Lane.consume_front("master South"))
      L.fail("is no South lane");
    OS << "  {Direction::" << L[0].text() << ", " << L[1].number() << ", "
       << Lane << "},\n";
  }
  OS << "};\n";
  return Error::success();
}

static Generator Gen("stream-switch", "ports and legal connections", emit);
