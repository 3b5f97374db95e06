//===- CdoScript.cpp - CDOs as text ---------------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A command is its name in lower case and its payload; an address of two words
// is one number. What deviates from the shortest form stands in options.
//
//===----------------------------------------------------------------------===//

#include "CdoTable.h"
#include "aieforge/Formats/Script.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MathExtras.h"

using namespace aieforge;
using namespace aieforge::cdo;
using namespace aieforge::script;
using namespace llvm;

/// Payload words in front of the numbers of a statement: the address.
static unsigned addressWords(CommandId Id) {
  switch (Id) {
  case CommandId::Write:
  case CommandId::MaskWrite:
  case CommandId::MaskPoll:
    return 1;
  case CommandId::Write64:
  case CommandId::MaskWrite64:
  case CommandId::MaskPoll64:
  case CommandId::DmaWrite:
  case CommandId::Set:
  case CommandId::DmaWriteKeyhole:
    return 2;
  default:
    return 0;
  }
}

/// Commands whose payload is a list: after the address in braces.
static bool takesList(CommandId Id) {
  return Id == CommandId::DmaWrite || Id == CommandId::DmaWriteKeyhole;
}

static std::string printCommand(const Command &C, const hw::Device &D) {
  StringRef Name = commandName(C.Id);
  std::string Out =
      Name.empty() ? "command id=" + hex(unsigned(C.Id)) : Name.lower();
  ArrayRef<uint32_t> Rest = C.Payload;
  unsigned Address = addressWords(C.Id);
  std::string Comment;
  if (Rest.size() >= Address && Address) {
    uint64_t Value = C.address();
    Out += " " + (Address == 2 ? hex(Value) : "0x" + utohexstr(Value, true, 8));
    Comment = comment(D, Value);
    Rest = Rest.drop_front(Address);
  }
  if (C.Module != GeneralModule)
    Out += " module=" + hex(C.Module);
  if (C.Reserved)
    Out += " reserved=" + hex(C.Reserved);
  if (C.LongForm && C.Payload.size() < LongFormLength)
    Out += " form=long";
  if (takesList(C.Id) || Rest.size() > 6)
    return Out + wordList(Rest) + Comment;
  for (uint32_t Word : Rest)
    Out += " " + hex(Word);
  return Out + Comment;
}

std::string script::print(const cdo::Cdo &C, const hw::Device &D) {
  std::string Out = "cdo version=" + hex(C.Version) + "\n";
  for (const Command &Cmd : C.Commands)
    Out += printCommand(Cmd, D) + "\n";
  return Out;
}

static std::optional<CommandId> findCommand(StringRef Name) {
  std::string Upper = Name.upper();
  for (unsigned Id = 0; Id <= UINT8_MAX; ++Id)
    if (commandName(CommandId(Id)) == Upper && !Name.empty())
      return CommandId(Id);
  return std::nullopt;
}

static Expected<Command> readCommand(const Statement &S, const hw::Device &D) {
  Reader R(S, &D);
  Command C;
  std::optional<CommandId> Id = findCommand(S.Name);
  if (!Id && S.Name == "command") {
    Expected<uint64_t> Number = R.option("id", 0, 8);
    if (!Number)
      return Number.takeError();
    Id = CommandId(*Number);
  }
  if (!Id)
    return R.error("there is no such command of a CDO");
  C.Id = *Id;
  if (unsigned Words = addressWords(C.Id)) {
    Expected<uint64_t> Address = R.address();
    if (!Address)
      return Address.takeError();
    if (Words == 2)
      C.Payload.push_back(Hi_32(*Address));
    else if (Hi_32(*Address))
      return R.error("the address " + Twine::utohexstr(*Address) +
                     " has more than 32 bits; use " + S.Name + "64");
    C.Payload.push_back(Lo_32(*Address));
  }
  while (R.hasOperand()) {
    Expected<uint64_t> Word = R.number("payload");
    if (!Word)
      return Word.takeError();
    C.Payload.push_back(uint32_t(*Word));
  }
  C.Payload.insert(C.Payload.end(), S.Words.begin(), S.Words.end());
  Expected<uint64_t> Module = R.option("module", GeneralModule, 8);
  if (!Module)
    return Module.takeError();
  Expected<uint64_t> Reserved = R.option("reserved", 0, 8);
  if (!Reserved)
    return Reserved.takeError();
  C.Module = uint8_t(*Module);
  C.Reserved = uint8_t(*Reserved);
  StringRef Form = R.text("form");
  C.LongForm = Form == "long" || C.Payload.size() >= LongFormLength;
  if (!Form.empty() && Form != "long")
    return R.error("form=" + Form + "; only form=long can be asked for");
  const CommandShape *Shape = shapeOf(C.Id);
  if (Shape && (C.Payload.size() < Shape->MinPayload ||
                C.Payload.size() > Shape->MaxPayload))
    return R.error("the command has " + Twine(C.Payload.size()) +
                   " payload words; it takes " +
                   (Shape->MinPayload == Shape->MaxPayload ? "" : "at least ") +
                   Twine(Shape->MinPayload));
  if (Error E = R.finish(/*WordsAllowed=*/true))
    return std::move(E);
  return C;
}

Expected<Cdo> script::parseCdo(StringRef Text, const hw::Device &Default) {
  Expected<std::vector<Statement>> Lines = parse(Text);
  if (!Lines)
    return Lines.takeError();
  if (Lines->empty() || Lines->front().Name != "cdo")
    return makeError("a text form of a CDO begins with the statement \"cdo\"");
  Reader Head(Lines->front(), &Default);
  Cdo C;
  Expected<uint64_t> Version = Head.option("version", C.Version);
  if (!Version)
    return Version.takeError();
  C.Version = uint32_t(*Version);
  Expected<const hw::Device *> D = Head.device();
  if (!D)
    return D.takeError();
  if (Error E = Head.finish())
    return std::move(E);
  C.Commands.reserve(Lines->size());
  for (const Statement &S : drop_begin(*Lines)) {
    Expected<Command> Cmd = readCommand(S, **D);
    if (!Cmd)
      return Cmd.takeError();
    C.Commands.push_back(std::move(*Cmd));
  }
  return C;
}
