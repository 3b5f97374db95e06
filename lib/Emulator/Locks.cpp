//===- Locks.cpp - the counting locks of one tile -------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Locks.h"
#include "llvm/ADT/STLExtras.h"

using namespace aieforge::emu;
using namespace llvm;

void LockBank::take(Lock &L, int Operand) {
  if (Operand < 0)
    L.Value += Operand;
  ++L.Acquires;
}

bool LockBank::tryAcquire(unsigned Id, int Operand) {
  if (!wouldGrant(Id, Operand))
    return false;
  take(Locks[Id], Operand);
  return true;
}

bool LockBank::acquire(unsigned Id, int Operand, AgentId Agent) {
  Lock &L = Locks[Id];
  if (auto *It = find(L.Granted, Agent); It != L.Granted.end()) {
    L.Granted.erase(It);
    return true;
  }
  for (Waiter &W : L.Waiting)
    if (W.Agent == Agent) {
      W.Operand = Operand;
      return false;
    }
  if (tryAcquire(Id, Operand))
    return true;
  L.Waiting.push_back({Agent, Operand});
  return false;
}

void LockBank::cancel(AgentId Agent) {
  for (Lock &L : Locks) {
    erase_if(L.Waiting, [&](const Waiter &W) { return W.Agent == Agent; });
    erase(L.Granted, Agent);
  }
}

void LockBank::grantWaiters(Lock &L, SmallVectorImpl<AgentId> &Woken) {
  for (unsigned I = 0; I < L.Waiting.size();) {
    Waiter W = L.Waiting[I];
    bool Grant = W.Operand < 0 ? L.Value >= -W.Operand : L.Value == W.Operand;
    if (!Grant) {
      ++I;
      continue;
    }
    take(L, W.Operand);
    L.Granted.push_back(W.Agent);
    Woken.push_back(W.Agent);
    L.Waiting.erase(L.Waiting.begin() + I);
  }
}

LockBank::Change LockBank::release(unsigned Id, int Amount, AgentId By,
                                   SmallVectorImpl<AgentId> &Woken) {
  Lock &L = Locks[Id];
  Change Result = Change::None;
  L.Value += Amount;
  if (L.Value > MaxValue) {
    L.Value = MaxValue;
    L.Overflow = true;
    Result = Change::Overflow;
  } else if (L.Value < 0) {
    L.Value = 0;
    L.Underflow = true;
    Result = Change::Underflow;
  }
  ++L.Releases[By];
  grantWaiters(L, Woken);
  return Result;
}

void LockBank::set(unsigned Id, uint32_t Value,
                   SmallVectorImpl<AgentId> &Woken) {
  Locks[Id].Value = Value & MaxValue;
  grantWaiters(Locks[Id], Woken);
}

void LockBank::clearSticky(unsigned Id, bool Overflow, bool Underflow) {
  if (Overflow)
    Locks[Id].Overflow = false;
  if (Underflow)
    Locks[Id].Underflow = false;
}
