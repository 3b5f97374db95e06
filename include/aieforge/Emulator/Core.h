//===- Core.h - one AIE2 core at work ---------------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs the program in an AIE2 core's program memory with the timing of the
// exposed pipeline: each operand is read and each result is written in its own
// pipeline cycle, so a register that is read too early gives the old value.
// Everything outside the core (memories, locks, streams) is behind CoreBus.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_EMULATOR_CORE_H
#define AIEFORGE_EMULATOR_CORE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace aieforge::emu {

/// The four data memories that a core reaches, in the order of its address
/// windows (0x40000, 0x50000, 0x60000, 0x70000) and of its lock numbers
/// (16 for each).
enum class Window : uint8_t { South, West, North, Own };

/// A value on the 512-bit cascade, least significant word first.
using CascadeWord = std::array<uint32_t, 16>;

/// What a core sees of the array around it. Calls come from Core::run only.
class CoreBus {
public:
  virtual ~CoreBus();

  /// The 64 KiB of a data memory, or null where there is none. The core asks
  /// once, in reset() and refreshWindows(), and keeps the pointer.
  virtual uint8_t *dataMemory(Window W) = 0;

  /// Tries once to acquire lock \p Lock (0..63 as the core counts: south,
  /// west, north, own). \p Value < 0: needs lock >= -Value and subtracts
  /// -Value; \p Value >= 0: needs lock == Value. False makes the core stall;
  /// it calls again in each run() until the lock is granted.
  virtual bool acquire(unsigned Lock, int Value) = 0;
  virtual void release(unsigned Lock, int Value) = 0;

  /// Takes a word from the stream input, or returns false if there is none.
  virtual bool streamRead(uint32_t &Word, bool &TLast) = 0;
  /// Puts a word on the stream output, or returns false if there is no room.
  virtual bool streamWrite(uint32_t Word, bool TLast) = 0;
  virtual bool cascadeRead(CascadeWord &Value) = 0;
  virtual bool cascadeWrite(const CascadeWord &Value) = 0;

  /// False while the core has run ahead of the array. A stream operation that
  /// does not wait asks first: instead of failing for a reason that is none, it
  /// makes run() return and is tried again in the next one.
  virtual bool caughtUp() { return true; }

  /// `event #n`, n = 0..3.
  virtual void event(unsigned Number) = 0;

  /// Register of the own tile at tile offset \p Offset (data address -
  /// 0x80000). False: the processor bus is off or there is no such register;
  /// the core faults.
  virtual bool busRead(uint32_t Offset, uint32_t &Value) = 0;
  virtual bool busWrite(uint32_t Offset, uint32_t Value) = 0;

  /// The tile's free-running 64-bit timer (`mov l, cntr`). \p CoreCycles is the
  /// core's own count of cycles, stalls included: an answer for a bus without
  /// a timer.
  virtual uint64_t timer(uint64_t CoreCycles) { return CoreCycles; }
};

/// What the core is doing. Held: in reset or not enabled. Done: executed
/// `done`. Faulted: see Core::faultText().
enum class CoreState : uint8_t { Held, Running, Stalled, Done, Faulted };

/// Why the core stands still. Lock*: the lock belongs to that memory.
enum class StallReason : uint8_t {
  None,
  LockSouth,
  LockWest,
  LockNorth,
  LockOwn,
  StreamIn,
  StreamOut,
  CascadeIn,
  CascadeOut,
};
constexpr unsigned NumStallReasons = 9;

/// "stream input", "own lock", …
llvm::StringRef stallReasonName(StallReason R);

/// The wait a stalled core is in.
struct Stall {
  StallReason Reason = StallReason::None;
  unsigned Lock = 0; ///< Lock*: number as the core counts, 0..63
  int Value = 0;     ///< Lock*: the value operand of `acq`
  uint32_t PC = 0;   ///< address of the bundle that waits
};

/// Counters since reset().
struct CoreStats {
  uint64_t Cycles = 0;  ///< cycles in which the core moved
  uint64_t Bundles = 0; ///< bundles issued, no-op bundles included
  /// Cycles of standing still by reason, as the owner reports them with
  /// Core::addStallCycles.
  std::array<uint64_t, NumStallReasons> StallCycles{};
};

/// Behaviour that the hardware documentation leaves open.
struct CoreOptions {
  /// Two writes that land on one register in one cycle are a programming
  /// error whose result is unknown: stop with a fault (true), or let the later
  /// slot win (false).
  bool FaultOnWriteConflict = true;
};

class CoreImpl;

/// One core. Not copyable; \p Bus must outlive it.
class Core {
public:
  static constexpr uint32_t ProgramBytes = 16 * 1024;

  /// \p CoreId is the value of the CORE_ID register: row in bits 4..0, column
  /// in bits 22..16.
  explicit Core(CoreBus &Bus, uint32_t CoreId = 0, CoreOptions Options = {});
  ~Core();
  Core(const Core &) = delete;
  Core &operator=(const Core &) = delete;

  /// Puts registers, pipeline, pc and counters into their reset state and asks
  /// the bus for the data memories. Program memory and the two control bits
  /// stay.
  void reset();
  /// Asks the bus for the data memories again.
  void refreshWindows();

  /// Core_Control.reset (1 after construction). Setting it resets the core;
  /// with it cleared and enable set, execution starts at pc 0.
  void setReset(bool On);
  /// Core_Control.enable (0 after construction). Writing 1 clears `done`;
  /// 0 then 1 goes on at the same pc.
  void setEnable(bool On);
  bool inReset() const;
  bool enabled() const;

  /// Program memory, 16 KiB.
  llvm::ArrayRef<uint8_t> programMemory() const;
  /// Writable program memory. Forgets everything decoded from it, so do not
  /// keep the reference across run(). For many small writes take
  /// writeProgramMemory.
  llvm::MutableArrayRef<uint8_t> programMemory();
  /// Copies \p Data to byte \p Offset; false if it does not fit.
  bool writeProgramMemory(uint32_t Offset, llvm::ArrayRef<uint8_t> Data);

  /// Runs until the core stalls, is done, faults, or has used \p MaxCycles.
  /// Returns the cycles used; 0 when it is held, done, faulted or still
  /// stalled. A stalled core tries its wait again first.
  uint64_t run(uint64_t MaxCycles);

  CoreState state() const;
  /// The wait, if state() is Stalled; Reason is None otherwise.
  Stall stall() const;
  /// Counts \p Cycles of standing still for the current reason, also for the
  /// core's own clock.
  void addStallCycles(uint64_t Cycles);
  /// What went wrong, with pc and disassembly; empty unless Faulted.
  llvm::StringRef faultText() const;

  /// Address of the bundle that issues next.
  uint32_t pc() const;
  void setPC(uint32_t PC);

  /// A register by assembler name ("r0", "p3", "lc", "srCarry", "x2", "wl0",
  /// "cm1", "q0"): its 32-bit words, least significant first, as the program
  /// would read them in this cycle. nullopt: no such register.
  std::optional<llvm::SmallVector<uint32_t, 32>>
  readRegister(llvm::StringRef Name) const;
  /// Sets a register; words left out are 0. False: no such register.
  bool writeRegister(llvm::StringRef Name, llvm::ArrayRef<uint32_t> Words);

  const CoreStats &stats() const;
  /// Cycles in which the core moved since reset(), up to date inside bus calls
  /// too: there it tells how far the core has run in this run().
  uint64_t cycle() const;
  /// How often each instruction was issued, most frequent first, then by name.
  /// Counting costs time: it starts with enableHistogram().
  void enableHistogram(bool On);
  std::vector<std::pair<llvm::StringRef, uint64_t>> histogram() const;

  /// Called before each bundle issues, with its address and the cycle. An
  /// empty function switches tracing off.
  using TraceFn = std::function<void(uint32_t PC, uint64_t Cycle)>;
  void setTrace(TraceFn Fn);
  /// Disassembly of the bundle at \p PC, or a text that says why there is none.
  std::string disassemble(uint32_t PC) const;

private:
  std::unique_ptr<CoreImpl> Impl;
};

} // namespace aieforge::emu

#endif // AIEFORGE_EMULATOR_CORE_H
