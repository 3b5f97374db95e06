//===- ArrayFixture.cpp - device images and streams to break --------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ArrayFixture.h"
#include "aieforge/Formats/Pdi.h"

using namespace aieforge;
using namespace llvm;
using hw::BdField;
using hw::Bundle;
using hw::Direction;

hw::TileKind aieforge::kindOf(hw::TileId T) {
  return hw::findDevice("npu1")->kind(T.Column, T.Row);
}

std::vector<uint32_t> aieforge::bdWords(hw::TileKind K,
                                        const Config::Values &V) {
  const hw::BdLayout &L = hw::bdLayout(K);
  std::vector<uint32_t> Words(L.Words);
  auto Set = [&](BdField F, int64_t Value) {
    if (!L.set(Words, F, Value))
      std::abort(); // The test's own mistake.
  };
  Set(BdField::ValidBD, 1);
  Set(BdField::BufferLength, 16);
  if (K == hw::TileKind::Mem) // The tile's own memory.
    Set(BdField::BaseAddress, hw::ownDmaWindow(K).Address / 4);
  for (auto [F, Value] : V)
    Set(F, Value);
  return Words;
}

Config &Config::write(Tile T, uint32_t Offset, uint32_t Value) {
  Ops.push_back(
      RegisterOp::write(hw::tileAddress(T.Column, T.Row, Offset), Value));
  return *this;
}
Config &Config::block(Tile T, uint32_t Offset, std::vector<uint32_t> Words) {
  Ops.push_back(
      RegisterOp::blockWrite(hw::tileAddress(T.Column, T.Row, Offset), Words));
  return *this;
}
Config &Config::maskWrite(Tile T, uint32_t Offset, uint32_t Mask,
                          uint32_t Value) {
  Ops.push_back(RegisterOp::maskWrite(hw::tileAddress(T.Column, T.Row, Offset),
                                      Mask, Value));
  return *this;
}
Config &Config::bd(Tile T, unsigned Bd, Values V) {
  return block(T, hw::bdLayout(kindOf(T)).offset(Bd), bdWords(kindOf(T), V));
}
Config &Config::push(Tile T, Direction D, unsigned Channel, unsigned Bd,
                     bool Token, unsigned Repeat) {
  return write(T, hw::channel(kindOf(T), D, Channel)->Queue,
               hw::encodeQueueEntry(kindOf(T), {Bd, Repeat, Token}));
}
Config &Config::master(Tile T, hw::Port P, hw::MasterConfig C) {
  return write(T,
               hw::masterConfigOffset(kindOf(T), *hw::masterPort(kindOf(T), P)),
               C.encode());
}
Config &Config::slave(Tile T, hw::Port P, hw::SlaveConfig C) {
  return write(T,
               hw::slaveConfigOffset(kindOf(T), *hw::slavePort(kindOf(T), P)),
               C.encode());
}
Config &Config::slot(Tile T, hw::Port P, unsigned Slot, hw::SlotConfig C) {
  return write(
      T, hw::slaveSlotOffset(kindOf(T), *hw::slavePort(kindOf(T), P), Slot),
      C.encode());
}
Config &Config::circuit(Tile T, hw::Port Slave, hw::Port Master) {
  hw::MasterConfig M;
  M.Enabled = true;
  M.SlavePort = *hw::slavePort(kindOf(T), Slave);
  hw::SlaveConfig S;
  S.Enabled = true;
  return master(T, Master, M).slave(T, Slave, S);
}
Config &Config::lane(Tile T, Direction D, unsigned Channel) {
  bool In = D == Direction::MM2S;
  unsigned South = *hw::shimDmaSouth(D, Channel);
  const hw::ShimMuxField *F =
      In ? hw::shimMuxField(South) : hw::shimDemuxField(South);
  return maskWrite(T, In ? hw::shimMuxOffset() : hw::shimDemuxOffset(),
                   ((1u << F->Width) - 1) << F->Lsb,
                   unsigned(hw::ShimMuxInput::DMA) << F->Lsb);
}

Bytes Config::pdi() const {
  pdi::Pdi P;
  P.Cdo = cdo::plainForm(Ops);
  return pdi::serialize(P);
}

Config aieforge::goodConfig() {
  hw::TileId Shim{0, 0}, Mem{0, 1}, Core{0, 2};
  Config C;
  C.block(Core, 0x20000, {1, 2, 3, 4});
  C.write(Core, hw::lockValueOffset(hw::TileKind::Core, 0), 1);
  // In by S2MM 0 to BD 0, out by MM2S 0 from BD 1, each for ever.
  C.bd(Core, 0,
       {{BdField::LockAcqEnable, 1},
        {BdField::LockAcqValue, -1},
        {BdField::LockRelID, 1},
        {BdField::LockRelValue, 1},
        {BdField::UseNextBD, 1}});
  C.bd(Core, 1,
       {{BdField::LockAcqEnable, 1},
        {BdField::LockAcqID, 1},
        {BdField::LockAcqValue, -1},
        {BdField::LockRelValue, 1},
        {BdField::UseNextBD, 1},
        {BdField::NextBD, 1}});
  C.push(Core, Direction::S2MM, 0, 0).push(Core, Direction::MM2S, 0, 1);
  C.circuit(Shim, {Bundle::South, 3}, {Bundle::North, 0});
  C.circuit(Mem, {Bundle::South, 0}, {Bundle::North, 0});
  C.circuit(Core, {Bundle::South, 0}, {Bundle::DMA, 0});
  C.circuit(Core, {Bundle::DMA, 0}, {Bundle::South, 1});
  C.circuit(Mem, {Bundle::North, 1}, {Bundle::South, 1});
  C.circuit(Shim, {Bundle::North, 1}, {Bundle::South, 2});
  C.circuit(Shim, {Bundle::TileControl, 0}, {Bundle::South, 0});
  C.lane(Shim, Direction::MM2S, 0).lane(Shim, Direction::S2MM, 0);
  C.maskWrite(Core, 0x32000, 3, 1);
  return C;
}

txn::Op aieforge::queueWrite(hw::TileId T, Direction D, unsigned Channel,
                             unsigned Bd, bool Token) {
  hw::TileKind K = kindOf(T);
  return txn::Write{
      hw::tileAddress(T.Column, T.Row, hw::channel(K, D, Channel)->Queue),
      hw::encodeQueueEntry(K, {Bd, 0, Token})};
}

txn::Op aieforge::waitFor(hw::TileId T, Direction D, unsigned Channel) {
  txn::Tct W;
  W.Dir = D;
  W.Channel = Channel;
  W.Column = T.Column;
  W.Row = T.Row;
  return W;
}

txn::Op aieforge::patchOf(unsigned Bd, uint64_t Argument, uint64_t Offset) {
  const hw::BdLayout &L = hw::bdLayout(hw::TileKind::ShimNoC);
  txn::DdrPatch P;
  P.Register = L.offset(Bd) + L.PatchOffset;
  P.Argument = Argument;
  P.Offset = Offset;
  return P;
}

static txn::Op bdWrite(unsigned Bd) {
  const hw::BdLayout &L = hw::bdLayout(hw::TileKind::ShimNoC);
  txn::BlockWrite B;
  B.Address = L.offset(Bd);
  B.Data = bdWords(L.Kind);
  return B;
}

std::vector<txn::Op> aieforge::goodOps() {
  return {bdWrite(1),
          patchOf(1, 0),
          queueWrite({0, 0}, Direction::MM2S, 0, 1),
          bdWrite(0),
          patchOf(0, 1),
          queueWrite({0, 0}, Direction::S2MM, 0, 0, true),
          waitFor({0, 0}, Direction::S2MM, 0)};
}

Bytes aieforge::streamOf(std::vector<txn::Op> Ops, StringRef Device) {
  txn::Transaction T(*hw::findDevice(Device));
  T.Ops = std::move(Ops);
  return txn::serialize(T);
}
