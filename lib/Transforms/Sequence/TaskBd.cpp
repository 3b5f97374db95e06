//===- TaskBd.cpp - the BDs of a DMA task ---------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TaskBd.h"
#include "TaskFlow.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace aieforge;
using namespace mlir;

FailureOr<aiex::DMAConfigureTaskOp> aieforge::taskOf(Operation *O, Value V) {
  llvm::SetVector<Operation *> Tasks = tasksOf(V);
  auto Task = cast_or_null<aiex::DMAConfigureTaskOp>(Tasks.empty() ? nullptr
                                                                   : Tasks[0]);
  for (Operation *Other : Tasks) {
    auto Next = cast<aiex::DMAConfigureTaskOp>(Other);
    if (Next.getTile() == Task.getTile() &&
        Next.getDirection() == Task.getDirection() &&
        Next.getChannel() == Task.getChannel() &&
        Next.getIssueToken() == Task.getIssueToken() &&
        Next.getRepeatCount() == Task.getRepeatCount() &&
        Next.getDynRepeatCount() == Task.getDynRepeatCount())
      continue;
    O->emitOpError("names one of several tasks that differ in channel, "
                   "issue_token or repeat count")
            .attachNote(Next.getLoc())
        << "one of them";
    return failure();
  }
  if (Task)
    return Task;
  InFlightDiagnostic Diag =
      O->emitOpError("does not reference a valid configure_task operation");
  if (Operation *Def = V.getDefiningOp())
    Diag.attachNote(Def->getLoc())
        << "Lower this operation first using the --aie-materialize-bd-chains "
           "pass, or --aie-substitute-shim-dma-allocations";
  return Diag;
}

SmallVector<aie::DMABDOp> aieforge::bdsOf(aiex::DMAConfigureTaskOp Task) {
  SmallVector<aie::DMABDOp> All;
  for (Block &B : Task.getBody())
    llvm::append_range(All, B.getOps<aie::DMABDOp>());
  return All;
}

aie::DMABDOp aieforge::bdOf(Block &B) {
  auto Bds = B.getOps<aie::DMABDOp>();
  return Bds.empty() ? aie::DMABDOp() : *Bds.begin();
}

static aie::NextBDOp linkOf(Block &B) {
  return B.empty() ? aie::NextBDOp() : dyn_cast<aie::NextBDOp>(&B.back());
}

aie::DMABDOp aieforge::firstBd(aiex::DMAConfigureTaskOp Task) {
  if (Task.getBody().empty())
    return {};
  Block &Entry = Task.getBody().front();
  if (aie::DMABDOp Bd = bdOf(Entry))
    return Bd;
  aie::NextBDOp Link = linkOf(Entry);
  return Link ? bdOf(*Link.getDest()) : aie::DMABDOp();
}

FailureOr<Number> aieforge::repeatCountOf(aiex::DMAConfigureTaskOp Task) {
  int64_t Repeat = Task.getRepeatCount();
  if (Value Operand = Task.getDynRepeatCount()) {
    std::optional<int64_t> Known = getConstantIntValue(Operand);
    if (!Known)
      return Number(Operand);
    Repeat = *Known;
  }
  unsigned Max = hw::tileInfo(hw::TileKind::ShimNoC).Dma.MaxRepeat;
  if (Repeat < 0 || Repeat >= Max)
    return Task.emitOpError("repeat count is ")
           << Repeat << "; it must be 0 to " << Max - 1
           << " (Repeat count exceeds the [0:255] range.)";
  return Number(
      IntegerAttr::get(IntegerType::get(Task.getContext(), 64), Repeat));
}

LogicalResult aieforge::checkChain(aiex::DMAConfigureTaskOp Task) {
  bool Any = false;
  for (Block &B : Task.getBody()) {
    if (&B == &Task.getBody().front() && !bdOf(B) && linkOf(B))
      continue;
    for (Operation &Op : B)
      if (!isa<aie::DMABDOp, aie::DMABDPACKETOp, aie::UseLockOp, aie::NextBDOp,
               aie::EndOp, arith::ConstantOp>(Op))
        return Op.emitOpError("Extra operation in a buffer descriptor's block: "
                              "a BD has a transfer, locks, and a successor");
    auto Bds = B.getOps<aie::DMABDOp>();
    if (Bds.empty()) {
      Operation *At = B.empty() ? Task.getOperation() : &B.back();
      At->emitOpError("Block ending in this terminator does not contain a "
                      "required aie.dma_bd operation")
              .attachNote(Task.getLoc())
          << "Error encountered in this task";
      return failure();
    }
    Any = true;
    if (std::next(Bds.begin()) != Bds.end()) {
      B.back().emitOpError("This block contains multiple aie.dma_bd operations")
              .attachNote((*std::next(Bds.begin())).getLoc())
          << "Extra aie.dma_bd operation here";
      return failure();
    }
    if (aie::NextBDOp Link = linkOf(B)) {
      if (!bdOf(*Link.getDest()))
        return Link.emitOpError("leads to a block without a BD");
      if ((*Bds.begin()).getNextBdId())
        return (*Bds.begin()).emitOpError("has a next_bd_id and a next_bd");
    }
  }
  if (!Any)
    return Task.emitOpError("has no BD");
  return success();
}

/// Elements moved, in words.
static FailureOr<uint64_t> lengthOf(aie::DMABDOp Bd, unsigned Bits) {
  std::optional<int64_t> Length = Bd.getConstantLen();
  if (!Length)
    return Bd.emitOpError("needs a length, since the size of its memory is not "
                          "known; give it as len");
  int64_t Elements =
      Bd.getLen() || Bd.getStaticLen() ? int64_t(uint32_t(*Length)) : *Length;
  if (Elements * Bits < 32)
    return Bd.emitOpError("Transfer size of ")
           << Elements * Bits / 8
           << " bytes falls below minimum hardware transfer unit of 4 bytes";
  if (Elements * Bits % 32)
    return Bd.emitOpError("moves ")
           << Elements << " elements of " << Bits
           << " bits, which is no whole number of 4-byte words";
  return uint64_t(Elements) * Bits / 32;
}

/// Dimensions, iteration and padding.
static LogicalResult setPattern(aie::DMABDOp Bd, BdDescription &Desc,
                                unsigned Bits) {
  if (!Bd.hasDims())
    return success();
  auto S = constants(
      Bd, getMixedValues(*Bd.getStaticSizes(), Bd.getSizes(), Bd.getContext()),
      "size");
  auto T = constants(
      Bd,
      getMixedValues(*Bd.getStaticStrides(), Bd.getStrides(), Bd.getContext()),
      "stride");
  if (failed(S) || failed(T))
    return failure();
  ArrayRef<int64_t> Sizes = *S, Strides = *T;
  if (Sizes.size() > 4)
    return Bd.emitOpError("has ")
           << Sizes.size()
           << " dimensions: at most four data layout "
              "transformation dimensions may be provided";
  if (Sizes.empty())
    return success();
  // Beyond the tile's own dimensions the outermost one is the iteration.
  uint64_t Words = Desc.Length;
  unsigned Own = hw::tileInfo(Desc.Kind).Dma.Dims;
  uint64_t All = Bits;
  for (int64_t Size : Sizes)
    All *= uint64_t(std::max<int64_t>(Size, 0));
  bool Iterates = Sizes.size() == 4 && (Own == 3 || All / 32 != Words);
  if (Iterates) {
    if (failed(setIteration(Desc, Sizes.front(), Strides.front(), Bits, Bd)))
      return failure();
    Sizes = Sizes.drop_front();
    Strides = Strides.drop_front();
  }
  if (failed(setRunTimeDims(Desc, Sizes, Strides, Bits, Bd)))
    return failure();
  // The length counts the padding too.
  if (!Bd.getPadDimensionsAttr() && Desc.Length != Words) {
    Bd.emitOpError("Buffer descriptor length does not match length of transfer "
                   "expressed by lowest three dimensions of data layout "
                   "transformation strides/wraps. BD length is ")
            .append(Words * 4,
                    " bytes. Lowest three dimensions of data layout "
                    "transformation would result in transfer of ",
                    Desc.Length * 4, " bytes.")
            .attachNote(Bd.getLoc())
        << "make the length the product of the sizes"
        << (Iterates ? " but the outermost, which repeats the BD" : "");
    return failure();
  }
  Desc.Length = Words;
  return success();
}

static LogicalResult setPadding(aie::DMABDOp Bd, BdDescription &Desc,
                                hw::Direction Dir) {
  if (!Bd.getPadDimensionsAttr())
    return success();
  if (Desc.Kind != hw::TileKind::Mem)
    return Bd.emitOpError(Bd.hasDims()
                              ? "Padding is only supported by memtile dma bds."
                              : "Padding is supported only on MemTiles.");
  if (Dir != hw::Direction::MM2S)
    return Bd.emitOpError(
        "supports padding only for MM2S direction on MemTiles.");
  if (!Bd.hasDims())
    return Bd.emitOpError("Padding requires n-d data layouts expressed as "
                          "wrap(s) and stride(s).");
  if (Bd.getPadDimensionsAttr().getValue().size() > Bd.getStaticSizes()->size())
    return Bd.emitOpError("Mismatch number of dimensions between padding(s) "
                          "and wrap(s) and stride(s).");
  return setPads(Desc, Bd);
}

/// Sizes and strides, outermost first.
static std::pair<SmallVector<OpFoldResult>, SmallVector<OpFoldResult>>
mixedDims(aie::DMABDOp Bd) {
  if (!Bd.hasDims())
    return {};
  return {
      getMixedValues(*Bd.getStaticSizes(), Bd.getSizes(), Bd.getContext()),
      getMixedValues(*Bd.getStaticStrides(), Bd.getStrides(), Bd.getContext())};
}

static bool hasRunTimeShape(aie::DMABDOp Bd) {
  auto [Sizes, Strides] = mixedDims(Bd);
  return (Bd.getLen() && isRunTime(Number(Bd.getLen()))) || isRunTime(Sizes) ||
         isRunTime(Strides);
}

/// Leaves everything that the shape decides to the one who encodes it.
static LogicalResult setRuntimeShape(aie::DMABDOp Bd, TaskBd &Result,
                                     unsigned Bits) {
  OpBuilder Builder(Bd);
  WordMath M(Builder, Bd.getLoc());
  RuntimeShape Shape;
  Shape.Bits = Bits;
  auto [Sizes, Strides] = mixedDims(Bd);
  if (Sizes.size() > RuntimeShape::Runs + 1)
    return Bd.emitOpError("has ")
           << Sizes.size()
           << " dimensions: at most four data layout transformation dimensions "
              "may be provided";
  Shape.Sizes.append(Sizes.rbegin(), Sizes.rend());
  Shape.Strides.append(Strides.rbegin(), Strides.rend());
  if (Bd.getLen())
    Shape.Length = Bd.getLen();
  else if (std::optional<int64_t> Length = Bd.getConstantLen())
    Shape.Length = M.constant(*Length);
  else if (Sizes.empty())
    return failure(failed(lengthOf(Bd, Bits)));
  if (Sizes.empty()) {
    Shape.Sizes.push_back(Shape.Length);
    Shape.Strides.push_back(M.constant(1));
    Shape.Length = Number();
  }
  Shape.Sizes.resize(RuntimeShape::Runs + 1, M.constant(1));
  Shape.Strides.resize(RuntimeShape::Runs + 1, M.constant(0));
  Result.Shape = std::move(Shape);
  return success();
}

FailureOr<TaskBd> aieforge::describeTaskBd(aie::DMABDOp Bd,
                                           aiex::DMAConfigureTaskOp Task,
                                           const ChannelPlace &Where,
                                           const hw::Device &D) {
  TaskBd Result;
  BdDescription &Desc = Result.Desc;
  Desc.Kind = Where.At.Kind;
  unsigned Bits = elementBits(Bd.getBuffer());
  if (!Bits)
    return Bd.emitOpError("has elements of unknown width");
  std::optional<int64_t> Offset = Bd.getConstantOffset();
  if (Offset && (*Offset < 0 || *Offset * Bits % 32))
    return Bd.emitOpError("Offset must be aligned to 4 byte boundary, but is ")
           << *Offset * Bits / 8 << " bytes";
  if (failed(setPadding(Bd, Desc, Where.Dir)))
    return failure();
  bool RunTimeShape = hasRunTimeShape(Bd);
  if (Where.At.Kind != hw::TileKind::ShimNoC &&
      (RunTimeShape || !Offset || Task.getDynBdId()))
    return Bd.emitOpError("runtime-valued BD size/stride/len/bd_id is only "
                          "supported on shim NOC tiles");
  if (Offset)
    Result.OffsetBytes = uint64_t(*Offset) * Bits / 8;
  else
    Result.RunTimeOffset = Bd.getOffset();
  if (RunTimeShape) {
    if (failed(setRuntimeShape(Bd, Result, Bits)))
      return failure();
  } else {
    FailureOr<uint64_t> Length = lengthOf(Bd, Bits);
    if (failed(Length))
      return failure();
    Desc.Length = *Length;
    if (failed(setPattern(Bd, Desc, Bits)))
      return failure();
  }
  if (failed(setLocks(Desc, *Bd->getBlock(), Where.At)))
    return failure();
  Desc.Header = packetOf(Bd);
  if (!Desc.Header && Task.getPacketAttr())
    Desc.Header = packetOf(Task.getPacketAttr());
  if (aie::NextBDOp Link = linkOf(*Bd->getBlock())) {
    aie::DMABDOp Next = bdOf(*Link.getDest());
    if (!Next.getBdId())
      return Next.emitOpError(
          "Cannot lower buffer descriptor without assigned ID");
    Desc.Next = *Next.getBdId();
  } else if (Bd.getNextBdId()) {
    Desc.Next = *Bd.getNextBdId();
  }
  if (!hw::isShim(Desc.Kind))
    return Result;
  std::optional<unsigned> Burst = hw::shimBurstCode(D.Gen, Bd.getBurstLength());
  if (!Burst)
    return Bd.emitOpError("asks for bursts of ")
           << Bd.getBurstLength() << " bytes, which " << D.Name
           << " does not have";
  Desc.Burst = *Burst;
  Desc.Cache = RunTimeAxCache;
  // Streams of other tools show the offset in the BD as well.
  Desc.Address = Result.OffsetBytes;
  return Result;
}
