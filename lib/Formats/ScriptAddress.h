//===- ScriptAddress.h - places in a tile by name ---------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_FORMATS_SCRIPTADDRESS_H
#define AIEFORGE_LIB_FORMATS_SCRIPTADDRESS_H

#include "aieforge/Hardware/Device.h"

namespace aieforge::script {

/// The offset that \p Name stands for in a tile: "+0x100", "data+0x100",
/// "program+0x100", or a register with its indices filled in ("DMA_BD3_1",
/// "mem.Timer_Control"). Nothing if there is none.
std::optional<uint32_t> findOffset(hw::Generation G, hw::TileKind K,
                                   llvm::StringRef Name);

} // namespace aieforge::script

#endif // AIEFORGE_LIB_FORMATS_SCRIPTADDRESS_H
