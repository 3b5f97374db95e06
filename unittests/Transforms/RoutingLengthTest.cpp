//===- RoutingLengthTest.cpp - routes against shortest ones ---------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Small sets of circuits, solved exactly: the least number of switches that all
// of them pass, found by search with the lanes between tiles as capacities.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Transforms/Routing/Routing.h"

#include "gtest/gtest.h"

#include <algorithm>
#include <functional>
#include <map>
#include <random>

using namespace aieforge;
using namespace aieforge::route;
using hw::Bundle;

namespace {

using Place = std::pair<int, int>;
using Path = std::vector<Place>;

struct Wish {
  Endpoint From, To;
};

/// Lanes from one tile to its neighbour; 0: none.
unsigned lanes(const hw::Device &D, Place A, Place B) {
  TileId From{unsigned(A.first), unsigned(A.second)};
  Bundle Way = B.second > A.second   ? Bundle::North
               : B.second < A.second ? Bundle::South
               : B.first > A.first   ? Bundle::East
                                     : Bundle::West;
  return hw::masterCount(D, From, Way);
}

/// All paths between two tiles that are at most \p Slack longer than their
/// distance.
std::vector<Path> paths(const hw::Device &D, Place From, Place To,
                        unsigned Slack) {
  std::vector<Path> Result;
  Path Now = {From};
  int Columns = D.Columns, Rows = D.Rows;
  std::function<void(int)> walk = [&](int Left) {
    Place At = Now.back();
    int Distance =
        std::abs(At.first - To.first) + std::abs(At.second - To.second);
    if (Distance > Left)
      return;
    if (At == To) {
      Result.push_back(Now);
      return;
    }
    for (Place Step : {Place{0, 1}, {0, -1}, {1, 0}, {-1, 0}}) {
      Place Next{At.first + Step.first, At.second + Step.second};
      if (Next.first < 0 || Next.second < 0 || Next.first >= Columns ||
          Next.second >= Rows || std::count(Now.begin(), Now.end(), Next) ||
          lanes(D, At, Next) == 0)
        continue;
      Now.push_back(Next);
      walk(Left - 1);
      Now.pop_back();
    }
  };
  // A detour over the rows without lanes to the sides is up to four longer.
  for (unsigned Extra = 0; Result.empty() || Extra <= Slack; Extra += 2) {
    Result.clear();
    walk(std::abs(From.first - To.first) + std::abs(From.second - To.second) +
         Extra);
  }
  std::sort(Result.begin(), Result.end(),
            [](const Path &A, const Path &B) { return A.size() < B.size(); });
  return Result;
}

Place placeOf(const Endpoint &E) { return {int(E.At.Column), int(E.At.Row)}; }

/// The least number of switches that all circuits together pass.
unsigned shortest(const hw::Device &D, const std::vector<Wish> &Wishes) {
  std::vector<std::vector<Path>> Choices;
  for (const Wish &W : Wishes)
    Choices.push_back(paths(D, placeOf(W.From), placeOf(W.To), 2));
  std::map<std::pair<Place, Place>, unsigned> Used;
  unsigned Best = ~0u;
  std::function<void(size_t, unsigned)> choose = [&](size_t I, unsigned Sum) {
    if (I == Wishes.size()) {
      Best = std::min(Best, Sum);
      return;
    }
    unsigned Least = Sum;
    for (size_t J = I; J < Wishes.size(); ++J)
      Least += Choices[J].front().size();
    if (Least >= Best)
      return;
    for (const Path &P : Choices[I]) {
      bool Fits = true;
      for (size_t K = 0; K + 1 < P.size(); ++K)
        Fits &= Used[{P[K], P[K + 1]}] < lanes(D, P[K], P[K + 1]);
      if (!Fits)
        continue;
      for (size_t K = 0; K + 1 < P.size(); ++K)
        ++Used[{P[K], P[K + 1]}];
      choose(I + 1, Sum + P.size());
      for (size_t K = 0; K + 1 < P.size(); ++K)
        --Used[{P[K], P[K + 1]}];
    }
  };
  choose(0, 0);
  return Best;
}

TEST(Routing, WithinATenthOfTheShortest) {
  std::mt19937 Random(17);
  auto below = [&](unsigned N) { return Random() % N; };
  unsigned Solved = 0;
  for (unsigned Round = 0; Round < 150; ++Round) {
    const hw::Device &D =
        *hw::findDevice(Round % 3 == 0 ? "npu1_2col" : "npu1");
    // Every DMA channel once, in random order.
    std::vector<Endpoint> Sources, Sinks;
    for (unsigned C = 0; C < D.Columns; ++C)
      for (unsigned R = 0; R < D.Rows; ++R)
        for (unsigned Channel = 0; Channel < 2; ++Channel) {
          Sources.push_back({{C, R}, {Bundle::DMA, Channel}});
          Sinks.push_back({{C, R}, {Bundle::DMA, Channel}});
        }
    std::shuffle(Sources.begin(), Sources.end(), Random);
    std::shuffle(Sinks.begin(), Sinks.end(), Random);
    std::vector<Wish> Wishes;
    std::vector<Flow> Flows;
    for (unsigned I = 0, E = 2 + below(5); I < E; ++I) {
      if (placeOf(Sources[I]) == placeOf(Sinks[I]))
        continue;
      Wishes.push_back({Sources[I], Sinks[I]});
      Flow F;
      F.Source = Sources[I];
      F.Destinations = {Sinks[I]};
      Flows.push_back(std::move(F));
    }
    if (Flows.empty())
      continue;
    Expected<Routing> R = routeFlows(D, Flows);
    ASSERT_TRUE(bool(R)) << llvm::toString(R.takeError());
    unsigned Length = 0;
    for (auto &[T, Box] : R->Switches)
      Length += Box.Connections.size();
    unsigned Least = shortest(D, Wishes);
    ASSERT_NE(Least, ~0u);
    EXPECT_LE(Length * 10, Least * 11) << "round " << Round;
    EXPECT_GE(Length, Least) << "round " << Round;
    ++Solved;
  }
  EXPECT_GE(Solved, 140u);
}

} // namespace
