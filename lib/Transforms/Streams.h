//===- Streams.h - flows and switches of a device ---------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_TRANSFORMS_STREAMS_H
#define AIEFORGE_LIB_TRANSFORMS_STREAMS_H

#include "Tiles.h"
#include "aieforge/Transforms/Routing/Routing.h"

namespace aieforge::aie {

/// The dialect's bundles are numbered as the hardware tables'.
inline hw::Port portOf(WireBundle Bundle, unsigned Channel) {
  return {static_cast<hw::Bundle>(Bundle), Channel};
}
inline WireBundle bundleOf(hw::Port P) {
  return static_cast<WireBundle>(P.Bundle);
}

/// The switchboxes and shim muxes that \p Device holds.
route::Routing readSwitches(DeviceOp Device);

} // namespace aieforge::aie

#endif // AIEFORGE_LIB_TRANSFORMS_STREAMS_H
