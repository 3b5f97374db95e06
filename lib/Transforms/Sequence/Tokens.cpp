//===- Tokens.cpp - completion tokens of a runtime sequence ---------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Tokens.h"

#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace aieforge;
using namespace mlir;

/// The channel of a task's op; quiet where other passes report what is wrong.
static std::optional<ChannelKey> keyOf(Value Task) {
  auto Configure = Task.getDefiningOp<aiex::DMAConfigureTaskOp>();
  aie::TileOp Tile = Configure ? Configure.getTileOp() : aie::TileOp();
  if (!Tile)
    return std::nullopt;
  return ChannelKey{unsigned(Tile.colIndex()), unsigned(Tile.rowIndex()),
                    directionOf(Configure.getDirection()),
                    unsigned(Configure.getChannel())};
}

static std::optional<ChannelKey> keyOf(const SequenceContext &Context,
                                       SymbolRefAttr Name) {
  aie::ShimDMAAllocationOp Alloc = Context.allocationOp(Name);
  aie::TileOp Tile = Alloc ? Alloc.getTileOp() : aie::TileOp();
  if (!Tile)
    return std::nullopt;
  return ChannelKey{unsigned(Tile.colIndex()), unsigned(Tile.rowIndex()),
                    directionOf(Alloc.getChannelDir()),
                    unsigned(Alloc.getChannelIndex())};
}

static std::optional<TokenEvent> syncEvent(aiex::NpuSyncOp O) {
  int64_t Values[6];
  for (auto [I, Operand] : llvm::enumerate(O->getOperands())) {
    std::optional<int64_t> Value = getConstantIntValue(Operand);
    if (!Value || *Value < 0 || *Value > 255)
      return std::nullopt;
    Values[I] = *Value;
  }
  TokenEvent E{TokenEvent::Sync,
               {unsigned(Values[0]), unsigned(Values[1]),
                Values[2] ? hw::Direction::MM2S : hw::Direction::S2MM,
                unsigned(Values[3])}};
  E.Columns = Values[4];
  E.Rows = Values[5];
  return E;
}

/// A write to a task queue counts like any other push.
static std::optional<TokenEvent> writeEvent(const SequenceContext &Context,
                                            aiex::NpuWrite32Op O) {
  std::optional<uint32_t> Address = O.getAbsoluteAddress();
  std::optional<int64_t> Value = getConstantIntValue(O.getValue());
  if (!Address || !Value || O.getBuffer())
    return std::nullopt;
  const hw::Device &D = *Context.hardware();
  hw::TileAddress A = hw::TileAddress::decode(*Address);
  if (!D.contains(A.Column, A.Row))
    return std::nullopt;
  hw::TileKind Kind = D.kind(A.Column, A.Row);
  auto Ref = hw::channelRegisterAt(Kind, A.Offset);
  if (!Ref || Ref->Which != hw::ChannelRegister::Queue)
    return std::nullopt;
  TokenEvent E{TokenEvent::Push,
               {A.Column, A.Row, Ref->Channel->Dir, Ref->Channel->Channel}};
  E.Token = hw::decodeQueueEntry(Kind, uint32_t(*Value)).IssueToken;
  E.Raw = true;
  return E;
}

std::optional<TokenEvent> aieforge::tokenEventOf(const SequenceContext &Context,
                                                 Operation *O) {
  auto Event = [](TokenEvent::Kind What, std::optional<ChannelKey> Where,
                  bool Token = false) -> std::optional<TokenEvent> {
    if (!Where)
      return std::nullopt;
    TokenEvent E{What, *Where};
    E.Token = Token;
    return E;
  };
  return llvm::TypeSwitch<Operation *, std::optional<TokenEvent>>(O)
      .Case([&](aiex::NpuDmaMemcpyNdOp X) {
        std::optional<ChannelKey> Where = keyOf(Context, X.getMetadata());
        bool Receives =
            Where && Where->Dir == hw::Direction::S2MM && !X->hasAttr(PartAttr);
        return Event(TokenEvent::Push, Where, X.getIssueToken() || Receives);
      })
      .Case([&](aiex::NpuPushQueueOp X) {
        return Event(TokenEvent::Push,
                     ChannelKey{unsigned(X.getColumn()), unsigned(X.getRow()),
                                directionOf(X.getDirection()),
                                unsigned(X.getChannel())},
                     X.getIssueToken());
      })
      .Case([&](aiex::DMAStartTaskOp X) {
        auto Task = X.getTask().getDefiningOp<aiex::DMAConfigureTaskOp>();
        return Event(TokenEvent::Push, keyOf(X.getTask()),
                     Task && Task.getIssueToken());
      })
      .Case([&](aiex::DMAAwaitTaskOp X) {
        return Event(TokenEvent::Wait, keyOf(X.getTask()));
      })
      .Case([&](aiex::NpuDmaWaitOp X) {
        return Event(TokenEvent::Wait, keyOf(Context, X.getSymbol()));
      })
      .Case([&](aiex::NpuSyncOp X) { return syncEvent(X); })
      .Case([&](aiex::NpuWrite32Op X) { return writeEvent(Context, X); })
      .Default([](Operation *) { return std::nullopt; });
}

SmallVector<ChannelKey> aieforge::channelsOf(const TokenEvent &Sync) {
  SmallVector<ChannelKey> All;
  for (unsigned C = 0; C < Sync.Columns; ++C)
    for (unsigned R = 0; R < Sync.Rows; ++R)
      All.push_back({Sync.Where.Column + C, Sync.Where.Row + R, Sync.Where.Dir,
                     Sync.Where.Channel});
  return All;
}

bool TokenLedger::take(const ChannelKey &Where) {
  auto It = Outstanding.find(Where);
  if (It == Outstanding.end() || It->second == 0)
    return false;
  --It->second;
  return true;
}

InFlightDiagnostic aieforge::emitEndlessWait(Operation *O,
                                             const ChannelKey &Where) {
  return O->emitOpError("would block here forever: no transfer of ")
         << hw::toString(Where.Dir) << " channel " << Where.Channel
         << " on tile (" << Where.Column << ", " << Where.Row
         << ") has a completion token outstanding";
}
