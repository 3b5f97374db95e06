//===- Transfers.cpp - what moves in a runtime sequence -------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Transfers.h"

#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace aieforge;
using namespace mlir;

SequenceContext::SequenceContext(aie::DeviceOp Device)
    : Device(Device), Hardware(Device.getTargetModel()) {
  for (Operation &Op : *Device.getBody()) {
    if (auto Tile = dyn_cast<aie::TileOp>(Op))
      Tiles.try_emplace({unsigned(Tile.colIndex()), unsigned(Tile.rowIndex())},
                        Tile);
    if (auto Name = Op.getAttrOfType<StringAttr>("sym_name"))
      Symbols.try_emplace(Name.getValue(), &Op);
  }
}

aie::TileOp SequenceContext::tile(unsigned Column, unsigned Row) const {
  auto It = Tiles.find({Column, Row});
  return It == Tiles.end() ? aie::TileOp() : It->second;
}

FailureOr<Place> SequenceContext::placeAt(Operation *O, int64_t Column,
                                          int64_t Row) const {
  const hw::Device &D = *Hardware;
  if (Column >= 0 && Row >= 0 && Column < D.Columns && Row < D.Rows)
    return Place{unsigned(Column), unsigned(Row),
                 D.kind(unsigned(Column), unsigned(Row))};
  return O->emitOpError("names tile (")
         << Column << ", " << Row << "), but " << D.Name << " has " << D.Columns
         << " columns and " << D.Rows << " rows";
}

FailureOr<ChannelPlace> SequenceContext::channelAt(Operation *O,
                                                   const Place &At,
                                                   hw::Direction Dir,
                                                   unsigned Channel) const {
  if (hw::channel(At.Kind, Dir, Channel))
    return ChannelPlace{At, Dir, Channel, {}};
  return O->emitOpError("names channel ") << hw::toString(Dir) << " " << Channel
                                          << ", which the tile does not have";
}

FailureOr<ChannelPlace> SequenceContext::channel(Operation *O, Value Tile,
                                                 aie::DMAChannelDir Dir,
                                                 unsigned Channel) const {
  FailureOr<Place> At = placeOf(Tile, O);
  if (failed(At))
    return failure();
  return channelAt(O, *At, directionOf(Dir), Channel);
}

aie::ShimDMAAllocationOp
SequenceContext::allocationOp(SymbolRefAttr Name) const {
  return dyn_cast_or_null<aie::ShimDMAAllocationOp>(
      Symbols.lookup(Name.getRootReference().getValue()));
}

aie::TileOp SequenceContext::allocationTile(SymbolRefAttr Name) const {
  aie::ShimDMAAllocationOp Alloc = allocationOp(Name);
  return Alloc ? Alloc.getTileOp() : aie::TileOp();
}

FailureOr<ChannelPlace> SequenceContext::allocation(Operation *O,
                                                    SymbolRefAttr Name) const {
  aie::ShimDMAAllocationOp Alloc = allocationOp(Name);
  if (!Alloc) {
    Operation *Symbol = Symbols.lookup(Name.getRootReference().getValue());
    InFlightDiagnostic Diag = O->emitOpError("names @")
                              << Name.getRootReference().getValue()
                              << ", which is no aie.shim_dma_allocation of "
                                 "this device (couldn't find symbol in parent "
                                 "device)";
    if (Symbol)
      Diag.attachNote(Symbol->getLoc())
          << "this; object FIFOs become allocations by "
             "aie-objectFifo-stateful-transform";
    return failure();
  }
  FailureOr<ChannelPlace> Where =
      channel(Alloc, Alloc.getTile(), Alloc.getChannelDir(),
              unsigned(Alloc.getChannelIndex()));
  if (succeeded(Where))
    Where->Header = Alloc.getPacketAttr();
  return Where;
}

//===----------------------------------------------------------------------===//
// Numbers
//===----------------------------------------------------------------------===//

FailureOr<SmallVector<int64_t>>
aieforge::constants(Operation *O, ArrayRef<OpFoldResult> Values,
                    StringRef What) {
  SmallVector<int64_t> Numbers;
  for (OpFoldResult V : Values) {
    std::optional<int64_t> Number = getConstantIntValue(V);
    if (!Number)
      return O->emitOpError()
             << What
             << " is known at run time only; an instruction stream holds "
                "constants";
    Numbers.push_back(*Number);
  }
  return Numbers;
}

//===----------------------------------------------------------------------===//
// Patterns
//===----------------------------------------------------------------------===//

LogicalResult aieforge::setRunTimeDims(BdDescription &Desc,
                                       ArrayRef<int64_t> Sizes,
                                       ArrayRef<int64_t> Strides, unsigned Bits,
                                       Operation *O) {
  // The stride of a dimension of one element has no effect.
  SmallVector<int64_t> UsedStrides(Strides);
  for (auto [Rank, Pair] : llvm::enumerate(llvm::zip(Sizes, UsedStrides))) {
    auto &&[Size, Stride] = Pair;
    bool Innermost = Rank + 1 == Sizes.size();
    if (Size == 1 && !Innermost)
      Stride = 0;
    if (Size > 1 && Stride < 1)
      return O->emitOpError("stride of dimension ")
             << Sizes.size() - 1 - Rank << " (0 is the innermost) is " << Stride
             << "; with a size of " << Size << " it must be positive (Stride "
             << Sizes.size() - 1 - Rank << " must be a positive integer)";
  }
  if (failed(setDims(Desc, Sizes, UsedStrides, Bits, O)))
    return failure();
  Desc.Length = 1;
  bool OnlyInner = true;
  for (auto [I, Dim] : llvm::enumerate(Desc.Dims)) {
    if (Desc.Length > UINT32_MAX || Dim.Wrap > UINT32_MAX)
      return O->emitOpError("moves more than a BD's length can count");
    Desc.Length *= Dim.Wrap;
    OnlyInner &= I == 0 || Dim.Wrap == 1;
  }
  // A row without gaps needs the length only.
  if (hw::isContiguous(Desc.Dims) && (OnlyInner || hw::isShim(Desc.Kind)))
    Desc.Dims.clear();
  return success();
}

LogicalResult aieforge::setIteration(BdDescription &Desc, int64_t Count,
                                     int64_t Stride, unsigned Bits,
                                     Operation *O) {
  if (Count < 1)
    return O->emitOpError("size of dimension 3 is ")
           << Count << "; it must be positive";
  if (Count > 1 && Stride < 0)
    return O->emitOpError("stride of dimension 3 is ")
           << Stride << "; it must not be negative";
  if (Count == 1 || Stride == 0)
    return success();
  if (Stride * Bits % 32)
    return O->emitOpError("stride of dimension 3 is ")
           << Stride * Bits / 8 << " bytes, not a multiple of 4";
  Desc.Iter = {uint64_t(Count), uint64_t(Stride) * Bits / 32, 0};
  return success();
}
