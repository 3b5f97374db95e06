//===- Rules.h - the table of check rules -----------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One row a rule: what a good file has, what the user sees if it does not, why,
// and the remedy. Generated from data/check-rules.json.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_CHECK_RULES_H
#define AIEFORGE_CHECK_RULES_H

#include "aieforge/Hardware/Device.h"
#include "aieforge/Support/Finding.h"

namespace llvm {
class raw_ostream;
}

namespace aieforge::check {

/// A case of a rule with texts of its own.
struct RuleVariant {
  llvm::StringLiteral Name;
  Severity Level;
  llvm::StringLiteral Symptom;
  llvm::StringLiteral Reason;
  llvm::StringLiteral Remedy;
};

struct Rule {
  llvm::StringLiteral Id;
  Severity Level;
  /// About host programs or the system: no file can violate it.
  bool HostOnly;
  llvm::StringLiteral Checks; ///< What holds in a good file.
  llvm::StringLiteral Symptom;
  llvm::StringLiteral Reason;
  llvm::StringLiteral Remedy;
  llvm::StringLiteral Source;
  llvm::ArrayRef<RuleVariant> Variants;
};

/// The rules whose ids begin with Letter.
struct RuleGroup {
  char Letter;
  llvm::StringLiteral Title;
};

/// All rules, in the order of the report.
llvm::ArrayRef<Rule> allRules();
llvm::ArrayRef<RuleGroup> ruleGroups();
/// The rule with that id, in any case of letters; null if there is none.
const Rule *findRule(llvm::StringRef Id);

/// "refused", "fails at run time", "warning", "note".
llvm::StringRef severityName(Severity S);

/// Everything about one rule but its heading, as `check --explain` shows it.
void printRule(llvm::raw_ostream &OS, const Rule &R);
/// All rules as a Markdown document: docs/check-rules.md.
void writeRulesDocument(llvm::raw_ostream &OS);

/// A version of the protocol between driver and firmware: that major number,
/// and at least that minor one.
struct FirmwareProtocol {
  unsigned Major;
  unsigned Minor;
};

/// An NPU as the silicon has it.
struct Npu {
  llvm::StringLiteral Name;
  hw::Generation Gen;
  unsigned Columns;
  unsigned UsableColumns; ///< By contexts that share the array.
  unsigned FirstUsableColumn;
  unsigned MaxContexts; ///< At the same time.
  uint16_t PciDevice;
  uint8_t PciRevision;
  llvm::StringLiteral Firmware; ///< Folder of its firmware below amdnpu.
  /// What the driver accepts.
  llvm::ArrayRef<FirmwareProtocol> Protocols;
};

/// What Linux has for NPUs.
struct LinuxSupport {
  llvm::StringLiteral Module; ///< The kernel driver.
  unsigned FirstKernelMajor;  ///< The first kernel that comes with it.
  unsigned FirstKernelMinor;
  llvm::StringLiteral NodeFolder;
  llvm::StringLiteral NodeGroup; ///< Who may open the nodes.
  uint64_t HeapBytes;            ///< Locked in memory by each program.
};
const LinuxSupport &linuxSupport();

llvm::ArrayRef<Npu> allNpus();
/// The NPU called \p Name ("phoenix", "hawk-point", "strix", …), or null.
const Npu *findNpu(llvm::StringRef Name);

} // namespace aieforge::check

#endif // AIEFORGE_CHECK_RULES_H
