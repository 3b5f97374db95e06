//===- Checkpoint.cpp - a compilation stopped at a stage ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A checkpoint is a folder: manifest.json with the arguments of the run and
// the stage reached, and the design's text at that stage in a folder of its
// own. The form is mlir-aie's.
//
//===----------------------------------------------------------------------===//

#include "Checkpoint.h"
#include "../PathIn.h"
#include "aieforge/Support/Files.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"

using namespace aieforge;
using namespace llvm;

static BytesRef bytesOfText(StringRef Text) {
  return {reinterpret_cast<const uint8_t *>(Text.data()), Text.size()};
}

/// The stage's name without its ending and what stands for a device.
static std::string folderName(StringRef Stage) {
  std::string Name = sys::path::stem(Stage).str();
  if (size_t At = Name.find("{0}"); At != std::string::npos)
    Name.erase(At, 3);
  StringRef Trimmed = StringRef(Name).rtrim('_');
  // "{0}.pdi" is all ending.
  return Trimmed.empty() ? sys::path::extension(Stage).drop_front().str()
                         : Trimmed.str();
}

std::string aieforge::checkpointFolder(StringRef Dir, StringRef Stage) {
  return pathIn(Dir, folderName(Stage));
}

Expected<std::string>
aieforge::writeCheckpoint(StringRef Dir, const CheckpointContents &Contents,
                          ArrayRef<std::string> Arguments) {
  std::string Folder = checkpointFolder(Dir, Contents.Stage);
  if (std::error_code EC = sys::fs::create_directories(Folder))
    return makeError("{0}: cannot be created: {1}", Folder, EC.message());
  json::Object Manifest{
      {"argv", json::Array(Arguments)},
      {"frontier",
       json::Array{json::Object{
           {"name", Contents.Stage},
           {"dir", folderName(Contents.Stage)},
           {"descriptor", json::Object{{"file", Contents.File}}}}}}};
  std::string Printed =
      formatv("{0:2}\n", json::Value(std::move(Manifest))).str();
  if (Error E =
          writeFile(pathIn(Folder, Contents.File), bytesOfText(Contents.Text)))
    return std::move(E);
  std::string Path = pathIn(Dir, "manifest.json");
  if (Error E = writeFile(Path, bytesOfText(Printed)))
    return std::move(E);
  return Path;
}

Expected<Checkpoint> aieforge::readCheckpoint(StringRef Manifest) {
  auto Buffer = readFile(Manifest);
  if (!Buffer)
    return Buffer.takeError();
  Expected<json::Value> Parsed = json::parse((*Buffer)->getBuffer());
  if (!Parsed)
    return prefixError(Manifest, Parsed.takeError());
  const json::Object *Root = Parsed->getAsObject();
  const json::Array *Arguments = Root ? Root->getArray("argv") : nullptr;
  const json::Array *Frontier = Root ? Root->getArray("frontier") : nullptr;
  if (!Arguments || Arguments->empty() || !Frontier || Frontier->size() != 1)
    return makeError("{0}: no manifest of a checkpoint: it needs 'argv' and "
                     "one entry in 'frontier'",
                     Manifest);
  const json::Object *Entry = Frontier->front().getAsObject();
  auto Text = [&](StringRef Key) {
    return Entry ? Entry->getString(Key).value_or("").str() : std::string();
  };
  Checkpoint C;
  for (const json::Value &V : *Arguments)
    C.Arguments.push_back(V.getAsString().value_or("").str());
  C.Stage = Text("name");
  const json::Object *Descriptor =
      Entry ? Entry->getObject("descriptor") : nullptr;
  std::string File =
      Descriptor ? Descriptor->getString("file").value_or("").str() : "";
  if (File.empty())
    File = C.Stage;
  C.File = pathIn(pathIn(sys::path::parent_path(Manifest), Text("dir")), File);
  if (C.Stage.empty() || !sys::fs::exists(C.File))
    return makeError("{0}: the design of stage '{1}' is missing: {2}", Manifest,
                     C.Stage, C.File);
  return C;
}
