//===- Core.cpp - one AIE2 core at work: the public class -----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Emulator/Core.h"
#include "CoreImpl.h"

using namespace aieforge;
using namespace aieforge::emu;
using namespace llvm;

CoreBus::~CoreBus() = default;

StringRef emu::stallReasonName(StallReason R) {
  switch (R) {
  case StallReason::None:
    return "none";
  case StallReason::LockSouth:
    return "lock of the south neighbour";
  case StallReason::LockWest:
    return "lock of the west neighbour";
  case StallReason::LockNorth:
    return "lock of the north neighbour";
  case StallReason::LockOwn:
    return "own lock";
  case StallReason::StreamIn:
    return "stream input";
  case StallReason::StreamOut:
    return "stream output";
  case StallReason::CascadeIn:
    return "cascade input";
  case StallReason::CascadeOut:
    return "cascade output";
  }
  return "unknown";
}

Core::Core(CoreBus &Bus, uint32_t CoreId, CoreOptions Options)
    : Impl(std::make_unique<CoreImpl>(Bus, CoreId, Options)) {}
Core::~Core() = default;

void Core::reset() { Impl->reset(); }
void Core::refreshWindows() { Impl->refreshWindows(); }

void Core::setReset(bool On) {
  Impl->InReset = On;
  if (On)
    Impl->reset();
  else
    Impl->updateControl();
}

void Core::setEnable(bool On) {
  Impl->Enabled = On;
  if (On && Impl->State == CoreState::Done)
    Impl->State = CoreState::Held;
  Impl->updateControl();
}

bool Core::inReset() const { return Impl->InReset; }
bool Core::enabled() const { return Impl->Enabled; }

ArrayRef<uint8_t> Core::programMemory() const { return Impl->Program; }

MutableArrayRef<uint8_t> Core::programMemory() {
  Impl->forgetDecoded();
  return Impl->Program;
}

bool Core::writeProgramMemory(uint32_t Offset, ArrayRef<uint8_t> Data) {
  if (Offset > ProgramBytes || Data.size() > ProgramBytes - Offset)
    return false;
  std::copy(Data.begin(), Data.end(), Impl->Program.begin() + Offset);
  Impl->forgetDecoded();
  return true;
}

uint64_t Core::run(uint64_t MaxCycles) { return Impl->run(MaxCycles); }

uint64_t Core::cycle() const { return Impl->Cycle; }

CoreState Core::state() const { return Impl->State; }

Stall Core::stall() const { return Impl->Wait; }

void Core::addStallCycles(uint64_t Cycles) {
  Impl->Stats.StallCycles[size_t(Impl->Wait.Reason)] += Cycles;
}

StringRef Core::faultText() const { return Impl->FaultText; }

uint32_t Core::pc() const { return Impl->PC; }
void Core::setPC(uint32_t PC) { Impl->PC = PC; }

std::optional<SmallVector<uint32_t, 32>>
Core::readRegister(StringRef Name) const {
  std::optional<RegLoc> Loc = locateRegister(Name);
  if (!Loc)
    return std::nullopt;
  const uint32_t *First = &Impl->R[Loc->Word];
  return SmallVector<uint32_t, 32>(First, First + Loc->Words);
}

bool Core::writeRegister(StringRef Name, ArrayRef<uint32_t> Words) {
  std::optional<RegLoc> Loc = locateRegister(Name);
  if (!Loc)
    return false;
  for (unsigned I = 0; I != Loc->Words; ++I)
    Impl->R[Loc->Word + I] =
        (I < Words.size() ? Words[I] : 0) & registerMasks()[Loc->Word + I];
  return true;
}

const CoreStats &Core::stats() const { return Impl->Stats; }

void Core::enableHistogram(bool On) {
  Impl->CountOpcodes = On;
  Impl->OpcodeCounts.resize(aie2::NumOpcodes, 0);
}

std::vector<std::pair<StringRef, uint64_t>> Core::histogram() const {
  std::vector<std::pair<StringRef, uint64_t>> Result;
  for (auto [Op, Count] : enumerate(Impl->OpcodeCounts))
    if (Count)
      Result.emplace_back(aie2::info(aie2::Opcode(Op)).Name, Count);
  sort(Result, [](const auto &A, const auto &B) {
    return A.second != B.second ? A.second > B.second : A.first < B.first;
  });
  return Result;
}

void Core::setTrace(TraceFn Fn) { Impl->Trace = std::move(Fn); }
