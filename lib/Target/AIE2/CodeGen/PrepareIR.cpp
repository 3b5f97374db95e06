//===- PrepareIR.cpp - IR that the AIE2 selector takes --------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// LLVM's selector has no bfloat and no by-value structs of its own: both are
// rewritten here, once, whatever front end made the module.
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

//===----------------------------------------------------------------------===//
// bfloat

static bool isBFloat(const Type *Ty) { return Ty->isBFloatTy(); }

static bool mentionsBFloat(const Function &F) {
  if (isBFloat(F.getReturnType()) ||
      llvm::any_of(F.args(),
                   [](const Argument &A) { return isBFloat(A.getType()); }))
    return true;
  for (const Instruction &I : instructions(F)) {
    if (isBFloat(I.getType()))
      return true;
    for (const Value *V : I.operands())
      if (isBFloat(V->getType()))
        return true;
  }
  return false;
}

// A float to the nearest bfloat, ties to even, as i16; NaNs stay NaNs.
static Value *roundToBFloat(IRBuilder<> &B, Value *Float) {
  Type *I32 = B.getInt32Ty();
  Value *Bits = B.CreateBitCast(Float, I32);
  Value *Odd = B.CreateAnd(B.CreateLShr(Bits, 16), 1);
  Value *Rounded = B.CreateAdd(Bits, B.CreateAdd(Odd, B.getInt32(0x7fff)));
  Value *IsNaN =
      B.CreateICmpUGT(B.CreateAnd(Bits, 0x7fffffff), B.getInt32(0x7f800000));
  Value *Quiet = B.CreateOr(Bits, 0x400000);
  return B.CreateTrunc(B.CreateLShr(B.CreateSelect(IsNaN, Quiet, Rounded), 16),
                       B.getInt16Ty());
}

static Value *extendBFloat(IRBuilder<> &B, Value *Half) {
  Value *Wide = B.CreateShl(B.CreateZExt(Half, B.getInt32Ty()), 16);
  return B.CreateBitCast(Wide, B.getFloatTy());
}

namespace {

/// Moves the bfloat values of one function to i16. Values keep their names and
/// places; each old value is mapped to a new one and erased in the end.
class BFloatRewriter {
public:
  explicit BFloatRewriter(Function &F) : F(F), Ctx(F.getContext()) {}

  Error run() {
    for (Argument &A : F.args())
      if (isBFloat(A.getType()))
        return aieforge::makeError(
            "function '{0}': an argument of bfloat type was not retyped",
            F.getName());
    SmallVector<Instruction *, 64> Work;
    for (Instruction &I : instructions(F))
      Work.push_back(&I);
    for (Instruction *I : Work)
      if (auto *Phi = dyn_cast<PHINode>(I); Phi && isBFloat(Phi->getType())) {
        IRBuilder<> B(Phi);
        New[Phi] = B.CreatePHI(B.getInt16Ty(), Phi->getNumIncomingValues(),
                               Phi->getName());
        Dead.push_back(Phi);
      }
    // Definitions come before uses in a reverse post-order; blocks of a
    // function from a front end are close to it, PHIs are done above.
    for (Instruction *I : Work)
      if (Error E = rewrite(*I))
        return E;
    for (Instruction *I : Work)
      if (auto *Phi = dyn_cast<PHINode>(I); Phi && isBFloat(Phi->getType()))
        for (unsigned K = 0; K != Phi->getNumIncomingValues(); ++K)
          cast<PHINode>(New[Phi])->addIncoming(half(Phi->getIncomingValue(K)),
                                               Phi->getIncomingBlock(K));
    for (Instruction *I : Dead)
      I->replaceAllUsesWith(PoisonValue::get(I->getType()));
    for (Instruction *I : Dead)
      I->eraseFromParent();
    return Error::success();
  }

private:
  Value *half(Value *V) {
    auto Found = New.find(V);
    if (Found != New.end())
      return Found->second;
    if (auto *C = dyn_cast<ConstantFP>(V))
      return ConstantInt::get(Type::getInt16Ty(Ctx),
                              C->getValueAPF().bitcastToAPInt());
    if (isa<PoisonValue>(V) || isa<UndefValue>(V))
      return PoisonValue::get(Type::getInt16Ty(Ctx));
    // Defined further down: a bitcast keeps the place until the rewrite.
    return nullptr;
  }

  Error rewrite(Instruction &I);

  Function &F;
  LLVMContext &Ctx;
  DenseMap<Value *, Value *> New;
  SmallVector<Instruction *, 16> Dead;
};

} // namespace

Error BFloatRewriter::rewrite(Instruction &I) {
  bool Result = isBFloat(I.getType());
  bool Operand = llvm::any_of(
      I.operands(), [](const Use &U) { return isBFloat(U->getType()); });
  if ((!Result && !Operand) || isa<PHINode>(I))
    return Error::success();
  IRBuilder<> B(&I);
  auto Half = [&](unsigned K) { return half(I.getOperand(K)); };
  auto Unknown = [&]() {
    return aieforge::makeError("function '{0}': no code for '{1}' on bfloat",
                               F.getName(), I.getOpcodeName());
  };
  for (unsigned K = 0; K != I.getNumOperands(); ++K)
    if (isBFloat(I.getOperand(K)->getType()) && !Half(K))
      return Unknown();
  Value *Replacement = nullptr;
  switch (I.getOpcode()) {
  case Instruction::Load: {
    auto &Load = cast<LoadInst>(I);
    LoadInst *NewLoad =
        B.CreateAlignedLoad(B.getInt16Ty(), Load.getPointerOperand(),
                            Load.getAlign(), Load.isVolatile(), Load.getName());
    Replacement = NewLoad;
    break;
  }
  case Instruction::Store: {
    auto &Store = cast<StoreInst>(I);
    B.CreateAlignedStore(Half(0), Store.getPointerOperand(), Store.getAlign(),
                         Store.isVolatile());
    Dead.push_back(&I);
    return Error::success();
  }
  case Instruction::FPTrunc:
    if (!I.getOperand(0)->getType()->isFloatTy())
      return Unknown();
    Replacement = roundToBFloat(B, I.getOperand(0));
    break;
  case Instruction::FPExt: {
    Value *Float = extendBFloat(B, Half(0));
    if (!I.getType()->isFloatTy())
      Float = B.CreateFPExt(Float, I.getType());
    I.replaceAllUsesWith(Float);
    Dead.push_back(&I);
    return Error::success();
  }
  case Instruction::BitCast:
    if (Result) {
      Replacement = I.getOperand(0);
    } else {
      I.replaceAllUsesWith(Half(0));
      Dead.push_back(&I);
      return Error::success();
    }
    break;
  case Instruction::Select:
    Replacement = B.CreateSelect(I.getOperand(0), Half(1), Half(2));
    break;
  case Instruction::Freeze:
    Replacement = B.CreateFreeze(Half(0));
    break;
  case Instruction::FNeg:
    Replacement = B.CreateXor(Half(0), B.getInt16(0x8000));
    break;
  case Instruction::FAdd:
  case Instruction::FSub:
  case Instruction::FMul:
  case Instruction::FDiv:
  case Instruction::FRem: {
    Value *Wide =
        B.CreateBinOp(Instruction::BinaryOps(I.getOpcode()),
                      extendBFloat(B, Half(0)), extendBFloat(B, Half(1)));
    Replacement = roundToBFloat(B, Wide);
    break;
  }
  case Instruction::FCmp:
    I.replaceAllUsesWith(B.CreateFCmp(cast<FCmpInst>(I).getPredicate(),
                                      extendBFloat(B, Half(0)),
                                      extendBFloat(B, Half(1))));
    Dead.push_back(&I);
    return Error::success();
  case Instruction::SIToFP:
  case Instruction::UIToFP:
    Replacement =
        roundToBFloat(B, B.CreateCast(Instruction::CastOps(I.getOpcode()),
                                      I.getOperand(0), B.getFloatTy()));
    break;
  case Instruction::FPToSI:
  case Instruction::FPToUI:
    I.replaceAllUsesWith(B.CreateCast(Instruction::CastOps(I.getOpcode()),
                                      extendBFloat(B, Half(0)), I.getType()));
    Dead.push_back(&I);
    return Error::success();
  default:
    return Unknown();
  }
  New[&I] = Replacement;
  Dead.push_back(&I);
  return Error::success();
}

static Error removeBFloat(Module &M) {
  for (Function &F : M) {
    if (F.isDeclaration() || !mentionsBFloat(F))
      continue;
    if (Error E = BFloatRewriter(F).run())
      return E;
  }
  return Error::success();
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
  return removeBFloat(M);
}
