//===- DecomposeLargeDmaBd.cpp - transfers too large for one BD -----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// aie-decompose-large-dma-bd
// In:  transfers and DMA tasks of one BD, whose patterns are constants.
// Out: those that break a limit of the hardware's counters are written with
//      other factors, or as several transfers, or as a chain of BDs. What has
//      no such form stays, for a later pass to report.
//
//===----------------------------------------------------------------------===//

#include "Transfers.h"
#include "aieforge/Transforms/SequencePasses.h"
#include "aieforge/Transforms/TransferSplit.h"

#include "mlir/Dialect/SCF/IR/SCF.h"

#include <set>

namespace aieforge::aie {
#define GEN_PASS_DEF_AIEDECOMPOSELARGEDMABD
#include "aieforge/Transforms/SequencePasses.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace mlir;

namespace {

struct DecomposeLargeDmaBd
    : aie::impl::AIEDecomposeLargeDmaBdBase<DecomposeLargeDmaBd> {
  void runOnOperation() override;
};

/// One sequence.
class Decomposer {
public:
  Decomposer(const SequenceContext &Context, aie::RuntimeSequenceOp Sequence)
      : Context(Context), Sequence(Sequence) {}

  void run();

private:
  using Parts = std::vector<TransferPattern>;
  void collectIds();
  std::optional<Parts> partsOf(const TransferPattern &P, const Place &At,
                               unsigned Bits, bool MayIterate);
  void decompose(aiex::NpuDmaMemcpyNdOp O);
  void decompose(Operation *Task, Region &Body, const Place &At);
  std::optional<Place> placeOfAllocation(SymbolRefAttr Name);

  const SequenceContext &Context;
  aie::RuntimeSequenceOp Sequence;
  /// BD numbers that transfers and tasks of the sequence name.
  std::map<hw::TileId, std::set<unsigned>> Ids;
};

} // namespace

static std::optional<Place> placeOfTile(const SequenceContext &Context,
                                        aie::TileOp Tile) {
  unsigned Column = Tile ? Tile.colIndex() : 0,
           Row = Tile ? Tile.rowIndex() : 0;
  if (!Tile || !Context.hardware()->contains(Column, Row))
    return std::nullopt;
  return Place{Column, Row, Context.hardware()->kind(Column, Row)};
}

std::optional<Place> Decomposer::placeOfAllocation(SymbolRefAttr Name) {
  return placeOfTile(Context, Context.allocationTile(Name));
}

void Decomposer::collectIds() {
  Sequence.walk([&](Operation *O) {
    if (auto Copy = dyn_cast<aiex::NpuDmaMemcpyNdOp>(O)) {
      if (auto At = placeOfAllocation(Copy.getMetadata()))
        Ids[{At->Column, At->Row}].insert(unsigned(Copy.getId()));
    } else if (auto Bd = dyn_cast<aie::DMABDOp>(O)) {
      auto Task = Bd->getParentOfType<aiex::DMAConfigureTaskOp>();
      if (auto At =
              placeOfTile(Context, Task ? Task.getTileOp() : aie::TileOp());
          At && Bd.getBdId())
        Ids[{At->Column, At->Row}].insert(unsigned(*Bd.getBdId()));
    }
  });
}

/// What \p P becomes; nothing if it can stay or has no other form.
std::optional<Decomposer::Parts> Decomposer::partsOf(const TransferPattern &P,
                                                     const Place &At,
                                                     unsigned Bits,
                                                     bool MayIterate) {
  if (Bits == 0 || Bits > 32 || P.isContiguous() ||
      fitsDimensions(P, At.Kind, Bits))
    return std::nullopt;
  return splitTransfer(P, At.Kind, Bits, MayIterate);
}

/// Lists of ops begin with the outermost dimension.
static SmallVector<int64_t> outermostFirst(const std::array<int64_t, 4> &List) {
  return SmallVector<int64_t>(llvm::reverse(List));
}

//===----------------------------------------------------------------------===//
// Transfers
//===----------------------------------------------------------------------===//

/// Numbers for \p Count parts, the first one \p Own; empty if there are too
/// few that nobody else uses.
static SmallVector<unsigned> numbersFor(unsigned Own, size_t Count,
                                        unsigned Limit,
                                        std::set<unsigned> &Used) {
  SmallVector<unsigned> Numbers = {Own};
  for (unsigned Step = 1; Step < Limit && Numbers.size() < Count; ++Step)
    if (unsigned Next = (Own + Step) % Limit; !Used.count(Next))
      Numbers.push_back(Next);
  if (Numbers.size() < Count)
    return {};
  Used.insert(Numbers.begin(), Numbers.end());
  return Numbers;
}

void Decomposer::decompose(aiex::NpuDmaMemcpyNdOp O) {
  auto Offsets = O.getConstantOffsets(), Sizes = O.getConstantSizes(),
       Strides = O.getConstantStrides();
  std::optional<Place> At = placeOfAllocation(O.getMetadata());
  if (!Offsets || !Sizes || !Strides || !At)
    return;
  TransferPattern P;
  std::copy(Offsets->rbegin(), Offsets->rend(), P.Offsets.begin());
  std::copy(Sizes->rbegin(), Sizes->rend(), P.Sizes.begin());
  std::copy(Strides->rbegin(), Strides->rend(), P.Strides.begin());
  auto Parts = partsOf(P, *At, O.getElementTypeBitwidth(), true);
  unsigned Limit = hw::tileInfo(At->Kind).Bds;
  if (!Parts || O.getId() >= Limit)
    return;
  SmallVector<unsigned> Numbers = numbersFor(unsigned(O.getId()), Parts->size(),
                                             Limit, Ids[{At->Column, At->Row}]);
  if (Numbers.empty())
    return;
  OpBuilder Builder(O);
  for (auto [I, Part] : llvm::enumerate(*Parts)) {
    auto Copy = cast<aiex::NpuDmaMemcpyNdOp>(Builder.clone(*O));
    Copy.getOffsetsMutable().clear();
    Copy.getSizesMutable().clear();
    Copy.getStridesMutable().clear();
    Copy.setStaticOffsets(outermostFirst(Part.Offsets));
    Copy.setStaticSizes(outermostFirst(Part.Sizes));
    Copy.setStaticStrides(outermostFirst(Part.Strides));
    Copy.setId(Numbers[I]);
    if (I + 1 == Parts->size())
      continue;
    // The wait is for the whole: only its last part sends a token.
    Copy.setIssueToken(false);
    Copy->setAttr(PartAttr, Builder.getUnitAttr());
  }
  O.erase();
}

//===----------------------------------------------------------------------===//
// Tasks
//===----------------------------------------------------------------------===//

static void setPattern(aie::DMABDOp Bd, const TransferPattern &P,
                       int64_t Offset, std::optional<int64_t> Length) {
  Bd.getOffsetMutable().clear();
  Bd.getSizesMutable().clear();
  Bd.getStridesMutable().clear();
  Bd.setStaticOffset(int32_t(Offset));
  Bd.setStaticSizes(outermostFirst(P.Sizes));
  Bd.setStaticStrides(outermostFirst(P.Strides));
  if (!Length)
    return;
  Bd.getLenMutable().clear();
  Bd.setStaticLen(int32_t(*Length));
}

void Decomposer::decompose(Operation *Task, Region &Body, const Place &At) {
  if (!Body.hasOneBlock())
    return;
  auto Bds = Body.front().getOps<aie::DMABDOp>();
  if (Bds.empty() || std::next(Bds.begin()) != Bds.end())
    return;
  aie::DMABDOp Bd = *Bds.begin();
  auto Dims = Bd.getConstantDims();
  std::optional<int64_t> Offset = Bd.getConstantOffset();
  if (!Dims || Dims->empty() || Dims->size() > 4 || !Offset ||
      !Bd.getConstantLen() || Bd.getPadDimensionsAttr())
    return;
  TransferPattern P;
  for (auto [I, Dim] : llvm::enumerate(llvm::reverse(*Dims))) {
    P.Sizes[I] = Dim.getSize();
    P.Strides[I] = Dim.getStride();
  }
  auto Parts = partsOf(P, At, elementBits(Bd.getBuffer()), false);
  if (!Parts)
    return;
  bool Several = Parts->size() > 1;
  if (Several && (Task->getParentOfType<scf::ForOp>() ||
                  Task->getParentOfType<scf::IfOp>() ||
                  !Body.front().getOps<aie::UseLockOp>().empty())) {
    Bd.emitRemark("needs ")
        << Parts->size()
        << " BDs, which a task with locks or in a loop cannot have";
    return;
  }
  OpBuilder Builder(Task);
  Block *Last = &Body.front();
  for (auto [I, Part] : llvm::enumerate(*Parts)) {
    int64_t Length = Part.Sizes[0] * Part.Sizes[1] * Part.Sizes[2];
    auto LengthOfPart = Several ? std::optional(Length) : std::nullopt;
    if (I == 0) {
      setPattern(Bd, Part, *Offset + Part.start(), LengthOfPart);
      continue;
    }
    Block *Next = Builder.createBlock(&Body);
    auto Copy = cast<aie::DMABDOp>(Builder.clone(*Bd));
    Copy.removeBdIdAttr();
    setPattern(Copy, Part, *Offset + Part.start(), LengthOfPart);
    Last->back().erase();
    Builder.setInsertionPointToEnd(Last);
    aie::NextBDOp::create(Builder, Bd.getLoc(), Next);
    Builder.setInsertionPointToEnd(Next);
    aie::EndOp::create(Builder, Bd.getLoc());
    Last = Next;
  }
}

void Decomposer::run() {
  collectIds();
  SmallVector<Operation *> All;
  Sequence.walk([&](Operation *O) { All.push_back(O); });
  // The last one first: later transfers take their further numbers first.
  for (Operation *O : llvm::reverse(All)) {
    if (auto Copy = dyn_cast<aiex::NpuDmaMemcpyNdOp>(O)) {
      decompose(Copy);
    } else if (auto Task = dyn_cast<aiex::DMAConfigureTaskOp>(O)) {
      if (auto At = placeOfTile(Context, Task.getTileOp()))
        decompose(O, Task.getBody(), *At);
    } else if (auto Task = dyn_cast<aiex::DMAConfigureTaskForOp>(O)) {
      if (auto At = placeOfAllocation(Task.getAlloc()))
        decompose(O, Task.getBody(), *At);
    }
  }
}

void DecomposeLargeDmaBd::runOnOperation() {
  SequenceContext Context(getOperation());
  if (!hardwareOf(getOperation()))
    return signalPassFailure();
  for (auto Sequence : getOperation().getOps<aie::RuntimeSequenceOp>())
    Decomposer(Context, Sequence).run();
}
