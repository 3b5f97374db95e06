//===- CoreTestBench.cpp - a core, its surroundings and an assembler ------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CoreTestBench.h"
#include "aieforge/Target/AIE2/ISA.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Endian.h"

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

TestBus::TestBus() {
  for (std::vector<uint8_t> &M : Memory)
    M.assign(64 * 1024, 0);
}

uint8_t *TestBus::dataMemory(Window W) {
  std::vector<uint8_t> &M = Memory[size_t(W)];
  return M.empty() ? nullptr : M.data();
}

bool TestBus::acquire(unsigned Lock, int Value) {
  if (Value < 0 ? Locks[Lock] < -Value : Locks[Lock] != Value)
    return false;
  if (Value < 0)
    Locks[Lock] += Value;
  return true;
}

void TestBus::release(unsigned Lock, int Value) { Locks[Lock] += Value; }

bool TestBus::streamRead(uint32_t &Word, bool &TLast) {
  if (StreamIn.empty())
    return false;
  std::tie(Word, TLast) = StreamIn.front();
  StreamIn.pop_front();
  return true;
}

bool TestBus::streamWrite(uint32_t Word, bool TLast) {
  if (StreamOut.size() >= StreamOutRoom)
    return false;
  StreamOut.emplace_back(Word, TLast);
  return true;
}

bool TestBus::cascadeRead(CascadeWord &Value) {
  if (CascadeIn.empty())
    return false;
  Value = CascadeIn.front();
  CascadeIn.pop_front();
  return true;
}

bool TestBus::cascadeWrite(const CascadeWord &Value) {
  if (CascadeOut.size() >= CascadeOutRoom)
    return false;
  CascadeOut.push_back(Value);
  return true;
}

void TestBus::event(unsigned Number) { Events.push_back(Number); }

bool TestBus::busRead(uint32_t Offset, uint32_t &Value) {
  auto It = Registers.find(Offset);
  if (It == Registers.end())
    return false;
  Value = It->second;
  return true;
}

bool TestBus::busWrite(uint32_t Offset, uint32_t Value) {
  auto It = Registers.find(Offset);
  if (It == Registers.end())
    return false;
  It->second = Value;
  return true;
}

uint32_t TestBus::word(uint32_t Address) const {
  return support::endian::read32le(Memory[(Address >> 16) & 3].data() +
                                   (Address & 0xffff));
}

void TestBus::setWord(uint32_t Address, uint32_t Value) {
  support::endian::write32le(
      Memory[(Address >> 16) & 3].data() + (Address & 0xffff), Value);
}

namespace {
struct Line {
  aie2::Bundle B;
  SmallVector<aie2::SymbolRef, 1> Symbols;
  unsigned MinBytes = 0;
  unsigned Align = 0;
};
} // namespace

static std::string text(Error E) { return toString(std::move(E)); }

std::vector<uint8_t> emu::assemble(StringRef Text) {
  std::vector<Line> Lines;
  StringMap<size_t> Labels; // index of the line that follows
  SmallVector<StringRef, 32> Rows;
  Text.split(Rows, '\n');
  for (StringRef Row : Rows) {
    Row = Row.split("//").first.trim();
    if (Row.empty())
      continue;
    if (Row.consume_back(":")) {
      Labels[Row] = Lines.size();
      continue;
    }
    Line L;
    if (Row == ".align 16") {
      L.Align = 16;
      Lines.push_back(std::move(L));
      continue;
    }
    if (Row.consume_front("full "))
      L.MinBytes = 16;
    Expected<aie2::Bundle> B = aie2::parseBundle(Row, &L.Symbols);
    if (!B) {
      ADD_FAILURE() << Row.str() << ": " << text(B.takeError());
      return {};
    }
    L.B = std::move(*B);
    Lines.push_back(std::move(L));
  }
  // The size of a bundle does not depend on its symbols: encode once for the
  // addresses, then with the values in place.
  std::vector<uint32_t> Address;
  SmallVector<uint8_t, 0> Code;
  for (int Pass = 0; Pass != 2; ++Pass) {
    Code.clear();
    for (Line &L : Lines) {
      if (Pass == 0)
        Address.push_back(Code.size());
      if (L.Align) {
        while (Code.size() % L.Align) {
          Code.push_back(1);
          Code.push_back(0);
        }
        continue;
      }
      for (const aie2::SymbolRef &S : L.Symbols)
        if (Pass == 1)
          for (aie2::Instr &I : L.B.Instrs)
            if (I.Op == S.Op) {
              if (!Labels.count(S.Name))
                ADD_FAILURE() << "no label " << S.Name;
              I.Values[S.Operand] = Address[Labels[S.Name]] + S.Addend;
            }
      aie2::Bundle B = L.B;
      if (Error E = aie2::encodeBundle(B, Code, L.MinBytes)) {
        ADD_FAILURE() << text(std::move(E));
        return {};
      }
    }
    // A label behind .align means the aligned address.
    for (size_t I = 0; I != Lines.size(); ++I)
      if (Lines[I].Align && Pass == 0 && I + 1 < Lines.size())
        Address[I] = Address[I + 1];
    if (Pass == 0)
      Address.push_back(Code.size());
  }
  return std::vector<uint8_t>(Code.begin(), Code.end());
}

void CoreBench::loadBytes(ArrayRef<uint8_t> Code) {
  C.setReset(true);
  EXPECT_TRUE(C.writeProgramMemory(0, Code));
  C.setReset(false);
  C.setEnable(true);
}

void CoreBench::run(StringRef Assembly, uint64_t Cycles) {
  load(Assembly);
  C.run(Cycles);
}

uint32_t CoreBench::reg(StringRef Name) const {
  auto Words = C.readRegister(Name);
  EXPECT_TRUE(Words) << Name.str();
  return Words ? Words->front() : 0;
}
