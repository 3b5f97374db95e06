//===- Packages.cpp - fuzz targets of unpack and pack --repair ------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Files taken apart must be the same when they are put together again; what was
// mended must be an xclbin, and mending it again must change nothing.
//
//===----------------------------------------------------------------------===//

#include "Seeds.h"
#include "Targets.h"
#include "aieforge/Pack/Package.h"
#include "aieforge/Pack/Repair.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace aieforge::fuzz;
using namespace llvm;

static const hw::Device &device() { return *hw::findDevice("npu1"); }

static void unpackFile(BytesRef Data) {
  Expected<std::vector<pack::PackageFile>> Files = pack::unpack(Data, device());
  if (!Files)
    refused(Files.takeError());
}

static void packAgain(BytesRef Data) {
  Expected<std::vector<pack::PackageFile>> Files = pack::unpack(Data, device());
  if (!Files)
    return refused(Files.takeError());
  auto Read = [&](StringRef Name) -> Expected<Bytes> {
    auto It = find_if(*Files, [&](const auto &F) { return F.Name == Name; });
    if (It == Files->end())
      return makeError("there is no file {0}", Name);
    return It->Data;
  };
  Expected<Bytes> Again =
      pack::pack(toStringRef(Files->front().Data), Read, device());
  if (!Again)
    refused(Again.takeError());
  require(bool(Again), "what was taken apart can be put together");
  require(BytesRef(*Again) == Data, "pack(unpack(f)) == f");
}

static void repairFile(BytesRef Data) {
  Expected<pack::Repaired> R = pack::repairXclbin(Data, {}, device());
  if (!R)
    refused(R.takeError());
}

static void repairTwice(BytesRef Data) {
  Expected<pack::Repaired> R = pack::repairXclbin(Data, {}, device());
  if (!R)
    return refused(R.takeError());
  // Some damage cannot be mended; then the findings that are left say so.
  if (!R->Left.empty())
    return;
  Expected<xclbin::File> F = xclbin::parse(R->Data);
  if (!F)
    refused(F.takeError());
  require(bool(F), "what was mended is an xclbin");
  Expected<pack::Repaired> Again = pack::repairXclbin(R->Data, {}, device());
  require(bool(Again), "what was mended can be mended");
  require(Again->Data == R->Data, "mending again changes nothing");
}

static std::vector<Bytes> packageSeeds() {
  std::vector<Bytes> All;
  for (auto Seeds : {xclbinSeeds, pdiSeeds, cdoSeeds, streamSeeds, packetSeeds,
                     instructionElfSeeds})
    append_range(All, Seeds());
  return All;
}

/// Small ones: every case runs all checks again and again.
static std::vector<Bytes> repairSeeds() {
  std::vector<Bytes> All = xclbinSeeds();
  All.push_back(pdiSeeds().front());
  return All;
}

ArrayRef<Target> fuzz::packageTargets() {
  static const Target All[] = {
      {"unpack", unpackFile, packAgain, packageSeeds},
      {"repair", repairFile, repairTwice, repairSeeds},
  };
  return All;
}
