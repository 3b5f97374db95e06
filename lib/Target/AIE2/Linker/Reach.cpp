//===- Reach.cpp - what the program of a core needs -----------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Program memory has 16 KiB: only sections that `__start` reaches through
// relocations go into the image.
//
//===----------------------------------------------------------------------===//

#include "Link.h"
#include "aieforge/Target/AIE2/Tables.h"
#include "llvm/ADT/STLExtras.h"

using namespace aieforge;
using namespace aieforge::aie2;
using namespace aieforge::aie2::link;
using namespace llvm;

namespace {
/// A table of function addresses that start-up code walks.
struct TableName {
  const char *Section; ///< prefix
  const char *Start, *End;
};
constexpr TableName TableNames[] = {
    {".init_array", "_init_array_start", "_init_array_end"},
    {".ctors", "_ctors_start", "_ctors_end"},
    {".dtors", "_dtors_start", "_dtors_end"}};
} // namespace

/// All sections of a kind in order of their names' numeric suffix: the
/// priority, without suffix last.
static std::vector<Placed>
sectionsNamed(ArrayRef<std::unique_ptr<Object>> Objects, StringRef Prefix) {
  std::vector<std::pair<unsigned, Placed>> Found;
  for (auto [O, Obj] : enumerate(Objects))
    for (unsigned S = 1; S < Obj->Sections.size(); ++S) {
      StringRef Name = Obj->section(S).Name;
      if (!Name.consume_front(Prefix) ||
          !(Obj->section(S).Flags & ELF::SHF_ALLOC))
        continue;
      unsigned Priority;
      if (!Name.consume_front(".") || Name.getAsInteger(10, Priority))
        Priority = 65536;
      Found.push_back({Priority, {unsigned(O), S}});
    }
  sort(Found, [](const auto &A, const auto &B) {
    return std::tie(A.first, A.second.Object, A.second.Section) <
           std::tie(B.first, B.second.Object, B.second.Section);
  });
  std::vector<Placed> Out;
  for (auto &[Priority, P] : Found)
    Out.push_back(P);
  return Out;
}

/// Tables live as a whole as soon as somebody asks where they are.
void Link::markConstructors() {
  std::vector<Placed> *Lists[] = {&InitArray, &Ctors, &Dtors};
  for (auto [T, List] : zip(TableNames, Lists)) {
    for (const char *Name : {T.Start, T.End}) {
      auto It = Globals.find(Name);
      if (It == Globals.end() || It->second.What != Definition::Undefined)
        continue;
      // The addresses are known after layout; the names must resolve now.
      Own[Name] = 0;
      *List = sectionsNamed(Objects, T.Section);
    }
  }
}

void Link::defineTables() {
  std::vector<Placed> *Lists[] = {&InitArray, &Ctors, &Dtors};
  for (auto [T, List] : zip(TableNames, Lists)) {
    uint32_t Start = 0, End = 0;
    if (!List->empty()) {
      const Placed &First = List->front(), &Last = List->back();
      Start = Objects[First.Object]->Sections[First.Section].Address;
      End = Objects[Last.Object]->Sections[Last.Section].Address +
            Objects[Last.Object]->section(Last.Section).Size;
    }
    if (Own.count(T.Start))
      Own[T.Start] = Start;
    if (Own.count(T.End))
      Own[T.End] = End;
  }
}

static std::string quoted(StringRef Name, StringRef Function) {
  if (Function.empty())
    return Name.str();
  return (Name + ", in " + Function).str();
}

Error Link::mark(unsigned Index, unsigned SectionIndex) {
  SmallVector<Placed> Work{{Index, SectionIndex}};
  std::map<std::string, std::string> Undefined; // name -> first reference
  while (!Work.empty()) {
    Placed P = Work.pop_back_val();
    Object &O = *Objects[P.Object];
    InputSection &S = O.Sections[P.Section];
    if (S.Live)
      continue;
    S.Live = true;
    for (const elf::Relocation &R : S.Relocations) {
      if (R.Symbol == 0)
        continue;
      Definition D = resolve(P.Object, R.Symbol);
      const elf::Symbol &Sym = O.Symbols[R.Symbol];
      if (D.What == Definition::Undefined)
        Undefined.try_emplace(
            Sym.Name, quoted(O.Name, O.functionAt(P.Section, R.Offset)));
      if (D.What != Definition::InSection)
        continue;
      unsigned Target = Objects[D.Object]->Symbols[D.Symbol].Section;
      if (!(Objects[D.Object]->section(Target).Flags & ELF::SHF_ALLOC))
        return makeError("{0}: refers to {1} in section {2} of {3}, which has "
                         "no place in memory",
                         quoted(O.Name, O.functionAt(P.Section, R.Offset)),
                         Sym.Name, Objects[D.Object]->section(Target).Name,
                         Objects[D.Object]->Name);
      Work.push_back({D.Object, Target});
    }
  }
  Error Result = Error::success();
  for (const auto &[Name, Where] : Undefined)
    Result = joinErrors(
        std::move(Result),
        makeError("undefined symbol {0}, referenced by {1}", Name, Where));
  return Result;
}

Error Link::markLive() {
  Own[StackName] = Request.StackBase;
  markConstructors();
  Definition Entry = lookUp(EntryName);
  if (Entry.What != Definition::InSection)
    return makeError("no start-up code: no object defines {0}; link crt0.o",
                     EntryName);
  if (!Request.MainSymbol.empty() &&
      lookUp("main").What == Definition::Undefined)
    return makeError("undefined symbol {0}: the main function of the core is "
                     "in none of the objects",
                     Request.MainSymbol);
  unsigned First = Objects[Entry.Object]->Symbols[Entry.Symbol].Section;
  if (Error E = mark(Entry.Object, First))
    return E;
  for (auto *List : {&InitArray, &Ctors, &Dtors})
    for (const Placed &P : *List)
      if (Error E = mark(P.Object, P.Section))
        return E;
  return Error::success();
}
