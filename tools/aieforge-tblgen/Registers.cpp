//===- Registers.cpp - tables of registers and events ---------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// data/aie2-registers.json -> for each generation and kind of tile its
// registers by offset, every single register of the arrays by offset, and the
// names of events. Registers that overlap end the generator.
//
//===----------------------------------------------------------------------===//

#include "Generator.h"
#include "Node.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/ADT/Twine.h"

#include <map>

using namespace llvm;
using namespace aieforge::tblgen;

namespace {

struct Entry {
  Node N;
  std::string Module;
  uint64_t Offset;
};

/// Numbers the field lists and dimension lists so that equal ones are written
/// once.
class Pool {
public:
  std::string name(StringRef Prefix, const std::string &Text) {
    auto [It, New] = Ids.try_emplace(Text, Ids.size());
    std::string Name = (Prefix + Twine(It->second)).str();
    if (New)
      Order.push_back({Name, Text});
    return Name;
  }
  void print(StringRef Type, raw_ostream &OS) const {
    for (const auto &[Name, Text] : Order)
      OS << "static constexpr " << Type << " " << Name << "[] = {" << Text
         << "};\n";
  }

private:
  std::map<std::string, size_t> Ids;
  std::vector<std::pair<std::string, std::string>> Order;
};

struct Tables {
  Pool Fields, Dims;
  std::string Body;
};

} // namespace

static std::string accessName(const std::string &Text) {
  return "Access::" + StringSwitch<std::string>(Text)
                          .Case("rw", "ReadWrite")
                          .Case("ro", "ReadOnly")
                          .Case("wo", "WriteOnly")
                          .Case("wtc", "WriteToClear")
                          .Case("mixed", "Mixed")
                          .Default("Unknown");
}

static std::string moduleName(StringRef Key) {
  return "Module::" + StringSwitch<std::string>(Key)
                          .Case("core", "Core")
                          .Case("mem", "Memory")
                          .Case("memtile", "MemTile")
                          .Case("noc", "NoC")
                          .Case("pl", "PL")
                          .Default("?");
}

/// "Core_R{0}" and "Core_R#" are the same register in two spellings.
static std::string plainName(StringRef Name) {
  std::string Result;
  for (size_t I = 0; I < Name.size(); ++I) {
    if (Name[I] == '{') {
      Result += '#';
      I += 2;
    } else {
      Result += Name[I];
    }
  }
  return Result;
}

static std::vector<Entry> moduleRegisters(Node Root, StringRef Module,
                                          bool Aie2P) {
  std::vector<Entry> Result;
  std::vector<Node> Changes;
  std::vector<std::string> Removed;
  if (Aie2P) {
    Node M = Root["aie2p"]["modules"][Module];
    Changes = M["changed_or_added"].elements();
    for (Node N : M["removed"].elements())
      Removed.push_back(N.text());
  }
  for (Node N : Root["modules"][Module]["registers"].elements()) {
    std::string Name = N["name"].text();
    if (is_contained(Removed, plainName(Name)) || any_of(Changes, [&](Node C) {
          return plainName(C["name"].text()) == plainName(Name);
        }))
      continue;
    Result.push_back({N, Module.str(), N["offset"].number()});
  }
  for (Node C : Changes)
    Result.push_back({C, Module.str(), C["offset"].number()});
  return Result;
}

static std::string fieldList(Node N, const std::string &Access) {
  std::string Text;
  for (Node F : N["fields"].elements()) {
    std::vector<Node> Parts = F.elements();
    std::string Mode = Parts.size() > 3 ? Parts[3].text() : Access;
    Text += "{StringLiteral(\"" + Parts[0].text() + "\"), " +
            std::to_string(Parts[1].number()) + ", " +
            std::to_string(Parts[2].number()) + ", " + accessName(Mode) + "}, ";
  }
  return Text;
}

/// Byte offsets and indices of all elements of \p E.
static std::vector<std::array<uint64_t, 3>> elementsOf(const Entry &E) {
  std::vector<std::array<uint64_t, 3>> Result = {{E.Offset, 0, 0}};
  if (!E.N.has("array"))
    return Result;
  std::vector<Node> Dims = E.N["array"].elements();
  if (Dims.size() > 2)
    E.N.fail("more than two dimensions");
  for (auto [D, Dim] : enumerate(Dims)) {
    uint64_t First = Dim[0].number(), Count = Dim[1].number(),
             Stride = Dim[2].number();
    std::vector<std::array<uint64_t, 3>> Next;
    for (auto Element : Result)
      for (uint64_t I = 0; I < Count; ++I) {
        auto Copy = Element;
        Copy[0] += I * Stride;
        Copy[1 + D] = First + I;
        Next.push_back(Copy);
      }
    Result = std::move(Next);
  }
  return Result;
}

static void emitKind(Node Root, StringRef Kind, StringRef Enum, bool Aie2P,
                     Tables &T) {
  raw_string_ostream OS(T.Body);
  std::vector<Entry> Entries;
  for (Node M : Root["tile_types"][Kind]["modules"].elements())
    for (Entry &E : moduleRegisters(Root, M.text(), Aie2P))
      Entries.push_back(E);
  llvm::sort(Entries, [](const Entry &A, const Entry &B) {
    return A.Offset < B.Offset;
  });
  std::string Suffix = (Enum + (Aie2P ? "_AIE2P" : "_AIE2")).str();
  OS << "static constexpr Register Registers_" << Suffix << "[] = {\n";
  for (const Entry &E : Entries) {
    std::string Access = E.N["access"].text();
    std::string Fields = fieldList(E.N, Access);
    std::string Dims;
    if (E.N.has("array"))
      for (Node D : E.N["array"].elements())
        Dims += "{" + std::to_string(D[0].number()) + ", " +
                std::to_string(D[1].number()) + ", " +
                std::to_string(D[2].number()) + "}, ";
    OS << "  {StringLiteral(\"" << E.N["name"].text() << "\"), "
       << moduleName(E.Module) << ", " << hex(E.Offset) << ", "
       << E.N.numberOr("width", 32) << ", " << accessName(Access) << ", "
       << hex(E.N.numberOr("reset", 0)) << ", "
       << (Fields.empty() ? "{}" : T.Fields.name("Fields", Fields)) << ", "
       << (Dims.empty() ? "{}" : T.Dims.name("Dims", Dims)) << "},\n";
  }
  OS << "};\n";

  // Memories and lock requests are windows, not registers.
  std::vector<std::pair<uint64_t, uint64_t>> Windows;
  for (Node W : Root["tile_types"][Kind]["windows"].elements())
    if (is_contained({"data_memory", "program_memory", "lock_request"},
                     W[0].text()))
      Windows.push_back({W[1].number(), W[2].number()});
  struct Flat {
    uint64_t Offset, Register, I0, I1, Bytes;
  };
  std::vector<Flat> All;
  for (auto [I, E] : enumerate(Entries)) {
    uint64_t Offset = E.Offset;
    if (any_of(Windows, [&](auto &W) {
          return Offset >= W.first && Offset < W.first + W.second;
        }))
      continue;
    for (auto &Element : elementsOf(E))
      All.push_back({Element[0], I, Element[1], Element[2],
                     E.N.numberOr("width", 32) / 8});
  }
  llvm::sort(All,
             [](const Flat &A, const Flat &B) { return A.Offset < B.Offset; });
  for (size_t I = 1; I < All.size(); ++I)
    if (All[I].Offset < All[I - 1].Offset + All[I - 1].Bytes)
      Entries[All[I].Register].N.fail(
          "overlaps " + Entries[All[I - 1].Register].N["name"].text());
  OS << "static constexpr FlatRegister Flat_" << Suffix << "[] = {\n";
  for (const Flat &F : All)
    OS << "  {" << hex(F.Offset) << ", " << F.Register << ", " << F.I0 << ", "
       << F.I1 << "},\n";
  OS << "};\n\n";
}

static void emitWindows(Node Root, StringRef Kind, StringRef Enum,
                        raw_ostream &OS) {
  OS << "static constexpr WindowInfo Windows_" << Enum << "[] = {\n";
  for (Node W : Root["tile_types"][Kind]["windows"].elements()) {
    std::string What = StringSwitch<std::string>(W[0].text())
                           .Case("data_memory", "DataMemory")
                           .Case("program_memory", "ProgramMemory")
                           .Case("lock_request", "LockRequest")
                           .Default("Registers");
    OS << "  {Window::" << What << ", " << hex(W[1].number()) << ", "
       << hex(W[2].number()) << "},\n";
  }
  OS << "};\n";
}

static void emitEvents(Node Root, StringRef Key, StringRef Enum,
                       raw_ostream &OS) {
  for (bool Aie2P : {false, true}) {
    std::vector<Node> Names = Root["events"][Key].elements();
    OS << "static constexpr StringLiteral Events_" << Enum
       << (Aie2P ? "_AIE2P" : "_AIE2") << "[] = {\n";
    for (auto [Number, Name] : enumerate(Names)) {
      std::string Text = Name.isNull() ? "" : Name.text();
      Node Changes = Root["aie2p"]["events"];
      if (Aie2P && Changes.has(Key))
        Text = Changes[Key].textOr(std::to_string(Number), Text);
      OS << "  StringLiteral(\"" << Text << "\"),\n";
    }
    OS << "};\n";
  }
}

static Error emit(Inputs In, raw_ostream &OS) {
  Node Root(In[0], "aie2-registers.json");
  Tables T;
  const std::pair<const char *, const char *> Kinds[] = {
      {"core", "Core"},
      {"mem", "Mem"},
      {"shim_noc", "ShimNoC"},
      {"shim_pl", "ShimPL"}};
  for (bool Aie2P : {false, true})
    for (auto [Kind, Enum] : Kinds)
      emitKind(Root, Kind, Enum, Aie2P, T);
  T.Fields.print("Field", OS);
  T.Dims.print("RegisterDim", OS);
  OS << "\n" << T.Body;
  for (auto [Kind, Enum] : Kinds)
    emitWindows(Root, Kind, Enum, OS);
  return Error::success();
}

static Error emitEventTables(Inputs In, raw_ostream &OS) {
  Node Root(In[0], "aie2-registers.json");
  const std::pair<const char *, const char *> Modules[] = {
      {"core", "Core"},
      {"mem", "Memory"},
      {"memtile", "MemTile"},
      {"pl", "PL"}};
  for (auto [Key, Enum] : Modules)
    emitEvents(Root, Key, Enum, OS);
  return Error::success();
}

static Generator Gen("registers", "registers of every tile kind", emit);
static Generator EventGen("events", "names of the events", emitEventTables);
