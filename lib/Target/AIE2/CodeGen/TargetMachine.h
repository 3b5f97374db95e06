//===- TargetMachine.h - the AIE2 target machine ----------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The root object of the back end: data layout, pass pipeline, costs.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TARGET_AIE2_CODEGEN_TARGETMACHINE_H
#define AIEFORGE_TARGET_AIE2_CODEGEN_TARGETMACHINE_H

#include "Subtarget.h"

#include "llvm/CodeGen/CodeGenTargetMachineImpl.h"

namespace llvm {

class AIE2TargetMachine final : public CodeGenTargetMachineImpl {
public:
  AIE2TargetMachine(const Target &T, const Triple &TT, StringRef CPU,
                    StringRef FS, const TargetOptions &Options,
                    std::optional<Reloc::Model> RM,
                    std::optional<CodeModel::Model> CM, CodeGenOptLevel OL,
                    bool JIT);
  ~AIE2TargetMachine() override;

  const AIE2Subtarget *getSubtargetImpl(const Function &) const override {
    return &ST;
  }
  TargetLoweringObjectFile *getObjFileLowering() const override {
    return ObjectFile.get();
  }
  TargetPassConfig *createPassConfig(PassManagerBase &PM) override;
  TargetTransformInfo getTargetTransformInfo(const Function &F) const override;

private:
  std::unique_ptr<TargetLoweringObjectFile> ObjectFile;
  AIE2Subtarget ST;
};

} // namespace llvm

#endif // AIEFORGE_TARGET_AIE2_CODEGEN_TARGETMACHINE_H
