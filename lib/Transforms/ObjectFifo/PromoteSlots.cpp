//===- PromoteSlots.cpp - variables of a core become values ---------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops and branches that store to a variable get it as one more value that
// they carry along. MLIR's own pass for this does not look into regions.
//
//===----------------------------------------------------------------------===//

#include "CoreAccesses.h"

#include "llvm/ADT/STLExtras.h"

using namespace aieforge;
using namespace aieforge::aie;
using namespace mlir;

namespace {

class SlotPromoter {
public:
  SlotPromoter(CoreOp Core, ArrayRef<mlir::Value> Slots)
      : Core(Core), Slots(Slots) {}

  void run() {
    if (!analyse())
      return;
    SmallVector<mlir::Value> Now(Slots.size());
    promote(Core.getBody().front(), Now);
    for (mlir::Value Slot : Slots)
      Slot.getDefiningOp()->erase();
  }

private:
  using Values = SmallVector<mlir::Value>;

  bool analyse();
  void promote(Block &B, Values &Now);
  void promoteRegions(Operation *Op, Values &Now);
  void promoteFor(scf::ForOp Loop, Values &Now);
  void promoteWhile(scf::WhileOp Loop, Values &Now);
  template <typename OpT, typename MakeT>
  void promoteBranch(OpT Op, Values &Now, MakeT Make);
  Values addArguments(Block &B, ArrayRef<unsigned> Stored, Values Now);
  /// Of \p Now, the variables numbered \p Stored.
  static Values pick(ArrayRef<unsigned> Stored, const Values &Now) {
    return llvm::map_to_vector(Stored, [&](unsigned I) { return Now[I]; });
  }
  void append(Operation *Terminator, ArrayRef<unsigned> Stored,
              const Values &Now) {
    Terminator->insertOperands(Terminator->getNumOperands(), pick(Stored, Now));
  }
  void replace(Operation *Old, Operation *New, ArrayRef<unsigned> Stored,
               Values &Now);
  SmallVector<Type> typesWith(TypeRange Types, size_t Count) {
    SmallVector<Type> Result(Types);
    Result.append(Count, IntegerType::get(Core.getContext(), 32));
    return Result;
  }

  CoreOp Core;
  ArrayRef<mlir::Value> Slots;
  llvm::DenseMap<mlir::Value, unsigned> Number;
  /// For every op around a use: the variables stored inside.
  llvm::DenseMap<Operation *, SmallVector<unsigned>> StoredIn;
};

/// Whether all uses are in blocks and ops that can carry values along.
bool SlotPromoter::analyse() {
  if (!Core.getBody().hasOneBlock())
    return false;
  for (auto [I, Slot] : llvm::enumerate(Slots)) {
    Number[Slot] = I;
    for (Operation *User : Slot.getUsers()) {
      if (!isa<memref::LoadOp, memref::StoreOp>(User))
        return false;
      for (Operation *P = User->getParentOp(); P != Core;
           P = P->getParentOp()) {
        if (!isa<scf::ForOp, scf::WhileOp, scf::IfOp, scf::IndexSwitchOp>(P))
          return false;
        SmallVector<unsigned> &Stored = StoredIn[P];
        if (isa<memref::StoreOp>(User) && !llvm::is_contained(Stored, I))
          Stored.push_back(I);
      }
    }
  }
  return true;
}

void SlotPromoter::promote(Block &B, Values &Now) {
  for (Operation &Op : llvm::make_early_inc_range(B)) {
    if (auto Load = dyn_cast<memref::LoadOp>(Op)) {
      auto It = Number.find(Load.getMemRef());
      if (It == Number.end())
        continue;
      Load.getResult().replaceAllUsesWith(Now[It->second]);
      Load.erase();
    } else if (auto Store = dyn_cast<memref::StoreOp>(Op)) {
      auto It = Number.find(Store.getMemRef());
      if (It == Number.end())
        continue;
      Now[It->second] = Store.getValueToStore();
      Store.erase();
    } else if (StoredIn.count(&Op)) {
      promoteRegions(&Op, Now);
    }
  }
}

void SlotPromoter::promoteRegions(Operation *Op, Values &Now) {
  if (auto Loop = dyn_cast<scf::ForOp>(Op))
    return promoteFor(Loop, Now);
  if (auto Loop = dyn_cast<scf::WhileOp>(Op))
    return promoteWhile(Loop, Now);
  OpBuilder B(Op);
  if (auto If = dyn_cast<scf::IfOp>(Op))
    return promoteBranch(If, Now, [&](TypeRange Types) {
      return scf::IfOp::create(B, If.getLoc(), Types, If.getCondition(),
                               /*addThenBlock=*/false,
                               /*addElseBlock=*/false);
    });
  auto Switch = cast<scf::IndexSwitchOp>(Op);
  promoteBranch(Switch, Now, [&](TypeRange Types) {
    return scf::IndexSwitchOp::create(B, Switch.getLoc(), Types,
                                      Switch.getArg(), Switch.getCases(),
                                      Switch.getCases().size());
  });
}

/// \p Now as \p B sees it, with an argument more for each stored variable.
SlotPromoter::Values
SlotPromoter::addArguments(Block &B, ArrayRef<unsigned> Stored, Values Now) {
  for (unsigned I : Stored)
    Now[I] =
        B.addArgument(IntegerType::get(Core.getContext(), 32), Core.getLoc());
  return Now;
}

/// \p New has the results of \p Old and, after them, the stored variables.
void SlotPromoter::replace(Operation *Old, Operation *New,
                           ArrayRef<unsigned> Stored, Values &Now) {
  New->setDiscardableAttrs(Old->getDiscardableAttrDictionary());
  unsigned Count = Old->getNumResults();
  Old->replaceAllUsesWith(New->getResults().take_front(Count));
  for (auto [I, Result] :
       llvm::zip(Stored, New->getResults().drop_front(Count)))
    Now[I] = Result;
  Old->erase();
}

void SlotPromoter::promoteFor(scf::ForOp Loop, Values &Now) {
  SmallVector<unsigned> Stored = StoredIn.at(Loop);
  llvm::sort(Stored);
  OpBuilder B(Loop);
  Values Inits(Loop.getInitArgs());
  llvm::append_range(Inits, pick(Stored, Now));
  auto New = scf::ForOp::create(B, Loop.getLoc(), Loop.getLowerBound(),
                                Loop.getUpperBound(), Loop.getStep(), Inits);
  New.getRegion().takeBody(Loop.getRegion());
  Values Inner = addArguments(*New.getBody(), Stored, Now);
  promote(*New.getBody(), Inner);
  append(New.getBody()->getTerminator(), Stored, Inner);
  replace(Loop, New, Stored, Now);
}

void SlotPromoter::promoteWhile(scf::WhileOp Loop, Values &Now) {
  SmallVector<unsigned> Stored = StoredIn.at(Loop);
  llvm::sort(Stored);
  OpBuilder B(Loop);
  Values Inits(Loop.getInits());
  llvm::append_range(Inits, pick(Stored, Now));
  auto New = scf::WhileOp::create(
      B, Loop.getLoc(), typesWith(Loop.getResultTypes(), Stored.size()), Inits);
  New.getBefore().takeBody(Loop.getBefore());
  New.getAfter().takeBody(Loop.getAfter());
  Block &Before = New.getBefore().front(), &After = New.getAfter().front();
  Values Inner = addArguments(Before, Stored, Now);
  promote(Before, Inner);
  append(Before.getTerminator(), Stored, Inner);
  Inner = addArguments(After, Stored, Now);
  promote(After, Inner);
  append(After.getTerminator(), Stored, Inner);
  replace(Loop, New, Stored, Now);
}

template <typename OpT, typename MakeT>
void SlotPromoter::promoteBranch(OpT Op, Values &Now, MakeT Make) {
  SmallVector<unsigned> Stored = StoredIn.at(Op);
  llvm::sort(Stored);
  OpT New = Make(typesWith(Op->getResultTypes(), Stored.size()));
  for (auto [To, From] : llvm::zip(New->getRegions(), Op->getRegions())) {
    To.takeBody(From);
    if (To.empty()) { // An if without else.
      if (Stored.empty())
        continue;
      OpBuilder B = OpBuilder::atBlockEnd(&To.emplaceBlock());
      scf::YieldOp::create(B, Op.getLoc());
    }
    Values Inner = Now;
    promote(To.front(), Inner);
    append(To.front().getTerminator(), Stored, Inner);
  }
  replace(Op, New, Stored, Now);
}

} // namespace

void objectfifo::promoteSlots(CoreOp Core, ArrayRef<mlir::Value> Slots) {
  SlotPromoter(Core, Slots).run();
}
