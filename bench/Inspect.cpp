//===- Inspect.cpp - speed of inspecting an xclbin ------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An xclbin of 4 MB with ten device images for sixteen cores each: a program of
// arbitrary bundles per image, buffers, BDs, locks and routes. Read, summed up, and
// printed with every structure.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Inspect/Inspect.h"
#include "aieforge/Formats/Pdi.h"
#include "aieforge/Formats/XclbinBuilder.h"
#include "aieforge/Hardware/Dma.h"
#include "aieforge/Hardware/Registers.h"
#include "aieforge/Hardware/StreamSwitch.h"
#include "aieforge/Target/AIE2/ISA.h"
#include "llvm/Support/Endian.h"

#include <benchmark/benchmark.h>
#include <random>

using namespace aieforge;

static std::vector<uint32_t> words(llvm::ArrayRef<uint8_t> Data) {
  std::vector<uint32_t> Out;
  for (size_t I = 0; I + 4 <= Data.size(); I += 4)
    Out.push_back(llvm::support::endian::read32le(Data.data() + I));
  return Out;
}

/// A program memory (16 KiB) full of legal bundles.
static std::vector<uint32_t> program(std::mt19937 &Random) {
  using namespace aie2;
  llvm::SmallVector<uint8_t> Code;
  while (Code.size() < 16 * 1024 - MaxBundleBytes) {
    const FormatInfo &F = info(Format(Random() % NumFormats));
    Bundle B;
    for (unsigned S = 0; S < F.NumSlots;) {
      Instr I;
      I.Op = Opcode(Random() % NumOpcodes);
      if (info(I.Op).InSlot != F.Slots[S].Which)
        continue;
      for (unsigned N = 0; N < I.info().Operands.size(); ++N) {
        const OperandInfo &O = I.info().Operands[N];
        if (O.Kind == OperandKind::Reg)
          I.Values[N] =
              int64_t(members(O.Class)[Random() % members(O.Class).size()]);
        else if (O.isImm())
          I.Values[N] = O.minValue();
      }
      completeTies(I);
      B.Instrs.push_back(I);
      ++S;
    }
    llvm::cantFail(encodeBundle(B, Code));
  }
  while (Code.size() % 4)
    Code.push_back(0);
  return words(Code);
}

static void addCore(std::vector<RegisterOp> &Ops, hw::TileId T,
                    const std::vector<uint32_t> &Code, std::mt19937 &Random) {
  constexpr hw::TileKind K = hw::TileKind::Core;
  auto At = [&](uint32_t Offset) {
    return hw::tileAddress(T.Column, T.Row, Offset);
  };
  uint32_t Program = hw::registerOffset(K, "Program_Memory");
  Ops.push_back(RegisterOp::blockWrite(At(Program), Code));
  std::vector<uint32_t> Table(2048);
  for (uint32_t &V : Table)
    V = Random();
  Ops.push_back(RegisterOp::blockWrite(At(0), Table));
  for (unsigned L = 0; L < hw::tileInfo(K).Locks; ++L)
    Ops.push_back(RegisterOp::write(At(hw::lockValueOffset(K, L)), L % 3));
  const hw::BdLayout &Layout = hw::bdLayout(K);
  for (unsigned Bd = 0; Bd < Layout.Count; ++Bd) {
    std::vector<uint32_t> Words(Layout.Words);
    bool Fits = Layout.set(Words, hw::BdField::BufferLength, 64 + Bd) &&
                Layout.setAddress(Words, 1024 * Bd) &&
                Layout.set(Words, hw::BdField::LockAcqEnable, 1) &&
                Layout.set(Words, hw::BdField::LockAcqValue, -1) &&
                Layout.set(Words, hw::BdField::LockRelValue, 1) &&
                Layout.set(Words, hw::BdField::ValidBD, 1);
    if (!Fits)
      abort();
    Ops.push_back(RegisterOp::blockWrite(At(Layout.offset(Bd)), Words));
  }
  Ops.push_back(
      RegisterOp::write(At(hw::channel(K, hw::Direction::MM2S, 0)->Queue), 0));
  // DMA 0 to every master that may take it.
  unsigned Slave = *hw::slavePort(K, {hw::Bundle::DMA, 0});
  for (unsigned M = 0; M < hw::masterPorts(K).size(); ++M)
    if (hw::isLegalConnection(K, Slave, M))
      Ops.push_back(RegisterOp::write(
          At(hw::masterConfigOffset(K, M)),
          hw::MasterConfig{true, false, false, Slave}.encode()));
  Ops.push_back(RegisterOp::write(At(hw::slaveConfigOffset(K, Slave)),
                                  hw::SlaveConfig{true, false}.encode()));
  Ops.push_back(
      RegisterOp::maskWrite(At(hw::registerOffset(K, "Core_Control")), 3, 1));
}

static const Bytes &bigXclbin() {
  static const Bytes File = [] {
    std::mt19937 Random(1);
    const hw::Device &D = *hw::findDevice("npu1");
    xclbin::NpuXclbinDescription Description = xclbin::describeXclbinFor(D);
    for (unsigned I = 0; I < 10; ++I) {
      std::vector<RegisterOp> Ops;
      // As in real overlays, the cores of an image share their program.
      std::vector<uint32_t> Code = program(Random);
      for (unsigned C = 0; C < D.Columns; ++C)
        for (unsigned R = 0; R < D.Rows; ++R)
          if (D.isCore(C, R))
            addCore(Ops, {C, R}, Code, Random);
      xclbin::NpuKernel Kernel;
      Kernel.Name = "K" + std::to_string(I);
      Kernel.Id = 0x901 + I;
      pdi::Pdi Image;
      Image.Cdo = cdo::plainForm(Ops);
      Kernel.Pdi = pdi::serialize(Image);
      Description.Kernels.push_back(std::move(Kernel));
    }
    return xclbin::serialize(
        llvm::cantFail(xclbin::buildNpuXclbin(Description)));
  }();
  return File;
}

static void run(benchmark::State &State, bool All, inspect::Form F) {
  const Bytes &File = bigXclbin();
  inspect::Options O;
  O.All = All;
  O.Output = F;
  std::error_code Code;
  llvm::raw_fd_ostream Out("/dev/null", Code);
  for (auto _ : State) {
    inspect::Node Root =
        llvm::cantFail(inspect::inspectFile("big.xclbin", File, O));
    if (F == inspect::Form::Json)
      inspect::printJson(Out, Root);
    else
      inspect::printText(Out, Root);
  }
  State.counters["file_bytes"] = File.size();
  State.counters["printed_bytes"] = double(Out.tell()) / State.iterations();
}

BENCHMARK_CAPTURE(run, summary, false, inspect::Form::Text)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run, all, true, inspect::Form::Text)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run, all_json, true, inspect::Form::Json)
    ->Unit(benchmark::kMillisecond);
