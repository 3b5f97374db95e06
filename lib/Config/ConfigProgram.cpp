//===- ConfigProgram.cpp - the register writes of a configuration ---------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Config/ConfigProgram.h"
#include "aieforge/Formats/RegisterImage.h"
#include "aieforge/Hardware/Registers.h"

using namespace aieforge;

std::array<cdo::Cdo, 3> aieforge::toCdoFiles(const ConfigProgram &P) {
  return {cdo::driverForm(P.Elfs), cdo::driverForm(P.Init),
          cdo::driverForm(P.Enable)};
}

pdi::Pdi aieforge::toPdi(const ConfigProgram &P) {
  pdi::Pdi Image;
  Image.Cdo = cdo::merge(toCdoFiles(P));
  return Image;
}

txn::Transaction aieforge::toTransaction(const ConfigProgram &P,
                                         const hw::Device &D) {
  txn::Transaction T(D);
  for (const std::vector<ConfigOp> *Part : {&P.Elfs, &P.Init, &P.Enable})
    for (const ConfigOp &Op : *Part) {
      if (Op.What == ConfigOp::BlockWrite)
        T.Ops.push_back(
            txn::BlockWrite{Op.Address, {Op.Data.begin(), Op.Data.end()}});
      else if (Op.What == ConfigOp::Write)
        T.Ops.push_back(txn::Write{Op.Address, Op.Data.front()});
      else if (Op.Mask != 0)
        T.Ops.push_back(txn::MaskWrite{Op.Address, Op.Data.front(), Op.Mask});
    }
  return T;
}

/// The word that the writes so far left at \p Address, a register or memory.
static uint32_t wordAt(const RegisterImage &Image, uint32_t Address) {
  hw::TileAddress A = hw::TileAddress::decode(Address);
  const TileState *Tile = Image.tile(A.tile());
  if (!Tile)
    return 0;
  hw::WindowInfo W = hw::windowAt(Tile->Kind, A.Offset);
  if (W.What == hw::Window::DataMemory)
    return Tile->Data.word(A.Offset - W.Offset).value_or(0);
  if (W.What == hw::Window::ProgramMemory)
    return Tile->Program.word(A.Offset - W.Offset).value_or(0);
  return Image.value(A.tile(), A.Offset);
}

std::vector<ConfigOp> aieforge::toPlainWrites(const ConfigProgram &P,
                                              const hw::Device &D,
                                              std::vector<size_t> *Sources) {
  RegisterImage Image(D);
  size_t Count = 0; // Operations looked at.
  std::vector<ConfigOp> Plain;
  uint32_t LastMask = 0; // Of the masked write that Plain ends with.
  for (const std::vector<ConfigOp> *Part : {&P.Elfs, &P.Init, &P.Enable})
    for (const ConfigOp &Op : *Part) {
      // What the operation before this one has added comes from it.
      if (Sources)
        Sources->resize(Plain.size(), Count - 1);
      ++Count;
      if (Op.What != ConfigOp::MaskWrite) {
        Image.blockWrite(Op.Address, Op.Data);
        Plain.push_back(Op);
        LastMask = 0;
        continue;
      }
      if (Op.Mask == 0)
        continue;
      Image.maskWrite(Op.Address, Op.Mask, Op.Data.front());
      ConfigOp Whole = ConfigOp::write(Op.Address, wordAt(Image, Op.Address));
      // Writes of different bits of one register, one after the other, are
      // one; of the same bits they are a pulse.
      if (LastMask && Plain.back().Address == Op.Address &&
          !(LastMask & Op.Mask)) {
        Plain.back() = Whole;
        LastMask |= Op.Mask;
      } else {
        Plain.push_back(Whole);
        LastMask = Op.Mask;
      }
    }
  if (Sources)
    Sources->resize(Plain.size(), Count - 1);
  return Plain;
}

ctrlpkt::Packets
aieforge::toControlPackets(const ConfigProgram &P, const hw::Device &D,
                           llvm::function_ref<unsigned(hw::TileId)> IdOf) {
  return ctrlpkt::fromRegisterOps(toPlainWrites(P, D), IdOf);
}
