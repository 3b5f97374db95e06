//===- BuildConfig.cpp - a physical design to its configuration -----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "StaticConfig.h"
#include "aieforge/Config/Lowering.h"
#include "aieforge/Hardware/Registers.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "llvm/Support/Endian.h"

#include <map>

using namespace aieforge;
using namespace mlir;

namespace {

class ConfigBuilder {
public:
  ConfigBuilder(aie::DeviceOp Device, CoreElfLookup Elfs,
                const ConfigOptions &Options)
      : Device(Device), Elfs(Elfs), Options(Options) {}

  FailureOr<ConfigProgram> run();

private:
  LogicalResult loadPrograms();
  LogicalResult resetCores();
  LogicalResult initLocks();
  LogicalResult initBuffers();
  LogicalResult plainWrites();
  LogicalResult enableCores();
  /// What \p Part has more than before comes from the op at \p Loc.
  void mark(const ConfigOps &Part, Location Loc) {
    Origins[&Part].resize(Part.size(), Loc);
  }
  /// Calls \p F for the cores in the order of their tiles.
  LogicalResult
  forEachCore(llvm::function_ref<LogicalResult(aie::CoreOp, const Place &)> F);

  aie::DeviceOp Device;
  CoreElfLookup Elfs;
  const ConfigOptions &Options;
  ConfigProgram P;
  std::map<const ConfigOps *, std::vector<Location>> Origins;
};

} // namespace

static ConfigOp setBit(const Place &At, StringRef Register, StringRef Bit,
                       bool Value) {
  const hw::Field &F = hw::registerField(At.Kind, Register, Bit);
  return ConfigOp::maskWrite(At.address(hw::registerOffset(At.Kind, Register)),
                             F.mask(), F.make(Value));
}

LogicalResult ConfigBuilder::forEachCore(
    llvm::function_ref<LogicalResult(aie::CoreOp, const Place &)> F) {
  for (auto Tile : Device.getOps<aie::TileOp>()) {
    FailureOr<Place> At = placeOf(Tile.getResult(), Tile);
    if (failed(At))
      return failure();
    if (At->Kind != hw::TileKind::Core)
      continue;
    for (Operation *User : Tile.getResult().getUsers())
      if (auto Core = dyn_cast<aie::CoreOp>(User))
        if (failed(F(Core, *At)))
          return failure();
  }
  return success();
}

/// Sets or clears the reset of the four channels of a core tile's DMA.
static void resetChannels(const Place &At, bool Reset, ConfigOps &Ops) {
  // The loader takes the senders first.
  for (hw::Direction Dir : {hw::Direction::MM2S, hw::Direction::S2MM}) {
    StringRef Register =
        Dir == hw::Direction::MM2S ? "DMA_MM2S_{0}_Ctrl" : "DMA_S2MM_{0}_Ctrl";
    const hw::Field &F = hw::registerField(At.Kind, Register, "Reset");
    for (unsigned C = 0; C < hw::tileInfo(At.Kind).channels(Dir); ++C)
      Ops.push_back(
          ConfigOp::maskWrite(At.address(hw::channel(At.Kind, Dir, C)->Control),
                              F.mask(), F.make(Reset)));
  }
}

LogicalResult ConfigBuilder::loadPrograms() {
  return forEachCore([&](aie::CoreOp Core, const Place &At) -> LogicalResult {
    std::optional<BytesRef> Elf = Elfs(Core);
    if (!Elf)
      return success();
    P.Elfs.push_back(setBit(At, "Core_Control", "Enable", false));
    resetChannels(At, true, P.Elfs);
    if (failed(loadCore(Core, At, *Elf, P.Elfs)))
      return failure();
    resetChannels(At, false, P.Elfs);
    mark(P.Elfs, Core.getLoc());
    return success();
  });
}

LogicalResult ConfigBuilder::resetCores() {
  return forEachCore([&](aie::CoreOp Core, const Place &At) {
    P.Init.push_back(setBit(At, "Core_Control", "Reset", true));
    P.Init.push_back(setBit(At, "Core_Control", "Reset", false));
    for (unsigned Lock = 0; Lock < hw::tileInfo(At.Kind).Locks; ++Lock)
      P.Init.push_back(
          ConfigOp::write(At.address(hw::lockValueOffset(At.Kind, Lock)), 0));
    mark(P.Init, Core.getLoc());
    return success();
  });
}

/// Buffers and locks may also stand inside the core or DMA program that uses
/// them.
template <typename OpT> static SmallVector<OpT> opsIn(aie::DeviceOp Device) {
  SmallVector<OpT> Found;
  Device.walk([&](OpT Op) { Found.push_back(Op); });
  return Found;
}

LogicalResult ConfigBuilder::initLocks() {
  for (auto Lock : opsIn<aie::LockOp>(Device)) {
    if (!Lock.getLockID() || !Lock.getInit())
      continue;
    FailureOr<Place> At = placeOf(Lock.getTile(), Lock);
    if (failed(At))
      return failure();
    unsigned Id = *Lock.getLockID();
    if (Id >= hw::tileInfo(At->Kind).Locks)
      return Lock.emitOpError("has number ")
             << Id << "; this tile's locks are 0 to "
             << int(hw::tileInfo(At->Kind).Locks) - 1;
    int32_t Value = *Lock.getInit();
    if (Value < 0 || unsigned(Value) > hw::maxLockValue())
      return Lock.emitOpError("starts with ")
             << Value << "; a lock counts from 0 to " << hw::maxLockValue();
    P.Init.push_back(ConfigOp::write(
        At->address(hw::lockValueOffset(At->Kind, Id)), uint32_t(Value)));
    mark(P.Init, Lock.getLoc());
  }
  return success();
}

/// The bytes of a dense initial value, little-endian.
static FailureOr<Bytes> bytesOf(aie::BufferOp Buffer,
                                DenseElementsAttr Values) {
  Type Element = Values.getElementType();
  unsigned Bits = Element.isIntOrFloat() ? Element.getIntOrFloatBitWidth() : 0;
  if (!Bits || Bits % 8)
    return Buffer.emitOpError(
        "has an initial value whose elements are no whole bytes");
  ArrayRef<char> Raw = Values.getRawData();
  Bytes Data(Raw.begin(), Raw.end());
  if (!Values.isSplat())
    return Data;
  Bytes All;
  All.reserve(Data.size() * Values.getNumElements());
  for (int64_t I = 0; I < Values.getNumElements(); ++I)
    All.insert(All.end(), Data.begin(), Data.end());
  return All;
}

LogicalResult ConfigBuilder::initBuffers() {
  for (auto Buffer : opsIn<aie::BufferOp>(Device)) {
    if (!Buffer.getInitialValue())
      continue;
    auto Values = dyn_cast<DenseElementsAttr>(*Buffer.getInitialValue());
    if (!Values)
      return Buffer.emitOpError("has an initial value that is not dense");
    FailureOr<Place> At = placeOf(Buffer.getTile(), Buffer);
    if (failed(At))
      return failure();
    if (!Buffer.getAddress())
      return Buffer.emitOpError(
          "has no address; run aie-assign-buffer-addresses first");
    FailureOr<Bytes> Data = bytesOf(Buffer, Values);
    if (failed(Data))
      return failure();
    uint32_t Address = *Buffer.getAddress();
    uint32_t Limit = hw::tileInfo(At->Kind).DataMemoryBytes;
    if (Address % 4 || Address > Limit || Data->size() > Limit - Address)
      return Buffer.emitOpError("is at address ")
             << Address << " with " << Data->size()
             << " bytes of initial value; the tile has " << Limit
             << " bytes, and addresses are multiples of 4";
    writeBytes(At->address(Address), *Data, P.Init);
    mark(P.Init, Buffer.getLoc());
  }
  return success();
}

LogicalResult ConfigBuilder::plainWrites() {
  for (auto Tile : Device.getOps<aie::TileOp>())
    if (failed(addPlainWrites(Tile, PlainPart::Others, P.Init)))
      return failure();
  return success();
}

LogicalResult ConfigBuilder::enableCores() {
  return forEachCore([&](aie::CoreOp Core, const Place &At) {
    P.Enable.push_back(setBit(At, "Core_Control", "Enable", true));
    mark(P.Enable, Core.getLoc());
    return success();
  });
}

FailureOr<ConfigProgram> ConfigBuilder::run() {
  if (!hardwareOf(Device) || failed(loadPrograms()) || failed(resetCores()) ||
      failed(initLocks()) || failed(initBuffers()) ||
      failed(configureDmas(Device, P.Init)) ||
      failed(configureStreams(Device, Options, P.Init)) ||
      failed(plainWrites()) || failed(enableCores()))
    return failure();
  mark(P.Init, Device.getLoc());
  if (Options.Origins)
    for (const ConfigOps *Part : {&P.Elfs, &P.Init, &P.Enable})
      llvm::append_range(*Options.Origins, Origins[Part]);
  return std::move(P);
}

FailureOr<ConfigProgram>
aieforge::buildConfigProgram(aie::DeviceOp Device, CoreElfLookup Elfs,
                             const ConfigOptions &Options) {
  return ConfigBuilder(Device, Elfs, Options).run();
}
