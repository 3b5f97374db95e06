//===- PrepareIR.cpp - IR that the AIE2 selector takes --------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What LLVM's selector does not take, or each front end writes its own way, is
// rewritten here, once: names, by-value structs, atomics; BFloat.cpp and
// Vectors.cpp have the rest.
//
//===----------------------------------------------------------------------===//

#include "PrepareIR.h"

#include "aieforge/Target/AIE2/CodeGen.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/LowerAtomic.h"

using namespace llvm;
using aieforge::Error;

// "llvm.aie2.get.ss" and "__aie2_get_ss" are one function.
static void renameInstructions(Module &M) {
  for (Function &F : make_early_inc_range(M)) {
    StringRef Name = F.getName();
    if (!F.isDeclaration() || !Name.consume_front("llvm.aie2."))
      continue;
    std::string Plain = "__aie2_" + Name.str();
    llvm::replace(Plain, '.', '_');
    if (Function *Same = M.getFunction(Plain)) {
      F.replaceAllUsesWith(Same);
      F.eraseFromParent();
    } else {
      F.setName(Plain);
      F.setAttributes(AttributeList());
    }
  }
}

// The caller of a byval argument makes the copy and passes its address.
static void copyByValArguments(Module &M) {
  SmallVector<CallBase *, 8> Calls;
  for (Function &F : M)
    for (Instruction &I : instructions(F))
      if (auto *Call = dyn_cast<CallBase>(&I))
        for (unsigned A = 0; A != Call->arg_size(); ++A)
          if (Call->isByValArgument(A)) {
            Calls.push_back(Call);
            break;
          }
  const DataLayout &DL = M.getDataLayout();
  for (CallBase *Call : Calls)
    for (unsigned A = 0; A != Call->arg_size(); ++A) {
      if (!Call->isByValArgument(A))
        continue;
      Type *Ty = Call->getParamByValType(A);
      Align Alignment = Call->getParamAlign(A).value_or(DL.getABITypeAlign(Ty));
      BasicBlock &Entry = Call->getFunction()->getEntryBlock();
      IRBuilder<> Top(&Entry, Entry.getFirstInsertionPt());
      AllocaInst *Copy = Top.CreateAlloca(Ty);
      Copy->setAlignment(Alignment);
      IRBuilder<> Before(Call);
      Before.CreateMemCpy(Copy, Alignment, Call->getArgOperand(A), Alignment,
                          DL.getTypeAllocSize(Ty).getFixedValue());
      Call->setArgOperand(A, Copy);
      Call->removeParamAttr(A, Attribute::ByVal);
    }
  for (Function &F : M)
    for (Argument &A : F.args())
      if (A.hasByValAttr())
        A.removeAttr(Attribute::ByVal);
}

// One core runs one thread and nothing interrupts it: atomic accesses are
// ordinary ones.
static void lowerAtomics(Module &M) {
  for (Function &F : M)
    for (Instruction &I : make_early_inc_range(instructions(F))) {
      if (auto *Update = dyn_cast<AtomicRMWInst>(&I))
        lowerAtomicRMWInst(Update);
      else if (auto *Exchange = dyn_cast<AtomicCmpXchgInst>(&I))
        lowerAtomicCmpXchgInst(Exchange);
      else if (auto *Load = dyn_cast<LoadInst>(&I))
        Load->setAtomic(AtomicOrdering::NotAtomic);
      else if (auto *Store = dyn_cast<StoreInst>(&I))
        Store->setAtomic(AtomicOrdering::NotAtomic);
    }
}

Error aieforge::codegen::prepareModule(Module &M) {
  if (M.getTargetTriple().str().empty() ||
      M.getTargetTriple().str() == "unknown-unknown-unknown")
    M.setTargetTriple(Triple(targetTriple()));
  if (M.getTargetTriple().str() != targetTriple())
    return makeError("the module is for target '{0}', not for '{1}'",
                     M.getTargetTriple().str(), targetTriple());
  if (M.getDataLayoutStr().empty())
    M.setDataLayout(dataLayout());
  if (M.getDataLayoutStr() != dataLayout())
    return makeError(
        "the module has data layout '{0}' where the core has '{1}'",
        M.getDataLayoutStr(), dataLayout());
  for (GlobalVariable &G : M.globals())
    if (G.isThreadLocal())
      return makeError("variable '{0}' is thread-local; a core has one thread",
                       G.getName());
  renameInstructions(M);
  copyByValArguments(M);
  lowerAtomics(M);
  if (Error E = lowerVectors(M))
    return E;
  return removeBFloat(M);
}
