//===- Loops.cpp - counted loops with constant bounds ---------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Loops.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/IR/IRMapping.h"

using namespace mlir;

std::optional<uint64_t> aieforge::constantTripCount(scf::ForOp Loop) {
  std::optional<int64_t> Low = getConstantIntValue(Loop.getLowerBound());
  std::optional<int64_t> High = getConstantIntValue(Loop.getUpperBound());
  std::optional<int64_t> Step = getConstantIntValue(Loop.getStep());
  if (!Low || !High || !Step || *Step <= 0)
    return std::nullopt;
  if (*High <= *Low)
    return 0;
  uint64_t Distance = static_cast<uint64_t>(*High) - *Low;
  return Distance / *Step + (Distance % *Step != 0);
}

/// Marks what is left of an endless loop: unrolled, its bounds may look finite.
static constexpr StringRef EndlessAttr = "aieforge.endless";

bool aieforge::isEndless(scf::ForOp Loop) {
  std::optional<uint64_t> Trips = constantTripCount(Loop);
  return Loop->hasAttr(EndlessAttr) || (Trips && *Trips >= EndlessTrips);
}

void aieforge::unrollLoop(scf::ForOp Loop, uint64_t Peel, uint64_t Factor) {
  uint64_t Trips = *constantTripCount(Loop);
  int64_t Low = *getConstantIntValue(Loop.getLowerBound());
  int64_t Step = *getConstantIntValue(Loop.getStep());
  Location Loc = Loop.getLoc();
  OpBuilder Builder(Loop);
  auto constant = [&](int64_t Value) -> mlir::Value {
    return arith::ConstantOp::create(
        Builder, Loc,
        Builder.getIntegerAttr(Loop.getInductionVar().getType(), Value));
  };

  SmallVector<mlir::Value> Carried(Loop.getInitArgs());
  // One copy of the body, with the values that it hands to the next one.
  auto copyBody = [&](mlir::Value Counter) {
    IRMapping Map;
    Map.map(Loop.getInductionVar(), Counter);
    Map.map(Loop.getRegionIterArgs(), Carried);
    for (Operation &Op : Loop.getBody()->without_terminator())
      Builder.clone(Op, Map);
    for (auto [To, From] :
         llvm::zip(Carried, Loop.getBody()->getTerminator()->getOperands()))
      To = Map.lookupOrDefault(From);
  };

  Peel = std::min(Peel, Trips);
  uint64_t Rounds = (Trips - Peel) / Factor;
  bool Endless = isEndless(Loop);
  uint64_t Rest = Endless ? 0 : (Trips - Peel) % Factor;
  if (Rounds == 1 && !Endless) { // No loop for one round.
    Peel += Factor;
    Rounds = 0;
  }
  for (uint64_t I = 0; I != Peel; ++I)
    copyBody(constant(Low + I * Step));
  uint64_t Next = Peel;
  if (Rounds != 0) {
    mlir::Value First = constant(Low + Next * Step);
    mlir::Value End = constant(Low + (Next + Rounds * Factor) * Step);
    mlir::Value Stride = constant(Factor * Step);
    auto Main = scf::ForOp::create(Builder, Loc, First, End, Stride, Carried);
    Main->setDiscardableAttrs(Loop->getDiscardableAttrDictionary());
    if (Endless)
      Main->setAttr(EndlessAttr, Builder.getUnitAttr());
    OpBuilder::InsertionGuard Guard(Builder);
    Block *Body = Main.getBody();
    // Without carried values the builder adds the yield itself.
    if (!Body->empty())
      Body->back().erase();
    Builder.setInsertionPointToEnd(Body);
    Carried.assign(Main.getRegionIterArgs().begin(),
                   Main.getRegionIterArgs().end());
    for (uint64_t I = 0; I != Factor; ++I) {
      mlir::Value Counter = Main.getInductionVar();
      if (I != 0)
        Counter =
            arith::AddIOp::create(Builder, Loc, Counter, constant(I * Step));
      copyBody(Counter);
    }
    scf::YieldOp::create(Builder, Loc, Carried);
    Carried.assign(Main.getResults().begin(), Main.getResults().end());
    Next += Rounds * Factor;
  }
  for (uint64_t I = 0; I != Rest; ++I)
    copyBody(constant(Low + (Next + I) * Step));
  Loop.replaceAllUsesWith(Carried);
  Loop.erase();
}
