//===- Asm.h - the state of one run of the assembler ------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One pass over the lines fills sections (Assembler.cpp, Directives.cpp); then
// expressions are evaluated and the object is written (ObjectWriter.cpp).
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_TARGET_AIE2_ASM_ASM_H
#define AIEFORGE_LIB_TARGET_AIE2_ASM_ASM_H

#include "aieforge/Formats/ElfBuilder.h"
#include "aieforge/Target/AIE2/Assembler.h"
#include "aieforge/Target/AIE2/ISA.h"

#include <map>

namespace aieforge::aie2::assembler {

/// Plus - Minus + Constant; the names may be empty.
struct Expression {
  std::string Plus, Minus;
  int64_t Constant = 0;
  bool isConstant() const { return Plus.empty() && Minus.empty(); }
};

/// An expression whose value goes into a section.
struct Fixup {
  uint32_t Offset = 0; ///< of the bundle or data item
  unsigned Bytes = 0;  ///< of a data item; 0 for a bundle
  unsigned RelocType = 0;
  Expression Value;
  unsigned Line = 0;
  bool IsBranch = false;
};

struct SectionState {
  elf::Section Header;
  std::vector<Fixup> Fixups;
  bool isCode() const { return Header.Flags & llvm::ELF::SHF_EXECINSTR; }
  bool isZero() const { return Header.Type == llvm::ELF::SHT_NOBITS; }
  uint32_t size() const {
    return isZero() ? Header.Size : Header.Contents.size();
  }
};

struct SymbolState {
  bool Defined = false, Absolute = false;
  unsigned Section = 0; ///< index of Assembly::Sections
  uint32_t Value = 0;
  uint8_t Binding = llvm::ELF::STB_LOCAL, Type = llvm::ELF::STT_NOTYPE;
  Expression Size;
  unsigned Line = 0;
};

class Assembly {
public:
  explicit Assembly(llvm::StringRef FileName) : FileName(FileName.str()) {}
  Expected<AssembledObject> run(llvm::StringRef Source);

private:
  // Assembler.cpp
  void line(llvm::StringRef Text);
  void label(llvm::StringRef Name);
  void bundle(llvm::StringRef Text, size_t Column);
  void error(size_t Column, const llvm::Twine &Message);
  // Directives.cpp
  void directive(llvm::StringRef Name, llvm::StringRef Rest, size_t Column);
  void sectionDirective(llvm::StringRef Rest, size_t Column);
  void switchTo(llvm::StringRef Name, unsigned Type, unsigned Flags);
  void align(uint64_t Alignment, size_t Column);
  void data(llvm::StringRef Rest, unsigned Bytes, size_t Column);
  void text(llvm::StringRef Rest, bool Terminate, size_t Column);
  void symbolAttribute(llvm::StringRef Name, llvm::StringRef Rest,
                       size_t Column);
  bool number(llvm::StringRef Text, uint64_t &Value, size_t Column);
  bool expression(llvm::StringRef Text, Expression &E, size_t Column);
  void append(llvm::ArrayRef<uint8_t> Data, size_t Column);
  // ObjectWriter.cpp
  void resolveFixups();
  bool evaluate(Expression &E, unsigned Line);
  void checkAlignment();
  Bytes writeObject();
  void errorAt(unsigned Line, size_t Column, const llvm::Twine &Message);

  SectionState &current() { return Sections[Current]; }

  std::string FileName;
  unsigned Line = 0;
  std::vector<SectionState> Sections;
  unsigned Current = 0;
  std::map<std::string, SymbolState> Symbols;
  std::vector<std::string> SymbolOrder; ///< in order of first mention
  unsigned NumPositions = 0;            ///< names made for "."
  std::string Errors;
  unsigned NumErrors = 0;
  std::vector<std::string> Warnings;

  SymbolState &symbol(llvm::StringRef Name);
};

/// No memory of a core is bigger, so nothing sensible needs more.
constexpr uint64_t MaxSectionBytes = 1 << 20;

/// Names with this prefix stay in the assembler; references go to the section.
constexpr llvm::StringLiteral PrivatePrefix = ".L";

} // namespace aieforge::aie2::assembler

#endif // AIEFORGE_LIB_TARGET_AIE2_ASM_ASM_H
