//===- PacketSwitch.cpp - arbiters, selects and rules of one switch -------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A slave's rule names an arbiter and a master select; the packet leaves by
// all masters that listen to both. Masters that some stream takes together
// must therefore listen to one arbiter, and every distinct set of masters
// needs a select of its own there.
//
//===----------------------------------------------------------------------===//

#include "PacketSwitch.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

#include <algorithm>

using namespace aieforge;
using namespace aieforge::route;
using namespace llvm;

namespace {

using MasterList = std::vector<Port>;

bool matches(std::pair<unsigned, unsigned> Cube, unsigned Id) {
  return (Id & Cube.first) == Cube.second;
}

bool coverRest(ArrayRef<unsigned> Match, ArrayRef<unsigned> Avoid,
               unsigned Budget,
               SmallVectorImpl<std::pair<unsigned, unsigned>> &Chosen) {
  const unsigned *Open = find_if(Match, [&](unsigned Id) {
    return none_of(Chosen, [&](auto Cube) { return matches(Cube, Id); });
  });
  if (Open == Match.end())
    return true;
  if (Chosen.size() == Budget)
    return false;
  for (unsigned Mask = 0; Mask <= hw::maxPacketId(); ++Mask) {
    std::pair<unsigned, unsigned> Cube(Mask, *Open & Mask);
    if (any_of(Avoid, [&](unsigned Id) { return matches(Cube, Id); }))
      continue;
    Chosen.push_back(Cube);
    if (coverRest(Match, Avoid, Budget, Chosen))
      return true;
    Chosen.pop_back();
  }
  return false;
}

/// Amsels of one switch as they are handed out.
class AmselAllocator {
public:
  explicit AmselAllocator(ArrayRef<Amsel> Given)
      : Used(hw::usedArbiters(),
             std::vector<bool>(hw::mselsPerArbiter(), false)) {
    for (Amsel A : Given)
      if (A.Arbiter < Used.size() && A.Msel < hw::mselsPerArbiter())
        Used[A.Arbiter][A.Msel] = true;
  }

  PacketShortage::Kind assign(ArrayRef<PacketStream> Streams, bool Priority);

  std::map<MasterList, Amsel> Sets;

private:
  unsigned freeSelects(unsigned Arbiter) const {
    return count(Used[Arbiter], false);
  }
  std::optional<unsigned> chooseArbiter(unsigned Needed, bool Priority) const;

  std::vector<std::vector<bool>> Used;
  std::map<Port, unsigned> ArbiterOf;
};

std::optional<unsigned> AmselAllocator::chooseArbiter(unsigned Needed,
                                                      bool Priority) const {
  std::optional<unsigned> Shared;
  for (unsigned I = 0; I != Used.size(); ++I) {
    // Priority flows count from the other end, so that their amsels are the
    // same whatever else the design holds.
    unsigned Arbiter = Priority ? Used.size() - 1 - I : I;
    unsigned Free = freeSelects(Arbiter);
    if (Free == hw::mselsPerArbiter() && Needed <= Free)
      return Arbiter;
    if (Free >= Needed && (!Shared || Free < freeSelects(*Shared)))
      Shared = Arbiter;
  }
  return Shared;
}

PacketShortage::Kind AmselAllocator::assign(ArrayRef<PacketStream> Streams,
                                            bool Priority) {
  // Components: distinct master sets that are linked by common masters, in
  // order of their first stream.
  std::vector<std::vector<MasterList>> Components;
  auto overlaps = [](const MasterList &A, const MasterList &B) {
    return any_of(A, [&](Port P) { return is_contained(B, P); });
  };
  for (const PacketStream &S : Streams) {
    std::vector<MasterList> *Home = nullptr;
    for (std::vector<MasterList> &C : Components) {
      if (none_of(C, [&](auto &List) { return overlaps(List, S.Masters); }))
        continue;
      if (!Home) {
        Home = &C;
        continue;
      }
      append_range(*Home, C);
      C.clear();
    }
    if (!Home)
      Home = &Components.emplace_back();
    if (!is_contained(*Home, S.Masters))
      Home->push_back(S.Masters);
  }

  for (const std::vector<MasterList> &Lists : Components) {
    std::optional<unsigned> Arbiter;
    unsigned Needed = 0;
    for (const MasterList &List : Lists) {
      Needed += !Sets.count(List);
      for (const Port &Master : List) {
        auto It = ArbiterOf.find(Master);
        if (It == ArbiterOf.end())
          continue;
        if (Arbiter && *Arbiter != It->second)
          return PacketShortage::Arbiters;
        Arbiter = It->second;
      }
    }
    if (Needed > hw::mselsPerArbiter())
      return PacketShortage::Selects;
    if (!Arbiter)
      Arbiter = chooseArbiter(Needed, Priority);
    if (!Arbiter)
      return PacketShortage::Arbiters;
    if (freeSelects(*Arbiter) < Needed)
      return PacketShortage::Selects;
    for (const MasterList &List : Lists) {
      for (const Port &Master : List)
        ArbiterOf[Master] = *Arbiter;
      if (Sets.count(List))
        continue;
      unsigned Msel = Priority ? hw::mselsPerArbiter() - 1 : 0;
      while (Used[*Arbiter][Msel])
        Msel += Priority ? -1 : 1;
      Used[*Arbiter][Msel] = true;
      Sets[List] = {*Arbiter, Msel};
    }
  }
  return PacketShortage::None;
}

} // namespace

std::vector<std::pair<unsigned, unsigned>>
aieforge::route::coverIds(ArrayRef<unsigned> Match, ArrayRef<unsigned> Avoid) {
  SmallVector<std::pair<unsigned, unsigned>> Chosen;
  unsigned Budget = 1;
  while (Budget <= hw::slotsPerSlave() &&
         !coverRest(Match, Avoid, Budget, Chosen))
    ++Budget;
  if (Budget > hw::slotsPerSlave()) {
    // More rules than a slave has: one an id, for the caller to refuse.
    std::vector<std::pair<unsigned, unsigned>> Single;
    for (unsigned Id : Match)
      Single.emplace_back(hw::maxPacketId(), Id);
    return Single;
  }
  // Narrow every cube to the ids that need it: ids nobody uses then match
  // nothing, which shows mistakes instead of hiding them.
  std::vector<std::pair<unsigned, unsigned>> Result;
  for (size_t I = 0; I != Chosen.size(); ++I) {
    unsigned And = hw::maxPacketId(), Or = 0;
    for (unsigned Id : Match) {
      auto First = find_if(Chosen, [&](auto C) { return matches(C, Id); });
      if (static_cast<size_t>(First - Chosen.begin()) != I)
        continue;
      And &= Id;
      Or |= Id;
    }
    unsigned Mask = hw::maxPacketId() & ~(And ^ Or);
    Result.emplace_back(Mask, And & Mask);
  }
  return Result;
}

PacketShortage aieforge::route::configurePackets(ArrayRef<PacketStream> Streams,
                                                 ArrayRef<Amsel> Used,
                                                 Switchbox &Box) {
  std::vector<PacketStream> Sorted(Streams.begin(), Streams.end());
  sort(Sorted, [](const PacketStream &A, const PacketStream &B) {
    return std::tie(A.Slave, A.Id) < std::tie(B.Slave, B.Id);
  });
  std::vector<PacketStream> First;
  copy_if(Sorted, std::back_inserter(First),
          [](const PacketStream &S) { return S.Priority; });

  AmselAllocator Amsels(Used);
  if (auto What = Amsels.assign(First, /*Priority=*/true))
    return {What, {}};
  if (auto What = Amsels.assign(Sorted, /*Priority=*/false))
    return {What, {}};

  for (const auto &[List, Target] : Amsels.Sets)
    for (const Port &Master : List)
      Box.Masters[Master].Amsels.push_back(Target);
  for (auto &[Master, Set] : Box.Masters)
    sort(Set.Amsels);

  std::map<Port, std::map<Amsel, SmallVector<unsigned>>> Groups;
  for (const PacketStream &S : Sorted) {
    Groups[S.Slave][Amsels.Sets[S.Masters]].push_back(S.Id);
    Box.Slaves[S.Slave].Priority |= S.Priority;
    for (const Port &Master : S.Masters)
      Box.Masters[Master].Priority |= S.Priority;
  }
  for (auto &[Slave, Targets] : Groups) {
    std::vector<PacketRule> &Rules = Box.Slaves[Slave].Rules;
    for (auto &[Target, Ids] : Targets) {
      SmallVector<unsigned> Others;
      for (auto &[Other, OtherIds] : Targets)
        if (Other != Target)
          append_range(Others, OtherIds);
      for (auto [Mask, Value] : coverIds(Ids, Others))
        Rules.push_back({Mask, Value, Target});
    }
    sort(Rules, [](const PacketRule &A, const PacketRule &B) {
      return std::tie(A.Value, A.Mask) < std::tie(B.Value, B.Mask);
    });
    if (Rules.size() > hw::slotsPerSlave())
      return {PacketShortage::Rules, Slave};
  }
  return {};
}
