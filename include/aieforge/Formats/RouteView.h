//===- RouteView.h - stream routes followed end to end ----------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Follows the settings of the stream switches in a RegisterImage from every
// port at which data enters the network to all ports at which it leaves.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_FORMATS_ROUTEVIEW_H
#define AIEFORGE_FORMATS_ROUTEVIEW_H

#include "aieforge/Formats/RegisterViews.h"

namespace aieforge {

/// A port at which a route begins or ends.
struct RouteEnd {
  hw::TileId Tile;
  hw::Port Port; ///< A slave port where a route begins, else a master port.
  /// The DMA channel behind the port, shim muxes considered.
  std::optional<unsigned> Channel;
  bool operator==(const RouteEnd &) const = default;
};

/// Data that enters a switch at one port and leaves it at another.
struct RouteHop {
  hw::TileId Tile;
  hw::Port Slave;
  hw::Port Master;
  bool operator==(const RouteHop &) const = default;
};

/// Where data gets lost or stuck.
struct RouteStop {
  enum Reason : uint8_t {
    LeavesDevice, ///< The master port has no neighbour.
    PortDisabled, ///< Data comes to a slave port that is disabled.
    NoRule,       ///< No packet rule of the slave port matches.
    NoMaster,     ///< Nothing takes the slave port or the arbiter.
  };
  hw::TileId Tile;
  hw::Port Port; ///< LeavesDevice: a master port, else a slave port.
  Reason Why = NoMaster;
  bool operator==(const RouteStop &) const = default;
};
llvm::StringRef toString(RouteStop::Reason R);

struct RouteView {
  RouteEnd Source;
  /// The source is a port to a neighbour, and no master drives it.
  bool Undriven = false;
  /// Packet switched somewhere: bit i is set if packets with id i take this
  /// route. 0 for circuits, which take everything.
  uint32_t PacketIds = 0;
  std::vector<RouteHop> Hops;         ///< From the source outwards.
  std::vector<RouteEnd> Destinations; ///< In the order of the hops.
  std::vector<RouteStop> Stops;
  bool Loop = false; ///< Data comes back to a port that it went through.
};

/// All routes, by tile and port of their sources; packets with ids that go
/// other ways are routes of their own.
std::vector<RouteView> routeViews(const RegisterImage &I);

} // namespace aieforge

#endif // AIEFORGE_FORMATS_ROUTEVIEW_H
