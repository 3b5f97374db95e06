//===- AIEXRegisterVerify.cpp - what makes register access legal ----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Ops that become register writes, and the scratchpad that values come from.
//
//===----------------------------------------------------------------------===//

#include "ParseUtils.h"
#include "Verify.h"
#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace aieforge;
using namespace aieforge::aiex;
using namespace mlir;

static LogicalResult check(NpuPushQueueOp Op) {
  const hw::Device *Model = modelOf(Op);
  if (!Model->contains(Op.getColumn(), Op.getRow()))
    return Op.emitOpError("there is no tile (")
           << Op.getColumn() << ", " << Op.getRow() << ") on " << Model->Name;
  const hw::TileInfo &Info =
      hw::tileInfo(Model->kind(Op.getColumn(), Op.getRow()));
  auto Id = constantValue(Op.getBdId());
  if (Id && (*Id < 0 || *Id >= Info.Bds))
    return Op.emitOpError("BD ID exceeds the maximum ID. BD number is ")
           << *Id << ", the last one " << Info.Bds - 1;
  auto Repeat = constantValue(Op.getRepeatCount());
  if (Repeat && (*Repeat < 0 || *Repeat >= Info.Dma.MaxRepeat))
    return Op.emitOpError("Repeat count exceeds the [0:")
           << Info.Dma.MaxRepeat - 1 << "] range. The count is " << *Repeat;
  return success();
}

static LogicalResult check(NpuWriteBdOp Op) {
  const hw::Device *Model = modelOf(Op);
  if (!Model->contains(Op.getColumn(), Op.getRow()))
    return Op.emitOpError("there is no tile (")
           << Op.getColumn() << ", " << Op.getRow() << ") on " << Model->Name;
  hw::TileKind Kind = Model->kind(Op.getColumn(), Op.getRow());
  const hw::TileInfo &Info = hw::tileInfo(Kind);
  bool Linear =
      Op.getD0Size() >= 1 && Op.getD1Size() == 1 && Op.getIterationSize() == 0;
  if (Op.getBdId() >= Info.Bds)
    return Op.emitOpError("BD ID exceeds the maximum ID. BD number is ")
           << Op.getBdId() << ", the last one " << Info.Bds - 1;
  constexpr uint32_t MaxStep = (1 << 20) - 1;
  struct {
    const char *Name;
    uint32_t Value, Max;
  } const Ranges[] = {
      {"Packet ID", Op.getPacketId(), 31},
      {"Packet Type", Op.getPacketType(), 7},
      {"D0 Size", Linear ? 0 : Op.getD0Size(), 0x3FF},
      {"D1 Size", Op.getD1Size(), 0x3FF},
      {"D0 Stride", Op.getD0Stride(), MaxStep},
      {"D1 Stride", Op.getD1Stride(), MaxStep},
      {"D2 Stride", Op.getD2Stride(), MaxStep},
      {"Iteration Size", Op.getIterationSize(), 0x3F},
      {"Iteration Stride", Op.getIterationStride(),
       Info.Dma.MaxIterationStep - 1},
  };
  for (const auto &Range : Ranges)
    if (Range.Value > Range.Max)
      return Op.emitOpError(Range.Name)
             << " exceeds the [0:"
             << (Range.Max == MaxStep ? "1M-1" : std::to_string(Range.Max))
             << "] range. The field is " << Range.Value;
  if (Kind != hw::TileKind::ShimNoC) {
    if (Op.getBurstLength() != 0)
      return Op.emitOpError("Only ShimTiles support burst length.");
    return success();
  }
  if (Op.getD2Size() != 0)
    return Op.emitOpError("ShimTile only supports 3 dimensions of sizes. "
                          "d2_size must be 0");
  if (Op.getD0ZeroBefore() || Op.getD1ZeroBefore() || Op.getD2ZeroBefore() ||
      Op.getD0ZeroAfter() || Op.getD1ZeroAfter() || Op.getD2ZeroAfter())
    return Op.emitOpError("ShimTile doesn't support zero padding.");
  return verifyBurst(Op, Op.getBurstLength());
}

static LogicalResult check(NpuPreemptOp Op) {
  if (Op.getLevel() > 3)
    return Op.emitOpError("level is 0 (none), 1 (mem tile), 2 (core tile) or "
                          "3 (core registers), not ")
           << static_cast<unsigned>(Op.getLevel());
  return success();
}

static LogicalResult check(NpuAssertBdFieldOp Op) {
  auto Constant = constantValue(Op.getValue());
  if (Constant && (*Constant < 0 || *Constant > Op.getMax()))
    return Op.emitOpError("constant value ")
           << *Constant << " exceeds the guarded field range [0:" << Op.getMax()
           << "]";
  return success();
}

static LogicalResult check(NpuAssertBdDivisibleOp Op) {
  if (static_cast<int32_t>(Op.getDivisor()) <= 0)
    return Op.emitOpError("divisor must be positive");
  auto Constant = constantValue(Op.getValue());
  if (!Constant || (Op.getAllowUnit() && *Constant == 1) ||
      *Constant % Op.getDivisor() == 0)
    return success();
  return Op.emitOpError("constant value ")
         << *Constant << " is not divisible by " << Op.getDivisor();
}

static LogicalResult check(NpuControlPacketOp Op) {
  if (Op.getOpcode() > 2)
    return Op.emitOpError("opcode is 0 (write), 1 (read) or 2 (block write), "
                          "not ")
           << Op.getOpcode();
  if (Op.getOpcode() == 1) {
    if (!Op.getLength())
      return Op.emitOpError("a read needs a length");
  } else if (!Op.getData()) {
    return Op.emitOpError("a write needs data");
  }
  return success();
}

/// "buffer 'x' not found in device", for ops that name one.
template <typename OpT> static LogicalResult checkBufferName(OpT Op) {
  if (!Op.getBuffer())
    return success();
  if (!findInDevice<aie::BufferOp>(Op, *Op.getBuffer()))
    return Op.emitOpError("buffer '")
           << *Op.getBuffer() << "' not found in device";
  return success();
}

//===----------------------------------------------------------------------===//
// Scratchpad
//===----------------------------------------------------------------------===//

static LogicalResult check(NpuCreateScratchpadOp Op) {
  if (Op.getSize() % 4 != 0 || Op.getSize() < 4 || Op.getSize() > 128)
    return Op.emitOpError("size must be a multiple of 4, 4 to 128, but is ")
           << Op.getSize();
  if (Op.getUsageType() != 0)
    return Op.emitOpError("usage_type must be 0, but is ")
           << static_cast<unsigned>(Op.getUsageType());
  for (auto Other : Op->getBlock()->getOps<NpuCreateScratchpadOp>()) {
    if (Other == Op)
      return success();
    InFlightDiagnostic Error =
        Op.emitOpError("a sequence can have one scratchpad only");
    Error.attachNote(Other.getLoc()) << "the other scratchpad";
    return Error;
  }
  return success();
}

static LogicalResult check(NpuUpdateFromScratchpadOp Op) {
  if (Op.getStateTableIdx() >= 32)
    return Op.emitOpError("state_table_idx must be less than 32, but is ")
           << static_cast<unsigned>(Op.getStateTableIdx());
  for (auto Scratchpad : Op->getBlock()->getOps<NpuCreateScratchpadOp>())
    if (Op.getStateTableIdx() >= Scratchpad.getSize() / 4)
      return Op.emitOpError("state_table_idx ")
             << static_cast<unsigned>(Op.getStateTableIdx())
             << " is outside the scratchpad of " << Scratchpad.getSize()
             << " bytes";
  return checkBufferName(Op);
}

static LogicalResult check(ReadScratchpadParameterOp Op) {
  if (!Op->getParentOfType<aie::CoreOp>())
    return Op.emitOpError("must be inside an aie.core");
  if (Op.getResult().getType().isF32())
    return Op.emitOpError("f32 parameters are not supported; pass the bits as "
                          "an i32");
  auto Module = Op->getParentOfType<ModuleOp>();
  if (!Module ||
      !isa_and_nonnull<ScratchpadParameterOp>(
          SymbolTable::lookupSymbolIn(Module, Op.getParameterAttr())))
    return Op.emitOpError("references unknown parameter '")
           << Op.getParameter() << "'; the module has no "
           << "aiex.scratchpad_parameter of that name";
  return success();
}

LogicalResult aieforge::checkRegisterAccess(Operation *Op) {
  return TypeSwitch<Operation *, LogicalResult>(Op)
      .Case<NpuPushQueueOp, NpuWriteBdOp, NpuPreemptOp, NpuAssertBdFieldOp,
            NpuAssertBdDivisibleOp, NpuControlPacketOp, NpuCreateScratchpadOp,
            NpuUpdateFromScratchpadOp, ReadScratchpadParameterOp>(
          [](auto Typed) { return check(Typed); })
      .Case<NpuWrite32Op, NpuMaskWrite32Op, NpuBlockWriteOp>(
          [](auto Typed) { return checkBufferName(Typed); })
      .Default(success());
}
