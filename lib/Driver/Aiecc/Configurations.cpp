//===- Configurations.cpp - configurations as run-time work ---------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A device's configuration as a transaction or as control packets, and
// load_pdi written out. The passes read finished core programs from the work
// folder, so those are written there first.
//
//===----------------------------------------------------------------------===//

#include "Build.h"
#include "Names.h"
#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "aieforge/Support/Files.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"

using namespace aieforge;
using namespace llvm;

/// Where the program of a core lies in the work folder.
std::string AieccBuild::programPath(const DeviceBuild &D, CoreProgram &P) {
  std::string Name = formatv("elfs_{0}_core_{1}_{2}", D.Name, P.Core.colIndex(),
                             P.Core.rowIndex());
  return Name + "/" + Name + ".elf";
}

/// A core whose program is a file has an empty body.
static void emptyBody(aie::CoreOp Core) {
  SmallVector<aie::BufferOp> Buffers;
  Core.walk([&](aie::BufferOp Buffer) { Buffers.push_back(Buffer); });
  for (aie::BufferOp Buffer : Buffers)
    Buffer->moveBefore(Core);
  mlir::Region Old;
  Old.takeBody(Core.getBody());
  mlir::OpBuilder Builder(Core.getContext());
  Builder.createBlock(&Core.getBody());
  aie::EndOp::create(Builder, Core.getLoc());
}

/// Writes core programs to \p Dir and names them in \p Module.
Error AieccBuild::placePrograms(mlir::ModuleOp Module, StringRef Dir) {
  SmallString<256> Absolute(Dir);
  sys::fs::make_absolute(Absolute);
  for (auto &D : Devices) {
    auto Device = Module.lookupSymbol<aie::DeviceOp>(D->Name);
    if (!Device)
      continue;
    for (CoreProgram &P : D->Programs.Cores) {
      SmallString<256> Path(Absolute);
      sys::path::append(Path, programPath(*D, P));
      if (std::error_code EC =
              sys::fs::create_directories(sys::path::parent_path(Path)))
        return makeError("{0}: cannot be created: {1}", Path, EC.message());
      if (Error E = writeFile(Path, P.Image.Elf))
        return E;
      if (aie::TileOp Tile =
              Device.findTile(P.Core.colIndex(), P.Core.rowIndex()))
        if (aie::CoreOp Core = Tile.getCoreOp()) {
          emptyBody(Core);
          Core.setElfFile(Path.str());
        }
    }
  }
  return Error::success();
}

/// Erases every sequence but the one that the configuration of \p Device goes
/// into: the first with an aiex.configure, if there is one.
static void leaveOneSequence(mlir::ModuleOp Module, aie::DeviceOp Device) {
  aie::RuntimeSequenceOp Kept;
  Device.walk([&](aiex::ConfigureOp Configure) {
    Kept = Configure->getParentOfType<aie::RuntimeSequenceOp>();
    return mlir::WalkResult::interrupt();
  });
  SmallVector<aie::RuntimeSequenceOp> Others;
  Module.walk([&](aie::RuntimeSequenceOp Sequence) {
    if (Sequence != Kept)
      Others.push_back(Sequence);
  });
  for (aie::RuntimeSequenceOp Sequence : Others)
    Sequence.erase();
}

/// The physical design with the configuration of \p D as ops of a sequence,
/// the only one that is left.
Expected<mlir::OwningOpRef<mlir::ModuleOp>>
AieccBuild::configurationModule(DeviceBuild &D, StringRef MorePasses) {
  mlir::OwningOpRef<mlir::ModuleOp> Module = Session.module().clone();
  if (Error E = placePrograms(*Module, WorkDir))
    return std::move(E);
  if (auto Device = Module->lookupSymbol<aie::DeviceOp>(D.Name))
    leaveOneSequence(*Module, Device);
  std::string Pipeline = formatv("aie.device(convert-aie-to-transaction{{"
                                 "device-name={0}}{1})",
                                 D.Name, MorePasses);
  if (Error E = Session.runPipeline(*Module, Pipeline))
    return std::move(E);
  return std::move(Module);
}

static Bytes bytesOfModule(mlir::ModuleOp Module) {
  std::string Text;
  raw_string_ostream(Text) << Module << "\n";
  return Bytes(Text.begin(), Text.end());
}

/// The sequence that holds the configuration, the only one.
static aie::RuntimeSequenceOp configureSequence(mlir::ModuleOp Module,
                                                StringRef DeviceName) {
  auto Device = Module.lookupSymbol<aie::DeviceOp>(DeviceName);
  for (auto Sequence : Device.getOps<aie::RuntimeSequenceOp>())
    return Sequence;
  return {};
}

void AieccBuild::addTransaction(DeviceBuild &D) {
  std::string Name = nameFor(Options.Outputs.TransactionName, D.Name);
  addStep(Options.Outputs.TransactionName, D.Name, [this, &D, Name]() -> Error {
    if (StringRef(Name).ends_with(".bin")) {
      Expected<aie::DeviceOp> Device = deviceOf(D);
      if (!Device)
        return Device.takeError();
      return addOutput(Name, txn::serialize(toTransaction(
                                 *D.Config, *Device->getTargetModel())));
    }
    auto Module = configurationModule(D, "");
    if (!Module)
      return Module.takeError();
    return addOutput(Name, bytesOfModule(**Module));
  });
}

/// Block writes travel as packets; the stream that sends them holds the single
/// writes, in the same order, and what the design's sequence does afterwards.
void AieccBuild::addControlPackets(DeviceBuild &D) {
  addStep("ctrlpkt_lowered_{0}.mlir", D.Name,
          [this, &D] { return buildControlPackets(D); });
}

/// What sends packets, and the design's own transfers, as register writes.
static constexpr StringLiteral SendPipeline =
    "aie.device(aie-ctrl-packet-to-dma,aie-materialize-bd-chains,"
    "aie-substitute-shim-dma-allocations,aie-unroll-runtime-sequence-loops,"
    "aie-assign-runtime-sequence-bd-ids,aie-dma-tasks-to-npu,"
    "aie-lower-dma-channel-reset,aie-dma-to-npu,aie-lower-set-lock,"
    "aie-lower-core-reset)";

Error AieccBuild::buildControlPackets(DeviceBuild &D) {
  const AieccOutputs &O = Options.Outputs;
  auto Module = configurationModule(
      D, ",aie-txn-to-ctrl-packet,aie-legalize-ctrl-packet");
  if (!Module)
    return Module.takeError();
  auto Packets = controlPacketBytes(configureSequence(**Module, D.Name));
  if (mlir::failed(Packets))
    return Session.failure("the configuration cannot be written as control "
                           "packets");
  if (Error E = addOutput(nameFor(O.ControlPacketsName, D.Name), *Packets))
    return E;
  if (Options.KeepIntermediates)
    if (Error E = addIntermediate(nameFor("ctrlpkt_lowered_{0}.mlir", D.Name),
                                  bytesOfModule(**Module)))
      return E;
  // The packets come in one buffer more.
  unsigned PacketArgument =
      configureSequence(**Module, D.Name).getBody().getNumArguments();
  if (Error E = Session.runPipeline(**Module, SendPipeline))
    return E;
  Expected<txn::Transaction> Stream =
      Session.instructions(configureSequence(**Module, D.Name));
  if (!Stream)
    return Stream.takeError();
  // Where an instruction ELF is asked for, this one is it.
  if (Error E = addPartialElf(
          *Stream, insts::ControlData{std::move(*Packets), PacketArgument, {}},
          nameFor(O.InstructionElf ? O.InstructionElfName
                                   : O.ControlPacketsElfName,
                  D.Name)))
    return E;
  if (!Options.FoldHostOffset)
    unfoldHostOffsets(*Stream);
  return addOutput(nameFor(O.ControlPacketsDmaName, D.Name),
                   txn::serialize(*Stream));
}

void AieccBuild::addExpansion() {
  addStep("load_pdi_expanded.mlir", "", [this]() -> Error {
    if (Error E = placePrograms(Session.module(), WorkDir))
      return E;
    // Only what runs inlined says which images are loaded.
    if (Error E = Session.runPipeline(
            Session.module(),
            Options.LoadPdiToControlPackets
                ? "aie-materialize-runtime-sequences,aie-expand-load-pdi{"
                  "ctrl-pkt=true},aie.device(aie-legalize-ctrl-packet)"
                : "aie-materialize-runtime-sequences,aie-expand-load-pdi"))
      return E;
    if (Options.LoadPdiToControlPackets)
      if (Error E = takeControlPackets())
        return E;
    return configureNewDevices();
  });
}

/// Expansion adds devices that reset the array, and so changes the numbers of
/// the others.
Error AieccBuild::configureNewDevices() {
  const AieccOutputs &O = Options.Outputs;
  for (auto [Number, Device] : enumerate(Session.devices())) {
    StringRef Name = Device.getSymName();
    auto Known =
        find_if(Devices, [&](const auto &D) { return D->Name == Name; });
    if (Known != Devices.end()) {
      (*Known)->ImageId = Number + 1;
      continue;
    }
    if (DesignDevices.count(Name.str()))
      continue;
    Devices.push_back(describe(Device));
    Devices.back()->ImageId = Number + 1;
    if (Error E = configure(*Devices.back()))
      return E;
    if (O.Pdi || O.Xclbin || O.FullElf)
      if (Error E = buildPdi(*Devices.back()))
        return E;
  }
  return Error::success();
}

void AieccBuild::addScratchpadParameters() {
  addStep("params.txt", "", [this]() -> Error {
    // The pass writes a file by itself; it goes to the work folder.
    if (std::error_code EC = sys::fs::create_directories(WorkDir))
      return makeError("{0}: cannot be created: {1}", WorkDir, EC.message());
    SmallString<256> Path(WorkDir);
    sys::path::append(Path, "params.txt");
    if (Error E = Session.runPipeline(
            *Parsed, formatv("aie-lower-scratchpad-"
                             "parameters{{output-params-file={0}}",
                             Path)
                         .str()))
      return E;
    auto Text = readFile(Path);
    if (!Text)
      return Text.takeError();
    BytesRef Data = bytesOf(**Text);
    return addOutput("params.txt", Bytes(Data.begin(), Data.end()));
  });
}
