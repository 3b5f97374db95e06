//===- Diff.h - two artefacts compared by what they mean --------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// xclbins, PDIs, CDOs, instruction streams and core programs, and any two that
// both hold a configuration. docs/diff.md says what counts as the same.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_INSPECT_DIFF_H
#define AIEFORGE_INSPECT_DIFF_H

#include "aieforge/Formats/RegisterImage.h"

#include <string>
#include <vector>

namespace aieforge::diff {

/// What a difference is about.
enum class Subject : uint8_t {
  Core,        ///< Enable, reset and the like.
  Program,     ///< Instructions of a core.
  Memory,      ///< Data memory.
  Lock,        ///< Start value.
  Bd,          ///< A field of a buffer descriptor.
  Channel,     ///< A DMA channel: its tasks, its control register.
  Route,       ///< Where a stream ends up.
  Switch,      ///< A port of a stream switch or a lane of a shim mux.
  Register,    ///< Any other register.
  Write,       ///< A write that leads nowhere.
  Instruction, ///< An operation of an instruction stream.
  Symbol,      ///< A name in an ELF file.
  Kernel,
  Argument,
  Partition,
  Section,
  Header,
  Uuid, ///< Differs from build to build.
  Time, ///< Differs from build to build.
  Form  ///< How something is written down, not what it says.
};

/// "bd", "lock", …: the names in the JSON output.
llvm::StringRef toString(Subject S);

/// True if files that differ just by this mean different things. Symbols,
/// identifiers, times and forms do not count.
bool changesMeaning(Subject S);

struct Difference {
  Subject About = Subject::Register;
  std::string Where; ///< "(0,2) BD 3", "kernel MLIR_AIE"; may be empty.
  std::string What;  ///< "Buffer_Length"; may be empty.
  std::string A, B;  ///< The two values, empty where there is none.
};

enum class Verdict : uint8_t { SameBytes, SameMeaning, Different };

struct Comparison {
  std::string KindA, KindB; ///< "xclbin", "PDI", …
  bool SameBytes = false;
  std::vector<Difference> Differences;

  Verdict verdict() const;
};

struct Options {
  /// The device whose registers the files address; null: what the files say.
  const hw::Device *Device = nullptr;
  /// Compare only this image of an xclbin.
  std::optional<unsigned> Pdi;
};

/// Compares two files by content. Fails if one of them is damaged or of no
/// known kind, or if they have nothing in common that could be compared.
Expected<Comparison> compareFiles(BytesRef A, BytesRef B, const Options &O);

/// What the configurations of two lists of writes to \p D differ in: everything
/// but forms.
Expected<std::vector<Difference>> compareWrites(const hw::Device &D,
                                                llvm::ArrayRef<RegisterOp> A,
                                                llvm::ArrayRef<RegisterOp> B);

/// True for registers in which every write does something, such as setting
/// bits: the last value tells nothing about those before. Task queues, which
/// RegisterImage keeps, do not count.
bool actsWhenWritten(const hw::Device &D, hw::TileId T, uint32_t Offset);

} // namespace aieforge::diff

#endif // AIEFORGE_INSPECT_DIFF_H
