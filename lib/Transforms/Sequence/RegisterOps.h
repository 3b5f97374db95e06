//===- RegisterOps.h - makes register ops of runtime sequences --*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_TRANSFORMS_SEQUENCE_REGISTEROPS_H
#define AIEFORGE_LIB_TRANSFORMS_SEQUENCE_REGISTEROPS_H

#include "Transfers.h"
#include "WordMath.h"

#include "mlir/IR/Builders.h"

namespace aieforge {

/// Makes aiex.npu ops, with their constants, in front of the op at hand. The
/// words of block writes become constants of the device, one for all writes
/// of the same words.
class RegisterOps {
public:
  explicit RegisterOps(aie::DeviceOp Device);

  /// New ops go before \p Op and have its location.
  void before(mlir::Operation *Op) {
    Builder.setInsertionPoint(Op);
    Loc = Op->getLoc();
  }
  mlir::OpBuilder &builder() { return Builder; }
  /// Arithmetic in the same place.
  WordMath math() { return WordMath(Builder, Loc); }

  mlir::Value number(int32_t Value);
  void write32(uint32_t Address, uint32_t Value);
  void write32(mlir::Value Address, Number Value);
  /// With the tile in attributes and an offset in it as address.
  void write32In(const Place &At, uint32_t Offset, uint32_t Value);
  void maskWrite32(uint32_t Address, uint32_t Value, uint32_t Mask);
  void maskWrite32In(const Place &At, uint32_t Offset, uint32_t Value,
                     uint32_t Mask);
  void blockWrite(uint32_t Address, llvm::ArrayRef<uint32_t> Words);
  void sync(const ChannelPlace &Where);
  void addressPatch(uint32_t Register, const HostAddress &Host);
  /// Bytes of \p Offset, and the register, may be known at run time only.
  void addressPatch(Number Register, unsigned Argument, Number Offset);
  /// Adds the state table's entry \p Index times \p Factor to an address.
  void updateFromScratchpad(uint32_t Register, unsigned Index, unsigned Factor);
  void pushQueue(const ChannelPlace &Where, Number Bd, Number Repeat,
                 bool Token);
  /// The word that goes to the queue of a tile of \p Kind. What is known at
  /// run time only must be at most \p MaxBd and a repeat count.
  mlir::Value queueEntry(hw::TileKind Kind, Number Bd, unsigned MaxBd,
                         Number Repeat, bool Token);

private:
  using Words = std::vector<uint32_t>;
  mlir::FlatSymbolRefAttr data(llvm::ArrayRef<uint32_t> Words);

  mlir::OpBuilder Builder;
  mlir::Location Loc;
  std::map<Words, mlir::StringAttr> Data;
  unsigned NextData = 0;
};

} // namespace aieforge

#endif // AIEFORGE_LIB_TRANSFORMS_SEQUENCE_REGISTEROPS_H
