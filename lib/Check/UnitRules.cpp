//===- UnitRules.cpp - rules I: the compute units -------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RuleChecks.h"
#include "llvm/ADT/STLExtras.h"

using namespace aieforge;
using namespace aieforge::check;
using namespace aieforge::xclbin;
using namespace llvm;

/// Units that a context can have.
static constexpr unsigned MaximumUnits = 32;

static std::string unitPlace(const XclbinModel &M, size_t Index) {
  return text("{0}, unit {1} ({2})", M.place(SectionKind::IpLayout), Index,
              M.Units.Rows[Index].Name.str());
}

/// The kernel of unit \p Index if it is one of the NPU, or null.
static const KernelView *npuKernelOf(const XclbinModel &M, size_t Index) {
  std::optional<uint32_t> K = M.UnitKernels[Index];
  return K && M.Metadata.Kernels[*K].ForNpu ? &M.Metadata.Kernels[*K] : nullptr;
}

static bool isPsKernel(const Unit &U) {
  return U.Type == static_cast<uint32_t>(UnitType::PsKernel);
}

static void checkI01(const XclbinModel &M, Reporter &R) {
  if (M.Units.Present && !M.Units.Extent.Exact)
    R.add("I01", M.place(SectionKind::IpLayout),
          text("The count is {0}, which needs 8 + 80 bytes a unit; the section "
               "has {1}",
               M.Units.Extent.Declared,
               M.section(SectionKind::IpLayout)->Payload.size()));
}

static void checkI02(const XclbinModel &M, Reporter &R) {
  for (auto [I, U] : enumerate(M.Units.Rows)) {
    auto [Kernel, Instance] = U.Name.str().split(':');
    if (!U.Name.terminated())
      R.add("I02", unitPlace(M, I), "The name fills all 64 bytes");
    else if (Kernel.empty() || Instance.empty())
      R.add("I02", unitPlace(M, I),
            text("The unit is called \"{0}\"", U.Name.str()));
  }
}

static void checkI03(const XclbinModel &M, Reporter &R) {
  // What is not readable is a matter of other rules.
  if (M.Units.Present && M.Units.Extent.Exact && !M.Units.Rows.empty())
    for (auto [I, K] : enumerate(M.Metadata.Kernels))
      if (K.ForNpu && !K.Name.empty() && K.Units.empty() && !R.has("I02"))
        R.add("I03", kernelPlace(M, I),
              text("No unit is called \"{0}:…\"", K.Name));
  if (!M.Metadata.Present || !M.Metadata.XmlError.empty() ||
      !M.Metadata.Value.HasCore)
    return;
  for (auto [I, Owner] : enumerate(M.UnitKernels))
    if (!Owner && M.Units.Rows[I].Name.str().contains(':'))
      R.add("I03", unitPlace(M, I),
            text("There is no kernel \"{0}\"", M.Units.Rows[I].kernelName()),
            "no-kernel");
}

static void checkI04(const XclbinModel &M, Reporter &R) {
  for (auto [I, U] : enumerate(M.Units.Rows))
    if (isPsKernel(U) && U.controlProtocol() != 0)
      R.add("I04", unitPlace(M, I),
            text("The control protocol in the properties {0:x} is {1}",
                 U.Properties, U.controlProtocol()));
}

static void checkI05(const XclbinModel &M, Reporter &R) {
  for (auto [I, U] : enumerate(M.Units.Rows)) {
    const KernelView *K = npuKernelOf(M, I);
    if (!K || !K->Xml->Extended)
      continue;
    XmlNumber Id = parseXmlNumber(K->Xml->Extended->DpuKernelId.value_or(""));
    XmlNumber Functional =
        parseXmlNumber(K->Xml->Extended->Functional.value_or(""));
    if (!isPsKernel(U))
      R.add("I05", unitPlace(M, I),
            text("The type is {0}", unitTypeName(U.Type)));
    // Helper kernels of AMD's overlays leave the subtype open.
    else if (K->Xml->Extended->Subtype != "" && U.subtype() != Unit::DpuSubtype)
      R.add("I05", unitPlace(M, I), text("The subtype is {0}", U.subtype()));
    else if (Functional.Valid && U.functional() != Functional.Value)
      R.add("I05", unitPlace(M, I),
            text("functional is {0}, in EMBEDDED_METADATA {1}", U.functional(),
                 Functional.Value));
    else if (Id.Valid && U.kernelId() != (Id.Value & 0xFFF))
      R.add("I05", unitPlace(M, I),
            text("The kernel id is {0:x}, in EMBEDDED_METADATA {1:x}",
                 U.kernelId(), Id.Value));
    else if (U.BaseAddress != Unit::NoBaseAddress)
      R.add("I05", unitPlace(M, I),
            text("The base address is {0:x}", U.BaseAddress));
  }
}

static void checkI06(const XclbinModel &M, Reporter &R) {
  size_t Used = 0;
  for (const KernelView &K : M.Metadata.Kernels)
    if (K.Pdi)
      Used += K.Units.size();
  if (Used > MaximumUnits)
    R.add("I06", M.place(SectionKind::IpLayout),
          text("{0} units have a device image", Used));
}

ArrayRef<RuleCheck> check::unitChecks() {
  static constexpr RuleCheck Checks[] = {{"I01", checkI01}, {"I02", checkI02},
                                         {"I03", checkI03}, {"I04", checkI04},
                                         {"I05", checkI05}, {"I06", checkI06}};
  return Checks;
}
