//===- Registers.cpp - the registers of a tile by name and offset ---------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Hardware/Registers.h"
#include "aieforge/Hardware/Dma.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/FormatVariadic.h"

using namespace aieforge::hw;
using namespace llvm;

namespace {
/// One register of an array, or a single register.
struct FlatRegister {
  uint32_t Offset;
  uint16_t Index; ///< Into the kind's table of registers.
  uint16_t I0, I1;
};
} // namespace

#include "aieforge/Hardware/Registers.inc"

namespace {
struct KindTable {
  ArrayRef<Register> Registers;
  ArrayRef<FlatRegister> Flat;
};
} // namespace

static KindTable table(Generation G, TileKind K) {
  bool First = G == Generation::AIE2;
  switch (K) {
  case TileKind::Core:
    return First ? KindTable{Registers_Core_AIE2, Flat_Core_AIE2}
                 : KindTable{Registers_Core_AIE2P, Flat_Core_AIE2P};
  case TileKind::Mem:
    return First ? KindTable{Registers_Mem_AIE2, Flat_Mem_AIE2}
                 : KindTable{Registers_Mem_AIE2P, Flat_Mem_AIE2P};
  case TileKind::ShimNoC:
    return First ? KindTable{Registers_ShimNoC_AIE2, Flat_ShimNoC_AIE2}
                 : KindTable{Registers_ShimNoC_AIE2P, Flat_ShimNoC_AIE2P};
  case TileKind::ShimPL:
    return First ? KindTable{Registers_ShimPL_AIE2, Flat_ShimPL_AIE2}
                 : KindTable{Registers_ShimPL_AIE2P, Flat_ShimPL_AIE2P};
  }
  return {};
}

StringRef aieforge::hw::toString(Module M) {
  static constexpr StringLiteral Names[] = {"core", "mem", "memtile", "noc",
                                            "pl"};
  return Names[unsigned(M)];
}

const Field *Register::field(StringRef FieldName) const {
  const Field *It =
      find_if(Fields, [&](const Field &F) { return F.Name == FieldName; });
  return It == Fields.end() ? nullptr : It;
}

std::string RegisterRef::name() const {
  std::string Text;
  StringRef Rest = Reg->Name;
  while (!Rest.empty()) {
    if (Rest.consume_front("{0}")) {
      Text += std::to_string(Index[0]);
    } else if (Rest.consume_front("{1}")) {
      Text += std::to_string(Index[1]);
    } else {
      Text += Rest.front();
      Rest = Rest.drop_front();
    }
  }
  if (Word)
    Text += "[" + std::to_string(Word) + "]";
  return Text;
}

std::optional<RegisterRef> aieforge::hw::findRegister(Generation G, TileKind K,
                                                      uint32_t Offset) {
  KindTable T = table(G, K);
  // The last register that begins at or before the offset.
  const FlatRegister *It =
      upper_bound(T.Flat, Offset, [](uint32_t O, const FlatRegister &F) {
        return O < F.Offset;
      });
  if (It == T.Flat.begin())
    return std::nullopt;
  const FlatRegister &F = *std::prev(It);
  const Register &R = T.Registers[F.Index];
  if (Offset - F.Offset >= R.Width / 8u)
    return std::nullopt;
  return RegisterRef{&R, {F.I0, F.I1}, F.Offset, (Offset - F.Offset) / 4};
}

const Register *aieforge::hw::registerByName(Generation G, TileKind K,
                                             StringRef Name) {
  std::optional<StringRef> Prefix;
  if (auto [Head, Tail] = Name.split('.'); !Tail.empty()) {
    Prefix = Head;
    Name = Tail;
  }
  const Register *Found = nullptr;
  for (const Register &R : table(G, K).Registers) {
    if (R.Name != Name || (Prefix && toString(R.Mod) != *Prefix))
      continue;
    // Of two modules with the same name the first of the enumeration wins:
    // the core's before the memory's, the NoC's before the PL's.
    if (!Found || R.Mod < Found->Mod)
      Found = &R;
  }
  return Found;
}

static const Register &existing(Generation G, TileKind K, StringRef Name) {
  const Register *R = registerByName(G, K, Name);
  if (!R)
    report_fatal_error("hardware tables: " + toString(K) +
                       " tiles have no register called " + Name);
  return *R;
}

uint32_t aieforge::hw::registerOffset(TileKind K, StringRef Name, unsigned I0,
                                      unsigned I1, Generation G) {
  const Register &R = existing(G, K, Name);
  uint32_t Offset = R.Offset;
  const unsigned Indices[] = {I0, I1};
  for (auto [Dim, I] : zip(R.Dims, Indices))
    Offset += (I - Dim.First) * Dim.Stride;
  return Offset;
}

const Field &aieforge::hw::registerField(TileKind K, StringRef Name,
                                         StringRef FieldName, Generation G) {
  const Field *F = existing(G, K, Name).field(FieldName);
  if (!F)
    report_fatal_error("hardware tables: register " + Name +
                       " has no field called " + FieldName);
  return *F;
}

ArrayRef<Register> aieforge::hw::registers(Generation G, TileKind K) {
  return table(G, K).Registers;
}

ArrayRef<WindowInfo> aieforge::hw::windows(TileKind K) {
  switch (K) {
  case TileKind::Core:
    return Windows_Core;
  case TileKind::Mem:
    return Windows_Mem;
  case TileKind::ShimNoC:
    return Windows_ShimNoC;
  case TileKind::ShimPL:
    return Windows_ShimPL;
  }
  return {};
}

WindowInfo aieforge::hw::windowAt(TileKind K, uint32_t Offset) {
  for (const WindowInfo &W : windows(K))
    if (Offset >= W.Offset && Offset - W.Offset < W.Bytes)
      return W;
  return {Window::None, 0, 0};
}

std::string aieforge::hw::describeOffset(Generation G, TileKind K,
                                         uint32_t Offset) {
  WindowInfo W = windowAt(K, Offset);
  uint32_t Inside = Offset - W.Offset;
  switch (W.What) {
  case Window::DataMemory:
    return formatv("data memory + {0:x}", Inside);
  case Window::ProgramMemory:
    return formatv("program memory + {0:x}", Inside);
  case Window::LockRequest:
    if (std::optional<LockRequest> R = lockRequestAt(K, Offset))
      return formatv("lock request: {0} lock {1} by {2}",
                     R->Acquire ? "acquire" : "release", R->Id, R->Value);
    break;
  case Window::Registers:
  case Window::None:
    break;
  }
  if (std::optional<RegisterRef> R = findRegister(G, K, Offset))
    return R->name();
  return formatv("{0:x} (no such register)", Offset);
}

std::string aieforge::hw::describeAddress(const Device &D, uint32_t Address) {
  TileAddress A = TileAddress::decode(Address);
  if (!D.contains(A.Column, A.Row))
    return formatv("({0},{1}) {2:x} (no such tile in {3})", A.Column, A.Row,
                   A.Offset, D.Name);
  return formatv("({0},{1}) {2}", A.Column, A.Row,
                 describeOffset(D.Gen, D.kind(A.Column, A.Row), A.Offset));
}
