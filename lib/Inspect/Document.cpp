//===- Document.cpp - building a document ---------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Inspect/Document.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"

using namespace aieforge::inspect;
using llvm::StringRef;

static Node make(Node::Shape What, StringRef Key, StringRef Title) {
  Node N;
  N.What = What;
  N.Key = Key.str();
  N.Title = Title.str();
  return N;
}

Node Node::object(StringRef Key, StringRef Title) {
  return make(Object, Key, Title);
}

Node Node::array(StringRef Key, StringRef Title) {
  return make(Array, Key, Title);
}

Node Node::line(std::string Text) {
  Node N;
  N.Text = std::move(Text);
  return N;
}

Node &Node::add(Node N) {
  Members.push_back(std::move(N));
  return Members.back();
}

Node &Node::text(StringRef Key, std::string Value, StringRef Title) {
  Node N = make(String, Key, Title);
  N.Text = std::move(Value);
  return add(std::move(N));
}

static Node scalar(Node::Shape What, StringRef Key, int64_t Value,
                   StringRef Title) {
  Node N = make(What, Key, Title);
  N.Value = Value;
  return N;
}

Node &Node::number(StringRef Key, int64_t Value, StringRef Title) {
  return add(scalar(Number, Key, Value, Title));
}

Node &Node::hex(StringRef Key, uint64_t Value, StringRef Title) {
  return add(scalar(Hex, Key, int64_t(Value), Title));
}

Node &Node::flag(StringRef Key, bool Value, StringRef Title) {
  return add(scalar(Flag, Key, Value, Title));
}

std::string aieforge::inspect::printable(StringRef Text) {
  if (llvm::all_of(Text, llvm::isPrint))
    return Text.str(); // The usual case, and most of the time.
  std::string Out;
  for (char C : llvm::json::fixUTF8(Text))
    Out += static_cast<unsigned char>(C) < 0x20 || C == 0x7F ? '?' : C;
  return Out;
}
