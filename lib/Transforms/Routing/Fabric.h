//===- Fabric.h - the graph of stream switch ports --------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Nodes are ports: slaves and masters are separate nodes. Edges are the legal
// connections inside a switch (slave to master) and the wires between
// neighbours (master to slave). Every node carries one circuit, or packets.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_TRANSFORMS_ROUTING_FABRIC_H
#define AIEFORGE_LIB_TRANSFORMS_ROUTING_FABRIC_H

#include "aieforge/Transforms/Routing/Routing.h"
#include "llvm/ADT/ArrayRef.h"

namespace aieforge::route {

using NodeId = int;

struct Node {
  TileId At;
  Port On;
  bool Master = false;
};

class Fabric {
public:
  explicit Fabric(const hw::Device &Device);

  const hw::Device &device() const { return Device; }
  size_t size() const { return Nodes.size(); }
  const Node &operator[](NodeId N) const { return Nodes[N]; }
  llvm::ArrayRef<NodeId> successors(NodeId N) const {
    return llvm::ArrayRef(Targets).slice(FirstTarget[N],
                                         FirstTarget[N + 1] - FirstTarget[N]);
  }
  /// -1 if the tile has no such port (at the array's edge, for example).
  NodeId find(TileId T, Port P, bool Master) const;
  int distance(NodeId A, NodeId B) const;

private:
  void addTile(TileId T);

  const hw::Device &Device;
  std::vector<Node> Nodes;
  std::map<std::tuple<TileId, Port, bool>, NodeId> Index;
  std::vector<unsigned> FirstTarget;
  std::vector<NodeId> Targets;
};

} // namespace aieforge::route

#endif // AIEFORGE_LIB_TRANSFORMS_ROUTING_FABRIC_H
