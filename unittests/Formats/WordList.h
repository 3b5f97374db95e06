//===- WordList.h - byte vectors from words, for format tests ---*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_UNITTESTS_FORMATS_WORDLIST_H
#define AIEFORGE_UNITTESTS_FORMATS_WORDLIST_H

#include "aieforge/Support/Bytes.h"
#include "llvm/Support/Endian.h"

#include <string>

namespace aieforge::test {

inline Bytes bytesOfWords(llvm::ArrayRef<uint32_t> Words) {
  ByteWriter Out;
  for (uint32_t W : Words)
    Out.u32(W);
  return Out.take();
}

inline std::vector<uint32_t> wordsOf(BytesRef Data) {
  std::vector<uint32_t> Words;
  for (size_t I = 0; I + 4 <= Data.size(); I += 4)
    Words.push_back(llvm::support::endian::read32le(Data.data() + I));
  return Words;
}

/// The words of both, one a line with their offset: a readable difference.
inline std::string dump(BytesRef Data) {
  std::string Text;
  for (size_t I = 0; I + 4 <= Data.size(); I += 4)
    Text += llvm::formatv("{0:x-3}: {1:x-8}\n", I,
                          llvm::support::endian::read32le(Data.data() + I))
                .str();
  for (size_t I = Data.size() / 4 * 4; I < Data.size(); ++I)
    Text += llvm::formatv("{0:x-3}: {1:x-2}\n", I, Data[I]).str();
  return Text;
}

} // namespace aieforge::test

#endif // AIEFORGE_UNITTESTS_FORMATS_WORDLIST_H
