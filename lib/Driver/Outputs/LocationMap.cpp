//===- LocationMap.cpp - which op each instruction comes from -------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A JSON file beside an instruction stream, for tools that show a trace or a
// hang in the design's terms. A lowered sequence gives one operation of the
// stream for each of its register ops.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Dialect/AIE/AIEDialect.h"
#include "aieforge/Dialect/AIEX/AIEXDialect.h"
#include "aieforge/Driver/Outputs.h"
#include "aieforge/Formats/Transaction.h"
#include "aieforge/Hardware/Registers.h"
#include "mlir/IR/Location.h"
#include "llvm/Support/JSON.h"

using namespace aieforge;
using namespace mlir;
namespace json = llvm::json;

static json::Value toJson(Location Loc) {
  if (auto File = dyn_cast<FileLineColLoc>(Loc))
    return json::Object{{"kind", "file"},
                        {"file", File.getFilename().str()},
                        {"line", int64_t(File.getLine())},
                        {"col", int64_t(File.getColumn())}};
  if (auto Name = dyn_cast<NameLoc>(Loc))
    return json::Object{{"kind", "name"},
                        {"name", Name.getName().str()},
                        {"child", toJson(Name.getChildLoc())}};
  if (auto Call = dyn_cast<CallSiteLoc>(Loc))
    return json::Object{{"kind", "callsite"},
                        {"callee", toJson(Call.getCallee())},
                        {"caller", toJson(Call.getCaller())}};
  if (auto Fused = dyn_cast<FusedLoc>(Loc)) {
    json::Array Children;
    for (Location Child : Fused.getLocations())
      Children.push_back(toJson(Child));
    return json::Object{{"kind", "fused"}, {"children", std::move(Children)}};
  }
  return json::Object{{"kind", isa<OpaqueLoc>(Loc) ? "opaque" : "unknown"}};
}

/// mlir-aie's name of the operation.
static StringRef nameOf(const txn::Op &Op) {
  switch (txn::opcode(Op)) {
  case txn::Opcode::Write:
    return "WRITE32";
  case txn::Opcode::DdrPatch:
    return "ADDRESS_PATCH";
  case txn::Opcode::UpdateReg:
    return "UPDATE_FROM_SCRATCHPAD";
  case txn::Opcode::LoadPdi:
    return "LOAD_PDI";
  default:
    return txn::opcodeName(txn::opcode(Op));
  }
}

/// The register address that \p Op names, if it names one.
static std::optional<uint32_t> addressOf(const txn::Op &Op) {
  if (auto *W = std::get_if<txn::Write>(&Op))
    return W->Address;
  if (auto *W = std::get_if<txn::BlockWrite>(&Op))
    return W->Address;
  if (auto *W = std::get_if<txn::MaskWrite>(&Op))
    return W->Address;
  if (auto *P = std::get_if<txn::DdrPatch>(&Op))
    return P->Register;
  return std::nullopt;
}

/// The part of a tile that a register belongs to, as mlir-aie names it.
static StringRef moduleName(hw::Module M) {
  switch (M) {
  case hw::Module::Core:
    return "core";
  case hw::Module::Memory:
    return "memory";
  case hw::Module::MemTile:
    return "memory_tile";
  case hw::Module::NoC:
  case hw::Module::PL:
    return "shim";
  }
  return "";
}

/// Adds the register's name and the part of the tile it belongs to.
static void addRegister(json::Object &Entry, uint32_t Address,
                        const hw::Device &Model) {
  hw::TileAddress A = hw::TileAddress::decode(Address);
  if (!Model.contains(A.Column, A.Row))
    return;
  auto Register =
      hw::findRegister(Model.Gen, Model.kind(A.Column, A.Row), A.Offset);
  if (!Register)
    return;
  Entry["register"] = Register->name();
  Entry["register_module"] = moduleName(Register->Reg->Mod);
}

static bool isRegisterOp(Operation &Op) {
  return isa<aiex::NpuSyncOp, aiex::NpuWrite32Op, aiex::NpuBlockWriteOp,
             aiex::NpuMaskWrite32Op, aiex::NpuLoadPdiOp,
             aiex::NpuAddressPatchOp, aiex::NpuPreemptOp,
             aiex::NpuCreateScratchpadOp, aiex::NpuUpdateFromScratchpadOp>(Op);
}

LogicalResult aieforge::writeLocationMap(aie::RuntimeSequenceOp Sequence,
                                         const txn::Transaction &Stream,
                                         StringRef BinaryName,
                                         llvm::raw_ostream &OS) {
  auto Device = Sequence->getParentOfType<aie::DeviceOp>();
  SmallVector<Operation *> Ops;
  for (Operation &Op : Sequence.getBody().front())
    if (isRegisterOp(Op))
      Ops.push_back(&Op);
  if (Ops.size() != Stream.Ops.size())
    return Sequence.emitError("the stream has ")
           << Stream.Ops.size() << " operations, but the sequence has "
           << Ops.size() << " register ops; lower it first (--aie-dma-to-npu)";
  json::Array Entries;
  size_t Offset = txn::HeaderBytes;
  for (auto [Op, Written] : llvm::zip(Ops, Stream.Ops)) {
    size_t Size = txn::opSize(Written, Stream.Enc);
    json::Object Entry{{"byte_offset", int64_t(Offset)},
                       {"byte_size", int64_t(Size)},
                       {"opcode", nameOf(Written)},
                       {"source_op", Op->getName().getStringRef()},
                       {"loc", toJson(Op->getLoc())}};
    if (auto Address = addressOf(Written)) {
      Entry["address"] = llvm::formatv("{0:X}", *Address).str();
      addRegister(Entry, *Address, *Device.getTargetModel());
    }
    Entries.push_back(std::move(Entry));
    Offset += Size;
  }
  json::Object Root{{"version", 1},
                    {"device", Device.getSymName()},
                    {"binary", BinaryName},
                    {"operations", std::move(Entries)}};
  OS << llvm::formatv("{0:2}\n", json::Value(std::move(Root)));
  return success();
}
