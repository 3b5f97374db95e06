//===- ConfigOps.cpp - a configuration as ops of a sequence ---------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ConfigOps.h"
#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "aieforge/Support/Files.h"
#include "aieforge/Transforms/DesignQueries.h"
#include "aieforge/Transforms/WordConstant.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/Support/Path.h"

using namespace aieforge;
using namespace mlir;

FailureOr<ConfigProgram> CoreElfFiles::configure(aie::DeviceOp Device,
                                                 const ConfigOptions &Options) {
  llvm::DenseMap<Operation *, std::unique_ptr<llvm::MemoryBuffer>> Programs;
  for (auto Core : Device.getOps<aie::CoreOp>()) {
    if (!Core.getElfFile())
      continue;
    SmallString<128> Path(*Core.getElfFile());
    if (!llvm::sys::path::is_absolute(Path) && !Dir.empty()) {
      Path = Dir;
      llvm::sys::path::append(Path, *Core.getElfFile());
    }
    Expected<std::unique_ptr<llvm::MemoryBuffer>> File = readFile(Path);
    if (!File)
      return Core.emitOpError("has a program that cannot be read: ")
             << llvm::toString(File.takeError());
    Programs[Core] = std::move(*File);
  }
  auto Lookup = [&](aie::CoreOp Core) -> std::optional<BytesRef> {
    auto It = Programs.find(Core);
    if (It == Programs.end())
      return std::nullopt;
    return bytesOf(*It->second);
  };
  return buildConfigProgram(Device, Lookup, Options);
}

static Value number(OpBuilder &Builder, Location Loc, uint32_t Value) {
  return arith::ConstantOp::create(Builder, Loc,
                                   Builder.getI32IntegerAttr(int32_t(Value)));
}

void aieforge::makeTransactionOps(const ConfigProgram &P, const hw::Device &D,
                                  OpBuilder &Builder, OriginOf Origin,
                                  aie::DeviceOp Home, Operation *DataBefore,
                                  StringRef DataPrefix) {
  OpBuilder DataBuilder(DataBefore);
  unsigned NextData = 0;
  for (auto [N, Op] : llvm::enumerate(toTransaction(P, D).Ops)) {
    Location Loc = Origin(N);
    if (auto *Write = std::get_if<txn::Write>(&Op)) {
      Value A = number(Builder, Loc, Write->Address),
            V = number(Builder, Loc, Write->Value);
      aiex::NpuWrite32Op::create(Builder, Loc, A, V, FlatSymbolRefAttr(),
                                 IntegerAttr(), IntegerAttr());
    } else if (auto *Masked = std::get_if<txn::MaskWrite>(&Op)) {
      Value A = number(Builder, Loc, Masked->Address),
            V = number(Builder, Loc, Masked->Value),
            M = number(Builder, Loc, Masked->Mask);
      aiex::NpuMaskWrite32Op::create(Builder, Loc, A, V, M, FlatSymbolRefAttr(),
                                     IntegerAttr(), IntegerAttr());
    } else if (auto *Block = std::get_if<txn::BlockWrite>(&Op)) {
      memref::GlobalOp Data = createWords(
          DataBuilder, Loc, freeName(Home, DataPrefix, NextData), Block->Data);
      Value Get = memref::GetGlobalOp::create(
          Builder, Loc, Data.getType(),
          FlatSymbolRefAttr::get(Data.getSymNameAttr()));
      aiex::NpuBlockWriteOp::create(Builder, Loc, Block->Address, Get,
                                    FlatSymbolRefAttr(), IntegerAttr(),
                                    IntegerAttr());
    }
  }
}

void aieforge::makeControlPacketOps(const ConfigProgram &P, const hw::Device &D,
                                    OpBuilder &Builder, OriginOf Origin) {
  std::vector<size_t> Sources;
  for (auto [N, Op] : llvm::enumerate(toPlainWrites(P, D, &Sources))) {
    Location Loc = Origin(Sources[N]);
    ArrayRef<uint32_t> Words = Op.Data;
    for (uint32_t Address = Op.Address; !Words.empty();) {
      ArrayRef<uint32_t> Some =
          Words.take_front(std::min<size_t>(Words.size(), hw::MaxControlWords));
      aiex::NpuControlPacketOp::create(
          Builder, Loc, Address, IntegerAttr(), /*opcode=*/0, /*stream_id=*/0,
          Builder.getDenseI32ArrayAttr(ArrayRef<int32_t>(
              reinterpret_cast<const int32_t *>(Some.data()), Some.size())));
      Words = Words.drop_front(Some.size());
      Address += 4 * Some.size();
    }
  }
}
