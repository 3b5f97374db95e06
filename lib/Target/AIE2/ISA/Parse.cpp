//===- Parse.cpp - AIE2 bundles from assembly text ------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An instruction is matched against the templates of all instructions with its
// mnemonic. The message comes from the template that got furthest.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Target/AIE2/Text.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;
using namespace aieforge;
using namespace aieforge::aie2;

namespace {
/// One attempt to read a text as one instruction.
class Matcher {
public:
  Matcher(StringRef Text, Opcode Op, bool AllowSymbols)
      : Text(Text), Info(info(Op)), AllowSymbols(AllowSymbols) {
    Result.Op = Op;
  }

  bool match();

  Instr Result;
  SmallVector<SymbolRef, 1> Symbols;
  /// Where the attempt failed, and why.
  size_t Pos = 0;
  std::string Problem;

private:
  bool fail(const Twine &Why) {
    Problem = Why.str();
    return false;
  }
  StringRef rest() const { return Text.drop_front(Pos); }
  void skipSpace() {
    while (Pos < Text.size() && isSpace(Text[Pos]))
      ++Pos;
  }
  bool matchOperand(unsigned Index);
  bool matchRegister(unsigned Index);
  bool matchImmediate(unsigned Index);
  bool matchSymbol(unsigned Index);
  bool setValue(unsigned Index, int64_t Value);
  bool checkRange(unsigned Index, size_t At);

  StringRef Text;
  const InstrInfo &Info;
  bool AllowSymbols;
  unsigned ReadSoFar = 0; ///< operands, a bit each
};
} // namespace

static bool isNameChar(char C) {
  return isAlnum(C) || C == '_' || C == '.' || C == '$' || C == '@';
}

bool Matcher::setValue(unsigned Index, int64_t Value) {
  Result.Values[Index] = Value;
  ReadSoFar |= 1u << Index;
  return true;
}

bool Matcher::matchRegister(unsigned Index) {
  size_t N =
      rest().find_if_not([](char C) { return isNameChar(C) || C == ':'; });
  StringRef Name = rest().take_front(N);
  const OperandInfo &O = Info.Operands[Index];
  Reg Found = Reg::NoRegister;
  if (O.Kind == OperandKind::Fixed) {
    if (info(O.FixedReg).Asm == Name)
      Found = O.FixedReg;
  } else {
    for (Reg R : members(O.Class))
      if (info(R).Asm == Name || info(R).Name == Name)
        Found = R;
  }
  if (Found == Reg::NoRegister) {
    std::string Wanted = O.Kind == OperandKind::Fixed
                             ? info(O.FixedReg).Asm.str()
                             : "a register of the class " + name(O.Class).str();
    if (Name.empty())
      return fail("expected " + Wanted);
    return fail("'" + Name + "' cannot be operand " + O.Name + " of " +
                Info.Mnemonic + "; it takes " + Wanted);
  }
  // Check a written output against the input that shares its field.
  for (auto [Other, X] : enumerate(Info.Operands)) {
    bool Tied = O.TiedTo == int(Other) || X.TiedTo == int(Index);
    if (Tied && (ReadSoFar >> Other & 1) && Result.reg(Other) != Found)
      return fail("operand " + O.Name + " of " + Info.Mnemonic + " must be " +
                  info(Result.reg(Other)).Asm + ", the same register as " +
                  X.Name);
  }
  Pos += Name.size();
  return setValue(Index, int64_t(Found));
}

bool Matcher::checkRange(unsigned Index, size_t At) {
  const OperandInfo &O = Info.Operands[Index];
  int64_t V = Result.Values[Index];
  int64_t Max = O.Bits == 32 ? int64_t(UINT32_MAX) : O.maxValue();
  if (V >= O.minValue() && V <= Max && V % O.Scale == 0) {
    if (O.Bits == 32)
      Result.Values[Index] = int32_t(uint32_t(V));
    return true;
  }
  Pos = At;
  std::string Step =
      O.Scale == 1 ? "" : formatv(" and a multiple of {0}", O.Scale).str();
  return fail(formatv("operand {0} of {1} is {2}, but must be in {3}..{4}{5}",
                      O.Name, Info.Mnemonic, V, O.minValue(), O.maxValue(),
                      Step)
                  .str());
}

/// "name" or "(name+8)"; the '#' has been read.
bool Matcher::matchSymbol(unsigned Index) {
  size_t Start = Pos;
  bool Parens = rest().starts_with("(");
  if (Parens) {
    ++Pos;
    skipSpace();
  }
  StringRef Name = rest().take_while(isNameChar);
  if (Name.empty() || isDigit(Name.front()))
    return fail("expected a number or a symbol after '#'");
  Pos += Name.size();
  int64_t Addend = 0;
  if (Parens) {
    skipSpace();
    if (!rest().starts_with(")")) {
      bool Minus = rest().starts_with("-");
      if (!Minus && !rest().starts_with("+"))
        return fail("expected '+', '-' or ')' after the symbol");
      ++Pos;
      skipSpace();
      StringRef Digits = rest().take_while(isAlnum);
      if (Digits.getAsInteger(0, Addend))
        return fail("expected a number after the sign");
      Pos += Digits.size();
      if (Minus)
        Addend = -Addend;
      skipSpace();
    }
    if (!rest().starts_with(")"))
      return fail("expected ')'");
    ++Pos;
  }
  if (!AllowSymbols) {
    Pos = Start;
    return fail("a symbol cannot stand here");
  }
  Symbols.push_back({Name.str(), Addend, Result.Op, uint8_t(Index)});
  // Any legal value; the linker puts the symbol's in its place.
  return setValue(Index, 0);
}

bool Matcher::matchImmediate(unsigned Index) {
  size_t Start = Pos;
  StringRef Sign =
      rest().take_while([](char C) { return C == '-' || C == '+'; });
  StringRef Digits = rest().drop_front(Sign.size()).take_while(isAlnum);
  if (Sign.size() > 1 || Digits.empty() || !isDigit(Digits.front())) {
    if (!Sign.empty())
      return fail("expected a number");
    return matchSymbol(Index);
  }
  int64_t Value;
  if (Digits.getAsInteger(0, Value))
    return fail("'" + Digits + "' is not a number of at most 63 bits");
  Pos += Sign.size() + Digits.size();
  setValue(Index, Sign == "-" ? -Value : Value);
  return checkRange(Index, Start);
}

bool Matcher::matchOperand(unsigned Index) {
  return Info.Operands[Index].isReg() ? matchRegister(Index)
                                      : matchImmediate(Index);
}

bool Matcher::match() {
  Pos = Info.Mnemonic.size();
  StringRef Template = Info.Asm.drop_front(Info.Mnemonic.size());
  while (!Template.empty()) {
    skipSpace();
    char C = Template.front();
    if (uint8_t(C) <= MaxOperands) {
      Template = Template.drop_front();
      if (!matchOperand(uint8_t(C) - 1))
        return false;
      continue;
    }
    // A word ("sp", "SS", "r27") or a punctuation mark.
    StringRef Literal = Template.take_while(isAlnum);
    if (Literal.empty())
      Literal = Template.take_front();
    Template = Template.drop_front(Literal.size());
    if (Literal == " ")
      continue;
    StringRef Written = isAlnum(Literal.front()) ? rest().take_while(isNameChar)
                                                 : rest().take_front();
    if (!Written.equals_insensitive(Literal))
      return fail("expected '" + Literal + "'");
    Pos += Literal.size();
  }
  skipSpace();
  if (Pos != Text.size())
    return fail("unexpected '" + rest() + "' after the instruction");
  completeTies(Result);
  return true;
}

/// Reads one instruction. \p Column is where \p Text starts in the line.
static Error parseInstr(StringRef Text, size_t Column, Bundle &B,
                        SmallVectorImpl<SymbolRef> *Symbols) {
  StringRef Mnemonic = Text.take_until([](char C) { return isSpace(C); });
  ArrayRef<Opcode> Candidates = opcodesOf(Mnemonic);
  if (Candidates.empty())
    return makeError("column {0}: unknown instruction '{1}'", Column + 1,
                     Mnemonic);
  size_t BestPos = 0;
  std::string BestProblem;
  for (Opcode Op : Candidates) {
    Matcher M(Text, Op, Symbols != nullptr);
    if (M.match()) {
      B.Instrs.push_back(M.Result);
      if (Symbols)
        Symbols->append(M.Symbols.begin(), M.Symbols.end());
      return Error::success();
    }
    if (M.Pos > BestPos) {
      BestPos = M.Pos;
      BestProblem = M.Problem;
    }
  }
  return makeError("column {0}: {1}", Column + BestPos + 1, BestProblem);
}

Expected<Bundle> aie2::parseBundle(StringRef Line,
                                   SmallVectorImpl<SymbolRef> *Symbols) {
  Bundle B;
  unsigned Slots = 0;
  size_t Start = 0;
  while (true) {
    size_t End = std::min(Line.find(';', Start), Line.size());
    StringRef Part = Line.slice(Start, End);
    StringRef Text = Part.trim();
    size_t Column = Start + (Part.size() - Part.ltrim().size());
    if (Text.empty())
      return makeError("column {0}: expected an instruction", Column + 1);
    if (Error E = parseInstr(Text, Column, B, Symbols))
      return std::move(E);
    const InstrInfo &New = B.Instrs.back().info();
    unsigned Bit = 1u << unsigned(New.InSlot);
    if (Slots & Bit) {
      const Instr *First = find_if(B.Instrs, [&](const Instr &I) {
        return I.info().InSlot == New.InSlot;
      });
      return makeError("column {0}: {1} and {2} both need slot {3}", Column + 1,
                       First->info().Mnemonic, New.Mnemonic,
                       info(New.InSlot).Name);
    }
    Slots |= Bit;
    std::optional<Format> F = smallestFormat(Slots);
    if (!F)
      return makeError("column {0}: no bundle format holds {1} together with "
                       "the instructions before it",
                       Column + 1, New.Mnemonic);
    B.Fmt = *F;
    B.Size = info(*F).Bytes;
    if (End == Line.size())
      return B;
    Start = End + 1;
  }
}
