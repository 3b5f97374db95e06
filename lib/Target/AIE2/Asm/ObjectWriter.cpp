//===- ObjectWriter.cpp - expressions and the object file -----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Asm.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Endian.h"

using namespace aieforge;
using namespace aieforge::aie2;
using namespace aieforge::aie2::assembler;
using namespace llvm;

/// `.word symbol` keeps the upper twelve bits of the word.
static constexpr unsigned WordRelocation = 50;
static constexpr uint32_t BranchAlignment = 16;

/// Folds what is known: absolute symbols, and differences in one section.
bool Assembly::evaluate(Expression &E, unsigned AtLine) {
  for (auto [Name, Sign] : {std::pair(&E.Plus, 1), std::pair(&E.Minus, -1)}) {
    if (Name->empty())
      continue;
    const SymbolState &S = Symbols[*Name];
    if (S.Absolute) {
      E.Constant += Sign * int64_t(int32_t(S.Value));
      Name->clear();
    }
  }
  if (E.Minus.empty())
    return true;
  const SymbolState &Minus = Symbols[E.Minus];
  const SymbolState &Plus = Symbols[E.Plus];
  if (E.Plus.empty() || !Minus.Defined || !Plus.Defined ||
      Minus.Section != Plus.Section) {
    errorAt(AtLine, 0, "the difference needs two labels of one section");
    return false;
  }
  E.Constant += int64_t(Plus.Value) - int64_t(Minus.Value);
  E.Plus.clear();
  E.Minus.clear();
  return true;
}

/// Constants go into their places; what is left becomes relocations.
void Assembly::resolveFixups() {
  for (auto &[Name, S] : Symbols)
    evaluate(S.Size, S.Line);
  for (SectionState &Section : Sections) {
    std::vector<Fixup> Left;
    for (Fixup &F : Section.Fixups) {
      if (!evaluate(F.Value, F.Line))
        continue;
      if (!F.Value.isConstant()) {
        if (F.Bytes && F.Bytes != 4)
          errorAt(F.Line, 0, "only a .word holds an address");
        if (StringRef(F.Value.Plus).starts_with(PrivatePrefix) &&
            !Symbols[F.Value.Plus].Defined)
          errorAt(F.Line, 0, "'" + F.Value.Plus + "' is not defined");
        if (F.Bytes)
          F.RelocType = WordRelocation;
        Left.push_back(std::move(F));
        continue;
      }
      uint8_t *At = Section.Header.Contents.data() + F.Offset;
      if (!F.Bytes) {
        const RelocInfo &R = *relocation(F.RelocType);
        if (F.Value.Constant < R.minValue() || F.Value.Constant > R.maxValue())
          errorAt(F.Line, 0,
                  formatv("{0} does not fit; it must be in {1}..{2}",
                          F.Value.Constant, R.minValue(), R.maxValue())
                      .str());
        insertField(MutableArrayRef(At, R.Bytes),
                    ArrayRef(R.Pieces, R.NumPieces), F.Value.Constant);
        continue;
      }
      for (unsigned I = 0; I < F.Bytes; ++I)
        At[I] = uint64_t(F.Value.Constant) >> (8 * I);
    }
    Section.Fixups = std::move(Left);
  }
}

/// Branch targets and functions that do not start a fetch word.
void Assembly::checkAlignment() {
  auto Check = [&](StringRef Name, unsigned AtLine, StringRef What) {
    const SymbolState &S = Symbols[Name.str()];
    if (S.Defined && !S.Absolute && Sections[S.Section].isCode() &&
        S.Value % BranchAlignment)
      Warnings.push_back(
          formatv(
              "{0}:{1}: {2} '{3}' at offset {4:x} is not a multiple of {5}; "
              "put .align {5} before it",
              FileName, AtLine, What, Name, S.Value, BranchAlignment)
              .str());
  };
  for (const std::string &Name : SymbolOrder)
    if (Symbols[Name].Type == ELF::STT_FUNC)
      Check(Name, Symbols[Name].Line, "the function");
  for (const SectionState &Section : Sections)
    for (const Fixup &F : Section.Fixups)
      if (F.IsBranch && F.Value.Constant == 0 &&
          Symbols[F.Value.Plus].Type != ELF::STT_FUNC)
        Check(F.Value.Plus, F.Line, "the branch target");
}

Bytes Assembly::writeObject() {
  elf::Builder B(ELF::ET_REL);
  std::vector<unsigned> Indices, SectionSymbols;
  for (const SectionState &S : Sections)
    Indices.push_back(B.addSection(S.Header));
  for (unsigned Index : Indices) {
    elf::Symbol S;
    S.Type = ELF::STT_SECTION;
    S.Section = Index;
    SectionSymbols.push_back(B.addSymbol(S));
  }
  std::map<std::string, unsigned> Numbers;
  for (const std::string &Name : SymbolOrder) {
    const SymbolState &S = Symbols[Name];
    if (StringRef(Name).starts_with(PrivatePrefix))
      continue;
    elf::Symbol New;
    New.Name = Name;
    New.Value = S.Value;
    New.Size = S.Size.Constant;
    // What is not defined here comes from elsewhere.
    New.Binding = S.Defined || S.Binding == ELF::STB_WEAK
                      ? S.Binding
                      : uint8_t(ELF::STB_GLOBAL);
    New.Type = S.Type;
    New.Section = S.Absolute  ? unsigned(ELF::SHN_ABS)
                  : S.Defined ? Indices[S.Section]
                              : unsigned(ELF::SHN_UNDEF);
    Numbers[Name] = B.addSymbol(New);
  }
  for (auto [I, Section] : enumerate(Sections))
    for (const Fixup &F : Section.Fixups) {
      const SymbolState &S = Symbols[F.Value.Plus];
      elf::Relocation R{F.Offset, 0, uint8_t(F.RelocType),
                        int32_t(F.Value.Constant)};
      auto It = Numbers.find(F.Value.Plus);
      if (It != Numbers.end()) {
        R.Symbol = It->second;
      } else {
        R.Symbol = SectionSymbols[S.Section];
        R.Addend += S.Value;
      }
      B.addRelocation(Indices[I], R);
    }
  return elf::serialize(B.build());
}
