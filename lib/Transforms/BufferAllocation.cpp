//===- BufferAllocation.cpp - addresses for the buffers of one tile -------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Bank-aware and basic-sequential placement. Designs that mlir-aie (August
// 2026) places get the same addresses; where that one gives up although there
// is room (a stack or a given buffer that crosses a bank end), this one goes
// on.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/BufferAllocation.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MathExtras.h"

#include <algorithm>
#include <tuple>

using namespace aieforge::alloc;
using namespace llvm;

namespace {

std::string mapLine(StringRef Name, uint64_t First, uint64_t Size,
                    std::optional<int64_t> Bank) {
  std::string Line;
  if (Size == 0)
    Line = formatv("{0}: 0x{1:X-} (0 bytes)", Name, First).str();
  else
    Line = formatv("{0}: 0x{1:X-}-0x{2:X-} ({3} bytes)", Name, First,
                   First + Size - 1, Size)
               .str();
  if (Bank)
    Line += formatv(" bank {0}", *Bank).str();
  return Line;
}

class Allocator {
public:
  Allocator(const TileMemory &Memory, MutableArrayRef<TileBuffer> Buffers)
      : Memory(Memory), Buffers(Buffers) {}

  std::optional<Problem> bankAware();
  std::optional<Problem> basicSequential();

private:
  uint64_t aligned(const TileBuffer &B, uint64_t Address) const {
    return B.Aligned ? alignTo(Address, Memory.Alignment) : Address;
  }
  uint64_t bankEnd(size_t Bank) const {
    return (Bank + 1) * Memory.bankBytes();
  }
  Problem problem(size_t Buffer, std::string Text) const {
    return {Buffer, std::move(Text), memoryMap(Memory, Buffers)};
  }
  /// [0, End) and [Start, End) of a given buffer may cross bank ends: free
  /// space of every bank they touch starts behind them.
  void occupy(uint64_t Start, uint64_t End) {
    for (size_t Bank = 0; Bank != Next.size(); ++Bank)
      if (Start < bankEnd(Bank) && End > Bank * Memory.bankBytes())
        Next[Bank] = std::max(Next[Bank], std::min(End, bankEnd(Bank)));
  }
  SmallVector<size_t> givenByAddress() const;
  void sortBySize(SmallVectorImpl<size_t> &Order) const;
  std::optional<Problem> checkGiven(size_t I) const;
  std::optional<Problem> placeInGivenBank(size_t I);
  std::optional<Problem> checkOverlaps() const;

  const TileMemory &Memory;
  MutableArrayRef<TileBuffer> Buffers;
  /// First free byte of each bank.
  SmallVector<uint64_t, 8> Next;
};

SmallVector<size_t> Allocator::givenByAddress() const {
  SmallVector<size_t> Order;
  for (size_t I = 0; I != Buffers.size(); ++I)
    if (Buffers[I].Address)
      Order.push_back(I);
  llvm::sort(Order, [&](size_t A, size_t B) {
    return std::tie(*Buffers[A].Address, A) < std::tie(*Buffers[B].Address, B);
  });
  return Order;
}

void Allocator::sortBySize(SmallVectorImpl<size_t> &Order) const {
  // Not a stable sort on purpose: mlir-aie uses std::sort with this very
  // comparison, and with more than 16 buffers on a tile the order of equal
  // sizes, hence every address, follows from its inner workings.
  std::sort(Order.begin(), Order.end(), [&](size_t A, size_t B) {
    return Buffers[A].Size > Buffers[B].Size;
  });
}

std::optional<Problem> Allocator::checkGiven(size_t I) const {
  const TileBuffer &B = Buffers[I];
  if (*B.Address >= Memory.Bytes || B.Size > Memory.Bytes - *B.Address)
    return problem(I, formatv("buffer '{0}' at address 0x{1:X-} with {2} bytes "
                              "does not lie in the tile's memory of {3} bytes",
                              B.Name, *B.Address, B.Size, Memory.Bytes));
  if (B.Aligned && *B.Address % Memory.Alignment)
    return problem(I, formatv("address 0x{1:X-} of buffer '{0}' must be a "
                              "multiple of {2} bytes, the width of the tile's "
                              "load/store bus (or set aligned = false)",
                              B.Name, *B.Address, Memory.Alignment));
  return std::nullopt;
}

std::optional<Problem> Allocator::placeInGivenBank(size_t I) {
  TileBuffer &B = Buffers[I];
  if (*B.Bank < 0 || *B.Bank >= static_cast<int64_t>(Memory.Banks))
    return problem(I, formatv("mem_bank attribute value is out of range: {1} "
                              "for buffer '{0}', but the tile has banks 0 to "
                              "{2}",
                              B.Name, *B.Bank, Memory.Banks - 1));
  uint64_t Start = aligned(B, Next[*B.Bank]);
  if (Start + B.Size > bankEnd(*B.Bank))
    return problem(
        I, formatv("would override existing mem_bank: buffer '{0}' ({1} bytes) "
                   "does not fit into its mem_bank {2}, where {3} of {4} bytes "
                   "are free",
                   B.Name, B.Size, *B.Bank,
                   bankEnd(*B.Bank) - std::min(Start, bankEnd(*B.Bank)),
                   Memory.bankBytes()));
  B.Address = Start;
  Next[*B.Bank] = Start + B.Size;
  return std::nullopt;
}

std::optional<Problem> Allocator::bankAware() {
  Next.clear();
  for (size_t Bank = 0; Bank != Memory.Banks; ++Bank)
    Next.push_back(Bank * Memory.bankBytes());
  occupy(0, Memory.StackBytes);

  SmallVector<size_t> OnlyBank, Free;
  for (size_t I = 0; I != Buffers.size(); ++I)
    if (!Buffers[I].Address)
      (Buffers[I].Bank ? OnlyBank : Free).push_back(I);

  for (size_t I : givenByAddress()) {
    TileBuffer &B = Buffers[I];
    if (std::optional<Problem> P = checkGiven(I))
      return P;
    size_t Bank = *B.Address / Memory.bankBytes();
    if (B.Bank && *B.Bank != static_cast<int64_t>(Bank))
      return problem(I, formatv("mem_bank attribute is inconsistent with "
                                "address attribute: buffer '{0}' has mem_bank "
                                "{1}, but address 0x{2:X-} lies in bank {3}",
                                B.Name, *B.Bank, *B.Address, Bank));
    if (*B.Address < Next[Bank])
      return problem(I, formatv("would override allocated address: buffer "
                                "'{0}' at address 0x{1:X-} overlaps the stack "
                                "or another buffer with a given address, which "
                                "ends at 0x{2:X-}",
                                B.Name, *B.Address, Next[Bank]));
    occupy(*B.Address, *B.Address + B.Size);
    B.Bank = Bank;
  }
  for (size_t I : OnlyBank)
    if (std::optional<Problem> P = placeInGivenBank(I))
      return P;

  sortBySize(Free);
  size_t Turn = 0;
  for (size_t I : Free) {
    TileBuffer &B = Buffers[I];
    bool Placed = false;
    for (size_t Try = 0; Try != Memory.Banks && !Placed; ++Try) {
      size_t Bank = (Turn + Try) % Memory.Banks;
      uint64_t Start = aligned(B, Next[Bank]);
      if (Start + B.Size > bankEnd(Bank))
        continue;
      B.Address = Start;
      B.Bank = Bank;
      Next[Bank] = Start + B.Size;
      Turn = (Bank + 1) % Memory.Banks;
      Placed = true;
    }
    if (Placed)
      continue;
    Problem P =
        problem(I, formatv("buffer '{0}' ({1} bytes) fits into none "
                           "of the {2} banks of {3} bytes",
                           B.Name, B.Size, Memory.Banks, Memory.bankBytes()));
    for (size_t Undo : Free) {
      Buffers[Undo].Address.reset();
      Buffers[Undo].Bank.reset();
    }
    return P;
  }
  return std::nullopt;
}

std::optional<Problem> Allocator::checkOverlaps() const {
  std::optional<size_t> Last;
  for (size_t I : givenByAddress()) {
    const TileBuffer &B = Buffers[I];
    if (B.Size && *B.Address < Memory.StackBytes)
      return problem(I, formatv("buffer '{0}' at address 0x{1:X-} overlaps the "
                                "core's stack of {2} bytes",
                                B.Name, *B.Address, Memory.StackBytes));
    if (B.Size && Last &&
        *B.Address < *Buffers[*Last].Address + Buffers[*Last].Size)
      return problem(I, formatv("buffer '{0}' at address 0x{1:X-} overlaps "
                                "buffer '{2}' at address 0x{3:X-} ({4} bytes)",
                                B.Name, *B.Address, Buffers[*Last].Name,
                                *Buffers[*Last].Address, Buffers[*Last].Size));
    if (!Last ||
        *B.Address + B.Size > *Buffers[*Last].Address + Buffers[*Last].Size)
      Last = I;
  }
  return std::nullopt;
}

std::optional<Problem> Allocator::basicSequential() {
  SmallVector<size_t> Given = givenByAddress(), Free;
  for (size_t I : Given)
    if (std::optional<Problem> P = checkGiven(I))
      return P;
  uint64_t Total = Memory.StackBytes;
  for (size_t I = 0; I != Buffers.size(); ++I) {
    Total += Buffers[I].Size;
    if (!Buffers[I].Address)
      Free.push_back(I);
  }
  sortBySize(Free);

  uint64_t Cursor = Memory.StackBytes;
  const size_t *NextGiven = Given.begin();
  std::optional<size_t> TooFar;
  for (size_t I : Free) {
    TileBuffer &B = Buffers[I];
    Cursor = aligned(B, Cursor);
    for (; NextGiven != Given.end(); ++NextGiven) {
      const TileBuffer &G = Buffers[*NextGiven];
      if (*G.Address >= Cursor + B.Size)
        break;
      // A given buffer below the cursor must not pull it back.
      Cursor = aligned(B, std::max(Cursor, *G.Address + G.Size));
    }
    B.Address = Cursor;
    Cursor += B.Size;
    if (Cursor > Memory.Bytes && !TooFar)
      TooFar = I;
  }
  std::optional<Problem> P;
  if (TooFar)
    P = problem(*TooFar,
                formatv("the buffers need more than the tile's memory of {0} "
                        "bytes: {1} bytes of buffers and a stack of {2}; "
                        "buffer '{3}' is the first one beyond the end",
                        Memory.Bytes, Total - Memory.StackBytes,
                        Memory.StackBytes, Buffers[*TooFar].Name));
  else
    P = checkOverlaps();
  if (P)
    for (size_t I : Free)
      Buffers[I].Address.reset();
  return P;
}

} // namespace

Scheme aieforge::alloc::parseScheme(StringRef Name) {
  if (Name == "bank-aware")
    return Scheme::BankAware;
  if (Name == "basic-sequential")
    return Scheme::BasicSequential;
  return Scheme::Default;
}

std::vector<std::string>
aieforge::alloc::memoryMap(const TileMemory &Memory,
                           ArrayRef<TileBuffer> Buffers) {
  std::vector<std::string> Lines;
  if (Memory.StackBytes)
    Lines.push_back(mapLine("(stack)", 0, Memory.StackBytes, std::nullopt));
  SmallVector<size_t> Placed;
  for (size_t I = 0; I != Buffers.size(); ++I)
    if (Buffers[I].Address)
      Placed.push_back(I);
  llvm::sort(Placed, [&](size_t A, size_t B) {
    return std::tie(*Buffers[A].Address, A) < std::tie(*Buffers[B].Address, B);
  });
  for (size_t I : Placed) {
    const TileBuffer &B = Buffers[I];
    Lines.push_back(mapLine(B.Name, *B.Address, B.Size, B.Bank));
  }
  for (const TileBuffer &B : Buffers)
    if (!B.Address)
      Lines.push_back(
          formatv("{0}: not placed ({1} bytes)", B.Name, B.Size).str());
  return Lines;
}

Outcome aieforge::alloc::allocateBuffers(const TileMemory &Memory, Scheme How,
                                         MutableArrayRef<TileBuffer> Buffers) {
  SmallVector<TileBuffer> Original(Buffers.begin(), Buffers.end());
  Allocator A(Memory, Buffers);
  Outcome Result;
  if (How != Scheme::BasicSequential) {
    Result.FallbackReason = A.bankAware();
    if (!Result.FallbackReason)
      return Result;
    if (How == Scheme::BankAware) {
      Result.Failure = std::move(Result.FallbackReason);
      Result.FallbackReason.reset();
    }
  }
  // Basic-sequential goes on from what bank-aware left: buffers that it could
  // put into their given bank stay there.
  if (How != Scheme::BankAware)
    Result.Failure = A.basicSequential();
  if (Result.Failure)
    std::copy(Original.begin(), Original.end(), Buffers.begin());
  return Result;
}
