//===- Locks.h - the counting locks of one tile -----------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// AIE2 locks are counters 0..63. A request that cannot be granted waits;
// waiting requests are granted in the order in which they came, so nobody
// starves.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_EMULATOR_LOCKS_H
#define AIEFORGE_LIB_EMULATOR_LOCKS_H

#include "Stream.h"
#include "llvm/ADT/SmallVector.h"

#include <map>
#include <vector>

namespace aieforge::emu {

class LockBank {
public:
  static constexpr int MaxValue = 63;

  enum class Change { None, Overflow, Underflow };

  struct Waiter {
    AgentId Agent;
    int Operand;
  };

  struct Lock {
    int Value = 0;
    bool Overflow = false, Underflow = false; ///< Sticky.
    llvm::SmallVector<Waiter, 2> Waiting;     ///< Oldest first.
    llvm::SmallVector<AgentId, 2> Granted;    ///< Not yet collected.
    /// How often each agent released the lock: for hang reports.
    std::map<AgentId, uint64_t> Releases;
    uint64_t Acquires = 0;
  };

  explicit LockBank(unsigned Count = 0) : Locks(Count) {}
  unsigned size() const { return Locks.size(); }
  const Lock &operator[](unsigned Id) const { return Locks[Id]; }

  /// True if an acquire with \p Operand would be granted now. A negative
  /// operand -n waits for value >= n and subtracts n; an operand n >= 0 waits
  /// for value == n and changes nothing.
  bool wouldGrant(unsigned Id, int Operand) const {
    int V = Locks[Id].Value;
    return Operand < 0 ? V >= -Operand : V == Operand;
  }

  /// One attempt without waiting.
  bool tryAcquire(unsigned Id, int Operand);

  /// Acquires for \p Agent or puts it in the queue. A queued agent is added to
  /// the woken list of the change that grants it and calls acquire() again to
  /// collect the grant.
  bool acquire(unsigned Id, int Operand, AgentId Agent);

  /// Forgets the requests of \p Agent (its channel or core was reset).
  void cancel(AgentId Agent);

  /// Adds \p Amount. Agents whose requests became granted are appended to
  /// \p Woken. Saturates outside 0..63 and reports it.
  Change release(unsigned Id, int Amount, AgentId By,
                 llvm::SmallVectorImpl<AgentId> &Woken);

  /// Writes the value register (low six bits).
  void set(unsigned Id, uint32_t Value, llvm::SmallVectorImpl<AgentId> &Woken);

  void clearSticky(unsigned Id, bool Overflow, bool Underflow);

private:
  void grantWaiters(Lock &L, llvm::SmallVectorImpl<AgentId> &Woken);
  void take(Lock &L, int Operand);

  std::vector<Lock> Locks;
};

/// An acquire operand in words: ">= 2" or "== 1".
inline int lockOperand7(uint32_t Field) {
  return int(Field & 0x7F) - ((Field & 0x40) ? 0x80 : 0);
}

} // namespace aieforge::emu

#endif // AIEFORGE_LIB_EMULATOR_LOCKS_H
