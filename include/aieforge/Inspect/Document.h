//===- Document.h - an inspected artefact as a tree -------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The tree that inspection makes of a file, and its two printed forms: text
// for people, JSON for programs. Long parts, such as listings and the writes
// of a configuration, are made while they are printed and never stored.
// docs/inspect.md describes the JSON.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_INSPECT_DOCUMENT_H
#define AIEFORGE_INSPECT_DOCUMENT_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace aieforge::inspect {

enum class Form : uint8_t { Text, Json };

/// A value, or an object or an array of them.
struct Node {
  enum Shape : uint8_t {
    Object,
    Array,
    String,
    Number,
    Hex, ///< A number that text shows in hexadecimal.
    Flag,
    Lines ///< Text of many lines; an array of strings in JSON.
  };
  enum Audience : uint8_t { Everybody, People, Programs };

  Shape What = Object;
  Audience For = Everybody;
  /// Member name in JSON; nothing in arrays.
  std::string Key;
  /// Heading or name in text; empty: the key.
  std::string Title;
  /// The value of a String. For an object: what text shows in its place.
  std::string Text;
  int64_t Value = 0; ///< Of Number, Hex and Flag.
  std::vector<Node> Members;
  /// Makes more members, behind the others, while they are printed.
  using Adder = llvm::function_ref<void(const Node &)>;
  std::function<void(Adder)> More;
  /// Prints the lines of Lines.
  std::function<void(llvm::raw_ostream &)> Print;

  static Node object(llvm::StringRef Key, llvm::StringRef Title = "");
  static Node array(llvm::StringRef Key, llvm::StringRef Title = "");
  /// An element of an array whose text form is one line.
  static Node line(std::string Text);

  /// Add a member and return it.
  Node &add(Node N);
  Node &text(llvm::StringRef Key, std::string Value,
             llvm::StringRef Title = "");
  Node &number(llvm::StringRef Key, int64_t Value, llvm::StringRef Title = "");
  Node &hex(llvm::StringRef Key, uint64_t Value, llvm::StringRef Title = "");
  Node &flag(llvm::StringRef Key, bool Value, llvm::StringRef Title = "");
  /// An element of an array.
  Node &item(std::string Value) { return text("", std::move(Value)); }

  Node &onlyFor(Audience A) {
    For = A;
    return *this;
  }
  bool isScalar() const { return What >= String && What <= Flag; }
};

/// Prints the members of \p N, an object, indented by \p Indent. Colours are
/// used if \p OS has them.
void printText(llvm::raw_ostream &OS, const Node &N, unsigned Indent = 0);

/// Prints \p N as JSON with an indentation of 2 and a line end behind it.
void printJson(llvm::raw_ostream &OS, const Node &N);

/// \p Text with everything but printable characters of UTF-8 replaced, so that
/// names from a file cannot steer a terminal.
std::string printable(llvm::StringRef Text);

} // namespace aieforge::inspect

#endif // AIEFORGE_INSPECT_DOCUMENT_H
