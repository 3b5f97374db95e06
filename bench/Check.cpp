//===- Check.cpp - how long the checks of an xclbin take ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A file of 4 MB as the largest in use: 12 kernels with a device image each,
// 16 cores with full programs, and the registers of a whole array. The checks
// should take less than 50 ms. With AIEFORGE_BENCH_XCLBIN=FILE that file is
// measured as well.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Check/Check.h"
#include "aieforge/Formats/Pdi.h"
#include "aieforge/Formats/XclbinBuilder.h"
#include "aieforge/Hardware/Dma.h"
#include "aieforge/Hardware/StreamSwitch.h"
#include "aieforge/Support/Files.h"
#include "benchmark/benchmark.h"

#include <cstdlib>

using namespace aieforge;
using namespace llvm;

namespace {

/// Single writes, as compilers emit them: locks, BDs and switch ports.
void configureTile(std::vector<RegisterOp> &Ops, unsigned Column, unsigned Row,
                   hw::TileKind K) {
  auto Write = [&](uint32_t Offset, uint32_t Value) {
    Ops.push_back(
        RegisterOp::write(hw::tileAddress(Column, Row, Offset), Value));
  };
  for (unsigned Lock = 0; Lock < hw::tileInfo(K).Locks; ++Lock)
    Write(hw::lockValueOffset(K, Lock), 0);
  const hw::BdLayout &L = hw::bdLayout(K);
  for (unsigned Bd = 0; Bd < L.Count; ++Bd)
    Ops.push_back(
        RegisterOp::blockWrite(hw::tileAddress(Column, Row, L.offset(Bd)),
                               std::vector<uint32_t>(L.Words)));
  for (unsigned P = 0; P < hw::slavePorts(K).size(); ++P)
    for (unsigned S = 0; S < hw::slotsPerSlave(); ++S)
      Write(hw::slaveSlotOffset(K, P, S), 0);
  for (unsigned P = 0; P < hw::masterPorts(K).size(); ++P)
    Write(hw::masterConfigOffset(K, P), 0);
}

Bytes imageOf(unsigned Columns) {
  const hw::Device &D = *hw::findDevice("npu1");
  std::vector<RegisterOp> Ops;
  for (unsigned C = 0; C < Columns; ++C)
    for (unsigned R = 0; R < D.Rows; ++R) {
      hw::TileKind K = D.kind(C, R);
      configureTile(Ops, C, R, K);
      uint32_t Words = hw::tileInfo(K).ProgramMemoryBytes / 4;
      if (Words)
        Ops.push_back(RegisterOp::blockWrite(hw::tileAddress(C, R, 0x20000),
                                             std::vector<uint32_t>(Words, C)));
    }
  pdi::Pdi P;
  P.Cdo = cdo::plainForm(Ops);
  return pdi::serialize(P);
}

Bytes largeFile() {
  xclbin::NpuXclbinDescription D;
  D.ColumnWidth = 4;
  D.StartColumns = {1};
  for (unsigned I = 0; I < 12; ++I) {
    xclbin::NpuKernel &K = D.Kernels.emplace_back();
    K.Name = "DPU_PDI_" + std::to_string(I);
    K.Id = 0x100 + I;
    K.Pdi = imageOf(4);
  }
  return serialize(cantFail(xclbin::buildNpuXclbin(D)));
}

void measure(benchmark::State &State, BytesRef Data) {
  size_t Findings = 0;
  for (auto _ : State)
    Findings += check::checkFile("large.xclbin", Data).size();
  State.counters["MB"] = Data.size() / 1e6;
  State.counters["findings"] = Findings / State.iterations();
}

void BM_LargeXclbin(benchmark::State &State) { measure(State, largeFile()); }
BENCHMARK(BM_LargeXclbin)->Unit(benchmark::kMillisecond);

void BM_GivenXclbin(benchmark::State &State) {
  const char *Path = std::getenv("AIEFORGE_BENCH_XCLBIN");
  if (!Path)
    return State.SkipWithError("AIEFORGE_BENCH_XCLBIN is not set");
  auto File = cantFail(readFile(Path));
  measure(State, bytesOf(*File));
}
BENCHMARK(BM_GivenXclbin)->Unit(benchmark::kMillisecond);

} // namespace
