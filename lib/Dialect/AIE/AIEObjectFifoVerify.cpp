//===- AIEObjectFifoVerify.cpp - what makes object FIFOs legal ------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Verify.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

static bool onShim(Value Tile) {
  auto Kind = tileKind(Tile);
  return Kind && hw::isShim(*Kind);
}
static bool onMem(Value Tile) { return tileKind(Tile) == hw::TileKind::Mem; }

static LogicalResult checkDepths(ObjectFifoCreateOp Op) {
  if (!Op.hasDepthList())
    return success();
  size_t Given = cast<ArrayAttr>(Op.getElemNumber()).size();
  size_t Needed = 1 + Op.getConsumerTiles().size();
  if (Given != Needed)
    return Op.emitOpError("does not have enough depths specified for producer "
                          "and for each consumer: ")
           << Given << " given, " << Needed << " needed";
  return success();
}

static LogicalResult checkDimensions(ObjectFifoCreateOp Op) {
  if (onShim(Op.getProducerTile()) && !Op.getDimensionsToStream().empty())
    return Op.emitOpError("data layout transformations are not supported on "
                          "shim tile producers");
  for (auto [Tile, Dims] : llvm::zip(Op.getConsumerTiles(),
                                     Op.getDimensionsFromStreamPerConsumer()))
    if (onShim(Tile) && !Dims.empty())
      return Op.emitOpError("data layout transformations are not supported on "
                            "shim tile consumers");
  return success();
}

static LogicalResult checkCounts(ObjectFifoCreateOp Op) {
  if (auto Count = Op.getRepeatCount()) {
    if (static_cast<int32_t>(*Count) < 1)
      return Op.emitOpError("repeat_count must be strictly positive");
    if (onShim(Op.getProducerTile()))
      return Op.emitOpError("repeat_count unavailable for shim tiles");
  }
  if (auto Count = Op.getIterCount()) {
    if (static_cast<int32_t>(*Count) < 1 || static_cast<int32_t>(*Count) > 256)
      return Op.emitOpError("`iter_count` must be between 1 and 256, but is ")
             << static_cast<int32_t>(*Count);
    if (!onMem(Op.getProducerTile()) &&
        llvm::none_of(Op.getConsumerTiles(), onMem))
      return Op.emitOpError(
          "`iter_count` is currently only supported on MemTiles: "
          "one end of the objectfifo must be on one");
  }
  if (auto Values = Op.getInitValues()) {
    if (onShim(Op.getProducerTile()))
      return Op.emitOpError("`init_values` unavailable for shim tiles");
    if (static_cast<int>(Values->size()) != Op.size())
      return Op.emitOpError("`init_values` does not initialize all objects: ")
             << Values->size() << " values for " << Op.size() << " objects";
  }
  return success();
}

static LogicalResult checkStream(ObjectFifoCreateOp Op) {
  if (!Op.getAieStream()) {
    if (Op.getAieStreamPort())
      return Op.emitOpError("`aie_stream_port` needs `aie_stream`");
    return success();
  }
  uint32_t End = *Op.getAieStream();
  if (End > 2)
    return Op.emitOpError("`aie_stream` must be 0 (producer), 1 (consumer) or "
                          "2 (both)");
  if (!Op.getAieStreamPort())
    return Op.emitOpError("`aie_stream_port` must be given with `aie_stream`");
  if (*Op.getAieStreamPort() > 1)
    return Op.emitOpError("`aie_stream_port` must be 0 or 1");
  if (Op.getConsumerTiles().size() > 1)
    return Op.emitOpError("`aie_stream` can only be used in 1-to-1 object "
                          "FIFOs");
  bool Producer = End != 1, Consumer = End != 0;
  for (auto [Uses, Tile] :
       {std::pair(Producer, Value(Op.getProducerTile())),
        std::pair(Consumer, Value(Op.getConsumerTiles()[0]))}) {
    auto Kind = tileKind(Tile);
    if (Uses && Kind && *Kind != hw::TileKind::Core)
      return Op.emitOpError("`aie_stream` is not available on a ")
             << kindName(*Kind);
  }
  if (Op.getRepeatCount() || Op.getInitValues() || Op.getIterCount())
    return Op.emitOpError("`repeat_count`, `iter_count` and `init_values` are "
                          "not available with `aie_stream`");
  if ((Producer && !Op.getDimensionsToStream().empty()) ||
      (Consumer && !Op.getDimensionsFromStreamPerConsumer().empty() &&
       !Op.getDimensionsFromStreamPerConsumer()[0].empty()))
    return Op.emitOpError("dimensions are not available on a stream end");
  return success();
}

static LogicalResult check(ObjectFifoCreateOp Op) {
  if (Op.getConsumerTiles().empty())
    return Op.emitOpError("needs at least one consumer");
  if (failed(checkDepths(Op)) || failed(checkDimensions(Op)) ||
      failed(checkCounts(Op)) || failed(checkStream(Op)))
    return failure();
  if (Op.getPadValue() != 0) {
    if (!Op.getPadDimensions())
      return Op.emitOpError("`padValue` requires `padDimensions`, which say "
                            "where it goes");
    if (modelOf(Op)->Gen != hw::Generation::AIE2P)
      return Op.emitOpError("`padValue` requires the CONSTANT_PAD_VALUE "
                            "register of AIE2P mem tiles: ")
             << modelOf(Op)->Name << " pads with zeros";
  }
  MemRefType Producer = Op.getObjectType();
  MemRefType Consumer = Op.getConsumerObjectType();
  if (Producer.getElementType() != Consumer.getElementType())
    return Op.emitOpError("element types of producer and consumer objects "
                          "must be the same");
  if (!Producer.hasStaticShape() || !Consumer.hasStaticShape())
    return Op.emitOpError("objects must have a static shape");
  if (Consumer.getNumElements() == 0 ||
      Producer.getNumElements() % Consumer.getNumElements() != 0)
    return Op.emitOpError("the producer's object (")
           << Producer.getNumElements()
           << " elements) must be a multiple of the consumer's ("
           << Consumer.getNumElements() << ")";
  return success();
}

static LogicalResult check(ObjectFifoAllocateOp Op) {
  ObjectFifoCreateOp Fifo = Op.getObjectFifo();
  if (!Fifo)
    return Op.emitOpError("cannot retrieve associated object FIFO ")
           << Op.getObjFifoNameAttr();
  if (Fifo.getConsumerTiles().size() != 1)
    return Op.emitOpError("can only be used in 1-to-1 object FIFOs");
  if (Fifo.getVia_DMA())
    return Op.emitOpError("cannot allocate a shared memory module to an "
                          "objectfifo with set `via_DMA` attribute");
  if (Fifo.getRepeatCount())
    return Op.emitOpError("cannot allocate a shared memory module to an "
                          "objectfifo with set `repeat_count` attribute");
  if (!Fifo.getDimensionsToStream().empty())
    return Op.emitOpError("cannot allocate a shared memory module to an "
                          "objectfifo with set dimensions attribute");
  if (Fifo.getAieStream())
    return Op.emitOpError("cannot allocate a shared memory module to an "
                          "objectfifo using stream ports");
  return success();
}

/// True if a FIFO end walks over more than \p Elements at a time.
static bool walksBeyond(ArrayRef<BDDimLayoutAttr> Dims, int64_t Elements) {
  int64_t Count = 1;
  for (BDDimLayoutAttr Dim : Dims) {
    Count *= Dim.getSize();
    if (Count > Elements)
      return true;
  }
  return false;
}

static LogicalResult checkLinkOffsets(ObjectFifoLinkOp Op) {
  bool Join = Op.isJoin();
  ArrayAttr Used = Join ? Op.getSrcOffsets() : Op.getDstOffsets();
  ArrayAttr Other = Join ? Op.getDstOffsets() : Op.getSrcOffsets();
  size_t Needed = Join ? Op.getFifoIns().size() : Op.getFifoOuts().size();
  if (!Join && !Op.isDistribute()) {
    if (!Used.empty() && !Other.empty())
      return Op.emitOpError("cannot have offsets on both sides");
    return success();
  }
  const char *Side = Join ? "source" : "destination";
  if (Used.size() != Needed)
    return Op.emitOpError("number of provided ")
           << Side << " offsets (" << Used.size()
           << ") must be equal to the number of " << (Join ? "input" : "output")
           << " objectFifos (" << Needed << ")";
  if (!Other.empty())
    return Op.emitOpError(Join ? "destination" : "source")
           << " offsets should be empty for a "
           << (Join ? "join" : "distribute");
  return success();
}

static LogicalResult check(ObjectFifoLinkOp Op) {
  if (Op.isJoin() && Op.isDistribute())
    return Op.emitOpError("does not support 'join' and 'distribute' at the "
                          "same time");
  auto Ins = Op.getInputObjectFifos(), Outs = Op.getOutputObjectFifos();
  if (Ins.empty() || Outs.empty() || Ins.size() != Op.getFifoIns().size() ||
      Outs.size() != Op.getFifoOuts().size())
    return Op.emitOpError("links a name that is not an objectfifo of the "
                          "device");
  Value Shared = Op.getSharedTile();
  if (!Shared)
    return Op.emitOpError("ObjectFifoLinkOp must have a link point, i.e., a "
                          "shared tile between objectFifos");
  if ((Op.isJoin() || Op.isDistribute()) && tileKind(Shared) && !onMem(Shared))
    return Op.emitOpError("ObjectFifoLinkOp join and distribute are "
                          "unavailable on compute or shim tiles");
  if (failed(checkLinkOffsets(Op)))
    return failure();
  int64_t Smallest = std::numeric_limits<int64_t>::max();
  for (int64_t Length : Op.getSliceLengths()) {
    if (Length <= 0)
      return Op.emitOpError("offsets must grow and stay inside the object of "
                            "the joined or distributed objectFifo");
    Smallest = std::min(Smallest, Length);
  }
  if (Op.isJoin() && walksBeyond(Outs[0].getDimensionsToStream(), Smallest))
    return Op.emitOpError("specified output stride(s) and size(s) result in "
                          "out of bounds access in join input");
  if (Op.isDistribute())
    for (auto [Tile, Dims] :
         llvm::zip(Ins[0].getConsumerTiles(),
                   Ins[0].getDimensionsFromStreamPerConsumer()))
      if (Tile == Shared && walksBeyond(Dims, Smallest))
        return Op.emitOpError("specified input stride(s) and size(s) result "
                              "in out of bounds access in distribute output");
  for (ObjectFifoCreateOp Out : Outs)
    if (Out.getRepeatCount() != Outs.front().getRepeatCount())
      return Op.emitOpError("repeat counts of output object FIFOs must be "
                            "equal");
  return success();
}

static LogicalResult check(ObjectFifoRegisterExternalBuffersOp Op) {
  auto Kind = tileKind(Op.getTile());
  if (Kind && !hw::isShim(*Kind))
    return Op.emitOpError("tile is not a shim tile");
  return success();
}

//===----------------------------------------------------------------------===//
// Accesses of cores
//===----------------------------------------------------------------------===//

static bool sameTile(Value A, Value B) {
  if (A == B)
    return true;
  TileOp TileA = placedTile(A), TileB = placedTile(B);
  return TileA && TileB && TileA.getCol() == TileB.getCol() &&
         TileA.getRow() == TileB.getRow();
}

/// FIFO, core and port of an acquire or release fit.
template <typename OpT> static LogicalResult checkAccess(OpT Op) {
  auto Core = Op->template getParentOfType<CoreOp>();
  if (!Core)
    return Op.emitOpError("must be called from inside a CoreOp");
  ObjectFifoCreateOp Fifo = Op.getObjectFifo();
  if (!Fifo)
    return Op.emitOpError("cannot retrieve associated object FIFO ")
           << Op.getObjFifoNameAttr();
  if (Op.getPort() == ObjectFifoPort::Produce) {
    if (!sameTile(Core.getTile(), Fifo.getProducerTile()))
      return Op.emitOpError("producer port of objectFifo accessed by core "
                            "running on non-producer tile");
    return success();
  }
  if (llvm::none_of(Fifo.getConsumerTiles(),
                    [&](Value Tile) { return sameTile(Core.getTile(), Tile); }))
    return Op.emitOpError("consumer port of objectFifo accessed by core "
                          "running on non-consumer tile");
  return success();
}

static LogicalResult check(ObjectFifoAcquireOp Op) {
  if (failed(checkAccess(Op)))
    return failure();
  ObjectFifoCreateOp Fifo = Op.getObjectFifo();
  MemRefType Acquired =
      cast<AIEObjectFifoSubviewType>(Op.getSubview().getType())
          .getElementType();
  if (Acquired != Fifo.getObjectType() &&
      Acquired != Fifo.getConsumerObjectType())
    return Op.emitOpError("ObjectFifo element and ObjectFifoSubview element "
                          "must match: the FIFO has ")
           << Fifo.getObjectType();
  return success();
}

static LogicalResult check(ObjectFifoReleaseOp Op) { return checkAccess(Op); }

static LogicalResult check(ObjectFifoSubviewAccessOp Op) {
  if (!Op->getParentOfType<CoreOp>())
    return Op.emitOpError("must be called from inside a CoreOp");
  auto Acquire = Op.getSubview().getDefiningOp<ObjectFifoAcquireOp>();
  if (!Acquire)
    return Op.emitOpError("subview operand must be the direct result of an "
                          "aie.objectfifo.acquire, not a value that loops or "
                          "branches pass on");
  if (static_cast<int>(Op.getIndex()) >= Acquire.acqNumber())
    return Op.emitOpError("accessed farther than number of acquired elements "
                          "(index ")
           << Op.getIndex() << ", acquired " << Acquire.acqNumber() << ")";
  if (Op.getOutput().getType() !=
      cast<AIEObjectFifoSubviewType>(Op.getSubview().getType())
          .getElementType())
    return Op.emitOpError("the result must have the type of the FIFO's "
                          "objects");
  return success();
}

/// A list of \p Op with one number for each of its channels or locks.
static LogicalResult checkCount(ObjectFifoRearmBindingOp Op, StringRef List,
                                ArrayRef<int32_t> Numbers, size_t Needed,
                                StringRef Each) {
  if (Numbers.size() == Needed)
    return success();
  return Op.emitOpError("expected one ")
         << List << " entry per " << Each << ": there are " << Numbers.size()
         << " entries for " << Needed;
}

static LogicalResult check(ObjectFifoRearmBindingOp Op) {
  size_t Channels = Op.getChannelTiles().size();
  StringRef Channel = "channel tile";
  if (failed(checkCount(Op, "channel_dirs", Op.getChannelDirs(), Channels,
                        Channel)) ||
      failed(checkCount(Op, "channel_indices", Op.getChannelIndices(), Channels,
                        Channel)) ||
      failed(checkCount(Op, "lock_inits", Op.getLockInits(),
                        Op.getLocks().size(), "lock")))
    return failure();
  if (Op.getHeadBdIds().has_value() != Op.getRepeatCounts().has_value())
    return Op.emitOpError("head_bd_ids and repeat_counts must both be set or "
                          "both be absent");
  if (Op.getHeadBdIds() &&
      (failed(checkCount(Op, "head_bd_ids", *Op.getHeadBdIds(), Channels,
                         Channel)) ||
       failed(checkCount(Op, "repeat_counts", *Op.getRepeatCounts(), Channels,
                         Channel))))
    return failure();
  for (int32_t Dir : Op.getChannelDirs())
    if (Dir != 0 && Dir != 1)
      return Op.emitOpError(
                 "channel_dirs entries must be 0 (S2MM) or 1 (MM2S), not ")
             << Dir;
  for (Value Tile : Op.getChannelTiles()) {
    if (!placedTile(Tile))
      return Op.emitOpError("channel_tiles operands must be aie.tile values");
    if (onShim(Tile))
      return Op.emitOpError(
          "channel_tiles must be non-shim tiles: the channels "
          "of a shim are the sequence's own");
  }
  for (Value Lock : Op.getLocks())
    if (!Lock.getDefiningOp<LockOp>())
      return Op.emitOpError("locks operands must be aie.lock values");
  return success();
}

LogicalResult aieforge::checkObjectFifos(Operation *Op) {
  return TypeSwitch<Operation *, LogicalResult>(Op)
      .Case<ObjectFifoCreateOp, ObjectFifoAllocateOp, ObjectFifoLinkOp,
            ObjectFifoRegisterExternalBuffersOp, ObjectFifoAcquireOp,
            ObjectFifoReleaseOp, ObjectFifoSubviewAccessOp,
            ObjectFifoRearmBindingOp>([](auto Typed) { return check(Typed); })
      .Default(success());
}
