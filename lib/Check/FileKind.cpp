//===- FileKind.cpp - what a file is, by its content ----------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Check/Check.h"
#include "aieforge/Formats/Pdi.h"
#include "aieforge/Formats/Transaction.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace aieforge::check;
using namespace llvm;

/// Generation and rows of the header are those of an NPU.
static bool looksLikeStream(BytesRef Data) {
  if (Data.size() < 8)
    return false;
  constexpr unsigned Rows = 6, MemoryRows = 1;
  return Data[0] <= 1 && Data[1] <= 1 && Data[3] == Rows &&
         Data[5] == MemoryRows && Data[6] == 0 && Data[7] == 0;
}

static bool isPrintable(BytesRef Data) {
  return all_of(Data.take_front(256), [](uint8_t B) {
    return isPrint(static_cast<char>(B)) || isSpace(static_cast<char>(B)) ||
           B >= 0x80;
  });
}

FileKind check::recognise(StringRef Name, BytesRef Data) {
  if (toStringRef(Data).starts_with("xclbin"))
    return FileKind::Xclbin;
  if (pdi::looksLikePdi(Data))
    return FileKind::Pdi;
  if (looksLikeStream(Data))
    return FileKind::Instructions;
  if (txn::isHexText(Data)) {
    // Short texts of digits could be anything; a stream has a header.
    Expected<Bytes> Stream = txn::readInstructionFile(Data);
    if (Stream && looksLikeStream(*Stream))
      return FileKind::Instructions;
    consumeError(Stream.takeError());
  }
  if (Name.ends_with_insensitive(".xclbin"))
    return FileKind::Xclbin;
  if (Name.ends_with_insensitive(".pdi"))
    return FileKind::Pdi;
  return FileKind::Other;
}

std::string check::describeKind(StringRef Name, BytesRef Data) {
  switch (recognise(Name, Data)) {
  case FileKind::Xclbin:
    return "xclbin";
  case FileKind::Pdi:
    return "PDI";
  case FileKind::Instructions:
    return "instruction stream";
  case FileKind::Other:
    break;
  }
  StringRef Bytes = toStringRef(Data);
  if (Data.empty())
    return "empty file";
  if (Bytes.starts_with("version https://git-lfs"))
    return "Git LFS pointer (fetch the file with git lfs pull)";
  if (Bytes.starts_with("\x7F"
                        "ELF"))
    return "ELF file";
  if (Bytes.starts_with("!<arch>"))
    return "archive of object files";
  if (Bytes.starts_with("PK\x03\x04"))
    return "zip archive";
  if (Bytes.starts_with("\x1F\x8B"))
    return "gzip file";
  if (Data.size() >= 8 && Bytes.substr(4, 4) == StringRef("CDO\0", 4))
    return "CDO file";
  return isPrintable(Data) ? "text" : "unknown data";
}
