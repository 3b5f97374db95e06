//===- Archive.cpp - ar archives of objects -------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/Archive.h"

using namespace aieforge;
using namespace llvm;

static constexpr StringLiteral Magic = "!<arch>\n";
static constexpr StringLiteral ThinMagic = "!<thin>\n";
static constexpr size_t HeaderBytes = 60;

static StringRef textOf(BytesRef Data) {
  return StringRef(reinterpret_cast<const char *>(Data.data()), Data.size());
}

bool aieforge::isArchive(BytesRef Data) {
  StringRef Text = textOf(Data);
  return Text.starts_with(Magic) || Text.starts_with(ThinMagic);
}

Expected<std::vector<ArchiveMember>> aieforge::parseArchive(BytesRef Data) {
  if (textOf(Data).starts_with(ThinMagic))
    return makeError("thin archives are not supported: their members are other "
                     "files; make an archive that holds the objects");
  if (!textOf(Data).starts_with(Magic))
    return makeError("not an archive");
  std::vector<ArchiveMember> Out;
  StringRef LongNames;
  size_t At = Magic.size();
  while (At < Data.size()) {
    if (Data.size() - At < HeaderBytes)
      return makeError("archive: the member header at offset {0:x} is cut off",
                       At);
    StringRef Header = textOf(Data.slice(At, HeaderBytes));
    StringRef Name = Header.take_front(16).rtrim(' ');
    uint64_t Size;
    if (Header.substr(48, 10).trim(' ').getAsInteger(10, Size) ||
        !Header.ends_with("`\n"))
      return makeError("archive: the member header at offset {0:x} is damaged",
                       At);
    At += HeaderBytes;
    if (Size > Data.size() - At)
      return makeError("archive: the member {0} at offset {1:x} has {2} bytes, "
                       "but {3} are left",
                       Name, At, Size, Data.size() - At);
    BytesRef Contents = Data.slice(At, Size);
    At += Size + Size % 2;
    if (Name == "//") {
      LongNames = textOf(Contents);
      continue;
    }
    if (Name == "/" || Name == "/SYM64/" || Name.starts_with("__.SYMDEF"))
      continue;
    uint64_t Offset;
    if (Name.starts_with("/") && !Name.drop_front().getAsInteger(10, Offset)) {
      Name = LongNames.substr(Offset);
      Name = Name.take_until([](char C) { return C == '\n'; });
    } else if (Name.starts_with("#1/") &&
               !Name.drop_front(3).getAsInteger(10, Offset)) {
      if (Offset > Contents.size())
        return makeError("archive: the name of the member at offset {0:x} is "
                         "longer than the member",
                         At);
      Name = textOf(Contents.take_front(Offset)).rtrim('\0');
      Contents = Contents.drop_front(Offset);
      if (Name.starts_with("__.SYMDEF"))
        continue;
    }
    Name.consume_back("/");
    Out.push_back({Name.str(), Contents});
  }
  return Out;
}
