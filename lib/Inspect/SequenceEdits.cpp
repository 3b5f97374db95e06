//===- SequenceEdits.cpp - how one sequence became another ----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SequenceEdits.h"
#include "llvm/ADT/STLExtras.h"

#include <algorithm>

using namespace aieforge;
using namespace aieforge::diff;
using namespace llvm;

namespace {

/// Finds the path through the grid of both sequences with the fewest steps to
/// the right (removals) and down (insertions). Diagonal K holds the points
/// with X - Y == K.
class ShortestScript {
public:
  ShortestScript(ptrdiff_t N, ptrdiff_t M,
                 function_ref<bool(size_t, size_t)> Same)
      : N(N), M(M), Same(Same) {}

  /// False if more than \p MaxEdits steps are needed.
  bool run(ptrdiff_t MaxEdits);
  /// The hunks of the path, in order.
  std::vector<Hunk> hunks() const;

private:
  ptrdiff_t furthest(const std::vector<ptrdiff_t> &Before, ptrdiff_t D,
                     ptrdiff_t K) const;
  static bool comesFromAbove(const std::vector<ptrdiff_t> &Before, ptrdiff_t D,
                             ptrdiff_t K) {
    return K == -D || (K != D && Before[D - 1 + K - 1] < Before[D - 1 + K + 1]);
  }

  ptrdiff_t N, M;
  function_ref<bool(size_t, size_t)> Same;
  /// Rounds[D][K + D]: the furthest X on diagonal K after D steps.
  std::vector<std::vector<ptrdiff_t>> Rounds;
};

} // namespace

/// X on diagonal \p K after step \p D, before following equal elements.
ptrdiff_t ShortestScript::furthest(const std::vector<ptrdiff_t> &Before,
                                   ptrdiff_t D, ptrdiff_t K) const {
  if (D == 0)
    return 0;
  // Before[D - 1 + J] is diagonal J of the round before.
  return comesFromAbove(Before, D, K) ? Before[D - 1 + K + 1]
                                      : Before[D - 1 + K - 1] + 1;
}

bool ShortestScript::run(ptrdiff_t MaxEdits) {
  for (ptrdiff_t D = 0; D <= MaxEdits; ++D) {
    std::vector<ptrdiff_t> Round(2 * D + 1, -1);
    const std::vector<ptrdiff_t> &Before = D ? Rounds.back() : Round;
    bool Done = false;
    for (ptrdiff_t K = -D; K <= D; K += 2) {
      ptrdiff_t X = furthest(Before, D, K), Y = X - K;
      while (X < N && Y < M && X >= 0 && Y >= 0 && Same(X, Y))
        ++X, ++Y;
      Round[D + K] = X;
      Done |= X >= N && Y >= M && K == N - M;
    }
    Rounds.push_back(std::move(Round));
    if (Done)
      return true;
  }
  return false;
}

std::vector<Hunk> ShortestScript::hunks() const {
  std::vector<Hunk> Found; // Last one first.
  ptrdiff_t X = N, Y = M;
  for (ptrdiff_t D = ptrdiff_t(Rounds.size()) - 1; D > 0; --D) {
    ptrdiff_t K = X - Y;
    bool Above = comesFromAbove(Rounds[D - 1], D, K);
    ptrdiff_t FromX = Rounds[D - 1][D - 1 + (Above ? K + 1 : K - 1)];
    ptrdiff_t FromY = FromX - (Above ? K + 1 : K - 1);
    Hunk H{size_t(FromX), size_t(!Above), size_t(FromY), size_t(Above)};
    if (!Found.empty() && H.A + H.ACount == Found.back().A &&
        H.B + H.BCount == Found.back().B) {
      H.ACount += Found.back().ACount;
      H.BCount += Found.back().BCount;
      Found.back() = H;
    } else {
      Found.push_back(H);
    }
    X = FromX;
    Y = FromY;
  }
  std::reverse(Found.begin(), Found.end());
  return Found;
}

std::vector<Hunk> diff::findHunks(size_t N, size_t M,
                                  function_ref<bool(size_t, size_t)> Same,
                                  size_t MaxEdits) {
  size_t Front = 0;
  while (Front < N && Front < M && Same(Front, Front))
    ++Front;
  size_t Back = 0;
  while (Back < N - Front && Back < M - Front &&
         Same(N - 1 - Back, M - 1 - Back))
    ++Back;
  size_t RestN = N - Front - Back, RestM = M - Front - Back;
  if (RestN == 0 && RestM == 0)
    return {};
  if (RestN == 0 || RestM == 0)
    return {{Front, RestN, Front, RestM}};
  auto Inner = [&](size_t I, size_t J) { return Same(Front + I, Front + J); };
  ShortestScript Script(RestN, RestM, Inner);
  if (!Script.run(MaxEdits))
    return {{Front, RestN, Front, RestM}};
  std::vector<Hunk> Found = Script.hunks();
  for (Hunk &H : Found) {
    H.A += Front;
    H.B += Front;
  }
  return Found;
}
