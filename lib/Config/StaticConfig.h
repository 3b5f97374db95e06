//===- StaticConfig.h - parts of the static configuration -------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each function appends the register operations of one part. The order inside
// and between the parts is that of the public generator, so that images can be
// compared byte for byte.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_CONFIG_STATICCONFIG_H
#define AIEFORGE_LIB_CONFIG_STATICCONFIG_H

#include "aieforge/Config/Lowering.h"
#include "aieforge/Transforms/DesignQueries.h"

namespace aieforge {

using ConfigOps = std::vector<ConfigOp>;

/// The program and data of the core at \p At.
mlir::LogicalResult loadCore(aie::CoreOp Core, const Place &At, BytesRef Elf,
                             ConfigOps &Ops);

/// Writes \p Data to \p Address: whole words as a block, a rest of one to three
/// bytes under a mask.
void writeBytes(uint32_t Address, BytesRef Data, ConfigOps &Ops);

/// Which of a tile's plain writes: a BD has to be complete before its channel
/// starts; the rest may come last.
enum class PlainPart { Bds, Others };

/// The writes in the attribute aieforge.writes of \p Tile.
mlir::LogicalResult addPlainWrites(aie::TileOp Tile, PlainPart Part,
                                   ConfigOps &Ops);

/// aie.mem, aie.memtile_dma, aie.shim_dma: BDs, then starts of the channels.
mlir::LogicalResult configureDmas(aie::DeviceOp Device, ConfigOps &Ops);

/// aie.switchbox, aie.shim_mux, aie.configure_cascade.
mlir::LogicalResult configureStreams(aie::DeviceOp Device,
                                     const ConfigOptions &Options,
                                     ConfigOps &Ops);

} // namespace aieforge

#endif // AIEFORGE_LIB_CONFIG_STATICCONFIG_H
