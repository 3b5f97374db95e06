//===- ConfigProgram.h - the register writes of a configuration -*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The ordered register operations that bring the array into the state of a
// design. CDO files, device images and transactions are all written from it.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_CONFIG_CONFIGPROGRAM_H
#define AIEFORGE_CONFIG_CONFIGPROGRAM_H

#include "aieforge/Formats/ControlPackets.h"
#include "aieforge/Formats/Pdi.h"
#include "aieforge/Formats/Transaction.h"

#include <array>

namespace aieforge {

using ConfigOp = RegisterOp;

/// Addresses are relative to the partition's first column.
struct ConfigProgram {
  std::vector<ConfigOp> Elfs;   ///< Stop cores and DMAs, load programs.
  std::vector<ConfigOp> Init;   ///< Locks, buffers, DMAs, switches.
  std::vector<ConfigOp> Enable; ///< Let the cores run.

  bool operator==(const ConfigProgram &) const = default;
};

/// The three CDO files as the AIE driver writes them: elfs, init, enable.
std::array<cdo::Cdo, 3> toCdoFiles(const ConfigProgram &P);

/// The device image that bootgen makes of those files.
pdi::Pdi toPdi(const ConfigProgram &P);

/// The configuration as an instruction stream for \p D, in the same order.
/// Masked writes without any mask bit, which change nothing, are left out; in
/// streams of other tools they are writes, which clear the rest of a register.
txn::Transaction toTransaction(const ConfigProgram &P, const hw::Device &D);

/// The configuration without masks, which control packets do not have: each
/// masked write becomes a write of the whole register, whose other bits are
/// what the program wrote to them before, or their values after reset. For each
/// \p Sources gets the place of the operation among all of \p P.
std::vector<ConfigOp> toPlainWrites(const ConfigProgram &P, const hw::Device &D,
                                    std::vector<size_t> *Sources = nullptr);

/// The configuration as a buffer of control packets for tiles with the ids of
/// \p IdOf, in the order of toPlainWrites().
ctrlpkt::Packets
toControlPackets(const ConfigProgram &P, const hw::Device &D,
                 llvm::function_ref<unsigned(hw::TileId)> IdOf);

} // namespace aieforge

#endif // AIEFORGE_CONFIG_CONFIGPROGRAM_H
