//===- Cores.h - places for core tiles --------------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_TRANSFORMS_PLACEMENT_CORES_H
#define AIEFORGE_LIB_TRANSFORMS_PLACEMENT_CORES_H

#include "Demand.h"

#include <map>

namespace aieforge::aie::placement {

/// The logical core tiles of a device and the sites for them.
class Cores {
public:
  Cores(DeviceOp Device, Demand &Tiles) : Device(Device), Tiles(Tiles) {}

  /// Places all of them, column by column and upwards, most constrained first;
  /// with backtracking. \p PerColumn: rows of a column to use, -1: all.
  /// \p NoRoom: what the error says if the device has too few cores.
  llvm::LogicalResult place(int PerColumn, llvm::StringRef NoRoom);

  /// Moves placed cores to where their streams are shorter. The same \p Seed
  /// gives the same places everywhere.
  void anneal(uint64_t Seed);

private:
  bool search(size_t Next);
  bool searchInOrder();
  bool fits(Place &P, Site At);
  /// What is wrong with the site of a placed tile.
  enum class Conflict { None, Channels, Memory, Cascade };
  Conflict conflict(Place &P);
  bool channelsSuffice(Place &P);
  unsigned neighbourDemand(const Place &P) const;
  llvm::ArrayRef<Site> sitesFor(const Place &P) const;
  llvm::LogicalResult collectSites(int PerColumn);
  llvm::LogicalResult takeGiven();
  llvm::LogicalResult report(Place &P, llvm::StringRef NoRoom);
  void notePeers(mlir::InFlightDiagnostic &Error, Place &P, Conflict What);
  void collectNets();
  unsigned cost() const;

  DeviceOp Device;
  Demand &Tiles;
  llvm::SmallVector<Place *> Movable;
  /// Column by column and upwards; and with the tiles that have a core above
  /// and below first in each column.
  llvm::SmallVector<Site> Sites, InnerFirst;
  std::map<Site, Place *> Taken;
  unsigned Steps = 0;
  /// The longest list of places that the search got to.
  llvm::SmallVector<std::pair<Place *, Site>> Deepest;
  /// Cores whose distance counts.
  std::vector<llvm::SmallVector<Place *>> Nets;
};

/// For each object FIFO between a core and itself that does not fit into the
/// core's memory: the neighbour's memory that takes it.
llvm::SmallVector<std::pair<ObjectFifoCreateOp, Site>>
spillFifos(DeviceOp Device, Demand &Tiles);

} // namespace aieforge::aie::placement

#endif // AIEFORGE_LIB_TRANSFORMS_PLACEMENT_CORES_H
