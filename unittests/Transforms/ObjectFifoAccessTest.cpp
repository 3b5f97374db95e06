//===- ObjectFifoAccessTest.cpp - object FIFOs in core programs -----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Random core programs are run twice by a small interpreter: as written, with
// the meaning of acquire, access and release, and as lowered, with locks and
// buffers. Both must do the same in the same order.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Dialect/AIE/AIEDialect.h"
#include "aieforge/Dialect/ParseDesign.h"
#include "aieforge/Transforms/OptionalPasses.h"
#include "aieforge/Transforms/Passes.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/Support/SourceMgr.h"
#include "gtest/gtest.h"

#include <random>

using namespace aieforge;
using namespace aieforge::aie;

namespace {

struct Depths {
  unsigned In, Out;
};

/// Runs a core body; what it does to the outside is in Events.
class Interpreter {
public:
  explicit Interpreter(Depths D) : D(D) {}

  std::vector<std::string> Events;

  void run(CoreOp Core) { block(Core.getBody().front()); }

private:
  struct Fifo {
    int Held = 0, Index = 0;
  };

  int64_t value(mlir::Value V) {
    llvm::APInt Constant;
    if (mlir::matchPattern(V, mlir::m_ConstantInt(&Constant)))
      return Constant.getSExtValue();
    return Values.at(V);
  }
  std::string buffer(mlir::Value V) {
    if (auto It = Buffers.find(V); It != Buffers.end())
      return It->second;
    return V.getDefiningOp<BufferOp>().name().str();
  }
  unsigned depth(llvm::StringRef Name) { return Name == "in" ? D.In : D.Out; }
  std::string half(llvm::StringRef Name) {
    return Name == "in" ? "in_cons" : "out";
  }
  void event(std::string What, std::string Lock, int64_t Count) {
    Events.push_back(What + " " + Lock + " " + std::to_string(Count));
  }

  /// What a value is while the program runs: a number or a buffer.
  struct Known {
    int64_t Number = 0;
    std::string Buffer;
  };
  std::vector<Known> known(mlir::ValueRange Of) {
    std::vector<Known> Result;
    for (mlir::Value V : Of)
      Result.push_back(llvm::isa<mlir::MemRefType>(V.getType())
                           ? Known{0, buffer(V)}
                           : Known{value(V), ""});
    return Result;
  }
  void bind(mlir::ValueRange Names, const std::vector<Known> &To) {
    for (auto [Name, What] : llvm::zip(Names, To))
      if (What.Buffer.empty())
        Values[Name] = What.Number;
      else
        Buffers[Name] = What.Buffer;
  }

  void op(mlir::Operation &Op);
  std::vector<Known> block(mlir::Block &B);

  Depths D;
  llvm::DenseMap<mlir::Value, int64_t> Values;
  llvm::DenseMap<mlir::Value, std::string> Buffers;
  llvm::DenseMap<mlir::Value, int64_t> Memory;
  std::map<std::string, Fifo> Fifos;
  llvm::DenseMap<mlir::Value, std::pair<std::string, int>> Views;
};

/// Returns what the block yields.
std::vector<Interpreter::Known> Interpreter::block(mlir::Block &B) {
  for (mlir::Operation &Op : B)
    op(Op);
  return known(B.back().getOperands());
}

void Interpreter::op(mlir::Operation &Op) {
  using namespace mlir;
  if (auto For = dyn_cast<scf::ForOp>(Op)) {
    int64_t High = value(For.getUpperBound()), Step = value(For.getStep());
    bind(For.getRegionIterArgs(), known(For.getInitArgs()));
    for (int64_t I = value(For.getLowerBound()); I < High; I += Step) {
      Values[For.getInductionVar()] = I;
      bind(For.getRegionIterArgs(), block(*For.getBody()));
    }
    bind(For.getResults(), known(For.getRegionIterArgs()));
  } else if (auto If = dyn_cast<scf::IfOp>(Op)) {
    if (value(If.getCondition()))
      bind(If.getResults(), block(If.getThenRegion().front()));
    else if (!If.getElseRegion().empty())
      bind(If.getResults(), block(If.getElseRegion().front()));
  } else if (auto Switch = dyn_cast<scf::IndexSwitchOp>(Op)) {
    int64_t Index = value(Switch.getArg());
    Region *Chosen = &Switch.getDefaultRegion();
    for (auto [Case, R] : llvm::zip(Switch.getCases(), Switch.getCaseRegions()))
      if (Case == Index)
        Chosen = &R;
    bind(Switch.getResults(), block(Chosen->front()));
  } else if (auto Acquire = dyn_cast<ObjectFifoAcquireOp>(Op)) {
    std::string Name = Acquire.getObjFifoName().str();
    Fifo &F = Fifos[Name];
    int Missing = static_cast<int>(Acquire.acqNumber()) - F.Held;
    if (Missing > 0) {
      event("acquire",
            half(Name) + (Name == "in" ? "_cons_lock_0" : "_prod_lock_0"),
            Missing);
      F.Held += Missing;
    }
    Views[Acquire.getSubview()] = {Name, F.Index};
  } else if (auto Release = dyn_cast<ObjectFifoReleaseOp>(Op)) {
    std::string Name = Release.getObjFifoName().str();
    Fifo &F = Fifos[Name];
    event("release",
          half(Name) + (Name == "in" ? "_prod_lock_0" : "_cons_lock_0"),
          Release.relNumber());
    F.Held -= Release.relNumber();
    F.Index = (F.Index + Release.relNumber()) % depth(Name);
  } else if (auto Access = dyn_cast<ObjectFifoSubviewAccessOp>(Op)) {
    auto [Name, Index] = Views.at(Access.getSubview());
    Buffers[Access.getOutput()] =
        half(Name) + "_buff_" +
        std::to_string((Index + Access.getIndex()) % depth(Name));
  } else if (auto Lock = dyn_cast<UseLockOp>(Op)) {
    // Counts computed at run time may be zero: nothing is missing.
    if (int64_t Count = value(Lock.getValue()))
      event(Lock.release() ? "release" : "acquire",
            Lock.getLockOp().name().str(), Count);
  } else if (auto Call = dyn_cast<func::CallOp>(Op)) {
    Events.push_back("use " + buffer(Call.getOperand(0)));
  } else if (auto Load = dyn_cast<memref::LoadOp>(Op)) {
    Values[Load.getResult()] = Memory.at(Load.getMemRef());
  } else if (auto Store = dyn_cast<memref::StoreOp>(Op)) {
    Memory[Store.getMemRef()] = value(Store.getValue());
  } else if (isa<arith::AddIOp, arith::SubIOp, arith::MulIOp, arith::MaxSIOp,
                 arith::MinSIOp>(Op)) {
    int64_t A = value(Op.getOperand(0)), B = value(Op.getOperand(1));
    Values[Op.getResult(0)] = isa<arith::AddIOp>(Op)    ? A + B
                              : isa<arith::SubIOp>(Op)  ? A - B
                              : isa<arith::MulIOp>(Op)  ? A * B
                              : isa<arith::MaxSIOp>(Op) ? std::max(A, B)
                                                        : std::min(A, B);
  } else if (auto Compare = dyn_cast<arith::CmpIOp>(Op)) {
    int64_t A = value(Compare.getLhs()), B = value(Compare.getRhs());
    Values[Compare.getResult()] =
        Compare.getPredicate() == arith::CmpIPredicate::slt ? A < B : A >= B;
  } else if (auto Select = dyn_cast<arith::SelectOp>(Op)) {
    Values[Select.getResult()] = value(Select.getCondition())
                                     ? value(Select.getTrueValue())
                                     : value(Select.getFalseValue());
  } else if (auto Cast = dyn_cast<arith::IndexCastOp>(Op)) {
    Values[Cast.getResult()] = value(Cast.getIn());
  } else if (!isa<arith::ConstantOp, memref::AllocaOp, scf::YieldOp, EndOp>(
                 Op)) {
    ADD_FAILURE() << "unexpected op " << Op.getName().getStringRef().str();
  }
}

/// Text of a random program.
class Generator {
public:
  Generator(unsigned Seed, Depths D) : Random(Seed), D(D) {}

  std::string design() {
    std::string Body = block(0);
    std::string Constants;
    for (int I = 0; I != 12; ++I)
      Constants += "%c" + std::to_string(I) + " = arith.constant " +
                   std::to_string(I) + " : index\n";
    return "module { aie.device(npu1) {\n"
           "%s = aie.tile(0, 0)\n%c = aie.tile(0, 2)\n"
           "aie.objectfifo @in(%s, {%c}, [2, " +
           std::to_string(D.In) +
           "]) : !aie.objectfifo<memref<8xi32>>\n"
           "aie.objectfifo @out(%c, {%s}, [" +
           std::to_string(D.Out) +
           ", 2]) : !aie.objectfifo<memref<8xi32>>\n"
           "func.func private @use(memref<8xi32>)\n"
           "aie.core(%c) {\n" +
           Constants + "%true = arith.constant true\n" + Body +
           "aie.end\n}\n}}\n";
  }

private:
  std::string block(unsigned Level) {
    std::string Text;
    for (unsigned I = 0, Count = 1 + Random() % 3; I != Count; ++I) {
      unsigned What = Random() % 8;
      if (What < 3 && Level < 3)
        Text += "scf.for %i" + std::to_string(Next++) + " = %c0 to %c" +
                std::to_string(Random() % 12) + " step %c" +
                std::to_string(1 + Random() % 2) + " {\n" + block(Level + 1) +
                "}\n";
      else if (What == 3 && Level < 3)
        Text += "scf.if %true {\n" + block(Level + 1) + "}\n";
      else
        Text += step();
    }
    return Text;
  }

  /// Acquires, uses some of the objects, releases at most as many.
  std::string step() {
    bool In = Random() % 2;
    std::string Name = In ? "@in(Consume, " : "@out(Produce, ";
    unsigned Count = 1 + Random() % (In ? D.In : D.Out);
    std::string View = "%v" + std::to_string(Next++);
    std::string Text = View + " = aie.objectfifo.acquire " + Name +
                       std::to_string(Count) +
                       ") : !aie.objectfifosubview<memref<8xi32>>\n";
    for (unsigned I = 0; I != Count; ++I) {
      std::string Object = "%o" + std::to_string(Next++);
      Text += Object + " = aie.objectfifo.subview.access " + View + "[" +
              std::to_string(I) +
              "] : !aie.objectfifosubview<memref<8xi32>> -> memref<8xi32>\n" +
              "func.call @use(" + Object + ") : (memref<8xi32>) -> ()\n";
    }
    if (unsigned Released = Random() % (Count + 1))
      Text +=
          "aie.objectfifo.release " + Name + std::to_string(Released) + ")\n";
    return Text;
  }

  std::mt19937 Random;
  Depths D;
  unsigned Next = 0;
};

TEST(ObjectFifoAccess, LoweredProgramsDoTheSame) {
  mlir::MLIRContext Context(mlir::MLIRContext::Threading::DISABLED);
  mlir::DialectRegistry Registry;
  registerDialects(Registry);
  Context.appendDialectRegistry(Registry);
  unsigned Rolled = 0;
  for (unsigned Seed = 0; Seed != 300; ++Seed) {
    Depths D{1 + Seed % 4, 1 + Seed / 4 % 3};
    std::string Text = Generator(Seed, D).design();
    llvm::SourceMgr Sources;
    Sources.AddNewSourceBuffer(
        llvm::MemoryBuffer::getMemBufferCopy(Text, "test.mlir"), llvm::SMLoc());
    auto Module = parseDesign(Sources, Context);
    ASSERT_TRUE(Module) << Text;
    auto core = [&]() {
      auto Device = *Module->getOps<DeviceOp>().begin();
      return *Device.getOps<CoreOp>().begin();
    };
    Interpreter Before(D), Lowered(D), Unrolled(D);
    Before.run(core());
    AIEObjectFifoStatefulTransformOptions Options;
    Options.DynamicObjFifos = Seed % 3 == 0;
    auto lower = [&](std::unique_ptr<mlir::Pass> Pass) {
      mlir::PassManager Passes(&Context);
      Passes.nest<DeviceOp>().addPass(std::move(Pass));
      return succeeded(Passes.run(*Module));
    };
    ASSERT_TRUE(lower(createAIEObjectFifoStatefulTransform(Options))) << Text;
    Lowered.run(core());
    ASSERT_EQ(Before.Events, Lowered.Events) << "seed " << Seed << "\n" << Text;
    ASSERT_TRUE(lower(createAIEObjectFifoUnroll())) << Text;
    Unrolled.run(core());
    ASSERT_EQ(Before.Events, Unrolled.Events) << "seed " << Seed << "\n"
                                              << Text;
    bool Carries = false;
    core().walk(
        [&](mlir::scf::ForOp For) { Carries |= !For.getInitArgs().empty(); });
    Rolled += Carries;
  }
  // Both ways were tested.
  EXPECT_GT(Rolled, 60u);
  EXPECT_LT(Rolled, 240u);
}

} // namespace
