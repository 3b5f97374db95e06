//===- DesignText.h - a model as MLIR text ----------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Text rather than ops: a raised design is read by people, so it has comments,
// and an op's printer has no place for them.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_RAISE_DESIGNTEXT_H
#define AIEFORGE_LIB_RAISE_DESIGNTEXT_H

#include "Model.h"
#include "llvm/Support/raw_ostream.h"

#include <set>

namespace aieforge::raise {

/// A block of words that no op writes.
struct PlainWrite {
  uint32_t Offset = 0; ///< In the tile's window.
  std::vector<uint32_t> Words;
};
using PlainWrites = std::map<hw::TileId, std::vector<PlainWrite>>;

/// "%tile_0_2"
std::string tileValue(hw::TileId T);
/// "lock_0_2_1"
std::string lockName(hw::TileId T, unsigned Id);

// Each prints its ops at an indentation of four blanks.
void printTiles(llvm::raw_ostream &OS, const Model &M, const PlainWrites &Plain,
                const std::set<hw::TileId> &More);
void printBuffers(llvm::raw_ostream &OS, const Model &M);
void printLocks(llvm::raw_ostream &OS, const Model &M);
void printCores(llvm::raw_ostream &OS, const Model &M, llvm::StringRef Prefix);
void printDmas(llvm::raw_ostream &OS, const Model &M);
void printSwitches(llvm::raw_ostream &OS, const Model &M);

/// The whole device. \p Sequence is the text of the runtime sequence and of
/// what it refers to, or empty; \p SequenceTiles are tiles that it names.
std::string deviceText(const Model &M, const PlainWrites &Plain,
                       const Options &O, llvm::StringRef Sequence,
                       const std::set<hw::TileId> &SequenceTiles);

std::string coreFileName(hw::TileId T, llvm::StringRef Prefix);

} // namespace aieforge::raise

#endif // AIEFORGE_LIB_RAISE_DESIGNTEXT_H
