//===- ConfigProgramTest.cpp - designs to configurations ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DesignText.h"
#include "aieforge/Formats/CoreElf.h"
#include "aieforge/Formats/RegisterImage.h"
#include "aieforge/Hardware/Registers.h"
#include "llvm/Testing/Support/Error.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace aieforge;
using namespace aieforge::test;
using testing::ElementsAre;
using testing::HasSubstr;

/// "W 0021f000 1", "M 00232000 2 2", "B 0021d000 1 2 3 …", one a line.
static std::string listing(const std::vector<ConfigOp> &Ops) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  for (const ConfigOp &Op : Ops) {
    OS << "WMB"[Op.What] << llvm::format(" %08x", Op.Address);
    if (Op.What == ConfigOp::MaskWrite)
      OS << llvm::format(" %x", Op.Mask);
    for (uint32_t Word : Op.Data)
      OS << llvm::format(" %x", Word);
    OS << "\n";
  }
  return Text;
}

static std::string lockClears(uint32_t Base) {
  std::vector<ConfigOp> Ops;
  for (unsigned I = 0; I < 16; ++I)
    Ops.push_back(ConfigOp::write(Base + 16 * I, 0));
  return listing(Ops);
}

static Bytes program(std::vector<elf::CoreSegment> Segments) {
  elf::CoreElf Core;
  Core.Segments = std::move(Segments);
  return elf::serialize(Core);
}

static elf::CoreSegment segment(const char *Name, uint32_t Address, Bytes Data,
                                uint32_t MemorySize = 0) {
  elf::CoreSegment S;
  S.Name = Name;
  S.Address = Address;
  S.Data = Data;
  S.MemorySize = std::max<uint32_t>(MemorySize, Data.size());
  S.Flags = 5;
  return S;
}

TEST(Config, EmptyDevice) {
  Lowered L = lowerConfig("aie.device(npu1) {}");
  ASSERT_TRUE(L.Config) << L.Messages;
  Bytes Image = pdi::serialize(toPdi(*L.Config));
  EXPECT_EQ(Image.size(), 0x170u);
  EXPECT_EQ(Image[0x14F], 0xFD);
}

TEST(Config, OneCore) {
  // Locks, a buffer with contents, a ping-pong receiver and a sender.
  Lowered L = lowerConfig(R"(
aie.device(npu1) {
  %shim = aie.tile(0, 0)
  %tile = aie.tile(0, 2)
  %free = aie.lock(%tile, 0) {init = 2 : i32}
  %full = aie.lock(%tile, 1) {init = 0 : i32}
  %a = aie.buffer(%tile) {address = 1024 : i32, sym_name = "a"} : memref<64xi32>
  %b = aie.buffer(%tile) {address = 16384 : i32, sym_name = "b"} : memref<64xi32>
  %c = aie.buffer(%tile) {address = 2048 : i32, sym_name = "c"} : memref<3xi16> = dense<[1, 2, 3]>
  %core = aie.core(%tile) {
    aie.end
  }
  %mem = aie.mem(%tile) {
    %s = aie.dma_start(S2MM, 0, ^bb1, ^bb3)
  ^bb1:
    aie.use_lock(%free, AcquireGreaterEqual, 1)
    aie.dma_bd(%a : memref<64xi32>, 0, 64) {bd_id = 0 : i32, next_bd_id = 1 : i32}
    aie.use_lock(%full, Release, 1)
    aie.next_bd ^bb2
  ^bb2:
    aie.use_lock(%free, AcquireGreaterEqual, 1)
    aie.dma_bd(%b : memref<64xi32>, 0, 64) {bd_id = 1 : i32, next_bd_id = 0 : i32}
    aie.use_lock(%full, Release, 1)
    aie.next_bd ^bb1
  ^bb3:
    %t = aie.dma_start(MM2S, 1, ^bb4, ^bb5, repeat_count = 3)
  ^bb4:
    aie.dma_bd(%c : memref<3xi16>, 0, 2) {bd_id = 2 : i32, packet = #aie.packet_info<pkt_type = 1, pkt_id = 5>}
    aie.next_bd ^bb5
  ^bb5:
    aie.end
  }
})");
  ASSERT_TRUE(L.Config) << L.Messages;
  EXPECT_EQ(listing(L.Config->Elfs), "");
  EXPECT_EQ(listing(L.Config->Init), "M 00232000 2 2\n"
                                     "M 00232000 2 0\n" +
                                         lockClears(0x21F000) +
                                         "W 0021f000 2\n"
                                         "W 0021f010 0\n"
                                         "B 00200800 20001\n"
                                         "M 00200804 ffff 3\n"
                                         // Chain heads come first, then what
                                         // follows them.
                                         "B 0021d000 400040 0 0 0 0 e043fe0\n"
                                         "B 0021d040 800001 40290000 0 0 0 "
                                         "2000000\n"
                                         "B 0021d020 4000040 0 0 0 0 6043fe0\n"
                                         "W 0021de04 0\n"
                                         "M 0021de00 0 1\n"
                                         "W 0021de1c 30002\n"
                                         "M 0021de18 0 1\n");
  EXPECT_EQ(listing(L.Config->Enable), "M 00232000 1 1\n");
}

TEST(Config, ProgramsGoWhereTheCoreSeesThem) {
  Bytes Elf = program({segment(".text", 0, {1, 2, 3, 4, 5, 6, 7, 8}),
                       segment(".data", 0x70400, {9, 10, 11, 12}),
                       segment(".bss", 0x60010, {}, 8)});
  Lowered L = lowerConfig(R"(
aie.device(npu1) {
  %tile = aie.tile(1, 3)
  %core = aie.core(%tile) {
    aie.end
  }
})",
                          BytesRef(Elf));
  ASSERT_TRUE(L.Config) << L.Messages;
  EXPECT_EQ(listing(L.Config->Elfs), "M 02332000 1 0\n"
                                     "M 0231de10 2 2\n"
                                     "M 0231de18 2 2\n"
                                     "M 0231de00 2 2\n"
                                     "M 0231de08 2 2\n"
                                     "B 02320000 4030201 8070605\n"
                                     "B 02300400 c0b0a09\n"
                                     "B 02400010 0 0\n"
                                     "M 0231de10 2 0\n"
                                     "M 0231de18 2 0\n"
                                     "M 0231de00 2 0\n"
                                     "M 0231de08 2 0\n");
}

TEST(Config, DataOutsideTheCoresReachIsAnError) {
  Bytes Elf = program({segment(".data", 0x40000, {1, 2, 3, 4})});
  // South of the first core row is a memory tile.
  Lowered L = lowerConfig(R"(
aie.device(npu1) {
  %tile = aie.tile(0, 2)
  %core = aie.core(%tile) {
    aie.end
  }
})",
                          BytesRef(Elf));
  EXPECT_FALSE(L.Config);
  EXPECT_THAT(L.Messages, HasSubstr("data at 0x40000, which is in no core"));
}

TEST(Config, MemoryTileDma) {
  // As in the color threshold image: own tile, locks 0 and 1.
  Lowered L = lowerConfig(R"(
aie.device(npu1) {
  %tile = aie.tile(0, 1)
  %west = aie.tile(1, 1)
  %free = aie.lock(%tile, 0) {init = 1 : i32}
  %full = aie.lock(%tile, 1)
  %b = aie.buffer(%tile) {address = 5120 : i32} : memref<64x32xi16>
  %dma = aie.memtile_dma(%tile) {
    %s = aie.dma_start(S2MM, 1, ^bb1, ^bb2)
  ^bb1:
    aie.use_lock(%free, AcquireGreaterEqual, 1)
    aie.dma_bd(%b : memref<64x32xi16>, 0, 512, [<size = 4, stride = 64>, <size = 4, stride = 8>, <size = 4, stride = 32>, <size = 8, stride = 1>]) {bd_id = 24 : i32, next_bd_id = 24 : i32}
    aie.use_lock(%full, Release, 1)
    aie.next_bd ^bb1
  ^bb2:
    aie.end
  }
})");
  ASSERT_TRUE(L.Config) << L.Messages;
  EXPECT_EQ(listing(L.Config->Init),
            "W 001c0000 1\n"
            // Length 256 words; base 0x20000 + 1280, next 24; D0 4 x 1,
            // D1 4 x 16, D2 4 x 4, D3 32.
            "B 001a0300 100 18a0500 80000 8000f 80003 1f 0 8141ff40\n"
            "W 001a060c 18\n"
            "M 001a0608 0 1\n");
}

TEST(Config, SwitchesMuxAndCascade) {
  Lowered L = lowerConfig(R"(
aie.device(npu1) {
  %shim = aie.tile(0, 0)
  %tile = aie.tile(0, 2)
  %below = aie.tile(0, 3)
  aie.configure_cascade(%tile, West, South)
  %sw0 = aie.switchbox(%shim) {
    aie.connect<South : 3, North : 1>
    %a = aie.amsel<5> (3)
    %m = aie.masterset(South : 0, %a) {keep_pkt_header = true}
    aie.packet_rules(TileControl : 0) {
      aie.rule(31, 15, %a)
    }
  }
  %mux = aie.shim_mux(%shim) {
    aie.connect<DMA : 0, North : 3>
    aie.connect<North : 2, DMA : 0>
  }
  %sw2 = aie.switchbox(%tile) {
    %a = aie.amsel<0> (0)
    %b = aie.amsel<0> (2)
    %m = aie.masterset(DMA : 1, %a, %b)
    %n = aie.masterset(North : 5, %b)
    aie.packet_rules(South : 1) {
      aie.rule(31, 3, %a)
      aie.rule(28, 4, %b)
    }
  }
})");
  ASSERT_TRUE(L.Config) << L.Messages;
  EXPECT_EQ(listing(L.Config->Init), // shim: North1 = 13, South3 = 5
            "W 0003f034 80000005\n"
            "W 0003f114 80000000\n"
            "W 0003f008 c0000045\n"
            "W 0003f100 c0000000\n"
            "W 0003f200 f1f0135\n"
            // core: DMA1 = 2, North5 = 18, South1 = 6
            "W 0023f008 c00000a8\n"
            "W 0023f048 c0000020\n"
            "W 0023f118 c0000000\n"
            "W 0023f260 31f0100\n"
            "W 0023f118 c0000000\n"
            "W 0023f264 41c0120\n"
            "M 0001f000 c00 400\n"
            "M 0001f004 30 10\n"
            "W 00236060 1\n");
}

TEST(Config, TransactionKeepsOrderAndDropsEmptyMasks) {
  ConfigProgram P;
  P.Elfs = {ConfigOp::maskWrite(0x232000, 1, 0)};
  P.Init = {ConfigOp::blockWrite(0x21D000, {1, 2}), ConfigOp::write(4, 5),
            ConfigOp::maskWrite(0x21DE00, 0, 1)};
  P.Enable = {ConfigOp::maskWrite(0x232000, 1, 1)};
  txn::Transaction T = toTransaction(P, *hw::findDevice("npu2"));
  EXPECT_EQ(T.DeviceGeneration, 4);
  std::vector<txn::Op> Expected = {
      txn::MaskWrite{0x232000, 0, 1}, txn::BlockWrite{0x21D000, {1, 2}},
      txn::Write{4, 5}, txn::MaskWrite{0x232000, 1, 1}};
  EXPECT_EQ(T.Ops, Expected);
}

TEST(Config, PlainWrites) {
  // Words of BDs come before their channel starts, the rest at the end.
  Lowered L = lowerConfig(R"(
aie.device(npu1) {
  %tile = aie.tile(0, 2) {aieforge.writes = [array<i64: 0x32034, 46>, array<i64: 0x1D004, 0x5000000>, array<i64: 0x1D080, 1, 2>]}
  %other = aie.tile(0, 3) {aieforge.writes = [array<i64: 0x1D000, 7>]}
  %a = aie.buffer(%tile) {address = 1024 : i32} : memref<4xi32>
  %mem = aie.mem(%tile) {
    %s = aie.dma_start(S2MM, 0, ^bb1, ^bb2)
  ^bb1:
    aie.dma_bd(%a : memref<4xi32>, 0, 4) {bd_id = 0 : i32}
    aie.next_bd ^bb2
  ^bb2:
    aie.end
  }
})");
  ASSERT_TRUE(L.Config) << L.Messages;
  EXPECT_EQ(listing(L.Config->Init), "B 0021d000 400004 0 0 0 0 2000000\n"
                                     "W 0021d004 5000000\n"
                                     "B 0021d080 1 2\n"
                                     "W 0021de04 0\n"
                                     "M 0021de00 0 1\n"
                                     "W 0031d000 7\n"
                                     "W 00232034 2e\n");

  auto Messages = [](const char *Writes) {
    return lowerConfig((llvm::Twine("aie.device(npu1) {\n  %tile = aie.tile(0, "
                                    "2) {aieforge.writes = ") +
                        Writes + "}\n}")
                           .str())
        .Messages;
  };
  EXPECT_THAT(Messages("3 : i32"), HasSubstr("is no list of arrays"));
  EXPECT_THAT(Messages("[3 : i32]"),
              HasSubstr("has an entry that is no array<i64: offset, words>"));
  EXPECT_THAT(Messages("[array<i64: 4>]"),
              HasSubstr("has an entry without an offset and a word"));
  EXPECT_THAT(Messages("[array<i64: 0xFFFFC, 1, 2>]"),
              HasSubstr("writes 8 bytes at offset 1048572"));
  EXPECT_THAT(Messages("[array<i64: 2, 1>]"), HasSubstr("at offset 2;"));
  EXPECT_THAT(Messages("[array<i64: 4, -1>]"), HasSubstr("writes -1; a word"));
}

TEST(Config, MissingPiecesAreReported) {
  auto Messages = [](const char *Body) {
    return lowerConfig((llvm::Twine("aie.device(npu1) {\n"
                                    "  %tile = aie.tile(0, 2)\n") +
                        Body + "}")
                           .str())
        .Messages;
  };
  EXPECT_THAT(Messages(R"(
  %a = aie.buffer(%tile) : memref<4xi32> = dense<1>
)"),
              HasSubstr("has no address; run aie-assign-buffer-addresses"));
  EXPECT_THAT(Messages(R"(
  %a = aie.buffer(%tile) {address = 1024 : i32} : memref<4xi32>
  %mem = aie.mem(%tile) {
    %s = aie.dma_start(S2MM, 0, ^bb1, ^bb2)
  ^bb1:
    aie.dma_bd(%a : memref<4xi32>, 0, 4)
    aie.next_bd ^bb2
  ^bb2:
    aie.end
  }
)"),
              HasSubstr("has no BD number; run aie-assign-bd-ids"));
}

/// What an image holds, as text; of registers only the bits that have names.
static std::string state(const RegisterImage &Image) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  for (const auto &[Id, Tile] : Image.tiles()) {
    OS << llvm::format("tile %u %u\n", Id.Column, Id.Row);
    for (auto [Offset, Value] : Tile.Registers) {
      uint32_t Named = ~0u;
      if (auto Ref = hw::findRegister(Image.device().Gen, Tile.Kind, Offset);
          Ref && Ref->Reg->Width == 32 && !Ref->Reg->Fields.empty()) {
        Named = 0;
        for (const hw::Field &F : Ref->Reg->Fields)
          Named |= F.mask();
      }
      OS << llvm::format("  %05x %08x\n", Offset, Value & Named);
    }
    for (const auto *Memory : {&Tile.Data, &Tile.Program})
      for (const auto &[Offset, Bytes] : Memory->ranges()) {
        OS << llvm::format("  at %05x:", Offset);
        for (uint8_t Byte : Bytes)
          OS << llvm::format(" %02x", Byte);
        OS << "\n";
      }
    for (const QueuePush &Push : Tile.Pushes)
      OS << "  push " << unsigned(Push.Dir) << " " << Push.Channel << " "
         << Push.Entry.StartBd << " " << Push.Entry.Repeat << "\n";
  }
  return Text;
}

TEST(Config, AllFormsLeaveTheSameState) {
  Bytes Elf = program({segment("text", 0, Bytes(20, 0x5A)),
                       segment("data", 0x70400, Bytes{1, 2, 3, 4, 5}, 12)});
  Lowered L = lowerConfig(R"(
aie.device(npu2) {
  %shim = aie.tile(0, 0)
  %mt = aie.tile(0, 1)
  %tile = aie.tile(0, 2)
  %free = aie.lock(%tile, 0) {init = 2 : i32}
  %full = aie.lock(%tile, 1) {init = 0 : i32}
  %a = aie.buffer(%tile) {address = 1024 : i32, sym_name = "a"} : memref<64xi32>
  %c = aie.buffer(%tile) {address = 2048 : i32, sym_name = "c"} : memref<3xi16> = dense<[1, 2, 3]>
  %m = aie.buffer(%mt) {address = 4096 : i32, sym_name = "m"} : memref<64xi32> = dense<7>
  %core = aie.core(%tile) {
    aie.end
  }
  %mem = aie.mem(%tile) {
    %0 = aie.dma_start(S2MM, 0, ^bb1, ^bb2)
  ^bb1:
    aie.use_lock(%free, AcquireGreaterEqual, 1)
    aie.dma_bd(%a : memref<64xi32> offset = 0 len = 64) {bd_id = 0 : i32}
    aie.use_lock(%full, Release, 1)
    aie.next_bd ^bb1
  ^bb2:
    aie.end
  }
  aie.switchbox(%shim) {
    aie.connect<South : 3, North : 0>
    aie.connect<North : 0, South : 2>
    %0 = aie.amsel<5> (3)
    %1 = aie.masterset(South : 0, %0) {keep_pkt_header = true}
    aie.packet_rules(TileControl : 0) {
      aie.rule(31, 15, %0)
    }
  }
  aie.shim_mux(%shim) {
    aie.connect<DMA : 0, North : 3>
    aie.connect<North : 2, DMA : 0>
    aie.connect<DMA : 1, North : 7>
  }
})",
                          Elf);
  ASSERT_TRUE(L.Config) << L.Messages;
  const hw::Device &D = *hw::findDevice("npu2");
  RegisterImage FromCdo(D), FromTxn(D), FromPackets(D);
  for (const cdo::Cdo &File : toCdoFiles(*L.Config))
    EXPECT_THAT_ERROR(FromCdo.apply(File), llvm::Succeeded());
  EXPECT_THAT_ERROR(FromTxn.apply(toTransaction(*L.Config, D)),
                    llvm::Succeeded());
  auto IdOf = [](hw::TileId T) { return hw::defaultControllerId(T.Row); };
  Bytes Buffer = ctrlpkt::serialize(toControlPackets(*L.Config, D, IdOf));
  auto Packets = ctrlpkt::parse(Buffer);
  ASSERT_THAT_EXPECTED(Packets, llvm::Succeeded());
  auto Writes = ctrlpkt::registerOps(
      *Packets, [&](unsigned Id) { return ctrlpkt::defaultTile(D, 0, Id); });
  ASSERT_THAT_EXPECTED(Writes, llvm::Succeeded());
  for (const RegisterOp &Op : *Writes)
    EXPECT_THAT_ERROR(FromPackets.apply(Op), llvm::Succeeded());
  std::string Expected = state(FromCdo);
  EXPECT_THAT(Expected, HasSubstr("tile 0 2"));
  EXPECT_EQ(state(FromTxn), Expected);
  EXPECT_EQ(state(FromPackets), Expected);
  // A pulse stays one: reset, then no reset.
  EXPECT_TRUE(FromCdo.unresolved().empty());
}

TEST(Config, PacketsKeepPulsesAndOtherBits) {
  const hw::Device &D = *hw::findDevice("npu1");
  ConfigProgram P;
  uint32_t Control = hw::tileAddress(0, 2, 0x32000);
  uint32_t Mux = hw::tileAddress(0, 0, 0x1F000);
  P.Init = {
      ConfigOp::maskWrite(Control, 2, 2), ConfigOp::maskWrite(Control, 2, 0),
      ConfigOp::maskWrite(Mux, 0xC00, 0x400),
      ConfigOp::maskWrite(Mux, 0xC000, 0x4000), ConfigOp::maskWrite(Mux, 0, 1)};
  P.Enable = {ConfigOp::maskWrite(Control, 1, 1)};
  std::vector<ConfigOp> Plain = toPlainWrites(P, D);
  ASSERT_EQ(Plain.size(), 4u);
  EXPECT_EQ(Plain[0], ConfigOp::write(Control, 2));
  EXPECT_EQ(Plain[1], ConfigOp::write(Control, 0));
  EXPECT_EQ(Plain[2], ConfigOp::write(Mux, 0x4400));
  EXPECT_EQ(Plain[3], ConfigOp::write(Control, 1));
}
