//===- CoreTestBench.h - a core, surroundings, an assembler -----*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_UNITTESTS_EMULATOR_CORETESTBENCH_H
#define AIEFORGE_UNITTESTS_EMULATOR_CORETESTBENCH_H

#include "aieforge/Emulator/Core.h"
#include "gtest/gtest.h"

#include <deque>
#include <map>
#include <string>
#include <vector>

namespace aieforge::emu {

/// Memories, locks and streams of a core under test.
struct TestBus : CoreBus {
  std::array<std::vector<uint8_t>, 4> Memory;
  std::array<int, 64> Locks{};
  std::deque<std::pair<uint32_t, bool>> StreamIn, StreamOut;
  size_t StreamOutRoom = 1000;
  std::deque<CascadeWord> CascadeIn, CascadeOut;
  size_t CascadeOutRoom = 1000;
  std::vector<unsigned> Events;
  std::map<uint32_t, uint32_t> Registers; ///< by tile offset

  TestBus();
  uint8_t *dataMemory(Window W) override;
  bool acquire(unsigned Lock, int Value) override;
  void release(unsigned Lock, int Value) override;
  bool streamRead(uint32_t &Word, bool &TLast) override;
  bool streamWrite(uint32_t Word, bool TLast) override;
  bool cascadeRead(CascadeWord &Value) override;
  bool cascadeWrite(const CascadeWord &Value) override;
  void event(unsigned Number) override;
  bool busRead(uint32_t Offset, uint32_t &Value) override;
  bool busWrite(uint32_t Offset, uint32_t Value) override;

  /// 32 bits at a data address 0x40000..0x7ffff.
  uint32_t word(uint32_t Address) const;
  void setWord(uint32_t Address, uint32_t Value);
};

/// Assembles \p Text: a bundle a line, `name:` labels, `.align 16`, and
/// `full` in front of a bundle for the 128-bit format. Reports errors as test
/// failures.
std::vector<uint8_t> assemble(llvm::StringRef Text);

struct CoreBench {
  TestBus Bus;
  Core C;

  explicit CoreBench(CoreOptions Options = {}) : C(Bus, 0x30002, Options) {}

  /// Loads a program and starts it at 0.
  void load(llvm::StringRef Assembly) { loadBytes(assemble(Assembly)); }
  void loadBytes(llvm::ArrayRef<uint8_t> Code);
  /// Loads and runs up to \p Cycles.
  void run(llvm::StringRef Assembly, uint64_t Cycles = 1000);

  uint32_t reg(llvm::StringRef Name) const;
  std::string fault() const { return C.faultText().str(); }
  void setReg(llvm::StringRef Name, uint32_t Value) {
    EXPECT_TRUE(C.writeRegister(Name, Value)) << Name.str();
  }
};

} // namespace aieforge::emu

#endif // AIEFORGE_UNITTESTS_EMULATOR_CORETESTBENCH_H
