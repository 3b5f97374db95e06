//===- Pack.h - from parts to an artefact -----------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What `aieforge pack` does with its inputs, which it tells apart by their
// contents: scripts, CDOs, BIFs, PDIs, xclbins, sequences, packages.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_PACK_PACK_H
#define AIEFORGE_PACK_PACK_H

#include "aieforge/Formats/InstructionElf.h"
#include "aieforge/Pack/Kernels.h"

namespace aieforge::pack {

/// What comes out, in the order in which one is made from the other. An output
/// file's suffix says how far to go.
enum class Product {
  Parts, ///< A CDO, an instruction stream or a package's file: as it is.
  Pdi,
  Xclbin,
  Elf ///< An instruction ELF for use with an xclbin.
};

/// What the user says about the control packets of an instruction ELF.
struct ControlRequest {
  /// The host buffer that holds them; nothing: the last of the stream.
  std::optional<uint64_t> Argument;
  std::vector<insts::PacketAddress> Addresses;
};

/// By the suffix of \p Output: .pdi, .xclbin, .elf, or anything else.
Product productOf(llvm::StringRef Output);

/// Makes \p Wanted from the files \p Inputs. \p Kernel says what a kernel of an
/// xclbin is called; its Pdi is not used. Notes what was chosen in \p Notes.
Expected<Bytes> packFiles(llvm::ArrayRef<std::string> Inputs, Product Wanted,
                          KernelRequest Kernel, const hw::Device &D,
                          std::vector<std::string> &Notes,
                          const ControlRequest &Control = {});

} // namespace aieforge::pack

#endif // AIEFORGE_PACK_PACK_H
