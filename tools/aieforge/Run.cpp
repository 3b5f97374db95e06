//===- Run.cpp - aieforge run ---------------------------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs an xclbin and an instruction stream on the emulator and compares what
// the host buffers hold afterwards. A design is compiled first; the emulator
// still gets nothing but the bytes that a compile would have written.
//
//===----------------------------------------------------------------------===//

#include "BufferSpec.h"
#include "Command.h"
#include "CompileArguments.h"
#include "RunReport.h"
#include "aieforge/Emulator/Machine.h"
#include "aieforge/Support/Files.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace aieforge;
using namespace llvm;

namespace {
/// The two artefacts that a run needs, and what else comes with a design.
struct Program {
  Bytes Xclbin, Instructions;
  std::map<unsigned, Bytes> Images, Buffers;
  std::vector<NamedPart> Parts;
};

class RunCommand : public Command {
  void declare(CLI::App &App) override;
  int run() override;

  Expected<Program> loadProgram();
  Expected<std::vector<uint32_t>> scratchpad() const;
  Expected<std::vector<emu::HostArgument>> makeBuffers(const Program &P);
  Error writeOutputs(const emu::MachineResult &R);
  Expected<std::vector<RunComparison>> compare(const emu::MachineResult &R);

  std::vector<std::string> Files, Ins, Outs, Expects, Parameters;
  std::string Insts, Kernel;
  uint64_t MaxCycles = emu::MachineOptions().MaxCycles, OrderSeed = 0;
  bool Stats = false, Json = false;

  CompileOptions Compile;

  std::vector<BufferSpec> InSpecs, OutSpecs, ExpectSpecs;
};
} // namespace

void RunCommand::declare(CLI::App &App) {
  App.add_option("files", Files,
                 "the xclbin to run, or a design (.mlir) and its kernels")
      ->required();
  declareCompileOptions(App, Compile);
  App.add_option("--insts", Insts,
                 "instruction stream, bytes or hex text (default: the file "
                 "NAME.insts.bin beside NAME.xclbin)");
  App.add_option("--in", Ins,
                 "contents of buffer argument N: N=FILE, N=iota, N=zeros or "
                 "N=random:SEED; the generated ones take :BYTES, otherwise "
                 "they are as long as the instruction stream needs");
  App.add_option(
      "--out", Outs,
      "buffer argument N that the program fills: N=FILE:BYTES; FILE "
      "may be '-' (standard output) or empty, BYTES may be left out");
  App.add_option("--expect", Expects,
                 "compare buffer argument N afterwards with FILE, iota, zeros "
                 "or random:SEED");
  App.add_option("--scratchpad", Parameters,
                 "entry N of the host's scratchpad: N=VALUE");
  App.add_option("--kernel", Kernel, "kernel to run, if there are several");
  App.add_option("--max-cycles", MaxCycles, "stop after so many cycles");
  App.add_option("--order-seed", OrderSeed,
                 "let agents that work in one cycle take turns in an order "
                 "drawn from this seed, to expose races");
  App.add_flag("--stats", Stats, "print counters of cores and DMA channels");
  App.add_flag("--json", Json, "print the result as JSON");
}

static Expected<Bytes> readBytes(StringRef Path) {
  auto Buffer = readFile(Path);
  if (!Buffer)
    return Buffer.takeError();
  BytesRef Raw = bytesOf(**Buffer);
  return Bytes(Raw.begin(), Raw.end());
}

Expected<Program> RunCommand::loadProgram() {
  Program P;
  if (any_of(Files, [](const std::string &F) { return isDesign(F); })) {
    Expected<CompileResult> Result = compileFiles(Files, Compile);
    if (!Result)
      return Result.takeError();
    P.Xclbin = std::move(Result->Xclbin);
    P.Instructions = std::move(Result->Instructions);
    P.Parts = std::move(Result->Parts);
    for (LoadedImage &I : Result->Images)
      P.Images[I.Id] = std::move(I.Pdi);
    if (!Result->ControlPackets.empty())
      P.Buffers[Result->Arguments - 1] = std::move(Result->ControlPackets);
    return P;
  }
  StringRef Path = Files.front();
  if (Files.size() > 1)
    return makeError("'{0}': an xclbin runs alone; kernel sources go with a "
                     "design (.mlir)",
                     Files[1]);
  Expected<Bytes> Xclbin = readBytes(Path);
  if (!Xclbin)
    return Xclbin.takeError();
  P.Xclbin = std::move(*Xclbin);
  SmallString<128> Stream(Insts);
  if (Stream.empty()) {
    Stream = Path;
    sys::path::replace_extension(Stream, "insts.bin");
    if (!sys::fs::exists(Stream))
      return makeError("'{0}' does not exist; name the instruction stream with "
                       "--insts FILE",
                       Stream);
  }
  Expected<Bytes> Instructions = readBytes(Stream);
  if (!Instructions)
    return Instructions.takeError();
  P.Instructions = std::move(*Instructions);
  return P;
}

/// The entries as a table, zeros between them.
Expected<std::vector<uint32_t>> RunCommand::scratchpad() const {
  std::vector<uint32_t> Table;
  for (StringRef Text : Parameters) {
    auto [Number, Value] = Text.split('=');
    unsigned Index;
    uint32_t Word;
    if (Number.getAsInteger(0, Index) || Value.getAsInteger(0, Word) ||
        Index >= emu::Firmware::ScratchpadEntries)
      return makeError("--scratchpad {0}: write N=VALUE, N from 0 to {1} and "
                       "VALUE a number of 32 bits",
                       Text, emu::Firmware::ScratchpadEntries - 1);
    Table.resize(std::max<size_t>(Table.size(), Index + 1));
    Table[Index] = Word;
  }
  return Table;
}

Expected<std::vector<emu::HostArgument>>
RunCommand::makeBuffers(const Program &P) {
  Expected<Bytes> Stream = txn::readInstructionFile(P.Instructions);
  if (!Stream)
    return Stream.takeError();
  Expected<txn::Transaction> T = txn::parse(*Stream);
  if (!T)
    return T.takeError();
  std::map<unsigned, emu::ArgumentUse> Uses = emu::argumentUse(*T);

  std::map<unsigned, Bytes> Buffers = P.Buffers;
  for (const BufferSpec &S : InSpecs) {
    uint64_t Needed = Uses.count(S.Index) ? Uses[S.Index].Bytes : 0;
    if (S.needsSize() && Needed == 0)
      return makeError("{0}: the instruction stream does not use argument {1}, "
                       "so its size must be given (:BYTES)",
                       S.Text, S.Index);
    Expected<Bytes> Data = S.contents(Needed);
    if (!Data)
      return prefixError(S.Text, Data.takeError());
    Buffers[S.Index] = std::move(*Data);
  }
  for (const BufferSpec &S : OutSpecs) {
    uint64_t Needed = Uses.count(S.Index) ? Uses[S.Index].Bytes : 0;
    uint64_t Size =
        std::max<uint64_t>(S.Size.value_or(Needed), Buffers[S.Index].size());
    if (Size == 0)
      return makeError("{0}: the instruction stream does not use argument {1}, "
                       "so its size must be given (N=FILE:BYTES)",
                       S.Text, S.Index);
    Buffers[S.Index].resize(Size);
  }
  // Whatever else the stream addresses gets zeros.
  for (const auto &[Index, Use] : Uses) {
    Bytes &Data = Buffers[Index];
    if (Data.empty())
      Data.resize(Use.Bytes);
    else if (Data.size() < Use.Bytes)
      reportWarning(formatv("argument {0} has {1} bytes, but the instruction "
                            "stream touches {2}",
                            Index, Data.size(), Use.Bytes)
                        .str());
  }
  std::vector<emu::HostArgument> Result;
  for (auto &[Index, Data] : Buffers)
    Result.push_back({Index, std::move(Data)});
  return Result;
}

static const emu::BufferResult *findBuffer(const emu::MachineResult &R,
                                           unsigned Index) {
  for (const emu::BufferResult &B : R.Buffers)
    if (B.Index == Index)
      return &B;
  return nullptr;
}

Error RunCommand::writeOutputs(const emu::MachineResult &R) {
  for (const BufferSpec &S : OutSpecs) {
    const emu::BufferResult *B = findBuffer(R, S.Index);
    if (!B || S.Path.empty())
      continue;
    if (S.Path == "-")
      outs().write(reinterpret_cast<const char *>(B->Data.data()),
                   B->Data.size());
    else if (Error E = writeFile(S.Path, B->Data))
      return E;
  }
  return Error::success();
}

Expected<std::vector<RunComparison>>
RunCommand::compare(const emu::MachineResult &R) {
  std::vector<RunComparison> Result;
  for (const BufferSpec &S : ExpectSpecs) {
    const emu::BufferResult *B = findBuffer(R, S.Index);
    if (!B)
      return makeError("{0}: the run has no buffer for argument {1}", S.Text,
                       S.Index);
    Expected<Bytes> Want = S.contents(B->Data.size());
    if (!Want)
      return prefixError(S.Text, Want.takeError());
    Result.push_back(compareBytes(S.Index, B->Data, *Want));
  }
  return Result;
}

int RunCommand::run() {
  auto Parse = [](auto Parser, const std::vector<std::string> &Texts,
                  std::vector<BufferSpec> &Specs) -> Error {
    for (const std::string &Text : Texts) {
      Expected<BufferSpec> S = Parser(Text);
      if (!S)
        return S.takeError();
      Specs.push_back(std::move(*S));
    }
    return Error::success();
  };
  Error Usage = Parse([](StringRef T) { return parseInputSpec("--in", T); },
                      Ins, InSpecs);
  if (!Usage)
    Usage = Parse(parseOutputSpec, Outs, OutSpecs);
  if (!Usage)
    Usage = Parse([](StringRef T) { return parseInputSpec("--expect", T); },
                  Expects, ExpectSpecs);
  if (Usage) {
    reportError(std::move(Usage));
    return 2;
  }

  Expected<Program> P = loadProgram();
  if (!P)
    return reportError(P.takeError());
  Expected<std::vector<uint32_t>> Table = scratchpad();
  if (!Table) {
    reportError(Table.takeError());
    return 2;
  }
  emu::MachineOptions Options;
  Options.Scratchpad = std::move(*Table);
  Options.Images = P->Images;
  Options.Kernel = Kernel;
  Options.MaxCycles = MaxCycles;
  Options.Array.OrderSeed = OrderSeed;
  auto M = emu::Machine::create(P->Xclbin, Options);
  if (!M)
    return reportError(prefixError(Files.front(), M.takeError()));
  auto Buffers = makeBuffers(*P);
  if (!Buffers)
    return reportError(Buffers.takeError());
  Expected<emu::MachineResult> R =
      (*M)->run(P->Instructions, std::move(*Buffers));
  if (!R)
    return reportError(R.takeError());
  Expected<std::vector<RunComparison>> Comparisons = compare(*R);
  if (!Comparisons)
    return reportError(Comparisons.takeError());

  RunReport Report{(*M)->kernel(), *R, *Comparisons, {}};
  Report.Parts = std::move(P->Parts);
  for (const BufferSpec &S : OutSpecs)
    Report.Outputs.push_back(S.Index);
  bool DataOnStdout =
      any_of(OutSpecs, [](const BufferSpec &S) { return S.Path == "-"; });
  raw_ostream &OS = DataOnStdout ? errs() : outs();
  if (Json)
    printJson(OS, Report);
  else
    printText(OS, Report, Stats);
  if (Error E = writeOutputs(*R))
    return reportError(std::move(E));
  return Report.good() ? 0 : 1;
}

std::unique_ptr<Command> aieforge::createRunCommand() {
  return std::make_unique<RunCommand>();
}
