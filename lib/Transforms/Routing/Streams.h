//===- Streams.h - the packet streams through each switch -------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Routed packet nets, seen switch by switch.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_TRANSFORMS_ROUTING_STREAMS_H
#define AIEFORGE_LIB_TRANSFORMS_ROUTING_STREAMS_H

#include "PacketSwitch.h"
#include "PathFinder.h"

namespace aieforge::route {

/// Nets of one id that share a slave are one stream.
std::map<TileId, std::vector<PacketStream>>
packetStreams(const Fabric &Graph, llvm::ArrayRef<Net> Nets);

} // namespace aieforge::route

#endif // AIEFORGE_LIB_TRANSFORMS_ROUTING_STREAMS_H
