//===- ArrayFixture.h - device images and streams to break -------*- C++ -*-=//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_UNITTESTS_CHECK_ARRAYFIXTURE_H
#define AIEFORGE_UNITTESTS_CHECK_ARRAYFIXTURE_H

#include "aieforge/Formats/RegisterOp.h"
#include "aieforge/Formats/Transaction.h"
#include "aieforge/Hardware/Dma.h"
#include "aieforge/Hardware/StreamSwitch.h"
#include "aieforge/Support/Bytes.h"

namespace aieforge {

/// A configuration, write by write.
class Config {
public:
  using Tile = hw::TileId;
  using Values = std::vector<std::pair<hw::BdField, int64_t>>;

  Config &write(Tile T, uint32_t Offset, uint32_t Value);
  Config &block(Tile T, uint32_t Offset, std::vector<uint32_t> Words);
  Config &maskWrite(Tile T, uint32_t Offset, uint32_t Mask, uint32_t Value);
  /// A valid BD of 16 words at address 0, with \p V on top.
  Config &bd(Tile T, unsigned Bd, Values V = {});
  Config &push(Tile T, hw::Direction D, unsigned Channel, unsigned Bd,
               bool Token = false, unsigned Repeat = 0);
  Config &circuit(Tile T, hw::Port Slave, hw::Port Master);
  Config &master(Tile T, hw::Port P, hw::MasterConfig C);
  Config &slave(Tile T, hw::Port P, hw::SlaveConfig C);
  Config &slot(Tile T, hw::Port P, unsigned Slot, hw::SlotConfig C);
  /// Switches the shim lane of that channel to the DMA.
  Config &lane(Tile T, hw::Direction D, unsigned Channel);

  Bytes pdi() const;
  std::vector<RegisterOp> Ops;
};

hw::TileKind kindOf(hw::TileId T);
/// The words of a valid BD of 16 words with \p V on top.
std::vector<uint32_t> bdWords(hw::TileKind K, const Config::Values &V = {});

/// One column: host -> core (0,2) -> host by DMA, with locks, program and
/// token route.
Config goodConfig();

/// The stream that goes with goodConfig: two transfers and a wait.
std::vector<txn::Op> goodOps();
Bytes streamOf(std::vector<txn::Op> Ops, llvm::StringRef Device = "npu1_1col");
txn::Op queueWrite(hw::TileId T, hw::Direction D, unsigned Channel, unsigned Bd,
                   bool Token = false);
txn::Op waitFor(hw::TileId T, hw::Direction D, unsigned Channel);
txn::Op patchOf(unsigned Bd, uint64_t Argument, uint64_t Offset = 0);

} // namespace aieforge

#endif // AIEFORGE_UNITTESTS_CHECK_ARRAYFIXTURE_H
