//===- Artefact.h - what a file is, by its content --------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_FORMATS_ARTEFACT_H
#define AIEFORGE_FORMATS_ARTEFACT_H

#include "aieforge/Support/Bytes.h"

namespace aieforge {

/// The kinds of files that the project reads.
enum class ArtefactKind : uint8_t {
  Xclbin,
  Pdi,
  Cdo,
  Transaction,    ///< An instruction stream, as bytes or lines of hex digits.
  Sequence,       ///< An instruction sequence of 2023, likewise.
  InstructionElf, ///< Instruction streams and their relocations.
  ControlPackets, ///< A buffer that a shim DMA sends to control ports.
  CoreElf,        ///< The linked program of a core.
  CoreObject,     ///< A relocatable object of a core.
  Archive,
  Unknown
};

/// "xclbin", "PDI", "instruction stream", "core program", …
llvm::StringRef toString(ArtefactKind K);

/// Looks at the first bytes. \p Name only decides about files too damaged to
/// tell.
ArtefactKind recogniseArtefact(llvm::StringRef Name, BytesRef Data);

/// The name of the kind, or what an unknown file seems to be: "zip archive",
/// "text", …
std::string describeFile(llvm::StringRef Name, BytesRef Data);

} // namespace aieforge

#endif // AIEFORGE_FORMATS_ARTEFACT_H
