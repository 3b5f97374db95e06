//===- CheckRules.cpp - the table of check rules --------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// data/check-rules.json -> the constant tables that lib/Check/Rules.cpp
// includes; data/devices.json -> the NPUs that `check --device` knows.
//
//===----------------------------------------------------------------------===//

#include "Generator.h"
#include "Node.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/ADT/Twine.h"

#include <set>

using namespace llvm;
using namespace aieforge::tblgen;

static std::string quoted(StringRef Text) {
  std::string Out = "StringLiteral(\"";
  for (char C : Text) {
    if (C == '"' || C == '\\' || C == '?')
      Out += '\\'; // "\?": two in a row would begin a trigraph.
    Out += C;
  }
  return Out + "\")";
}

static std::string severity(Node N) {
  StringRef Name = StringSwitch<StringRef>(N.text())
                       .Case("refused", "Refused")
                       .Case("fails-run", "FailsRun")
                       .Case("warning", "Warning")
                       .Case("note", "Note")
                       .Default("");
  if (Name.empty())
    N.fail("unknown severity");
  return ("Severity::" + Name).str();
}

/// Texts of a variant, those of the rule where it has none of its own.
static void emitVariants(Node Rule, StringRef Id, raw_ostream &OS) {
  OS << "static constexpr RuleVariant Variants_" << Id << "[] = {\n";
  for (Node V : Rule["variants"].elements()) {
    auto Text = [&](StringRef Key) {
      return quoted(V.textOr(Key, Rule[Key].text()));
    };
    OS << "  {" << quoted(V["name"].text()) << ", "
       << severity(V.has("severity") ? V["severity"] : Rule["severity"])
       << ",\n   " << Text("symptom") << ",\n   " << Text("reason") << ",\n   "
       << Text("remedy") << "},\n";
  }
  OS << "};\n";
}

static Error emitCheckRules(Inputs In, raw_ostream &OS) {
  Node Root(In[0]);
  OS << "static constexpr RuleGroup Groups[] = {\n";
  std::set<std::string> Letters;
  for (Node G : Root["groups"].elements()) {
    Letters.insert(G["letter"].text());
    OS << "  {'" << G["letter"].text() << "', " << quoted(G["title"].text())
       << "},\n";
  }
  OS << "};\n\n";

  std::set<std::string> Ids;
  for (Node R : Root["rules"].elements()) {
    std::string Id = R["id"].text();
    if (!Ids.insert(Id).second)
      R["id"].fail("occurs twice");
    if (!Letters.count(Id.substr(0, 1)))
      R["id"].fail("belongs to no group");
    if (R.has("variants"))
      emitVariants(R, Id, OS);
  }
  OS << "\nstatic constexpr Rule Rules[] = {\n";
  for (Node R : Root["rules"].elements()) {
    std::string Id = R["id"].text();
    std::string Scope = R.textOr("scope", "file");
    if (Scope != "file" && Scope != "host")
      R["scope"].fail("unknown scope");
    OS << "  {" << quoted(Id) << ", " << severity(R["severity"]) << ", "
       << (Scope == "host" ? "true" : "false") << ",\n   "
       << quoted(R["checks"].text()) << ",\n   " << quoted(R["symptom"].text())
       << ",\n   " << quoted(R["reason"].text()) << ",\n   "
       << quoted(R["remedy"].text()) << ",\n   " << quoted(R["source"].text())
       << ",\n   "
       << (R.has("variants") ? "ArrayRef<RuleVariant>(Variants_" + Id + ")"
                             : "ArrayRef<RuleVariant>()")
       << "},\n";
  }
  OS << "};\n";
  return Error::success();
}

/// "Hawk Point" -> "hawk-point"
static std::string optionName(StringRef Product) {
  std::string Out = Product.lower();
  for (char &C : Out)
    if (C == ' ' || C == '_')
      C = '-';
  return Out;
}

/// Versions of the protocol between driver and firmware, by NPU.
static void emitProtocols(Node Physical, raw_ostream &OS) {
  for (const std::string &Key : Physical.keys()) {
    OS << "static constexpr FirmwareProtocol Protocols_" << Key << "[] = {";
    for (Node P : Physical[Key]["protocols"].elements())
      OS << "{" << P[0].number() << ", " << P[1].number() << "}, ";
    OS << "};\n";
  }
}

static Error emitNpus(Inputs In, raw_ostream &OS) {
  Node Physical = Node(In[0])["physical"];
  emitProtocols(Physical, OS);
  OS << "static constexpr Npu Npus[] = {\n";
  for (const std::string &Key : Physical.keys()) {
    Node Own = Physical[Key];
    Node Shape = Own.has("like") ? Physical[Own["like"].text()] : Own;
    // The key is a name of its own where no product is called like that.
    std::vector<std::string> Names = {optionName(Key)};
    for (Node Product :
         Own.has("products") ? Own["products"].elements() : std::vector<Node>())
      if (std::string Name = optionName(Product.text()); Name != Names[0])
        Names.push_back(Name);
    for (const std::string &Name : Names)
      OS << "  {" << quoted(Name)
         << ", hw::Generation::" << StringRef(Own["generation"].text()).upper()
         << ", " << Shape["columns"].number() << ", "
         << Shape["user_columns"].number() << ", "
         << Shape["first_user_column"].number() << ", "
         << Shape["max_contexts"].number() << ",\n   "
         << hex(Own["pci"][0].number()) << ", " << Own["pci"][1].number()
         << ", " << quoted(StringRef(Own["firmware"].text()).split(' ').first)
         << ", Protocols_" << Key << "},\n";
  }
  OS << "};\n";
  Node Linux = Node(In[0])["linux"];
  OS << "static constexpr LinuxSupport Linux = {"
     << quoted(Linux["module"].text()) << ", "
     << Linux["first_kernel"][0].number() << ", "
     << Linux["first_kernel"][1].number() << ", "
     << quoted(Linux["node_folder"].text()) << ", "
     << quoted(Linux["node_group"].text()) << ", "
     << Linux["heap_bytes"].number() << "};\n";
  return Error::success();
}

static Generator RulesGen("check-rules", "the rules of aieforge check",
                          emitCheckRules);
static Generator NpusGen("npus", "the NPUs that a file can be checked for",
                         emitNpus);
