//===- Channels.h - DMA channels for object FIFOs ---------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_TRANSFORMS_OBJECTFIFO_CHANNELS_H
#define AIEFORGE_LIB_TRANSFORMS_OBJECTFIFO_CHANNELS_H

#include "Model.h"

namespace aieforge::aie::objectfifo {

/// Sets Half::Channel of every half of a split FIFO.
llvm::LogicalResult assignChannels(DeviceOp Device, Model &M);

} // namespace aieforge::aie::objectfifo

#endif // AIEFORGE_LIB_TRANSFORMS_OBJECTFIFO_CHANNELS_H
