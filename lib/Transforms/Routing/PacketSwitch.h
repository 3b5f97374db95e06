//===- PacketSwitch.h - packet settings of one switch -----------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Turns the packet streams through one switch into amsels, master sets and at
// most four rules a slave port, or says which of these ran out.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_TRANSFORMS_ROUTING_PACKETSWITCH_H
#define AIEFORGE_LIB_TRANSFORMS_ROUTING_PACKETSWITCH_H

#include "aieforge/Transforms/Routing/Routing.h"
#include "llvm/ADT/ArrayRef.h"

namespace aieforge::route {

/// Packets of one id that enter by Slave and leave by all of Masters (sorted).
struct PacketStream {
  Port Slave;
  unsigned Id = 0;
  std::vector<Port> Masters;
  bool Priority = false;
};

struct PacketShortage {
  enum Kind { None, Arbiters, Selects, Rules } What = None;
  /// The slave with too many rules.
  Port Slave;
};

/// Fills \p Box. \p Used are the amsels that a given configuration occupies.
PacketShortage configurePackets(llvm::ArrayRef<PacketStream> Streams,
                                llvm::ArrayRef<Amsel> Used, Switchbox &Box);

/// The fewest (mask, value) pairs that match every id of \p Match and none of
/// \p Avoid; ids are 0 to 31.
std::vector<std::pair<unsigned, unsigned>>
coverIds(llvm::ArrayRef<unsigned> Match, llvm::ArrayRef<unsigned> Avoid);

} // namespace aieforge::route

#endif // AIEFORGE_LIB_TRANSFORMS_ROUTING_PACKETSWITCH_H
