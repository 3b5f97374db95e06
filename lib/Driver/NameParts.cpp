//===- NameParts.cpp - what a design calls the parts of the array ---------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The emulator sees bytes only and speaks of numbers. For designs that it runs
// from their text, this says which op each number came from.
//
//===----------------------------------------------------------------------===//

#include "Report.h"
#include "mlir/IR/Location.h"

using namespace aieforge;

/// "design.mlir:5:7", or nothing for ops that stand in no file.
static std::string placeOf(mlir::Location Loc) {
  if (auto At = Loc->findInstanceOf<mlir::FileLineColLoc>())
    return llvm::formatv("{0}:{1}:{2}", At.getFilename().getValue(),
                         At.getLine(), At.getColumn());
  return "";
}

static std::string tileText(aie::TileOp Tile) {
  return llvm::formatv("({0},{1})", Tile.colIndex(), Tile.rowIndex());
}

namespace {
class Namer {
public:
  void add(std::string Part, llvm::StringRef Name, mlir::Location Loc) {
    std::string Where = Name.empty() ? "" : "'" + Name.str() + "'";
    if (std::string Place = placeOf(Loc); !Place.empty())
      Where += (Where.empty() ? "" : ", ") + Place;
    if (!Where.empty())
      Parts.push_back({std::move(Part), std::move(Where)});
  }

  void addChain(aie::TileOp Tile, aie::DMAStartOp Start) {
    std::string Channel =
        llvm::formatv("{0} DMA {1} {2}, BD ", tileText(Tile),
                      aie::stringifyDMAChannelDir(Start.getChannelDir()),
                      Start.getChannelIndex());
    llvm::SmallPtrSet<mlir::Block *, 16> Seen;
    for (mlir::Block *B = Start.getDest(); Seen.insert(B).second;) {
      for (auto Bd : B->getOps<aie::DMABDOp>())
        if (Bd.getBdId())
          add(Channel + std::to_string(*Bd.getBdId()), bufferName(Bd),
              Bd.getLoc());
      auto Next = mlir::dyn_cast<aie::NextBDOp>(B->getTerminator());
      if (!Next)
        break;
      B = Next.getDest();
    }
  }

  std::vector<NamedPart> Parts;

private:
  static llvm::StringRef bufferName(aie::DMABDOp Bd) {
    auto Buffer = Bd.getBuffer().getDefiningOp<aie::BufferOp>();
    return Buffer && Buffer.hasName() ? Buffer.name() : llvm::StringRef();
  }
};
} // namespace

std::vector<NamedPart> aieforge::nameParts(aie::DeviceOp Device) {
  Namer Names;
  for (auto Core : Device.getOps<aie::CoreOp>())
    Names.add("core " + tileText(Core.getTileOp()), "", Core.getLoc());
  for (auto Lock : Device.getOps<aie::LockOp>())
    if (Lock.getTileOp() && Lock.getLockID())
      Names.add(llvm::formatv("lock {0} of {1}", *Lock.getLockID(),
                              tileText(Lock.getTileOp())),
                Lock.name(), Lock.getLoc());
  Device.walk([&](aie::DMAStartOp Start) {
    mlir::Operation *Program = Start->getParentOp();
    if (mlir::isa<aie::MemOp, aie::MemTileDMAOp>(Program))
      if (auto Tile = Program->getOperand(0).getDefiningOp<aie::TileOp>())
        Names.addChain(Tile, Start);
  });
  return std::move(Names.Parts);
}
