//===- Demand.h - what tiles need of their place -------------- -*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_TRANSFORMS_PLACEMENT_DEMAND_H
#define AIEFORGE_LIB_TRANSFORMS_PLACEMENT_DEMAND_H

#include "aieforge/Dialect/AIE/AIEDialect.h"
#include "aieforge/Hardware/Device.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLExtras.h"

#include <memory>
#include <set>

namespace aieforge::aie::placement {

struct Site {
  int Column, Row;
  auto operator<=>(const Site &) const = default;
};

inline bool reaches(Site Core, Site Memory) {
  return llvm::any_of(hw::coreWindows(), [&](const hw::ReachWindow &W) {
    return Core.Column + W.ColumnStep == Memory.Column &&
           Core.Row + W.RowStep == Memory.Row;
  });
}

/// Two cores that can pass objects through one of their memories.
inline bool neighbours(Site A, Site B) {
  return reaches(A, B) || reaches(B, A);
}

/// A tile value of the design, placed or not.
struct Place {
  mlir::Operation *Op = nullptr;
  AIETileType Kind = AIETileType::CoreTile;
  std::optional<int> Column, Row;
  std::optional<Site> At;
  /// DMA channels needed whatever the placement.
  unsigned In = 0, Out = 0;
  std::set<std::pair<WireBundle, unsigned>> FlowIn, FlowOut;
  /// Cores that send to, or receive from, this core by a FIFO of their own.
  llvm::SmallVector<Place *> From, To;
  /// Tiles whose memory the core reads or writes, and the other way round.
  llvm::SmallVector<Place *> Reads, ReadBy;
  /// Cores that are to be directly north or west of this one.
  llvm::SmallVector<Place *> CascadeFrom, CascadeTo;
  /// For each flow and FIFO that ends here: the tiles at its other ends.
  llvm::SmallVector<llvm::SmallVector<Place *>> Streams;

  unsigned inputs() const { return In + FlowIn.size(); }
  unsigned outputs() const { return Out + FlowOut.size(); }
  /// Whether the given column and row admit \p Where.
  bool allows(Site Where) const {
    return (!Column || *Column == Where.Column) && (!Row || *Row == Where.Row);
  }
};

/// All tile values of a device.
class Demand {
public:
  explicit Demand(DeviceOp Device) : Device(Device) { collectTiles(); }

  /// Finds out who is connected to whom.
  void collectConnections() {
    collectFifos();
    collectFlows();
    collectCores();
  }
  Place *placeOf(mlir::Value V) {
    auto It = Places.find(V.getDefiningOp());
    return It == Places.end() ? nullptr : It->second.get();
  }

  /// By the op that makes the value, in program order.
  llvm::MapVector<mlir::Operation *, std::unique_ptr<Place>> Places;

private:
  void collectTiles();
  void collectFifos();
  void collectFlows();
  void collectCores();

  DeviceOp Device;
};

} // namespace aieforge::aie::placement

#endif // AIEFORGE_LIB_TRANSFORMS_PLACEMENT_DEMAND_H
