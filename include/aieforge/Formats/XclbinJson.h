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

/// One entry of KEYVALUE_METADATA.
struct KeyValue {
  std::string Key, Value;
  friend bool operator==(const KeyValue &, const KeyValue &) = default;
};

/// KEYVALUE_METADATA: what users noted in the file, in order. The error says
/// which part is missing or is no string.
Expected<std::vector<KeyValue>> parseKeyValues(BytesRef Payload);
/// The section with these entries.
Bytes serializeKeyValues(llvm::ArrayRef<KeyValue> Entries);

/// A program that had a part in making a file; empty where it is not told.
struct BuildTool {
  std::string Name, Version, TimeStamp;
  friend bool operator==(const BuildTool &, const BuildTool &) = default;
};

/// BUILD_METADATA, so far as it is about NPUs: the rest describes FPGAs.
struct BuildRecord {
  /// "vendor:name:board:version", as xclbinutil puts it into the header.
  std::string Platform;
  BuildTool PlatformTool, LinkedBy, PackagedBy;
};
Expected<BuildRecord> parseBuildMetadata(BytesRef Payload);

} // namespace aieforge::xclbin

#endif // AIEFORGE_FORMATS_XCLBINJSON_H
