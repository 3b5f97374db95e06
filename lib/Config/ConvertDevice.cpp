//===- ConvertDevice.cpp - a device's configuration as a sequence ---------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// convert-aie-to-transaction, convert-aie-to-control-packets
// In:  a physical design; cores have elf_file attributes or no programs.
// Out: its configuration as ops of a runtime sequence: in the place of the
//      first aiex.configure, whose contents follow, or in a new sequence
//      @configure.
//
//===----------------------------------------------------------------------===//

#include "ConfigOps.h"
#include "aieforge/Config/Passes.h"
#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "aieforge/Transforms/DesignQueries.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Pass/Pass.h"

namespace aieforge {
#define GEN_PASS_DEF_CONVERTAIETOTRANSACTION
#define GEN_PASS_DEF_CONVERTAIETOCONTROLPACKETS
#include "aieforge/Config/Passes.h.inc"
} // namespace aieforge

using namespace aieforge;
using namespace mlir;

/// A new sequence at the start of \p Device: @configure, or with a number.
static aie::RuntimeSequenceOp makeSequence(aie::DeviceOp Device) {
  std::string Name = "configure";
  unsigned Next = 0;
  if (Device.lookupSymbol(Name))
    Name = freeName(Device, Name, Next);
  OpBuilder Builder = OpBuilder::atBlockBegin(Device.getBody());
  auto Sequence = aie::RuntimeSequenceOp::create(
      Builder, Device.getLoc(), Builder.getStringAttr(Name), BoolAttr());
  Sequence.getBody().emplaceBlock();
  return Sequence;
}

/// Calls \p Make with a builder where the configuration belongs.
static void inPlace(aie::DeviceOp Device,
                    llvm::function_ref<void(OpBuilder &)> Make) {
  aiex::ConfigureOp Configure;
  Device.walk([&](aiex::ConfigureOp Op) {
    Configure = Op;
    return WalkResult::interrupt();
  });
  if (!Configure) {
    OpBuilder Builder =
        OpBuilder::atBlockEnd(&makeSequence(Device).getBody().front());
    return Make(Builder);
  }
  OpBuilder Builder(Configure);
  Make(Builder);
  if (!Configure.getBody().empty())
    Configure->getBlock()->getOperations().splice(
        Configure->getIterator(), Configure.getBody().front().getOperations());
  Configure.erase();
}

template <typename MakeFn>
static LogicalResult convert(aie::DeviceOp Device, StringRef Name,
                             std::string ElfDir, MakeFn Make) {
  if (!Name.empty() && Device.getSymName() != Name)
    return success();
  const hw::Device *D = hardwareOf(Device);
  if (!D)
    return failure();
  std::vector<Location> Origins;
  ConfigOptions Options;
  Options.Origins = &Origins;
  FailureOr<ConfigProgram> P =
      CoreElfFiles(std::move(ElfDir)).configure(Device, Options);
  if (failed(P))
    return failure();
  auto Origin = [&](size_t N) { return Origins[N]; };
  inPlace(Device, [&](OpBuilder &Builder) { Make(*P, *D, Builder, Origin); });
  return success();
}

namespace {

struct ConvertAIEToTransaction
    : aieforge::impl::ConvertAIEToTransactionBase<ConvertAIEToTransaction> {
  using ConvertAIEToTransactionBase::ConvertAIEToTransactionBase;

  void runOnOperation() override {
    aie::DeviceOp Device = getOperation();
    auto Make = [&](const ConfigProgram &P, const hw::Device &D,
                    OpBuilder &Builder, OriginOf Origin) {
      makeTransactionOps(P, D, Builder, Origin, Device,
                         &Device.getBody()->front(), "config_blockwrite_data_");
    };
    if (failed(convert(Device, DeviceName, ElfDir, Make)))
      signalPassFailure();
  }
};

struct ConvertAIEToControlPackets
    : aieforge::impl::ConvertAIEToControlPacketsBase<
          ConvertAIEToControlPackets> {
  using ConvertAIEToControlPacketsBase::ConvertAIEToControlPacketsBase;

  void runOnOperation() override {
    aie::DeviceOp Device = getOperation();
    auto Make = [&](const ConfigProgram &P, const hw::Device &D,
                    OpBuilder &Builder, OriginOf Origin) {
      makeControlPacketOps(P, D, Builder, Origin);
    };
    if (failed(convert(Device, DeviceName, ElfDir, Make)))
      signalPassFailure();
  }
};

} // namespace
