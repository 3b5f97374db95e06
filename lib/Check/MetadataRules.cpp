//===- MetadataRules.cpp - rules M: the kernel description ----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RuleChecks.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MathExtras.h"

using namespace aieforge;
using namespace aieforge::check;
using namespace aieforge::xclbin;
using namespace llvm;

/// Bytes that a command has for arguments: in a list of commands, and alone.
static constexpr uint64_t CommandBytes = 4096, SingleCommandBytes = 76;

std::string check::kernelPlace(const XclbinModel &M, size_t Index) {
  std::string Where =
      text("{0}, kernel {1}", M.place(SectionKind::EmbeddedMetadata), Index);
  const KernelView &K = M.Metadata.Kernels[Index];
  return K.Name.empty() ? Where : Where + " (" + K.Name + ")";
}

static std::string argumentPlace(const XclbinModel &M, size_t Kernel,
                                 size_t Index) {
  const KernelArgument &A = M.Metadata.Kernels[Kernel].Xml->Arguments[Index];
  std::string Where = text("{0}, argument {1}", kernelPlace(M, Kernel), Index);
  return A.Name ? Where + " (" + *A.Name + ")" : Where;
}

/// Calls \p F(index, kernel) for the kernels of the NPU.
template <typename Function>
static void forEachKernel(const XclbinModel &M, Function F) {
  for (auto [Index, K] : enumerate(M.Metadata.Kernels))
    if (K.ForNpu)
      F(Index, K);
}

namespace {
/// The place of an argument in the block that the firmware gets.
struct Span {
  uint64_t Begin = 0;
  uint64_t End = 0;
  size_t Index = 0;
};
} // namespace

/// Places of the arguments whose numbers can be read.
static std::vector<Span> spansOf(const Kernel &K) {
  std::vector<Span> Spans;
  for (auto [Index, A] : enumerate(K.Arguments)) {
    XmlNumber Offset = parseXmlNumber(A.Offset.value_or(""));
    XmlNumber Size = parseXmlNumber(A.Size.value_or(""));
    if (Offset.Valid && Size.Valid)
      Spans.push_back({Offset.Value,
                       SaturatingAdd<uint64_t>(Offset.Value, Size.Value),
                       Index});
  }
  return Spans;
}

static uint64_t blockSize(const Kernel &K) {
  uint64_t End = 0;
  for (const Span &S : spansOf(K))
    End = std::max(End, S.End);
  return End;
}

/// AMD's overlays have kernels that only take their code from an instruction
/// ELF; they leave the subtype open, and their arguments have no fixed places.
static bool isElfHelper(const Kernel &K) {
  return K.Extended && K.Extended->Subtype == "";
}

static void checkM01(const XclbinModel &M, Reporter &R) {
  if (!M.Metadata.XmlError.empty())
    R.add("M01", M.place(SectionKind::EmbeddedMetadata), M.Metadata.XmlError);
}

static void checkM02(const XclbinModel &M, Reporter &R) {
  if (M.Metadata.Present && M.Metadata.XmlError.empty() &&
      !M.Metadata.Value.HasCore)
    R.add("M02", M.place(SectionKind::EmbeddedMetadata),
          "There is no element project/platform/device/core");
}

static void checkM03(const XclbinModel &M, Reporter &R) {
  forEachKernel(M, [&](size_t I, const KernelView &K) {
    const Attribute &Type = K.Xml->Type;
    if (Type == "dpu")
      return;
    if (!Type)
      R.add("M03", kernelPlace(M, I), "The kernel has no type");
    else
      R.add("M03", kernelPlace(M, I),
            text("The kernel has the type \"{0}\"", *Type),
            *Type == "pl"   ? ""
            : *Type == "ps" ? "ps"
                            : "unknown");
  });
}

/// Reports under \p Rule an attribute that XRT cannot take for a number.
static void demandNumber(Reporter &R, StringRef Rule, const Twine &Where,
                         StringRef Name, const Attribute &Value) {
  if (!Value) {
    R.add(Rule, Where, text("The attribute {0} is missing", Name));
    return;
  }
  XmlNumber N = parseXmlNumber(*Value);
  if (!N.Valid)
    R.add(Rule, Where, text("{0}=\"{1}\" is not a number", Name, *Value));
  else if (N.Trailing)
    R.add(Rule, Where,
          text("{0}=\"{1}\" is read as {2}", Name, *Value, N.Value),
          "trailing");
}

static void checkM04(const XclbinModel &M, Reporter &R) {
  forEachKernel(M, [&](size_t I, const KernelView &K) {
    if (!K.Xml->Extended)
      return;
    std::string Where = kernelPlace(M, I) + ", extended-data";
    demandNumber(R, "M04", Where, "functional", K.Xml->Extended->Functional);
    demandNumber(R, "M04", Where, "dpu_kernel_id",
                 K.Xml->Extended->DpuKernelId);
  });
}

static void checkM05(const XclbinModel &M, Reporter &R) {
  if (!M.Partition.Complete)
    return;
  bool OthersWork = any_of(M.Metadata.Kernels, [](const KernelView &K) {
    return K.Pdi.has_value();
  });
  forEachKernel(M, [&](size_t I, const KernelView &K) {
    if (K.Pdi)
      return;
    if (!K.Xml->Extended) {
      R.add("M05", kernelPlace(M, I), "The kernel has no extended-data",
            OthersWork ? "dropped" : "no-id");
      return;
    }
    XmlNumber Id = parseXmlNumber(K.Xml->Extended->DpuKernelId.value_or(""));
    if (!Id.Valid)
      return; // M04
    std::string What = text("No CDO group has kernel id {0:x}", Id.Value);
    if (Id.Value > 0xFFFF)
      What = text("Kernel id {0:x} is above 0xffff; the loader looks for {1:x}",
                  Id.Value, K.Id);
    R.add("M05", kernelPlace(M, I), What, OthersWork ? "dropped" : "");
  });
}

static void checkM06(const XclbinModel &M, Reporter &R) {
  StringMap<size_t> First;
  for (auto [I, K] : enumerate(M.Metadata.Kernels)) {
    if (!K.Xml->Name) {
      R.add("M06", kernelPlace(M, I), "The kernel has no name", "missing");
      continue;
    }
    bool Plain = !K.Name.empty() &&
                 all_of(K.Name, [](char C) { return isAlnum(C) || C == '_'; });
    if (!Plain)
      R.add("M06", kernelPlace(M, I),
            text("The kernel is called \"{0}\"", K.Name));
    auto [It, New] = First.try_emplace(K.Name, I);
    if (!New)
      R.add("M06", kernelPlace(M, I),
            text("Kernel {0} has the same name", It->second), "duplicate");
  }
}

static void checkM07(const XclbinModel &M, Reporter &R) {
  forEachKernel(M, [&](size_t I, const KernelView &K) {
    for (auto [Index, A] : enumerate(K.Xml->Arguments)) {
      if (A.Id == "")
        continue; // No number was wanted.
      XmlNumber Id = parseXmlNumber(A.Id.value_or(""));
      if (!Id.Valid || Id.Value != Index)
        R.add("M07", argumentPlace(M, I, Index),
              A.Id ? text("The argument at position {0} has the id \"{1}\"",
                          Index, *A.Id)
                   : text("The argument at position {0} has no id", Index));
    }
  });
}

static void checkM08(const XclbinModel &M, Reporter &R) {
  forEachKernel(M, [&](size_t I, const KernelView &K) {
    for (auto [Index, A] : enumerate(K.Xml->Arguments)) {
      std::string Where = argumentPlace(M, I, Index);
      demandNumber(R, "M08", Where, "offset", A.Offset);
      demandNumber(R, "M08", Where, "size", A.Size);
      demandNumber(R, "M08", Where, "hostSize", A.HostSize);
      demandNumber(R, "M08", Where, "addressQualifier", A.AddressQualifier);
    }
  });
}

static void checkM09(const XclbinModel &M, Reporter &R) {
  forEachKernel(M, [&](size_t I, const KernelView &K) {
    std::vector<Span> Spans = spansOf(*K.Xml);
    if (isElfHelper(*K.Xml))
      Spans.clear();
    llvm::sort(Spans, [](const Span &A, const Span &B) {
      return std::tie(A.Begin, A.Index) < std::tie(B.Begin, B.Index);
    });
    for (size_t S = 1; S < Spans.size(); ++S)
      if (Spans[S].Begin < Spans[S - 1].End)
        R.add("M09", argumentPlace(M, I, Spans[S].Index),
              text("The argument begins at {0:x}, but argument {1} goes on to "
                   "{2:x}",
                   Spans[S].Begin, Spans[S - 1].Index, Spans[S - 1].End));
    if (uint64_t Size = blockSize(*K.Xml); Size > CommandBytes)
      R.add("M09", kernelPlace(M, I),
            text("The arguments end at {0:x}; {1} bytes is the limit", Size,
                 CommandBytes),
            "big");
  });
}

/// One argument of a form: a buffer or a value at a place.
namespace {
struct FormArgument {
  bool Buffer;
  uint64_t Offset;
};
struct Form {
  ArrayRef<FormArgument> Leading;
  unsigned Instructions;
};
} // namespace

ArgumentForm check::argumentForm(const Kernel &K) {
  // The forms in use: mlir-aie; AMD's own overlays, which have the
  // instructions behind the buffers; Riallto of 2023, without an opcode.
  static constexpr FormArgument MlirAie[] = {
      {false, 0x00}, {true, 0x08}, {false, 0x10}};
  static constexpr FormArgument Overlay[] = {
      {false, 0x00}, {true, 0x08}, {true, 0x10},  {true, 0x18},
      {true, 0x20},  {true, 0x28}, {false, 0x30}, {true, 0x34}};
  static constexpr FormArgument Riallto[] = {
      {true, 0x00}, {false, 0x08}, {true, 0x10}};
  const Form Forms[] = {{MlirAie, 1}, {Overlay, 5}, {Riallto, 0}};
  for (const Form &F : Forms) {
    bool Fits = K.Arguments.size() >= F.Leading.size() &&
                all_of(zip(F.Leading, K.Arguments), [](auto Pair) {
                  const auto &[Expected, A] = Pair;
                  XmlNumber Offset = parseXmlNumber(A.Offset.value_or(""));
                  return A.isBuffer() == Expected.Buffer && Offset.Valid &&
                         Offset.Value == Expected.Offset;
                });
    if (Fits)
      return {true, !F.Leading[0].Buffer, F.Instructions};
  }
  return {};
}

unsigned check::hostBuffers(const Kernel &K) {
  unsigned Buffers = count_if(
      K.Arguments, [](const KernelArgument &A) { return A.isBuffer(); });
  return Buffers > 0 ? Buffers - 1 : 0;
}

static void checkM10(const XclbinModel &M, Reporter &R) {
  forEachKernel(M, [&](size_t I, const KernelView &K) {
    // Numbers that cannot be read are a matter of M08.
    if (spansOf(*K.Xml).size() != K.Xml->Arguments.size() ||
        argumentForm(*K.Xml).Known || isElfHelper(*K.Xml))
      return;
    std::string Got = join(
        map_range(ArrayRef(K.Xml->Arguments).take_front(3),
                  [](const KernelArgument &A) {
                    return text("{0} ({1} at {2})", A.Name.value_or("?"),
                                A.isBuffer() ? "buffer" : "value", *A.Offset);
                  }),
        ", ");
    R.add("M10", kernelPlace(M, I),
          Got.empty() ? "The kernel has no arguments"
                      : "The first arguments are " + Got);
  });
}

static void checkM11(const XclbinModel &M, Reporter &R) {
  constexpr unsigned Fewest = 5, Most = 16;
  forEachKernel(M, [&](size_t I, const KernelView &K) {
    // Kernels without any buffer only run instructions (profiling helpers).
    unsigned Buffers = hostBuffers(*K.Xml);
    if (!argumentForm(*K.Xml).HasOpcode || Buffers == 0)
      return;
    // Addresses that the host passes as numbers take the same room.
    unsigned Slots = count_if(K.Xml->Arguments, [](const KernelArgument &A) {
      return parseXmlNumber(A.Size.value_or("")).Value == 8;
    });
    constexpr unsigned OpcodeAndInstructions = 2;
    if (Slots < Fewest + OpcodeAndInstructions || Buffers > Most)
      R.add("M11", kernelPlace(M, I),
            text("The kernel declares {0} host buffers", Buffers),
            Buffers > Most ? "many" : "");
  });
}

static void checkM13(const XclbinModel &M, Reporter &R) {
  forEachKernel(M, [&](size_t I, const KernelView &K) {
    if (!K.Xml->Extended || !K.Xml->Extended->Functional)
      return;
    XmlNumber N = parseXmlNumber(*K.Xml->Extended->Functional);
    // Riallto's files say 1 here and in the unit, and work.
    bool UnitsAgree =
        N.Value == 1 && !K.Units.empty() && all_of(K.Units, [&](uint32_t Unit) {
          return M.Units.Rows[Unit].functional() == N.Value;
        });
    if (N.Valid && N.Value != 0 && !UnitsAgree)
      R.add("M13", kernelPlace(M, I) + ", extended-data",
            text("functional is {0}", N.Value));
  });
}

static void checkM14(const XclbinModel &M, Reporter &R) {
  if (M.Opts.CommandLists)
    return;
  forEachKernel(M, [&](size_t I, const KernelView &K) {
    if (uint64_t Size = blockSize(*K.Xml); Size > SingleCommandBytes)
      R.add("M14", kernelPlace(M, I),
            text("The arguments take {0} bytes; a single command has room for "
                 "{1}",
                 Size, SingleCommandBytes));
  });
}

ArrayRef<RuleCheck> check::metadataChecks() {
  static constexpr RuleCheck Checks[] = {
      {"M01", checkM01}, {"M02", checkM02}, {"M03", checkM03},
      {"M04", checkM04}, {"M05", checkM05}, {"M06", checkM06},
      {"M07", checkM07}, {"M08", checkM08}, {"M09", checkM09},
      {"M10", checkM10}, {"M11", checkM11}, {"M13", checkM13},
      {"M14", checkM14}};
  return Checks;
}
