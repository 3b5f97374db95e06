//===- TaskFlow.cpp - tasks that travel through loops ---------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TaskFlow.h"

using namespace aieforge;
using namespace mlir;

std::pair<Value, Value> aieforge::carriedBy(scf::ForOp Loop, unsigned K) {
  return {Loop.getInitArgs()[K],
          Loop.getBody()->getTerminator()->getOperand(K)};
}

std::pair<Value, Value> aieforge::carriedBy(scf::IfOp If, unsigned K) {
  return {If.thenYield().getOperand(K), If.elseYield().getOperand(K)};
}

/// What \p V takes its values from: nothing unless a loop or a branch carries
/// it.
static std::optional<std::pair<Value, Value>> sourcesOf(Value V) {
  if (auto Arg = dyn_cast<BlockArgument>(V)) {
    auto Loop = dyn_cast_or_null<scf::ForOp>(Arg.getOwner()->getParentOp());
    if (Loop && Arg != Loop.getInductionVar())
      return carriedBy(Loop, Arg.getArgNumber() - 1);
    return std::nullopt;
  }
  auto Result = cast<OpResult>(V);
  if (auto Loop = dyn_cast<scf::ForOp>(Result.getOwner()))
    return carriedBy(Loop, Result.getResultNumber());
  if (auto If = dyn_cast<scf::IfOp>(Result.getOwner()))
    return carriedBy(If, Result.getResultNumber());
  return std::nullopt;
}

llvm::SetVector<Operation *> aieforge::tasksOf(Value V) {
  llvm::SetVector<Operation *> Tasks;
  llvm::SetVector<Value> Seen;
  Seen.insert(V);
  for (unsigned I = 0; I < Seen.size(); ++I) {
    Value Next = Seen[I];
    if (auto Task = Next.getDefiningOp<aiex::DMAConfigureTaskOp>()) {
      Tasks.insert(Task);
    } else if (auto Sources = sourcesOf(Next)) {
      Seen.insert(Sources->first);
      Seen.insert(Sources->second);
    }
  }
  return Tasks;
}

//===----------------------------------------------------------------------===//
// Numbers
//===----------------------------------------------------------------------===//

namespace {
/// Pairs tasks with numbers. A number that may belong to a task is taken to do
/// so until the sources of both show that it does not.
class Partners {
public:
  Value numberOf(Value Task);

private:
  Value among(Value Task, ValueRange Candidates);

  llvm::DenseMap<Value, Value> Known;
};
} // namespace

/// The one of \p Candidates whose sources are the numbers of the sources of
/// \p Task.
Value Partners::among(Value Task, ValueRange Candidates) {
  auto Sources = *sourcesOf(Task);
  const llvm::DenseMap<Value, Value> Before = Known;
  for (Value Candidate : Candidates) {
    if (!Candidate.getType().isInteger(32))
      continue;
    auto Numbers = *sourcesOf(Candidate);
    // What follows from a wrong guess is forgotten with it.
    Known = Before;
    Known[Task] = Candidate;
    if (numberOf(Sources.first) == Numbers.first &&
        numberOf(Sources.second) == Numbers.second)
      return Candidate;
  }
  Known = Before;
  return {};
}

Value Partners::numberOf(Value Task) {
  if (auto It = Known.find(Task); It != Known.end())
    return It->second;
  if (auto Configure = Task.getDefiningOp<aiex::DMAConfigureTaskOp>())
    return Configure.getDynBdId();
  if (!sourcesOf(Task))
    return {};
  if (auto Arg = dyn_cast<BlockArgument>(Task))
    return among(
        Task,
        cast<scf::ForOp>(Arg.getOwner()->getParentOp()).getRegionIterArgs());
  auto Result = cast<OpResult>(Task);
  if (auto Loop = dyn_cast<scf::ForOp>(Result.getOwner())) {
    // The same place as that of the numbers inside.
    Value Inside = numberOf(Loop.getRegionIterArgs()[Result.getResultNumber()]);
    if (!Inside)
      return {};
    return Loop.getResult(cast<BlockArgument>(Inside).getArgNumber() - 1);
  }
  return among(Task, Result.getOwner()->getResults());
}

Value aieforge::bdNumberOf(Value V) { return Partners().numberOf(V); }
