//===- StreamCases.cpp - streams that violate rules T and J ---------------===//
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

using Ops = std::vector<txn::Op>;
static const hw::TileId Shim{0, 0};

/// A stream alone.
static Artefacts alone(const Ops &O) {
  return Artefacts(streamOf(O), "insts.bin");
}

static Artefacts pairOf(const Ops &O, const Config &C = goodConfig()) {
  return Artefacts(withImage(C.pdi())).with(streamOf(O), "insts.bin");
}

/// The good stream after \p Change.
static Ops changed(std::function<void(Ops &)> Change) {
  Ops O = goodOps();
  Change(O);
  return O;
}

static Artefacts bytesWith(std::function<void(Bytes &)> Change) {
  Bytes B = streamOf(goodOps());
  Change(B);
  return Artefacts(B, "insts.bin");
}

/// The good stream with \p More behind it.
static Ops plus(const Ops &More) {
  return changed([&](Ops &O) { O.insert(O.end(), More.begin(), More.end()); });
}

/// The good configuration where the shim's tokens are packets for \p Id.
static Config packetTokens(unsigned Id) {
  Config C = goodConfig();
  hw::MasterConfig M;
  M.Enabled = M.Packet = true;
  M.MselMask = 1;
  hw::SlotConfig S;
  S.Enabled = true;
  S.Id = Id;
  S.Mask = 31;
  C.master(Shim, {Bundle::South, 0}, {});
  C.slave(Shim, {Bundle::TileControl, 0}, {true, true});
  C.slot(Shim, {Bundle::TileControl, 0}, 0, S);
  C.master(Shim, {Bundle::South, 0}, M);
  return C;
}

static Config noTokenRoute() {
  Config C = goodConfig();
  C.master(Shim, {Bundle::South, 0}, {});
  return C;
}

static std::vector<RuleCase> formCases() {
  Artefacts Good = alone(goodOps());
  return {
      {"T01", "", bytesWith([](Bytes &B) { B[1] = 0; }), "offset 0x0",
       "The version is 0.0", Good},
      {"T02", "", bytesWith([](Bytes &B) { B.resize(B.size() - 4); }),
       "offset 0xc", "The header says 272 bytes, the file has 268", Good},
      {"T02", "longer", bytesWith([](Bytes &B) { B.resize(B.size() + 8); }),
       "offset 0xc", "The header says 272 bytes, the file has 280", Good},
      {"T03", "", bytesWith([](Bytes &B) { B[16] = 77; }), "",
       "instruction stream: operation 0 at offset 0x10: opcode 77 does not "
       "exist",
       Good},
      {"T04", "", alone(goodOps()).on("strix"), "offset 0x2",
       "The stream is for AIE2, the device has AIE2P",
       alone(goodOps()).on("phoenix")},
      {"T05", "", alone(plus({txn::Write{hw::tileAddress(0, 6, 0), 1}})),
       "operation 7 (WRITE)", "Row 6 does not exist",
       alone(plus({txn::Write{hw::tileAddress(0, 5, 0), 1}}))},
      {"T15", "", alone(plus({txn::Preempt{4}})), "operation 7 (PREEMPT)",
       "The level is 4", alone(plus({txn::Preempt{3}}))},
      {"T12", "", alone({txn::CreateScratchpad{0, 6, 0}}), "operation 0",
       "The scratchpad has 6 bytes", alone({txn::CreateScratchpad{0, 8, 0}})},
      {"T12", "",
       alone(
           {txn::CreateScratchpad{0, 8, 0}, txn::UpdateReg{2, 0, 0, 0x1D004}}),
       "operation 1", "Entry 2 is used; the scratchpad has 2",
       alone(
           {txn::CreateScratchpad{0, 8, 0}, txn::UpdateReg{1, 0, 0, 0x1D004}})},
  };
}

static std::vector<RuleCase> taskCases() {
  Artefacts Good = alone(goodOps());
  txn::Op Wait = waitFor(Shim, Direction::S2MM, 0);
  uint32_t Queue =
      hw::channel(hw::TileKind::ShimNoC, Direction::S2MM, 0)->Queue;
  const hw::BdLayout &L = hw::bdLayout(hw::TileKind::ShimNoC);
  Ops Endless = changed([&](Ops &O) {
    std::get<txn::BlockWrite>(O[3]).Data =
        bdWords(L.Kind, {{BdField::UseNextBD, 1}});
  });
  Ops Repeated = plus({goodOps()[5], Wait});
  return {
      {"T06", "", alone(plus({Wait})), "operation 7 (TCT)",
       "No task of tile (0,0), S2MM 0 sends the token that is waited for",
       alone(Repeated)},
      {"T06", "unseen", alone(plus({waitFor(Shim, Direction::S2MM, 1)})),
       "operation 7 (TCT)", "The stream starts no task on tile (0,0), S2MM 1",
       Good},
      {"T06", "", pairOf(plus({waitFor(Shim, Direction::S2MM, 1)})),
       "operation 7 (TCT)",
       "Neither the stream nor the device image starts a task with a token on "
       "tile (0,0), S2MM 1",
       pairOf(goodOps())},
      {"T06", "endless", alone(Endless), "operation 6 (TCT)",
       "The task of tile (0,0), S2MM 0 that should send the token never ends",
       Good},
      {"T07", "", alone(changed([&](Ops &O) {
         std::get<txn::DdrPatch>(O[1]).Register += 4;
       })),
       "operation 1 (DDR_PATCH)", "The address goes to (0,0) DMA_BD1_2", Good},
      {"T07", "before", alone(changed([&](Ops &O) {
         std::get<txn::DdrPatch>(O[1]).Register = L.offset(5) + L.PatchOffset;
       })),
       "operation 1 (DDR_PATCH)",
       "BD 5 of tile (0,0) is patched, but not written before", Good},
      {"T08", "", alone(changed([&](Ops &O) {
         std::get<txn::DdrPatch>(O[1]).Offset = 6;
       })),
       "operation 1 (DDR_PATCH)", "The offset into buffer 0 is 6",
       alone(
           changed([&](Ops &O) { std::get<txn::DdrPatch>(O[1]).Offset = 8; }))},
      // The input's BD again, before any wait.
      {"T09", "",
       alone(changed([&](Ops &O) { O.insert(O.begin() + 3, O[0]); })),
       "operation 3 (BLOCKWRITE)",
       "BD 1 of tile (0,0) is written while a task of MM2S 0 with it may "
       "still run",
       alone(plus({goodOps()[0]}))},
      {"T10", "", alone(plus({waitFor(Shim, Direction::S2MM, 2)})),
       "operation 7 (TCT)", "There is no S2MM 2 in tile (0,0)", Good},
      {"T13", "", alone(changed([&](Ops &O) {
         O[5] = txn::MaskWrite{Queue, 0x80000000, 0x8000000F};
       })),
       "operation 5 (MASKWRITE)",
       "The queue of tile (0,0), S2MM 0 is written with a mask", Good},
      {"T14", "", alone(changed([&](Ops &O) {
         std::get<txn::Write>(O[5]).Value |= 0x10;
       })),
       "operation 5 (WRITE)",
       "0x80000010 is written to the queue of tile (0,0), S2MM 0; the bits "
       "0x10 belong to no field",
       Good},
      {"C07", "", alone(changed([&](Ops &O) {
         for (unsigned I = 0; I < 5; ++I)
           O.insert(O.begin() + 3, goodOps()[2]);
       })),
       "operation 7 (WRITE), tile (0,0), MM2S 0",
       "6 tasks are started without a wait; one runs and 4 can wait",
       alone(changed([&](Ops &O) {
         for (unsigned I = 0; I < 4; ++I)
           O.insert(O.begin() + 3, goodOps()[2]);
       }))},
  };
}

static std::vector<RuleCase> pairCases() {
  Artefacts Good = pairOf(goodOps());
  txn::BlockWrite CoreBd;
  CoreBd.Address =
      hw::tileAddress(0, 2, hw::bdLayout(hw::TileKind::Core).offset(0));
  CoreBd.Data = bdWords(hw::TileKind::Core);
  txn::Op Stop = txn::Write{hw::tileAddress(0, 2, 0x32000), 2};
  txn::Op Program = txn::Write{hw::tileAddress(0, 2, 0x20000), 5};
  return {
      {"T11", "", pairOf(plus({txn::LoadPdi{2, 0, 0}})),
       "operation 7 (LOADPDI)",
       "Image 2 is loaded; the xclbin has 1, and no CDO group with that id",
       pairOf(plus({txn::LoadPdi{1, 0, 0}, txn::LoadPdi{0, 0, 0}}))},
      {"J01", "", pairOf(changed([](Ops &O) {
         O[2] = queueWrite(Shim, Direction::MM2S, 1, 1);
       })),
       "operation 2 (WRITE)",
       "The stream starts tile (0,0), MM2S 1; the device image has no stream "
       "there",
       // Nothing comes on a channel that is not connected, and nobody waits.
       pairOf(changed([](Ops &O) {
         O.insert(O.begin() + 5, queueWrite(Shim, Direction::S2MM, 1, 0));
       }))},
      {"J01", "", pairOf(changed([](Ops &O) {
         O[5] = queueWrite(Shim, Direction::S2MM, 1, 0, true);
         O.back() = waitFor(Shim, Direction::S2MM, 1);
       })),
       "operation 5 (WRITE)",
       "The stream starts tile (0,0), S2MM 1; the device image has no stream "
       "there",
       Good},
      {"J02", "", pairOf(goodOps(), noTokenRoute()), "operation 6 (TCT)",
       "Port TileControl of the shim tile is not connected to South 0, so "
       "tokens of tile (0,0), S2MM 0 are lost",
       Good},
      {"J02", "id", pairOf(goodOps(), packetTokens(15)), "operation 6 (TCT)",
       "Tokens of tile (0,0), S2MM 0 have the controller id 0, which is not "
       "routed to the firmware",
       pairOf(changed([](Ops &O) {
                txn::MaskWrite Id;
                Id.Address = 0x1D200;
                Id.Value = 15 << 8;
                Id.Mask = 0x1F00;
                O.insert(O.begin() + 5, Id);
              }),
              packetTokens(15))},
      {"J03", "", pairOf(plus({CoreBd})), "operation 7 (BLOCKWRITE)",
       "BD 0 of tile (0,2) is written; the device image runs it on S2MM 0",
       Good},
      {"J04", "", pairOf(plus({Program})), "operation 7 (WRITE)",
       "Program memory of the running core of tile (0,2) is written",
       pairOf(plus({Stop, Program}))},
  };
}

std::vector<RuleCase> aieforge::streamCases() {
  std::vector<RuleCase> All;
  for (auto Cases : {formCases, taskCases, pairCases})
    for (RuleCase &C : Cases())
      All.push_back(std::move(C));
  return All;
}
