//===- Raise.h - from a configuration back to a design ----------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writes the design that a configuration (the writes of a PDI) and an
// instruction stream come from, in the aie dialect, such that compiling it
// gives the same configuration and the same stream. docs/raise.md tells which
// op stands for what.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_RAISE_RAISE_H
#define AIEFORGE_RAISE_RAISE_H

#include "aieforge/Formats/RegisterImage.h"

#include <string>
#include <vector>

namespace aieforge::raise {

struct Source {
  const hw::Device *Device = nullptr;
  std::vector<RegisterOp> Ops; ///< The configuration, in order.
  const txn::Transaction *Stream = nullptr;
};

struct Options {
  std::string DeviceName = "main"; ///< Symbol of the aie.device.
  /// The file of core (c,r) is called ElfPrefix + "core_c_r.elf".
  std::string ElfPrefix;
};

/// The program of a core, to be written beside the design.
struct CoreFile {
  hw::TileId Tile;
  std::string Name;
  Bytes Elf;
};

struct Design {
  std::string Text; ///< An aie.device op.
  std::vector<CoreFile> Cores;
  /// What no op of the dialect says and stands as plain register writes
  /// (attribute aieforge.writes), one line each.
  std::vector<std::string> PlainWrites;
  /// What compiling the text will not bring back, one line each. Empty: the
  /// design compiles to the same configuration and the same stream.
  std::vector<std::string> Losses;
};

/// Raises a configuration. Fails if its writes cannot be read; what cannot be
/// said in the dialect is no error but in Design::Losses.
Expected<Design> raise(const Source &S, const Options &O);

/// The smallest device of generation \p G that has all tiles that \p Ops write
/// to and at least \p Columns columns; null if there is none.
const hw::Device *smallestDevice(hw::Generation G, unsigned Columns,
                                 llvm::ArrayRef<RegisterOp> Ops);

/// "module { … }" around aie.device ops.
std::string moduleText(llvm::ArrayRef<std::string> Devices);

} // namespace aieforge::raise

#endif // AIEFORGE_RAISE_RAISE_H
