//===- PrintJson.cpp - a document for programs ----------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Inspect/Document.h"
#include "llvm/Support/JSON.h"

using namespace aieforge::inspect;
using namespace llvm;

namespace {
/// One string of an array per line.
class LineStream : public raw_ostream {
public:
  explicit LineStream(json::OStream &J) : J(J) {}
  ~LineStream() override {
    flush();
    if (!Pending.empty())
      J.value(json::fixUTF8(Pending));
  }

private:
  void write_impl(const char *Data, size_t Size) override {
    StringRef Rest(Data, Size);
    for (size_t End; (End = Rest.find('\n')) != StringRef::npos;
         Rest = Rest.drop_front(End + 1)) {
      Pending += Rest.take_front(End);
      J.value(json::fixUTF8(Pending));
      Pending.clear();
    }
    Pending += Rest;
  }
  uint64_t current_pos() const override { return 0; }

  json::OStream &J;
  std::string Pending;
};

void printValue(json::OStream &J, const Node &N);

void printMembers(json::OStream &J, const Node &N) {
  auto Member = [&](const Node &M) {
    if (M.For == Node::People)
      return;
    if (N.What == Node::Array) {
      printValue(J, M);
      return;
    }
    J.attributeBegin(M.Key);
    printValue(J, M);
    J.attributeEnd();
  };
  for (const Node &M : N.Members)
    Member(M);
  if (N.More)
    N.More(Member);
}

void printValue(json::OStream &J, const Node &N) {
  switch (N.What) {
  case Node::Object:
    J.object([&] { printMembers(J, N); });
    break;
  case Node::Array:
    J.array([&] { printMembers(J, N); });
    break;
  case Node::Lines:
    J.array([&] {
      LineStream Into(J);
      N.Print(Into);
    });
    break;
  case Node::String:
    J.value(json::fixUTF8(N.Text));
    break;
  case Node::Number:
    J.value(N.Value);
    break;
  case Node::Hex:
    J.value(uint64_t(N.Value));
    break;
  case Node::Flag:
    J.value(N.Value != 0);
    break;
  }
}
} // namespace

void aieforge::inspect::printJson(raw_ostream &OS, const Node &N) {
  json::OStream J(OS, /*IndentSize=*/2);
  printValue(J, N);
  OS << '\n';
}
