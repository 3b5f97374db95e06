//===- CoreLoweringTest.cpp - tests of core programs as LLVM --------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/CoreLowering.h"
#include "aieforge/Dialect/AIE/AIEDialect.h"
#include "aieforge/Dialect/ParseDesign.h"
#include "aieforge/Transforms/Pipeline.h"

#include "mlir/IR/MLIRContext.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Support/SourceMgr.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace aieforge;
using testing::HasSubstr;
using testing::Not;

namespace {

class CoreLowering : public testing::Test {
protected:
  CoreLowering() : Context(mlir::MLIRContext::Threading::DISABLED) {
    mlir::DialectRegistry Registry;
    registerDialects(Registry);
    registerCoreLowering(Registry);
    Context.appendDialectRegistry(Registry);
    Context.getDiagEngine().registerHandler([&](mlir::Diagnostic &D) {
      llvm::raw_string_ostream(Diagnostics) << D << "\n";
      return mlir::success();
    });
  }

  /// The LLVM text of the only core of a device with this body.
  std::string lower(llvm::StringRef Body) {
    std::string Text = ("module { aie.device(npu1) {\n" + Body + "\n}}").str();
    llvm::SourceMgr Sources;
    Sources.AddNewSourceBuffer(
        llvm::MemoryBuffer::getMemBufferCopy(Text, "test.mlir"), llvm::SMLoc());
    Module = parseDesign(Sources, Context);
    if (!Module)
      return "cannot parse: " + Diagnostics;
    mlir::PassManager Passes(&Context);
    buildPhysicalPipeline(Passes);
    if (failed(Passes.run(*Module)))
      return "cannot lower: " + Diagnostics;
    auto Device = *Module->getOps<aie::DeviceOp>().begin();
    llvm::LLVMContext LLVM;
    auto Result = lowerCoreToLLVM(*Device.getOps<aie::CoreOp>().begin(), LLVM);
    if (!Result)
      return llvm::toString(Result.takeError()) + ": " + Diagnostics;
    EXPECT_FALSE(llvm::verifyModule(**Result, &llvm::errs()));
    std::string IR;
    llvm::raw_string_ostream(IR) << **Result;
    return IR;
  }

  mlir::MLIRContext Context;
  mlir::OwningOpRef<mlir::ModuleOp> Module;
  std::string Diagnostics;
};

TEST_F(CoreLowering, KernelCallTakesBarePointers) {
  std::string IR = lower(R"(
    %s = aie.tile(0, 0)
    %c = aie.tile(0, 2)
    aie.objectfifo @in(%s, {%c}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    func.func private @kernel(memref<16xi32>, i32)
    aie.core(%c) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %max = arith.constant 9223372036854775807 : index
      %n = arith.constant 16 : i32
      scf.for %i = %c0 to %max step %c1 {
        %v = aie.objectfifo.acquire @in(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %a = aie.objectfifo.subview.access %v[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        func.call @kernel(%a, %n) : (memref<16xi32>, i32) -> ()
        aie.objectfifo.release @in(Consume, 1)
      }
      aie.end
    })");
  EXPECT_THAT(IR, HasSubstr("target triple = \"aie2-none-unknown-elf\""));
  EXPECT_THAT(IR, HasSubstr("e-m:e-p:32:32-"));
  EXPECT_THAT(IR, HasSubstr("@in_cons_buff_0 = external global [16 x i32]"));
  EXPECT_THAT(IR, HasSubstr("declare void @kernel(ptr, i32)"));
  EXPECT_THAT(IR, HasSubstr("define void @core_0_2()"));
  EXPECT_THAT(IR, HasSubstr("call void @kernel(ptr @in_cons_buff_0, i32 16)"));
  EXPECT_THAT(IR, HasSubstr("call void @kernel(ptr @in_cons_buff_1, i32 16)"));
  // Lock 1 of the own tile, at least one.
  EXPECT_THAT(IR, HasSubstr("call void @__aie2_acquire(i32 49, i32 -1)"));
  EXPECT_THAT(IR, HasSubstr("call void @__aie2_release(i32 48, i32 1)"));
  // The loop ends never: no comparison with a bound.
  EXPECT_THAT(IR, Not(HasSubstr("icmp")));
  EXPECT_THAT(IR, Not(HasSubstr(" i64 ")));
}

TEST_F(CoreLowering, ArithmeticOnBuffersUsesThirtyTwoBitIndices) {
  std::string IR = lower(R"(
    %c = aie.tile(1, 3)
    %a = aie.buffer(%c) {sym_name = "a"} : memref<4x8xi32>
    aie.core(%c) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c8 = arith.constant 8 : index
      scf.for %i = %c0 to %c8 step %c1 {
        %x = memref.load %a[%c1, %i] : memref<4x8xi32>
        %y = arith.addi %x, %x : i32
        memref.store %y, %a[%c0, %i] : memref<4x8xi32>
      }
      aie.end
    })");
  EXPECT_THAT(IR, HasSubstr("define void @core_1_3()"));
  EXPECT_THAT(IR, HasSubstr("icmp slt i32"));
  EXPECT_THAT(IR, Not(HasSubstr(" i64 ")));
}

TEST_F(CoreLowering, NeighboursLocksHaveTheirOwnNumbers) {
  std::string IR = lower(R"(
    %c = aie.tile(1, 3)
    %s = aie.tile(1, 2)
    %w = aie.tile(0, 3)
    %n = aie.tile(1, 4)
    %ls = aie.lock(%s, 3)
    %lw = aie.lock(%w, 3)
    %ln = aie.lock(%n, 3)
    aie.core(%c) {
      %one = arith.constant 1 : i32
      aie.use_lock(%ls, Release, %one)
      aie.use_lock(%lw, Release, %one)
      aie.use_lock(%ln, Release, %one)
      aie.end
    })");
  EXPECT_THAT(IR, HasSubstr("@__aie2_release(i32 3, i32 1)"));
  EXPECT_THAT(IR, HasSubstr("@__aie2_release(i32 19, i32 1)"));
  EXPECT_THAT(IR, HasSubstr("@__aie2_release(i32 35, i32 1)"));
}

TEST_F(CoreLowering, StreamsAndMemorySpaces) {
  std::string IR = lower(R"(
    %c = aie.tile(1, 3)
    %a = aie.buffer(%c) {sym_name = "a"} : memref<4xi32, 2>
    aie.core(%c) {
      %c0 = arith.constant 0 : index
      %z = arith.constant 0 : i32
      %v = aie.get_stream(%z : i32) : i32
      memref.store %v, %a[%c0] : memref<4xi32, 2>
      aie.put_stream(%z : i32, %v : i32)
      aie.end
    })");
  EXPECT_THAT(IR, HasSubstr("call { i32, i32 } @__aie2_get_ss()"));
  EXPECT_THAT(IR, HasSubstr("call void @__aie2_put_ms(i32 %"));
  EXPECT_THAT(IR, Not(HasSubstr("addrspace")));
}

TEST_F(CoreLowering, WhatCannotBeLoweredIsAnError) {
  EXPECT_THAT(lower(R"(
    %c = aie.tile(1, 3)
    aie.core(%c) {
      %z = arith.constant 0 : i32
      %v = aie.get_stream(%z : i32) : f32
      aie.end
    })"),
              HasSubstr("the core's stream port gives i32"));
}

} // namespace
