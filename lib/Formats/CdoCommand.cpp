//===- CdoCommand.cpp - one command of a CDO ------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CdoTable.h"
#include "llvm/Support/MathExtras.h"

using namespace aieforge;
using namespace aieforge::cdo;
using namespace llvm;

const CommandShape *cdo::shapeOf(CommandId Id) {
  static constexpr CommandShape Shapes[] = {
#define AIEFORGE_CDO_MODULE(Id)
#define AIEFORGE_CDO_COMMAND(Id, Enum, Name, Min, Max, Firmware)               \
  {CommandId::Enum, StringLiteral(Name), Min, Max, Firmware},
#include "aieforge/Formats/CdoCommands.inc"
  };
  for (const CommandShape &S : Shapes)
    if (S.Id == Id)
      return &S;
  return nullptr;
}

StringRef cdo::commandName(CommandId Id) {
  const CommandShape *S = shapeOf(Id);
  return S ? S->Name : StringRef();
}

bool cdo::isFirmwareCommand(CommandId Id) {
  const CommandShape *S = shapeOf(Id);
  return S && S->Firmware;
}

Command::Command(CommandId Id, std::vector<uint32_t> Payload)
    : Id(Id), Module(GeneralModule), LongForm(Payload.size() >= LongFormLength),
      Payload(std::move(Payload)) {}

Command Command::nop(unsigned PayloadWords) {
  return Command(CommandId::Nop, std::vector<uint32_t>(PayloadWords, 0));
}

Command Command::write(uint32_t Address, uint32_t Value) {
  return Command(CommandId::Write, {Address, Value});
}

Command Command::write64(uint64_t Address, uint32_t Value) {
  return Command(CommandId::Write64, {Hi_32(Address), Lo_32(Address), Value});
}

Command Command::maskWrite(uint32_t Address, uint32_t Mask, uint32_t Value) {
  return Command(CommandId::MaskWrite, {Address, Mask, Value});
}

Command Command::maskWrite64(uint64_t Address, uint32_t Mask, uint32_t Value) {
  return Command(CommandId::MaskWrite64,
                 {Hi_32(Address), Lo_32(Address), Mask, Value});
}

Command Command::dmaWrite(uint64_t Address, ArrayRef<uint32_t> Words) {
  std::vector<uint32_t> Payload = {Hi_32(Address), Lo_32(Address)};
  Payload.insert(Payload.end(), Words.begin(), Words.end());
  return Command(CommandId::DmaWrite, std::move(Payload));
}

bool Command::isWrite() const {
  switch (Id) {
  case CommandId::Write:
  case CommandId::Write64:
  case CommandId::MaskWrite:
  case CommandId::MaskWrite64:
  case CommandId::DmaWrite:
  case CommandId::Set:
    return true;
  default:
    return false;
  }
}

/// Does the address take two words, high one first?
static bool hasHighWord(CommandId Id) {
  return Id != CommandId::Write && Id != CommandId::MaskWrite &&
         Id != CommandId::MaskPoll;
}

uint64_t Command::address() const {
  if (!hasHighWord(Id))
    return Payload.empty() ? 0 : Payload[0];
  return Payload.size() < 2 ? 0 : Make_64(Payload[0], Payload[1]);
}

uint32_t Command::mask() const {
  size_t At = hasHighWord(Id) ? 2 : 1;
  bool Masked = Id == CommandId::MaskWrite || Id == CommandId::MaskWrite64 ||
                Id == CommandId::MaskPoll || Id == CommandId::MaskPoll64;
  return Masked && At < Payload.size() ? Payload[At] : 0;
}

ArrayRef<uint32_t> Command::data() const {
  ArrayRef<uint32_t> P = Payload;
  switch (Id) {
  case CommandId::Write:
    return P.drop_front(std::min<size_t>(1, P.size()));
  case CommandId::Write64:
  case CommandId::DmaWrite:
  case CommandId::MaskWrite:
    return P.drop_front(std::min<size_t>(2, P.size()));
  case CommandId::MaskWrite64:
  case CommandId::Set:
    return P.drop_front(std::min<size_t>(3, P.size()));
  default:
    return {};
  }
}

size_t Cdo::bodyWords() const {
  size_t Words = 0;
  for (const Command &C : Commands)
    Words += C.words();
  return Words;
}
