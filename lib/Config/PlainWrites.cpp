//===- PlainWrites.cpp - register writes that no op stands for ------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The attribute aieforge.writes of aie.tile: a list of arrays, each the offset
// of a register of the tile and the words from there on. Raised designs hold
// settings in it that the dialect has no op for (docs/raise.md).
//
//===----------------------------------------------------------------------===//

#include "StaticConfig.h"
#include "aieforge/Hardware/Registers.h"
#include "mlir/IR/BuiltinAttributes.h"

using namespace aieforge;
using namespace mlir;

static constexpr StringLiteral AttributeName = "aieforge.writes";

static LogicalResult addWrite(aie::TileOp Tile, const Place &At,
                              ArrayRef<int64_t> Values, PlainPart Part,
                              ConfigOps &Ops) {
  constexpr int64_t TileBytes = int64_t(1) << 20, MaxWord = 0xFFFFFFFF;
  if (Values.size() < 2)
    return Tile.emitOpError(AttributeName)
           << " has an entry without an offset and a word";
  int64_t Offset = Values.front();
  int64_t Bytes = 4 * int64_t(Values.size() - 1);
  if (Offset < 0 || Offset % 4 || Offset > TileBytes - Bytes)
    return Tile.emitOpError(AttributeName)
           << " writes " << Bytes << " bytes at offset " << Offset
           << "; offsets are multiples of 4 inside the tile's " << TileBytes
           << " bytes";
  SmallVector<uint32_t> Words;
  for (int64_t Value : Values.drop_front()) {
    if (Value < 0 || Value > MaxWord)
      return Tile.emitOpError(AttributeName)
             << " writes " << Value << "; a word is 0 to " << MaxWord;
    Words.push_back(uint32_t(Value));
  }
  bool IsBd = At.Kind != hw::TileKind::ShimPL &&
              hw::bdAt(At.Kind, uint32_t(Offset)).has_value();
  if (IsBd == (Part == PlainPart::Bds))
    Ops.push_back(Words.size() == 1
                      ? ConfigOp::write(At.address(Offset), Words.front())
                      : ConfigOp::blockWrite(At.address(Offset), Words));
  return success();
}

LogicalResult aieforge::addPlainWrites(aie::TileOp Tile, PlainPart Part,
                                       ConfigOps &Ops) {
  Attribute Writes = Tile->getAttr(AttributeName);
  if (!Writes)
    return success();
  auto List = dyn_cast<ArrayAttr>(Writes);
  if (!List)
    return Tile.emitOpError(AttributeName)
           << " is no list of arrays, such as [array<i64: 0x32038, 1>]";
  FailureOr<Place> At = placeOf(Tile.getResult(), Tile);
  if (failed(At))
    return failure();
  for (Attribute Entry : List) {
    auto Values = dyn_cast<DenseI64ArrayAttr>(Entry);
    if (!Values)
      return Tile.emitOpError(AttributeName)
             << " has an entry that is no array<i64: offset, words>";
    if (failed(addWrite(Tile, *At, Values.asArrayRef(), Part, Ops)))
      return failure();
  }
  return success();
}
