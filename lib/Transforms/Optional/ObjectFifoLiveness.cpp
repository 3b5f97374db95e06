//===- ObjectFifoLiveness.cpp - cycles of FIFOs that are too shallow ------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// aie-objectfifo-liveness
// In:  object FIFOs, on placed or logical tiles.
// Out: the same. An error if a broadcast lies on a cycle of tiles, objects are
//      sent more than once there, and the FIFO is too shallow for them: a
//      consumer would wait for one that waits for it. Every group is reported.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/OptionalPasses.h"

#include "aieforge/Dialect/AIE/AIEDialect.h"

#include "llvm/ADT/EquivalenceClasses.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MathExtras.h"

namespace aieforge::aie {
#define GEN_PASS_DEF_AIEOBJECTFIFOLIVENESS
#include "aieforge/Transforms/OptionalPasses.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace mlir;
using aie::ObjectFifoCreateOp;

/// Parts of one broadcast are told by their names: "weights_0", "weights_1".
static StringRef baseName(StringRef Name) {
  auto [Base, Number] = Name.rsplit('_');
  return !Number.empty() && llvm::all_of(Number, llvm::isDigit) ? Base : Name;
}

namespace {

struct Group {
  SmallVector<unsigned> Members;
  unsigned Fan = 0; ///< Consumers of all members.
  llvm::SmallPtrSet<Value, 8> Consumers;
};

struct ObjectFifoLiveness
    : aie::impl::AIEObjectFifoLivenessBase<ObjectFifoLiveness> {
  void runOnOperation() override {
    Fifos.clear();
    // Lists of depths are for people who know what they do.
    for (auto Fifo : getOperation().getOps<ObjectFifoCreateOp>())
      if (!Fifo.hasDepthList())
        Fifos.push_back(Fifo);
    findCycles();
    bool Failed = false;
    for (const Group &G : groups())
      Failed |= failed(check(G));
    if (Failed)
      signalPassFailure();
  }

  /// FIFOs that meet in a tile, one coming and one going, depend on each other.
  void findCycles() {
    Cycles = {};
    llvm::MapVector<Value, SmallVector<unsigned>> Coming, Going;
    for (auto [I, Fifo] : llvm::enumerate(Fifos)) {
      Cycles.insert(I);
      Going[Fifo.getProducerTile()].push_back(I);
      for (Value Tile : Fifo.getConsumerTiles())
        Coming[Tile].push_back(I);
    }
    for (auto &[Tile, Outs] : Going)
      if (auto It = Coming.find(Tile); It != Coming.end())
        for (unsigned Out : Outs)
          for (unsigned In : It->second)
            Cycles.unionSets(Out, In);
  }

  bool onCycle(unsigned I) {
    auto Members = Cycles.members(I);
    return std::next(Members.begin()) != Members.end();
  }

  std::vector<Group> groups() {
    std::vector<Group> Groups;
    for (auto [I, Fifo] : llvm::enumerate(Fifos)) {
      if (Fifo.getConsumerTiles().size() < 2 || !onCycle(I))
        continue;
      auto Same = llvm::find_if(
          Groups, [&, Index = I](const Group &G) { return belongs(Index, G); });
      Group &G = Same == Groups.end() ? Groups.emplace_back() : *Same;
      G.Members.push_back(I);
      G.Fan += Fifo.getConsumerTiles().size();
      for (Value Tile : Fifo.getConsumerTiles())
        G.Consumers.insert(Tile);
    }
    return Groups;
  }

  bool belongs(unsigned I, const Group &G) {
    ObjectFifoCreateOp A = Fifos[I], B = Fifos[G.Members.front()];
    return baseName(A.getSymName()) == baseName(B.getSymName()) &&
           A.getElemType() == B.getElemType() &&
           A.getElemNumber() == B.getElemNumber() &&
           A.getRepeatCount() == B.getRepeatCount() &&
           llvm::none_of(A.getConsumerTiles(), [&](Value Tile) {
             return G.Consumers.contains(Tile);
           });
  }

  LogicalResult check(const Group &G) {
    int64_t Repeats = 1;
    for (unsigned Member : G.Members)
      for (unsigned Other : Cycles.members(Member))
        Repeats = std::max<int64_t>(Repeats,
                                    Fifos[Other].getRepeatCount().value_or(1));
    ObjectFifoCreateOp First = Fifos[G.Members.front()];
    int64_t Depth = First.size();
    if (Repeats < 2 || Depth < 1 || G.Fan * Repeats <= 2 * Depth)
      return success();
    return First.emitError("objectFIFO @")
           << baseName(First.getSymName())
           << " in a cyclic dependency requires depth >= "
           << llvm::divideCeil(G.Fan * Repeats, 2)
           << " for deadlock-free execution; allocated depth = " << Depth;
  }

  SmallVector<ObjectFifoCreateOp> Fifos;
  llvm::EquivalenceClasses<unsigned> Cycles;
};

} // namespace
