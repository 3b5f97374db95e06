//===- Fields.h - fields of a description in JSON ---------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_PACK_FIELDS_H
#define AIEFORGE_LIB_PACK_FIELDS_H

#include "aieforge/Support/Residue.h"
#include "aieforge/Support/Uuid.h"
#include "llvm/Support/JSON.h"

#include <string>

namespace aieforge::pack {

/// Reads the members of one object. The text of the first failure is kept and
/// everything after it gives the default, so that readers need not look at
/// each.
class Fields {
public:
  /// \p Failure outlives this and all objects inside.
  Fields(const llvm::json::Object *O, std::string Path, std::string &Failure)
      : O(O), Path(std::move(Path)), Failure(Failure) {}

  bool has(llvm::StringRef Key) const { return O && O->get(Key); }
  /// An integer (or text such as "0x901") of at most \p Bits bits.
  uint64_t number(llvm::StringRef Key, uint64_t Default, unsigned Bits);
  template <typename T> void number(llvm::StringRef Key, T &Value) {
    Value = T(number(Key, uint64_t(Value), 8 * sizeof(T)));
  }
  bool flag(llvm::StringRef Key);
  std::string text(llvm::StringRef Key, llvm::StringRef Default = {});
  /// Bytes in hexadecimal digits.
  Bytes hex(llvm::StringRef Key);
  Uuid uuid(llvm::StringRef Key);
  Residue residue(llvm::StringRef Key);
  std::vector<uint64_t> numbers(llvm::StringRef Key, unsigned Bits);
  /// The objects of an array; the member may be missing.
  std::vector<Fields> objects(llvm::StringRef Key);
  Fields object(llvm::StringRef Key);

  void fail(llvm::StringRef Key, const llvm::Twine &Problem);

private:
  std::string at(llvm::StringRef Key) const;

  const llvm::json::Object *O;
  std::string Path;
  std::string &Failure;
};

llvm::json::Value toJson(const Residue &R);
/// Lower-case hexadecimal digits.
std::string toHexDigits(BytesRef Data);

} // namespace aieforge::pack

#endif // AIEFORGE_LIB_PACK_FIELDS_H
