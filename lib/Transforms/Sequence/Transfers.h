//===- Transfers.h - what moves in a runtime sequence -----------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Channels, host addresses and patterns that transfers and DMA tasks name.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_TRANSFORMS_SEQUENCE_TRANSFERS_H
#define AIEFORGE_LIB_TRANSFORMS_SEQUENCE_TRANSFERS_H

#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "aieforge/Transforms/DesignQueries.h"

#include <map>

namespace aieforge {

/// One DMA channel of the array.
struct ChannelKey {
  unsigned Column, Row;
  hw::Direction Dir;
  unsigned Channel;

  friend auto operator<=>(const ChannelKey &, const ChannelKey &) = default;
};

/// A place, direction and channel that an op names.
struct ChannelPlace {
  Place At;
  hw::Direction Dir;
  unsigned Channel;
  aie::PacketInfoAttr Header; ///< Of the allocation; may be null.

  ChannelKey key() const { return {At.Column, At.Row, Dir, Channel}; }
};

/// Where in host memory a value points: a sequence argument plus bytes.
struct HostAddress {
  unsigned Argument;
  uint64_t Offset;
};

/// AxCache of the shim BDs that instruction streams write.
constexpr uint64_t RunTimeAxCache = 2;

/// On a transfer that is one of several parts of one: only the last part sends
/// a token, which receiving shim channels do otherwise.
constexpr llvm::StringRef PartAttr = "aieforge.part";

/// A device, with what lowering asks of it for every op.
class SequenceContext {
public:
  explicit SequenceContext(aie::DeviceOp Device);

  aie::DeviceOp device() const { return Device; }
  /// Null if the device is no NPU.
  const hw::Device *hardware() const { return Hardware; }

  /// The tile at \p Column, \p Row; null if the design has no such op.
  aie::TileOp tile(unsigned Column, unsigned Row) const;
  /// The tile at \p Column, \p Row if the hardware has it; or a diagnostic.
  mlir::FailureOr<Place> placeAt(mlir::Operation *O, int64_t Column,
                                 int64_t Row) const;
  /// The aie.shim_dma_allocation called \p Name, and its tile; null if there
  /// is none.
  aie::ShimDMAAllocationOp allocationOp(mlir::SymbolRefAttr Name) const;
  aie::TileOp allocationTile(mlir::SymbolRefAttr Name) const;
  /// The channel that the aie.shim_dma_allocation \p Name stands for.
  mlir::FailureOr<ChannelPlace> allocation(mlir::Operation *O,
                                           mlir::SymbolRefAttr Name) const;
  /// The channel of an op's tile, direction and channel number.
  mlir::FailureOr<ChannelPlace> channel(mlir::Operation *O, mlir::Value Tile,
                                        aie::DMAChannelDir Dir,
                                        unsigned Channel) const;
  /// The channel at a place; a diagnostic if the tile has no such channel.
  mlir::FailureOr<ChannelPlace> channelAt(mlir::Operation *O, const Place &At,
                                          hw::Direction Dir,
                                          unsigned Channel) const;

private:
  aie::DeviceOp Device;
  const hw::Device *Hardware;
  std::map<hw::TileId, aie::TileOp> Tiles;
  llvm::StringMap<mlir::Operation *> Symbols;
};

/// The argument of the runtime sequence that \p V is a view of.
mlir::FailureOr<HostAddress> hostAddress(mlir::Operation *O, mlir::Value V);

/// The numbers, or a diagnostic at \p O that names \p What.
mlir::FailureOr<llvm::SmallVector<int64_t>>
constants(mlir::Operation *O, llvm::ArrayRef<mlir::OpFoldResult> Values,
          llvm::StringRef What);

/// Dimensions and length of a run-time BD from sizes and strides in elements,
/// outermost first.
mlir::LogicalResult setRunTimeDims(BdDescription &Desc,
                                   llvm::ArrayRef<int64_t> Sizes,
                                   llvm::ArrayRef<int64_t> Strides,
                                   unsigned Bits, mlir::Operation *O);

/// The runs of a BD from the outermost size and stride (in elements).
mlir::LogicalResult setIteration(BdDescription &Desc, int64_t Count,
                                 int64_t Stride, unsigned Bits,
                                 mlir::Operation *O);

} // namespace aieforge

#endif // AIEFORGE_LIB_TRANSFORMS_SEQUENCE_TRANSFERS_H
