//===- Optimize.cpp - LLVM's optimization pipeline for AIE2 ---------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs the standard pipeline with the costs of this machine. Vectorizers stay
// off: vector code comes from intrinsic functions.
//
//===----------------------------------------------------------------------===//

#include "PrepareIR.h"

#include "aieforge/Target/AIE2/CodeGen.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Target/TargetMachine.h"

using namespace llvm;

aieforge::Error aieforge::codegen::optimize(Module &M,
                                            const CodeGenOptions &Options) {
  initializeTarget();
  if (Error E = prepareModule(M))
    return E;
  std::string Problem;
  raw_string_ostream OS(Problem);
  if (verifyModule(M, &OS))
    return makeError("module '{0}' is not valid: {1}", M.getName(), Problem);
  if (Options.OptLevel == 0)
    return Error::success();
  std::unique_ptr<TargetMachine> TM = createMachine(Options.OptLevel);
  PipelineTuningOptions Tuning;
  Tuning.LoopVectorization = false;
  Tuning.SLPVectorization = false;
  PassBuilder Builder(TM.get(), Tuning);
  LoopAnalysisManager LAM;
  FunctionAnalysisManager FAM;
  CGSCCAnalysisManager CGAM;
  ModuleAnalysisManager MAM;
  Builder.registerModuleAnalyses(MAM);
  Builder.registerCGSCCAnalyses(CGAM);
  Builder.registerFunctionAnalyses(FAM);
  Builder.registerLoopAnalyses(LAM);
  Builder.crossRegisterProxies(LAM, FAM, CGAM, MAM);
  OptimizationLevel Level = Options.OptLevel == 1   ? OptimizationLevel::O1
                            : Options.OptLevel == 2 ? OptimizationLevel::O2
                                                    : OptimizationLevel::O3;
  Builder.buildPerModuleDefaultPipeline(Level).run(M, MAM);
  return Error::success();
}
