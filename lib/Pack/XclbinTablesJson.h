//===- XclbinTablesJson.h - tables of an xclbin in JSON ---------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_PACK_XCLBINTABLESJSON_H
#define AIEFORGE_LIB_PACK_XCLBINTABLESJSON_H

#include "PackageKinds.h"
#include "aieforge/Formats/Xclbin.h"

namespace aieforge::pack {

/// The contents of a section with a table (banks, connections, units, the
/// partition); device images become files of \p Out. Nothing for other
/// sections, and where the section's bytes could not be made from it again.
std::optional<llvm::json::Value> tableToJson(const xclbin::Section &S,
                                             Parts &Out);

/// The payload of a section of \p Kind.
Expected<Bytes> tableFromJson(xclbin::SectionKind Kind, Fields F,
                              const Sources &S);

} // namespace aieforge::pack

#endif // AIEFORGE_LIB_PACK_XCLBINTABLESJSON_H
