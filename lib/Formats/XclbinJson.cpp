//===- XclbinJson.cpp - sections of an xclbin that hold JSON --------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/XclbinJson.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

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

//===----------------------------------------------------------------------===//
// What tools and users note
//===----------------------------------------------------------------------===//

/// The object \p Key of a section's JSON, which \p V keeps alive.
static Expected<const json::Object *>
topObject(BytesRef Payload, std::optional<json::Value> &V, StringRef Section) {
  V = xclbin::parseSectionJson(xclbin::sectionText(Payload));
  if (!V)
    return makeError("{0}: the text is no JSON", Section);
  const json::Object *O = V->getAsObject();
  if (!O)
    return makeError("{0}: the text is no JSON object", Section);
  return O;
}

Expected<std::vector<xclbin::KeyValue>>
xclbin::parseKeyValues(BytesRef Payload) {
  std::optional<json::Value> V;
  Expected<const json::Object *> Top =
      topObject(Payload, V, "KEYVALUE_METADATA");
  if (!Top)
    return Top.takeError();
  const json::Array *List = (*Top)->getArray("key_values");
  if (!List)
    return makeError("KEYVALUE_METADATA: there is no list \"key_values\"");
  std::vector<KeyValue> Out;
  for (auto [I, Entry] : enumerate(*List)) {
    const json::Object *O = Entry.getAsObject();
    std::optional<StringRef> Key, Value;
    if (O) {
      Key = O->getString("key");
      Value = O->getString("value");
    }
    if (!Key || !Value)
      return makeError("KEYVALUE_METADATA: entry {0} has not the strings "
                       "\"key\" and \"value\"",
                       I);
    Out.push_back({Key->str(), Value->str()});
  }
  return Out;
}

Bytes xclbin::serializeKeyValues(ArrayRef<KeyValue> Entries) {
  json::Array List;
  for (const KeyValue &E : Entries)
    List.push_back(json::Object{{"key", json::fixUTF8(E.Key)},
                                {"value", json::fixUTF8(E.Value)}});
  std::string Text = formatv(
      "{0}", json::Value(json::Object{{"key_values", std::move(List)}}));
  return Bytes(Text.begin(), Text.end());
}

static std::string stringAt(const json::Object *O, StringRef Key) {
  return O ? O->getString(Key).value_or("").str() : "";
}

static xclbin::BuildTool toolAt(const json::Object *O, StringRef Key) {
  const json::Object *Tool = O ? O->getObject(Key) : nullptr;
  return {stringAt(Tool, "name"), stringAt(Tool, "version"),
          stringAt(Tool, "time_stamp")};
}

Expected<xclbin::BuildRecord> xclbin::parseBuildMetadata(BytesRef Payload) {
  std::optional<json::Value> V;
  Expected<const json::Object *> Top = topObject(Payload, V, "BUILD_METADATA");
  if (!Top)
    return Top.takeError();
  const json::Object *Build = (*Top)->getObject("build_metadata");
  if (!Build)
    return makeError("BUILD_METADATA: there is no object \"build_metadata\"");
  const json::Object *Platform = Build->getObject("dsa"),
                     *File = Build->getObject("xclbin");
  BuildRecord Out;
  if (Platform)
    Out.Platform = stringAt(Platform, "vendor") + ":" +
                   stringAt(Platform, "name") + ":" +
                   stringAt(Platform, "board_id") + ":" +
                   stringAt(Platform, "version_major") + "." +
                   stringAt(Platform, "version_minor");
  Out.PlatformTool = toolAt(Platform, "generated_by");
  Out.LinkedBy = toolAt(File, "generated_by");
  Out.PackagedBy = toolAt(File, "packaged_by");
  return Out;
}
