//===- InstructionElf.h - instruction streams in ELF files ------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// XRT's "ELF flow": a 32-bit ELF file carries instruction streams, their
// control data, and a relocation for every place where XRT puts an address.
// Three generations exist, told apart by the ABI version in the ELF header.
// docs/formats/instruction-elf.md describes them.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_FORMATS_INSTRUCTIONELF_H
#define AIEFORGE_FORMATS_INSTRUCTIONELF_H

#include "aieforge/Formats/Elf.h"
#include "aieforge/Formats/Transaction.h"

#include <optional>

namespace aieforge::insts {

/// ABI version of the ELF header.
enum class Generation : uint8_t {
  PartialOld = 0x01, ///< One stream; kind of a relocation in its addend.
  Partial = 0x02,    ///< One stream, launched with an xclbin.
  Group = 0x10       ///< Device images and streams of several kernels.
};

/// "1 (partial)", … for messages.
std::string describe(Generation G);

/// OS/ABI byte of files with transactions. Other values are other devices
/// whose control code is no transaction.
constexpr uint8_t OsAbi = 0x45;

/// What XRT does at the words p of a relocation with an address or value.
enum class PatchKind : uint8_t {
  Unknown = 0,
  Scalar32 = 3,        ///< Bits of p[0] under the mask in the symbol's size.
  ControlPacket48 = 4, ///< Address in the BD of a control packet, p[2..3].
  ShimDma48 = 5,       ///< Address in a shim BD, p[1..2].
  Address64 = 8        ///< p[0..1].
};

/// One relocation.
struct Patch {
  /// Argument number, ".pdi.3", "control-packet", "scratch-pad-mem", …
  std::string Symbol;
  /// Bytes that are transferred; the mask of Scalar32.
  uint32_t SymbolSize = 0;
  uint32_t Offset = 0; ///< Of the first word of the BD, in the section.
  /// One of PatchKind, or another number from another device.
  uint8_t Kind = 0;
  uint32_t Addend = 0; ///< Bytes.
  friend bool operator==(const Patch &, const Patch &) = default;
};

/// A section that is loaded, with what is patched in it.
struct Part {
  std::string Name; ///< ".ctrltext", ".ctrldata", ".preempt_save", …
  Bytes Contents;
  std::vector<Patch> Patches;
  /// Named so that XRT runs it: otherwise it is data.
  bool isText() const { return llvm::StringRef(Name).starts_with(".ctrltext"); }
  friend bool operator==(const Part &, const Part &) = default;
};

/// One run-time sequence. A partial file has one, without names.
struct Program {
  std::string Kernel;     ///< Name of the device in the design.
  std::string Sequence;   ///< Name of the instance.
  unsigned Arguments = 0; ///< Of the kernel.
  std::vector<Part> Parts;

  /// The instruction stream; null if there is none.
  const Part *text() const;
  friend bool operator==(const Program &, const Program &) = default;
};

/// A device image of a group file.
struct Image {
  uint32_t Id = 0; ///< As LOADPDI names it.
  Bytes Pdi;
  friend bool operator==(const Image &, const Image &) = default;
};

struct InstructionElf {
  Generation Gen = Generation::Group;
  std::vector<Image> Images;     ///< Of group files.
  std::vector<Program> Programs; ///< One in partial files.
  uint32_t Columns = 0;          ///< Of the partition; group files.
  /// Identification note: 16 bytes, or 32 hex digits in older files.
  Bytes Uid;
  friend bool operator==(const InstructionElf &,
                         const InstructionElf &) = default;
};

/// Whether \p Data is an ELF file of that machine with a .ctrltext section.
bool looksLikeInstructionElf(BytesRef Data);

/// Reads a file of any generation. Streams are not looked into.
Expected<InstructionElf> parse(BytesRef Data);

/// Writes a file in the form of AMD's assembler. An empty Uid is computed
/// (contentUid). Fails if a partial file has not just one program.
Expected<Bytes> serialize(const InstructionElf &E);

/// MD5 of the loaded sections in file order, as the assembler computes it.
Bytes contentUid(const InstructionElf &E);

/// How host buffers are called in relocations.
struct SymbolNaming {
  /// Number of the first buffer: 3 in partial files (as the kernel arguments
  /// of an xclbin are counted), 0 in group files.
  unsigned FirstArgument = 0;
  /// The buffer that holds the control packets of the file itself.
  std::optional<uint64_t> ControlPackets;
  /// The symbol of host buffer \p Argument.
  std::string symbol(uint64_t Argument) const;
};

/// The part ".ctrltext" for \p Stream with a relocation for each of its host
/// addresses and device images, as AMD's assembler makes them: addresses in
/// the BDs are cleared, because XRT adds to them. Fails on patches that no
/// block write in front of them covers.
Expected<Part> relocatedText(const txn::Transaction &Stream,
                             const SymbolNaming &Names);

/// Host buffers of a partial file are numbered as the arguments of the xclbin's
/// kernel, of which the first three are others.
constexpr unsigned PartialFirstArgument = 3;

/// The address of a host buffer that a control packet puts into a shim BD.
struct PacketAddress {
  uint32_t Offset = 0;   ///< Of its lower word among the packets, in bytes.
  uint64_t Argument = 0; ///< The buffer, as the stream counts them.
};

/// A buffer with control packets that comes with a stream.
struct ControlData {
  Bytes Packets;
  /// The host buffer, as the stream counts them, that holds the packets.
  uint64_t Argument = 0;
  std::vector<PacketAddress> Addresses;
};

/// A file of one stream for use with an xclbin: \p Stream with its relocations
/// and, if given, control packets with theirs. Fails as relocatedText, and
/// where an address is in no packet that writes a BD.
Expected<InstructionElf>
partialElf(const txn::Transaction &Stream,
           std::optional<ControlData> Control = std::nullopt);

} // namespace aieforge::insts

#endif // AIEFORGE_FORMATS_INSTRUCTIONELF_H
