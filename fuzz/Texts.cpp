//===- Texts.cpp - fuzz targets of texts ----------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// BIFs, scripts, instruction streams as hex digits, XML of kernels.
//
//===----------------------------------------------------------------------===//

#include "Seeds.h"
#include "Targets.h"
#include "aieforge/Formats/Script.h"
#include "aieforge/Formats/XclbinKernels.h"
#include "aieforge/Pack/Bif.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace aieforge::fuzz;
using namespace llvm;

static const hw::Device &npu1() { return *hw::findDevice("npu1"); }

static void readBif(BytesRef Data) {
  StringRef Text = toStringRef(Data);
  Expected<pack::Bif> B = pack::parseBif(Text);
  if (!B)
    return refused(B.takeError());
  require(!B->Files.empty(), "a BIF names files");
  if (Error E = pack::checkForNpu(*B))
    refused(std::move(E));
}

template <typename T>
static void script(Expected<T> (*Parse)(StringRef, const hw::Device &),
                   std::string (*Print)(const T &, const hw::Device &),
                   StringRef Text) {
  Expected<T> Value = Parse(Text, npu1());
  if (!Value)
    return refused(Value.takeError());
  Expected<T> Again = Parse(Print(*Value, npu1()), npu1());
  require(bool(Again), "a printed script can be read");
  require(*Again == *Value, "a printed script means the same");
}

static void readScript(BytesRef Data) {
  StringRef Text = toStringRef(Data);
  switch (script::kindOf(Text)) {
  case script::Kind::Cdo:
    return ::script<cdo::Cdo>(script::parseCdo, script::print, Text);
  case script::Kind::Transaction:
    return ::script<txn::Transaction>(script::parseTransaction, script::print,
                                      Text);
  case script::Kind::Packets:
    return ::script<ctrlpkt::Packets>(script::parsePackets, script::print,
                                      Text);
  case script::Kind::None:
    break;
  }
  Expected<std::vector<script::Statement>> S = script::parse(Text);
  if (!S)
    refused(S.takeError());
}

static void readHex(BytesRef Data) {
  Expected<Bytes> Words = txn::readInstructionFile(Data);
  if (!Words)
    return refused(Words.takeError());
  if (Words->size() % 4 == 0 && !Words->empty() && txn::isHexText(Data)) {
    std::string Text = txn::toHexText(*Words);
    Expected<Bytes> Again =
        txn::readInstructionFile(arrayRefFromStringRef(Text));
    require(bool(Again) && *Again == *Words, "hex digits mean the same");
  }
}

static void readKernels(BytesRef Data) {
  Expected<xclbin::EmbeddedMetadata> M = xclbin::parseEmbeddedMetadata(Data);
  if (!M)
    return refused(M.takeError());
  Expected<xclbin::EmbeddedMetadata> Again =
      xclbin::parseEmbeddedMetadata(serialize(*M));
  require(bool(Again), "written XML can be read");
  for (const xclbin::Kernel &K : M->Kernels) {
    Expected<Bytes> More = xclbin::appendKernel(Data, K);
    if (!More)
      refused(More.takeError());
    break;
  }
}

ArrayRef<Target> fuzz::textTargets() {
  static const Target All[] = {
      {"bif", readBif, readBif, bifSeeds},
      {"script", readScript, readScript, scriptSeeds},
      {"hex", readHex, readHex, hexSeeds},
      {"kernels", readKernels, readKernels, kernelSeeds},
  };
  return All;
}
