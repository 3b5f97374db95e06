//===- Node.h - reading a JSON table that must be complete ------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A value of a data file together with its path. The files of data/ are part
// of the project, so a missing key or a wrong type ends the generator with a
// message that names the path.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TBLGEN_NODE_H
#define AIEFORGE_TBLGEN_NODE_H

#include "llvm/Support/JSON.h"

#include <string>
#include <vector>

namespace aieforge::tblgen {

class Node {
public:
  explicit Node(const llvm::json::Value &V, std::string Path = "")
      : V(&V), Path(std::move(Path)) {}

  /// The member \p Key, which must exist.
  Node operator[](llvm::StringRef Key) const;
  Node operator[](size_t Index) const;
  bool has(llvm::StringRef Key) const;
  /// Elements of an array.
  std::vector<Node> elements() const;
  /// Keys of an object, sorted.
  std::vector<std::string> keys() const;

  /// An integer, or a string with one ("0x1D000").
  uint64_t number() const;
  std::string text() const;
  bool flag() const;
  bool isNull() const { return V->kind() == llvm::json::Value::Null; }
  bool isArray() const { return V->kind() == llvm::json::Value::Array; }
  bool isNumberOrHex() const;

  /// number() of member \p Key, or \p Default if there is none.
  uint64_t numberOr(llvm::StringRef Key, uint64_t Default) const;
  std::string textOr(llvm::StringRef Key, llvm::StringRef Default) const;

  [[noreturn]] void fail(const llvm::Twine &Problem) const;

private:
  const llvm::json::Value *V;
  std::string Path;
};

/// "0x1d000"
std::string hex(uint64_t Value);
/// \p Name without underscores: "Lock_Acq_ID" -> "LockAcqID".
std::string camel(llvm::StringRef Name);

} // namespace aieforge::tblgen

#endif // AIEFORGE_TBLGEN_NODE_H
