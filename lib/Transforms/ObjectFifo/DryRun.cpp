//===- DryRun.cpp - what a core holds, iteration by iteration -------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Follows the numbers of every FIFO end through loops and branches, and finds
// the unrolling that makes them constants.
//
//===----------------------------------------------------------------------===//

#include "CoreAccesses.h"

#include "llvm/ADT/STLExtras.h"

#include <numeric>

using namespace aieforge;
using namespace aieforge::aie;
using namespace aieforge::aie::objectfifo;
using namespace mlir;

/// Unrolling by more than this, or to more ops, costs too much of the 16 KiB
/// of program memory.
static constexpr uint64_t MaxFactor = 16, MaxOps = 4096;
/// Iterations after which a loop's numbers must have repeated.
static constexpr size_t MaxDryRun = 64;

bool CoreLowering::simulate(Region &R, State &S) {
  if (R.empty())
    return true;
  if (!R.hasOneBlock())
    return llvm::none_of(R, [&](Block &B) {
      return llvm::any_of(B, [&](Operation &Op) { return Touched.count(&Op); });
    });
  return simulate(R.front(), S);
}

void CoreLowering::step(Operation *Op, State &S) {
  if (auto Acquire = dyn_cast<ObjectFifoAcquireOp>(Op)) {
    S.Held = std::max<int>(S.Held, Acquire.acqNumber());
    return;
  }
  int Count = cast<ObjectFifoReleaseOp>(Op).relNumber();
  S.Held -= Count;
  S.Index = (S.Index + Count) % Ends[EndOf.at(Op)].Depth;
}

bool CoreLowering::simulate(Block &B, State &S) {
  for (Operation &Op : B) {
    if (!Touched.count(&Op))
      continue;
    if (EndOf.count(&Op)) {
      step(&Op, S);
    } else if (auto Loop = dyn_cast<scf::ForOp>(Op)) {
      if (!simulateFor(Loop, S))
        return false;
    } else if (auto While = dyn_cast<scf::WhileOp>(Op)) {
      State Start = S;
      if (!simulate(While.getBefore(), S))
        return false;
      State Exit = S;
      if (!simulate(While.getAfter(), S) || !(S == Start))
        return false;
      S = Exit;
    } else if (isa<scf::IfOp, scf::IndexSwitchOp>(Op)) {
      // All ways through the branch must lead to the same numbers.
      std::optional<State> Common;
      for (Region &R : Op.getRegions()) {
        State Branch = S;
        if (!simulate(R, Branch) || (Common && !(*Common == Branch)))
          return false;
        Common = Branch;
      }
      S = *Common;
    } else {
      return false;
    }
  }
  return true;
}

bool CoreLowering::simulateFor(scf::ForOp Loop, State &S) {
  std::optional<uint64_t> Trips = constantTripCount(Loop);
  std::vector<State> Seen = {S};
  if (Trips == 0)
    return true;
  LoopPlan New;
  while (true) {
    State Next = Seen.back();
    if (!simulate(*Loop.getBody(), Next))
      return false;
    auto It = llvm::find(Seen, Next);
    if (It != Seen.end()) {
      New.Peel = It - Seen.begin();
      New.Factor = Seen.end() - It;
      break;
    }
    Seen.push_back(Next);
    if (Trips && Seen.size() == *Trips + 1) { // Too short to repeat.
      New.Peel = *Trips;
      break;
    }
    if (Seen.size() > MaxDryRun)
      return false;
  }
  LoopPlan &Plan = Plans[Loop];
  Plan.Peel = std::max(Plan.Peel, New.Peel);
  Plan.Factor = std::lcm(Plan.Factor, New.Factor);
  if (!Trips) // It may run any number of times, or not at all.
    return New.Peel == 0 && New.Factor == 1;
  if (*Trips < Seen.size())
    S = Seen[*Trips];
  else
    S = Seen[New.Peel + (*Trips - New.Peel) % New.Factor];
  return true;
}

/// Ops after unrolling as planned.
uint64_t CoreLowering::size(Block &B) {
  uint64_t Result = 0;
  for (Operation &Op : B) {
    uint64_t Inner = 1;
    for (Region &R : Op.getRegions())
      for (Block &Nested : R)
        Inner = std::min(Inner + size(Nested), MaxOps + 1);
    if (auto It = Plans.find(&Op); It != Plans.end()) {
      uint64_t Copies = It->second.Peel + It->second.Factor;
      std::optional<uint64_t> Trips = constantTripCount(cast<scf::ForOp>(Op));
      if (Trips && !isEndless(cast<scf::ForOp>(Op)))
        Copies =
            std::min(Copies + (*Trips - std::min(*Trips, It->second.Peel)) %
                                  It->second.Factor,
                     *Trips);
      Inner = std::min(Inner * std::max<uint64_t>(Copies, 1), MaxOps + 1);
    }
    Result = std::min(Result + Inner, MaxOps + 1);
  }
  return Result;
}

void CoreLowering::findTouched(unsigned Index) {
  Touched.clear();
  for (auto &[Op, Of] : EndOf)
    for (Operation *P = Op; Of == Index && P && P != Core; P = P->getParentOp())
      Touched.insert(P);
}

/// Plans for the ends whose numbers repeat; the others are computed at run
/// time. Nothing if the program would grow too much.
void CoreLowering::plan() {
  llvm::MapVector<Operation *, LoopPlan> All;
  for (unsigned Index = 0; Index != Ends.size(); ++Index) {
    Plans.clear();
    findTouched(Index);
    State S;
    if (!simulate(Core.getBody(), S) || llvm::any_of(Plans, [](auto &Entry) {
          return Entry.second.Factor > MaxFactor;
        }))
      continue;
    for (auto &[Loop, Plan] : Plans) {
      LoopPlan &Joint = All[Loop];
      Joint.Peel = std::max(Joint.Peel, Plan.Peel);
      Joint.Factor = std::lcm(Joint.Factor, Plan.Factor);
    }
  }
  Plans = std::move(All);
  uint64_t Ops = 0;
  for (Block &B : Core.getBody())
    Ops += size(B);
  if (Ops > MaxOps || llvm::any_of(Plans, [](auto &Entry) {
        return Entry.second.Factor > MaxFactor;
      }))
    Plans.clear();
}

void CoreLowering::leaveHints() {
  plan();
  Builder B(Core.getContext());
  for (auto &[Loop, Plan] : Plans) {
    std::optional<uint64_t> Trips = constantTripCount(cast<scf::ForOp>(Loop));
    // Too short to repeat: all of it.
    uint64_t Hint = Trips && Plan.Peel == *Trips ? *Trips : Plan.Factor;
    if (Hint > 1)
      Loop->setAttr(UnrollHintAttr, B.getI64IntegerAttr(Hint));
  }
}
