//===- AieccOptions.td - the arguments of aiecc ------------*- tablegen -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Spellings of mlir-aie's driver from 2024 (aiecc.py) to August 2026 (aiecc).
// Every one is either done or refused with a way out: see Aiecc.cpp.
//
//===----------------------------------------------------------------------===//

include "llvm/Option/OptParser.td"

defvar Dashes = ["--", "-"];

// --name and --no-name.
multiclass Switch<string name, string help> {
  def NAME : Flag<Dashes, name>, HelpText<help>;
  def NAME#_value : Joined<Dashes, name#"=">, Flags<[HelpHidden]>;
  def no_#NAME : Flag<Dashes, "no-"#name>, Flags<[HelpHidden]>;
}
// --name VALUE and --name=VALUE.
multiclass Value<string name, string meta, string help> {
  def NAME : Separate<Dashes, name>, HelpText<help>, MetaVarName<meta>;
  def NAME#_value : Joined<Dashes, name#"=">, Alias<!cast<Option>(NAME)>,
                    Flags<[HelpHidden]>;
}
// A second spelling of a flag or of a value.
class Also<string name, Option of> : Flag<Dashes, name>, Alias<of>,
                                     Flags<[HelpHidden]>;
multiclass AlsoValue<string name, Option of> {
  def NAME : Separate<Dashes, name>, Alias<of>, Flags<[HelpHidden]>;
  def NAME#_value : Joined<Dashes, name#"=">, Alias<of>, Flags<[HelpHidden]>;
}

def help : Flag<Dashes, "help">, HelpText<"print this text">;
def help_short : Flag<["-"], "h">, Alias<help>, Flags<[HelpHidden]>;
def version : Flag<Dashes, "version">, HelpText<"print the version">;
def aie_version : Also<"aie-version", version>;

//===- What to write ------------------------------------------------------===//

def get_npu_insts : Flag<Dashes, "get-npu-insts">,
    HelpText<"instruction streams of the runtime sequences">;
def get_npu_insts_2025 : Also<"aie-generate-npu-insts", get_npu_insts>;
def get_npu_insts_2024 : Also<"aie-generate-npu", get_npu_insts>;
def get_npu_insts_ipu : Also<"aie-generate-ipu", get_npu_insts>;
def only_npu : Flag<Dashes, "aie-only-generate-npu">, Flags<[HelpHidden]>;
def only_ipu : Also<"aie-only-generate-ipu", only_npu>;
def get_xclbin : Flag<Dashes, "get-xclbin">,
    HelpText<"an xclbin for every device">;
def get_xclbin_2025 : Also<"aie-generate-xclbin", get_xclbin>;
def get_pdi : Flag<Dashes, "get-pdi">, HelpText<"device images">;
def get_pdi_2025 : Also<"aie-generate-pdi", get_pdi>;
def get_cdo : Flag<Dashes, "get-cdo">,
    HelpText<"the three CDO files of every device">;
// Not the same: in 2024 it made an xclbin.
def get_cdo_2025 : Flag<Dashes, "aie-generate-cdo">, Flags<[HelpHidden]>;
def get_txn : Flag<Dashes, "get-txn">,
    HelpText<"the configuration as a transaction (.mlir, or bytes if the name "
             "ends in .bin)">;
def get_txn_2025 : Also<"aie-generate-txn", get_txn>;
def get_ctrlpkt : Flag<Dashes, "get-ctrlpkt">,
    HelpText<"the configuration as control packets">;
def get_ctrlpkt_2025 : Also<"aie-generate-ctrlpkt", get_ctrlpkt>;
def get_elf : Flag<Dashes, "get-elf">, HelpText<"instruction ELF">;
def get_elf_2025 : Also<"aie-generate-elf", get_elf>;
def get_full_elf : Flag<Dashes, "get-full-elf">,
    HelpText<"one ELF of all device images and streams">;
def get_full_elf_2025 : Also<"generate-full-elf", get_full_elf>;
def get_core_elfs : Flag<Dashes, "get-core-elfs">, HelpText<"core programs">;
def get_input_with_addresses : Flag<Dashes, "get-input-with-addresses">,
    HelpText<"the design with all resources placed">;
def get_scratchpad_parameters : Flag<Dashes, "get-scratchpad-parameters">,
    HelpText<"the table of scratchpad parameters">;
def get_locmap : Flag<Dashes, "get-locmap">,
    HelpText<"which op each instruction comes from, as JSON">;
def get_host : Flag<Dashes, "get-host">, Flags<[HelpHidden]>;
def get_aiesim : Flag<Dashes, "get-aiesim">, Flags<[HelpHidden]>;
def get_other : Joined<Dashes, "get-">, Flags<[HelpHidden]>;
defm get : Value<"get", "NAME", "an output or stage by its name">;
defm get_short : AlsoValue<"g", get>;

defm npu_insts_name : Value<"npu-insts-name", "NAME",
    "name of streams (default insts_{0}.bin); .txt for lines of hex digits">;
defm ipu_insts_name : AlsoValue<"ipu-insts-name", npu_insts_name>;
defm xclbin_name : Value<"xclbin-name", "NAME",
    "name of xclbins (default aie.xclbin)">;
defm pdi_name : Value<"pdi-name", "NAME", "name of device images (default {0}.pdi)">;
defm txn_name : Value<"txn-name", "NAME",
    "name of transactions (default {0}_transaction.mlir)">;
defm ctrlpkt_name : Value<"ctrlpkt-name", "NAME",
    "name of control packets (default {0}_ctrlpkt.bin)">;
defm ctrlpkt_dma_seq_name : Value<"ctrlpkt-dma-seq-name", "NAME",
    "name of the stream that sends them (default {0}_ctrlpkt_dma_seq.bin)">;
defm ctrlpkt_elf_name : Value<"ctrlpkt-elf-name", "NAME",
    "name of the ELF of both (default {0}_ctrlpkt.elf)">;
defm elf_name : Value<"elf-name", "NAME",
    "name of instruction ELFs (default design.elf)">;
defm full_elf_name : Value<"full-elf-name", "NAME",
    "name of the full ELF (default aie.elf)">;

//===- The xclbin's kernel ------------------------------------------------===//

defm xclbin_kernel_name : Value<"xclbin-kernel-name", "NAME",
    "what the host opens (default MLIR_AIE)">;
defm xclbin_instance_name : Value<"xclbin-instance-name", "NAME",
    "its compute unit (default MLIRAIE)">;
defm xclbin_kernel_id : Value<"xclbin-kernel-id", "NUMBER",
    "its number, 1 to 0xFFF (default 0x901)">;
defm xclbin_input : Value<"xclbin-input", "FILE",
    "an xclbin that the kernel is added to">;
defm xclbinutil_path : Value<"xclbinutil-path", "FILE", "accepted: xclbins are "
    "written without xclbinutil">;

//===- What to compile, and how -------------------------------------------===//

defm device_name : Value<"device-name", "NAME", "only this device">;
defm sequence_name : Value<"sequence-name", "NAME", "only this sequence">;
defm output_dir : Value<"output-dir", "DIR",
    "folder of outputs (default: the working folder)">;
defm tmpdir : Value<"tmpdir", "DIR",
    "folder of intermediate files (default INPUT.prj)">;
defm alloc_scheme : Value<"alloc-scheme", "NAME",
    "basic-sequential or bank-aware">;
defm placer : Value<"placer", "NAME", "sequential_placer or sa_placer">;
defm cores_per_col : Value<"cores-per-col", "NUMBER",
    "place logical cores in so many rows of a column">;
defm sa_seed : Value<"sa-seed", "NUMBER",
    "seed of sa_placer (default 1)">;
defm dynamic_objFifos : Switch<"dynamic-objFifos",
    "keep loops around object FIFO accesses rolled">;
defm packet_sw_objFifos : Switch<"packet-sw-objFifos",
    "join object FIFOs by packet flows">;
defm ctrl_pkt_overlay : Switch<"generate-ctrl-pkt-overlay",
    "also route the shim DMAs to the tiles' control ports">;
defm expand_load_pdis : Switch<"expand-load-pdis",
    "write what load_pdi would load as register writes">;
defm load_pdi_to_ctrl_pkt : Switch<"load-pdi-to-ctrl-pkt",
    "send what load_pdi would load as control packets">;
def no_materialize : Flag<Dashes, "no-materialize">,
    HelpText<"leave aiex.configure and aiex.run as they are">;
defm fold_ddr : Switch<"fold-ddr-addr-offset",
    "add the shim's view of host memory to arguments from the sixth on "
    "(default; =false for runtimes that do it)">;
defm bf16_emulation : Switch<"bf16-emulation", "f32 arithmetic by bf16">;
def opt_level : Joined<["-"], "O">, HelpText<"optimisation of cores, 0 to 3">,
    MetaVarName<"LEVEL">;
def opt_level_long : Joined<Dashes, "opt-level=">, Alias<opt_level>,
    Flags<[HelpHidden]>;
def opt_level_long_separate : Separate<Dashes, "opt-level">, Alias<opt_level>,
    Flags<[HelpHidden]>;
def jobs : JoinedOrSeparate<["-"], "j">,
    HelpText<"threads (default and 0: one a processor)">, MetaVarName<"NUMBER">;
def jobs_value : Joined<["-"], "j=">, Alias<jobs>, Flags<[HelpHidden]>;
def nthreads : Joined<Dashes, "nthreads=">, Alias<jobs>, Flags<[HelpHidden]>;

//===- Reporting, stopping, continuing ------------------------------------===//

def verbose : Flag<Dashes, "verbose">, HelpText<"print the steps">;
def verbose_short : Flag<["-"], "v">, Alias<verbose>, Flags<[HelpHidden]>;
def dry_run : Flag<["-"], "n">,
    HelpText<"do everything, but write intermediate files only">;
def dry_run_verbose : Flag<["-"], "nv">, Flags<[HelpHidden]>;
def dump_intermediates : Flag<Dashes, "dump-intermediates">,
    HelpText<"write every stage of the design to the folder of --tmpdir">;
defm progress : Switch<"progress", "accepted: see --verbose">;
def profile : Flag<Dashes, "profile">, HelpText<"print the time of each step">;
defm cut : Value<"cut", "STAGE", "stop at this stage">;
defm checkpoint : Value<"checkpoint", "DIR",
    "write the design at the last stage and a manifest to this folder">;
defm resume : Value<"resume", "MANIFEST", "continue from a checkpoint">;
def enable_repeater : Flag<Dashes, "enable-repeater-scripts">,
    HelpText<"on failure, write a checkpoint of the stage before (default)">;
def disable_repeater : Flag<Dashes, "disable-repeater-scripts">,
    HelpText<"on failure, write nothing">;
defm repeater_output_dir : Value<"repeater-output-dir", "DIR",
    "folder of that checkpoint (default: repeater in the folder of --tmpdir)">;

//===- Other compilers, simulators, hosts ---------------------------------===//

defm xchesscc : Switch<"xchesscc", "refused: cores are compiled here">;
defm xbridge : Switch<"xbridge", "refused: cores are linked here">;
defm aiesim : Switch<"aiesim", "refused: aieforge run emulates the array">;
defm peano : Value<"peano", "DIR", "accepted: cores are compiled here">;
defm aietools : Value<"aietools", "DIR", "accepted: no Vitis tool is called">;
defm unified : Switch<"unified", "accepted: gives the same programs">;
defm compile : Switch<"compile", "compile cores (default)">;
defm link : Switch<"link", "link cores (default)">;
defm compile_host : Switch<"compile-host", "refused: use a C++ compiler">;
defm host_target : Value<"host-target", "TRIPLE", "accepted without --get-host">;
defm sysroot : Value<"sysroot", "DIR", "accepted without --get-host">;
defm vectorize : Switch<"vectorize", "refused: cores hold no loops over vectors">;
def link_against_hsa : Flag<Dashes, "link_against_hsa">, Flags<[HelpHidden]>;
def emit_dot : Flag<Dashes, "emit-dot">, Flags<[HelpHidden]>;
def host_include : JoinedOrSeparate<["-"], "I">, Flags<[HelpHidden]>;
def host_lib_dir : JoinedOrSeparate<["-"], "L">, Flags<[HelpHidden]>;
def host_lib : JoinedOrSeparate<["-"], "l">, Flags<[HelpHidden]>;
def output : JoinedOrSeparate<["-"], "o">, Flags<[HelpHidden]>;
def dash_dash : Option<["--"], "", KIND_REMAINING_ARGS>, Flags<[HelpHidden]>;
