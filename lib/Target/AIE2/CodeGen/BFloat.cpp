//===- BFloat.cpp - bfloat as 16-bit integers -----------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// LLVM's selector has no bfloat. A value of that type becomes its bits in an
// i16; arithmetic is done in float and rounded to nearest, ties to even.
//
//===----------------------------------------------------------------------===//

#include "PrepareIR.h"

#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/ADT/SmallVectorExtras.h"
#include "llvm/IR/AttributeMask.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;
using aieforge::Error;

static bool isBFloat(const Type *Ty) { return Ty->isBFloatTy(); }

static bool mentionsBFloat(const Function &F) {
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
    // In reverse post-order every definition but a PHI comes before its uses.
    removeUnreachableBlocks(F);
    SmallVector<Instruction *, 64> Work;
    for (BasicBlock *Block : ReversePostOrderTraversal<Function *>(&F))
      for (Instruction &I : *Block)
        Work.push_back(&I);
    for (Instruction *I : Work)
      if (auto *Phi = dyn_cast<PHINode>(I); Phi && isBFloat(Phi->getType())) {
        IRBuilder<> B(Phi);
        New[Phi] = B.CreatePHI(B.getInt16Ty(), Phi->getNumIncomingValues(),
                               Phi->getName());
        Dead.push_back(Phi);
      }
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
    return nullptr; // a constant expression
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
  case Instruction::Call: {
    // Functions were retyped before: these are LLVM's own, such as fabs, which
    // exist for float as well.
    auto *Call = dyn_cast<IntrinsicInst>(&I);
    if (!Call || !Result)
      return Unknown();
    SmallVector<Value *, 3> Arguments;
    for (Value *V : Call->args()) {
      if (!isBFloat(V->getType()))
        return Unknown();
      Arguments.push_back(extendBFloat(B, half(V)));
    }
    Replacement =
        roundToBFloat(B, B.CreateIntrinsic(Call->getIntrinsicID(),
                                           {B.getFloatTy()}, Arguments));
    break;
  }
  default:
    return Unknown();
  }
  New[&I] = Replacement;
  Dead.push_back(&I);
  return Error::success();
}

//===----------------------------------------------------------------------===//
// Signatures

static bool mentionsBFloat(const FunctionType &Ty) {
  return isBFloat(Ty.getReturnType()) || llvm::any_of(Ty.params(), isBFloat);
}

static FunctionType *withoutBFloat(const FunctionType &Ty) {
  Type *Half = Type::getInt16Ty(Ty.getContext());
  auto Retype = [&](Type *T) { return isBFloat(T) ? Half : T; };
  return FunctionType::get(Retype(Ty.getReturnType()),
                           llvm::map_to_vector(Ty.params(), Retype),
                           Ty.isVarArg());
}

// Drops attributes, such as nofpclass, that an i16 cannot have.
template <typename FunctionOrCall>
static void dropFloatAttributes(FunctionOrCall &F, const FunctionType &Ty) {
  AttributeList List = F.getAttributes();
  F.removeRetAttrs(
      AttributeFuncs::typeIncompatible(Ty.getReturnType(), List.getRetAttrs()));
  for (unsigned I = 0; I != Ty.getNumParams(); ++I)
    F.removeParamAttrs(I, AttributeFuncs::typeIncompatible(
                              Ty.getParamType(I), List.getParamAttrs(I)));
}

static void retypeFunction(Function &F) {
  FunctionType *Ty = withoutBFloat(*F.getFunctionType());
  Function *NewF = Function::Create(Ty, F.getLinkage(), F.getAddressSpace(), "",
                                    F.getParent());
  NewF->copyAttributesFrom(&F);
  NewF->copyMetadata(&F, 0);
  NewF->setComdat(F.getComdat());
  dropFloatAttributes(*NewF, *Ty);
  NewF->takeName(&F);
  NewF->splice(NewF->begin(), &F);
  for (auto [Old, New] : llvm::zip_equal(F.args(), NewF->args())) {
    New.takeName(&Old);
    Value *Same = &New;
    if (isBFloat(Old.getType()) && !NewF->empty()) {
      BasicBlock &Entry = NewF->getEntryBlock();
      IRBuilder<> B(&Entry, Entry.getFirstInsertionPt());
      Same = B.CreateBitCast(&New, Old.getType());
    }
    if (!Old.use_empty())
      Old.replaceAllUsesWith(Same);
  }
  if (isBFloat(F.getReturnType()))
    for (BasicBlock &Block : *NewF)
      if (auto *Return = dyn_cast<ReturnInst>(Block.getTerminator())) {
        IRBuilder<> B(Return);
        Return->setOperand(
            0, B.CreateBitCast(Return->getReturnValue(), B.getInt16Ty()));
      }
  F.replaceAllUsesWith(NewF);
  F.eraseFromParent();
}

static void retypeCall(CallBase &Call) {
  FunctionType *Ty = withoutBFloat(*Call.getFunctionType());
  IRBuilder<> B(&Call);
  SmallVector<Value *, 8> Arguments;
  for (Value *V : Call.args())
    Arguments.push_back(
        isBFloat(V->getType()) ? B.CreateBitCast(V, B.getInt16Ty()) : V);
  CallInst *NewCall = B.CreateCall(Ty, Call.getCalledOperand(), Arguments);
  NewCall->setCallingConv(Call.getCallingConv());
  NewCall->setAttributes(Call.getAttributes());
  dropFloatAttributes(*NewCall, *Ty);
  Value *Result = NewCall;
  if (isBFloat(Call.getType()))
    Result = B.CreateBitCast(NewCall, Call.getType());
  if (!Call.use_empty())
    Call.replaceAllUsesWith(Result);
  Call.eraseFromParent();
}

Error aieforge::codegen::removeBFloat(Module &M) {
  for (Function &F : make_early_inc_range(M))
    if (mentionsBFloat(*F.getFunctionType()) && !F.isIntrinsic())
      retypeFunction(F);
  for (Function &F : M)
    for (Instruction &I : make_early_inc_range(instructions(F)))
      if (auto *Call = dyn_cast<CallInst>(&I);
          Call && !isa<IntrinsicInst>(Call) &&
          mentionsBFloat(*Call->getFunctionType()))
        retypeCall(*Call);
  for (Function &F : M) {
    if (F.isDeclaration() || !mentionsBFloat(F))
      continue;
    if (Error E = BFloatRewriter(F).run())
      return E;
  }
  return Error::success();
}
