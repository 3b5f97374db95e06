//===- Node.cpp - reading a JSON table that must be complete --------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Node.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdlib>

using namespace llvm;
using namespace aieforge::tblgen;

void Node::fail(const Twine &Problem) const {
  WithColor::error(errs(), "aieforge-tblgen")
      << Path << ": " << Problem << "\n";
  std::exit(1);
}

bool Node::has(StringRef Key) const {
  const json::Object *O = V->getAsObject();
  return O && O->get(Key);
}

Node Node::operator[](StringRef Key) const {
  const json::Object *O = V->getAsObject();
  if (!O)
    fail("is no object");
  const json::Value *Member = O->get(Key);
  if (!Member)
    fail("has no member '" + Key + "'");
  return Node(*Member, Path + "." + Key.str());
}

Node Node::operator[](size_t Index) const {
  const json::Array *A = V->getAsArray();
  if (!A || Index >= A->size())
    fail("has no element " + Twine(Index));
  return Node((*A)[Index], Path + "[" + std::to_string(Index) + "]");
}

std::vector<Node> Node::elements() const {
  const json::Array *A = V->getAsArray();
  if (!A)
    fail("is no array");
  std::vector<Node> Result;
  for (size_t I = 0; I < A->size(); ++I)
    Result.push_back((*this)[I]);
  return Result;
}

std::vector<std::string> Node::keys() const {
  const json::Object *O = V->getAsObject();
  if (!O)
    fail("is no object");
  std::vector<std::string> Result;
  for (const auto &Entry : *O)
    Result.push_back(Entry.first.str());
  llvm::sort(Result);
  return Result;
}

bool Node::isNumberOrHex() const {
  uint64_t N;
  if (std::optional<StringRef> S = V->getAsString())
    return !S->getAsInteger(0, N);
  return V->getAsUINT64().has_value();
}

uint64_t Node::number() const {
  if (std::optional<uint64_t> N = V->getAsUINT64())
    return *N;
  uint64_t N = 0;
  std::optional<StringRef> S = V->getAsString();
  if (!S || S->getAsInteger(0, N))
    fail("is no number");
  return N;
}

std::string Node::text() const {
  std::optional<StringRef> S = V->getAsString();
  if (!S)
    fail("is no string");
  return S->str();
}

bool Node::flag() const {
  std::optional<bool> B = V->getAsBoolean();
  if (!B)
    fail("is neither true nor false");
  return *B;
}

uint64_t Node::numberOr(StringRef Key, uint64_t Default) const {
  return has(Key) ? (*this)[Key].number() : Default;
}

std::string Node::textOr(StringRef Key, StringRef Default) const {
  return has(Key) ? (*this)[Key].text() : Default.str();
}

std::string aieforge::tblgen::hex(uint64_t Value) {
  return "0x" + utohexstr(Value);
}

std::string aieforge::tblgen::camel(StringRef Name) {
  std::string Result;
  for (char C : Name)
    if (C != '_')
      Result += C;
  return Result;
}
