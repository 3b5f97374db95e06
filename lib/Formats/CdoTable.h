//===- CdoTable.h - shapes of CDO commands ----------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_FORMATS_CDOTABLE_H
#define AIEFORGE_LIB_FORMATS_CDOTABLE_H

#include "aieforge/Formats/Cdo.h"

namespace aieforge::cdo {

struct CommandShape {
  CommandId Id;
  llvm::StringRef Name;
  unsigned MinPayload, MaxPayload; ///< Words.
  bool Firmware;                   ///< The NPU's loader executes it.
};

/// The row of data/cdo-commands.json, or null.
const CommandShape *shapeOf(CommandId Id);

constexpr uint8_t GeneralModule =
#define AIEFORGE_CDO_MODULE(Id) Id;
#define AIEFORGE_CDO_COMMAND(Id, Enum, Name, Min, Max, Firmware)
#include "aieforge/Formats/CdoCommands.inc"

    /// From this payload length on the length stands in a word of its own.
    constexpr unsigned LongFormLength = 255;

constexpr uint32_t Magic = 0x004F4443; ///< "CDO"

} // namespace aieforge::cdo

#endif // AIEFORGE_LIB_FORMATS_CDOTABLE_H
