//===- ElfCases.cpp - files that violate rules E and K --------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ArrayFixture.h"
#include "RuleCases.h"
#include "aieforge/Formats/ControlPackets.h"
#include "aieforge/Formats/InstructionElf.h"
#include "llvm/Support/Endian.h"

using namespace aieforge;
using namespace llvm;
using insts::Generation;
using insts::InstructionElf;
using support::endian::write32le;

static txn::Transaction goodStream() {
  return cantFail(txn::parse(streamOf(goodOps())));
}

/// The good stream for use with an xclbin. The BDs' data begin at 32 and 152
/// of the stream, patched by relocations 0 and 1 with arguments 3 and 4.
static InstructionElf partial(Generation G = Generation::Partial) {
  InstructionElf E;
  E.Gen = G;
  insts::SymbolNaming Names;
  Names.FirstArgument = 3;
  E.Programs.emplace_back().Parts = {
      cantFail(insts::relocatedText(goodStream(), Names))};
  return E;
}

/// The good configuration and the stream that loads it.
static InstructionElf group() {
  InstructionElf E;
  E.Columns = 1;
  E.Images = {{1, goodConfig().pdi()}};
  txn::Transaction T = goodStream();
  T.Ops.insert(T.Ops.begin(), txn::LoadPdi{1, 0, 0});
  insts::Program &P = E.Programs.emplace_back();
  P.Kernel = "main";
  P.Sequence = "run";
  P.Arguments = 3;
  P.Parts = {cantFail(insts::relocatedText(T, {}))};
  P.Parts[0].Name += ".0";
  return E;
}

static Artefacts fileOf(const InstructionElf &E) {
  return Artefacts(cantFail(insts::serialize(E)), "insts.elf");
}

/// \p E after \p Change of its only section.
static Artefacts with(InstructionElf E,
                      std::function<void(insts::Part &)> Change) {
  Change(E.Programs[0].Parts[0]);
  return fileOf(E);
}

static Artefacts unreadable() {
  Bytes B = cantFail(insts::serialize(partial()));
  B[8] = 3;
  return Artefacts(B, "insts.elf");
}

static InstructionElf wideGroup(unsigned Columns) {
  InstructionElf E = group();
  E.Columns = Columns;
  return E;
}

static std::vector<RuleCase> relocationCases() {
  Artefacts Good = fileOf(partial()), GoodGroup = fileOf(group());
  auto Entry = [](auto Change) {
    return with(partial(), [&](insts::Part &P) { Change(P.Patches[0]); });
  };
  auto Symbol = [](InstructionElf E, StringRef Name) {
    return with(std::move(E),
                [&](insts::Part &P) { P.Patches.back().Symbol = Name.str(); });
  };
  return {
      {"E01", "", unreadable(), "",
       "instruction ELF: the ABI version at offset 0x8 is 0x3; 1, 2 and 10 "
       "(hexadecimal) exist",
       fileOf(partial(Generation::PartialOld))},
      {"E02",
       "",
       Entry([](insts::Patch &P) { P.Kind = 9; }),
       ".ctrltext, relocation 0 (3)",
       "The kind is 9",
       Good,
       {"E05"}},
      {"E03",
       "",
       Entry([](insts::Patch &P) { P.Offset = 264; }),
       ".ctrltext, relocation 0 (3)",
       "3 words at 0x108 are patched; the section has 0x110 bytes",
       Good,
       {"E05"}},
      {"E04",
       "",
       Symbol(group(), "3"),
       "main:run, .ctrltext.0, relocation 2",
       "Argument 3 is patched in; host buffers are 0 to 2",
       GoodGroup,
       {"E05"}},
      {"E04", "", Symbol(partial(), "control-packet"),
       ".ctrltext, relocation 1 (control-packet)",
       "The control packets' address is patched in; there is no section "
       ".ctrldata",
       Good},
      {"E04", "", Symbol(partial(), ".pdi.7"), "relocation 1",
       ".pdi.7 is patched in; there is no such section", Good},
      {"E04", "", Symbol(partial(), "output"), "relocation 1",
       "\"output\" names no argument, image or buffer", Good},
      {"E04", "", Symbol(partial(), "ctrlpkt-pm-2"), "relocation 1",
       "ctrlpkt-pm-2 is patched in; there is no section .ctrlpkt.pm.2", Good},
      {"E05", "", with(partial(), [](insts::Part &P) { P.Patches.pop_back(); }),
       ".ctrltext, offset 0x98",
       "The stream puts argument 4 there, but there is no relocation", Good},
      {"E05", "argument", Symbol(partial(), "3"), ".ctrltext, offset 0x98",
       "The stream puts argument 4 there, the relocation argument 3", Good},
      {"E06", "",
       with(partial(),
            [](insts::Part &P) {
              write32le(&P.Contents[32 + 4], 0x1234);
              write32le(&P.Contents[32 + 8], 5);
            }),
       ".ctrltext, offset 0x20",
       "The BD holds the address 0x500001234 before it is patched", Good},
      {"E07", "", fileOf(wideGroup(0)), "section .note.xrt.configuration",
       "The partition has 0 columns", GoodGroup},
      {"E07", "", fileOf(wideGroup(6)).on("phoenix"),
       "section .note.xrt.configuration",
       "The partition has 6 columns; phoenix has 5", GoodGroup},
  };
}

//===----------------------------------------------------------------------===//
// Control packets
//===----------------------------------------------------------------------===//

static ctrlpkt::Packets packets() {
  using ctrlpkt::Packet;
  return {Packet::write(27, 0x1D000, {1, 2, 3, 4}),
          Packet::write(15, 0x1D204, uint32_t(7)),
          Packet::write(26, 0xA0000, {5, 6})};
}

/// The packets, the last of which is at offset 36, after \p Change.
static Artefacts packetsWith(std::function<void(Bytes &)> Change) {
  Bytes B = ctrlpkt::serialize(packets());
  Change(B);
  return Artefacts(B, "packets.bin");
}

static std::vector<RuleCase> packetCases() {
  Artefacts Good = packetsWith([](Bytes &) {});
  InstructionElf E = partial();
  E.Programs[0].Parts.push_back(
      {".ctrldata", ctrlpkt::serialize(packets()), {}});
  Artefacts GoodElf = fileOf(E);
  E.Programs[0].Parts[1].Contents[36] ^= 1;
  return {
      {"K01", "", packetsWith([](Bytes &B) { B.resize(B.size() - 4); }), "",
       "control packets: packet 2: the control header at offset 0x28 announces "
       "2 words, but only 4 bytes are left",
       Good},
      {"K02", "", packetsWith([](Bytes &B) { B[36] ^= 1; }),
       "packet 2 at offset 0x24",
       "The stream header 0x0000001b has even parity", Good},
      {"K02", "", fileOf(E), ".ctrldata, packet 2 at offset 0x24",
       "The stream header 0x0000001b has even parity", GoodElf},
      // Two bits, so that the parity stays.
      {"K03", "", packetsWith([](Bytes &B) { B[40] ^= 3; }),
       "packet 2 at offset 0x24", "The register offset is 0xa0003", Good},
  };
}

std::vector<RuleCase> aieforge::elfCases() {
  std::vector<RuleCase> All = relocationCases();
  for (RuleCase &C : packetCases())
    All.push_back(std::move(C));
  return All;
}
