//===- Bytes.cpp - little-endian byte readers and writers -----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Support/Bytes.h"
#include "llvm/Support/Endian.h"

using namespace aieforge;
using namespace llvm;

Error ByteReader::errorHere(StringRef Field, const Twine &Problem) const {
  return makeError("{0}: {1} at offset {2:x}: {3}", What, Field,
                   BaseOffset + Pos, Problem.str());
}

Error ByteReader::need(uint64_t Count, StringRef Field) const {
  if (Count <= remaining())
    return Error::success();
  return errorHere(Field, formatv("needs {0} bytes, but only {1} are left",
                                  Count, remaining())
                              .str());
}

Error ByteReader::seek(uint64_t Offset, StringRef Field) {
  if (Offset > Data.size())
    return errorHere(Field,
                     formatv("points to offset {0:x}, but the end is "
                             "at {1:x}",
                             BaseOffset + Offset, BaseOffset + Data.size())
                         .str());
  Pos = Offset;
  return Error::success();
}

Error ByteReader::skip(uint64_t Count, StringRef Field) {
  if (Error E = need(Count, Field))
    return E;
  Pos += Count;
  return Error::success();
}

Expected<BytesRef> ByteReader::bytes(uint64_t Count, StringRef Field) {
  if (Error E = need(Count, Field))
    return std::move(E);
  BytesRef Result = Data.slice(Pos, Count);
  Pos += Count;
  return Result;
}

template <typename T>
static Expected<T> readInteger(ByteReader &R, StringRef Field) {
  Expected<BytesRef> Raw = R.bytes(sizeof(T), Field);
  if (!Raw)
    return Raw.takeError();
  return support::endian::read<T, llvm::endianness::little>(Raw->data());
}

Expected<uint8_t> ByteReader::u8(StringRef Field) {
  return readInteger<uint8_t>(*this, Field);
}
Expected<uint16_t> ByteReader::u16(StringRef Field) {
  return readInteger<uint16_t>(*this, Field);
}
Expected<uint32_t> ByteReader::u32(StringRef Field) {
  return readInteger<uint32_t>(*this, Field);
}
Expected<uint64_t> ByteReader::u64(StringRef Field) {
  return readInteger<uint64_t>(*this, Field);
}

template <typename T> static void append(Bytes &Out, T V) {
  size_t At = Out.size();
  Out.resize(At + sizeof(T));
  support::endian::write<T, llvm::endianness::little>(Out.data() + At, V);
}

void ByteWriter::u16(uint16_t V) { append(Out, V); }
void ByteWriter::u32(uint32_t V) { append(Out, V); }
void ByteWriter::u64(uint64_t V) { append(Out, V); }

void ByteWriter::align(uint64_t Alignment) {
  fill((Alignment - size() % Alignment) % Alignment);
}

void ByteWriter::fixedString(StringRef Text, uint64_t Width) {
  Text = Text.take_front(Width - 1);
  Out.insert(Out.end(), Text.begin(), Text.end());
  fill(Width - Text.size());
}

void ByteWriter::patchU32(uint64_t Offset, uint32_t V) {
  support::endian::write32le(Out.data() + Offset, V);
}
void ByteWriter::patchU64(uint64_t Offset, uint64_t V) {
  support::endian::write64le(Out.data() + Offset, V);
}
