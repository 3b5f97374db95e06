//===- ControlOverlay.h - which channel sends control packets ---*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The agreement between aie-generate-column-control-overlay, which makes the
// routes, and aie-ctrl-packet-to-dma, which sends on them. Names are
// mlir-aie's.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_TRANSFORMS_CONTROLOVERLAY_H
#define AIEFORGE_LIB_TRANSFORMS_CONTROLOVERLAY_H

#include "aieforge/Hardware/Device.h"

#include <string>

namespace aieforge {

/// The MM2S channel of a column's shim that serves the tile in \p Row: the two
/// channels share the rows.
inline unsigned overlayChannel(const hw::Device &D, unsigned Row) {
  return Row >= D.Rows / 2 ? 1 : 0;
}

/// The shim allocation of that channel.
inline std::string overlayAllocation(unsigned Column, unsigned Channel) {
  return "ctrlpkt_col" + std::to_string(Column) + "_mm2s_chan" +
         std::to_string(Channel);
}

} // namespace aieforge

#endif // AIEFORGE_LIB_TRANSFORMS_CONTROLOVERLAY_H
