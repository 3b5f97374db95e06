//===- TraceUnit.h - the trace unit that an op means ------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A core tile has two trace units, one for its core and one for its memory;
// registers and events of the two have the same names.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_TRANSFORMS_TRACE_TRACEUNIT_H
#define AIEFORGE_LIB_TRANSFORMS_TRACE_TRACEUNIT_H

#include "../Tiles.h"
#include "aieforge/Hardware/Events.h"
#include "aieforge/Hardware/Registers.h"

namespace aieforge::aie {

struct TraceUnit {
  TileOp Tile;
  TracePacketType Type;
  hw::Generation Gen;
  hw::TileKind Kind;
  hw::Module Mod;

  /// The unit of type \p Type on \p Tile, by default the tile's main one.
  TraceUnit(TileOp Tile, std::optional<TracePacketType> Type);

  /// The register called \p Name, or null.
  const hw::Register *reg(llvm::StringRef Name) const;
  /// Which of the registers called \p Prefix and a number has \p Field; one
  /// does, for slots that the verifier of traces lets pass.
  std::string registerWith(llvm::StringRef Prefix, llvm::StringRef Field) const;
  /// The number of the event called \p Name.
  std::optional<unsigned> event(llvm::StringRef Name) const {
    return hw::eventNumber(Gen, Mod, Name);
  }
  /// The event that broadcast \p Number raises here.
  std::optional<unsigned> broadcastEvent(unsigned Number) const;
};

/// What \p Trace says about its packets.
TracePacketOp packetOf(TraceOp Trace);
TraceUnit unitOf(TraceOp Trace);

} // namespace aieforge::aie

#endif // AIEFORGE_LIB_TRANSFORMS_TRACE_TRACEUNIT_H
