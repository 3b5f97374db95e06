//===- RegisterText.cpp - registers, BDs and routes as text ---------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/RegisterText.h"
#include "aieforge/Hardware/Events.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MathExtras.h"

using namespace aieforge;
using namespace llvm;

std::string aieforge::tileName(hw::TileKind K, hw::TileId T) {
  StringRef Name = hw::isShim(K)            ? "shim"
                   : K == hw::TileKind::Mem ? "mem"
                                            : "core";
  // Stands in every line about a write.
  return (Name + "(" + Twine(T.Column) + "," + Twine(T.Row) + ")").str();
}

std::string aieforge::tileName(const hw::Device &D, hw::TileId T) {
  return tileName(D.kind(T.Column, T.Row), T);
}

/// Small numbers are easier to read as decimals.
static std::string number(uint32_t V) {
  return V < 1024 ? std::to_string(V) : "0x" + utohexstr(V, true);
}

/// " (LOCK_STALL)" for a field that holds the number of an event: in the
/// register reference these have the width of such numbers and a name that says
/// so.
static std::string eventOf(const hw::Register &R, const hw::Field &F,
                           uint32_t Value) {
  bool Wide = F.Width == Log2_32_Ceil(hw::eventCount(R.Mod));
  if (!Value || !Wide || !F.Name.contains_insensitive("event"))
    return "";
  // The generations differ in one name.
  StringRef Name = hw::eventName(hw::Generation::AIE2, R.Mod, Value);
  return Name.empty() ? "" : (" (" + Name + ")").str();
}

std::string aieforge::describeFields(const hw::Register &R, uint32_t Value,
                                     uint32_t Mask) {
  std::string Text, Zeros;
  auto Add = [](std::string &To, const Twine &What) {
    if (!To.empty())
      To += ' ';
    To += What.str();
  };
  uint32_t Named = 0;
  for (const hw::Field &F : R.Fields) {
    if (F.Lsb >= 32 || !(F.mask() & Mask))
      continue;
    Named |= F.mask();
    uint32_t V = F.extract(Value & Mask);
    Add(V ? Text : Zeros, F.Name + "=" + number(V) + eventOf(R, F, V));
  }
  if (uint32_t Other = Value & Mask & ~Named)
    Add(Text, "unnamed=0x" + utohexstr(Other, true));
  return Text.empty() ? Zeros : Text;
}

//===----------------------------------------------------------------------===//
// Buffer descriptors and channels
//===----------------------------------------------------------------------===//

std::string aieforge::describeDims(const BdView &V) {
  bool Padded = any_of(
      V.Dims, [](const BdDim &D) { return D.ZeroBefore || D.ZeroAfter; });
  if (V.isLinear() && !Padded)
    return "";
  std::string Text;
  uint64_t Run = 1;
  for (const BdDim &Dim : V.Dims) {
    if (!Text.empty())
      Text += ", ";
    if (Dim.Wrap)
      Text += formatv("size {0} ", Dim.Wrap).str();
    Text += formatv("step {0}", Dim.Step).str();
    if (Dim.ZeroBefore || Dim.ZeroAfter)
      Text += formatv(" zeros {0}+{1}", Dim.ZeroBefore, Dim.ZeroAfter).str();
    // What is behind a dimension that never wraps is never reached.
    if (!Dim.Wrap)
      break;
    Run *= Dim.Wrap;
    if (Run >= V.Length && !Padded)
      break;
  }
  return Text;
}

static std::string lockName(const BdView &V, const BdLock &L) {
  if (!L.Tile)
    return formatv("lock {0} (no such lock)", L.Number);
  if (*L.Tile == V.Tile)
    return formatv("lock {0}", L.Id);
  return formatv("lock {0} of {1}", L.Id, tileName(V.Kind, *L.Tile));
}

std::string aieforge::describeAcquire(const BdView &V) {
  if (!V.Acquire)
    return "";
  const BdLock &L = *V.Acquire;
  return formatv("acquire {0} {1} {2}", lockName(V, L),
                 L.Value < 0 ? ">=" : "==", std::abs(L.Value));
}

std::string aieforge::describeRelease(const BdView &V) {
  if (!V.Release)
    return "";
  const BdLock &L = *V.Release;
  return formatv("release {0} {1} {2}", lockName(V, L), L.Value < 0 ? '-' : '+',
                 std::abs(L.Value));
}

static std::string addressOf(const BdView &V) {
  if (V.Host)
    return formatv("host=arg{0}+{1:x}", V.Host->Argument, V.Host->Offset);
  if (!V.Memory)
    return formatv("base={0:x}{1}", V.Address,
                   hw::isShim(V.Kind) ? "" : " (no memory there)");
  if (V.Memory->Tile == V.Tile)
    return formatv("base={0:x}", V.Memory->Offset);
  return formatv("base={0:x} of {1}", V.Memory->Offset,
                 tileName(V.Kind, V.Memory->Tile));
}

std::string aieforge::describe(const BdView &V) {
  std::string Text = formatv("{0} len={1}", addressOf(V), V.Length);
  auto Add = [&](const Twine &What) {
    std::string S = What.str();
    if (!S.empty())
      Text += " " + S;
  };
  if (std::string Dims = describeDims(V); !Dims.empty())
    Add("[" + Dims + "]");
  if (V.Iteration.Wrap > 1 || V.Iteration.Current)
    Add(formatv("iteration {0} step {1}", V.Iteration.Wrap, V.Iteration.Step)
            .str());
  if (V.Iteration.Current)
    Add("at " + Twine(V.Iteration.Current));
  Add(describeAcquire(V));
  Add(describeRelease(V));
  if (V.Packet)
    Add(formatv("packet id {0} type {1}", V.Packet->Id, V.Packet->Type).str());
  if (V.OutOfOrderId)
    Add("out-of-order id " + Twine(V.OutOfOrderId));
  Add(V.Compression ? "compressed" : "");
  Add(V.TlastSuppress ? "no TLAST" : "");
  if (hw::isShim(V.Kind)) {
    Add("burst=" + Twine(V.BurstBytes));
    if (V.AxCache)
      Add("AxCache=" + Twine(V.AxCache));
    if (V.AxQoS)
      Add("AxQoS=" + Twine(V.AxQoS));
    if (V.StreamId)
      Add("SMID=" + Twine(V.StreamId));
    Add(V.Secure ? "secure" : "");
  }
  if (V.Next)
    Add("next BD " + Twine(*V.Next));
  Add(V.Valid ? "" : "(not valid)");
  return Text;
}

std::string aieforge::describe(const hw::QueueEntry &E) {
  std::string Text = formatv("BD {0}", E.StartBd);
  if (E.Repeat)
    Text += formatv(" x {0}", E.Repeat + 1).str();
  if (E.IssueToken)
    Text += " with token";
  return Text;
}

std::string aieforge::channelName(hw::Direction D, unsigned Channel) {
  return formatv("DMA {0} {1}", hw::toString(D), Channel);
}

std::string aieforge::describe(const ChannelView &V) {
  std::vector<std::string> Parts;
  for (const hw::QueueEntry &E : V.Pushes)
    Parts.push_back("starts " + describe(E));
  if (V.InReset)
    Parts.push_back("in reset");
  if (V.Paused)
    Parts.push_back("paused");
  if (V.OutOfOrder)
    Parts.push_back("out of order");
  if (V.Compression)
    Parts.push_back("compression");
  if (V.Fot != FotMode::Disabled)
    Parts.push_back(("finish on TLAST: " + toString(V.Fot)).str());
  if (V.ControllerId)
    Parts.push_back(formatv("controller id {0}", V.ControllerId));
  return join(Parts, ", ");
}

//===----------------------------------------------------------------------===//
// Routes
//===----------------------------------------------------------------------===//

static std::string endName(const hw::Device &D, const RouteEnd &E,
                           hw::Direction Dir) {
  std::string Tile = tileName(D, E.Tile);
  if (E.Channel)
    return Tile + " " + channelName(Dir, *E.Channel);
  return Tile + " " + hw::toString(E.Port);
}

std::string aieforge::describeSource(const hw::Device &D, const RouteEnd &E) {
  return endName(D, E, hw::Direction::MM2S);
}

std::string aieforge::describeDestination(const hw::Device &D,
                                          const RouteEnd &E) {
  return endName(D, E, hw::Direction::S2MM);
}

std::string aieforge::describe(const hw::Device &D, const RouteStop &S) {
  return formatv("nowhere: {0} {1}, {2}", tileName(D, S.Tile),
                 hw::toString(S.Port), toString(S.Why));
}

std::string aieforge::describeIds(uint32_t PacketIds) {
  std::string Text;
  for (unsigned Id = 0; Id < 32; ++Id) {
    if (!(PacketIds >> Id & 1))
      continue;
    unsigned Last = Id;
    while (Last + 1 < 32 && (PacketIds >> (Last + 1) & 1))
      ++Last;
    Text += (Text.empty() ? "" : ",") + std::to_string(Id);
    if (Last > Id)
      Text += "-" + std::to_string(Last);
    Id = Last;
  }
  return Text;
}

std::string aieforge::describe(const hw::Device &D, const RouteView &V) {
  std::string Text = describeSource(D, V.Source);
  if (V.Undriven)
    Text += " (no data comes there)";
  if (V.PacketIds)
    Text += " packet " + describeIds(V.PacketIds);
  std::vector<std::string> To;
  for (const RouteEnd &E : V.Destinations)
    To.push_back(describeDestination(D, E));
  for (const RouteStop &S : V.Stops)
    To.push_back(describe(D, S));
  if (V.Loop)
    To.push_back("itself (a loop)");
  return Text + " -> " + join(To, ", ");
}

std::string aieforge::describe(const hw::SlotConfig &C) {
  return formatv("id {0} mask {1:x} -> arbiter {2} msel {3}", C.Id, C.Mask,
                 C.Arbiter, C.Msel);
}
