//===- Trace.h - the trace unit of a module ---------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Turns up to eight events of a module into frames with the time between them
// and sends these in packets of eight words (array.md section 13).
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_EMULATOR_TRACE_H
#define AIEFORGE_LIB_EMULATOR_TRACE_H

#include "Stream.h"
#include "aieforge/Hardware/Registers.h"
#include "llvm/ADT/SmallVector.h"

#include <array>
#include <deque>
#include <optional>

namespace aieforge::emu {

class Fabric;
struct Tile;

class TraceUnit {
public:
  /// The unit that feeds slave port Trace \p Port of \p T.
  TraceUnit(Fabric &F, Tile &T, unsigned Port);

  /// Event \p Number of the module happens now; \p Timer is the module's.
  void event(unsigned Number, uint64_t Timer);

  /// Registers of this unit. False: not one of them.
  bool write(const hw::RegisterRef &R, uint32_t Value, uint64_t Timer);
  std::optional<uint32_t> read(const hw::RegisterRef &R) const;

  /// Puts words on the stream. False: nothing can leave now.
  bool step();
  /// What waits here, in words; empty if nothing does.
  std::string whyBlocked() const;

private:
  static constexpr unsigned NumSlots = 8, PayloadBytes = 28;
  /// Words that wait for the stream before packets get lost. The depth of the
  /// hardware is not public; it does not hold more.
  static constexpr unsigned QueueWords = 64;
  enum State : uint32_t { Idle = 0, Running = 1, Overrun = 3 };

  void start(uint64_t Timer);
  void stop();
  /// Writes the frame of the events noted so far.
  void closeFrame();
  void putByte(uint8_t Byte);
  /// The \p Count low bytes of \p Value, the most significant first.
  void putBytes(uint64_t Value, unsigned Count);
  void sendPacket();

  Fabric &F;
  Tile &T;
  unsigned Port, SlavePort;
  uint32_t Control0 = 0, Control1 = 0;
  std::array<uint32_t, 2> Selection{};
  std::array<unsigned, NumSlots> Slots{}; ///< Events; 0: none.
  unsigned StartEvent = 0, StopEvent = 0, Mode = 0, Id = 0, Type = 0;
  State Now = Idle;
  unsigned Noted = 0;     ///< Slots with an event in cycle NotedAt.
  uint64_t NotedAt = 0;   ///< A cycle.
  uint64_t LastFrame = 0; ///< Cycle of the frame before.
  llvm::SmallVector<uint8_t, PayloadBytes> Payload;
  std::deque<StreamWord> Queue;
};

} // namespace aieforge::emu

#endif // AIEFORGE_LIB_EMULATOR_TRACE_H
