//===- TransactionText.cpp - instruction streams as hex text --------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/Transaction.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"

using namespace aieforge;
using namespace llvm;

bool txn::isHexText(BytesRef File) {
  // A stream's second byte is 0 or 1, no character of a text.
  return File.size() >= 8 && all_of(File.take_front(8), [](uint8_t B) {
           return isHexDigit(char(B)) || isSpace(char(B)) || B == 'x';
         });
}

Expected<Bytes> txn::readInstructionFile(BytesRef File) {
  if (!isHexText(File))
    return Bytes(File.begin(), File.end());
  ByteWriter Out;
  StringRef Text(reinterpret_cast<const char *>(File.data()), File.size());
  for (size_t Line = 1; !Text.empty(); ++Line) {
    StringRef Word;
    std::tie(Word, Text) = Text.split('\n');
    Word = Word.trim();
    if (Word.empty())
      continue;
    uint32_t Value;
    if (Word.size() > 10 ||
        Word.getAsInteger(Word.starts_with("0x") ? 0 : 16, Value))
      return makeError("instruction text: line {0} is \"{1}\", not a word of "
                       "eight hex digits",
                       Line, Word.take_front(20));
    Out.u32(Value);
  }
  return Out.take();
}

std::string txn::toHexText(BytesRef Stream) {
  std::string Text;
  Text.reserve(Stream.size() / 4 * 9);
  for (size_t At = 0; At + 4 <= Stream.size(); At += 4) {
    Text += utohexstr(support::endian::read32le(Stream.data() + At),
                      /*LowerCase=*/true, /*Width=*/8);
    Text += '\n';
  }
  return Text;
}
