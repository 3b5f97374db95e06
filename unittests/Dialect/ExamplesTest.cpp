//===- ExamplesTest.cpp - every op, printed and read back -----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The designs in test/Dialect/Inputs/ops must hold every op of the dialects and
// every attribute of every op, and survive printing and reading in both forms.
// What counts as every op is what is registered, so a new op without an example
// fails here.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Dialect/AIE/AIEDialect.h"
#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "aieforge/Dialect/ParseDesign.h"

#include "mlir/IR/MLIRContext.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SourceMgr.h"
#include "gtest/gtest.h"

#include <set>

using namespace aieforge;
using namespace mlir;

namespace {

struct Example {
  std::string Name, Text;
};

/// The parts of all example files, in the order of their names.
std::vector<Example> readExamples() {
  std::set<std::string> Paths;
  std::error_code Error;
  for (llvm::sys::fs::directory_iterator
           It(AIEFORGE_SOURCE_DIR "/test/Dialect/Inputs/ops", Error),
       End;
       It != End && !Error; It.increment(Error))
    if (StringRef(It->path()).ends_with(".mlir"))
      Paths.insert(It->path());
  std::vector<Example> Examples;
  for (const std::string &Path : Paths) {
    auto Buffer = llvm::MemoryBuffer::getFile(Path);
    if (!Buffer)
      continue;
    SmallVector<StringRef> Parts;
    (*Buffer)->getBuffer().split(Parts, "// -----\n");
    for (StringRef Part : Parts)
      Examples.push_back({Path, Part.str()});
  }
  return Examples;
}

OwningOpRef<ModuleOp> parse(MLIRContext &Context, StringRef Text,
                            StringRef Name) {
  llvm::SourceMgr Sources;
  Sources.AddNewSourceBuffer(llvm::MemoryBuffer::getMemBufferCopy(Text, Name),
                             llvm::SMLoc());
  SourceMgrDiagnosticHandler Handler(Sources, &Context);
  return parseDesign(Sources, Context);
}

std::string print(ModuleOp Module, bool Generic) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  OpPrintingFlags Flags;
  Flags.printGenericOpForm(Generic);
  Module.print(OS, Flags);
  return Text;
}

/// Ops of our dialects that designs can hold.
std::vector<RegisteredOperationName> designOps(MLIRContext &Context) {
  std::vector<RegisteredOperationName> Ops;
  for (RegisteredOperationName Op : Context.getRegisteredOperations())
    if ((Op.getDialectNamespace() == "aie" ||
         Op.getDialectNamespace() == "aiex") &&
        Op.getStringRef() != aie::OldFormOp::getOperationName())
      Ops.push_back(Op);
  return Ops;
}

/// Attributes that have one legal value, which is their default.
const std::set<std::string> AlwaysDefault = {
    "aie.trace.host_config routing",
    "aiex.npu.create_scratchpad usage_type",
};

/// The value of an attribute of \p Op that nobody wrote.
Attribute defaultOf(Operation *Op, StringRef Attribute) {
  Operation *Fresh = Operation::create(Op->getLoc(), Op->getName(), TypeRange(),
                                       ValueRange(), NamedAttrList(), nullptr,
                                       BlockRange(), /*numRegions=*/0);
  auto Value = Fresh->getInherentAttr(Attribute);
  Fresh->destroy();
  return Value.value_or(nullptr);
}

TEST(Examples, SurvivePrinting) {
  std::vector<Example> Examples = readExamples();
  ASSERT_FALSE(Examples.empty());
  for (const Example &E : Examples) {
    SCOPED_TRACE(E.Name);
    MLIRContext Context(MLIRContext::Threading::DISABLED);
    auto Module = parse(Context, E.Text, E.Name);
    ASSERT_TRUE(Module);
    std::string Custom = print(*Module, /*Generic=*/false);
    std::string Generic = print(*Module, /*Generic=*/true);
    auto FromCustom = parse(Context, Custom, "printed");
    ASSERT_TRUE(FromCustom) << Custom;
    EXPECT_EQ(print(*FromCustom, false), Custom);
    EXPECT_EQ(print(*FromCustom, true), Generic);
    auto FromGeneric = parse(Context, Generic, "printed in generic form");
    ASSERT_TRUE(FromGeneric) << Generic;
    EXPECT_EQ(print(*FromGeneric, false), Custom);
    EXPECT_EQ(print(*FromGeneric, true), Generic);
  }
}

TEST(Examples, HoldEveryOpAndAttribute) {
  std::set<std::string> Seen;
  std::set<std::string> Expected;
  for (const Example &E : readExamples()) {
    MLIRContext Context(MLIRContext::Threading::DISABLED);
    auto Module = parse(Context, E.Text, E.Name);
    ASSERT_TRUE(Module) << E.Name;
    Module->walk([&](Operation *Op) {
      std::string Name = Op->getName().getStringRef().str();
      Seen.insert(Name);
      auto Registered = Op->getRegisteredInfo();
      if (!Registered)
        return;
      for (StringAttr Attribute : Registered->getAttributeNames()) {
        auto Value = Op->getInherentAttr(Attribute.getValue());
        if (Value && *Value && *Value != defaultOf(Op, Attribute.getValue()))
          Seen.insert(Name + " " + Attribute.getValue().str());
      }
    });
    for (RegisteredOperationName Op : designOps(Context)) {
      Expected.insert(Op.getStringRef().str());
      for (StringAttr Attribute : Op.getAttributeNames())
        if (!Attribute.getValue().ends_with("egmentSizes"))
          Expected.insert(
              (Op.getStringRef() + " " + Attribute.getValue()).str());
    }
  }
  for (const std::string &Item : Expected)
    EXPECT_TRUE(Seen.count(Item) || AlwaysDefault.count(Item))
        << "no example of " << Item;
}

} // namespace
