//===- DmaText.cpp - chains of BDs as MLIR text ---------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DesignText.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace aieforge::raise;
using namespace llvm;

namespace {

/// The DMA of one tile.
class DmaPrinter {
public:
  DmaPrinter(raw_ostream &OS, const Model &M, hw::TileId T, const DmaProgram &P)
      : OS(OS), M(M), T(T), P(P) {}

  void run();

private:
  void bd(const BdView &B);
  void dims(const BdView &B);
  void attributes(const BdView &B);

  raw_ostream &OS;
  const Model &M;
  hw::TileId T;
  const DmaProgram &P;
};

} // namespace

/// The value of an acquire: at least that many where it is negative.
static std::string acquireText(const BdLocks &L) {
  return formatv("aie.use_lock(%{0}, {1}, %a",
                 lockName(*L.Acquire.Tile, L.Acquire.Id),
                 L.Acquire.Value < 0 ? "AcquireGreaterEqual" : "Acquire");
}

void DmaPrinter::dims(const BdView &B) {
  BdShape Shape = shapeOf(B);
  ArrayRef<BdDim> Used = Shape.Dims;
  if (Used.empty())
    return;
  auto List = [&](StringRef Name, auto ValueOf) {
    OS << " " << Name << " = [";
    ListSeparator Comma;
    for (size_t I = Used.size(); I-- > 0;)
      OS << Comma << ValueOf(I);
    OS << "]";
  };
  List("sizes", [&](size_t I) { return Shape.Sizes[I]; });
  List("strides", [&](size_t I) { return Used[I].Step; });
  if (none_of(Used, [](const BdDim &D) { return D.ZeroBefore || D.ZeroAfter; }))
    return;
  OS << " pad [";
  ListSeparator Comma;
  for (const BdDim &D : reverse(Used))
    OS << Comma
       << formatv("<const_pad_before = {0}, const_pad_after = {1}>",
                  D.ZeroBefore, D.ZeroAfter);
  OS << "]";
}

void DmaPrinter::attributes(const BdView &B) {
  OS << formatv(" {{bd_id = {0} : i32", B.Id);
  if (B.Packet)
    OS << formatv(", packet = #aie.packet_info<pkt_type = {0}, pkt_id = {1}>",
                  B.Packet->Type, B.Packet->Id);
  if (B.Iteration.Wrap > 1)
    OS << formatv(", iteration = #aie.bd_iteration<size = {0}, stride = {1}, "
                  "current = {2}>",
                  B.Iteration.Wrap, B.Iteration.Step, B.Iteration.Current);
  OS << "}";
}

void DmaPrinter::bd(const BdView &B) {
  OS << formatv("    ^bd{0}:\n", B.Id);
  std::optional<BdLocks> L = M.locksOf(B);
  if (L)
    OS << formatv("      %a{0} = arith.constant {1} : i32\n", B.Id,
                  std::abs(L->Acquire.Value))
       << formatv("      %r{0} = arith.constant {1} : i32\n", B.Id,
                  L->Release.Value)
       << "      " << acquireText(*L) << B.Id << ")"
       << (L->Enable ? "" : " {acq_en = false}") << "\n";
  const Buffer &Memory = *M.bufferAt(*B.Memory);
  OS << formatv("      aie.dma_bd(%{0} : memref<{1}xi32> offset = {2} len = "
                "{3}",
                Memory.name(), Memory.Bytes / 4,
                (B.Memory->Offset - Memory.Offset) / 4, B.Length);
  dims(B);
  OS << ")";
  attributes(B);
  OS << "\n";
  if (L)
    OS << formatv("      aie.use_lock(%{0}, Release, %r{1})\n",
                  lockName(*L->Release.Tile, L->Release.Id), B.Id);
  OS << formatv("      aie.next_bd ^{0}\n",
                B.Next ? "bd" + utostr(*B.Next) : "end");
}

void DmaPrinter::run() {
  OS << formatv("    {0}({1}) {{\n",
                M.kind(T) == hw::TileKind::Mem ? "aie.memtile_dma" : "aie.mem",
                tileValue(T));
  for (auto [I, S] : enumerate(P.Starts)) {
    if (I)
      OS << formatv("    ^start{0}:\n", I);
    OS << formatv("      aie.dma_start({0}, {1}, ^bd{2}, ^{3}",
                  hw::toString(S.Dir), S.Channel, S.Entry.StartBd,
                  I + 1 < P.Starts.size() ? "start" + utostr(I + 1) : "end");
    if (S.Entry.Repeat)
      OS << ", repeat_count = " << S.Entry.Repeat;
    OS << ")\n";
  }
  for (const BdView &B : P.Bds)
    bd(B);
  OS << "    ^end:\n      aie.end\n    }\n";
}

void raise::printDmas(raw_ostream &OS, const Model &M) {
  // In the order of the writes, which is that of the tiles in most tools.
  std::vector<std::pair<size_t, hw::TileId>> Ordered;
  for (const auto &[T, P] : M.Dmas) {
    size_t First = NeverWritten;
    for (const BdView &B : P.Bds)
      First =
          std::min(First, M.lastWrite(T, hw::bdLayout(B.Kind).offset(B.Id)));
    Ordered.emplace_back(First, T);
  }
  llvm::sort(Ordered);
  for (const auto &[Order, T] : Ordered)
    DmaPrinter(OS, M, T, M.Dmas.at(T)).run();
}
