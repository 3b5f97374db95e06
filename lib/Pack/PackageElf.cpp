//===- PackageElf.cpp - packages of instruction ELF files -----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PackageKinds.h"
#include "aieforge/Formats/InstructionElf.h"
#include "aieforge/Formats/Script.h"
#include "llvm/ADT/Twine.h"

using namespace aieforge;
using namespace aieforge::insts;
using namespace aieforge::pack;
using namespace llvm;

static json::Value patchesOf(const Part &P) {
  json::Array Out;
  for (const Patch &Entry : P.Patches)
    Out.push_back(json::Object{{"symbol", Entry.Symbol},
                               {"size", Entry.SymbolSize},
                               {"offset", Entry.Offset},
                               {"kind", Entry.Kind},
                               {"addend", Entry.Addend}});
  return Out;
}

/// A stream goes into a script if that gives the same bytes again.
static json::Object unpackPart(const Part &P, const std::string &Prefix,
                               const hw::Device &D, Parts &Out) {
  json::Object O{{"section", P.Name}, {"patches", patchesOf(P)}};
  std::string Name = Prefix + StringRef(P.Name).ltrim('.').str();
  Expected<txn::Transaction> T = txn::parse(P.Contents);
  if (T && txn::serialize(*T) == P.Contents) {
    O["script"] = Out.add(Name + ".txt", script::print(*T, D));
    return O;
  }
  if (!T)
    consumeError(T.takeError());
  O["file"] = Out.add(Name + ".bin", BytesRef(P.Contents));
  return O;
}

/// Descriptions are text: bytes of names that are none are kept as residue.
static void makeNamesText(InstructionElf &E) {
  auto Text = [](std::string &Name) { Name = json::fixUTF8(Name); };
  for (Program &P : E.Programs) {
    Text(P.Kernel);
    Text(P.Sequence);
    for (Part &Each : P.Parts) {
      Text(Each.Name);
      for (Patch &Entry : Each.Patches)
        Text(Entry.Symbol);
    }
  }
}

Error pack::unpackElf(BytesRef File, const hw::Device &D, Parts &Out) {
  Expected<InstructionElf> E = insts::parse(File);
  if (!E)
    return E.takeError();
  makeNamesText(*E);
  json::Object &O = Out.Description;
  O["kind"] = "instruction_elf";
  O["generation"] = unsigned(E->Gen);
  O["columns"] = E->Columns;
  O["uid"] = toHexDigits(E->Uid);
  json::Array Images, Programs;
  for (const Image &I : E->Images)
    Images.push_back(
        json::Object{{"id", I.Id},
                     {"file", Out.add("image" + std::to_string(I.Id) + ".pdi",
                                      BytesRef(I.Pdi))}});
  for (auto [Index, P] : enumerate(E->Programs)) {
    json::Array PartList;
    std::string Prefix =
        E->Programs.size() > 1 ? std::to_string(Index) + "_" : "";
    for (const Part &Each : P.Parts)
      PartList.push_back(unpackPart(Each, Prefix, D, Out));
    Programs.push_back(json::Object{{"kernel", P.Kernel},
                                    {"sequence", P.Sequence},
                                    {"arguments", P.Arguments},
                                    {"parts", std::move(PartList)}});
  }
  O["images"] = std::move(Images);
  O["programs"] = std::move(Programs);
  Expected<Bytes> Usual = insts::serialize(*E);
  if (!Usual)
    return Usual.takeError();
  Residue Kept = Residue::between(*Usual, File);
  if (!Kept.empty())
    O["residue"] = toJson(Kept);
  return Error::success();
}

static Expected<Part> packPart(Fields &F, const Sources &S) {
  Part Out;
  Out.Name = F.text("section");
  for (Fields &Entry : F.objects("patches")) {
    Patch &P = Out.Patches.emplace_back();
    P.Symbol = Entry.text("symbol");
    Entry.number("size", P.SymbolSize);
    Entry.number("offset", P.Offset);
    Entry.number("kind", P.Kind);
    Entry.number("addend", P.Addend);
  }
  if (!F.has("script")) {
    Expected<Bytes> Data = S.Read(F.text("file"));
    if (!Data)
      return Data.takeError();
    Out.Contents = std::move(*Data);
    return Out;
  }
  Expected<std::string> Text = S.text(F.text("script"));
  if (!Text)
    return Text.takeError();
  Expected<txn::Transaction> T = script::parseTransaction(*Text, S.D);
  if (!T)
    return prefixError(F.text("script"), T.takeError());
  Out.Contents = txn::serialize(*T);
  return Out;
}

Expected<Bytes> pack::packElf(Fields &F, const Sources &S) {
  InstructionElf E;
  E.Gen = Generation(F.number("generation", unsigned(E.Gen), 8));
  F.number("columns", E.Columns);
  E.Uid = F.hex("uid");
  Residue Kept = F.residue("residue");
  for (Fields &I : F.objects("images")) {
    Expected<Bytes> Data = S.Read(I.text("file"));
    if (!Data)
      return Data.takeError();
    E.Images.push_back({uint32_t(I.number("id", 0, 32)), std::move(*Data)});
  }
  for (Fields &P : F.objects("programs")) {
    Program &New = E.Programs.emplace_back();
    New.Kernel = P.text("kernel");
    New.Sequence = P.text("sequence");
    New.Arguments = unsigned(P.number("arguments", 0, 8));
    for (Fields &Each : P.objects("parts")) {
      Expected<Part> Made = packPart(Each, S);
      if (!Made)
        return Made.takeError();
      New.Parts.push_back(std::move(*Made));
    }
  }
  Expected<Bytes> Usual = insts::serialize(E);
  if (!Usual)
    return Usual.takeError();
  return Kept.applyTo(std::move(*Usual));
}
