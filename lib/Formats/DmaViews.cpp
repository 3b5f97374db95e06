//===- DmaViews.cpp - BDs, channels and locks of a register image ---------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/RegisterViews.h"
#include "aieforge/Hardware/Registers.h"
#include "llvm/Support/MathExtras.h"

using namespace aieforge;
using namespace llvm;
using hw::BdField;

//===----------------------------------------------------------------------===//
// Buffer descriptors
//===----------------------------------------------------------------------===//

bool BdView::isLinear() const {
  uint64_t Run = 1; // Words in a row that the dimensions so far make up.
  for (const BdDim &Dim : Dims) {
    if (Dim.ZeroBefore || Dim.ZeroAfter || Dim.Step != Run)
      return false;
    if (!Dim.Wrap || Dim.Wrap * Run >= Length)
      return true;
    Run *= Dim.Wrap;
  }
  return true;
}

uint64_t BdView::lastWord() const {
  if (!Length)
    return 0;
  // The farthest word: inner dimensions run to their ends while outer ones
  // get as far as the length carries them.
  uint64_t Last = 0, Left = Length;
  for (const BdDim &Dim : Dims) {
    // Padding counts in the length, but reads nothing.
    uint64_t Data = Left > Dim.ZeroBefore ? Left - Dim.ZeroBefore : 1;
    Last += (Dim.Wrap ? std::min<uint64_t>(Dim.Wrap, Data) - 1 : Data - 1) *
            Dim.Step;
    if (!Dim.Wrap)
      break;
    Left = llvm::divideCeil(Left, uint64_t(Dim.ZeroBefore) + Dim.Wrap +
                                      Dim.ZeroAfter);
    if (Left <= 1)
      break;
  }
  return Last;
}

/// The tile at the other end of \p W, if \p D has such a one of that kind.
static std::optional<hw::TileId> windowTile(const hw::Device &D, hw::TileId T,
                                            const hw::ReachWindow &W) {
  int Column = int(T.Column) + W.ColumnStep, Row = int(T.Row) + W.RowStep;
  if (Column < 0 || Row < 0 || !D.contains(Column, Row) ||
      D.kind(Column, Row) != D.kind(T.Column, T.Row))
    return std::nullopt;
  return hw::TileId{unsigned(Column), unsigned(Row)};
}

static std::optional<MemoryPlace> memoryAt(const hw::Device &D, hw::TileId T,
                                           uint64_t Address) {
  for (const hw::ReachWindow &W : hw::dmaWindows(D.kind(T.Column, T.Row))) {
    if (Address < W.Address || Address - W.Address >= W.Bytes)
      continue;
    if (std::optional<hw::TileId> Owner = windowTile(D, T, W))
      return MemoryPlace{*Owner, uint32_t(Address - W.Address)};
  }
  return std::nullopt;
}

static BdLock lockOf(const hw::Device &D, hw::TileId T, unsigned Number,
                     int Value) {
  BdLock L{Number, Value, std::nullopt, Number};
  hw::TileKind K = D.kind(T.Column, T.Row);
  if (hw::isShim(K)) {
    if (Number < hw::tileInfo(K).Locks)
      L.Tile = T;
    return L;
  }
  for (const hw::ReachWindow &W : hw::dmaWindows(K))
    if (Number >= W.LockBase && Number - W.LockBase < W.Locks) {
      L.Tile = windowTile(D, T, W);
      L.Id = Number - W.LockBase;
    }
  return L;
}

static std::vector<BdDim> dimsOf(const hw::BdLayout &L,
                                 ArrayRef<uint32_t> Words, unsigned Count) {
  static constexpr BdField Steps[] = {BdField::D0Stepsize, BdField::D1Stepsize,
                                      BdField::D2Stepsize, BdField::D3Stepsize};
  static constexpr BdField Wraps[] = {BdField::D0Wrap, BdField::D1Wrap,
                                      BdField::D2Wrap};
  static constexpr BdField Before[] = {
      BdField::D0ZeroBefore, BdField::D1ZeroBefore, BdField::D2ZeroBefore};
  static constexpr BdField After[] = {
      BdField::D0ZeroAfter, BdField::D1ZeroAfter, BdField::D2ZeroAfter};
  std::vector<BdDim> Dims(Count);
  for (auto [I, Dim] : enumerate(Dims)) {
    Dim.Step = L.get(Words, Steps[I]);
    if (I >= std::size(Wraps))
      continue;
    Dim.Wrap = L.get(Words, Wraps[I]);
    Dim.ZeroBefore = L.get(Words, Before[I]);
    Dim.ZeroAfter = L.get(Words, After[I]);
  }
  return Dims;
}

static unsigned burstBytes(hw::Generation G, unsigned Code) {
  ArrayRef<uint16_t> Bytes = hw::shimBurstBytes(G);
  return Code < Bytes.size() ? Bytes[Code] : 0;
}

BdView aieforge::decodeBd(const hw::Device &D, hw::TileId T, unsigned Bd,
                          ArrayRef<uint32_t> Words) {
  BdView V;
  V.Tile = T;
  V.Kind = D.kind(T.Column, T.Row);
  V.Id = Bd;
  const hw::BdLayout &L = hw::bdLayout(V.Kind);
  V.Words.assign(Words.begin(),
                 Words.begin() + std::min<size_t>(Words.size(), L.Words));
  V.Words.resize(L.Words);
  auto Get = [&](BdField F) { return L.get(V.Words, F); };

  V.Valid = Get(BdField::ValidBD);
  V.Address = L.address(V.Words);
  V.Memory = memoryAt(D, T, V.Address);
  V.Length = Get(BdField::BufferLength);
  V.Dims = dimsOf(L, V.Words, hw::tileInfo(V.Kind).Dma.Dims);
  V.Iteration = {uint32_t(Get(BdField::IterationStepsize)),
                 uint32_t(Get(BdField::IterationWrap)),
                 uint32_t(Get(BdField::IterationCurrent))};
  if (Get(BdField::UseNextBD))
    V.Next = Get(BdField::NextBD);
  if (Get(BdField::LockAcqEnable))
    V.Acquire =
        lockOf(D, T, Get(BdField::LockAcqID), Get(BdField::LockAcqValue));
  // There is no enable bit: releasing by 0 is no release.
  if (int By = Get(BdField::LockRelValue))
    V.Release = lockOf(D, T, Get(BdField::LockRelID), By);
  if (Get(BdField::EnablePacket))
    V.Packet = BdPacket{unsigned(Get(BdField::PacketID)),
                        unsigned(Get(BdField::PacketType))};
  V.OutOfOrderId = Get(BdField::OutOfOrderBDID);
  V.Compression = Get(BdField::EnableCompression);
  V.TlastSuppress = Get(BdField::TLASTSuppress);
  if (hw::isShim(V.Kind)) {
    V.BurstBytes = burstBytes(D.Gen, Get(BdField::BurstLength));
    V.AxQoS = Get(BdField::AxQoS);
    V.AxCache = Get(BdField::AxCache);
    V.StreamId = Get(BdField::SMID);
    V.Secure = Get(BdField::SecureAccess);
  }
  return V;
}

BdView aieforge::bdView(const RegisterImage &I, hw::TileId T, unsigned Bd) {
  const hw::Device &D = I.device();
  const hw::BdLayout &L = hw::bdLayout(D.kind(T.Column, T.Row));
  SmallVector<uint32_t, 8> Words;
  for (unsigned W = 0; W < L.Words; ++W)
    Words.push_back(I.value(T, L.offset(Bd) + W * 4));
  BdView V = decodeBd(D, T, Bd, Words);
  if (const TileState *S = I.tile(T))
    if (auto It = S->Patches.find(L.offset(Bd) + L.PatchOffset);
        It != S->Patches.end())
      V.Host = It->second;
  return V;
}

std::vector<BdView> aieforge::bdViews(const RegisterImage &I, hw::TileId T) {
  std::vector<BdView> Views;
  const TileState *S = I.tile(T);
  if (!S || !hw::tileInfo(S->Kind).Bds)
    return Views;
  const hw::BdLayout &L = hw::bdLayout(S->Kind);
  for (unsigned Bd = 0; Bd < L.Count; ++Bd) {
    // Patches write the address as well.
    auto It = S->Registers.lower_bound(L.offset(Bd));
    auto Patch = S->Patches.lower_bound(L.offset(Bd));
    uint32_t End = L.offset(Bd) + L.Words * 4;
    if ((It != S->Registers.end() && It->first < End) ||
        (Patch != S->Patches.end() && Patch->first < End))
      Views.push_back(bdView(I, T, Bd));
  }
  return Views;
}

/// What \p Of gives for every tile, one after the other.
template <typename T>
static std::vector<T> ofAllTiles(const RegisterImage &I,
                                 std::vector<T> (*Of)(const RegisterImage &,
                                                      hw::TileId)) {
  std::vector<T> All;
  for (const auto &[Tile, State] : I.tiles())
    for (T &View : Of(I, Tile))
      All.push_back(std::move(View));
  return All;
}

std::vector<BdView> aieforge::bdViews(const RegisterImage &I) {
  return ofAllTiles<BdView>(I, bdViews);
}

//===----------------------------------------------------------------------===//
// Channels
//===----------------------------------------------------------------------===//

StringRef aieforge::toString(FotMode M) {
  switch (M) {
  case FotMode::Disabled:
    return "disabled";
  case FotMode::NoCounts:
    return "no counts";
  case FotMode::CountsWithTokens:
    return "counts with task tokens";
  case FotMode::CountsFromRegister:
    return "counts from register";
  }
  return {};
}

static ChannelView channelView(const RegisterImage &I, hw::TileId T,
                               const TileState &S,
                               const hw::ChannelRegisters &C) {
  ChannelView V;
  V.Tile = T;
  V.Dir = C.Dir;
  V.Channel = C.Channel;
  V.ControlWritten = S.written(C.Control).has_value();
  V.Control = I.value(T, C.Control);
  std::optional<hw::RegisterRef> R =
      hw::findRegister(I.device().Gen, S.Kind, C.Control);
  auto Get = [&](StringRef Name) {
    const hw::Field *F = R ? R->Reg->field(Name) : nullptr;
    return F ? F->extract(V.Control) : 0;
  };
  V.InReset = Get("Reset");
  V.Paused = Get("Pause_Mem") || Get("Pause_Stream");
  V.OutOfOrder = Get("Enable_Out_of_Order");
  V.Compression = Get("Compression_Enable") || Get("Decompression_Enable");
  V.Fot = FotMode(Get("FoT_Mode"));
  V.ControllerId = hw::controllerIdField(S.Kind, C.Dir).extract(V.Control);
  for (const QueuePush &P : S.Pushes)
    if (P.Dir == C.Dir && P.Channel == C.Channel)
      V.Pushes.push_back(P.Entry);
  return V;
}

std::vector<ChannelView> aieforge::channelViews(const RegisterImage &I,
                                                hw::TileId T) {
  std::vector<ChannelView> Views;
  const TileState *S = I.tile(T);
  if (!S)
    return Views;
  for (const hw::ChannelRegisters &C : hw::channels(S->Kind)) {
    ChannelView V = channelView(I, T, *S, C);
    if (V.ControlWritten || !V.Pushes.empty())
      Views.push_back(std::move(V));
  }
  return Views;
}

std::vector<ChannelView> aieforge::channelViews(const RegisterImage &I) {
  return ofAllTiles<ChannelView>(I, channelViews);
}

//===----------------------------------------------------------------------===//
// Locks
//===----------------------------------------------------------------------===//

std::vector<LockView> aieforge::lockViews(const RegisterImage &I,
                                          hw::TileId T) {
  std::vector<LockView> Views;
  const TileState *S = I.tile(T);
  if (!S)
    return Views;
  for (unsigned Id = 0; Id < hw::tileInfo(S->Kind).Locks; ++Id)
    if (std::optional<uint32_t> V =
            S->written(hw::lockValueOffset(S->Kind, Id)))
      Views.push_back({T, Id, *V & hw::maxLockValue()});
  return Views;
}

std::vector<LockView> aieforge::lockViews(const RegisterImage &I) {
  return ofAllTiles<LockView>(I, lockViews);
}
