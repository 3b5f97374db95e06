//===- KernelCases.cpp - files that violate rules M, I and N --------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ArrayFixture.h"
#include "RuleCases.h"

using namespace aieforge;
using namespace aieforge::xclbin;
using namespace llvm;

static File kernelWith(std::function<void(Kernel &)> Change) {
  return withMetadata([&](EmbeddedMetadata &M) { Change(M.Kernels[0]); });
}

/// A file whose only kernel has \p Count host buffers.
static File withBuffers(unsigned Count) {
  File F = goodFile();
  EmbeddedMetadata M = cantFail(
      parseEmbeddedMetadata(F.find(SectionKind::EmbeddedMetadata)->Payload));
  auto &Arguments = M.Kernels[0].Arguments;
  Connectivity C;
  C.Connections = {{1, 0, 1}};
  KernelArgument A = Arguments[3];
  Arguments.resize(3);
  for (unsigned I = 0; I < Count; ++I) {
    A.Id = std::to_string(3 + I);
    A.Offset = std::to_string(0x14 + 8 * I);
    Arguments.push_back(A);
    C.Connections.push_back({static_cast<int32_t>(3 + I), 0, 0});
  }
  F.find(SectionKind::EmbeddedMetadata)->Payload = serialize(M);
  F.find(SectionKind::Connectivity)->Payload = serialize(C);
  return F;
}

static Artefacts singleCommands(const File &F) {
  Artefacts A(F);
  A.Opts.CommandLists = false;
  return A;
}

/// The same function in metadata and unit.
static File withFunctional(unsigned Number) {
  File F = kernelWith(
      [=](Kernel &K) { K.Extended->Functional = std::to_string(Number); });
  auto L = cantFail(parseIpLayout(F.find(SectionKind::IpLayout)->Payload));
  L.Units[0].Properties = Unit::dpuProperties(0x901, Number);
  F.find(SectionKind::IpLayout)->Payload = serialize(L);
  return F;
}

static File named(StringRef Name) {
  File F = kernelWith([=](Kernel &K) { K.Name = Name.str(); });
  auto L = cantFail(parseIpLayout(F.find(SectionKind::IpLayout)->Payload));
  L.Units[0].Name = StringRef((Name + ":inst").str());
  F.find(SectionKind::IpLayout)->Payload = serialize(L);
  return F;
}

static Artefacts pairWith(std::vector<txn::Op> Ops) {
  return Artefacts(withImage(goodConfig().pdi()))
      .with(streamOf(std::move(Ops)), "insts.bin");
}

/// The stream of the good pair, with another buffer as its second.
static Artefacts usingBuffer(unsigned Number) {
  std::vector<txn::Op> Ops = goodOps();
  std::get<txn::DdrPatch>(Ops[4]).Argument = Number;
  return pairWith(Ops);
}

static std::vector<RuleCase> descriptionCases() {
  Artefacts Dropped = withMetadata(
      [](EmbeddedMetadata &M) { M.Kernels[1].Extended->DpuKernelId = "0x77"; },
      2);
  return {
      {"M01", "",
       withBytes(SectionKind::EmbeddedMetadata,
                 [](Bytes &B) { B.resize(B.size() / 2); }),
       "EMBEDDED_METADATA at 0x",
       "EMBEDDED_METADATA: not well-formed XML: Error parsing start element "
       "tag in line 11 (offset 0x2a0 of 673 bytes)"},
      {"M02", "",
       withBytes(SectionKind::EmbeddedMetadata,
                 [](Bytes &B) {
                   StringRef Text = "<project><core/></project>";
                   B.assign(Text.begin(), Text.end());
                 }),
       "EMBEDDED_METADATA at 0x",
       "There is no element project/platform/device/core"},
      {"M03", "", kernelWith([](Kernel &K) { K.Type.reset(); }),
       "kernel 0 (K0)", "The kernel has no type"},
      {"M03", "ps", kernelWith([](Kernel &K) { K.Type = "ps"; }),
       "kernel 0 (K0)", "The kernel has the type \"ps\""},
      {"M03", "unknown", kernelWith([](Kernel &K) { K.Type = "gpu"; }),
       "kernel 0 (K0)", "The kernel has the type \"gpu\""},
      {"M04", "", kernelWith([](Kernel &K) { K.Extended->Functional = "DPU"; }),
       "kernel 0 (K0), extended-data", "functional=\"DPU\" is not a number"},
      {"M04", "trailing",
       kernelWith([](Kernel &K) { K.Extended->Functional = "0 "; }),
       "kernel 0 (K0), extended-data", "functional=\"0 \" is read as 0"},
      {"M05", "",
       kernelWith([](Kernel &K) { K.Extended->DpuKernelId = "0x11901"; }),
       "kernel 0 (K0)",
       "Kernel id 0x11901 is above 0xffff; the loader looks for 0x1901"},
      {"M05", "no-id", kernelWith([](Kernel &K) { K.Extended.reset(); }),
       "kernel 0 (K0)", "The kernel has no extended-data"},
      // The unit has the old id.
      {"M05",
       "dropped",
       Dropped,
       "kernel 1 (K1)",
       "No CDO group has kernel id 0x77",
       goodFile(2),
       {"I05"}},
      {"M06", "", named("a.b"), "kernel 0 (a.b)",
       "The kernel is called \"a.b\"", named("Fine_1")},
      // The second kernel of the same name has no unit of its own.
      {"M06",
       "duplicate",
       withMetadata(
           [](EmbeddedMetadata &M) { M.Kernels.push_back(M.Kernels[0]); }),
       "kernel 1 (K0)",
       "Kernel 0 has the same name",
       goodFile(2),
       {"I03"}},
      // And a unit without kernel.
      {"M06",
       "missing",
       kernelWith([](Kernel &K) { K.Name.reset(); }),
       "kernel 0",
       "The kernel has no name",
       goodFile(),
       {"I03"}},
      {"M07", "", kernelWith([](Kernel &K) { K.Arguments[2].Id = "3"; }),
       "kernel 0 (K0), argument 2 (ninstr)",
       "The argument at position 2 has the id \"3\""},
      {"M08", "",
       kernelWith([](Kernel &K) { K.Arguments[3].HostSize.reset(); }),
       "kernel 0 (K0), argument 3 (bo0)", "The attribute hostSize is missing"},
      {"M09", "", kernelWith([](Kernel &K) { K.Arguments[4].Offset = "0x18"; }),
       "kernel 0 (K0), argument 4 (bo1)",
       "The argument begins at 0x18, but argument 3 goes on to 0x1c"},
      {"M09", "big",
       kernelWith([](Kernel &K) { K.Arguments[7].Offset = "0xFFC"; }),
       "kernel 0 (K0)", "The arguments end at 0x1004; 4096 bytes is the limit",
       kernelWith([](Kernel &K) { K.Arguments[7].Offset = "0xFF8"; })},
      {"M10", "",
       kernelWith([](Kernel &K) { K.Arguments[0].Offset = "0x100"; }),
       "kernel 0 (K0)",
       "The first arguments are opcode (value at 0x100), instr (buffer at "
       "0x08), ninstr (value at 0x10)"},
      {"M11", "", withBuffers(4), "kernel 0 (K0)",
       "The kernel declares 4 host buffers", withBuffers(5)},
      {"M11", "many", withBuffers(17), "kernel 0 (K0)",
       "The kernel declares 17 host buffers", withBuffers(16)},
      {"M12", "", usingBuffer(5), "",
       "The stream uses host buffer 5; the xclbin's kernels declare buffers 0 "
       "to 4",
       usingBuffer(4)},
      {"M13", "", withFunctional(2), "kernel 0 (K0), extended-data",
       "functional is 2", withFunctional(1)},
      {"M14", "", singleCommands(withBuffers(8)), "kernel 0 (K0)",
       "The arguments take 84 bytes; a single command has room for 76",
       singleCommands(withBuffers(7))},
  };
}

static std::vector<RuleCase> unitCases() {
  using L = IpLayout;
  return {
      {"I01", "", withBytes(SectionKind::IpLayout, [](Bytes &B) { B[0] = 2; }),
       "IP_LAYOUT at 0x",
       "The count is 2, which needs 8 + 80 bytes a unit; the section has 88"},
      {"I02", "", withUnits([](L &A) { A.Units[0].Name = StringRef("K0"); }),
       "unit 0 (K0)", "The unit is called \"K0\""},
      {"I03", "",
       withUnits([](L &A) { A.Units[0].Name = StringRef("other:i"); }),
       "kernel 0 (K0)", "No unit is called \"K0:…\""},
      {"I03", "no-kernel", withUnits([](L &A) {
         A.Units.push_back(A.Units[0]);
         A.Units[1].Name = StringRef("other:i");
       }),
       "unit 1 (other:i)", "There is no kernel \"other\""},
      {"I04", "", withUnits([](L &A) { A.Units[0].Properties |= 2 << 8; }),
       "unit 0 (K0:MLIRAIE)",
       "The control protocol in the properties 0x9010201 is 2"},
      {"I05", "", withUnits([](L &A) {
         A.Units[0].Properties = Unit::dpuProperties(0x902, 0);
       }),
       "unit 0 (K0:MLIRAIE)",
       "The kernel id is 0x902, in EMBEDDED_METADATA 0x901"},
      {"I06", "", goodFile(33), "IP_LAYOUT at 0x",
       "33 units have a device image", goodFile(32)},
  };
}

std::vector<RuleCase> aieforge::metadataCases() {
  std::vector<RuleCase> All = descriptionCases();
  for (RuleCase &C : unitCases())
    All.push_back(std::move(C));
  return All;
}

std::vector<RuleCase> aieforge::connectionCases() {
  using C = Connectivity;
  return {
      {"N01", "",
       withBytes(SectionKind::Connectivity, [](Bytes &B) { B[0] = 7; }),
       "CONNECTIVITY at 0x",
       "The count is 7, which needs 4 + 12 bytes a record; the section has 76"},
      {"N02", "", withConnections([](C &A) { A.Connections[0].Bank = 2; }),
       "CONNECTIVITY at 0x", "Bank 2 does not exist; there are 2"},
      {"N03", "", withConnections([](C &A) {
         A.Connections.push_back({8, 0, 0});
       }),
       "row 6", "Argument 8 does not exist; kernel K0 has 8"},
      {"N04", "", withConnections([](C &A) {
         A.Connections.push_back({3, 1, 0});
       }),
       "row 6", "Unit 1 does not exist; there are 1"},
      {"N05", "", withConnections([](C &A) { A.Connections.pop_back(); }),
       "CONNECTIVITY at 0x",
       "Argument 7 (bo4) of unit 0 (K0:MLIRAIE) has no row"},
      {"N05", "scalar", withConnections([](C &A) {
         A.Connections.push_back({2, 0, 0});
       }),
       "row 6", "Argument 2 (ninstr) is a plain value"},
      {"N06", "", withBanks([](MemTopology &T) { T.Banks[1].Used = 0; }),
       "bank 1 (SRAM)", "The bank has connections, but its used field is 0"},
      {"N07", "", withConnections([](C &A) { A.Connections[0].Bank = 0; }),
       "CONNECTIVITY at 0x",
       "argument 1 of unit 0 (K0:MLIRAIE) is in bank 0 (HOST), not in SRAM"},
      {"N07", "several", withConnections([](C &A) {
         A.Connections.push_back({3, 0, 1});
       }),
       "CONNECTIVITY at 0x",
       "argument 3 of unit 0 (K0:MLIRAIE) is in banks 0 and 1"},
      {"N08", "", withBanks([](MemTopology &T) { T.Banks[0].Type = 6; }),
       "bank 0 (HOST)", "The type is 6 (MEM_HBM)"},
  };
}
