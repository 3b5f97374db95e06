//===- CoreLoad.cpp - a core's program into the memories ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Segments below 0x4000 are program memory; the others are data memory as the
// core sees it: the window tells which tile holds it.
//
//===----------------------------------------------------------------------===//

#include "StaticConfig.h"
#include "aieforge/Formats/CoreElf.h"
#include "aieforge/Hardware/Registers.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/MathExtras.h"

using namespace aieforge;
using namespace mlir;

void aieforge::writeBytes(uint32_t Address, BytesRef Data, ConfigOps &Ops) {
  SmallVector<uint32_t> Words;
  size_t Whole = Data.size() / 4;
  for (size_t I = 0; I < Whole; ++I)
    Words.push_back(llvm::support::endian::read32le(Data.data() + 4 * I));
  if (Whole)
    Ops.push_back(ConfigOp::blockWrite(Address, Words));
  size_t Rest = Data.size() % 4;
  if (!Rest)
    return;
  uint32_t Value = 0;
  for (size_t I = 0; I < Rest; ++I)
    Value |= uint32_t(Data[4 * Whole + I]) << 8 * I;
  Ops.push_back(
      ConfigOp::maskWrite(Address + 4 * Whole, (1u << 8 * Rest) - 1, Value));
}

/// Offset of program memory in the core tile.
static uint32_t programMemoryOffset() {
  for (const hw::WindowInfo &W : hw::windows(hw::TileKind::Core))
    if (W.What == hw::Window::ProgramMemory)
      return W.Offset;
  return 0;
}

static LogicalResult loadData(aie::CoreOp Core, const Place &At,
                              uint32_t Address, BytesRef Data, ConfigOps &Ops) {
  const hw::Device *D = hardwareOf(Core);
  if (!D)
    return failure();
  while (!Data.empty()) {
    const hw::ReachWindow *W = hw::coreWindowAt(Address);
    int Column = int(At.Column), Row = int(At.Row);
    if (W) {
      Column += W->ColumnStep;
      Row += W->RowStep;
    }
    if (!W || !D->isCore(Column, Row))
      return Core.emitOpError("has a program with data at 0x")
             << llvm::utohexstr(Address)
             << ", which is in no core tile's memory that it reaches";
    uint32_t Offset = Address - W->Address;
    size_t Size = std::min<size_t>(Data.size(), W->Bytes - Offset);
    // A first part up to a whole word would need a masked write that no
    // loader is known to take; the linker aligns its segments.
    if (Offset % 4)
      return Core.emitOpError("has a program with data at 0x")
             << llvm::utohexstr(Address) << ", which is no multiple of 4";
    writeBytes(hw::tileAddress(Column, Row, Offset), Data.take_front(Size),
               Ops);
    Data = Data.drop_front(Size);
    Address += Size;
  }
  return success();
}

LogicalResult aieforge::loadCore(aie::CoreOp Core, const Place &At,
                                 BytesRef Elf, ConfigOps &Ops) {
  Expected<elf::CoreElf> Image = elf::parseCore(Elf);
  if (!Image)
    return Core.emitOpError("has no usable program: ")
           << llvm::toString(Image.takeError());
  for (const elf::CoreSegment &S : Image->Segments) {
    if (!S.MemorySize)
      continue;
    Bytes Data = S.Data;
    Data.resize(S.MemorySize, 0);
    if (!S.isProgram()) {
      if (failed(loadData(Core, At, S.Address, Data, Ops)))
        return failure();
      continue;
    }
    uint32_t Limit = hw::tileInfo(hw::TileKind::Core).ProgramMemoryBytes;
    if (S.Address % 4 || S.Address > Limit || Data.size() > Limit - S.Address)
      return Core.emitOpError("has a program of ")
             << S.Address + Data.size() << " bytes; a core has " << Limit;
    Data.resize(llvm::alignTo(Data.size(), 4), 0);
    writeBytes(At.address(programMemoryOffset() + S.Address), Data, Ops);
  }
  return success();
}
