//===- Transfers.cpp - host transfers of an instruction stream ------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Transfers.h"
#include "llvm/ADT/STLExtras.h"

using namespace aieforge;
using namespace aieforge::raise;
using namespace llvm;

/// Addresses of the first host buffers are translated by the firmware; to
/// those of the others the compile pipeline adds an offset.
static constexpr unsigned TranslatedArguments = 5;

uint64_t raise::hostOffset(const txn::DdrPatch &P) {
  return P.Argument < TranslatedArguments ? P.Offset
                                          : P.Offset - hw::hostAddressOffset();
}

namespace {

/// The operations of one transfer, as far as they match.
class Matcher {
public:
  Matcher(const txn::Transaction &T, const hw::Device &D, size_t First)
      : T(T), D(D), At(First) {
    X.First = First;
  }

  std::optional<Transfer> run();

private:
  bool bd();
  bool patch();
  bool task();
  bool shape();

  template <typename Op> const Op *next() {
    return At < T.Ops.size() ? std::get_if<Op>(&T.Ops[At]) : nullptr;
  }

  const txn::Transaction &T;
  const hw::Device &D;
  size_t At;
  Transfer X;
  BdView View;
  hw::QueueEntry Entry;
};

} // namespace

bool Matcher::bd() {
  const auto *W = next<txn::BlockWrite>();
  if (!W)
    return false;
  hw::TileAddress A = hw::TileAddress::decode(W->Address);
  if (!D.contains(A.Column, A.Row) ||
      D.kind(A.Column, A.Row) != hw::TileKind::ShimNoC)
    return false;
  const hw::BdLayout &L = hw::bdLayout(hw::TileKind::ShimNoC);
  auto Ref = hw::bdAt(hw::TileKind::ShimNoC, A.Offset);
  if (!Ref || Ref->Word || W->Data.size() != L.Words)
    return false;
  View = decodeBd(D, A.tile(), Ref->Bd, W->Data);
  X.Channel.Column = A.Column;
  X.Bd = Ref->Bd;
  X.Packet = View.Packet;
  // The longest burst is what transfers have by themselves.
  ArrayRef<uint16_t> Bursts = hw::shimBurstBytes(D.Gen);
  X.Burst = View.BurstBytes == Bursts.back() ? 0 : View.BurstBytes;
  ++At;
  return View.Valid && !View.Next && !View.Acquire && !View.Release;
}

bool Matcher::patch() {
  const auto *P = next<txn::DdrPatch>();
  if (!P ||
      P->Register !=
          hw::tileAddress(X.Channel.Column, 0,
                          hw::bdLayout(hw::TileKind::ShimNoC).offset(X.Bd) +
                              hw::bdLayout(hw::TileKind::ShimNoC).PatchOffset))
    return false;
  uint64_t Offset = hostOffset(*P);
  if (Offset % 4 || Offset > 0x7FFFFFFF || P->Argument > 0xFFFF)
    return false;
  X.Argument = P->Argument;
  X.Offset = Offset / 4;
  ++At;
  return true;
}

bool Matcher::task() {
  bool SetsController = next<txn::MaskWrite>() != nullptr;
  At += SetsController;
  const auto *W = next<txn::Write>();
  if (!W)
    return false;
  hw::TileAddress A = hw::TileAddress::decode(W->Address);
  auto Ref = hw::channelRegisterAt(hw::TileKind::ShimNoC, A.Offset);
  if (A.Row || A.Column != X.Channel.Column || !Ref ||
      Ref->Which != hw::ChannelRegister::Queue)
    return false;
  Entry = hw::decodeQueueEntry(hw::TileKind::ShimNoC, W->Value);
  X.Channel.Dir = Ref->Channel->Dir;
  X.Channel.Channel = Ref->Channel->Channel;
  ++At;
  X.Count = At - X.First;
  bool Receives = X.Channel.Dir == hw::Direction::S2MM;
  X.IssueToken = Entry.IssueToken && !Receives;
  return Entry.StartBd == X.Bd && Entry.IssueToken == SetsController &&
         (Entry.IssueToken || !Receives);
}

bool Matcher::shape() {
  BdShape S = shapeOf(View);
  uint64_t Product = 1;
  if (S.Dims.empty()) {
    X.Sizes[3] = Product = View.Length;
  } else {
    // A dimension in between that is not used has no size of its own.
    for (auto [I, Dim] : enumerate(View.Dims)) {
      uint64_t Size = I < S.Sizes.size() ? S.Sizes[I] : 1;
      X.Sizes[3 - I] = Size;
      X.Strides[3 - I] = I == 0 || Size > 1 ? Dim.Step : 0;
      Product *= Size;
    }
  }
  X.Sizes[0] = Entry.Repeat + 1;
  X.Strides[0] = View.Iteration.Wrap > 1 ? View.Iteration.Step : 0;
  X.Words = S.Words;
  // The offset is given in the innermost dimension.
  return Product == View.Length && View.Length && X.Strides[3] == 1;
}

std::optional<Transfer> Matcher::run() {
  if (bd() && patch() && task() && shape())
    return X;
  return std::nullopt;
}

std::vector<Transfer> raise::findTransfers(const txn::Transaction &T,
                                           const hw::Device &D) {
  std::vector<Transfer> All;
  for (size_t At = 0; At < T.Ops.size();) {
    std::optional<Transfer> X = Matcher(T, D, At).run();
    At += X ? X->Count : 1;
    if (X)
      All.push_back(std::move(*X));
  }
  return All;
}
