//===- XclbinJson.h - sections of an xclbin that hold JSON ------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_FORMATS_XCLBINJSON_H
#define AIEFORGE_FORMATS_XCLBINJSON_H

#include "aieforge/Hardware/Device.h"
#include "aieforge/Support/Bytes.h"
#include "llvm/Support/JSON.h"

namespace aieforge::xclbin {

/// The text of a section: up to its first NUL.
llvm::StringRef sectionText(BytesRef Payload);

/// The value; nothing if \p Text is no JSON or nests too deeply for any
/// metadata.
std::optional<llvm::json::Value> parseSectionJson(llvm::StringRef Text);

/// What AIE_METADATA says about the hardware (driver_config.hw_gen).
std::optional<hw::Generation> metadataGeneration(BytesRef AieMetadata);

} // namespace aieforge::xclbin

#endif // AIEFORGE_FORMATS_XCLBINJSON_H
