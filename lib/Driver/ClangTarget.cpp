//===- ClangTarget.cpp - what clang must know of the AIE2 core ------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ClangTarget.h"
#include "aieforge/Target/AIE2/CodeGen.h"
#include "clang/Basic/MacroBuilder.h"
#include "clang/Basic/TargetInfo.h"
#include "clang/Basic/TargetOptions.h"

using namespace clang;

namespace {

/// Only clang's own target factory can set TargetInfo's options, and it knows
/// no out-of-tree target. An explicit instantiation may name a private member,
/// which is the one legal way in.
void setOptions(TargetInfo &Target, TargetOptions *Options);
template <TargetOptions *TargetInfo::*Member> struct OptionsAccess {
  friend void setOptions(TargetInfo &Target, TargetOptions *Options) {
    Target.*Member = Options;
  }
};
template struct OptionsAccess<&TargetInfo::TargetOpts>;

class AIE2TargetInfo final : public TargetInfo {
public:
  explicit AIE2TargetInfo(TargetOptions &Options)
      : TargetInfo(llvm::Triple(Options.Triple)) {
    setOptions(*this, &Options);
    PointerWidth = PointerAlign = 32;
    IntWidth = IntAlign = LongWidth = LongAlign = 32;
    LongLongAlign = DoubleAlign = LongDoubleAlign = 32;
    LongDoubleWidth = 64;
    LongDoubleFormat = &llvm::APFloat::IEEEdouble();
    SizeType = UnsignedInt;
    PtrDiffType = IntPtrType = SignedInt;
    SuitableAlign = 32;
    MaxVectorAlign = 256;
    MaxAtomicPromoteWidth = MaxAtomicInlineWidth = 0;
    HasBFloat16 = true;
    BFloat16Width = BFloat16Align = 16;
    BFloat16Format = &llvm::APFloat::BFloat();
    TLSSupported = false;
    resetDataLayout(aieforge::codegen::dataLayout());
  }

  void getTargetDefines(const LangOptions &,
                        MacroBuilder &Builder) const override {
    for (const char *Macro :
         {"__aie__", "__AIENGINE__", "__AIECC__", "__PEANO__"})
      Builder.defineMacro(Macro);
    // Generation 2 of the AI engine, as kernels test for it.
    Builder.defineMacro("__AIEARCH__", "20");
    Builder.defineMacro("__aiearch", "20");
  }

  llvm::SmallVector<Builtin::InfosShard> getTargetBuiltins() const override {
    return {};
  }
  BuiltinVaListKind getBuiltinVaListKind() const override {
    return VoidPtrBuiltinVaList;
  }
  std::string_view getClobbers() const override { return ""; }
  llvm::ArrayRef<const char *> getGCCRegNames() const override { return {}; }
  llvm::ArrayRef<GCCRegAlias> getGCCRegAliases() const override { return {}; }
  bool validateAsmConstraint(const char *&Name,
                             ConstraintInfo &Info) const override {
    if (*Name != 'r' && *Name != 'p')
      return false;
    Info.setAllowsRegister();
    return true;
  }
  bool hasBFloat16Type() const override { return true; }
  const char *getBFloat16Mangling() const override { return "u6__bf16"; }
};

} // namespace

TargetInfo *aieforge::createClangTarget(TargetOptions &Options) {
  return new AIE2TargetInfo(Options);
}
