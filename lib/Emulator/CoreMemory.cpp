//===- CoreMemory.cpp - loads, stores and pointers of an AIE2 core --------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every combination of an addressing mode and an access. Which one an
// instruction is follows from its mnemonic and the operands in the tables.
//
//===----------------------------------------------------------------------===//

#include "CoreAddress.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/FormatVariadic.h"

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

static_assert(endianness::native == endianness::little,
              "vector data moves between memory and registers as host words");

namespace {

//===--- Accesses ---------------------------------------------------------===//

template <typename T> bool loadScalarStage(CoreImpl &C, const Pending &P) {
  T Value = support::endian::read<T, endianness::little>(P.P);
  C.write(P.Reg, uint32_t(int32_t(Value)), P.Delay);
  return true;
}

template <unsigned Words> bool loadWideStage(CoreImpl &C, const Pending &P) {
  uint32_t *To = C.writeWide(P.Reg, P.Words, P.Delay);
  std::memcpy(To, P.P, Words * 4);
  // A 128-bit load leaves zeros in the upper half of a 256-bit register.
  std::fill(To + Words, To + P.Words, 0);
  return true;
}

void pushLoad(CoreImpl &C, const MicroOp &M, uint32_t Address, unsigned Bytes,
              StageFn Stage) {
  uint8_t *From = C.data(Address, Bytes, "load");
  if (!From)
    return;
  Pending &P = C.pushLoad(M.MemDelay, Stage);
  P.P = From;
  P.Reg = M.Dst;
  P.Words = M.DstWords;
  P.Delay = M.DstDelay - M.MemDelay;
}

template <typename T> struct LoadScalar {
  static void run(CoreImpl &C, const MicroOp &M, uint32_t Address) {
    pushLoad(C, M, Address, sizeof(T), loadScalarStage<T>);
  }
};

template <unsigned Words> struct LoadWide {
  static void run(CoreImpl &C, const MicroOp &M, uint32_t Address) {
    pushLoad(C, M, Address, Words * 4, loadWideStage<Words>);
  }
};

template <unsigned Words> struct Store {
  static void run(CoreImpl &C, const MicroOp &M, uint32_t Address) {
    uint8_t *To = C.data(Address, Words * 4, "store");
    if (!To)
      return;
    StoreEvent &S = C.pushStore(M.MemDelay, To, Words * 4);
    std::memcpy(S.Data, &C.R[M.Src[0]], Words * 4);
  }
};

// A part-word store reads the memory word, later the data register, and writes
// the whole word last. Pending: A = shift of the part, B = its mask, then the
// word read.

bool storePartMerge(CoreImpl &C, const Pending &P) {
  uint32_t Mask = P.Words == 1 ? 0xff : 0xffff;
  uint32_t Word = (P.B & ~(Mask << P.A)) | (C.R[P.Reg] & Mask) << P.A;
  support::endian::write32le(C.pushStore(P.Delay, P.P, 4).Data, Word);
  return true;
}

bool storePartRead(CoreImpl &C, const Pending &P) {
  Pending &Next = C.pushLate(P.Delay, storePartMerge);
  Next.P = P.P;
  Next.A = P.A;
  Next.B = support::endian::read32le(P.P);
  Next.Reg = P.Reg;
  Next.Words = P.Words;
  Next.Delay = P.Delay2;
  return true;
}

template <typename T> struct StorePart {
  static void run(CoreImpl &C, const MicroOp &M, uint32_t Address) {
    uint8_t *To = C.data(Address, sizeof(T), "store");
    if (!To)
      return;
    unsigned InWord = Address & 3;
    Pending &P = C.pushLoad(M.MemDelay, storePartRead);
    P.P = To - InWord;
    P.A = InWord * 8;
    P.Words = sizeof(T);
    P.Reg = M.Src[0];
    P.Delay = M.LateDelay - M.MemDelay;
    P.Delay2 = M.LastMemDelay - M.LateDelay;
  }
};

//===--- Registers of the own tile ----------------------------------------===//

constexpr uint32_t TileRegisters = 0x80000, TileRegistersEnd = 0xc0000;

bool tileRegisterFault(CoreImpl &C, uint32_t Address) {
  if (Address >= TileRegisters && Address < TileRegistersEnd && !(Address & 3))
    return false;
  C.fault(formatv("{0:x} is not the address of a tile register; these are the "
                  "words of 0x80000..0xbffff",
                  Address)
              .str());
  return true;
}

void noTileRegister(CoreImpl &C, const Pending &P) {
  C.faultAt(P.PC,
            formatv("the processor bus gives no access to tile offset {0:x}; "
                    "it must be enabled in Core_Processor_Bus",
                    P.A)
                .str());
}

bool loadTileStage(CoreImpl &C, const Pending &P) {
  uint32_t Value = 0;
  if (!C.Bus.busRead(P.A, Value))
    noTileRegister(C, P);
  C.write(P.Reg, Value, P.Delay);
  return true;
}

bool storeTileStage(CoreImpl &C, const Pending &P) {
  if (!C.Bus.busWrite(P.A, P.B))
    noTileRegister(C, P);
  return true;
}

struct LoadTile {
  static void run(CoreImpl &C, const MicroOp &M, uint32_t Address) {
    if (tileRegisterFault(C, Address))
      return;
    Pending &P = C.pushLoad(M.MemDelay, loadTileStage);
    P.A = Address - TileRegisters;
    P.Reg = M.Dst;
    P.Delay = M.DstDelay - M.MemDelay;
  }
};

struct StoreTile {
  static void run(CoreImpl &C, const MicroOp &M, uint32_t Address) {
    if (tileRegisterFault(C, Address))
      return;
    Pending &P = C.pushLoad(M.MemDelay, storeTileStage);
    P.A = Address - TileRegisters;
    P.B = C.R[M.Src[0]];
  }
};

/// padda, paddb, padds: the addressing mode does all.
struct NoAccess {
  static void run(CoreImpl &, const MicroOp &, uint32_t) {}
};

//===--- Finding the combination ------------------------------------------===//

struct NamedAccess {
  StringRef Mnemonic; ///< without ".2d" and ".3d"
  unsigned Bytes;     ///< of the access
  const ModeRow *Handlers;
};

const NamedAccess Accesses[] = {
    {"lda", 4, &Row<LoadScalar<uint32_t>>},
    {"lda", 16, &Row<LoadWide<4>>},
    {"lda.s8", 1, &Row<LoadScalar<int8_t>>},
    {"lda.u8", 1, &Row<LoadScalar<uint8_t>>},
    {"lda.s16", 2, &Row<LoadScalar<int16_t>>},
    {"lda.u16", 2, &Row<LoadScalar<uint16_t>>},
    {"lda.tm", 4, &Row<LoadTile>},
    {"vlda", 32, &Row<LoadWide<8>>},
    {"vlda.128", 16, &Row<LoadWide<4>>},
    {"vldb", 32, &Row<LoadWide<8>>},
    {"vldb.128", 16, &Row<LoadWide<4>>},
    {"st", 4, &Row<Store<1>>},
    {"st", 16, &Row<Store<4>>},
    {"st.s8", 1, &Row<StorePart<uint8_t>>},
    {"st.s16", 2, &Row<StorePart<uint16_t>>},
    {"st.tm", 4, &Row<StoreTile>},
    {"vst", 32, &Row<Store<8>>},
    {"vst.128", 16, &Row<Store<4>>},
    {"padda", 0, &Row<NoAccess>},
    {"paddb", 0, &Row<NoAccess>},
    {"padds", 0, &Row<NoAccess>},
};

} // namespace

Handler emu::memoryHandler(const aie2::InstrInfo &Info) {
  std::string Name = Info.Mnemonic.str();
  for (StringRef Dimensions : {".2d", ".3d"})
    if (size_t At = Name.find(Dimensions); At != std::string::npos)
      Name.erase(At, Dimensions.size());
  for (const NamedAccess &A : Accesses)
    if (A.Mnemonic == Name && A.Bytes == Info.MemoryBytes)
      return (*A.Handlers)[modeOf(Info)];
  return nullptr;
}
