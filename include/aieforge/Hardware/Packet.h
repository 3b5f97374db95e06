//===- Packet.h - header words of stream packets ----------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A packet on a stream opens with a header word that routes it. In a control
// packet, which reads or writes registers of the tile that it reaches, a
// control header follows. Both words carry odd parity in bit 31.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_HARDWARE_PACKET_H
#define AIEFORGE_HARDWARE_PACKET_H

#include "aieforge/Hardware/Device.h"
#include "aieforge/Hardware/Field.h"

namespace aieforge::hw {

// stream_header::PacketId, control_header::Offset, …; ControlOperation;
// TaskTokenType; TokenActors_mem_S2MM, ….
#include "aieforge/Hardware/PacketFields.inc"

/// The actor id in the token of a DMA channel; nothing where it is not known.
inline std::optional<unsigned> tokenActor(TileKind K, Direction D,
                                          unsigned Channel) {
  bool In = D == Direction::S2MM;
  llvm::ArrayRef<int8_t> Actors;
  switch (K) {
  case TileKind::Core:
    Actors = In ? TokenActors_core_S2MM : TokenActors_core_MM2S;
    break;
  case TileKind::Mem:
    Actors = In ? TokenActors_mem_S2MM : TokenActors_mem_MM2S;
    break;
  case TileKind::ShimNoC:
    Actors = In ? TokenActors_shim_noc_S2MM : TokenActors_shim_noc_MM2S;
    break;
  case TileKind::ShimPL:
    break;
  }
  if (Channel >= Actors.size() || Actors[Channel] < 0)
    return std::nullopt;
  return unsigned(Actors[Channel]);
}

/// Most data words of one control packet.
constexpr unsigned MaxControlWords =
    control_header::WordsMinus1.valueMask() + 1;

constexpr bool hasOddParity(uint32_t Word) {
  return __builtin_popcount(Word) % 2 == 1;
}

/// Sets bit 31 so that the number of ones in \p Word is odd.
constexpr uint32_t withOddParity(uint32_t Word) {
  Word &= ~stream_header::Parity.mask();
  return hasOddParity(Word) ? Word : Word | stream_header::Parity.mask();
}

/// Fields of a stream header; parity is computed by encode() and not part of
/// the value.
struct StreamHeader {
  unsigned PacketId = 0;
  unsigned PacketType = 0;
  unsigned SourceRow = 0;
  unsigned SourceColumn = 0;

  constexpr uint32_t encode() const {
    return withOddParity(stream_header::PacketId.make(PacketId) |
                         stream_header::PacketType.make(PacketType) |
                         stream_header::SourceRow.make(SourceRow) |
                         stream_header::SourceColumn.make(SourceColumn));
  }
  static constexpr StreamHeader decode(uint32_t Word) {
    return {stream_header::PacketId.extract(Word),
            stream_header::PacketType.extract(Word),
            stream_header::SourceRow.extract(Word),
            stream_header::SourceColumn.extract(Word)};
  }
};

/// Fields of a control header, likewise.
struct ControlHeader {
  uint32_t Offset = 0; ///< Of the first register in the tile's window.
  unsigned Words = 1;  ///< 1 to MaxControlWords.
  ControlOperation Operation = ControlOperation::Write;
  unsigned ResponseId = 0; ///< Packet id of the answer to a read.

  constexpr uint32_t encode() const {
    return withOddParity(
        control_header::Offset.make(Offset) |
        control_header::WordsMinus1.make(Words - 1) |
        control_header::Operation.make(static_cast<uint32_t>(Operation)) |
        control_header::ResponseId.make(ResponseId));
  }
  static constexpr ControlHeader decode(uint32_t Word) {
    return {
        control_header::Offset.extract(Word),
        control_header::WordsMinus1.extract(Word) + 1,
        static_cast<ControlOperation>(control_header::Operation.extract(Word)),
        control_header::ResponseId.extract(Word)};
  }
  /// True for a packet that is followed by its data words.
  constexpr bool hasData() const { return Operation != ControlOperation::Read; }
};

} // namespace aieforge::hw

#endif // AIEFORGE_HARDWARE_PACKET_H
