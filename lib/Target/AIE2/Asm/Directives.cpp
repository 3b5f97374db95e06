//===- Directives.cpp - ".word", ".section", ".align" and the like --------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Asm.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Alignment.h"
#include "llvm/Support/Endian.h"

using namespace aieforge;
using namespace aieforge::aie2;
using namespace aieforge::aie2::assembler;
using namespace llvm;

static bool isNameChar(char C) {
  return isAlnum(C) || C == '_' || C == '.' || C == '$' || C == '@';
}

void Assembly::switchTo(StringRef Name, unsigned Type, unsigned Flags) {
  for (auto [I, S] : enumerate(Sections))
    if (S.Header.Name == Name) {
      Current = I;
      return;
    }
  SectionState S;
  S.Header.Name = Name.str();
  S.Header.Type = Type;
  S.Header.Flags = Flags;
  S.Header.Alignment = S.isCode() ? 16 : 1;
  Sections.push_back(std::move(S));
  Current = Sections.size() - 1;
}

/// The usual type and flags of a section by its name.
static std::pair<unsigned, unsigned> usual(StringRef Name) {
  auto Is = [&](StringRef Prefix) {
    return Name == Prefix || Name.starts_with((Prefix + ".").str());
  };
  if (Is(".text"))
    return {ELF::SHT_PROGBITS, ELF::SHF_ALLOC | ELF::SHF_EXECINSTR};
  if (Is(".bss"))
    return {ELF::SHT_NOBITS, ELF::SHF_ALLOC | ELF::SHF_WRITE};
  if (Is(".rodata"))
    return {ELF::SHT_PROGBITS, ELF::SHF_ALLOC};
  if (Is(".init_array"))
    return {ELF::SHT_INIT_ARRAY, ELF::SHF_ALLOC | ELF::SHF_WRITE};
  if (Is(".data") || Is(".ctors") || Is(".dtors"))
    return {ELF::SHT_PROGBITS, ELF::SHF_ALLOC | ELF::SHF_WRITE};
  return {ELF::SHT_PROGBITS, 0};
}

/// .section NAME [, "flags" [, @type]]
void Assembly::sectionDirective(StringRef Rest, size_t Column) {
  SmallVector<StringRef> Parts;
  Rest.split(Parts, ',');
  StringRef Name = Parts[0].trim().trim('"');
  if (Name.empty()) {
    error(Column, ".section needs a name");
    return;
  }
  auto [Type, Flags] = usual(Name);
  if (Parts.size() > 1) {
    Flags = 0;
    for (char C : Parts[1].trim().trim('"')) {
      unsigned Flag = StringSwitch<unsigned>(StringRef(&C, 1))
                          .Case("a", ELF::SHF_ALLOC)
                          .Case("w", ELF::SHF_WRITE)
                          .Case("x", ELF::SHF_EXECINSTR)
                          .Default(0);
      // Merging and grouping save space; the linker does without.
      if (!Flag && !StringRef("MSG").contains(C)) {
        error(Column, "unknown section flag '" + Twine(C) + "'");
        return;
      }
      Flags |= Flag;
    }
  }
  if (Parts.size() > 2) {
    StringRef Kind = Parts[2].trim().ltrim("@%");
    Type = StringSwitch<unsigned>(Kind)
               .Case("progbits", ELF::SHT_PROGBITS)
               .Case("nobits", ELF::SHT_NOBITS)
               .Case("init_array", ELF::SHT_INIT_ARRAY)
               .Default(ELF::SHT_PROGBITS);
  }
  switchTo(Name, Type, Flags);
}

bool Assembly::number(StringRef Text, uint64_t &Value, size_t Column) {
  if (!Text.trim().getAsInteger(0, Value))
    return true;
  error(Column, "expected a number, not '" + Text.trim() + "'");
  return false;
}

/// Terms with '+' and '-' between them: numbers, names, "." for here.
bool Assembly::expression(StringRef Text, Expression &E, size_t Column) {
  StringRef Rest = Text.trim();
  if (Rest.consume_front("("))
    if (!Rest.consume_back(")")) {
      error(Column, "expected ')'");
      return false;
    }
  bool First = true;
  while (First || !Rest.empty()) {
    Rest = Rest.ltrim();
    bool Minus = false;
    if (Rest.consume_front("-"))
      Minus = true;
    else if (!Rest.consume_front("+") && !First)
      break;
    First = false;
    Rest = Rest.ltrim();
    StringRef Term = Rest.take_while(isNameChar);
    Rest = Rest.drop_front(Term.size());
    uint64_t Value;
    if (!Term.empty() && isDigit(Term.front())) {
      if (Term.getAsInteger(0, Value)) {
        error(Column, "'" + Term + "' is not a number");
        return false;
      }
      E.Constant += Minus ? -int64_t(Value) : int64_t(Value);
      continue;
    }
    std::string Name = Term.str();
    if (Term == ".") {
      Name = (PrivatePrefix + "here" + Twine(NumPositions++)).str();
      label(Name);
    }
    std::string &Slot = Minus ? E.Minus : E.Plus;
    if (Name.empty() || !Slot.empty()) {
      error(Column, Name.empty() ? "expected a number or a symbol"
                                 : "at most one symbol is added and one "
                                   "subtracted");
      return false;
    }
    symbol(Name);
    Slot = Name;
  }
  if (Rest.trim().empty())
    return true;
  error(Column, "unexpected '" + Rest.trim() + "' in an expression");
  return false;
}

void Assembly::data(StringRef Rest, unsigned Bytes, size_t Column) {
  SmallVector<StringRef> Parts;
  Rest.split(Parts, ',');
  for (StringRef Part : Parts) {
    Expression E;
    if (!expression(Part, E, Column))
      return;
    int64_t Limit = int64_t(1) << (8 * Bytes);
    if (E.Constant >= Limit || E.Constant < -Limit / 2)
      error(
          Column,
          formatv("{0} does not fit into {1} bytes", E.Constant, Bytes).str());
    if (!E.isConstant()) {
      Fixup F;
      F.Offset = current().size();
      F.Bytes = Bytes;
      F.Value = E;
      F.Line = Line;
      current().Fixups.push_back(std::move(F));
      E.Constant = 0;
    }
    uint8_t Raw[8];
    support::endian::write64le(Raw, E.Constant);
    append(ArrayRef(Raw, Bytes), Column);
  }
}

void Assembly::text(StringRef Rest, bool Terminate, size_t Column) {
  Rest = Rest.trim();
  if (Rest.size() < 2 || !Rest.consume_front("\"") ||
      !Rest.consume_back("\"")) {
    error(Column, "expected a text in quotation marks");
    return;
  }
  SmallVector<uint8_t> Out;
  while (!Rest.empty()) {
    char C = Rest.front();
    Rest = Rest.drop_front();
    if (C == '\\' && !Rest.empty()) {
      StringRef Digits = Rest.take_front(3).take_while(
          [](char D) { return D >= '0' && D <= '7'; });
      unsigned Code;
      if (!Digits.getAsInteger(8, Code)) {
        Out.push_back(Code);
        Rest = Rest.drop_front(Digits.size());
        continue;
      }
      char Escape = Rest.front();
      Rest = Rest.drop_front();
      size_t At = StringRef("nrtbf").find(Escape);
      C = At == StringRef::npos ? Escape : "\n\r\t\b\f"[At];
    }
    Out.push_back(C);
  }
  if (Terminate)
    Out.push_back(0);
  append(Out, Column);
}

void Assembly::align(uint64_t Alignment, size_t Column) {
  if (!isPowerOf2_64(Alignment) || Alignment > MaxSectionBytes) {
    error(Column, "the alignment must be a power of two, in bytes");
    return;
  }
  SectionState &S = current();
  S.Header.Alignment = std::max<uint32_t>(S.Header.Alignment, Alignment);
  uint64_t Gap = alignTo(S.size(), Alignment) - S.size();
  if (!S.isCode()) {
    append(SmallVector<uint8_t>(Gap, 0), Column);
    return;
  }
  if (Gap % 2) {
    error(Column, "code at an odd offset cannot be aligned with no-ops");
    return;
  }
  if (S.size() + Gap > MaxSectionBytes) {
    append(SmallVector<uint8_t>(Gap, 0), Column); // says so
    return;
  }
  // Full-size no-ops and one shorter one cost fewer cycles than small ones.
  while (Gap) {
    Bundle B;
    SmallVector<uint8_t, 16> Code;
    if (Error E = encodeBundle(B, Code, std::min<uint64_t>(Gap, 16))) {
      error(Column, toString(std::move(E)));
      return;
    }
    append(Code, Column);
    Gap -= Code.size();
  }
}

/// .globl, .weak, .local, .type, .size, .set
void Assembly::symbolAttribute(StringRef Name, StringRef Rest, size_t Column) {
  auto [First, Second] = Rest.split(',');
  StringRef Symbol = First.trim();
  Second = Second.trim();
  if (Symbol.empty() || !all_of(Symbol, isNameChar)) {
    error(Column, Name + " needs the name of a symbol");
    return;
  }
  SymbolState &S = symbol(Symbol);
  if (Name == ".globl" || Name == ".global") {
    S.Binding = ELF::STB_GLOBAL;
  } else if (Name == ".weak") {
    S.Binding = ELF::STB_WEAK;
  } else if (Name == ".local") {
    S.Binding = ELF::STB_LOCAL;
  } else if (Name == ".type") {
    StringRef Kind = Second.ltrim("@%");
    S.Type = Kind == "function" ? ELF::STT_FUNC
             : Kind == "object" ? ELF::STT_OBJECT
                                : ELF::STT_NOTYPE;
  } else if (Name == ".size") {
    Expression E;
    if (expression(Second, E, Column))
      symbol(Symbol).Size = E;
  } else { // .set, .equ
    Expression E;
    if (!expression(Second, E, Column))
      return;
    if (!E.isConstant() || S.Defined) {
      error(Column, S.Defined ? "'" + Symbol + "' is already defined"
                              : Name + " needs a number");
      return;
    }
    S.Defined = S.Absolute = true;
    S.Value = E.Constant;
    S.Line = Line;
  }
}

void Assembly::directive(StringRef Name, StringRef Rest, size_t Column) {
  uint64_t Value = 0;
  if (is_contained({".text", ".data", ".bss", ".rodata"}, Name)) {
    auto [Type, Flags] = usual(Name);
    switchTo(Name, Type, Flags);
  } else if (Name == ".section") {
    sectionDirective(Rest, Column);
  } else if (Name == ".word" || Name == ".long" || Name == ".4byte") {
    data(Rest, 4, Column);
  } else if (Name == ".short" || Name == ".half" || Name == ".2byte") {
    data(Rest, 2, Column);
  } else if (Name == ".byte") {
    data(Rest, 1, Column);
  } else if (Name == ".align" || Name == ".balign") {
    if (number(Rest, Value, Column))
      align(Value, Column);
  } else if (Name == ".p2align") {
    if (number(Rest.split(',').first, Value, Column))
      align(Value < 32 ? uint64_t(1) << Value : 0, Column);
  } else if (Name == ".zero" || Name == ".space" || Name == ".skip") {
    if (!number(Rest, Value, Column))
      return;
    if (Value > MaxSectionBytes)
      error(Column,
            formatv("{0} bytes are more than the memories of a core", Value)
                .str());
    else
      append(SmallVector<uint8_t>(Value, 0), Column);
  } else if (Name == ".ascii" || Name == ".asciz" || Name == ".string") {
    text(Rest, Name != ".ascii", Column);
  } else if (is_contained({".globl", ".global", ".weak", ".local", ".type",
                           ".size", ".set", ".equ"},
                          Name)) {
    symbolAttribute(Name, Rest, Column);
  } else if (!is_contained({".file", ".ident", ".addrsig", ".addrsig_sym"},
                           Name)) {
    // The excepted ones are remarks of compilers, which change no byte.
    error(Column, "unknown directive '" + Name + "'");
  }
}
