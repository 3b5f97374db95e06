//===- AIEXTransferVerify.cpp - what makes host transfers legal -----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Transfers of npu.dma_memcpy_nd must fit one BD of the shim's DMA.
//
//===----------------------------------------------------------------------===//

#include "Verify.h"
#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace aieforge;
using namespace aieforge::aiex;
using namespace mlir;

namespace {
/// A transfer with constant sizes and strides, innermost dimension first.
struct Walk {
  SmallVector<int64_t, 4> Sizes, Strides;
  int64_t ElementBits;
};
} // namespace

/// Sizes and strides in whole words, and positive where they count.
static LogicalResult checkGranularity(Operation *Op, const Walk &W) {
  // The address space is 48 bits wide; larger numbers could overflow below.
  constexpr int64_t Largest = int64_t(1) << 48;
  for (int64_t Size : W.Sizes)
    if (Size <= 0 || Size > Largest)
      return Op->emitOpError("Sizes must be a positive integer, but one is ")
             << Size;
  for (int64_t Stride : W.Strides)
    if (Stride < -Largest || Stride > Largest)
      return Op->emitOpError("stride ") << Stride << " is too large";
  if (W.Sizes[0] * W.ElementBits % 32 != 0)
    return Op->emitOpError("Transfer sizes must be multiples of 4 bytes. ")
           << W.Sizes[0] << " elements at " << W.ElementBits / 8
           << " bytes each equal " << W.Sizes[0] * W.ElementBits / 8
           << " bytes, which is not divisible by 4";
  for (unsigned Dim = 0; Dim < 4; ++Dim) {
    bool Repeats = Dim == 3;
    if (W.Sizes[Dim] > 1 && W.Strides[Dim] < (Repeats ? 0 : 1))
      return Op->emitOpError("Stride ")
             << Dim << " must be a positive integer, but is " << W.Strides[Dim];
    if (Dim == 0 && W.Strides[0] == 1)
      continue;
    if (W.Strides[Dim] * W.ElementBits % 32 != 0)
      return Op->emitOpError("Stride ")
             << Dim << " is " << W.Strides[Dim] << " elements * "
             << W.ElementBits / 8
             << " bytes = " << W.Strides[Dim] * W.ElementBits / 8
             << " bytes, which is not divisible by 4";
  }
  return success();
}

/// What the fields of a shim BD hold.
static LogicalResult checkFields(Operation *Op, const Walk &W, bool Linear) {
  const hw::DmaLimits &Limits = hw::tileInfo(hw::TileKind::ShimNoC).Dma;
  int64_t MaxSize = Limits.MaxWrap, MaxStep = Limits.MaxStep;
  int64_t Words = W.Sizes[0] * W.ElementBits / 32;
  // aie-decompose-large-dma-bd splits what does not repeat.
  bool CanSplit = W.Sizes[3] == 1;
  for (auto [Dim, Size] : {std::pair(0, Words), std::pair(1, W.Sizes[1])})
    if (!Linear && !CanSplit && Size > MaxSize)
      return Op->emitOpError("Size ") << Dim << " exceeds the [0:" << MaxSize
                                      << "] range. It is " << Size;
  // Without a step the task is repeated, which needs no iteration field.
  int64_t MaxRuns =
      W.Strides[3] == 0 ? Limits.MaxRepeat : Limits.MaxIterationWrap;
  if (W.Sizes[3] > MaxRuns)
    return Op->emitOpError("Size 3 exceeds the [1:")
           << MaxRuns << "] range. It is " << W.Sizes[3];
  for (unsigned Dim = 1; Dim < 4; ++Dim) {
    int64_t Step = W.Strides[Dim] * W.ElementBits / 32;
    if (W.Sizes[Dim] > 1 && Step > MaxStep)
      return Op->emitOpError("Stride ")
             << Dim << " exceeds the [1:" << MaxStep << "] range. It is "
             << Step << " words";
  }
  return success();
}

/// Contiguous dimensions need no fields of their own.
static bool isContiguous(const Walk &W) {
  int64_t Expected = 1;
  for (unsigned Dim = 0; Dim < 3; ++Dim) {
    if (W.Sizes[Dim] == 1)
      continue;
    if (W.Strides[Dim] != Expected)
      return false;
    Expected = static_cast<uint64_t>(Expected) * W.Sizes[Dim];
  }
  return true;
}

LogicalResult aieforge::verifyBurst(Operation *Op, int64_t Bytes) {
  const hw::Device *Model = modelOf(Op);
  if (Bytes == 0 || !Model || hw::shimBurstCode(Model->Gen, Bytes))
    return success();
  InFlightDiagnostic Error = Op->emitOpError(
      "Requested burst length is not supported by the target. Supported burst "
      "lengths:");
  for (uint16_t Length : hw::shimBurstBytes(Model->Gen))
    Error << " " << Length;
  Error << " bytes, not " << Bytes;
  return Error;
}

static LogicalResult check(NpuDmaMemcpyNdOp Op) {
  unsigned Bits = Op.getElementTypeBitwidth();
  if (Bits > 32)
    return Op.emitOpError("Maximum element bit-width allowed is 32 bits, but "
                          "the elements have ")
           << Bits;
  if (failed(verifyPacket(Op, Op.getPacketAttr())) ||
      failed(verifyBurst(Op, Op.getBurstLength())))
    return failure();
  if (auto Type = dyn_cast<MemRefType>(Op.getMemref().getType()))
    if (Type.hasStaticShape() && Type.getNumElements() * Bits < 32)
      return Op.emitOpError("transfers less than the 32 bits that a DMA moves "
                            "at least");
  auto Offset = Op.getOffsetInBytes();
  if (Offset && *Offset % 4 != 0)
    return Op.emitOpError("Offset must be 4-byte-aligned, but is byte ")
           << *Offset;
  auto Sizes = Op.getConstantSizes(), Strides = Op.getConstantStrides();
  // The rest depends on the tile at the other end of the name.
  if (!Sizes || !Strides ||
      !findInDevice<aie::ShimDMAAllocationOp>(
          Op, Op.getMetadata().getRootReference().getValue()))
    return success();
  Walk W{llvm::to_vector<4>(llvm::reverse(*Sizes)),
         llvm::to_vector<4>(llvm::reverse(*Strides)), Bits};
  bool Linear = Op.isLinearTransfer() || isContiguous(W);
  return failure(failed(checkGranularity(Op, W)) ||
                 failed(checkFields(Op, W, Linear)));
}

static LogicalResult check(NpuDmaWaitOp Op) {
  auto Device = Op->getParentOfType<aie::DeviceOp>();
  if (!Device ||
      !SymbolTable::lookupSymbolIn(Device, Op.getSymbol().getRootReference()))
    return Op.emitOpError("couldn't find symbol in parent device: ")
           << Op.getSymbol();
  return success();
}

LogicalResult aieforge::checkTransfers(Operation *Op) {
  return TypeSwitch<Operation *, LogicalResult>(Op)
      .Case<NpuDmaMemcpyNdOp, NpuDmaWaitOp>(
          [](auto Typed) { return check(Typed); })
      .Default(success());
}
