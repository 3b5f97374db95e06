//===- Script.h - text form of commands and operations ----------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// CDOs, instruction streams and control packets have a text form that people
// read and write: a statement a line, such as
//
//   mask_write 0x00232000 0x1 0x0   # (0,2) Core_Control
//   blockwrite (0,2)DMA_BD3_0 { 0x400 0x0 0x0 }
//   tct column=0 row=0 direction=S2MM channel=0
//
// This file knows lines, numbers and addresses; CdoScript, TransactionScript
// and PacketScript know the statements. docs/formats/script.md describes them.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_FORMATS_SCRIPT_H
#define AIEFORGE_FORMATS_SCRIPT_H

#include "aieforge/Formats/Cdo.h"
#include "aieforge/Formats/ControlPackets.h"
#include "aieforge/Formats/Transaction.h"
#include "aieforge/Hardware/Device.h"

#include <optional>

namespace aieforge::script {

/// One statement: a name, numbers or words, key=value pairs, and a list of
/// words in braces that may go over several lines.
struct Statement {
  unsigned Line = 0; ///< Where it begins, from 1.
  llvm::StringRef Name;
  llvm::SmallVector<llvm::StringRef, 4> Operands;
  llvm::SmallVector<std::pair<llvm::StringRef, llvm::StringRef>, 4> Options;
  bool HasWords = false;
  std::vector<uint32_t> Words;
};

/// Splits a text into statements. The result refers to \p Text.
Expected<std::vector<Statement>> parse(llvm::StringRef Text);

/// Takes one statement apart and complains about what is left over.
class Reader {
public:
  Reader(const Statement &S, const hw::Device *D) : S(S), D(D) {}

  /// The next operand as a number of at most \p Bits bits.
  Expected<uint64_t> number(llvm::StringRef What, unsigned Bits = 32);
  /// The next operand as an address: a number, or "(column,row)" followed by
  /// "+number" or a register name.
  Expected<uint64_t> address();
  /// The value of option \p Key, or \p Default.
  Expected<uint64_t> option(llvm::StringRef Key, uint64_t Default,
                            unsigned Bits = 32);
  /// The device that the option "device" names, else that of the constructor.
  Expected<const hw::Device *> device();
  /// The text of option \p Key; empty if it is missing.
  llvm::StringRef text(llvm::StringRef Key);
  /// The next operand as it stands; empty if there is none.
  llvm::StringRef word();
  bool hasOperand() const { return Next < S.Operands.size(); }
  /// Fails if an operand or option was not asked for, or if there are words
  /// although \p WordsAllowed is false.
  Error finish(bool WordsAllowed = false) const;
  Error error(const llvm::Twine &Problem) const;

private:
  const Statement &S;
  const hw::Device *D;
  size_t Next = 0;
  llvm::SmallVector<llvm::StringRef, 4> Asked;
};

/// "  # (0,2) Core_Control" behind an address of \p D; empty for an address
/// outside it.
std::string comment(const hw::Device &D, uint64_t Address);
/// "0x1f"
std::string hex(uint64_t Value);
/// " { 0x1 0x2 }", eight words a line if there are more.
std::string wordList(llvm::ArrayRef<uint32_t> Words);

/// What a text describes, by its first statement.
enum class Kind { None, Cdo, Transaction, Packets };
Kind kindOf(llvm::StringRef Text);

/// Text forms. Register names in comments and addresses are those of \p D.
std::string print(const cdo::Cdo &C, const hw::Device &D);
std::string print(const txn::Transaction &T, const hw::Device &D);
std::string print(const ctrlpkt::Packets &P, const hw::Device &D);

/// Reads the text forms; messages begin with "line N: ". A device that the
/// text names ("cdo device=npu1") comes before \p D.
Expected<cdo::Cdo> parseCdo(llvm::StringRef Text, const hw::Device &D);
Expected<txn::Transaction> parseTransaction(llvm::StringRef Text,
                                            const hw::Device &D);
Expected<ctrlpkt::Packets> parsePackets(llvm::StringRef Text,
                                        const hw::Device &D);

} // namespace aieforge::script

#endif // AIEFORGE_FORMATS_SCRIPT_H
