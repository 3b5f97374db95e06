//===- XclbinJson.cpp - sections of an xclbin that hold JSON --------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/XclbinJson.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace llvm;

StringRef xclbin::sectionText(BytesRef Payload) {
  return toStringRef(Payload).take_until([](char C) { return C == 0; });
}

std::optional<json::Value> xclbin::parseSectionJson(StringRef Text) {
  // The JSON reader recurses; no metadata nests deeply.
  constexpr int MaximumDepth = 64;
  int Depth = 0;
  bool InString = false;
  for (size_t I = 0; I < Text.size(); ++I) {
    char C = Text[I];
    if (InString) {
      if (C == '\\')
        ++I;
      else if (C == '"')
        InString = false;
    } else if (C == '"') {
      InString = true;
    } else if (C == '{' || C == '[') {
      if (++Depth > MaximumDepth)
        return std::nullopt;
    } else if (C == '}' || C == ']') {
      --Depth;
    }
  }
  Expected<json::Value> V = json::parse(Text);
  if (V)
    return std::move(*V);
  consumeError(V.takeError());
  return std::nullopt;
}

std::optional<hw::Generation> xclbin::metadataGeneration(BytesRef AieMetadata) {
  std::optional<json::Value> V = parseSectionJson(sectionText(AieMetadata));
  const json::Object *O = V ? V->getAsObject() : nullptr;
  for (StringRef Key : {"aie_metadata", "driver_config"})
    O = O ? O->getObject(Key) : nullptr;
  const json::Value *Gen = O ? O->get("hw_gen") : nullptr;
  if (!Gen)
    return std::nullopt;
  std::string Text = Gen->getAsString().value_or("").str();
  if (std::optional<int64_t> Number = Gen->getAsInteger())
    Text = itostr(*Number);
  // The numbers that the array's driver library gives the generations.
  if (Text == "3")
    return hw::Generation::AIE2;
  if (Text == "4")
    return hw::Generation::AIE2P;
  return std::nullopt;
}
