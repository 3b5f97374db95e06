//===- Sidecars.cpp - JSON that xclbinutil takes --------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Sidecars.h"
#include "aieforge/Formats/XclbinBuilder.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"

using namespace aieforge;
using namespace llvm;
using json::Array;
using json::Object;

static Bytes print(Object Root) {
  std::string Text = formatv("{0:2}\n", json::Value(std::move(Root))).str();
  return Bytes(Text.begin(), Text.end());
}

Bytes aieforge::partitionJson(const hw::Device &Model) {
  Array Starts;
  for (uint8_t Column : Model.StartColumns)
    Starts.push_back(Column);
  return print(Object{
      {"aie_partition",
       Object{{"name", "QoS"},
              {"operations_per_cycle", "2048"},
              {"partition", Object{{"column_width", Model.Columns},
                                   {"start_columns", std::move(Starts)}}}}}});
}

/// One argument; Bank is empty for a scalar.
static Object argument(StringRef Name, StringRef Type, unsigned Offset,
                       StringRef Bank) {
  // JSON strings made of references would outlive the text.
  Object A{{"name", Name.str()},
           {"type", Type},
           {"address-qualifier", Bank.empty() ? "SCALAR" : "GLOBAL"},
           {"offset", "0x" + utohexstr(Offset, /*LowerCase=*/false, 2)}};
  if (!Bank.empty())
    A["memory-connection"] = Bank.str();
  return A;
}

Bytes aieforge::kernelsJson(StringRef Name, StringRef Instance, unsigned Id,
                            unsigned HostBuffers) {
  // Offsets in the kernel's argument record, as in EMBEDDED_METADATA.
  constexpr unsigned FirstBuffer = 0x14, BufferStep = 8;
  Array Arguments{argument("opcode", "uint64_t", 0x00, ""),
                  argument("instr", "char *", 0x08, "SRAM"),
                  argument("ninstr", "uint32_t", 0x10, "")};
  for (unsigned I = 0; I < std::max(HostBuffers, xclbin::MinimumHostBuffers);
       ++I)
    Arguments.push_back(argument("bo" + utostr(I), "void*",
                                 FirstBuffer + BufferStep * I, "HOST"));
  Object Kernel{
      {"name", Name.str()},
      {"type", "dpu"},
      {"extended-data",
       Object{{"subtype", "DPU"},
              {"functional", "0"},
              {"dpu_kernel_id", "0x" + utohexstr(Id, /*LowerCase=*/true)}}},
      {"arguments", std::move(Arguments)},
      {"instances", Array{Object{{"name", Instance}}}}};
  return print(
      Object{{"ps-kernels", Object{{"kernels", Array{std::move(Kernel)}}}}});
}

Bytes aieforge::fullElfConfigJson(
    ArrayRef<FullElfKernel> Kernels,
    const std::map<uint32_t, std::string> &Images) {
  constexpr unsigned LeastArguments = 3, ArgumentBytes = 8;
  Array Pdis;
  for (const auto &[Id, File] : Images)
    Pdis.push_back(Object{{"id", Id}, {"PDI_file", File}});
  Array Entries;
  for (const FullElfKernel &K : Kernels) {
    Array Arguments, Instances;
    for (unsigned I = 0; I < std::max(K.Arguments, LeastArguments); ++I)
      Arguments.push_back(
          Object{{"name", "arg_" + utostr(I)},
                 {"type", "char *"},
                 {"offset", "0x" + utohexstr(ArgumentBytes * I)}});
    for (const auto &[Sequence, File] : K.Streams)
      Instances.push_back(
          Object{{"id", Sequence}, {"TXN_ctrl_code_file", File}});
    Entries.push_back(Object{{"name", K.Name},
                             {"arguments", std::move(Arguments)},
                             {"instance", std::move(Instances)},
                             {"PDIs", Array(Pdis)}});
  }
  return print(Object{{"xrt-kernels", std::move(Entries)}});
}
