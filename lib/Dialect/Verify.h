//===- Verify.h - questions that several verifiers ask ----------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_DIALECT_VERIFY_H
#define AIEFORGE_DIALECT_VERIFY_H

#include "aieforge/Dialect/AIE/AIEDialect.h"
#include "aieforge/Hardware/Device.h"

namespace aieforge {

/// The hardware that the op's device stands for, or null.
const hw::Device *modelOf(mlir::Operation *Op);

/// The tile that \p Tile is, if it has a place.
aie::TileOp placedTile(mlir::Value Tile);

/// The kind of tile, also of a logical one; nothing if \p Tile is neither or
/// lies outside the device.
std::optional<hw::TileKind> tileKind(mlir::Value Tile);

/// "core tile", "mem tile", "shim tile": for messages.
llvm::StringRef kindName(hw::TileKind Kind);

/// True if memory and locks of \p Tile can be used by code in \p User, which is
/// in a core, mem, memtile_dma or shim_dma; also true where it cannot be known
/// (logical tiles, other users). Sets \p From to the tile of the user.
bool isReachable(aie::TileOp Tile, mlir::Operation *User, aie::TileOp &From);

/// Reports users of \p Resource (a buffer or lock of \p Tile) on tiles that
/// cannot reach it. \p What is the word for it.
llvm::LogicalResult verifyReachable(mlir::Operation *Resource, aie::TileOp Tile,
                                    const char *What);

/// The op of type \p OpT called \p Name in the device around \p Op, or null.
/// Looks at symbols only, and at all of them: text of older vintages may hold
/// one name twice.
template <typename OpT>
OpT findInDevice(mlir::Operation *Op, llvm::StringRef Name) {
  auto Device = Op->getParentOfType<aie::DeviceOp>();
  if (!Device)
    return {};
  for (OpT Candidate : Device.getOps<OpT>()) {
    auto Symbol = Candidate->template getAttrOfType<mlir::StringAttr>(
        mlir::SymbolTable::getSymbolAttrName());
    if (Symbol && Symbol.getValue() == Name)
      return Candidate;
  }
  return {};
}

/// Checks type and id of a packet header.
llvm::LogicalResult verifyPacket(mlir::Operation *Op,
                                 aie::PacketInfoAttr Packet);

/// Checks that the shim DMA can do bursts of \p Bytes; 0 leaves the choice.
llvm::LogicalResult verifyBurst(mlir::Operation *Op, int64_t Bytes);

/// What is wrong with one op of a device, all of whose ops are well formed by
/// themselves: one function a topic, called for every op.
llvm::LogicalResult checkStructure(mlir::Operation *Op);
llvm::LogicalResult checkMemory(mlir::Operation *Op);
llvm::LogicalResult checkStreams(mlir::Operation *Op);
llvm::LogicalResult checkObjectFifos(mlir::Operation *Op);
llvm::LogicalResult checkTransfers(mlir::Operation *Op);
llvm::LogicalResult checkRegisterAccess(mlir::Operation *Op);
llvm::LogicalResult checkTasks(mlir::Operation *Op);
llvm::LogicalResult checkTraces(mlir::Operation *Op);

} // namespace aieforge

#endif // AIEFORGE_DIALECT_VERIFY_H
