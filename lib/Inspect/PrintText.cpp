//===- PrintText.cpp - a document for people ------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Objects and arrays are headings with their members indented below; scalars
// next to each other have their values in one column.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Inspect/Document.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge::inspect;
using namespace llvm;

namespace {
constexpr unsigned IndentStep = 2;
/// Values stand no farther to the right than this.
constexpr size_t MaximumNameWidth = 20;

class TextPrinter {
public:
  explicit TextPrinter(raw_ostream &OS) : OS(OS), Colours(OS.has_colors()) {}

  void members(const Node &N, unsigned Indent);

private:
  void node(const Node &N, unsigned Indent, size_t NameWidth);
  void heading(StringRef Title, unsigned Indent);
  void lines(const Node &N, unsigned Indent);
  void value(const Node &N);
  bool isList(const Node &N) const;

  raw_ostream &OS;
  bool Colours;
};

/// Puts spaces in front of every line. Without a buffer of its own: listings
/// come in whole lines, and each would be copied once more.
class IndentedStream : public raw_ostream {
public:
  IndentedStream(raw_ostream &OS, unsigned Indent)
      : raw_ostream(/*unbuffered=*/true), OS(OS), Indent(Indent) {}

private:
  void write_impl(const char *Data, size_t Size) override {
    StringRef Rest(Data, Size);
    while (!Rest.empty()) {
      if (AtStart)
        OS.indent(Indent);
      size_t End = Rest.find('\n');
      AtStart = End != StringRef::npos;
      OS << Rest.take_front(AtStart ? End + 1 : Rest.size());
      Rest = Rest.drop_front(AtStart ? End + 1 : Rest.size());
    }
  }
  uint64_t current_pos() const override { return 0; }

  raw_ostream &OS;
  unsigned Indent;
  bool AtStart = true;
};
} // namespace

/// Most lines are plain and need no copy.
static raw_ostream &print(raw_ostream &OS, StringRef Text) {
  return all_of(Text, isPrint) ? OS << Text : OS << printable(Text);
}

static StringRef nameOf(const Node &N) {
  return N.Title.empty() ? N.Key : N.Title;
}

/// An array of scalars goes into one line.
bool TextPrinter::isList(const Node &N) const {
  return N.What == Node::Array && !N.More &&
         all_of(N.Members, [](const Node &M) { return M.isScalar(); });
}

void TextPrinter::heading(StringRef Title, unsigned Indent) {
  OS.indent(Indent);
  if (Colours)
    OS.changeColor(raw_ostream::SAVEDCOLOR, /*Bold=*/true);
  print(OS, Title);
  if (Colours)
    OS.resetColor();
  OS << '\n';
}

void TextPrinter::value(const Node &N) {
  switch (N.What) {
  case Node::Number:
    OS << N.Value;
    break;
  case Node::Hex:
    OS << "0x";
    OS.write_hex(uint64_t(N.Value));
    break;
  case Node::Flag:
    OS << (N.Value ? "yes" : "no");
    break;
  default:
    print(OS, N.Text);
  }
}

void TextPrinter::lines(const Node &N, unsigned Indent) {
  IndentedStream Into(OS, Indent);
  N.Print(Into);
}

void TextPrinter::node(const Node &N, unsigned Indent, size_t NameWidth) {
  if (N.For == Node::Programs)
    return;
  StringRef Name = nameOf(N);
  if (N.isScalar() || isList(N)) {
    OS.indent(Indent);
    if (!Name.empty()) {
      OS << Name;
      OS.indent(Name.size() < NameWidth ? NameWidth - Name.size() + 2 : 2);
    }
    if (N.isScalar()) {
      value(N);
    } else {
      ListSeparator Comma;
      for (const Node &M : N.Members) {
        OS << Comma;
        value(M);
      }
      if (N.Members.empty())
        OS << "none";
    }
    OS << '\n';
    return;
  }
  if (N.What == Node::Object && !N.Text.empty()) {
    print(OS.indent(Indent), N.Text) << '\n';
    return;
  }
  bool Shown = !Name.empty();
  if (Shown)
    heading(Name, Indent);
  Indent += Shown ? IndentStep : 0;
  if (N.What == Node::Lines)
    lines(N, Indent);
  else
    members(N, Indent);
}

void TextPrinter::members(const Node &N, unsigned Indent) {
  size_t NameWidth = 0;
  for (const Node &M : N.Members)
    if (M.For != Node::Programs && (M.isScalar() || isList(M)) &&
        nameOf(M).size() <= MaximumNameWidth)
      NameWidth = std::max(NameWidth, nameOf(M).size());
  for (const Node &M : N.Members)
    node(M, Indent, NameWidth);
  if (N.More)
    N.More([&](const Node &M) { node(M, Indent, 0); });
}

void aieforge::inspect::printText(raw_ostream &OS, const Node &N,
                                  unsigned Indent) {
  TextPrinter(OS).members(N, Indent);
}
