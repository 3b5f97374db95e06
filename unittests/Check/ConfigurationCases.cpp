//===- ConfigurationCases.cpp - device images that violate rules C --------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ArrayFixture.h"
#include "RuleCases.h"

using namespace aieforge;
using namespace llvm;
using hw::BdField;
using hw::Bundle;
using hw::Direction;

static const hw::TileId Shim{0, 0}, Mem{0, 1}, Core{0, 2};

static Artefacts image(const Config &C) { return Artefacts(C.pdi(), "a.pdi"); }

/// The good configuration with \p Change behind it.
static Artefacts with(std::function<void(Config &)> Change) {
  Config C = goodConfig();
  Change(C);
  return image(C);
}

/// With MM2S 1 of the core tile in use: BD 4 goes to the core.
static Artefacts sending(Config::Values BdValues, unsigned Repeat = 0,
                         std::function<void(Config &)> More = nullptr) {
  return with([&](Config &C) {
    C.bd(Core, 4, BdValues);
    C.circuit(Core, {Bundle::DMA, 1}, {Bundle::Core, 0});
    C.push(Core, Direction::MM2S, 1, 4, false, Repeat);
    if (More)
      More(C);
  });
}

/// With MM2S \p Channel of the memory tile in use.
static Artefacts sendingFromMem(unsigned Channel, unsigned Bd,
                                Config::Values BdValues) {
  return with([&](Config &C) {
    C.bd(Mem, Bd, BdValues);
    C.circuit(Mem, {Bundle::DMA, Channel}, {Bundle::DMA, Channel});
    C.push(Mem, Direction::MM2S, Channel, Bd);
  });
}

static std::vector<RuleCase> taskCases() {
  Artefacts Fine = sending({{BdField::BaseAddress, 0x4000 - 16}});
  Artefacts FineFromMem = sendingFromMem(4, 0, {});
  return {
      {"C02", "", sending({{BdField::BaseAddress, 0x4000 - 15}}),
       "PDI, tile (0,2), MM2S 1",
       "BD 4 reaches from 0xffc4 to 0x10003; the memory ends at 0xffff", Fine},
      // 4 rows of 4 words, 0x1000 words apart.
      {"C02", "",
       sending({{BdField::D0Wrap, 4},
                {BdField::D1Stepsize, 0x1000},
                {BdField::BaseAddress, 0x1000}}),
       "PDI, tile (0,2), MM2S 1",
       "BD 4 reaches from 0x4000 to 0x1000f; the memory ends at 0xffff",
       sending({{BdField::D0Wrap, 4},
                {BdField::D1Stepsize, 0x1000},
                {BdField::BaseAddress, 0xFFC}})},
      // The third run begins 0x4000 words later.
      {"C02", "",
       sending(
           {{BdField::IterationStepsize, 0x2000}, {BdField::IterationWrap, 4}},
           2),
       "PDI, tile (0,2), MM2S 1",
       "BD 4 reaches from 0x0 to 0x1003f; the memory ends at 0xffff",
       sending(
           {{BdField::IterationStepsize, 0x2000}, {BdField::IterationWrap, 4}},
           1)},
      {"C02", "outside", sendingFromMem(2, 0, {{BdField::BaseAddress, 0}}),
       "PDI, tile (0,1), MM2S 2",
       "BD 0 reaches from 0x0 to 0x3f; 0x0 to 0x7ffff is the memory of the "
       "west neighbour, and there is none",
       FineFromMem},
      {"C02", "channel",
       sendingFromMem(4, 0, {{BdField::BaseAddress, 0x40000}}),
       "PDI, tile (0,1), MM2S 4",
       "BD 0 reaches from 0x100000 to 0x10003f; 0x100000 to 0x17ffff is the "
       "memory of the east neighbour, and the channel is MM2S 4",
       sendingFromMem(2, 0, {{BdField::BaseAddress, 0x40000}})},
      {"C03", "outside",
       sendingFromMem(2, 0,
                      {{BdField::LockAcqEnable, 1},
                       {BdField::LockAcqID, 63},
                       {BdField::LockAcqValue, -1}}),
       "PDI, tile (0,1), MM2S 2",
       "BD 0 waits for lock 63, which is in the west neighbour; there is none",
       sendingFromMem(2, 0,
                      {{BdField::LockAcqEnable, 1},
                       {BdField::LockAcqID, 64},
                       {BdField::LockAcqValue, -1}})},
      {"C03", "",
       sendingFromMem(2, 0,
                      {{BdField::LockRelID, 192}, {BdField::LockRelValue, 1}}),
       "PDI, tile (0,1), MM2S 2",
       "BD 0 releases lock 192, which does not exist", FineFromMem},
      {"C03", "channel",
       sendingFromMem(4, 0,
                      {{BdField::LockRelID, 128}, {BdField::LockRelValue, 1}}),
       "PDI, tile (0,1), MM2S 4",
       "BD 0 releases lock 128, which is in the east neighbour; the channel is "
       "MM2S 4",
       sendingFromMem(2, 0,
                      {{BdField::LockRelID, 128}, {BdField::LockRelValue, 1}})},
      {"C04", "", sending({{BdField::UseNextBD, 1}, {BdField::NextBD, 7}}),
       "PDI, tile (0,2), MM2S 1", "BD 4 leads to BD 7, which is not configured",
       Fine},
      {"C04", "", sending({{BdField::ValidBD, 0}}), "PDI, tile (0,2), MM2S 1",
       "MM2S 1 starts BD 4, whose valid bit is 0", Fine},
      {"C05", "", sendingFromMem(3, 0, {}), "PDI, tile (0,1), MM2S 3",
       "MM2S 3 starts BD 0, which that channel does not have",
       sendingFromMem(3, 24, {})},
      {"C05", "",
       sendingFromMem(2, 0, {{BdField::UseNextBD, 1}, {BdField::NextBD, 48}}),
       "PDI, tile (0,1), MM2S 2",
       "BD 0 leads to BD 48, which that channel does not have", FineFromMem},
      {"C06", "",
       with([](Config &C) { C.bd(Core, 2).push(Core, Direction::S2MM, 0, 2); }),
       "PDI, tile (0,2), S2MM 0",
       "BD 2 is started behind BD 0, whose chain never ends"},
      {"C06", "token",
       sending({{BdField::UseNextBD, 1}, {BdField::NextBD, 4}}, 0,
               [](Config &C) {
                 C.Ops.pop_back();
                 C.push(Core, Direction::MM2S, 1, 4, true);
               }),
       "PDI, tile (0,2), MM2S 1",
       "BD 4 is started with a token, but its chain never ends", Fine},
      {"C07", "",
       sending({}, 0,
               [](Config &C) {
                 for (unsigned I = 0; I < 5; ++I)
                   C.push(Core, Direction::MM2S, 1, 4);
               }),
       "PDI, tile (0,2), MM2S 1",
       "6 tasks are started, one runs and 4 can wait",
       sending({}, 0,
               [](Config &C) {
                 for (unsigned I = 0; I < 4; ++I)
                   C.push(Core, Direction::MM2S, 1, 4);
               })},
      {"C08", "", with([](Config &C) {
         C.write(Core, hw::lockValueOffset(hw::TileKind::Core, 3), 64);
       }),
       "PDI, tile (0,2)", "Lock 3 is set to 64", with([](Config &C) {
         C.write(Core, hw::lockValueOffset(hw::TileKind::Core, 3), 63);
       })},
      {"C08", "acquire",
       sending({{BdField::LockAcqEnable, 1}, {BdField::LockAcqValue, -64}}),
       "PDI, tile (0,2), MM2S 1", "BD 4 waits until a lock is 64",
       sending({{BdField::LockAcqEnable, 1}, {BdField::LockAcqValue, -63}})},
      {"C18", "",
       with([](Config &C) { C.bd(Core, 4).push(Core, Direction::MM2S, 1, 4); }),
       "PDI, tile (0,2), MM2S 1",
       "The channel is started, but no stream leads to it or from it", Fine},
      {"C20", "",
       sending({{BdField::BufferLength, 0}, {BdField::EnablePacket, 1}}),
       "PDI, tile (0,2), MM2S 1",
       "BD 4 sends a packet with 0 words; a packet has at least one",
       sending({{BdField::BufferLength, 1}, {BdField::EnablePacket, 1}})},
      {"C20", "bits",
       sending({}, 0,
               [](Config &C) {
                 C.write(Core, hw::bdLayout(hw::TileKind::Core).offset(4) + 4,
                         0x10);
               }),
       "PDI, tile (0,2), MM2S 1",
       "BD 4: word 1 is 0x00000010; the bits 0x00000010 belong to no field",
       Fine},
  };
}

static hw::MasterConfig packetMaster(unsigned Arbiter, unsigned Msels) {
  hw::MasterConfig M;
  M.Enabled = M.Packet = true;
  M.Arbiter = Arbiter;
  M.MselMask = Msels;
  return M;
}

static hw::SlotConfig slotFor(unsigned Id, unsigned Mask, unsigned Arbiter,
                              unsigned Msel) {
  hw::SlotConfig S;
  S.Enabled = true;
  S.Id = Id;
  S.Mask = Mask;
  S.Arbiter = Arbiter;
  S.Msel = Msel;
  return S;
}

static constexpr hw::SlaveConfig PacketSlave{true, true};

/// Packets of the core tile's DMA 1 with the id 3 go to the core by \p Slots.
static Artefacts packets(std::vector<hw::SlotConfig> Slots, unsigned Id = 3,
                         hw::MasterConfig Out = packetMaster(2, 1)) {
  return with([&](Config &C) {
    C.bd(Core, 4, {{BdField::EnablePacket, 1}, {BdField::PacketID, Id}});
    C.slave(Core, {Bundle::DMA, 1}, PacketSlave);
    for (unsigned I = 0; I < Slots.size(); ++I)
      C.slot(Core, {Bundle::DMA, 1}, I, Slots[I]);
    C.master(Core, {Bundle::Core, 0}, Out);
    C.push(Core, Direction::MM2S, 1, 4);
  });
}

static std::vector<RuleCase> switchCases() {
  Artefacts Packets = packets({slotFor(3, 31, 2, 0)});
  auto Connect = [](hw::TileId T, hw::Port Slave, hw::Port Master) {
    return with([=](Config &C) { C.circuit(T, Slave, Master); });
  };
  return {
      {"C10", "", Connect(Mem, {Bundle::DMA, 2}, {Bundle::DMA, 3}),
       "PDI, tile (0,1)",
       "master port DMA3 is connected to slave port DMA2; a Mem tile has no "
       "such connection",
       Connect(Mem, {Bundle::DMA, 2}, {Bundle::DMA, 2})},
      {"C10", "no-port", with([](Config &C) {
         hw::MasterConfig M;
         M.Enabled = true;
         M.SlavePort = 31;
         C.master(Core, {Bundle::Core, 0}, M);
       }),
       "PDI, tile (0,2)",
       "master port Core0 is connected to slave port 31; the switch has 0 to "
       "24"},
      {"C11", "", with([](Config &C) {
         C.circuit(Core, {Bundle::East, 1}, {Bundle::Core, 0});
         C.slave(Core, {Bundle::East, 1}, {});
       }),
       "PDI, tile (0,2)",
       "master port Core0 is connected to slave port East1, which is not "
       "enabled",
       Connect(Core, {Bundle::East, 1}, {Bundle::Core, 0})},
      {"C11", "neighbour", Connect(Core, {Bundle::East, 1}, {Bundle::North, 2}),
       "PDI, tile (0,2)",
       "master port North2 leads to slave port South2 of tile (0,3), which is "
       "not enabled",
       with([](Config &C) {
         C.circuit(Core, {Bundle::East, 1}, {Bundle::North, 2});
         C.circuit({0, 3}, {Bundle::South, 2}, {Bundle::Core, 0});
       })},
      {"C12", "", packets({slotFor(3, 31, 2, 0), slotFor(4, 31, 1, 3)}),
       "PDI, tile (0,2)",
       "slot 1 of slave port DMA1 (id 4) sends to arbiter 1, msel 3, which no "
       "master port listens to",
       Packets},
      {"C12", "no-slot", with([](Config &C) {
         C.slave(Core, {Bundle::DMA, 1}, PacketSlave);
       }),
       "PDI, tile (0,2)",
       "slave port DMA1 is in packet mode, but has no enabled slot", Packets},
      {"C13", "",
       packets({slotFor(3, 31, 2, 0), slotFor(1, 1, 2, 1)}, 3,
               packetMaster(2, 3)),
       "PDI, tile (0,2)",
       "slots 0 (id 3, mask 0x1f) and 1 (id 1, mask 0x1) of slave port DMA1 "
       "match the same packets",
       packets({slotFor(3, 31, 2, 0), slotFor(0, 1, 2, 1)}, 3,
               packetMaster(2, 3))},
      {"C14", "", packets({slotFor(3, 31, 6, 0)}, 3, packetMaster(6, 1)),
       "PDI, tile (0,2)", "slot 0 of slave port DMA1 (id 3) uses arbiter 6",
       Packets},
      {"C15", "", with([](Config &C) {
         C.circuit(Core, {Bundle::South, 1}, {Bundle::Core, 0});
         C.circuit(Core, {Bundle::South, 2}, {Bundle::Core, 0});
       }),
       "PDI, tile (0,2)",
       "master port Core0 is configured as 0x80000006 and then as 0x80000007",
       Connect(Core, {Bundle::South, 2}, {Bundle::Core, 0})},
      {"C16", "", Connect(Core, {Bundle::South, 1}, {Bundle::West, 3}),
       "PDI, tile (0,2)",
       "master port West3 is in use, but leads out of the partition of 8 "
       "columns",
       Connect(Core, {Bundle::South, 1}, {Bundle::Core, 0})},
      {"C17", "", with([](Config &C) {
         C.circuit(Shim, {Bundle::South, 7}, {Bundle::North, 3});
         C.circuit(Mem, {Bundle::South, 3}, {Bundle::DMA, 5});
       }),
       "PDI, tile (0,0)",
       "slave port South7 is in use, but the multiplexer does not lead to the "
       "DMA",
       with([](Config &C) {
         C.circuit(Shim, {Bundle::South, 7}, {Bundle::North, 3});
         C.circuit(Mem, {Bundle::South, 3}, {Bundle::DMA, 5});
         C.lane(Shim, Direction::MM2S, 1);
       })},
      {"C19", "", packets({slotFor(4, 31, 2, 0)}), "PDI, tile (0,2)",
       "Packets with id 3 from tile (0,2) MM2S 1 arrive at slave port DMA1, "
       "which has no slot for them",
       Packets},
  };
}

std::vector<RuleCase> aieforge::configurationCases() {
  std::vector<RuleCase> All = {
      {"C01", "", with([](Config &C) { C.write(Core, 0x38888, 1); }), "PDI",
       "There is a write to (0,2) 0x38888 (no such register)",
       image(goodConfig())},
      {"C01", "lock-request",
       with([](Config &C) { C.write(Core, 0x40004, 1); }), "PDI",
       "There is a write to (0,2) lock request: release lock 0 by 1"},
      {"C09", "", with([](Config &C) {
         C.maskWrite({0, 3}, 0x32000, 3, 1);
       }),
       "PDI, tile (0,3)",
       "The core is enabled, but its program memory is not written",
       with([](Config &C) {
         C.block({0, 3}, 0x20000, {1, 2});
         C.maskWrite({0, 3}, 0x32000, 3, 1);
       })},
  };
  for (auto Cases : {taskCases, switchCases})
    for (RuleCase &C : Cases())
      All.push_back(std::move(C));
  return All;
}
