//===- GoodFile.h - an xclbin to break --------------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tests of rules start from a good file, change one thing and look which rules
// fire.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_UNITTESTS_CHECK_GOODFILE_H
#define AIEFORGE_UNITTESTS_CHECK_GOODFILE_H

#include "aieforge/Check/Check.h"
#include "aieforge/Formats/Cdo.h"
#include "aieforge/Formats/XclbinBuilder.h"
#include "aieforge/Formats/XclbinKernels.h"
#include "aieforge/Formats/XclbinPartition.h"
#include "aieforge/Formats/XclbinTables.h"
#include "aieforge/Hardware/Device.h"

#include <functional>

namespace aieforge {

/// A device image with a few register writes in columns 0 to \p Columns - 1.
Bytes goodPdi(unsigned Columns = 1);

/// A file for one column with \p Kernels kernels K0, K1, ….
xclbin::File goodFile(unsigned Kernels = 1);

/// The rules that fire about those bytes, each once, in their order.
std::vector<std::string> rulesOf(BytesRef Data, const check::Options &O = {});
std::vector<std::string> rulesOf(const xclbin::File &F,
                                 const check::Options &O = {});

/// A good file whose section of the value's type went through \p Change.
using xclbin::File;
File withPartition(std::function<void(xclbin::AiePartition &)> Change,
                   unsigned Kernels = 1);
File withMetadata(std::function<void(xclbin::EmbeddedMetadata &)> Change,
                  unsigned Kernels = 1);
File withUnits(std::function<void(xclbin::IpLayout &)> Change,
               unsigned Kernels = 1);
File withBanks(std::function<void(xclbin::MemTopology &)> Change);
File withConnections(std::function<void(xclbin::Connectivity &)> Change);
/// The same for the raw bytes of one section.
File withBytes(xclbin::SectionKind Kind, std::function<void(Bytes &)> Change);

/// Little-endian access to raw bytes.
void put32(Bytes &Data, size_t Offset, uint32_t Value);
uint32_t get32(const Bytes &Data, size_t Offset);

} // namespace aieforge

#endif // AIEFORGE_UNITTESTS_CHECK_GOODFILE_H
