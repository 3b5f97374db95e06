//===- Elfs.cpp - instruction ELFs of aiecc -------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A partial ELF carries one stream and is started with an xclbin; the full ELF
// carries every device image and every stream, and stands alone.
//
//===----------------------------------------------------------------------===//

#include "../PathIn.h"
#include "Build.h"
#include "Names.h"
#include "Sidecars.h"
#include "aieforge/Formats/InstructionElf.h"
#include "llvm/Support/FileSystem.h"

using namespace aieforge;
using namespace llvm;

/// Host buffers whose addresses firmware translates; for others the stream
/// has the shim's view of the host added.
static constexpr uint64_t TranslatedArguments = 5;

void aieforge::unfoldHostOffsets(txn::Transaction &Stream) {
  for (txn::Op &Op : Stream.Ops)
    if (auto *Patch = std::get_if<txn::DdrPatch>(&Op))
      if (Patch->Argument >= TranslatedArguments)
        Patch->Offset -= hw::hostAddressOffset();
}

/// An ELF of one stream and, if there are any, the control packets it sends.
Error AieccBuild::addPartialElf(const txn::Transaction &Stream,
                                std::optional<insts::ControlData> Packets,
                                std::string Name) {
  Expected<insts::InstructionElf> Elf =
      insts::partialElf(Stream, std::move(Packets));
  if (!Elf)
    return Elf.takeError();
  Expected<Bytes> Data = insts::serialize(*Elf);
  if (!Data)
    return Data.takeError();
  return addOutput(std::move(Name), std::move(*Data));
}

Error AieccBuild::addFullElfProgram(DeviceBuild &D, StringRef Sequence,
                                    unsigned Arguments,
                                    txn::Transaction Stream) {
  unfoldHostOffsets(Stream);
  insts::SymbolNaming Naming;
  auto Packets = D.Packets.find(Sequence.str());
  if (Packets != D.Packets.end())
    Naming.ControlPackets = Packets->second.second;
  Expected<insts::Part> Text = insts::relocatedText(Stream, Naming);
  if (!Text)
    return Text.takeError();
  insts::Program &P = FullElf.Programs.emplace_back();
  P.Kernel = D.Name;
  P.Sequence = Sequence.str();
  P.Arguments = Arguments;
  P.Parts.push_back(std::move(*Text));
  if (Packets != D.Packets.end())
    P.Parts.push_back({".ctrldata", Packets->second.first, {}});
  return Error::success();
}

/// What a full ELF holds, in the form of the description that AMD's assembler
/// takes, and the files that it names.
Error AieccBuild::writeFullElfConfig() {
  SmallString<256> Absolute(WorkDir);
  sys::fs::make_absolute(Absolute);
  std::vector<FullElfKernel> Kernels;
  std::map<uint32_t, std::string> Images;
  for (const auto &D : Devices) {
    Images[D->ImageId] = pathIn(Absolute, nameFor("{0}.pdi", D->Name));
    if (D->Streams.empty())
      continue;
    FullElfKernel &K = Kernels.emplace_back();
    K.Name = D->Name;
    for (const auto &[Sequence, Stream] : D->Streams) {
      std::string File = nameFor("npu_program_{0}.bin", D->Name, Sequence);
      K.Arguments = std::max(K.Arguments, D->Arguments[Sequence]);
      K.Streams.push_back({Sequence, pathIn(Absolute, File)});
      if (Error E = addIntermediate(File, txn::serialize(Stream)))
        return E;
    }
  }
  return addIntermediate("full_elf_config.json",
                         fullElfConfigJson(Kernels, Images));
}

void AieccBuild::addFullElf() {
  addStep("full_elf_config.json", "", [this] { return writeFullElfConfig(); });
  addStep(Options.Outputs.FullElfName, "", [this]() -> Error {
    if (FullElf.Programs.empty())
      return makeError("{0}: a full ELF needs a runtime "
                       "sequence, but the design holds none",
                       Options.Input);
    FullElf.Gen = insts::Generation::Group;
    for (const auto &D : Devices) {
      Expected<aie::DeviceOp> Device = deviceOf(*D);
      if (!Device)
        return Device.takeError();
      FullElf.Columns = std::max<uint32_t>(FullElf.Columns,
                                           Device->getTargetModel()->Columns);
      FullElf.Images.push_back({D->ImageId, D->Pdi});
    }
    Expected<Bytes> Data = insts::serialize(FullElf);
    if (!Data)
      return Data.takeError();
    return addOutput(Options.Outputs.FullElfName, std::move(*Data));
  });
}
