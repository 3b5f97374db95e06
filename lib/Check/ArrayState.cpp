//===- ArrayState.cpp - the array that a configuration leaves -------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ArrayState.h"
#include "Reporter.h"

using namespace aieforge;
using namespace aieforge::check;
using namespace llvm;

hw::Device check::arrayOf(std::optional<hw::Generation> Gen, unsigned Columns) {
  hw::Device Array = hw::allDevices().front();
  for (const hw::Device &D : hw::allDevices())
    if (Gen ? D.Gen == *Gen && D.Columns >= Array.Columns
            : D.Columns >= Array.Columns)
      Array = D;
  unsigned Most = 0;
  for (const Npu &N : allNpus())
    Most = std::max(Most, N.Columns);
  Array.Columns = Columns == 0 ? Most : std::min(Columns, Most);
  return Array;
}

ArrayState::ArrayState(std::optional<hw::Generation> Gen, unsigned Columns)
    : Gen(Gen), Device(arrayOf(Gen, Columns)), Image(Device) {}

std::string check::tileName(hw::TileId T) {
  return text("tile ({0},{1})", T.Column, T.Row);
}

std::string check::channelName(hw::Direction D, unsigned Channel) {
  return text("{0} {1}", hw::toString(D), Channel);
}
