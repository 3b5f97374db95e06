//===- Objects.cpp - inputs of a link and what their names mean -----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Link.h"
#include "aieforge/Formats/Archive.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace aieforge::aie2;
using namespace aieforge::aie2::link;
using namespace llvm;

const char *const link::EntryName = "__start";
const char *const link::StackName = "_sp_start_value_DM_stack";

std::string Object::functionAt(unsigned Index, uint32_t Offset) const {
  const elf::Symbol *Best = nullptr;
  for (const elf::Symbol &S : Symbols)
    if (S.Section == Index && S.Value <= Offset && !S.Name.empty() &&
        S.Type != ELF::STT_SECTION && (!Best || S.Value >= Best->Value))
      Best = &S;
  return Best ? Best->Name : "";
}

static Error checkObject(const elf::File &F) {
  if (F.Type != ELF::ET_REL)
    return makeError("is not a relocatable object (e_type is {0}, not {1})",
                     F.Type, unsigned(ELF::ET_REL));
  if (!F.isAIE2())
    return makeError("is not made for an AIE2 core (machine {0}, flags {1:x}; "
                     "expected {2}, {3:x})",
                     F.Machine, F.Flags, elf::MachineAIE, elf::FlagsAIE2);
  return Error::success();
}

static Expected<std::unique_ptr<Object>> readObject(StringRef Name,
                                                    BytesRef Data) {
  auto O = std::make_unique<Object>();
  O->Name = Name.str();
  Expected<elf::File> F = elf::parse(Data);
  if (!F)
    return F.takeError();
  O->File = std::move(*F);
  if (Error E = checkObject(O->File))
    return std::move(E);
  Expected<std::vector<elf::Symbol>> Symbols = elf::symbols(O->File);
  if (!Symbols)
    return Symbols.takeError();
  O->Symbols = std::move(*Symbols);
  for (const elf::Symbol &S : O->Symbols) {
    if (S.Section == ELF::SHN_COMMON)
      return makeError("the symbol {0} is a common block; compile with "
                       "-fno-common",
                       S.Name);
    if (S.Section >= ELF::SHN_LORESERVE && S.Section != ELF::SHN_ABS)
      return makeError("the symbol {0} is in the special section {1:x}, which "
                       "has no meaning here",
                       S.Name, S.Section);
  }
  O->Sections.resize(O->File.Sections.size());
  for (unsigned I = 0; I < O->Sections.size(); ++I) {
    const elf::Section &S = O->section(I);
    O->Sections[I].Index = I;
    if (S.Type != ELF::SHT_RELA && S.Type != ELF::SHT_REL)
      continue;
    Expected<std::vector<elf::Relocation>> R = elf::relocations(O->File, I);
    if (!R)
      return R.takeError();
    for (const elf::Relocation &Entry : *R)
      if (Entry.Symbol >= O->Symbols.size())
        return makeError("relocation section {0}: symbol {1} of {2}", S.Name,
                         Entry.Symbol, O->Symbols.size());
    append_range(O->Sections[S.Info].Relocations, *R);
  }
  return std::move(O);
}

Error Link::addObject(StringRef Name, BytesRef Data) {
  Expected<std::unique_ptr<Object>> O = readObject(Name, Data);
  if (!O)
    return prefixError(Name, O.takeError());
  Objects.push_back(std::move(*O));
  return define(Objects.size() - 1);
}

/// Enters the global symbols of an object.
Error Link::define(unsigned Index) {
  const Object &O = *Objects[Index];
  for (auto [N, S] : enumerate(O.Symbols)) {
    if (S.Binding == ELF::STB_LOCAL || S.Name.empty())
      continue;
    Definition &D = Globals[S.Name];
    if (!S.isDefined())
      continue;
    bool Weak = S.Binding == ELF::STB_WEAK;
    if (D.What != Definition::Undefined && !D.Weak) {
      if (Weak)
        continue;
      return makeError("{0}: the symbol {1} is already defined in {2}", O.Name,
                       S.Name, Objects[D.Object]->Name);
    }
    if (D.What != Definition::Undefined && Weak)
      continue;
    D.What = S.Section == ELF::SHN_ABS ? Definition::Absolute
                                       : Definition::InSection;
    D.Object = Index;
    D.Symbol = N;
    D.Value = S.Value;
    D.Weak = Weak;
  }
  return Error::success();
}

Error Link::load() {
  for (const MemoryBufferRef &Input : Request.Inputs) {
    BytesRef Data = arrayRefFromStringRef<uint8_t>(Input.getBuffer());
    StringRef Name = Input.getBufferIdentifier();
    if (!isArchive(Data)) {
      if (Error E = addObject(Name, Data))
        return E;
      continue;
    }
    Expected<std::vector<ArchiveMember>> Found = parseArchive(Data);
    if (!Found)
      return prefixError(Name, Found.takeError());
    for (const ArchiveMember &M : *Found) {
      Member New;
      New.Name = (Name + "(" + M.Name + ")").str();
      New.Data = M.Data;
      Expected<std::unique_ptr<Object>> O = readObject(New.Name, M.Data);
      if (!O)
        return prefixError(New.Name, O.takeError());
      for (const elf::Symbol &S : (*O)->Symbols)
        if (S.Binding != ELF::STB_LOCAL && S.isDefined())
          New.Defines.push_back(S.Name);
      Members.push_back(std::move(New));
    }
  }
  Globals[EntryName];
  Globals[Request.MainSymbol.empty() ? "main" : Request.MainSymbol];
  return pullMembers();
}

/// Takes members of archives while they define something that is missing.
Error Link::pullMembers() {
  auto Missing = [&](const std::string &Name) {
    auto It = Globals.find(Name);
    return It != Globals.end() && It->second.What == Definition::Undefined &&
           !Request.AbsoluteSymbols.count(Name);
  };
  bool Again = true;
  while (Again) {
    Again = false;
    for (Member &M : Members) {
      if (M.Taken || none_of(M.Defines, Missing))
        continue;
      M.Taken = Again = true;
      if (Error E = addObject(M.Name, M.Data))
        return E;
    }
  }
  return Error::success();
}

Definition Link::lookUp(StringRef Name) const {
  Definition Fixed;
  Fixed.What = Definition::Absolute;
  if (auto It = Request.AbsoluteSymbols.find(Name.str());
      It != Request.AbsoluteSymbols.end()) {
    Fixed.Value = It->second;
    return Fixed;
  }
  if (Name == "main" && !Request.MainSymbol.empty() &&
      Request.MainSymbol != "main")
    return lookUp(Request.MainSymbol);
  if (auto It = Globals.find(Name.str());
      It != Globals.end() && It->second.What != Definition::Undefined)
    return It->second;
  if (auto It = Own.find(Name.str()); It != Own.end()) {
    Fixed.Value = It->second;
    return Fixed;
  }
  return {};
}

Definition Link::resolve(unsigned Index, unsigned Symbol) const {
  const elf::Symbol &S = Objects[Index]->Symbols[Symbol];
  Definition D;
  if (S.Binding != ELF::STB_LOCAL) {
    D = lookUp(S.Name);
    // A weak reference without definition is address 0.
    if (D.What == Definition::Undefined && S.Binding == ELF::STB_WEAK)
      D.What = Definition::Absolute;
    return D;
  }
  if (!S.isDefined())
    return D;
  D.What =
      S.Section == ELF::SHN_ABS ? Definition::Absolute : Definition::InSection;
  D.Object = Index;
  D.Symbol = Symbol;
  D.Value = S.Value;
  return D;
}

uint32_t Link::addressOf(const Definition &D) const {
  if (D.What != Definition::InSection)
    return D.Value;
  const Object &O = *Objects[D.Object];
  const elf::Symbol &S = O.Symbols[D.Symbol];
  return O.Sections[S.Section].Address + S.Value;
}
