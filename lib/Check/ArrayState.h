//===- ArrayState.h - the array that a configuration leaves -----*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the rules C and T know of the array: the device, so far as it is known,
// and the registers as a device image or a stream has written them.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_CHECK_ARRAYSTATE_H
#define AIEFORGE_LIB_CHECK_ARRAYSTATE_H

#include "aieforge/Formats/RegisterImage.h"

namespace aieforge::check {

/// An array of \p Columns columns (0: as many as any NPU has). Where \p Gen is
/// not known, that with the most registers is taken.
hw::Device arrayOf(std::optional<hw::Generation> Gen, unsigned Columns);

struct ArrayState {
  /// \p Gen and \p Columns as in arrayOf.
  ArrayState(std::optional<hw::Generation> Gen, unsigned Columns);
  ArrayState(const ArrayState &) = delete;

  std::optional<hw::Generation> Gen;
  hw::Device Device;
  RegisterImage Image;
};

/// "tile (0,2)"
std::string tileName(hw::TileId T);
/// "S2MM 0"
std::string channelName(hw::Direction D, unsigned Channel);

} // namespace aieforge::check

#endif // AIEFORGE_LIB_CHECK_ARRAYSTATE_H
