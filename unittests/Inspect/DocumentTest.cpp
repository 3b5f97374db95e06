//===- DocumentTest.cpp - the two printed forms of a document -------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Inspect/Document.h"
#include "gtest/gtest.h"

using namespace aieforge::inspect;

TEST(Document, TextPutsValuesInOneColumn) {
  Node N;
  N.text("a", "one");
  N.number("long_name", 2, "long name");
  N.hex("h", 0x1f);
  N.flag("flag", true);
  N.text("hidden", "x").onlyFor(Node::Programs);
  Node &List = N.add(Node::array("list"));
  List.number("", 1);
  List.number("", 2);
  Node &Part = N.add(Node::object("part", "a part"));
  Part.text("name", "\x1b[31mred");
  Part.add(Node::line("a line")).number("value", 3);
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  printText(OS, N);
  EXPECT_EQ(Text, "a          one\n"
                  "long name  2\n"
                  "h          0x1f\n"
                  "flag       yes\n"
                  "list       1, 2\n"
                  "a part\n"
                  "  name  ?[31mred\n"
                  "  a line\n");
}

TEST(Document, JsonHasOrderedMembers) {
  Node N;
  N.number("z", 1);
  N.text("a", "x\xff");
  N.text("", "for people", "note").onlyFor(Node::People);
  Node &Lines = N.add(Node::object("lines"));
  Lines.What = Node::Lines;
  Lines.Print = [](llvm::raw_ostream &OS) { OS << "one\ntwo\nthree"; };
  Node &More = N.add(Node::array("more"));
  More.More = [](Node::Adder Add) { Add(Node::line("shown as an object")); };
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  printJson(OS, N);
  EXPECT_EQ(Text, "{\n"
                  "  \"z\": 1,\n"
                  "  \"a\": \"x\xef\xbf\xbd\",\n"
                  "  \"lines\": [\n"
                  "    \"one\",\n"
                  "    \"two\",\n"
                  "    \"three\"\n"
                  "  ],\n"
                  "  \"more\": [\n"
                  "    {}\n"
                  "  ]\n"
                  "}\n");
}
