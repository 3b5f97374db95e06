//===- ArrayFixture.h - writes array configurations by hand -----*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Registers, descriptors and routes of an array by the names of the hardware
// tables, so that tests of the emulator need no compiler.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_UNITTESTS_EMULATOR_ARRAYFIXTURE_H
#define AIEFORGE_UNITTESTS_EMULATOR_ARRAYFIXTURE_H

#include "aieforge/Emulator/Array.h"
#include "aieforge/Hardware/Dma.h"
#include "aieforge/Hardware/Registers.h"
#include "aieforge/Hardware/StreamSwitch.h"
#include "llvm/Support/Endian.h"
#include "gtest/gtest.h"

#include <map>
#include <numeric>

namespace aieforge::emu {

/// Fields of a descriptor, true values; ValidBD is added.
using BdFields = std::map<hw::BdField, int64_t>;

class ArrayFixture : public ::testing::Test {
protected:
  using B = hw::Bundle;
  using Dir = hw::Direction;
  using BF = hw::BdField;

  explicit ArrayFixture(ArrayOptions O = {}) : A(*hw::findDevice("npu1"), O) {}

  Array A;

  hw::TileKind kind(hw::TileId T) const {
    return A.device().kind(T.Column, T.Row);
  }

  void write(hw::TileId T, uint32_t Offset, uint32_t Value) {
    if (Error E = A.write32(hw::tileAddress(T.Column, T.Row, Offset), Value))
      ADD_FAILURE() << toString(std::move(E));
  }
  uint32_t read(hw::TileId T, uint32_t Offset) {
    Expected<uint32_t> V = A.read32(hw::tileAddress(T.Column, T.Row, Offset));
    if (V)
      return *V;
    ADD_FAILURE() << toString(V.takeError());
    return 0;
  }
  void writeRegister(hw::TileId T, llvm::StringRef Name, uint32_t Value,
                     unsigned I0 = 0) {
    write(T, hw::registerOffset(kind(T), Name, I0), Value);
  }

  /// Circuit route through one switch.
  void connect(hw::TileId T, hw::Port Slave, hw::Port Master) {
    unsigned S = *hw::slavePort(kind(T), Slave);
    unsigned M = *hw::masterPort(kind(T), Master);
    hw::MasterConfig MC;
    MC.Enabled = true;
    MC.SlavePort = S;
    write(T, hw::masterConfigOffset(kind(T), M), MC.encode());
    hw::SlaveConfig SC;
    SC.Enabled = true;
    write(T, hw::slaveConfigOffset(kind(T), S), SC.encode());
  }
  void packetMaster(hw::TileId T, hw::Port Master, unsigned Arbiter,
                    unsigned MselMask, bool DropHeader) {
    hw::MasterConfig MC;
    MC.Enabled = MC.Packet = true;
    MC.DropHeader = DropHeader;
    MC.Arbiter = Arbiter;
    MC.MselMask = MselMask;
    write(T, hw::masterConfigOffset(kind(T), *hw::masterPort(kind(T), Master)),
          MC.encode());
  }
  void packetSlave(hw::TileId T, hw::Port Slave, unsigned Slot, unsigned Id,
                   unsigned Mask, unsigned Arbiter, unsigned Msel) {
    unsigned S = *hw::slavePort(kind(T), Slave);
    hw::SlaveConfig SC;
    SC.Enabled = SC.Packet = true;
    write(T, hw::slaveConfigOffset(kind(T), S), SC.encode());
    hw::SlotConfig C;
    C.Enabled = true;
    C.Id = Id;
    C.Mask = Mask;
    C.Arbiter = Arbiter;
    C.Msel = Msel;
    write(T, hw::slaveSlotOffset(kind(T), S, Slot), C.encode());
  }

  /// Gives the lanes of the shim's DMA channels to the DMA, and tokens a way to
  /// the firmware.
  void openShim(unsigned Column) {
    hw::TileId T{Column, 0};
    uint32_t Mux = 0, Demux = 0;
    for (unsigned C = 0; C < 2; ++C) {
      const hw::ShimMuxField *In =
          hw::shimMuxField(*hw::shimDmaSouth(Dir::MM2S, C));
      Mux |= uint32_t(hw::ShimMuxInput::DMA) << In->Lsb;
      const hw::ShimMuxField *Out =
          hw::shimDemuxField(*hw::shimDmaSouth(Dir::S2MM, C));
      Demux |= uint32_t(hw::ShimMuxInput::DMA) << Out->Lsb;
    }
    write(T, hw::shimMuxOffset(), Mux);
    write(T, hw::shimDemuxOffset(), Demux);
    connect(T, {B::TileControl, 0}, {B::South, 0});
  }
  hw::Port shimIn(unsigned Channel) {
    return {B::South, *hw::shimDmaSouth(Dir::MM2S, Channel)};
  }
  hw::Port shimOut(unsigned Channel) {
    return {B::South, *hw::shimDmaSouth(Dir::S2MM, Channel)};
  }

  void writeBd(hw::TileId T, unsigned Bd, BdFields Fields,
               uint64_t Address = 0) {
    const hw::BdLayout &L = hw::bdLayout(kind(T));
    std::vector<uint32_t> Words(L.Words);
    Fields.emplace(BF::ValidBD, 1);
    for (auto [F, V] : Fields)
      EXPECT_TRUE(L.set(Words, F, V)) << int(F) << " = " << V;
    EXPECT_TRUE(L.setAddress(Words, Address));
    for (unsigned I = 0; I < Words.size(); ++I)
      write(T, L.offset(Bd) + 4 * I, Words[I]);
  }
  void push(hw::TileId T, Dir D, unsigned Channel, unsigned Bd,
            unsigned Repeat = 0, bool Token = false) {
    write(T, hw::channel(kind(T), D, Channel)->Queue,
          hw::encodeQueueEntry(kind(T), {Bd, Repeat, Token}));
  }
  uint32_t status(hw::TileId T, Dir D, unsigned Channel) {
    return read(T, hw::channel(kind(T), D, Channel)->Status);
  }
  void setLock(hw::TileId T, unsigned Id, unsigned Value) {
    write(T, hw::lockValueOffset(kind(T), Id), Value);
  }
  unsigned lock(hw::TileId T, unsigned Id) {
    return read(T, hw::lockValueOffset(kind(T), Id));
  }

  /// A host buffer of 0, 1, 2, … as words.
  HostBuffer &iota(unsigned Index, unsigned Words, uint32_t First = 0) {
    Bytes Data(Words * 4);
    for (unsigned I = 0; I < Words; ++I)
      llvm::support::endian::write32le(&Data[4 * I], First + I);
    return A.host().add(Index, std::move(Data));
  }
  HostBuffer &blank(unsigned Index, unsigned Words) {
    return A.host().add(Index, Bytes(Words * 4, 0xEE));
  }
  uint64_t arrayAddress(const HostBuffer &H, uint64_t Offset = 0) {
    return H.DeviceAddress + hw::hostAddressOffset() + Offset;
  }
  std::vector<uint32_t> words(llvm::ArrayRef<uint8_t> Data) {
    std::vector<uint32_t> W(Data.size() / 4);
    for (size_t I = 0; I < W.size(); ++I)
      W[I] = llvm::support::endian::read32le(&Data[4 * I]);
    return W;
  }
  std::vector<uint32_t> words(const HostBuffer &H) { return words(H.Data); }
  static std::vector<uint32_t> sequence(unsigned Count, uint32_t First = 0) {
    std::vector<uint32_t> W(Count);
    std::iota(W.begin(), W.end(), First);
    return W;
  }

  void settle(uint64_t Limit = 1000000) { A.runUntilQuiet(A.cycle() + Limit); }
  std::string problemText() const {
    std::string S;
    for (const Problem &P : A.problems())
      S += P.Text + "\n";
    return S;
  }
  std::string blockedText() const {
    std::string S;
    for (const std::string &L : A.blockedReport())
      S += L + "\n";
    return S;
  }
};

} // namespace aieforge::emu

#endif // AIEFORGE_UNITTESTS_EMULATOR_ARRAYFIXTURE_H
