//===- Link.h - the state of one link ---------------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Steps: load objects and resolve names (Objects.cpp), find what `__start`
// reaches (Reach.cpp), place it (Layout.cpp, Data.cpp), patch it
// (Relocate.cpp).
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_TARGET_AIE2_LINKER_LINK_H
#define AIEFORGE_LIB_TARGET_AIE2_LINKER_LINK_H

#include "aieforge/Target/AIE2/Linker.h"

#include <memory>
#include <optional>

namespace aieforge::aie2::link {

/// Configuration writes move words, so segments of data are whole words.
constexpr uint32_t WordBytes = 4;

/// A section of an object, and where it ends up.
struct InputSection {
  unsigned Index = 0; ///< in its object
  bool Live = false;
  uint32_t Address = 0;
  std::vector<elf::Relocation> Relocations;
};

struct Object {
  std::string Name; ///< "a.o" or "lib.a(a.o)"
  elf::File File;
  std::vector<elf::Symbol> Symbols;
  std::vector<InputSection> Sections; ///< parallel to File.Sections

  const elf::Section &section(unsigned I) const { return File.Sections[I]; }
  bool isCode(unsigned I) const {
    return section(I).Flags & llvm::ELF::SHF_EXECINSTR;
  }
  /// The function around \p Offset of section \p Index, for messages; empty if
  /// there is none.
  std::string functionAt(unsigned Index, uint32_t Offset) const;
};

/// What a name means in this link.
struct Definition {
  enum Kind { Undefined, InSection, Absolute } What = Undefined;
  unsigned Object = 0, Symbol = 0; ///< InSection
  uint32_t Value = 0;              ///< Absolute
  bool Weak = false;
};

/// A piece of one of the three output kinds: code, data, zeros.
struct Placed {
  unsigned Object, Section;
};

/// A stretch of data memory.
struct DataChunk {
  uint32_t Begin = 0, End = 0; ///< of the used part
  bool Zero = false;
  std::vector<Placed> Parts;
};

class Link {
public:
  explicit Link(const LinkRequest &Request) : Request(Request) {}
  Expected<LinkedCore> run();

private:
  // Objects.cpp
  Error load();
  Error addObject(llvm::StringRef Name, BytesRef Data);
  Error define(unsigned Object);
  Error pullMembers();
  // Reach.cpp
  Error markLive();
  Error mark(unsigned Object, unsigned Section);
  void markConstructors();
  // Layout.cpp
  Error placeCode();
  Error programTooBig(uint32_t Needed) const;
  void defineTables();
  // Data.cpp
  Error placeData();
  Error placeUnit(llvm::ArrayRef<Placed> Unit, bool Zero);
  Error noRoom(uint32_t Size, uint32_t Alignment, const Placed &What) const;
  // Relocate.cpp
  Expected<Bytes> contents(const Placed &P) const;
  Error patch(const Placed &P, const elf::Relocation &R, Bytes &Data) const;

  /// The definition that a symbol of an object refers to.
  Definition resolve(unsigned Object, unsigned Symbol) const;
  Definition lookUp(llvm::StringRef Name) const;
  uint32_t addressOf(const Definition &D) const;
  /// Size of a symbol; one without size reaches to the next or to the end of
  /// its section.
  uint32_t sizeOf(unsigned Object, unsigned Symbol) const;
  /// Names and sizes of the live symbols of code or data, biggest first.
  std::vector<LinkedSymbol> biggest(bool Code) const;
  void collectSymbols(LinkedCore &Out, elf::CoreElf &Core) const;

  const LinkRequest &Request;
  std::vector<std::unique_ptr<Object>> Objects;
  struct Member {
    std::string Name;
    BytesRef Data;
    std::vector<std::string> Defines;
    bool Taken = false;
  };
  std::vector<Member> Members;
  std::map<std::string, Definition> Globals;
  /// Symbols that the linker itself defines.
  std::map<std::string, uint32_t> Own;

  std::vector<Placed> Code;
  uint32_t CodeEnd = 0;
  std::vector<DataChunk> Chunks; ///< by region, initialised before zeros
  std::vector<Placed> InitArray, Ctors, Dtors;
};

/// "__start", where a core begins.
extern const char *const EntryName;
/// The initial stack pointer.
extern const char *const StackName;

} // namespace aieforge::aie2::link

#endif // AIEFORGE_LIB_TARGET_AIE2_LINKER_LINK_H
