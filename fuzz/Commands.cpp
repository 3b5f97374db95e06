//===- Commands.cpp - fuzz targets of command streams ---------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// PDI, CDO, instruction stream, control packets, .seq.
//
//===----------------------------------------------------------------------===//

#include "Seeds.h"
#include "Targets.h"
#include "aieforge/Formats/Pdi.h"
#include "aieforge/Formats/RegisterImage.h"
#include "aieforge/Formats/Script.h"
#include "aieforge/Formats/Sequence.h"

using namespace aieforge;
using namespace aieforge::fuzz;
using namespace llvm;

static const hw::Device &npu1() { return *hw::findDevice("npu1"); }

//===----------------------------------------------------------------------===//
// CDO and PDI
//===----------------------------------------------------------------------===//

static void readCdo(BytesRef Data) {
  cdo::Warnings W;
  Expected<cdo::Cdo> C = cdo::parse(Data, cdo::Mode::Lenient, &W);
  if (!C)
    return refused(C.takeError());
  comesBack(*C, Data);
}

/// The text form and the array's state after the commands.
static void examineCommands(const cdo::Cdo &C) {
  Expected<cdo::Cdo> Back = script::parseCdo(script::print(C, npu1()), npu1());
  require(bool(Back), "the text of a CDO can be read");
  require(*Back == C, "the text of a CDO means the same");
  RegisterImage Image(npu1());
  if (Error E = Image.apply(C))
    refused(std::move(E));
  Expected<std::vector<RegisterOp>> Ops = cdo::registerOps(C);
  if (!Ops)
    return refused(Ops.takeError());
  cdo::merge({cdo::driverForm(*Ops), cdo::plainForm(*Ops)});
}

static void examineCdo(BytesRef Data) {
  readCdo(Data);
  Expected<cdo::Cdo> C = cdo::parse(Data);
  if (C)
    examineCommands(*C);
  else
    refused(C.takeError());
  Expected<cdo::Cdo> Strict = cdo::parse(Data, cdo::Mode::Firmware);
  if (!Strict)
    refused(Strict.takeError());
}

static void readPdi(BytesRef Data) {
  cdo::Warnings W;
  Expected<pdi::Pdi> P = pdi::parse(Data, cdo::Mode::Lenient, &W);
  if (!P)
    return refused(P.takeError());
  comesBack(*P, Data);
}

static void examinePdi(BytesRef Data) {
  readPdi(Data);
  Expected<pdi::Pdi> P = pdi::parse(Data);
  if (P)
    examineCommands(P->Cdo);
  else
    refused(P.takeError());
}

//===----------------------------------------------------------------------===//
// Instruction streams
//===----------------------------------------------------------------------===//

static void readStream(BytesRef Data) {
  std::vector<std::string> Warnings;
  Expected<txn::Transaction> T = txn::parse(Data, &Warnings);
  if (!T)
    return refused(T.takeError());
  comesBack(*T, Data);
}

static void examineStream(BytesRef Data) {
  readStream(Data);
  Expected<txn::Transaction> T = txn::parse(Data);
  if (!T)
    return refused(T.takeError());
  Expected<txn::Transaction> Back =
      script::parseTransaction(script::print(*T, npu1()), npu1());
  require(bool(Back), "the text of a stream can be read");
  require(*Back == *T, "the text of a stream means the same");
  RegisterImage Image(npu1());
  if (Error E = Image.apply(*T))
    refused(std::move(E));
}

static void readPackets(BytesRef Data) {
  std::vector<std::string> Warnings;
  Expected<ctrlpkt::Packets> P = ctrlpkt::parse(Data, &Warnings);
  if (!P)
    return refused(P.takeError());
  require(BytesRef(serialize(*P)) == Data, "packets come back");
}

static void examinePackets(BytesRef Data) {
  readPackets(Data);
  Expected<ctrlpkt::Packets> P = ctrlpkt::parse(Data);
  if (!P)
    return refused(P.takeError());
  Expected<ctrlpkt::Packets> Back =
      script::parsePackets(script::print(*P, npu1()), npu1());
  require(bool(Back), "the text of packets can be read");
  require(*Back == *P, "the text of packets means the same");
  Expected<std::vector<RegisterOp>> Ops = ctrlpkt::registerOps(
      *P, [](unsigned Id) { return ctrlpkt::defaultTile(npu1(), 0, Id); });
  if (!Ops)
    refused(Ops.takeError());
}

static void readSequence(BytesRef Data) {
  Expected<seq::Sequence> S = seq::parse(Data);
  if (!S)
    return refused(S.takeError());
  require(BytesRef(seq::serialize(*S)) == Data, "a sequence comes back");
}

static void examineSequence(BytesRef Data) {
  readSequence(Data);
  Expected<seq::Sequence> S = seq::parse(Data);
  if (!S)
    return refused(S.takeError());
  Expected<txn::Transaction> T = seq::toTransaction(*S, npu1());
  if (T)
    examineStream(txn::serialize(*T));
  else
    refused(T.takeError());
}

ArrayRef<Target> fuzz::commandTargets() {
  static const Target All[] = {
      {"pdi", readPdi, examinePdi, pdiSeeds},
      {"cdo", readCdo, examineCdo, cdoSeeds},
      {"transaction", readStream, examineStream, streamSeeds},
      {"control-packets", readPackets, examinePackets, packetSeeds},
      {"sequence", readSequence, examineSequence, sequenceSeeds},
  };
  return All;
}
