//===- HostAddress.cpp - views of a sequence's arguments ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Transfers.h"

#include "mlir/Dialect/MemRef/IR/MemRef.h"

using namespace aieforge;
using namespace mlir;

/// Elements between the start of \p Source and that of a subview of it that
/// leaves no gaps, or a diagnostic.
static FailureOr<int64_t> subviewStart(Operation *O, memref::SubViewOp View) {
  auto Source = cast<MemRefType>(View.getSource().getType());
  SmallVector<int64_t> Strides;
  int64_t Ignored;
  if (failed(Source.getStridesAndOffset(Strides, Ignored)) ||
      llvm::any_of(Strides, ShapedType::isDynamic) ||
      llvm::any_of(View.getStaticOffsets(), ShapedType::isDynamic) ||
      llvm::any_of(View.getStaticSizes(), ShapedType::isDynamic) ||
      llvm::any_of(View.getStaticStrides(), [](int64_t S) { return S != 1; }))
    return O->emitOpError("uses a memref.subview that is not static");
  int64_t Start = 0, Row = 1;
  for (auto [Offset, Size, Stride] : llvm::reverse(llvm::zip(
           View.getStaticOffsets(), View.getStaticSizes(), Strides))) {
    if (Size != 1 && Stride != Row)
      return O->emitOpError("uses a memref.subview with gaps; give the pattern "
                            "as sizes and strides of the transfer");
    if (Size != 1)
      Row = Stride * Size;
    Start += Offset * Stride;
  }
  return Start;
}

/// Goes from \p V to what it is a view of and adds to \p Bytes how far the
/// view starts behind it. False if \p V is no view.
static FailureOr<bool> stepOut(Operation *O, Value &V, uint64_t &Bytes) {
  Operation *Def = V.getDefiningOp();
  if (!Def)
    return false;
  unsigned Bits = elementBits(V);
  if (auto Cast = dyn_cast<memref::CastOp>(Def)) {
    V = Cast.getSource();
  } else if (auto Shape = dyn_cast<memref::CollapseShapeOp>(Def)) {
    V = Shape.getSrc();
  } else if (auto Shape = dyn_cast<memref::ExpandShapeOp>(Def)) {
    V = Shape.getSrc();
  } else if (auto View = dyn_cast<memref::ViewOp>(Def)) {
    FailureOr<int64_t> Shift = constant(O, View.getByteShift(), "byte shift");
    if (failed(Shift))
      return failure();
    Bytes += uint64_t(*Shift);
    V = View.getSource();
  } else if (auto View = dyn_cast<memref::SubViewOp>(Def)) {
    FailureOr<int64_t> Start = subviewStart(O, View);
    if (failed(Start))
      return failure();
    Bytes += uint64_t(*Start) * Bits / 8;
    V = View.getSource();
  } else if (auto Cast = dyn_cast<memref::ReinterpretCastOp>(Def)) {
    if (Cast.getStaticOffsets().size() != 1 ||
        ShapedType::isDynamic(Cast.getStaticOffsets()[0]))
      return O->emitOpError("uses a memref.reinterpret_cast with an offset "
                            "that is known at run time only");
    Bytes += uint64_t(Cast.getStaticOffsets()[0]) * Bits / 8;
    V = Cast.getSource();
  } else {
    return false;
  }
  return true;
}

FailureOr<HostAddress> aieforge::hostAddress(Operation *O, Value V) {
  uint64_t Bytes = 0;
  FailureOr<bool> Stepped = true;
  while (succeeded(Stepped) && *Stepped)
    Stepped = stepOut(O, V, Bytes);
  if (failed(Stepped))
    return failure();
  auto Arg = dyn_cast<BlockArgument>(V);
  if (!Arg ||
      !isa_and_nonnull<aie::RuntimeSequenceOp>(Arg.getOwner()->getParentOp()))
    return O->emitOpError("memref must be a block argument of the runtime "
                          "sequence or a view of one");
  return HostAddress{Arg.getArgNumber(), Bytes};
}
