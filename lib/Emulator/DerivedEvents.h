//===- DerivedEvents.h - edges and combinations of events -------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A module watches two of its events for edges and makes three combinations of
// four others. What happened in a cycle is judged in the next one, when all of
// it is known.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_EMULATOR_DERIVEDEVENTS_H
#define AIEFORGE_LIB_EMULATOR_DERIVEDEVENTS_H

#include "aieforge/Hardware/Registers.h"
#include "llvm/ADT/SmallVector.h"

#include <array>

namespace aieforge::emu {

class DerivedEvents {
public:
  DerivedEvents(hw::Generation G, hw::Module M);

  /// Registers of this part. False: not one of them.
  bool write(const hw::RegisterRef &R, uint32_t Value);

  /// Whether event \p Number takes part in anything.
  bool watches(unsigned Number) const;
  /// The cycle whose events are noted and not judged yet, if there is one.
  std::optional<uint64_t> pending() const { return Pending; }
  /// Event \p Number happens in cycle \p Now; no other one may be pending.
  void note(unsigned Number, uint64_t Now);
  /// Ends the pending cycle; the events that follow from it. If an edge may
  /// follow, the next cycle is pending then.
  llvm::SmallVector<unsigned, 5> judge();

private:
  static constexpr unsigned NumEdges = 2, NumCombos = 3;
  /// As a combination's register field has it.
  enum Logic : unsigned { And, AndNot, Or, OrNot };
  struct Edge {
    unsigned Event = 0;
    bool Rising = false, Falling = false;
    bool Seen = false, Before = false; ///< In this cycle, in the one before.
  };

  bool combine(unsigned Combo, bool A, bool B) const;

  std::array<Edge, NumEdges> Edges;
  std::array<unsigned, 4> Inputs{}; ///< Events A to D.
  std::array<bool, 4> Seen{};
  std::array<unsigned, NumCombos> Logics{};
  std::array<unsigned, NumEdges> EdgeNumbers{};
  std::array<unsigned, NumCombos> ComboNumbers{};
  std::optional<uint64_t> Pending;
};

} // namespace aieforge::emu

#endif // AIEFORGE_LIB_EMULATOR_DERIVEDEVENTS_H
