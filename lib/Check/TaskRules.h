//===- TaskRules.h - rules about DMA tasks and their BDs --------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_CHECK_TASKRULES_H
#define AIEFORGE_LIB_CHECK_TASKRULES_H

#include "ArrayState.h"
#include "Reporter.h"

#include <set>

namespace aieforge::check {

/// A push to a task queue.
struct Task {
  hw::TileId Tile;
  hw::TileKind Kind = hw::TileKind::Core;
  QueuePush Push;
};

/// What is known of a task's chain of buffer descriptors (BDs).
struct Chain {
  std::vector<unsigned> Bds; ///< In their order, each once.
  bool Endless = false;      ///< Leads back into itself.
};

/// The chain as the registers have it now; it ends early where a BD is not
/// there, and says so by \c Broken.
struct ChainWalk : Chain {
  enum Break : uint8_t { None, NotWritten, Invalid, NoSuchBd } Broken = None;
  unsigned BreakAt = 0; ///< The BD at which it breaks.
};
ChainWalk walkChain(const RegisterImage &Image, const Task &T);

/// The channel takes the number of the BD from each packet (out of order), so
/// its tasks name none; and it sends no tokens.
bool isOutOfOrder(const RegisterImage &Image, const Task &T);

/// The words of BD \p Bd.
std::vector<uint32_t> bdWords(const RegisterImage &Image, hw::TileId Tile,
                              const hw::BdLayout &L, unsigned Bd);

/// Rules C02 to C05, C08 and C20 about tasks as they start.
class TaskRules {
public:
  /// \p Whole: the image holds everything that was written, so what it lacks
  /// does not exist. \p Image changes while tasks are checked.
  TaskRules(const ArrayState &Array, const RegisterImage &Image, bool Whole,
            Reporter &R)
      : Array(Array), Image(Image), Whole(Whole), R(R) {}

  Chain check(const Task &T, const llvm::Twine &Place);
  /// BDs of \p Tile were written.
  void changed(hw::TileId Tile);

private:
  void checkBd(const Task &T, unsigned Bd, bool Endless);
  void checkMemory(const Task &T, unsigned Bd, bool Endless);
  void checkLock(const Task &T, unsigned Bd, unsigned Lock, const char *What);
  void checkFields(const Task &T, unsigned Bd);
  void add(const char *Rule, const Task &T, unsigned Bd,
           const llvm::Twine &What, llvm::StringRef Variant = "");

  const ArrayState &Array;
  const RegisterImage &Image;
  bool Whole;
  Reporter &R;
  std::string Where;
  /// A stream starts the same BD again and again.
  using TaskKey =
      std::tuple<hw::TileId, hw::Direction, unsigned, unsigned, unsigned>;
  std::map<TaskKey, Chain> Checked;
  std::set<std::tuple<std::string, hw::TileId, unsigned>> Told;
};

} // namespace aieforge::check

#endif // AIEFORGE_LIB_CHECK_TASKRULES_H
