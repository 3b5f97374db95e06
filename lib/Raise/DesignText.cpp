//===- DesignText.cpp - tiles, buffers, locks, cores as MLIR text ---------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DesignText.h"
#include "aieforge/Formats/RegisterText.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"

using namespace aieforge;
using namespace aieforge::raise;
using namespace llvm;

std::string raise::tileValue(hw::TileId T) {
  return formatv("%tile_{0}_{1}", T.Column, T.Row);
}

std::string raise::lockName(hw::TileId T, unsigned Id) {
  return formatv("lock_{0}_{1}_{2}", T.Column, T.Row, Id);
}

std::string raise::coreFileName(hw::TileId T, StringRef Prefix) {
  return formatv("{0}core_{1}_{2}.elf", Prefix, T.Column, T.Row);
}

//===----------------------------------------------------------------------===//
// Tiles
//===----------------------------------------------------------------------===//

/// Long blocks are programs and data, which no comment makes clearer.
static constexpr size_t CommentedWords = 8;

static void printPlainComments(raw_ostream &OS, const Model &M, hw::TileId T,
                               ArrayRef<PlainWrite> Writes) {
  hw::TileKind K = M.kind(T);
  std::optional<unsigned> LastBd;
  for (const PlainWrite &W : Writes) {
    if (W.Words.size() > CommentedWords) {
      OS << formatv("    // {0} words from {1} on\n", W.Words.size(),
                    hw::describeOffset(M.device().Gen, K, W.Offset));
      continue;
    }
    for (auto [I, Word] : enumerate(W.Words)) {
      uint32_t Offset = W.Offset + 4 * I;
      std::optional<hw::BdRef> Bd = hw::bdAt(K, Offset);
      if (!Bd)
        OS << formatv("    // {0} = {1:x}\n",
                      hw::describeOffset(M.device().Gen, K, Offset), Word);
      else if (LastBd != Bd->Bd)
        OS << formatv("    // BD {0}: {1}\n", Bd->Bd,
                      describe(bdView(M.Image, T, Bd->Bd)));
      LastBd = Bd ? std::optional(Bd->Bd) : std::nullopt;
    }
  }
}

void raise::printTiles(raw_ostream &OS, const Model &M,
                       const PlainWrites &Plain,
                       const std::set<hw::TileId> &More) {
  std::set<hw::TileId> Printed;
  auto Print = [&](hw::TileId T) {
    if (!Printed.insert(T).second)
      return;
    auto It = Plain.find(T);
    if (It == Plain.end() || It->second.empty()) {
      OS << formatv("    {0} = aie.tile({1}, {2})\n", tileValue(T), T.Column,
                    T.Row);
      return;
    }
    printPlainComments(OS, M, T, It->second);
    OS << formatv("    {0} = aie.tile({1}, {2}) {{aieforge.writes = [",
                  tileValue(T), T.Column, T.Row);
    ListSeparator Comma;
    for (const PlainWrite &W : It->second) {
      OS << Comma << formatv("array<i64: {0:x}", W.Offset);
      for (uint32_t Word : W.Words)
        OS << formatv(", {0:x}", Word);
      OS << ">";
    }
    OS << "]}\n";
  };
  for (hw::TileId T : M.Tiles)
    Print(T);
  for (const auto &[T, Writes] : Plain)
    Print(T);
  for (hw::TileId T : More)
    Print(T);
}

//===----------------------------------------------------------------------===//
// Buffers, locks, cores
//===----------------------------------------------------------------------===//

/// Addresses that buffers of a core tile have by default: the width of the
/// core's loads and stores.
static constexpr uint32_t CoreAlignment = 32;

static void printInit(raw_ostream &OS, BytesRef Data) {
  OS << " = dense<";
  std::vector<uint32_t> Words;
  for (size_t At = 0; At < Data.size(); At += 4)
    Words.push_back(support::endian::read32le(Data.data() + At));
  if (all_equal(Words)) {
    OS << formatv("{0:x}>", Words.front());
    return;
  }
  OS << "[";
  ListSeparator Comma;
  for (uint32_t Word : Words)
    OS << Comma << formatv("{0:x}", Word);
  OS << "]>";
}

void raise::printBuffers(raw_ostream &OS, const Model &M) {
  for (const Buffer &B : M.Buffers) {
    OS << formatv("    %{0} = aie.buffer({1}) {{address = {2} : i32, ",
                  B.name(), tileValue(B.Tile), B.Offset);
    if (M.kind(B.Tile) == hw::TileKind::Core && B.Offset % CoreAlignment)
      OS << "aligned = false, ";
    OS << formatv("sym_name = \"{0}\"} : memref<{1}xi32>", B.name(),
                  B.Bytes / 4);
    if (B.Init)
      printInit(OS, *B.Init);
    OS << "\n";
  }
}

void raise::printLocks(raw_ostream &OS, const Model &M) {
  struct Entry {
    size_t Order;
    hw::TileId Tile;
    unsigned Id;
    std::optional<unsigned> Start;
  };
  std::map<std::pair<hw::TileId, unsigned>, Entry> All;
  // Locks that the reset of a core leaves at 0 need no op unless a BD uses
  // them.
  for (const LockView &L : lockViews(M.Image))
    if (L.Value)
      All[{L.Tile, L.Id}] = {
          M.lastWrite(L.Tile, hw::lockValueOffset(M.kind(L.Tile), L.Id)),
          L.Tile, L.Id, L.Value};
  auto Use = [&](hw::TileId T, unsigned Id) {
    size_t Order = M.lastWrite(T, hw::lockValueOffset(M.kind(T), Id));
    All.try_emplace({T, Id}, Entry{Order, T, Id,
                                   Order == NeverWritten ? std::nullopt
                                                         : std::optional(0u)});
  };
  for (const auto &[T, P] : M.Dmas)
    for (const BdView &B : P.Bds)
      if (std::optional<BdLocks> L = M.locksOf(B)) {
        Use(*L->Acquire.Tile, L->Acquire.Id);
        Use(*L->Release.Tile, L->Release.Id);
      }
  std::vector<Entry> Ordered;
  for (const auto &[Key, E] : All)
    Ordered.push_back(E);
  llvm::sort(Ordered, [](const Entry &A, const Entry &B) {
    return std::tie(A.Order, A.Tile, A.Id) < std::tie(B.Order, B.Tile, B.Id);
  });
  for (const Entry &E : Ordered) {
    std::string Name = lockName(E.Tile, E.Id);
    OS << formatv("    %{0} = aie.lock({1}, {2}) {{", Name, tileValue(E.Tile),
                  E.Id);
    if (E.Start)
      OS << formatv("init = {0} : i32, ", *E.Start);
    OS << formatv("sym_name = \"{0}\"}\n", Name);
  }
}

void raise::printCores(raw_ostream &OS, const Model &M, StringRef Prefix) {
  for (hw::TileId T : M.Tiles) {
    if (!M.Cores.count(T))
      continue;
    OS << formatv("    aie.core({0}) {{\n      aie.end\n    } {{elf_file = "
                  "\"{1}\"}\n",
                  tileValue(T), coreFileName(T, Prefix));
  }
}

//===----------------------------------------------------------------------===//
// The device
//===----------------------------------------------------------------------===//

std::string raise::deviceText(const Model &M, const PlainWrites &Plain,
                              const Options &O, StringRef Sequence,
                              const std::set<hw::TileId> &SequenceTiles) {
  std::string Text;
  raw_string_ostream OS(Text);
  OS << formatv("  aie.device({0}) @{1} {{\n", M.device().Name, O.DeviceName);
  printTiles(OS, M, Plain, SequenceTiles);
  printBuffers(OS, M);
  printLocks(OS, M);
  printCores(OS, M, O.ElfPrefix);
  printDmas(OS, M);
  printSwitches(OS, M);
  // The image has all its routes; compiling must not add those of tokens.
  OS << Sequence << "  } {needs_ctrl_pkt_overlay = false}\n";
  return Text;
}

std::string raise::moduleText(ArrayRef<std::string> Devices) {
  std::string Text = "module {\n";
  for (const std::string &Device : Devices)
    Text += Device;
  return Text + "}\n";
}
