//===- Names.cpp - file names of outputs ----------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Names.h"
#include "llvm/ADT/Twine.h"

using namespace llvm;

/// Text from outside is never used as a format string: only these two marks
/// are replaced.
static std::string replace(StringRef Template, StringRef Zero, StringRef One) {
  std::string Out;
  while (!Template.empty()) {
    if (Template.consume_front("{0}"))
      Out += Zero;
    else if (Template.consume_front("{1}"))
      Out += One;
    else {
      Out += Template.front();
      Template = Template.drop_front();
    }
  }
  return Out;
}

std::string aieforge::nameFor(StringRef Template, StringRef Device) {
  return replace(Template, Device, "");
}

std::string aieforge::nameFor(StringRef Template, StringRef Device,
                              StringRef Sequence) {
  if (Template.contains("{1}"))
    return replace(Template, Device, Sequence);
  return replace(Template, (Device + "_" + Sequence).str(), "");
}
