//===- CdoForms.cpp - the forms in which tools write a CDO ----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The same register operations have a form as the AIE driver writes them to
// files, and another after bootgen merged those files. The firmware does not
// care; identical bytes let people compare our images with theirs.
//
//===----------------------------------------------------------------------===//

#include "CdoTable.h"
#include "aieforge/Formats/Cdo.h"

using namespace aieforge;
using namespace aieforge::cdo;
using namespace llvm;

/// Block data is aligned to this many words.
static constexpr unsigned AlignWords = 4;

Expected<std::vector<RegisterOp>> cdo::registerOps(const Cdo &C) {
  std::vector<RegisterOp> Ops;
  for (auto [I, Cmd] : enumerate(C.Commands)) {
    if (Cmd.Id == CommandId::Nop)
      continue;
    if (!Cmd.isWrite() || Cmd.Id == CommandId::Set)
      return makeError("CDO: command {0} ({1}) is no register write", I,
                       commandName(Cmd.Id));
    if (Cmd.address() > 0xFFFFFFFFu)
      return makeError("CDO: command {0} ({1}) writes to address {2:x}, which "
                       "has more than 32 bits",
                       I, commandName(Cmd.Id), Cmd.address());
    if (Cmd.data().empty())
      return makeError("CDO: command {0} ({1}) has no data", I,
                       commandName(Cmd.Id));
    uint32_t Address = uint32_t(Cmd.address());
    if (Cmd.Id == CommandId::DmaWrite)
      Ops.push_back(RegisterOp::blockWrite(Address, Cmd.data()));
    else if (Cmd.Id == CommandId::MaskWrite || Cmd.Id == CommandId::MaskWrite64)
      Ops.push_back(
          RegisterOp::maskWrite(Address, Cmd.mask(), Cmd.data().front()));
    else
      Ops.push_back(RegisterOp::write(Address, Cmd.data().front()));
  }
  return Ops;
}

Cdo cdo::driverForm(ArrayRef<RegisterOp> Ops) {
  Cdo C;
  // bootgen refuses a file without any command.
  C.Commands.push_back(Command::nop());
  size_t Words = HeaderWords + 1;
  auto Add = [&](Command Cmd) {
    Words += Cmd.words();
    C.Commands.push_back(std::move(Cmd));
  };
  for (const RegisterOp &Op : Ops) {
    switch (Op.What) {
    case RegisterOp::Write:
      Add(Command::write64(Op.Address, Op.Data.front()));
      break;
    case RegisterOp::MaskWrite:
      Add(Command::maskWrite64(Op.Address, Op.Mask, Op.Data.front()));
      break;
    case RegisterOp::BlockWrite: {
      // The driver takes the long form's extra word into account only above
      // the length at which that form begins.
      size_t Head = Op.Data.size() + 2 > LongFormLength ? 4 : 3;
      if (size_t Pad = -(Words + Head) % AlignWords)
        Add(Command::nop(Pad - 1));
      Add(Command::dmaWrite(Op.Address, Op.Data));
      break;
    }
    }
  }
  return C;
}

Cdo cdo::plainForm(ArrayRef<RegisterOp> Ops) {
  Cdo C;
  for (const RegisterOp &Op : Ops) {
    if (Op.What == RegisterOp::MaskWrite)
      C.Commands.push_back(
          Command::maskWrite(Op.Address, Op.Mask, Op.Data.front()));
    else if (Op.What == RegisterOp::Write || Op.Data.size() == 1)
      C.Commands.push_back(Command::write(Op.Address, Op.Data.front()));
    else
      C.Commands.push_back(Command::dmaWrite(Op.Address, Op.Data));
  }
  return C;
}

/// The command in its shortest form.
static Command shortest(const Command &C) {
  bool High = C.address() > 0xFFFFFFFFu;
  uint32_t Low = uint32_t(C.address());
  if (C.Id == CommandId::Write64 && !High)
    return Command::write(Low, C.data().front());
  if (C.Id == CommandId::MaskWrite64 && !High)
    return Command::maskWrite(Low, C.mask(), C.data().front());
  if (C.Id == CommandId::DmaWrite && C.data().size() == 1)
    return High ? Command::write64(C.address(), C.data().front())
                : Command::write(Low, C.data().front());
  Command Copy = C;
  Copy.LongForm = C.Payload.size() >= LongFormLength;
  return Copy;
}

/// One pass of bootgen over the commands of one file.
static std::vector<Command> recode(ArrayRef<Command> In, bool Align) {
  std::vector<Command> Out;
  size_t Words = HeaderWords;
  auto Add = [&](Command C) {
    Words += C.words();
    Out.push_back(std::move(C));
  };
  for (const Command &C : In) {
    if (C.Id == CommandId::End)
      continue;
    Command Short = shortest(C);
    if (Align && Short.Id == CommandId::DmaWrite) {
      // Data words lie at the same place modulo 16 bytes as in the memory.
      size_t Head = Short.LongForm ? 4 : 3;
      size_t Goal = Short.address() / 4 % AlignWords;
      if (size_t Pad = (Goal - Words - Head) % AlignWords)
        Add(Command::nop(Pad - 1));
    }
    Add(std::move(Short));
  }
  return Out;
}

Cdo cdo::merge(ArrayRef<Cdo> Files) {
  Cdo Merged;
  for (auto [I, File] : enumerate(Files)) {
    // bootgen reads and writes every file twice, and aligns the first one in
    // the second pass only.
    std::vector<Command> Body =
        recode(recode(File.Commands, /*Align=*/I != 0), /*Align=*/true);
    Merged.Commands.insert(Merged.Commands.end(),
                           std::make_move_iterator(Body.begin()),
                           std::make_move_iterator(Body.end()));
  }
  return Merged;
}
