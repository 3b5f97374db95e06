//===- DesignQueries.h - what both lowerings ask of a design ----*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TRANSFORMS_DESIGNQUERIES_H
#define AIEFORGE_TRANSFORMS_DESIGNQUERIES_H

#include "aieforge/Dialect/AIE/AIEDialect.h"
#include "aieforge/Hardware/BdEncoder.h"
#include "aieforge/Hardware/StreamSwitch.h"

namespace aieforge {

using hw::BdDescription;
using hw::BdWords;

inline hw::Direction directionOf(aie::DMAChannelDir D) {
  return hw::Direction(unsigned(D));
}

/// A tile of the design together with what the hardware has there.
struct Place {
  unsigned Column = 0, Row = 0;
  hw::TileKind Kind = hw::TileKind::Core;

  uint32_t address(uint32_t Offset) const {
    return hw::tileAddress(Column, Row, Offset);
  }
};

/// Where \p Tile (the operand of an op) is. Fails with a diagnostic at \p User
/// if it is not placed or lies outside the device.
mlir::FailureOr<Place> placeOf(mlir::Value Tile, mlir::Operation *User);

/// The device's hardware; fails with a diagnostic if it is no NPU.
const hw::Device *hardwareOf(mlir::Operation *Op);

/// The number \p V, or a diagnostic at \p O that names \p What.
mlir::FailureOr<int64_t> constant(mlir::Operation *O, mlir::Value V,
                                  llvm::StringRef What);

/// The address of word \p Index of the device's buffer called \p Name; a
/// diagnostic at \p O, which writes it.
mlir::FailureOr<uint32_t> bufferWord(mlir::Operation *O, llvm::StringRef Name,
                                     uint64_t Index);

/// \p Prefix and the first number from \p Next on that make a name which
/// nothing in \p Device has; \p Next is the one after it then.
std::string freeName(aie::DeviceOp Device, llvm::StringRef Prefix,
                     unsigned &Next);

/// Bits of one element of \p Buffer's type.
unsigned elementBits(mlir::Value Buffer);

/// Number of the column step of the DMA window through which a DMA at \p From
/// sees what lies in the tile at \p To, or null.
const hw::ReachWindow *windowTo(const Place &From, const Place &To);

/// Reports that the DMA at \p From does not reach \p Buffer, which lies at
/// \p At and which \p User uses.
void emitUnreachable(aie::BufferOp Buffer, const Place &At, const Place &From,
                     mlir::Operation *User);

/// Byte address of \p Buffer plus \p Offset bytes, as the DMA at \p From sees
/// it.
mlir::FailureOr<uint64_t> dmaAddress(aie::BufferOp Buffer, uint64_t Offset,
                                     const Place &From, mlir::Operation *User);

/// Fills in the locks of \p D from the use_lock ops of \p Block: none, or an
/// acquire and a release.
mlir::LogicalResult setLocks(BdDescription &D, mlir::Block &Block,
                             const Place &At);

/// Fills in dimensions from sizes and strides in elements, outermost first.
/// The innermost size counts words afterwards, the outer strides too.
mlir::LogicalResult setDims(BdDescription &D, llvm::ArrayRef<int64_t> Sizes,
                            llvm::ArrayRef<int64_t> Strides, unsigned Bits,
                            mlir::Operation *User);

/// Fills in the padding of a BD op.
mlir::LogicalResult setPads(BdDescription &D, aie::DMABDOp Bd);

/// The packet header of a BD: its attribute or the dma_bd_packet op beside it.
std::optional<BdDescription::Packet> packetOf(aie::DMABDOp Bd);
BdDescription::Packet packetOf(aie::PacketInfoAttr Packet);

} // namespace aieforge

#endif // AIEFORGE_TRANSFORMS_DESIGNQUERIES_H
