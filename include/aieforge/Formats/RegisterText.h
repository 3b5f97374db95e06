//===- RegisterText.h - registers, BDs and routes as text -------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One line of text for what a register image holds: "base=0x400 len=256
// acquire lock 1 >= 1", "core(0,2) DMA MM2S 0 -> shim(0,0) DMA S2MM 0".
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_FORMATS_REGISTERTEXT_H
#define AIEFORGE_FORMATS_REGISTERTEXT_H

#include "aieforge/Formats/RouteView.h"
#include "aieforge/Hardware/Registers.h"

namespace aieforge {

/// "core(0,2)", "mem(0,1)", "shim(0,0)".
std::string tileName(hw::TileKind K, hw::TileId T);
std::string tileName(const hw::Device &D, hw::TileId T);

/// "Enable=1 Reset=0": the named fields of \p Value that \p Mask covers, those
/// that are 0 left out unless all are; then "bits 0x30=0x10" for set bits
/// without a name.
std::string describeFields(const hw::Register &R, uint32_t Value,
                           uint32_t Mask = ~0u);

/// What the BD does, its name left out.
std::string describe(const BdView &V);
/// "size 8 step 1, size 4 step 16": the dimensions, innermost first; empty for
/// a BD that is one run of words.
std::string describeDims(const BdView &V);
/// "acquire lock 1 >= 1", "release lock 2 + 1"; foreign locks with their tile.
std::string describeAcquire(const BdView &V);
std::string describeRelease(const BdView &V);

/// "BD 3", "BD 3 x 4 with token".
std::string describe(const hw::QueueEntry &E);
/// "DMA MM2S 0".
std::string channelName(hw::Direction D, unsigned Channel);
/// Control settings and tasks.
std::string describe(const ChannelView &V);

/// "core(0,2) DMA MM2S 0", "mem(0,1) North3", of a source (slave port) or a
/// destination (master port).
std::string describeSource(const hw::Device &D, const RouteEnd &E);
std::string describeDestination(const hw::Device &D, const RouteEnd &E);
std::string describe(const hw::Device &D, const RouteStop &S);
/// "0-3,7": the packet ids of a set.
std::string describeIds(uint32_t PacketIds);
/// Source, ids, destinations and stops.
std::string describe(const hw::Device &D, const RouteView &V);
/// "id 1 mask 0x1F -> arbiter 0 msel 1"
std::string describe(const hw::SlotConfig &C);

} // namespace aieforge

#endif // AIEFORGE_FORMATS_REGISTERTEXT_H
