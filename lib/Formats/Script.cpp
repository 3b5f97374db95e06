//===- Script.cpp - lines, numbers and addresses of text forms ------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/Script.h"
#include "ScriptAddress.h"
#include "aieforge/Hardware/Registers.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace aieforge::script;
using namespace llvm;

/// Words a line of a long list.
static constexpr size_t WordsPerLine = 8;

namespace {
class Splitter {
public:
  explicit Splitter(StringRef Text) : Rest(Text) {}
  Expected<std::vector<Statement>> run();

private:
  StringRef token();
  bool nextLine();
  Error statement();
  Error words(Statement &S);

  StringRef Rest;
  StringRef LineText; ///< What is left of the current line.
  unsigned Line = 0;
  std::vector<Statement> Out;
};
} // namespace

bool Splitter::nextLine() {
  if (Rest.empty())
    return false;
  std::tie(LineText, Rest) = Rest.split('\n');
  ++Line;
  LineText = LineText.split('#').first;
  return true;
}

/// The next token of the line: a brace or text without blanks.
StringRef Splitter::token() {
  LineText = LineText.ltrim();
  if (LineText.empty())
    return {};
  size_t End = LineText.find_first_of(" \t\r\v\f{}");
  StringRef Token = LineText.take_front(End == 0 ? 1 : End);
  LineText = LineText.drop_front(Token.size());
  return Token;
}

Error Splitter::words(Statement &S) {
  S.HasWords = true;
  while (true) {
    StringRef Token = token();
    if (Token == "}")
      return Error::success();
    if (!Token.empty()) {
      uint32_t Value;
      if (Token.getAsInteger(0, Value))
        return makeError("line {0}: \"{1}\" in braces is no 32-bit number",
                         Line, Token);
      S.Words.push_back(Value);
    } else if (!nextLine()) {
      return makeError("line {0}: the brace of {1} is never closed", S.Line,
                       S.Name);
    }
  }
}

Error Splitter::statement() {
  Statement S;
  S.Line = Line;
  S.Name = token();
  if (S.Name.empty())
    return Error::success();
  while (true) {
    StringRef Token = token();
    if (Token.empty())
      break;
    if (Token == "{") {
      if (Error E = words(S))
        return E;
      if (StringRef Behind = token(); !Behind.empty())
        return makeError("line {0}: \"{1}\" stands behind the closing brace",
                         Line, Behind);
      break;
    }
    auto [Key, Value] = Token.split('=');
    if (Value.data() && Token.contains('='))
      S.Options.emplace_back(Key, Value);
    else
      S.Operands.push_back(Token);
  }
  Out.push_back(std::move(S));
  return Error::success();
}

Expected<std::vector<Statement>> Splitter::run() {
  while (nextLine())
    if (Error E = statement())
      return std::move(E);
  return std::move(Out);
}

Expected<std::vector<Statement>> script::parse(StringRef Text) {
  return Splitter(Text).run();
}

Error Reader::error(const Twine &Problem) const {
  return makeError("line {0}: {1}: {2}", S.Line, S.Name, Problem.str());
}

StringRef Reader::word() {
  return hasOperand() ? S.Operands[Next++] : StringRef();
}

static bool readNumber(StringRef Text, unsigned Bits, uint64_t &Value) {
  return !Text.getAsInteger(0, Value) && (Bits >= 64 || Value >> Bits == 0);
}

Expected<uint64_t> Reader::number(StringRef What, unsigned Bits) {
  if (!hasOperand())
    return error("the " + What + " is missing");
  StringRef Text = word();
  uint64_t Value;
  if (!readNumber(Text, Bits, Value))
    return error("the " + What + " \"" + Text + "\" is no number of " +
                 Twine(Bits) + " bits");
  return Value;
}

Expected<uint64_t> Reader::option(StringRef Key, uint64_t Default,
                                  unsigned Bits) {
  StringRef Text = text(Key);
  if (Text.empty())
    return Default;
  uint64_t Value;
  if (!readNumber(Text, Bits, Value))
    return error(Key + "=" + Text + " is no number of " + Twine(Bits) +
                 " bits");
  return Value;
}

StringRef Reader::text(StringRef Key) {
  Asked.push_back(Key);
  for (auto [Name, Value] : S.Options)
    if (Name == Key)
      return Value;
  return {};
}

Expected<uint64_t> Reader::address() {
  StringRef Text = hasOperand() ? S.Operands[Next] : StringRef();
  if (!Text.consume_front("("))
    return number("address", 64);
  ++Next;
  auto [Tile, Name] = Text.split(')');
  auto [ColumnText, RowText] = Tile.split(',');
  unsigned Column, Row;
  if (ColumnText.getAsInteger(10, Column) || RowText.getAsInteger(10, Row))
    return error("\"(" + Text +
                 "\" is no address of the form "
                 "(column,row)register or (column,row)+offset");
  if (!D->contains(Column, Row))
    return error("tile (" + Tile + ") does not exist on " + D->Name);
  std::optional<uint32_t> Offset =
      findOffset(D->Gen, D->kind(Column, Row), Name);
  if (!Offset)
    return error("tile (" + Tile + ") of " + D->Name +
                 " has no register or memory \"" + Name + "\"");
  return hw::tileAddress(Column, Row, *Offset);
}

Expected<const hw::Device *> Reader::device() {
  StringRef Name = text("device");
  if (Name.empty())
    return D;
  if (const hw::Device *Named = hw::findDevice(Name))
    return Named;
  return error("there is no device \"" + Name + "\"; known are " +
               hw::deviceNames());
}

Error Reader::finish(bool WordsAllowed) const {
  if (hasOperand())
    return error("\"" + S.Operands[Next] + "\" is one operand too many");
  for (auto [Key, Value] : S.Options)
    if (!is_contained(Asked, Key))
      return error("there is no option \"" + Key + "\"");
  if (S.HasWords && !WordsAllowed)
    return error("words in braces do not belong here");
  return Error::success();
}

std::string script::comment(const hw::Device &D, uint64_t Address) {
  if (Address >> 32)
    return {};
  hw::TileAddress A = hw::TileAddress::decode(uint32_t(Address));
  if (!D.contains(A.Column, A.Row))
    return {};
  return "  # " + hw::describeAddress(D, uint32_t(Address));
}

std::string script::hex(uint64_t Value) {
  return "0x" + utohexstr(Value, /*LowerCase=*/true);
}

std::string script::wordList(ArrayRef<uint32_t> Words) {
  std::string Out = " {";
  bool Long = Words.size() > WordsPerLine;
  for (auto [I, Word] : enumerate(Words)) {
    Out += Long && I % WordsPerLine == 0 ? "\n  " : " ";
    Out += hex(Word);
  }
  return Out + (Long ? "\n}" : " }");
}

Kind script::kindOf(StringRef Text) {
  while (!Text.empty()) {
    StringRef Line;
    std::tie(Line, Text) = Text.split('\n');
    Line = Line.split('#').first.trim();
    if (Line.empty())
      continue;
    StringRef Name = Line.take_until([](char C) { return isSpace(C); });
    return Name == "cdo"           ? Kind::Cdo
           : Name == "transaction" ? Kind::Transaction
           : Name == "packets"     ? Kind::Packets
                                   : Kind::None;
  }
  return Kind::None;
}
