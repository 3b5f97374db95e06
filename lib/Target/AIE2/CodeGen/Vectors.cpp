//===- Vectors.cpp - vectors as scalars -----------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Vector code of MLIR core bodies and of C's vector types is computed element
// by element: slow and right. The cascade, which moves 512 bits at once, is
// reached through memory by routines of the support library (cascade.s).
//
//===----------------------------------------------------------------------===//

#include "PrepareIR.h"

#include "llvm/CodeGen/ExpandReductions.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/Transforms/Scalar/ScalarizeMaskedMemIntrin.h"
#include "llvm/Transforms/Scalar/Scalarizer.h"

using namespace llvm;

static bool usesVectors(const Function &F) {
  for (const Instruction &I : instructions(F)) {
    if (I.getType()->isVectorTy())
      return true;
    for (const Value *V : I.operands())
      if (V->getType()->isVectorTy())
        return true;
  }
  return false;
}

// Memory for one vector, aligned as the core's vector accesses want it.
static AllocaInst *createBuffer(Function &F, Type *Ty) {
  BasicBlock &Entry = F.getEntryBlock();
  IRBuilder<> Top(&Entry, Entry.getFirstInsertionPt());
  AllocaInst *Buffer = Top.CreateAlloca(Ty);
  Buffer->setAlignment(Align(32));
  return Buffer;
}

// A bitcast between vectors of different lanes, or of a vector to an integer,
// goes through memory: lane by lane it would leave short vectors behind.
static void lowerBitcasts(Function &F) {
  auto Lanes = [](Type *Ty) {
    auto *Vector = dyn_cast<FixedVectorType>(Ty);
    return Vector ? Vector->getNumElements() : 0;
  };
  for (Instruction &I : make_early_inc_range(instructions(F))) {
    auto *Cast = dyn_cast<BitCastInst>(&I);
    if (!Cast || Lanes(Cast->getSrcTy()) == Lanes(Cast->getDestTy()))
      continue;
    AllocaInst *Buffer = createBuffer(F, Cast->getSrcTy());
    IRBuilder<> B(Cast);
    B.CreateAlignedStore(Cast->getOperand(0), Buffer, Buffer->getAlign());
    Cast->replaceAllUsesWith(
        B.CreateAlignedLoad(Cast->getDestTy(), Buffer, Buffer->getAlign()));
    Cast->eraseFromParent();
  }
}

// The cascade's 512 bits are passed by address.
static void lowerCascadeCall(CallInst &Call, bool Write) {
  IRBuilder<> B(&Call);
  Module &M = *Call.getModule();
  Type *Vector = Write ? Call.getArgOperand(0)->getType() : Call.getType();
  AllocaInst *Buffer = createBuffer(*Call.getFunction(), Vector);
  if (Write)
    B.CreateAlignedStore(Call.getArgOperand(0), Buffer, Buffer->getAlign());
  FunctionCallee Routine =
      M.getOrInsertFunction(Write ? "__aie2_cascade_put" : "__aie2_cascade_get",
                            B.getVoidTy(), B.getPtrTy(), B.getInt32Ty());
  B.CreateCall(Routine, {Buffer, Call.getArgOperand(Write ? 1 : 0)});
  if (!Write)
    Call.replaceAllUsesWith(
        B.CreateAlignedLoad(Vector, Buffer, Buffer->getAlign()));
  Call.eraseFromParent();
}

static aieforge::Error lowerCascade(Module &M) {
  constexpr uint64_t CascadeBits = 512;
  for (bool Write : {true, false}) {
    Function *F =
        M.getFunction(Write ? "__aie2_mcd_write_vec" : "__aie2_scd_read_vec");
    if (!F || !F->isDeclaration())
      continue;
    Type *Vector =
        Write && F->arg_size() ? F->getArg(0)->getType() : F->getReturnType();
    if (F->arg_size() != (Write ? 2 : 1) || !Vector->isVectorTy() ||
        Vector->getPrimitiveSizeInBits() != CascadeBits)
      return aieforge::makeError(
          "function '{0}' moves a vector of {1} bits, enabled by an i32",
          F->getName(), CascadeBits);
    for (User *U : make_early_inc_range(F->users()))
      if (auto *Call = dyn_cast<CallInst>(U))
        lowerCascadeCall(*Call, Write);
    if (F->use_empty())
      F->eraseFromParent();
  }
  return aieforge::Error::success();
}

aieforge::Error aieforge::codegen::lowerVectors(Module &M) {
  if (Error E = lowerCascade(M))
    return E;
  if (llvm::none_of(M, usesVectors))
    return Error::success();
  std::unique_ptr<TargetMachine> TM = createMachine(/*OptLevel=*/0);
  PassBuilder Builder(TM.get());
  LoopAnalysisManager LAM;
  FunctionAnalysisManager FAM;
  CGSCCAnalysisManager CGAM;
  ModuleAnalysisManager MAM;
  Builder.registerModuleAnalyses(MAM);
  Builder.registerCGSCCAnalyses(CGAM);
  Builder.registerFunctionAnalyses(FAM);
  Builder.registerLoopAnalyses(LAM);
  Builder.crossRegisterProxies(LAM, FAM, CGAM, MAM);
  ScalarizerPassOptions Options;
  Options.ScalarizeLoadStore = true;
  FunctionPassManager Passes;
  Passes.addPass(ScalarizeMaskedMemIntrinPass());
  Passes.addPass(ExpandReductionsPass());
  Passes.addPass(ScalarizerPass(Options));
  for (Function &F : M)
    if (!F.isDeclaration() && usesVectors(F)) {
      lowerBitcasts(F);
      Passes.run(F, FAM);
    }
  return Error::success();
}
