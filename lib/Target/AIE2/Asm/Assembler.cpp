//===- Assembler.cpp - lines of an assembly file --------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Target/AIE2/Assembler.h"
#include "Asm.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace aieforge::aie2;
using namespace aieforge::aie2::assembler;
using namespace llvm;

/// More messages than this only hide the first one.
static constexpr unsigned MaxErrors = 20;

void Assembly::errorAt(unsigned AtLine, size_t Column, const Twine &Message) {
  if (++NumErrors > MaxErrors)
    return;
  if (!Errors.empty())
    Errors += "\n";
  Errors +=
      formatv("{0}:{1}:{2}: {3}", FileName, AtLine, Column + 1, Message.str())
          .str();
}

void Assembly::error(size_t Column, const Twine &Message) {
  errorAt(Line, Column, Message);
}

SymbolState &Assembly::symbol(StringRef Name) {
  auto [It, New] = Symbols.try_emplace(Name.str());
  if (New)
    SymbolOrder.push_back(Name.str());
  return It->second;
}

/// The text without "// ..."; quotes protect.
static StringRef withoutComment(StringRef Text) {
  bool Quoted = false;
  for (size_t I = 0; I + 1 < Text.size(); ++I) {
    if (Text[I] == '\\' && Quoted)
      ++I;
    else if (Text[I] == '"')
      Quoted = !Quoted;
    else if (!Quoted && Text[I] == '/' && Text[I + 1] == '/')
      return Text.take_front(I);
  }
  return Text;
}

static bool isNameChar(char C) {
  return isAlnum(C) || C == '_' || C == '.' || C == '$' || C == '@';
}

void Assembly::label(StringRef Name) {
  SymbolState &S = symbol(Name);
  if (S.Defined) {
    error(0, "'" + Name + "' is already defined in line " + Twine(S.Line));
    return;
  }
  S.Defined = true;
  S.Section = Current;
  S.Value = current().size();
  S.Line = Line;
}

void Assembly::append(ArrayRef<uint8_t> Data, size_t Column) {
  SectionState &S = current();
  if (S.size() + uint64_t(Data.size()) > MaxSectionBytes) {
    error(Column, "section " + S.Header.Name +
                      " gets bigger than the memories "
                      "of a core");
    return;
  }
  if (!S.isZero()) {
    S.Header.Contents.insert(S.Header.Contents.end(), Data.begin(), Data.end());
    return;
  }
  if (any_of(Data, [](uint8_t B) { return B != 0; }))
    error(Column, "section " + S.Header.Name + " holds only zeros");
  S.Header.Size += Data.size();
}

void Assembly::bundle(StringRef Text, size_t Column) {
  if (!current().isCode()) {
    error(Column, "instructions belong into a code section, but this is " +
                      current().Header.Name);
    return;
  }
  SmallVector<SymbolRef, 2> Refs;
  Expected<Bundle> B = parseBundle(Text, &Refs);
  if (!B) {
    // "column N: message", counted from the start of Text.
    std::string Message = toString(B.takeError());
    StringRef Rest = Message;
    unsigned InText = 1;
    Rest.consume_front("column ");
    Rest.consumeInteger(10, InText);
    Rest.consume_front(": ");
    error(Column + InText - 1, Rest);
    return;
  }
  SmallVector<uint8_t, 16> Code;
  if (Error E = encodeBundle(*B, Code)) {
    error(Column, toString(std::move(E)));
    return;
  }
  for (const SymbolRef &R : Refs) {
    const RelocInfo *Reloc = relocationFor(B->Fmt, R.Op);
    if (!Reloc) {
      error(Column, "'" + Twine(R.Name) + "': " + info(R.Op).Mnemonic +
                        " does not take a symbol; use movxm");
      continue;
    }
    symbol(R.Name);
    Fixup F;
    F.Offset = current().size();
    F.RelocType = Reloc->Type;
    F.Value = {R.Name, "", R.Addend};
    F.Line = Line;
    F.IsBranch = Reloc->Value == RelocValue::Addr20;
    current().Fixups.push_back(std::move(F));
  }
  append(Code, Column);
}

void Assembly::line(StringRef Text) {
  StringRef Rest = withoutComment(Text).rtrim();
  while (true) {
    Rest = Rest.ltrim();
    // Labels: a name with a colon behind it.
    StringRef Name = Rest.take_while(isNameChar);
    if (Name.empty() || isDigit(Name.front()) ||
        !Rest.drop_front(Name.size()).starts_with(":"))
      break;
    label(Name);
    Rest = Rest.drop_front(Name.size() + 1);
  }
  if (Rest.empty())
    return;
  size_t Column = Rest.data() - Text.data();
  if (!Rest.starts_with(".")) {
    bundle(Rest, Column);
    return;
  }
  StringRef Name = Rest.take_while(isNameChar);
  directive(Name, Rest.drop_front(Name.size()).ltrim(), Column);
}

Expected<AssembledObject> Assembly::run(StringRef Source) {
  switchTo(".text", ELF::SHT_PROGBITS, ELF::SHF_ALLOC | ELF::SHF_EXECINSTR);
  while (!Source.empty()) {
    auto [First, Rest] = Source.split('\n');
    ++Line;
    line(First.rtrim('\r'));
    Source = Rest;
  }
  resolveFixups();
  if (NumErrors > MaxErrors)
    Errors += formatv("\n{0}: {1} more errors", FileName, NumErrors - MaxErrors)
                  .str();
  if (NumErrors)
    return makeError("{0}", Errors);
  checkAlignment();
  AssembledObject Out;
  Out.Elf = writeObject();
  Out.Warnings = std::move(Warnings);
  return Out;
}

Expected<AssembledObject> aie2::assemble(StringRef Source, StringRef FileName) {
  return Assembly(FileName).run(Source);
}
