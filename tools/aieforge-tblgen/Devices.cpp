//===- Devices.cpp - tables of devices and tile kinds ---------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// data/devices.json -> the constant tables that lib/Hardware/Device.cpp
// includes.
//
//===----------------------------------------------------------------------===//

#include "Generator.h"
#include "Node.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/ADT/Twine.h"

using namespace llvm;
using namespace aieforge::tblgen;

static std::string kindName(Node N) {
  std::string Name = StringSwitch<std::string>(N.text())
                         .Case("core", "Core")
                         .Case("mem", "Mem")
                         .Case("shim_noc", "ShimNoC")
                         .Case("shim_pl", "ShimPL")
                         .Default("");
  if (Name.empty())
    N.fail("unknown tile kind");
  return "TileKind::" + Name;
}

static std::string generationName(Node N) {
  std::string Text = N.text();
  if (Text != "aie2" && Text != "aie2p")
    N.fail("unknown generation");
  return "Generation::" + StringRef(Text).upper();
}

static std::string joinNumbers(Node N) {
  return join(map_range(N.elements(),
                        [](Node E) { return std::to_string(E.number()); }),
              ", ");
}

static void emitDevices(Node Root, raw_ostream &OS) {
  Node Devices = Root["devices"];
  std::vector<std::string> Names = Devices.keys();
  llvm::sort(Names, [&](const std::string &A, const std::string &B) {
    return Devices[A]["enum"].number() < Devices[B]["enum"].number();
  });
  for (const std::string &Name : Names) {
    Node D = Devices[Name];
    OS << "static constexpr uint8_t StartColumns_" << Name << "[] = {"
       << joinNumbers(D["start_columns"]) << "};\n";
    OS << "static constexpr TileKind RowKinds_" << Name << "[] = {"
       << join(map_range(D["row_types"].elements(), kindName), ", ") << "};\n";
  }
  OS << "\nstatic constexpr Device Devices[] = {\n";
  for (const std::string &Name : Names) {
    Node D = Devices[Name];
    Node Physical = Root["physical"][D["physical"][0].text()];
    OS << "  {StringLiteral(\"" << Name << "\"), "
       << generationName(D["generation"]) << ", " << D["columns"].number()
       << ", " << D["rows"].number() << ", " << D["mem_rows"].number()
       << ", StartColumns_" << Name << ", " << Physical["user_columns"].number()
       << ", " << D["txn"]["device_gen"].number() << ", RowKinds_" << Name
       << "},\n";
  }
  OS << "};\n\n";
  OS << "static constexpr std::pair<StringLiteral, StringLiteral> "
        "DeviceAliases[] = {\n";
  for (const std::string &Alias : Root["device_aliases"].keys())
    OS << "  {StringLiteral(\"" << Alias << "\"), StringLiteral(\""
       << Root["device_aliases"][Alias].text() << "\")},\n";
  OS << "};\n\n";
}

static void emitTileInfo(Node Root, raw_ostream &OS) {
  // In the order of TileKind.
  const char *Kinds[] = {"core", "mem", "shim_noc", "shim_pl"};
  const char *Enums[] = {"Core", "Mem", "ShimNoC", "ShimPL"};
  OS << "static constexpr TileInfo TileInfos[] = {\n";
  for (auto [Kind, Enum] : zip(Kinds, Enums)) {
    Node T = Root["tile_types"][Kind];
    bool HasMemory = T.has("data_memory");
    bool HasProgram = T.has("program_memory");
    uint64_t Banks = 0;
    if (HasMemory)
      Banks = T["data_memory"].numberOr(
          "compiler_banks", T["data_memory"].numberOr("programmer_banks", 0));
    OS << "  {TileKind::" << Enum << ", "
       << (HasMemory ? T["data_memory"]["bytes"].number() : 0) << ", "
       << (HasProgram ? T["program_memory"]["bytes"].number() : 0) << ", "
       << Banks << ", " << T["locks"].number() << ", " << T["bds"].number()
       << ", " << T["s2mm"].number() << ", " << T["mm2s"].number() << ", "
       << (T.has("compression") && T["compression"].flag() ? "true" : "false")
       << ", " << (T.has("zero_padding") ? "true" : "false") << ",\n   ";
    if (!Root["dma_limits"].has(Kind)) {
      OS << "{}},\n";
      continue;
    }
    Node D = Root["dma_limits"][Kind];
    OS << "{" << D["bd_words"].number() << ", " << D["dims"].number() << ", "
       << D["wrapped_dims"].elements().size() << ", "
       << D["max_length_words"].number() << "u, "
       << D["max_step_words"].number() << ", " << D["max_wrap"].number() << ", "
       << (1ull << D["iteration"]["step_bits"].number()) << ", "
       << D["iteration"]["max_wrap"].number() << ", "
       << D["repeat_count_max"].number() << ", " << D["queue_depth"].number()
       << "}},\n";
  }
  OS << "};\n\n";
}

static void emitReach(Node Root, raw_ostream &OS) {
  Node Core = Root["core_reach"];
  OS << "static constexpr ReachWindow CoreWindows[] = {\n";
  for (const char *Side : {"south", "west", "north", "own"}) {
    Node W = Core[Side];
    // Steps may be negative, which number() does not read.
    auto Step = [](Node N) {
      return N.isNumberOrHex() ? std::to_string(N.number()) : "-1";
    };
    OS << "  {StringLiteral(\"" << Side << "\"), " << Step(W["tile"][0]) << ", "
       << Step(W["tile"][1]) << ", " << hex(W["address"].number()) << ", "
       << hex(Core["window_bytes"].number()) << ", " << W["lock_base"].number()
       << ", " << Core["locks_per_window"].number() << ", 0, 0},\n";
  }
  OS << "};\n\n";
  for (const char *Kind : {"core", "mem"}) {
    Node Reach = Root["dma_reach"][Kind];
    std::vector<Node> Locks = Reach["locks"].elements();
    uint64_t Channels = Root["tile_types"][Kind]["s2mm"].number();
    OS << "static constexpr ReachWindow DmaWindows_" << Kind << "[] = {\n";
    for (auto [I, M] : enumerate(Reach["memory"].elements())) {
      bool Own = M["tile"][0].isNumberOrHex() && !M["tile"][0].number();
      bool East = M["tile"][0].isNumberOrHex() && M["tile"][0].number();
      OS << "  {StringLiteral(\""
         << (Own    ? "own"
             : East ? "east"
                    : "west")
         << "\"), "
         << (Own    ? 0
             : East ? 1
                    : -1)
         << ", 0, " << hex(M["address"].number()) << ", "
         << hex(M["bytes"].number()) << ", " << Locks[I]["id_base"].number()
         << ", " << Locks[I]["count"].number() << ", ";
      if (M.has("channels"))
        OS << joinNumbers(M["channels"]);
      else
        OS << "0, " << Channels - 1;
      OS << "},\n";
    }
    OS << "};\n";
  }
  OS << "\n";
}

static void emitConstants(Node Root, raw_ostream &OS) {
  OS << "static constexpr uint8_t ControllerIds[] = {"
     << joinNumbers(Root["task_token"]["controller_id_default_by_row"])
     << "};\n";
  for (const char *Gen : {"aie2", "aie2p"}) {
    Node Burst = Root["generations"][Gen]["shim_burst"];
    OS << "static constexpr uint16_t ShimBurst_" << Gen << "[] = {";
    for (const std::string &Code : Burst.keys())
      OS << Burst[Code].number() << ", ";
    OS << "};\n";
  }
  Node Ids = Root["container_ids"];
  OS << "static constexpr uint32_t PdiIdCode = "
     << hex(Ids["pdi_id_code"].number()) << ";\n"
     << "static constexpr uint32_t PdiExtendedIdCode = "
     << hex(Ids["pdi_extended_id_code"].number()) << ";\n";
  Node Address = Root["address_map"];
  OS << "static constexpr uint64_t HostAddressOffset = "
     << hex(Address["ddr"]["aie_view_offset"].number()) << ";\n"
     << "static constexpr unsigned RowLsb = " << Address["row_bits"][0].number()
     << ", RowWidth = " << Address["row_bits"][1].number() << ";\n"
     << "static constexpr unsigned ColumnLsb = "
     << Address["column_bits"][0].number()
     << ", ColumnWidth = " << Address["column_bits"][1].number() << ";\n";
}

static Error emit(Inputs In, raw_ostream &OS) {
  Node Root(In[0], "devices.json");
  emitDevices(Root, OS);
  emitTileInfo(Root, OS);
  emitReach(Root, OS);
  emitConstants(Root, OS);
  return Error::success();
}

/// "source_row" -> "SourceRow"
static std::string capitalised(StringRef Key) {
  std::string Name;
  for (StringRef Part : split(Key, '_'))
    Name += Part.take_front(1).upper() + Part.drop_front(1).str();
  return Name;
}

/// Actors of a tile kind's channels; -1 where they are not known.
static void emitTokenActors(Node Actors, raw_ostream &OS) {
  for (const std::string &Kind : Actors.keys())
    for (const std::string &Dir : Actors[Kind].keys()) {
      OS << "inline constexpr int8_t TokenActors_" << Kind << "_" << Dir
         << "[] = {";
      for (Node Actor : Actors[Kind][Dir].elements())
        OS << (Actor.isNull() ? "-1" : std::to_string(Actor.number())) << ", ";
      OS << "};\n";
    }
}

/// The two header words of packets, for include/aieforge/Hardware/Packet.h.
static Error emitPackets(Inputs In, raw_ostream &OS) {
  Node Root(In[0], "devices.json");
  Node Packet = Root["packet"];
  for (const char *Header : {"stream_header", "control_header"}) {
    OS << "namespace " << Header << " {\n";
    Node H = Packet[Header];
    for (const std::string &Key : H.keys()) {
      OS << "inline constexpr Field " << capitalised(Key) << " = {\"" << Key
         << "\", " << H[Key][0].number() << ", " << H[Key][1].number()
         << ", Access::ReadWrite};\n";
    }
    OS << "} // namespace " << Header << "\n\n";
  }
  OS << "enum class ControlOperation : uint8_t {\n";
  for (const std::string &Key : Packet["control_operations"].keys()) {
    OS << "  " << capitalised(Key) << " = "
       << Packet["control_operations"][Key].number() << ",\n";
  }
  OS << "};\n\ninline constexpr unsigned TaskTokenType = "
     << Packet["task_token_type"].number() << ";\n";
  emitTokenActors(Root["task_token"]["actor_ids"], OS);
  return Error::success();
}

static Generator Gen("devices", "tables of devices and tile kinds", emit);
static Generator PacketGen("packets", "header words of packets", emitPackets);
