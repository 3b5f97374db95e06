//===- Registers.h - the registers of a tile by name and offset -*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every register of the AIE2 and AIE2P tiles, generated from
// data/aie2-registers.json. Offsets are bytes inside the tile's 1 MiB window.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_HARDWARE_REGISTERS_H
#define AIEFORGE_HARDWARE_REGISTERS_H

#include "aieforge/Hardware/Device.h"
#include "aieforge/Hardware/Field.h"

#include <array>

namespace aieforge::hw {

/// The part of a tile that a register belongs to; events are numbered per
/// module.
enum class Module : uint8_t { Core, Memory, MemTile, NoC, PL };
llvm::StringRef toString(Module M);

/// One dimension of a register array.
struct RegisterDim {
  uint16_t First;  ///< Smallest index.
  uint16_t Count;  ///< Number of elements.
  uint32_t Stride; ///< Bytes.
};

/// A register or an array of registers.
struct Register {
  llvm::StringRef Name; ///< "DMA_BD{0}_1": {0}, {1} stand for the indices.
  Module Mod;
  uint32_t Offset; ///< Of the element whose indices are the smallest.
  uint16_t Width;  ///< Bits: 32, 64, 128 or 256.
  Access Mode;
  uint32_t Reset; ///< Value after reset (of the low word).
  llvm::ArrayRef<Field> Fields;
  llvm::ArrayRef<RegisterDim> Dims;

  /// The field called \p Name, or null.
  const Field *field(llvm::StringRef Name) const;
};

/// One register at one place.
struct RegisterRef {
  const Register *Reg = nullptr;
  std::array<uint16_t, 2> Index = {0, 0};
  uint32_t Offset = 0; ///< Of the register's first word.
  unsigned Word = 0;   ///< Which word of a wide register was asked for.

  /// "DMA_BD3_1", "Core_Control", "Program_Memory[1]" (word 1 of a wide one).
  std::string name() const;
};

/// The register that the word at \p Offset belongs to. Memories and lock
/// requests are not registers: see windowAt.
std::optional<RegisterRef> findRegister(Generation G, TileKind K,
                                        uint32_t Offset);

/// The register called \p Name (as in the table, with {0}), or null. Core
/// tiles hold two modules: names that both have mean the core module's; write
/// "mem.Timer_Control" or "core.Timer_Control" to choose; likewise "noc." and
/// "pl." in shim tiles.
const Register *registerByName(Generation G, TileKind K, llvm::StringRef Name);

/// Offset of the register called \p Name in AIE2, where it is the same in
/// AIE2P, or of \p G. The name must exist: it is written by a programmer.
uint32_t registerOffset(TileKind K, llvm::StringRef Name, unsigned I0 = 0,
                        unsigned I1 = 0, Generation G = Generation::AIE2);

/// The field \p FieldName of register \p Name; both must exist.
const Field &registerField(TileKind K, llvm::StringRef Name,
                           llvm::StringRef FieldName,
                           Generation G = Generation::AIE2);

/// All registers of a tile kind, arrays unexpanded, by offset.
llvm::ArrayRef<Register> registers(Generation G, TileKind K);

/// What an offset of the tile's window leads to.
enum class Window : uint8_t {
  DataMemory,
  ProgramMemory,
  Registers,
  LockRequest,
  None
};
struct WindowInfo {
  Window What;
  uint32_t Offset;
  uint32_t Bytes;
};
/// The windows of a tile kind, by offset.
llvm::ArrayRef<WindowInfo> windows(TileKind K);
/// The window that \p Offset is in; None between windows.
WindowInfo windowAt(TileKind K, uint32_t Offset);

/// "DMA_BD3_1", "data memory + 0x400", "lock request 3", "0x12345 (no such
/// register)".
std::string describeOffset(Generation G, TileKind K, uint32_t Offset);
/// "(0,2) DMA_BD3_1": describeOffset of a whole address of \p D.
std::string describeAddress(const Device &D, uint32_t Address);

} // namespace aieforge::hw

#endif // AIEFORGE_HARDWARE_REGISTERS_H
