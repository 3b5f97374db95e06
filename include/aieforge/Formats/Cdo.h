//===- Cdo.h - configuration data objects, version 2 ------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A CDO is a list of commands behind a header of five words. The firmware
// executes the one inside a PDI; tool chains write several as files and merge
// them. docs/formats/cdo.md describes the layout.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_FORMATS_CDO_H
#define AIEFORGE_FORMATS_CDO_H

#include "aieforge/Formats/RegisterOp.h"
#include "aieforge/Support/Bytes.h"

namespace aieforge::cdo {

/// Low byte of a command word.
enum class CommandId : uint8_t {
#define AIEFORGE_CDO_MODULE(Id)
#define AIEFORGE_CDO_COMMAND(Id, Enum, Name, Min, Max, Firmware) Enum = Id,
#include "aieforge/Formats/CdoCommands.inc"
};

/// "MASK_WRITE"; empty for an id without name.
llvm::StringRef commandName(CommandId Id);
/// Does the loader in the NPU's firmware execute this command?
bool isFirmwareCommand(CommandId Id);

/// One command: its word and its payload, as they are in the file.
struct Command {
  CommandId Id = CommandId::Nop;
  uint8_t Module = 1;
  uint8_t Reserved = 0; ///< Bits [31:24] of the command word.
  /// The payload length stands in a word of its own.
  bool LongForm = false;
  std::vector<uint32_t> Payload;

  /// A command of the general module in its shortest form.
  Command() = default;
  Command(CommandId Id, std::vector<uint32_t> Payload);

  static Command nop(unsigned PayloadWords = 0);
  static Command write(uint32_t Address, uint32_t Value);
  static Command write64(uint64_t Address, uint32_t Value);
  static Command maskWrite(uint32_t Address, uint32_t Mask, uint32_t Value);
  static Command maskWrite64(uint64_t Address, uint32_t Mask, uint32_t Value);
  static Command dmaWrite(uint64_t Address, llvm::ArrayRef<uint32_t> Words);

  /// Words in the file: command word, length word of the long form, payload.
  size_t words() const { return 1 + LongForm + Payload.size(); }
  /// True for the commands that write registers or memory.
  bool isWrite() const;
  /// Address of a write or poll.
  uint64_t address() const;
  /// Mask of a masked write.
  uint32_t mask() const;
  /// Words that a write stores; the value of a masked write.
  llvm::ArrayRef<uint32_t> data() const;

  friend bool operator==(const Command &, const Command &) = default;
};

struct Cdo {
  uint32_t Version = 0x200; ///< 2.0
  std::vector<Command> Commands;

  /// Words of all commands, header excluded.
  size_t bodyWords() const;
  friend bool operator==(const Cdo &, const Cdo &) = default;
};

/// Words of the header in front of the commands.
constexpr unsigned HeaderWords = 5;

/// Firmware: what the NPU's loader would refuse is an error. Lenient: unknown
/// or unsupported commands, wrong checksums and bytes behind the end are
/// warnings.
enum class Mode { Lenient, Firmware };

using Warnings = std::vector<std::string>;

/// Reads a CDO. \p Data may be longer than the header says (see Mode).
/// Messages give offsets from \p BaseOffset.
Expected<Cdo> parse(BytesRef Data, Mode M = Mode::Lenient,
                    Warnings *W = nullptr, uint64_t BaseOffset = 0);

/// Header and commands; the checksum is computed.
Bytes serialize(const Cdo &C);

/// The writes that the commands perform, in order. A command that does
/// something else (a poll, a delay) is an error; NOPs are left out.
Expected<std::vector<RegisterOp>> registerOps(const Cdo &C);

/// The CDO that the AIE driver writes to a file for \p Ops: a NOP first,
/// 64-bit writes, and NOPs before block writes so that their data lies at a
/// multiple of 16 bytes.
Cdo driverForm(llvm::ArrayRef<RegisterOp> Ops);

/// The shortest CDO for \p Ops, without any NOP.
Cdo plainForm(llvm::ArrayRef<RegisterOp> Ops);

/// What bootgen makes of the CDOs of one partition: every command in its
/// shortest form, block data aligned like its destination, bodies joined.
Cdo merge(llvm::ArrayRef<Cdo> Files);

/// 32-bit NOT of the wrapping sum: the checksum of CDO and PDI headers.
uint32_t headerChecksum(llvm::ArrayRef<uint32_t> Words);

} // namespace aieforge::cdo

#endif // AIEFORGE_FORMATS_CDO_H
