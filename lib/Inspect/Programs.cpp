//===- Programs.cpp - programs of cores: listings, ELF files, archives ----===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Nodes.h"
#include "aieforge/Formats/Archive.h"
#include "aieforge/Formats/CoreElf.h"
#include "aieforge/Target/AIE2/Disassembler.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace aieforge::inspect;
using namespace llvm;

Node inspect::programNode(const WrittenBytes &Program, hw::Generation G,
                          SharedLines Lines) {
  if (G != hw::Generation::AIE2) {
    Node N;
    N.What = Node::String;
    N.Key = "listing_note";
    N.Title = "listing";
    N.Text =
        "none: the instructions of " + hw::toString(G).str() + " are not known";
    return N;
  }
  Node N = Node::object("listing");
  N.What = Node::Lines;
  N.Print = [&Program, Lines](raw_ostream &OS) {
    for (const auto &[Offset, Data] : Program.ranges()) {
      aie2::CodeListing L;
      L.Code = Data;
      L.Address = Offset;
      L.HexTargets = true;
      aie2::printListing(OS, L, Lines.get());
    }
  };
  return N;
}

//===----------------------------------------------------------------------===//
// ELF files
//===----------------------------------------------------------------------===//

static std::string typeName(uint8_t Type) {
  switch (Type) {
  case ELF::STT_NOTYPE:
    return "none";
  case ELF::STT_OBJECT:
    return "object";
  case ELF::STT_FUNC:
    return "function";
  case ELF::STT_SECTION:
    return "section";
  case ELF::STT_FILE:
    return "file";
  default:
    return formatv("type {0}", Type);
  }
}

static std::string bindingName(uint8_t Binding) {
  switch (Binding) {
  case ELF::STB_LOCAL:
    return "local";
  case ELF::STB_GLOBAL:
    return "global";
  case ELF::STB_WEAK:
    return "weak";
  default:
    return formatv("binding {0}", Binding);
  }
}

static std::string placeName(const elf::File &F, const elf::Symbol &S) {
  switch (S.Section) {
  case ELF::SHN_UNDEF:
    return "undefined";
  case ELF::SHN_ABS:
    return "absolute";
  case ELF::SHN_COMMON:
    return "common";
  default:
    return S.Section < F.Sections.size()
               ? F.Sections[S.Section].Name
               : formatv("section {0}", S.Section).str();
  }
}

static Node sectionNode(const elf::File &F, unsigned Index) {
  const elf::Section &S = F.Sections[Index];
  std::string Flags;
  if (S.Flags & ELF::SHF_ALLOC)
    Flags += " loaded";
  if (S.Flags & ELF::SHF_WRITE)
    Flags += " writable";
  if (S.Flags & ELF::SHF_EXECINSTR)
    Flags += " code";
  Node N = Node::line(formatv("{0} {1}: {2} bytes at {3:x}{4}", Index, S.Name,
                              S.Size, S.Address, Flags));
  N.number("index", Index);
  N.text("name", S.Name);
  N.number("type", S.Type);
  N.hex("flags", S.Flags);
  N.hex("address", S.Address);
  N.hex("offset", S.Offset);
  N.number("size", S.Size);
  N.number("alignment", S.Alignment);
  return N;
}

/// Symbols of sections have no names of their own.
static std::string nameOf(const elf::File &F, const elf::Symbol &S) {
  return S.Type == ELF::STT_SECTION && S.Name.empty() ? placeName(F, S)
                                                      : S.Name;
}

static Node symbolNode(const elf::File &F, const elf::Symbol &S) {
  Node N = Node::line(formatv("{0:x} {1} {2} {3}, {4} bytes, {5}", S.Value,
                              bindingName(S.Binding), typeName(S.Type),
                              nameOf(F, S), S.Size, placeName(F, S)));
  N.text("name", nameOf(F, S));
  N.hex("value", S.Value);
  N.number("size", S.Size);
  N.text("binding", bindingName(S.Binding));
  N.text("type", typeName(S.Type));
  N.text("section", placeName(F, S));
  return N;
}

/// An ELF file as far as the document needs it.
struct ElfView {
  elf::File File;
  std::vector<elf::Symbol> Symbols;
  /// Of the sections that hold them.
  std::map<unsigned, std::vector<elf::Relocation>> Relocations;
};

static Expected<std::shared_ptr<const ElfView>> readElf(BytesRef Data) {
  auto V = std::make_shared<ElfView>();
  Expected<elf::File> F = elf::parse(Data);
  if (!F)
    return F.takeError();
  V->File = std::move(*F);
  Expected<std::vector<elf::Symbol>> Symbols = elf::symbols(V->File);
  if (!Symbols)
    return Symbols.takeError();
  V->Symbols = std::move(*Symbols);
  for (auto [Index, S] : enumerate(V->File.Sections)) {
    if (S.Type != ELF::SHT_RELA && S.Type != ELF::SHT_REL)
      continue;
    Expected<std::vector<elf::Relocation>> Entries =
        elf::relocations(V->File, Index);
    if (!Entries)
      return Entries.takeError();
    V->Relocations[Index] = std::move(*Entries);
  }
  return V;
}

static void addRelocations(Node &To, std::shared_ptr<const ElfView> V) {
  if (V->Relocations.empty())
    return;
  To.add(Node::array("relocations")).More = [V](Node::Adder Add) {
    for (const auto &[Index, Entries] : V->Relocations)
      for (const elf::Relocation &R : Entries) {
        const std::string &Section = V->File.Sections[Index].Name;
        std::string Name = R.Symbol < V->Symbols.size()
                               ? nameOf(V->File, V->Symbols[R.Symbol])
                               : "";
        Node N = Node::line(formatv("{0} {1:x} type {2} {3} + {4}", Section,
                                    R.Offset, R.Type, Name, R.Addend));
        N.text("section", Section);
        N.hex("offset", R.Offset);
        N.number("type", R.Type);
        N.text("symbol", Name);
        N.number("addend", R.Addend);
        Add(N);
      }
  };
}

static StringRef windowName(uint32_t Address) {
  const hw::ReachWindow *W = hw::coreWindowAt(Address);
  return W ? W->Name : StringRef("no");
}

/// Sizes of what a loader takes from a linked image.
static Error addCoreSummary(Node &To, BytesRef Data) {
  Expected<elf::CoreElf> Core = elf::parseCore(Data);
  if (!Core)
    return Core.takeError();
  To.hex("entry", Core->Entry);
  uint64_t Program = 0;
  for (const elf::CoreSegment &S : Core->Segments)
    if (S.isProgram())
      Program += S.MemorySize;
  To.number("program_bytes", Program, "program bytes");
  Node &Segments = To.add(Node::array("segments"));
  for (const elf::CoreSegment &S : Core->Segments) {
    std::string Memory =
        S.isProgram() ? "program" : (windowName(S.Address) + " data").str();
    Node &N = Segments.add(Node::line(
        formatv("{0}: {1} bytes at {2:x} ({3} memory){4}",
                S.Name.empty() ? "segment" : S.Name, S.MemorySize, S.Address,
                Memory, S.Data.empty() ? ", zeros" : "")));
    N.text("name", S.Name);
    N.hex("address", S.Address);
    N.number("bytes", S.MemorySize);
    N.text("memory", Memory);
  }
  return Error::success();
}

static void addObjectSummary(Node &To, const elf::File &F,
                             ArrayRef<elf::Symbol> Symbols) {
  uint64_t Code = 0, Loaded = 0;
  for (const elf::Section &S : F.Sections) {
    if (!(S.Flags & ELF::SHF_ALLOC))
      continue;
    (S.Flags & ELF::SHF_EXECINSTR ? Code : Loaded) += S.Size;
  }
  To.number("code_bytes", Code, "code bytes");
  To.number("data_bytes", Loaded, "data bytes");
  Node &Defined = To.add(Node::array("defines"));
  Node &Needed = To.add(Node::array("needs"));
  for (const elf::Symbol &S : Symbols) {
    if (S.Binding == ELF::STB_LOCAL || S.Name.empty())
      continue;
    (S.isDefined() ? Defined : Needed).item(S.Name);
  }
}

static Node listingNode(BytesRef Data) {
  Node N = Node::object("listing");
  N.What = Node::Lines;
  N.Print = [Data](raw_ostream &OS) {
    Expected<unsigned> Bad = aie2::disassembleElf(OS, Data);
    if (!Bad)
      OS << "// " << toString(Bad.takeError()) << "\n";
  };
  return N;
}

void inspect::printBytes(raw_ostream &OS, BytesRef Data) {
  constexpr size_t PerLine = 16;
  for (size_t At = 0; At < Data.size(); At += PerLine) {
    BytesRef Line = Data.slice(At, std::min(PerLine, Data.size() - At));
    OS << utohexstr(At, /*LowerCase=*/true, /*Width=*/6) << "  ";
    for (uint8_t B : Line)
      OS << hexdigit(B >> 4, true) << hexdigit(B & 15, true) << ' ';
    OS.indent(3 * (PerLine - Line.size()) + 1);
    for (uint8_t B : Line)
      OS << (isPrint(char(B)) ? char(B) : '.');
    OS << '\n';
  }
}

static Error inspectElfSection(Node &Root, const elf::File &F, StringRef Name) {
  unsigned Index = F.findSection(Name);
  if (!Index)
    return makeError("there is no section {0}; there are{1}", Name, [&] {
      std::string Names;
      for (const elf::Section &S : F.Sections)
        if (!S.Name.empty())
          Names += " " + S.Name;
      return Names;
    }());
  // The parsed file does not outlive this call; its bytes must.
  auto Contents = std::make_shared<Bytes>(F.Sections[Index].Contents);
  Node &Details = Root.add(Node::object("details"));
  Details.add(Node::array("sections")).add(sectionNode(F, Index));
  if (F.Sections[Index].Flags & ELF::SHF_EXECINSTR) {
    Node N = Node::object("listing");
    N.What = Node::Lines;
    N.Print = [Contents, At = F.Sections[Index].Address](raw_ostream &OS) {
      aie2::CodeListing L;
      L.Code = *Contents;
      L.Address = At;
      aie2::printListing(OS, L);
    };
    Details.add(std::move(N));
    return Error::success();
  }
  Node N = Node::object("contents");
  N.What = Node::Lines;
  N.Print = [Contents](raw_ostream &OS) { printBytes(OS, *Contents); };
  Details.add(std::move(N));
  return Error::success();
}

static void addElfDetails(Node &Details, std::shared_ptr<const ElfView> V) {
  Details.add(Node::array("sections")).More = [V](Node::Adder Add) {
    for (unsigned I = 1; I < V->File.Sections.size(); ++I)
      Add(sectionNode(V->File, I));
  };
  Details.add(Node::array("symbols")).More = [V](Node::Adder Add) {
    for (size_t I = 1; I < V->Symbols.size(); ++I)
      Add(symbolNode(V->File, V->Symbols[I]));
  };
  addRelocations(Details, V);
}

Error inspect::inspectElf(Node &Root, BytesRef Data, const Options &O) {
  Expected<std::shared_ptr<const ElfView>> Read = readElf(Data);
  if (!Read)
    return Read.takeError();
  const ElfView &V = **Read;
  if (O.Section)
    return inspectElfSection(Root, V.File, *O.Section);
  if (O.Tile || O.Pdi)
    return makeError("an ELF file is the program of one core: --core and --pdi "
                     "do not apply");
  Node &Summary = Root.add(Node::object("summary"));
  Summary.number("machine", V.File.Machine);
  Summary.hex("flags", V.File.Flags);
  if (V.File.Type == ELF::ET_REL)
    addObjectSummary(Summary, V.File, V.Symbols);
  else if (Error E = addCoreSummary(Summary, Data))
    return E;
  Summary.number("symbols", V.Symbols.empty() ? 0 : V.Symbols.size() - 1);
  if (!O.All)
    return Error::success();
  Node &Details = Root.add(Node::object("details"));
  addElfDetails(Details, *Read);
  Details.add(listingNode(Data));
  return Error::success();
}

//===----------------------------------------------------------------------===//
// Archives
//===----------------------------------------------------------------------===//

Error inspect::inspectArchive(Node &Root, BytesRef Data, const Options &O) {
  Expected<std::vector<ArchiveMember>> Members = parseArchive(Data);
  if (!Members)
    return Members.takeError();
  if (O.narrowed())
    return makeError("an archive has no sections, images or tiles");
  Node &Summary = Root.add(Node::object("summary"));
  Summary.number("count", Members->size(), "members");
  Node &List = Summary.add(Node::array("members", "names"));
  for (const ArchiveMember &M : *Members) {
    std::string Kind = describeFile(M.Name, M.Data);
    Node &N = List.add(Node::line(
        formatv("{0}: {1}, {2} bytes", M.Name, Kind, M.Data.size())));
    N.text("name", M.Name);
    N.text("kind", Kind);
    N.number("bytes", M.Data.size());
  }
  if (!O.All)
    return Error::success();
  Node &Details = Root.add(Node::object("details")).add(Node::array("members"));
  for (const ArchiveMember &M : *Members) {
    Node N = Node::object("", M.Name);
    N.text("name", M.Name).onlyFor(Node::Programs);
    ArtefactKind K = recogniseArtefact(M.Name, M.Data);
    if (K == ArtefactKind::CoreElf || K == ArtefactKind::CoreObject)
      if (Error E = inspectElf(N, M.Data, O))
        return prefixError("member " + M.Name, std::move(E));
    Details.add(std::move(N));
  }
  return Error::success();
}
