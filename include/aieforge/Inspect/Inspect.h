//===- Inspect.h - what an artefact holds -----------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Turns an xclbin, PDI, CDO, instruction stream, core program, object or
// archive into a document (docs/inspect.md).
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_INSPECT_INSPECT_H
#define AIEFORGE_INSPECT_INSPECT_H

#include "aieforge/Formats/Artefact.h"
#include "aieforge/Hardware/Device.h"
#include "aieforge/Inspect/Document.h"

namespace aieforge::inspect {

struct Options {
  /// Every structure instead of a summary.
  bool All = false;
  /// What the document will be printed as; it leaves out what that form does
  /// not show.
  Form Output = Form::Text;
  /// The device that registers are named for; null: as the file says.
  const hw::Device *Device = nullptr;
  // Nothing but: one section (of an xclbin or ELF file) by its name, one
  // device image of an xclbin, one tile of a configuration.
  std::optional<std::string> Section;
  std::optional<unsigned> Pdi;
  std::optional<hw::TileId> Tile;

  bool narrowed() const { return Section || Pdi || Tile; }
};

/// The version of the JSON form.
constexpr unsigned SchemaVersion = 1;

/// An object with "schema", "file", "kind", "bytes", "summary" and, if asked
/// for, "details". It refers to \p Data, which must outlive it. The error says
/// where the file is damaged, or that it has not what \p O asks for.
Expected<Node> inspectFile(llvm::StringRef Name, BytesRef Data,
                           const Options &O = {});

} // namespace aieforge::inspect

#endif // AIEFORGE_INSPECT_INSPECT_H
