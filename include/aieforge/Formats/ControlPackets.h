//===- ControlPackets.h - register writes as packets ------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A buffer that a shim DMA sends to the control ports of tiles: packets of a
// stream header, a control header and up to four words. They follow each other
// directly or stand in slots of equal size with zeros behind each packet.
// docs/formats/control-packets.md describes the layout.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_FORMATS_CONTROLPACKETS_H
#define AIEFORGE_FORMATS_CONTROLPACKETS_H

#include "aieforge/Formats/RegisterOp.h"
#include "aieforge/Hardware/Device.h"
#include "aieforge/Hardware/Packet.h"
#include "aieforge/Support/Bytes.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace aieforge::ctrlpkt {

struct Packet {
  uint32_t StreamWord = 0;  ///< The stream header, as in the file.
  uint32_t ControlWord = 0; ///< The control header, as in the file.
  /// Words to write; empty for a read. At most hw::MaxControlWords.
  llvm::SmallVector<uint32_t, 4> Data;
  /// Zero words between this packet and the next, or the end.
  uint32_t PaddingWords = 0;

  hw::StreamHeader stream() const {
    return hw::StreamHeader::decode(StreamWord);
  }
  hw::ControlHeader control() const {
    return hw::ControlHeader::decode(ControlWord);
  }
  /// Packet id by which the streams lead it to its tile: by convention the
  /// controller id of that tile (hw::defaultControllerId).
  unsigned packetId() const { return stream().PacketId; }

  /// A packet that writes \p Words, of which there are 1 to
  /// hw::MaxControlWords, from \p Offset on.
  static Packet write(unsigned PacketId, uint32_t Offset,
                      llvm::ArrayRef<uint32_t> Words);
  /// A packet that asks for \p Words registers; the answer comes as a packet
  /// with id \p ResponseId.
  static Packet read(unsigned PacketId, uint32_t Offset, unsigned Words,
                     unsigned ResponseId);

  friend bool operator==(const Packet &, const Packet &) = default;
};

using Packets = std::vector<Packet>;

/// Whether \p Data reads as control packets whose headers have odd parity.
/// There is no magic number: ask this after all other formats.
bool looksLikeControlPackets(BytesRef Data);

/// Reads a buffer. A header of even parity, which the hardware would object
/// to, and bits without meaning give warnings; a packet that is cut off is an
/// error.
Expected<Packets> parse(BytesRef Data,
                        std::vector<std::string> *Warnings = nullptr);

/// serialize(parse(x)) == x.
Bytes serialize(const Packets &P);

/// Packets for \p Ops in order, for the controller ids of \p IdOf. Blocks are
/// cut into pieces of hw::MaxControlWords. There is no masked write: the value
/// under the mask is written, ORed over directly successive masked writes to
/// one register, as the public compiler does it.
Packets fromRegisterOps(llvm::ArrayRef<RegisterOp> Ops,
                        llvm::function_ref<unsigned(hw::TileId)> IdOf);

/// The writes of \p P. \p TileOf names the tile that packets of an id reach
/// (the buffer does not tell the column); nothing makes that an error. Reads
/// are left out.
Expected<std::vector<RegisterOp>> registerOps(
    const Packets &P,
    llvm::function_ref<std::optional<hw::TileId>(unsigned PacketId)> TileOf);

/// The tile of \p Column to which the default controller ids lead.
std::optional<hw::TileId> defaultTile(const hw::Device &D, unsigned Column,
                                      unsigned PacketId);

} // namespace aieforge::ctrlpkt

#endif // AIEFORGE_FORMATS_CONTROLPACKETS_H
