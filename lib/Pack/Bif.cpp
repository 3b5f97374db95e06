//===- Bif.cpp - what goes into a device image ----------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Pack/Bif.h"
#include "aieforge/Formats/PdiLayout.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"

using namespace aieforge;
using namespace aieforge::pack;
using namespace llvm;

namespace {
/// The text as tokens: punctuation and everything between it.
class Lexer {
public:
  explicit Lexer(StringRef Text) : Rest(Text) { advance(); }

  StringRef token() const { return Token; }
  unsigned line() const { return Line; }
  bool atEnd() const { return Token.empty(); }
  bool consume(StringRef Text) {
    if (Token != Text)
      return false;
    advance();
    return true;
  }
  StringRef take() {
    StringRef Taken = Token;
    advance();
    return Taken;
  }

private:
  void advance();
  bool skipComment();

  StringRef Rest, Token;
  unsigned Line = 1;
};

class Parser {
public:
  explicit Parser(StringRef Text) : L(Text) {}
  Expected<Bif> run();

private:
  Error attribute(StringRef &Key, StringRef &Value);
  Error number(StringRef Key, StringRef Text, std::optional<uint32_t> &Value);
  Error top();
  Error image();
  Error partition();
  Error error(const Twine &Problem) const {
    return makeError("BIF: line {0}: {1}", L.line(), Problem.str());
  }
  Error expect(StringRef Text) {
    if (L.consume(Text))
      return Error::success();
    return error("\"" + Text + "\" is expected, not \"" + L.token() + "\"");
  }

  Lexer L;
  Bif Out;
  bool HasImage = false, HasPartition = false;
};
} // namespace

bool Lexer::skipComment() {
  StringRef End;
  if (Rest.starts_with("//"))
    End = "\n";
  else if (Rest.starts_with("/*"))
    End = "*/";
  else
    return false;
  size_t At = Rest.find(End, 2);
  StringRef Comment = Rest.take_front(
      At == StringRef::npos ? Rest.size() : At + (End == "\n" ? 0 : 2));
  Line += Comment.count('\n');
  Rest = Rest.drop_front(Comment.size());
  return true;
}

void Lexer::advance() {
  while (!Rest.empty()) {
    if (skipComment())
      continue;
    if (!isSpace(Rest.front()))
      break;
    Line += Rest.front() == '\n';
    Rest = Rest.drop_front();
  }
  size_t End = Rest.find_first_of(" \t\r\n\v\f{}=,:");
  // A colon ends a name; in a path ("C:\x") another character follows it.
  while (End != StringRef::npos && End != 0 && Rest[End] == ':' &&
         End + 1 < Rest.size() && !isSpace(Rest[End + 1]) &&
         Rest[End + 1] != '{')
    End = Rest.find_first_of(" \t\r\n\v\f{}=,:", End + 1);
  Token = Rest.take_front(End == 0 ? 1 : End);
  Rest = Rest.drop_front(Token.size());
}

bool pack::looksLikeBif(StringRef Text) {
  Lexer L(Text);
  StringRef Name = L.take();
  return !Name.empty() && isAlpha(Name.front()) && L.consume(":") &&
         L.token() == "{";
}

/// KEY = VALUE, where the value may stand in quotes.
Error Parser::attribute(StringRef &Key, StringRef &Value) {
  Key = L.take();
  if (Error E = expect("="))
    return E;
  if (L.atEnd() || L.token() == "}" || L.token() == ",")
    return error("the value of " + Key + " is missing");
  Value = L.take().trim('"');
  L.consume(",");
  return Error::success();
}

Error Parser::number(StringRef Key, StringRef Text,
                     std::optional<uint32_t> &Value) {
  uint32_t N;
  if (Text.getAsInteger(0, N))
    return error(Key + " = " + Text + " is no number of 32 bits");
  Value = N;
  return Error::success();
}

Error Parser::partition() {
  if (HasPartition)
    return error("a second partition; an image of the NPU has one");
  HasPartition = true;
  while (!L.consume("}")) {
    if (L.atEnd())
      return error("the brace of the partition is never closed");
    StringRef Key, Value;
    if (Error E = attribute(Key, Value))
      return E;
    if (Key == "file") {
      Out.Files.push_back(Value.str());
    } else if (Key == "type") {
      if (Value != "cdo")
        return error("a partition of type " + Value +
                     "; the NPU takes type = cdo");
    } else if (Key != "id") {
      return error("the attribute " + Key +
                   " has no meaning in an image of the NPU");
    }
  }
  return Error::success();
}

Error Parser::image() {
  if (HasImage)
    return error("a second image; the NPU takes one");
  HasImage = true;
  if (Error E = expect("{"))
    return E;
  while (!L.consume("}")) {
    if (L.atEnd())
      return error("the brace of the image is never closed");
    L.consume("partition");
    if (L.consume("{")) {
      if (Error E = partition())
        return E;
      continue;
    }
    StringRef Key, Value;
    if (Error E = attribute(Key, Value))
      return E;
    if (Key == "name")
      Out.ImageName = Value.str();
    else if (Key == "id") {
      if (Error E = number(Key, Value, Out.ImageId))
        return E;
    } else {
      return error("the attribute " + Key +
                   " has no meaning in an image of the NPU");
    }
  }
  return Error::success();
}

Error Parser::top() {
  while (!L.consume("}")) {
    if (L.atEnd())
      return error("the outermost brace is never closed");
    if (L.consume("image")) {
      if (Error E = image())
        return E;
      continue;
    }
    StringRef Key, Value;
    if (Error E = attribute(Key, Value))
      return E;
    if (Key != "id_code" && Key != "extended_id_code")
      return error("the attribute " + Key +
                   " has no meaning in an image of the NPU");
    if (Error E = number(Key, Value,
                         Key == "id_code" ? Out.IdCode : Out.ExtendedIdCode))
      return E;
  }
  return Error::success();
}

Expected<Bif> Parser::run() {
  L.take(); // The name has no meaning.
  if (Error E = expect(":"))
    return std::move(E);
  if (Error E = expect("{"))
    return std::move(E);
  if (Error E = top())
    return std::move(E);
  if (!L.atEnd())
    return error("\"" + L.token() + "\" stands behind the end");
  if (Out.Files.empty())
    return error("no partition names a CDO file (file = …)");
  return std::move(Out);
}

Expected<Bif> pack::parseBif(StringRef Text) { return Parser(Text).run(); }

Error pack::checkForNpu(const Bif &B) {
  auto Compare = [](StringRef What, std::optional<uint32_t> Got,
                    uint32_t Usual) -> Error {
    if (!Got || *Got == Usual)
      return Error::success();
    return makeError("BIF: {0} is {1:x}, but images of the NPU have {2:x}: "
                     "this is for another device",
                     What, *Got, Usual);
  };
  if (Error E = Compare("id_code", B.IdCode, hw::pdiIdCode()))
    return E;
  if (Error E = Compare("extended_id_code", B.ExtendedIdCode,
                        hw::pdiExtendedIdCode()))
    return E;
  if (Error E = Compare("the image's id", B.ImageId, pdi::ImageId))
    return E;
  if (B.ImageName != pdi::ImageName)
    return makeError("BIF: the image is called \"{0}\", but images of the NPU "
                     "are called \"{1}\"",
                     B.ImageName, pdi::ImageName);
  return Error::success();
}
