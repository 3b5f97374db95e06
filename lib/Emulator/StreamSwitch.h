//===- StreamSwitch.h - the stream switch of one tile -----------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Circuit and packet switching of one tile (array.md section 5). Every port is
// a FIFO; a switch moves at most one word per port and cycle.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_EMULATOR_STREAMSWITCH_H
#define AIEFORGE_LIB_EMULATOR_STREAMSWITCH_H

#include "Stream.h"
#include "aieforge/Hardware/Device.h"
#include "llvm/ADT/SmallVector.h"

#include <array>
#include <string>
#include <vector>

namespace aieforge::emu {

class Fabric;
struct Tile;

/// One entry of the packet table of a slave port.
struct PacketSlot {
  bool Enabled = false;
  unsigned Id = 0, Mask = 0, Msel = 0, Arbiter = 0;
};

class StreamSwitch {
public:
  static constexpr unsigned NumArbiters = 8, NumSlots = 4;
  static constexpr unsigned NoPort = ~0u;

  struct Master {
    hw::Bundle Bundle;
    unsigned Index;
    bool Enabled = false, Packet = false, DropHeader = false;
    unsigned Slave = 0;   ///< Circuit: slave port that drives it.
    unsigned Arbiter = 0; ///< Packet.
    unsigned Msels = 0;   ///< Packet: one bit for each msel.
    StreamFifo Fifo = {};
    /// Where words go that leave the tile; null: a consumer in the tile takes
    /// them out of Fifo, or nobody does.
    StreamSwitch *LinkSwitch = nullptr;
    unsigned LinkPort = 0;
  };

  struct Slave {
    hw::Bundle Bundle;
    unsigned Index;
    bool Enabled = false, Packet = false;
    std::array<PacketSlot, NumSlots> Slots = {};
    StreamFifo Fifo = {};
    // Packet state: the header at the front has been matched; the arbiter
    // serves this port until TLAST.
    bool Matched = false, Granted = false, HeaderNext = true,
         Unroutable = false;
    unsigned Arbiter = 0, Msel = 0;
    llvm::SmallVector<uint8_t, 4> Targets =
        {}; ///< Master ports; circuit or granted.
  };

  /// Positions of the fixed schedule of arbiters 0 and 1.
  struct Merge {
    bool Enabled = false;
    std::array<unsigned, 4> Port{}, Packets{};
    unsigned Position = 0, Done = 0;
  };

  StreamSwitch(Fabric &F, Tile &T);

  /// Connects the master ports to the neighbours, once all tiles exist.
  void connect();

  void writeMaster(unsigned Port, uint32_t Value);
  void writeSlave(unsigned Port, uint32_t Value);
  void writeSlot(unsigned Port, unsigned Slot, uint32_t Value);
  /// \p Word: 0 slaves 0 and 1, 1 slaves 2 and 3, 2 control.
  void writeMerge(unsigned Arbiter, unsigned Word, uint32_t Value);

  /// Words of these ports are told to the tile's events, one bit a port.
  void watch(uint32_t SlavePorts, uint32_t MasterPorts) {
    WatchedSlaves = SlavePorts;
    WatchedMasters = MasterPorts;
  }

  /// Moves words for one cycle. False: nothing can move until something wakes
  /// this switch.
  bool step();

  // The tile's own ends of local ports.
  bool canPushSlave(unsigned Port, unsigned Words = 1) const {
    return Slaves[Port].Fifo.space() >= Words;
  }
  void pushSlave(unsigned Port, const StreamWord &W);
  const StreamFifo &masterFifo(unsigned Port) const {
    return Masters[Port].Fifo;
  }
  void pushMaster(unsigned Port, const StreamWord &W);
  StreamWord popMaster(unsigned Port);

  /// Port numbers of a bundle, or NoPort.
  unsigned masterPort(hw::Bundle B, unsigned Index) const;
  unsigned slavePort(hw::Bundle B, unsigned Index) const;

  const std::vector<Master> &masters() const { return Masters; }
  const std::vector<Slave> &slaves() const { return Slaves; }
  std::vector<Master> &masters() { return Masters; }
  std::vector<Slave> &slaves() { return Slaves; }
  bool anyWords() const { return BusySlaves || BusyMasters; }

  /// Why the front word of \p Port cannot leave, in words; empty if the FIFO
  /// is empty.
  std::string whySlaveBlocked(unsigned Port) const;
  std::string whyMasterBlocked(unsigned Port) const;

private:
  StreamWord popSlave(unsigned Port);
  void updateRoutes();
  bool matchHeaders();
  void grantArbiters();
  bool moveFromSlave(unsigned Port);
  bool moveToNeighbours();
  void checkRoute(unsigned SlavePort, unsigned MasterPort);

  Fabric &F;
  Tile &T;
  std::vector<Master> Masters;
  std::vector<Slave> Slaves;
  std::array<int, NumArbiters> Owner; ///< Slave port served now, or -1.
  std::array<unsigned, NumArbiters> LastOwner{};
  std::array<Merge, 2> Merges;
  uint32_t BusySlaves = 0, BusyMasters = 0; ///< Ports with words, one bit each.
  uint32_t WatchedSlaves = 0, WatchedMasters = 0;
  bool RoutesChanged = true;
};

/// "slave South 3"
std::string portName(const char *Side, hw::Bundle B, unsigned Index);

/// A bundle that leads out of the tile.
inline bool isExternal(hw::Bundle B) {
  return B == hw::Bundle::South || B == hw::Bundle::West ||
         B == hw::Bundle::North || B == hw::Bundle::East;
}

} // namespace aieforge::emu

#endif // AIEFORGE_LIB_EMULATOR_STREAMSWITCH_H
