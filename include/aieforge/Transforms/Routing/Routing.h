//===- Routing.h - streams through the array's switches ---------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The router's vocabulary, without MLIR: flows go in, the configuration of
// every stream switch and shim mux comes out.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TRANSFORMS_ROUTING_ROUTING_H
#define AIEFORGE_TRANSFORMS_ROUTING_ROUTING_H

#include "aieforge/Hardware/StreamSwitch.h"
#include "aieforge/Support/Error.h"

#include <compare>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace aieforge::route {

using hw::Port;
using hw::TileId;

/// A port of a tile. Whether it is a slave (into the switch) or a master (out
/// of it) follows from where it stands.
struct Endpoint {
  TileId At;
  Port On;

  friend bool operator<(const Endpoint &A, const Endpoint &B) {
    return std::tie(A.At, A.On) < std::tie(B.At, B.On);
  }
};

/// "DMA : 1", as designs write it.
std::string portName(Port P);
/// "(2, 3) DMA : 1"
std::string toString(const Endpoint &E);

/// What shall be connected. DMA ports of shim tiles are named as such; the
/// router leads them through the shim mux.
struct Flow {
  Endpoint Source;
  std::vector<Endpoint> Destinations;
  /// Set for packet-switched flows: the id that selects the packets.
  std::optional<unsigned> PacketId;
  /// Routed before all others, so that its route depends on no other flow.
  bool Priority = false;
  /// Header kept (true) or dropped (false) at the destinations.
  std::optional<bool> KeepHeader;
};

/// Arbiter and master select of a packet route.
struct Amsel {
  unsigned Arbiter = 0;
  unsigned Msel = 0;
  auto operator<=>(const Amsel &) const = default;
};

struct Connection {
  Port Slave;
  Port Master;

  friend bool operator==(const Connection &A, const Connection &B) {
    return A.Slave == B.Slave && A.Master == B.Master;
  }
  friend bool operator<(const Connection &A, const Connection &B) {
    return std::tie(A.Slave, A.Master) < std::tie(B.Slave, B.Master);
  }
};

/// Packets of a slave with (id & Mask) == Value go to Target's masters.
struct PacketRule {
  unsigned Mask = 0;
  unsigned Value = 0;
  Amsel Target;
};

struct MasterSet {
  std::vector<Amsel> Amsels;
  std::optional<bool> KeepHeader;
  /// Some priority flow leaves here.
  bool Priority = false;
};

struct SlaveRules {
  std::vector<PacketRule> Rules;
  /// Some priority flow enters here.
  bool Priority = false;
};

struct Switchbox {
  std::vector<Connection> Connections;
  std::map<Port, MasterSet> Masters;
  std::map<Port, SlaveRules> Slaves;

  bool empty() const {
    return Connections.empty() && Masters.empty() && Slaves.empty();
  }
};

struct Routing {
  std::map<TileId, Switchbox> Switches;
  /// DMA side -> switch side for sources, switch side -> DMA side for
  /// destinations, as seen from the mux.
  std::map<TileId, std::vector<Connection>> ShimMuxes;
};

/// Why flows cannot be routed, with the source of a flow at fault if there is
/// one.
class RoutingError : public llvm::ErrorInfo<RoutingError> {
public:
  static char ID;
  RoutingError(std::string Text, std::optional<Endpoint> Source)
      : Text(std::move(Text)), Source(Source) {}

  void log(llvm::raw_ostream &OS) const override { OS << Text; }
  std::error_code convertToErrorCode() const override {
    return llvm::inconvertibleErrorCode();
  }

  std::string Text;
  std::optional<Endpoint> Source;
};

/// Routes \p Flows on \p Device around the configuration \p Given, which stays
/// as it is and is not part of the result. The result depends on the set of
/// flows, not on their order. Errors are
/// RoutingErrors that name the flow and the switch at fault.
Expected<Routing> routeFlows(const hw::Device &Device,
                             llvm::ArrayRef<Flow> Flows,
                             const Routing &Given = {});

} // namespace aieforge::route

#endif // AIEFORGE_TRANSFORMS_ROUTING_ROUTING_H
