//===- Fabric.cpp - the graph of stream switch ports ----------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Built from the device tables: port counts, legal connections, wiring.
//
//===----------------------------------------------------------------------===//

#include "Fabric.h"

#include "llvm/ADT/STLExtras.h"

using namespace aieforge;
using namespace aieforge::route;
using namespace llvm;

NodeId Fabric::find(TileId T, Port P, bool Master) const {
  auto It = Index.find({T, P, Master});
  return It == Index.end() ? -1 : It->second;
}

int Fabric::distance(NodeId A, NodeId B) const {
  auto apart = [](unsigned X, unsigned Y) { return X < Y ? Y - X : X - Y; };
  return apart(Nodes[A].At.Column, Nodes[B].At.Column) +
         apart(Nodes[A].At.Row, Nodes[B].At.Row);
}

void Fabric::addTile(TileId T) {
  hw::TileKind Kind = Device.kind(T.Column, T.Row);
  for (bool Master : {false, true})
    for (Port P : Master ? hw::masterPorts(Kind) : hw::slavePorts(Kind)) {
      unsigned Count = Master ? hw::masterCount(Device, T, P.Bundle)
                              : hw::slaveCount(Device, T, P.Bundle);
      // Lanes at the edge of the array are tied off.
      if (P.Index >= Count)
        continue;
      Index[{T, P, Master}] = Nodes.size();
      Nodes.push_back({T, P, Master});
    }
}

Fabric::Fabric(const hw::Device &Device) : Device(Device) {
  for (unsigned Column = 0; Column != Device.Columns; ++Column)
    for (unsigned Row = 0; Row != Device.Rows; ++Row)
      addTile({Column, Row});

  for (size_t N = 0; N != Nodes.size(); ++N) {
    const Node &From = Nodes[N];
    FirstTarget.push_back(Targets.size());
    if (From.Master) {
      if (auto To = hw::neighbourSlave(Device, From.At, From.On))
        if (NodeId T = find(To->Tile, To->P, false); T >= 0)
          Targets.push_back(T);
      continue;
    }
    hw::TileKind Kind = Device.kind(From.At.Column, From.At.Row);
    // Nodes of a tile stand together, slaves before masters.
    for (size_t M = N + 1; M != Nodes.size() && Nodes[M].At == From.At; ++M)
      if (Nodes[M].Master && hw::isLegalConnection(Kind, From.On, Nodes[M].On))
        Targets.push_back(M);
  }
  FirstTarget.push_back(Targets.size());
}
