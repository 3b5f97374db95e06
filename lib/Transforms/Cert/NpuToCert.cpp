//===- NpuToCert.cpp - runtime sequences to control code ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// aie-npu-to-cert
// In:  runtime sequences of register writes, block writes, address patches,
//      waits and loads of other devices, all with constant operands.
// Out: in the device that --device-name names, a page with one job for each
//      sequence, chains of transfers for block writes, and a section for each
//      device that is loaded: its sequence @configure. Other devices are gone.
//
//===----------------------------------------------------------------------===//

#include "Cert.h"
#include "aieforge/Hardware/Dma.h"
#include "aieforge/Hardware/Packet.h"
#include "aieforge/Transforms/DesignQueries.h"
#include "aieforge/Transforms/OptionalPasses.h"
#include "aieforge/Transforms/WordConstant.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/TypeSwitch.h"

namespace aieforge::aie {
#define GEN_PASS_DEF_AIENPUTOCERT
#include "aieforge/Transforms/OptionalPasses.h.inc"
} // namespace aieforge::aie

using namespace aieforge;
using namespace aieforge::aiex;
using namespace mlir;

namespace {

using Words = SmallVector<uint32_t>;

/// Where ops are taken from: the arguments that address patches name are
/// those of the sequence at hand, which another one may have passed on.
struct Scope {
  aie::DeviceOp Device;
  bool Renamed = false;
  SmallVector<unsigned> Arguments; ///< Only if Renamed.
};

/// A block write that has become a transfer.
struct Written {
  uint32_t Address;
  memref::GlobalOp Data;
  CertUcDmaWriteDesSyncOp Transfer;
};

class CertWriter {
public:
  explicit CertWriter(aie::DeviceOp Main)
      : Main(Main), Builder(Main.getContext()) {}

  LogicalResult run();

private:
  CertJobOp job(Location Loc, unsigned Id);
  LogicalResult convertBody(Region &Body, const Scope &From);
  LogicalResult convert(Operation &Op, const Scope &From);
  LogicalResult write(NpuWrite32Op Op);
  LogicalResult maskWrite(NpuMaskWrite32Op Op);
  LogicalResult blockWrite(NpuBlockWriteOp Op, const Scope &From);
  void transfer(NpuBlockWriteOp Op, StringRef Name, ArrayRef<uint32_t> Data,
                uint32_t Address, memref::GlobalOp Known);
  LogicalResult patch(NpuAddressPatchOp Op, const Scope &From);
  LogicalResult wait(NpuSyncOp Op);
  LogicalResult load(Operation *Op, StringRef Name);
  LogicalResult section(Operation *Op, StringRef Name);
  LogicalResult configure(ConfigureOp Op, const Scope &From);
  LogicalResult inlineRun(RunOp Op, aie::DeviceOp Callee, const Scope &From);
  std::string freeName(const Twine &Base, bool Numbered);

  aie::DeviceOp Main;
  OpBuilder Builder;
  std::vector<Written> Writes; ///< Of the job at hand.
  llvm::StringMap<unsigned> PdiIds;
};

} // namespace

//===----------------------------------------------------------------------===//
// Register writes
//===----------------------------------------------------------------------===//

LogicalResult CertWriter::write(NpuWrite32Op Op) {
  std::optional<uint32_t> Address = Op.getAbsoluteAddress();
  FailureOr<int64_t> Value = constant(Op, Op.getValue(), "value");
  if (!Address)
    return Op.emitOpError("writes to an address that is not known");
  if (failed(Value))
    return failure();
  CertWrite32Op::create(Builder, Op.getLoc(), *Address, uint32_t(*Value));
  return success();
}

LogicalResult CertWriter::maskWrite(NpuMaskWrite32Op Op) {
  std::optional<uint32_t> Address = Op.getAbsoluteAddress();
  FailureOr<int64_t> Value = constant(Op, Op.getValue(), "value");
  FailureOr<int64_t> Mask = constant(Op, Op.getMask(), "mask");
  if (!Address)
    return Op.emitOpError("writes to an address that is not known");
  if (failed(Value) || failed(Mask))
    return failure();
  CertMaskWrite32Op::create(Builder, Op.getLoc(), *Address, uint32_t(*Mask),
                            uint32_t(*Value));
  return success();
}

/// \p Base, with a number behind it if it is taken (or \p Numbered).
std::string CertWriter::freeName(const Twine &Base, bool Numbered) {
  std::string Name = Base.str();
  unsigned Next = 0;
  if (Numbered)
    Name = (Base + "_" + Twine(Next++)).str();
  while (Main.lookupSymbol(Name))
    Name = (Base + "_" + Twine(Next++)).str();
  return Name;
}

/// One chain of one BD, and the op that starts it. \p Known is the constant in
/// the device that holds these words, if there is one.
void CertWriter::transfer(NpuBlockWriteOp Op, StringRef Name,
                          ArrayRef<uint32_t> Data, uint32_t Address,
                          memref::GlobalOp Known) {
  Location Loc = Op.getLoc();
  OpBuilder Outside(Main.getContext());
  Outside.setInsertionPointToStart(Main.getBody());
  // Behind the chains and constants that the device starts with.
  for (Operation &First : *Main.getBody()) {
    if (!isa<memref::GlobalOp, CertUcDmaChainOp>(First))
      break;
    Outside.setInsertionPointAfter(&First);
  }
  if (!Known)
    Known = createWords(Outside, Loc, freeName(Name, false), Data);
  std::string Chain = freeName("chain", true);
  auto ChainOp =
      CertUcDmaChainOp::create(Outside, Loc, Outside.getStringAttr(Chain));
  Outside.setInsertionPointToStart(&cert::bodyOf(ChainOp, Outside));
  CertUcDmaBdOp::create(Outside, Loc, Known.getSymName(), Address,
                        uint32_t(Data.size()), /*next_bd=*/false);
  auto Sync = CertUcDmaWriteDesSyncOp::create(Builder, Loc, Chain);
  Writes.push_back({Address, Known, Sync});
}

LogicalResult CertWriter::blockWrite(NpuBlockWriteOp Op, const Scope &From) {
  std::optional<uint32_t> Address = Op.getAbsoluteAddress();
  DenseIntElementsAttr Values = Op.getDataWords();
  if (!Address || !Values || !Values.getElementType().isInteger(32))
    return Op.emitOpError("writes no 32-bit words of a constant to an address "
                          "that is known");
  Words Data;
  for (const llvm::APInt &Value : Values.getValues<llvm::APInt>())
    Data.push_back(uint32_t(Value.getZExtValue()));
  StringRef Name = Op.getData().getDefiningOp<memref::GetGlobalOp>().getName();
  if (Data.size() * sizeof(uint32_t) < cert::PageBytes) {
    auto Known = From.Device == Main ? Main.lookupSymbol<memref::GlobalOp>(Name)
                                     : memref::GlobalOp();
    transfer(Op, Name, Data, *Address, Known);
    return success();
  }
  // Parts of one length that fit a page.
  size_t Parts = Data.size() * sizeof(uint32_t) / cert::PageBytes + 1;
  size_t Each = (Data.size() + Parts - 1) / Parts;
  for (size_t Part = 0; Part * Each < Data.size(); ++Part)
    transfer(Op, (Name + "_split_" + Twine(Part)).str(),
             ArrayRef(Data).drop_front(Part * Each).take_front(Each),
             uint32_t(*Address + Part * Each * sizeof(uint32_t)), {});
  return success();
}

//===----------------------------------------------------------------------===//
// Host addresses and tokens
//===----------------------------------------------------------------------===//

/// The microcontroller adds an argument's address to the BD in the constant,
/// before that goes to the registers.
LogicalResult CertWriter::patch(NpuAddressPatchOp Op, const Scope &From) {
  FailureOr<int64_t> Plus = constant(Op, Op.getArgPlus(), "offset");
  if (failed(Plus))
    return failure();
  const hw::BdLayout &L = hw::bdLayout(hw::TileKind::ShimNoC);
  uint32_t Bd = Op.getAddr() - L.PatchOffset;
  auto It = llvm::find_if(llvm::reverse(Writes),
                          [&](const Written &W) { return W.Address == Bd; });
  if (It == Writes.rend())
    return Op.emitOpError("patches address ")
           << Op.getAddr() << ", but no block write before it fills that BD";
  unsigned Argument = unsigned(Op.getArgIdx());
  if (From.Renamed) {
    if (Argument >= From.Arguments.size())
      return Op.emitOpError("names argument ")
             << Argument << " of a sequence with " << From.Arguments.size();
    Argument = From.Arguments[Argument];
  }
  if (*Plus != 0) {
    auto Values = cast<DenseIntElementsAttr>(*It->Data.getInitialValue());
    SmallVector<uint32_t> Data;
    for (const llvm::APInt &Value : Values.getValues<llvm::APInt>())
      Data.push_back(uint32_t(Value.getZExtValue()));
    if (Data.size() != L.Words ||
        !L.setAddress(Data, L.address(Data) + uint64_t(*Plus)))
      return Op.emitOpError("adds ")
             << *Plus << " bytes to an argument, but the constant @"
             << It->Data.getSymName() << " is no BD that can hold them";
    // Others may use the words as they were.
    OpBuilder Outside(It->Data);
    memref::GlobalOp Own =
        createWords(Outside, Op.getLoc(),
                    freeName(It->Data.getSymName() + "_patched", false), Data);
    auto Chain = Main.lookupSymbol<CertUcDmaChainOp>(It->Transfer.getSymbol());
    for (auto ChainBd : Chain.getBody().getOps<CertUcDmaBdOp>())
      ChainBd.setRemoteAddress(Own.getSymName());
    It->Data = Own;
  }
  OpBuilder Before(It->Transfer);
  CertApplyOffset57Op::create(Before, Op.getLoc(), It->Data.getSymName(),
                              /*num_entries=*/int16_t(1), int16_t(Argument));
  return success();
}

LogicalResult CertWriter::wait(NpuSyncOp Op) {
  FailureOr<int64_t> Column = constant(Op, Op.getColumn(), "column");
  FailureOr<int64_t> Row = constant(Op, Op.getRow(), "row");
  FailureOr<int64_t> Dir = constant(Op, Op.getDirection(), "direction");
  FailureOr<int64_t> Channel = constant(Op, Op.getChannel(), "channel");
  if (failed(Column) || failed(Row) || failed(Dir) || failed(Channel))
    return failure();
  const hw::Device &D = *Main.getTargetModel();
  if (*Column < 0 || *Row < 0 || !D.contains(unsigned(*Column), unsigned(*Row)))
    return Op.emitOpError("waits for tile (")
           << *Column << ", " << *Row << "), which " << D.Name
           << " does not have";
  hw::TileKind Kind = D.kind(unsigned(*Column), unsigned(*Row));
  auto Direction = *Dir ? hw::Direction::MM2S : hw::Direction::S2MM;
  std::optional<unsigned> Actor =
      *Channel < 0 ? std::nullopt
                   : hw::tokenActor(Kind, Direction, unsigned(*Channel));
  if (!Actor)
    return Op.emitOpError("waits for channel ")
           << hw::toString(Direction) << " " << *Channel << " of a "
           << hw::toString(Kind) << " tile, whose tokens are not known";
  // Row and column as a token has them, moved down to bit 0.
  uint32_t Tile = hw::stream_header::SourceColumn.make(uint32_t(*Column)) |
                  hw::stream_header::SourceRow.make(uint32_t(*Row));
  CertWaitTCTSOp::create(Builder, Op.getLoc(),
                         Tile >> hw::stream_header::SourceRow.Lsb, *Actor,
                         /*target_tcts=*/1);
  return success();
}

//===----------------------------------------------------------------------===//
// Other devices
//===----------------------------------------------------------------------===//

static aie::DeviceOp deviceCalled(aie::DeviceOp Near, StringRef Name) {
  for (auto Device : Near->getParentOfType<ModuleOp>().getOps<aie::DeviceOp>())
    if (Device.getSymName() == Name)
      return Device;
  return {};
}

static aie::RuntimeSequenceOp sequenceCalled(aie::DeviceOp Device,
                                             StringRef Name) {
  for (auto Sequence : Device.getOps<aie::RuntimeSequenceOp>())
    if (Sequence.getSymName() == Name)
      return Sequence;
  return {};
}

/// The section that configures the device called \p Name.
LogicalResult CertWriter::section(Operation *Op, StringRef Name) {
  if (Main.lookupSymbol<CertSectionOp>(Name))
    return success();
  aie::DeviceOp Device = deviceCalled(Main, Name);
  aie::RuntimeSequenceOp Sequence =
      Device ? sequenceCalled(Device, "configure") : aie::RuntimeSequenceOp();
  if (!Sequence)
    return Op->emitOpError("loads device @")
           << Name
           << ", which has no runtime sequence @configure; "
              "convert-aie-to-transaction makes one";
  OpBuilder::InsertionGuard Guard(Builder);
  Builder.setInsertionPoint(Main.getBody()->getTerminator());
  auto Section = CertSectionOp::create(Builder, Op->getLoc(), Name);
  Builder.setInsertionPointToStart(&cert::bodyOf(Section, Builder));
  std::vector<Written> Outer;
  std::swap(Outer, Writes);
  CertJobOp Job = job(Sequence.getLoc(), cert::lastJobId(Main) + 1);
  Builder.setInsertionPoint(Job.getBody().front().getTerminator());
  LogicalResult Result = convertBody(Sequence.getBody(), {Device, false, {}});
  std::swap(Outer, Writes);
  return Result;
}

LogicalResult CertWriter::load(Operation *Op, StringRef Name) {
  if (failed(section(Op, Name)))
    return failure();
  auto [It, New] = PdiIds.try_emplace(Name, unsigned(PdiIds.size()) + 1);
  CertLoadPdiOp::create(Builder, Op->getLoc(), It->second, Name);
  return success();
}

LogicalResult CertWriter::inlineRun(RunOp Op, aie::DeviceOp Callee,
                                    const Scope &From) {
  aie::RuntimeSequenceOp Sequence =
      sequenceCalled(Callee, Op.getRuntimeSequenceSymbol());
  if (!Sequence)
    return Op.emitOpError("runs a sequence that @")
           << Callee.getSymName() << " does not have";
  Scope Inner{Callee, true, {}};
  for (Value Argument : Op.getArgs()) {
    auto Outer = dyn_cast<BlockArgument>(Argument);
    if (!Outer ||
        (From.Renamed && Outer.getArgNumber() >= From.Arguments.size()))
      return Op.emitOpError("passes what is no argument of the sequence that "
                            "runs it");
    Inner.Arguments.push_back(From.Renamed
                                  ? From.Arguments[Outer.getArgNumber()]
                                  : Outer.getArgNumber());
  }
  return convertBody(Sequence.getBody(), Inner);
}

LogicalResult CertWriter::configure(ConfigureOp Op, const Scope &From) {
  aie::DeviceOp Callee = deviceCalled(Main, Op.getSymbol());
  if (!Callee)
    return Op.emitOpError("names no device of this module");
  if (failed(load(Op, Op.getSymbol())))
    return failure();
  for (Operation &Inner : Op.getBody().getOps()) {
    auto Run = dyn_cast<RunOp>(Inner);
    if (failed(Run ? inlineRun(Run, Callee, From) : convert(Inner, From)))
      return failure();
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Sequences
//===----------------------------------------------------------------------===//

LogicalResult CertWriter::convert(Operation &Op, const Scope &From) {
  return llvm::TypeSwitch<Operation *, LogicalResult>(&Op)
      .Case([&](NpuWrite32Op X) { return write(X); })
      .Case([&](NpuMaskWrite32Op X) { return maskWrite(X); })
      .Case([&](NpuBlockWriteOp X) { return blockWrite(X, From); })
      .Case([&](NpuAddressPatchOp X) { return patch(X, From); })
      .Case([&](NpuSyncOp X) { return wait(X); })
      .Case([&](NpuLoadPdiOp X) {
        if (!X.getDeviceRef())
          return LogicalResult(
              X.emitOpError("needs a device_ref: control code loads a section, "
                            "not a number"));
        return load(X, *X.getDeviceRef());
      })
      .Case([&](ConfigureOp X) { return configure(X, From); })
      // What the others refer to.
      .Case<arith::ConstantOp, memref::GetGlobalOp, aie::EndOp>(
          [](auto) { return success(); })
      .Default([](Operation *X) {
        return X->emitOpError("has no counterpart in control code; lower the "
                              "sequence to register writes first "
                              "(aie-dma-to-npu)");
      });
}

LogicalResult CertWriter::convertBody(Region &Body, const Scope &From) {
  for (Operation &Op : Body.getOps())
    if (failed(convert(Op, From)))
      return failure();
  return success();
}

CertJobOp CertWriter::job(Location Loc, unsigned Id) {
  return cert::createPageWithJob(Builder, Loc, Id);
}

LogicalResult CertWriter::run() {
  SmallVector<aie::RuntimeSequenceOp> Sequences(
      Main.getOps<aie::RuntimeSequenceOp>());
  SmallVector<StringAttr> Used;
  for (aie::RuntimeSequenceOp Sequence : Sequences) {
    Builder.setInsertionPoint(Sequence);
    // The configuration runs first, whatever its place.
    unsigned Id = Sequence.getSymName() == "configure"
                      ? 1
                      : std::max(1u, cert::lastJobId(Main)) + 1;
    CertJobOp Job = job(Sequence.getLoc(), Id);
    Builder.setInsertionPoint(Job.getBody().front().getTerminator());
    Writes.clear();
    if (failed(convertBody(Sequence.getBody(), {Main, false, {}})))
      return failure();
    Sequence.walk([&](memref::GetGlobalOp Get) {
      Used.push_back(Get.getNameAttr().getAttr());
    });
    Sequence.erase();
  }
  Main.walk([](CertJobOp Job) { cert::joinTransfers(Job); });
  // Constants that were split or changed.
  for (StringAttr Name : Used)
    if (auto Data = Main.lookupSymbol<memref::GlobalOp>(Name);
        Data && SymbolTable::symbolKnownUseEmpty(Name, Main))
      Data.erase();
  return success();
}

namespace {
struct NpuToCert : aie::impl::AIENpuToCertBase<NpuToCert> {
  using AIENpuToCertBase::AIENpuToCertBase;

  void runOnOperation() override {
    SmallVector<aie::DeviceOp> Devices(getOperation().getOps<aie::DeviceOp>());
    auto Main = llvm::find_if(Devices, [&](aie::DeviceOp Device) {
      return Device.getSymName() == DeviceName;
    });
    if (Main == Devices.end()) {
      getOperation().emitError("no device found matching --device-name \"")
          << DeviceName.getValue() << "\"";
      return signalPassFailure();
    }
    if (!hardwareOf(*Main) || failed(CertWriter(*Main).run()))
      return signalPassFailure();
    for (aie::DeviceOp Device : Devices)
      if (Device != *Main)
        Device.erase();
  }
};
} // namespace
