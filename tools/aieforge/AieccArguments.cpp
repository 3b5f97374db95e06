//===- AieccArguments.cpp - the arguments of aiecc ------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The spellings stand in AieccOptions.td; here they become AieccOptions, or an
// error that says what to do instead.
//
//===----------------------------------------------------------------------===//

#include "AieccArguments.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Option/Option.h"

using namespace aieforge;
using namespace llvm;
using namespace llvm::opt;

namespace {

enum OptionId {
  OPT_INVALID = 0,
#define OPTION(...) LLVM_MAKE_OPT_ID(__VA_ARGS__),
#include "AieccOptions.inc"
#undef OPTION
};

#define OPTTABLE_STR_TABLE_CODE
#include "AieccOptions.inc"
#undef OPTTABLE_STR_TABLE_CODE
#define OPTTABLE_PREFIXES_TABLE_CODE
#include "AieccOptions.inc"
#undef OPTTABLE_PREFIXES_TABLE_CODE

constexpr OptTable::Info Infos[] = {
#define OPTION(...) LLVM_CONSTRUCT_OPT_INFO(__VA_ARGS__),
#include "AieccOptions.inc"
#undef OPTION
};

struct AieccOptTable : GenericOptTable {
  AieccOptTable()
      : GenericOptTable(OptionStrTable, OptionPrefixesTable, Infos) {}
};

/// Options that ask for what this program does not do, and what to do instead.
struct Refusal {
  unsigned Id;
  const char *Remedy;
};
constexpr Refusal Refusals[] = {
    {OPT_get_host, "host programs are not compiled here: leave it out, and "
                   "compile the host program with a C++ compiler"},
    {OPT_compile_host, "host programs are not compiled here: leave it out, and "
                       "compile the host program with a C++ compiler"},
    {OPT_get_aiesim,
     "--get-aiesim requires --xchesscc and --xbridge, tools of Vitis that are "
     "not called here: `aieforge run` emulates the array"},
    {OPT_aiesim, "folders of AMD's simulator are not written: `aieforge run` "
                 "emulates the array"},
    {OPT_xchesscc, "cores are compiled by this program: leave it out, or "
                   "compile cores elsewhere and name the ELF files in the "
                   "design (aie.core … {elf_file = …})"},
    {OPT_xbridge, "cores are linked by this program: leave it out, or link "
                  "cores elsewhere and name the ELF files in the design "
                  "(aie.core … {elf_file = …})"},
    {OPT_vectorize, "core bodies are not vectorised: write the kernel in C++, "
                    "or with the vector dialect"},
    {OPT_bf16_emulation, "f32 arithmetic is exact here: leave it out"},
    {OPT_link_against_hsa, "host programs are not linked here: leave it out"},
    {OPT_emit_dot, "there is no graph of the steps: --verbose prints them"},
};

/// An output or stage by the name of its file.
struct NamedOutput {
  const char *Name;
  bool AieccOutputs::*Flag;
};
constexpr NamedOutput NamedOutputs[] = {
    {"input_with_addresses.mlir", &AieccOutputs::InputWithAddresses},
    {"params.txt", &AieccOutputs::ScratchpadParameters},
    {"elfs_{0}.elf", &AieccOutputs::CoreElfs},
    {"insts_{0}.bin", &AieccOutputs::Instructions},
    {"design.elf", &AieccOutputs::InstructionElf},
    {"cdo_{0}", &AieccOutputs::Cdo},
    {"{0}.pdi", &AieccOutputs::Pdi},
    {"{0}_transaction.mlir", &AieccOutputs::Transaction},
    {"{0}_ctrlpkt.bin", &AieccOutputs::ControlPackets},
    {"aie.xclbin", &AieccOutputs::Xclbin},
    {"aie.elf", &AieccOutputs::FullElf},
    {"insts_{0}.bin.locmap.json", &AieccOutputs::LocMap},
};

class Reader {
public:
  Reader(const InputArgList &Args, AieccArguments &Result)
      : Args(Args), Result(Result), O(Result.Options) {}
  Error read();

private:
  Error refuse();
  Error readOutputs();
  Error readNames();
  Error readLowering();
  Error readRunning();
  Error checkCombination();
  Error addByName(StringRef Name);
  void text(unsigned Id, std::string &To) {
    if (const Arg *A = Args.getLastArg(Id))
      To = A->getValue();
  }
  /// The last of --name, --no-name, --name=BOOL.
  Expected<bool> isOn(unsigned Flag, unsigned Value, unsigned No, bool Default);
  Expected<int64_t> number(unsigned Id, int64_t Default, int64_t Least,
                           int64_t Most);

  const InputArgList &Args;
  AieccArguments &Result;
  AieccOptions &O;
};

} // namespace

#define AIECC_IS_ON(Name, Default)                                             \
  isOn(OPT_##Name, OPT_##Name##_value, OPT_no_##Name, Default)

Expected<bool> Reader::isOn(unsigned Flag, unsigned Value, unsigned No,
                            bool Default) {
  const Arg *A = Args.getLastArg(Flag, Value, No);
  if (!A)
    return Default;
  if (A->getOption().matches(Flag))
    return true;
  if (A->getOption().matches(No))
    return false;
  StringRef Text = A->getValue();
  if (Text.equals_insensitive("true") || Text == "1")
    return true;
  if (Text.equals_insensitive("false") || Text == "0")
    return false;
  return makeError("{0}: the value must be true or false",
                   A->getAsString(Args));
}

Expected<int64_t> Reader::number(unsigned Id, int64_t Default, int64_t Least,
                                 int64_t Most) {
  const Arg *A = Args.getLastArg(Id);
  if (!A)
    return Default;
  int64_t Number;
  if (StringRef(A->getValue()).getAsInteger(0, Number) || Number < Least ||
      Number > Most)
    return makeError("{0}: the value must be a number from {1} to {2}",
                     A->getAsString(Args), Least, Most);
  return Number;
}

Error Reader::refuse() {
  for (const Refusal &R : Refusals)
    if (const Arg *A = Args.getLastArg(R.Id))
      return makeError("{0}: {1}", A->getAsString(Args), R.Remedy);
  for (auto [Value, Flag] : {std::pair(OPT_xchesscc_value, OPT_xchesscc),
                             std::pair(OPT_xbridge_value, OPT_xbridge)})
    if (const Arg *A = Args.getLastArg(Value);
        A && A->getValue() != StringRef("false"))
      for (const Refusal &R : Refusals)
        if (R.Id == unsigned(Flag))
          return makeError("{0}: {1}", A->getAsString(Args), R.Remedy);
  if (const Arg *A = Args.getLastArg(OPT_get_other)) {
    std::string Known;
    for (StringRef Name :
         {"npu-insts", "xclbin", "pdi", "cdo", "txn", "ctrlpkt", "elf",
          "full-elf", "core-elfs", "input-with-addresses",
          "scratchpad-parameters", "locmap"})
      Known += "\n  --get-" + Name.str();
    return makeError("unknown output selector '{0}'; there are:{1}",
                     A->getAsString(Args), Known);
  }
  return Error::success();
}

Error Reader::addByName(StringRef Name) {
  std::string Known;
  for (const NamedOutput &N : NamedOutputs) {
    if (Name == N.Name) {
      O.Outputs.*N.Flag = true;
      return Error::success();
    }
    Known += std::string("\n  ") + N.Name;
  }
  if (Name == "placed.mlir" || Name == "input_physical.mlir") {
    O.Outputs.Stages.push_back(Name.str());
    return Error::success();
  }
  return makeError("--get={0}: there is no such output; there are:\n"
                   "  placed.mlir\n  input_physical.mlir{1}",
                   Name, Known);
}

Error Reader::readOutputs() {
  AieccOutputs &Out = O.Outputs;
  for (auto [Id, Flag] :
       {std::pair(OPT_get_npu_insts, &AieccOutputs::Instructions),
        std::pair(OPT_get_xclbin, &AieccOutputs::Xclbin),
        std::pair(OPT_get_pdi, &AieccOutputs::Pdi),
        std::pair(OPT_get_cdo, &AieccOutputs::Cdo),
        std::pair(OPT_get_txn, &AieccOutputs::Transaction),
        std::pair(OPT_get_ctrlpkt, &AieccOutputs::ControlPackets),
        std::pair(OPT_get_elf, &AieccOutputs::InstructionElf),
        std::pair(OPT_get_full_elf, &AieccOutputs::FullElf),
        std::pair(OPT_get_core_elfs, &AieccOutputs::CoreElfs),
        std::pair(OPT_get_input_with_addresses,
                  &AieccOutputs::InputWithAddresses),
        std::pair(OPT_get_scratchpad_parameters,
                  &AieccOutputs::ScratchpadParameters),
        std::pair(OPT_get_locmap, &AieccOutputs::LocMap)})
    Out.*Flag = Args.hasArg(Id);
  for (const std::string &Name : Args.getAllArgValues(OPT_get))
    if (Error E = addByName(Name))
      return E;
  Out.Cdo |= Args.hasArg(OPT_get_cdo_2025);
  // The driver of 2024 made an xclbin of what it calls a CDO now.
  if (Args.hasArg(OPT_get_cdo_2025) && Args.hasArg(OPT_xclbin_name))
    Out.Xclbin = true;
  if (Args.hasArg(OPT_only_npu)) {
    Out = AieccOutputs();
    Out.Instructions = true;
  }
  return Error::success();
}

Error Reader::readNames() {
  AieccOutputs &Out = O.Outputs;
  text(OPT_npu_insts_name, Out.InstructionsName);
  text(OPT_xclbin_name, Out.XclbinName);
  text(OPT_pdi_name, Out.PdiName);
  text(OPT_txn_name, Out.TransactionName);
  text(OPT_ctrlpkt_name, Out.ControlPacketsName);
  text(OPT_ctrlpkt_dma_seq_name, Out.ControlPacketsDmaName);
  text(OPT_ctrlpkt_elf_name, Out.ControlPacketsElfName);
  text(OPT_elf_name, Out.InstructionElfName);
  text(OPT_full_elf_name, Out.FullElfName);
  text(OPT_xclbin_kernel_name, O.Compile.KernelName);
  text(OPT_xclbin_instance_name, O.Compile.InstanceName);
  text(OPT_xclbin_input, O.XclbinInput);
  text(OPT_device_name, O.Compile.DeviceName);
  text(OPT_sequence_name, O.Compile.SequenceName);
  Expected<int64_t> Id =
      number(OPT_xclbin_kernel_id, O.Compile.KernelId, 1, 0xFFF);
  if (!Id)
    return Id.takeError();
  O.Compile.KernelId = unsigned(*Id);
  return Error::success();
}

Error Reader::readLowering() {
  text(OPT_alloc_scheme, O.Physical.AllocationScheme);
  StringRef Scheme = O.Physical.AllocationScheme;
  if (!Scheme.empty() && Scheme != "basic-sequential" && Scheme != "bank-aware")
    return makeError("--alloc-scheme={0}: the schemes are basic-sequential and "
                     "bank-aware",
                     Scheme);
  StringRef Placer = Args.getLastArgValue(OPT_placer, "sequential_placer");
  O.Physical.AnnealingPlacer = Placer == "sa_placer";
  if (!O.Physical.AnnealingPlacer && Placer != "sequential_placer")
    return makeError("--placer={0}: the placers are sequential_placer and "
                     "sa_placer",
                     Placer);
  if (const Arg *A = Args.getLastArg(OPT_sa_seed);
      A && !O.Physical.AnnealingPlacer)
    return makeError("{0}: only sa_placer takes a seed; add "
                     "--placer=sa_placer, or leave it out",
                     A->getAsString(Args));
  Expected<int64_t> Seed =
      number(OPT_sa_seed, O.Physical.PlacerSeed, INT32_MIN, INT32_MAX);
  if (!Seed)
    return Seed.takeError();
  O.Physical.PlacerSeed = int(*Seed);
  struct {
    Expected<bool> Value;
    bool &To;
  } Switches[] = {
      {AIECC_IS_ON(dynamic_objFifos, false), O.Physical.DynamicObjectFifos},
      {AIECC_IS_ON(packet_sw_objFifos, false),
       O.Physical.PacketSwitchedObjectFifos},
      {AIECC_IS_ON(ctrl_pkt_overlay, false), O.Physical.ControlPacketOverlay},
      {AIECC_IS_ON(expand_load_pdis, false), O.ExpandLoadPdis},
      {AIECC_IS_ON(load_pdi_to_ctrl_pkt, false), O.LoadPdiToControlPackets},
      {AIECC_IS_ON(fold_ddr, true), O.FoldHostOffset},
  };
  Error Problem = Error::success();
  for (auto &S : Switches) {
    if (S.Value)
      S.To = *S.Value;
    else
      Problem = joinErrors(std::move(Problem), S.Value.takeError());
  }
  if (Problem)
    return Problem;
  O.Materialize = !Args.hasArg(OPT_no_materialize);
  Expected<int64_t> Cores = number(OPT_cores_per_col, -1, -1, 64);
  Expected<int64_t> Level = number(OPT_opt_level, 2, 0, 3);
  Expected<int64_t> Jobs = number(OPT_jobs, 0, 0, 1024);
  for (Expected<int64_t> *N : {&Cores, &Level, &Jobs})
    if (!*N)
      Problem = joinErrors(std::move(Problem), N->takeError());
  if (Problem)
    return Problem;
  O.Physical.CoresPerColumn = int(*Cores);
  O.Compile.Kernels.OptLevel = unsigned(*Level);
  O.Compile.Jobs = unsigned(*Jobs);
  return Error::success();
}

Error Reader::readRunning() {
  O.Verbose = Args.hasArg(OPT_verbose, OPT_dry_run_verbose);
  O.DryRun = Args.hasArg(OPT_dry_run, OPT_dry_run_verbose);
  O.KeepIntermediates = Args.hasArg(OPT_dump_intermediates);
  O.Profile = Args.hasArg(OPT_profile);
  text(OPT_output_dir, O.OutputDir);
  text(OPT_tmpdir, O.WorkDir);
  text(OPT_cut, O.Cut);
  text(OPT_checkpoint, O.CheckpointDir);
  text(OPT_repeater_output_dir, O.ReproducerDir);
  O.Reproducer = !Args.hasArg(OPT_disable_repeater);
  if (!O.Cut.empty() && O.CheckpointDir.empty())
    return makeError("--cut={0} needs --checkpoint=DIR, the folder for what is "
                     "kept of the run",
                     O.Cut);
  return Error::success();
}

/// True for the names that C and C++ compilers take.
static bool isHostSource(StringRef Name) {
  for (StringRef Ending : {".c", ".cc", ".cpp", ".cxx", ".C"})
    if (Name.ends_with(Ending))
      return true;
  return false;
}

Error Reader::checkCombination() {
  std::vector<std::string> Inputs = Args.getAllArgValues(OPT_INPUT);
  bool NoHost = Args.hasArg(OPT_no_compile_host);
  for (const std::string &Input : Inputs) {
    if (!isHostSource(Input) && O.Input.empty())
      O.Input = Input;
    else if (!NoHost)
      return makeError("{0}: one design can be compiled at a time{1}", Input,
                       isHostSource(Input)
                           ? ", and host programs are not compiled here: "
                             "leave it out or add --no-compile-host"
                           : "");
  }
  if (O.Input.empty() && Result.Resume.empty())
    return makeError("no design given; --help prints the arguments");
  if ((Args.hasArg(OPT_no_compile) || Args.hasArg(OPT_no_link)) &&
      O.Outputs.any() && O.Outputs.needsPrograms())
    return makeError("{0}: the outputs asked for hold core programs; leave it "
                     "out, or name finished programs in the design (aie.core … "
                     "{{elf_file = …})",
                     Args.hasArg(OPT_no_compile) ? "--no-compile"
                                                 : "--no-link");
  if (O.ExpandLoadPdis && O.LoadPdiToControlPackets)
    return makeError("--expand-load-pdis and --load-pdi-to-ctrl-pkt are two "
                     "ways to load the same; leave one out");
  if (O.Outputs.FullElf && O.Outputs.ControlPackets &&
      !O.LoadPdiToControlPackets)
    return makeError("--get-ctrlpkt with --get-full-elf: a full ELF holds "
                     "control packets only with --load-pdi-to-ctrl-pkt; add "
                     "it, or ask for one of the two");
  return Error::success();
}

Error Reader::read() {
  Result.Help = Args.hasArg(OPT_help);
  Result.Version = Args.hasArg(OPT_version);
  if (Result.Help || Result.Version)
    return Error::success();
  text(OPT_resume, Result.Resume);
  for (const Arg *A : Args) {
    const Option &Opt = A->getOption();
    bool OfRun = false;
    for (unsigned Id : {OPT_get, OPT_cut, OPT_checkpoint, OPT_jobs, OPT_verbose,
                        OPT_progress, OPT_no_progress})
      OfRun |= Opt.matches(Id);
    if (OfRun)
      append_range(Result.ForResume,
                   A->getAsString(Args).empty()
                       ? std::vector<std::string>()
                       : std::vector<std::string>{A->getAsString(Args)});
    else if (!Opt.matches(OPT_resume) && Result.NotForResume.empty())
      Result.NotForResume = A->getAsString(Args);
  }
  for (auto Part :
       {&Reader::refuse, &Reader::readOutputs, &Reader::readNames,
        &Reader::readLowering, &Reader::readRunning, &Reader::checkCombination})
    if (Error E = (this->*Part)())
      return E;
  return Error::success();
}

/// The command line without what belongs to one run only.
static std::vector<std::string>
recordedArguments(const std::vector<std::string> &All) {
  std::vector<std::string> Kept;
  for (size_t I = 0; I < All.size(); ++I) {
    StringRef Name = StringRef(All[I]);
    if (I && (Name.consume_front("--") || Name.consume_front("-"))) {
      bool OfRun = false;
      for (StringRef Option : {"get", "g", "cut", "checkpoint"}) {
        OfRun |= Name == Option || Name.starts_with((Option + "=").str());
        I += Name == Option;
      }
      if (OfRun)
        continue;
    }
    Kept.push_back(All[I]);
  }
  return Kept;
}

Expected<AieccArguments>
aieforge::parseAieccArguments(const std::vector<std::string> &All) {
  AieccOptTable Table;
  BumpPtrAllocator Allocator;
  StringSaver Saver(Allocator);
  SmallVector<const char *> Raw;
  for (size_t I = 1; I < All.size(); ++I)
    Raw.push_back(All[I].c_str());
  unsigned MissingIndex, MissingCount;
  InputArgList Args = Table.ParseArgs(Raw, MissingIndex, MissingCount);
  if (MissingCount)
    return makeError("{0}: a value must follow",
                     Args.getArgString(MissingIndex));
  for (const Arg *A : Args.filtered(OPT_UNKNOWN)) {
    std::string Text = A->getAsString(Args), Nearest;
    bool Near = Table.findNearest(Text, Nearest) <= 3;
    return makeError("Unknown command line argument '{0}'{1}", Text,
                     Near ? "; did you mean '" + Nearest + "'?"
                          : "; --help prints the arguments");
  }
  AieccArguments Result;
  if (Error E = Reader(Args, Result).read())
    return std::move(E);
  Result.Options.Arguments = recordedArguments(All);
  return std::move(Result);
}

void aieforge::printAieccHelp(raw_ostream &OS) {
  AieccOptTable().printHelp(
      OS, "aiecc [options] design.mlir",
      "Compiles NPU designs with the arguments of mlir-aie's driver");
}
