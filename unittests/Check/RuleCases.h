//===- RuleCases.h - a file for each rule ------------------------*- C++ -*-=//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every rule, and every variant of one, has a file that violates just it and a
// like file that does not. A rule without such a pair fails the test.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_UNITTESTS_CHECK_RULECASES_H
#define AIEFORGE_UNITTESTS_CHECK_RULECASES_H

#include "GoodFile.h"

namespace aieforge {

/// What is checked together.
struct Artefacts {
  std::vector<std::pair<std::string, Bytes>> Files;
  check::Options Opts;

  Artefacts() = default;
  Artefacts(Bytes Data, std::string Name = "a.xclbin") {
    Files.emplace_back(std::move(Name), std::move(Data));
  }
  Artefacts(const xclbin::File &F) : Artefacts(serialize(F)) {}
  Artefacts &on(llvm::StringRef Npu) {
    Opts.Device = check::findNpu(Npu);
    return *this;
  }
  Artefacts &with(Bytes Data, std::string Name) {
    Files.emplace_back(std::move(Name), std::move(Data));
    return *this;
  }
};

struct RuleCase {
  const char *Rule;
  const char *Variant;
  Artefacts Bad;
  const char *Where; ///< A part of the finding's place.
  const char *What;  ///< The finding's text.
  Artefacts Good = goodFile();
  /// Rules that the same fault violates by nature.
  std::vector<std::string> Also = {};
};

std::vector<RuleCase> containerCases();     ///< X, U, S
std::vector<RuleCase> partitionCases();     ///< P
std::vector<RuleCase> imageCases();         ///< D
std::vector<RuleCase> configurationCases(); ///< C
std::vector<RuleCase> metadataCases();      ///< M, I
std::vector<RuleCase> connectionCases();    ///< N
std::vector<RuleCase> streamCases();        ///< T, J
std::vector<RuleCase> elfCases();           ///< E, K

/// Puts words in place of the checksum of a header of \p Words words.
void seal(Bytes &Image, size_t Offset, unsigned Words);
xclbin::File without(xclbin::SectionKind Kind);
Bytes rawWith(std::function<void(Bytes &)> Change);
xclbin::File fileWith(std::function<void(xclbin::File &)> Change);
/// A good file with that device image.
xclbin::File withImage(const Bytes &Pdi, unsigned Columns = 1);

} // namespace aieforge

#endif // AIEFORGE_UNITTESTS_CHECK_RULECASES_H
