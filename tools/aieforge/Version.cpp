//===- Version.cpp - aieforge version -------------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Command.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/raw_ostream.h"

using namespace aieforge;

namespace {
class VersionCommand : public Command {
  void declare(CLI::App &) override {}
  int run() override {
    llvm::outs() << "aieforge " AIEFORGE_VERSION " (LLVM " LLVM_VERSION_STRING
                    ")\n";
    return 0;
  }
};
} // namespace

std::unique_ptr<Command> aieforge::createVersionCommand() {
  return std::make_unique<VersionCommand>();
}
