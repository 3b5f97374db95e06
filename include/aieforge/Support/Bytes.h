//===- Bytes.h - little-endian byte readers and writers ---------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every file format of the NPU is little-endian. A ByteReader never reads
// outside its bytes; its errors name the format, the offset and the field.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_SUPPORT_BYTES_H
#define AIEFORGE_SUPPORT_BYTES_H

#include "aieforge/Support/Error.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <vector>

namespace aieforge {

using Bytes = std::vector<uint8_t>;
using BytesRef = llvm::ArrayRef<uint8_t>;

/// Reads integers in sequence from \p Data. Offsets in messages count from the
/// start of \p Data plus \p BaseOffset, so that a section of a file reports
/// offsets of the file.
class ByteReader {
public:
  ByteReader(BytesRef Data, llvm::StringRef What, uint64_t BaseOffset = 0)
      : Data(Data), What(What), BaseOffset(BaseOffset) {}

  uint64_t offset() const { return Pos; }
  uint64_t remaining() const { return Data.size() - Pos; }
  bool atEnd() const { return Pos == Data.size(); }

  /// Moves to \p Offset, which may be the end but not beyond it.
  Error seek(uint64_t Offset, llvm::StringRef Field);
  Error skip(uint64_t Count, llvm::StringRef Field);

  Expected<uint8_t> u8(llvm::StringRef Field);
  Expected<uint16_t> u16(llvm::StringRef Field);
  Expected<uint32_t> u32(llvm::StringRef Field);
  Expected<uint64_t> u64(llvm::StringRef Field);
  Expected<BytesRef> bytes(uint64_t Count, llvm::StringRef Field);

  /// An error at the current position about \p Field.
  Error errorHere(llvm::StringRef Field, const llvm::Twine &Problem) const;

private:
  Error need(uint64_t Count, llvm::StringRef Field) const;

  BytesRef Data;
  llvm::StringRef What;
  uint64_t BaseOffset;
  uint64_t Pos = 0;
};

/// Appends integers to a growing byte vector and patches earlier ones.
class ByteWriter {
public:
  uint64_t size() const { return Out.size(); }
  void u8(uint8_t V) { Out.push_back(V); }
  void u16(uint16_t V);
  void u32(uint32_t V);
  void u64(uint64_t V);
  void bytes(BytesRef Data) { Out.insert(Out.end(), Data.begin(), Data.end()); }
  void fill(uint64_t Count, uint8_t Value = 0) {
    Out.insert(Out.end(), Count, Value);
  }
  /// Appends zeros until the size is a multiple of \p Alignment.
  void align(uint64_t Alignment);
  /// Appends \p Text and pads it with NUL to \p Width; longer text is cut so
  /// that one NUL remains.
  void fixedString(llvm::StringRef Text, uint64_t Width);
  void patchU32(uint64_t Offset, uint32_t V);
  void patchU64(uint64_t Offset, uint64_t V);

  const Bytes &data() const { return Out; }
  Bytes take() { return std::move(Out); }

private:
  Bytes Out;
};

} // namespace aieforge

#endif // AIEFORGE_SUPPORT_BYTES_H
