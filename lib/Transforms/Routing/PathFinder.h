//===- PathFinder.h - negotiated-congestion search --------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds one tree a net (McMurchie and Ebeling, "PathFinder", FPGA 1995): nets
// may overuse ports at first, then overused ports get dearer until none is.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_TRANSFORMS_ROUTING_PATHFINDER_H
#define AIEFORGE_LIB_TRANSFORMS_ROUTING_PATHFINDER_H

#include "Fabric.h"
#include "llvm/ADT/SmallVector.h"

namespace aieforge::route {

/// All circuit flows of one source, or all packet flows of one source and id.
struct Net {
  Endpoint From;
  NodeId Source = -1;
  std::vector<NodeId> Sinks;
  std::optional<unsigned> PacketId;
  bool Priority = false;
  /// Packet nets that share a source or a destination have the same affinity:
  /// they wait for each other anyway, so they may share lanes at no cost.
  int Affinity = -1;
  /// The route: children of every node of the tree, sorted; sinks have none.
  std::map<NodeId, llvm::SmallVector<NodeId, 2>> Tree;
};

/// A RoutingError; \p Format as for makeError.
template <typename... Ts>
Error routingError(std::optional<Endpoint> Source, const char *Format,
                   Ts &&...Values) {
  return llvm::make_error<RoutingError>(
      llvm::formatv(Format, std::forward<Ts>(Values)...).str(), Source);
}

class PathFinder {
public:
  PathFinder(const Fabric &Graph, std::vector<Net> &Nets,
             const std::vector<bool> &Blocked);

  /// Routes every net. Errors: a destination that no path reaches, and, after
  /// the last round, the switch with too many streams.
  Error run();

private:
  struct Usage {
    /// Indices of the nets whose tree holds the node.
    llvm::SmallVector<int, 2> Nets;
    uint32_t History = 0;
  };

  Error routeGroup(llvm::ArrayRef<int> Group);
  Error routeNet(int N);
  bool routeSink(int N, NodeId Sink);
  void remove(int N);
  void insert(int N);
  bool sameStream(int A, int B, NodeId At) const;
  bool conflict(int A, int B, NodeId At) const;
  unsigned conflicts(NodeId At, int Except) const;
  uint64_t cost(int N, NodeId At) const;
  void findJoins(int N, NodeId Sink);
  Error congestionError() const;
  Error unreachableError(int N, NodeId Sink) const;
  std::vector<NodeId> overusedPacketPorts() const;

  const Fabric &Graph;
  std::vector<Net> &Nets;
  const std::vector<bool> &Blocked;
  std::vector<Usage> Use;
  uint64_t Pressure = 1;
  /// Search state, valid where Stamp equals Now.
  std::vector<uint64_t> Best;
  std::vector<NodeId> Previous;
  std::vector<uint32_t> Stamp;
  uint32_t Now = 0;
  /// Node -> net whose tree already leads from there to just this sink.
  std::map<NodeId, int> Joins;
};

} // namespace aieforge::route

#endif // AIEFORGE_LIB_TRANSFORMS_ROUTING_PATHFINDER_H
