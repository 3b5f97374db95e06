//===- Report.h - what every tile of a design takes -------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_DRIVER_REPORT_H
#define AIEFORGE_LIB_DRIVER_REPORT_H

#include "CorePrograms.h"
#include "aieforge/Driver/Compile.h"

namespace aieforge {

/// The used tiles of the physical design \p Device, by column, then row.
std::vector<TileReport> reportTiles(aie::DeviceOp Device,
                                    const std::vector<CoreProgram> &Programs);

/// The cores, locks and static BDs of \p Device with their places in the text.
std::vector<NamedPart> nameParts(aie::DeviceOp Device);

} // namespace aieforge

#endif // AIEFORGE_LIB_DRIVER_REPORT_H
