//===- ConnectionRules.cpp - rules N: memory banks and connections --------===//
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

/// Units whose arguments are looked at one by one; a file with more cannot be
/// used anyway (I06).
static constexpr size_t UnitsLookedAt = 512;

static SectionKind connectionKind(const XclbinModel &M) {
  return M.GroupConnections.Present ? SectionKind::GroupConnectivity
                                    : SectionKind::Connectivity;
}

static SectionKind bankKind(const XclbinModel &M) {
  return M.GroupMemory.Present ? SectionKind::GroupTopology
                               : SectionKind::MemTopology;
}

static std::string rowPlace(const XclbinModel &M, size_t Index) {
  return text("{0}, row {1}", M.place(connectionKind(M)), Index);
}

static std::string bankPlace(const XclbinModel &M, size_t Index) {
  return text("{0}, bank {1} ({2})", M.place(bankKind(M)), Index,
              M.banks().Rows[Index].Tag.str());
}

/// The kernel that row \p C is about, or null.
static const KernelView *kernelOf(const XclbinModel &M, const Connection &C) {
  if (C.Unit < 0 || static_cast<size_t>(C.Unit) >= M.UnitKernels.size())
    return nullptr;
  std::optional<uint32_t> K = M.UnitKernels[C.Unit];
  return K ? &M.Metadata.Kernels[*K] : nullptr;
}

/// The argument that row \p C is about, or null.
static const KernelArgument *argumentOf(const XclbinModel &M,
                                        const Connection &C) {
  const KernelView *K = kernelOf(M, C);
  if (!K || C.Argument < 0 ||
      static_cast<size_t>(C.Argument) >= K->Xml->Arguments.size())
    return nullptr;
  return &K->Xml->Arguments[C.Argument];
}

static bool bankExists(const XclbinModel &M, int32_t Bank) {
  return Bank >= 0 && static_cast<size_t>(Bank) < M.banks().Rows.size();
}

template <typename Record>
static void demandSize(const XclbinModel &M, Reporter &R, SectionKind Kind,
                       const TableView<Record> &T, unsigned Head,
                       unsigned Size) {
  if (T.Present && !T.Extent.Exact)
    R.add("N01", M.place(Kind),
          text("The count is {0}, which needs {1} + {2} bytes a record; the "
               "section has {3}",
               T.Extent.Declared, Head, Size, M.section(Kind)->Payload.size()));
}

static void checkN01(const XclbinModel &M, Reporter &R) {
  using enum SectionKind;
  demandSize(M, R, MemTopology, M.Memory, 8, 40);
  demandSize(M, R, GroupTopology, M.GroupMemory, 8, 40);
  demandSize(M, R, Connectivity, M.Connections, 4, 12);
  demandSize(M, R, GroupConnectivity, M.GroupConnections, 4, 12);
}

static void checkN02(const XclbinModel &M, Reporter &R) {
  if (!M.banks().Present)
    return; // S04
  for (auto [I, C] : enumerate(M.connections().Rows))
    if (!bankExists(M, C.Bank))
      R.add("N02", rowPlace(M, I),
            text("Bank {0} does not exist; there are {1}", C.Bank,
                 M.banks().Rows.size()));
}

static void checkN03(const XclbinModel &M, Reporter &R) {
  for (auto [I, C] : enumerate(M.connections().Rows)) {
    const KernelView *K = kernelOf(M, C);
    if (K && !argumentOf(M, C))
      R.add("N03", rowPlace(M, I),
            text("Argument {0} does not exist; kernel {1} has {2}", C.Argument,
                 K->Name, K->Xml->Arguments.size()));
  }
}

static void checkN04(const XclbinModel &M, Reporter &R) {
  if (!M.Units.Present || !M.Units.Extent.Exact)
    return; // S03, I01
  for (auto [I, C] : enumerate(M.connections().Rows))
    if (C.Unit < 0 || static_cast<size_t>(C.Unit) >= M.Units.Rows.size())
      R.add("N04", rowPlace(M, I),
            text("Unit {0} does not exist; there are {1}", C.Unit,
                 M.Units.Rows.size()));
}

static void checkN05(const XclbinModel &M, Reporter &R) {
  if (!M.connections().Present)
    return; // S05
  for (auto [I, C] : enumerate(M.connections().Rows))
    if (const KernelArgument *A = argumentOf(M, C);
        A && A->AddressQualifier == "0")
      R.add("N05", rowPlace(M, I),
            text("Argument {0} ({1}) is a plain value", C.Argument,
                 A->Name.value_or("?")),
            "scalar");
  std::vector<std::pair<int32_t, int32_t>> Connected;
  for (const Connection &C : M.connections().Rows)
    Connected.emplace_back(C.Unit, C.Argument);
  llvm::sort(Connected);
  size_t Units = std::min(M.UnitKernels.size(), UnitsLookedAt);
  for (size_t U = 0; U < Units; ++U) {
    if (!M.UnitKernels[U])
      continue;
    const KernelView &K = M.Metadata.Kernels[*M.UnitKernels[U]];
    for (auto [Index, A] : enumerate(K.Xml->Arguments))
      if (K.ForNpu && A.isBuffer() &&
          !std::binary_search(Connected.begin(), Connected.end(),
                              std::make_pair(static_cast<int32_t>(U),
                                             static_cast<int32_t>(Index))))
        R.add("N05", M.place(connectionKind(M)),
              text("Argument {0} ({1}) of unit {2} ({3}) has no row", Index,
                   A.Name.value_or("?"), U, M.Units.Rows[U].Name.str()));
  }
}

static void checkN06(const XclbinModel &M, Reporter &R) {
  std::vector<bool> Told(M.banks().Rows.size());
  for (const Connection &C : M.connections().Rows) {
    if (!bankExists(M, C.Bank) || M.banks().Rows[C.Bank].Used == 1 ||
        Told[C.Bank])
      continue;
    Told[C.Bank] = true;
    R.add("N06", bankPlace(M, C.Bank),
          text("The bank has connections, but its used field is {0}",
               M.banks().Rows[C.Bank].Used));
  }
}

static void checkN07(const XclbinModel &M, Reporter &R) {
  std::vector<ArgumentForm> Forms;
  for (const KernelView &K : M.Metadata.Kernels)
    Forms.push_back(K.ForNpu ? argumentForm(*K.Xml) : ArgumentForm());
  // Group sections repeat rows.
  std::vector<Connection> Rows = M.connections().Rows;
  llvm::sort(Rows, [](const Connection &A, const Connection &B) {
    return std::tie(A.Unit, A.Argument, A.Bank) <
           std::tie(B.Unit, B.Argument, B.Bank);
  });
  Rows.erase(llvm::unique(Rows), Rows.end());
  for (size_t I = 0; I < Rows.size(); ++I) {
    const Connection &C = Rows[I];
    const KernelView *K = kernelOf(M, C);
    if (!K || !K->ForNpu || !bankExists(M, C.Bank) || !argumentOf(M, C))
      continue;
    std::string Where = M.place(connectionKind(M));
    std::string Which = text("argument {0} of unit {1} ({2})", C.Argument,
                             C.Unit, M.Units.Rows[C.Unit].Name.str());
    if (I > 0 && Rows[I - 1].Unit == C.Unit &&
        Rows[I - 1].Argument == C.Argument) {
      R.add(
          "N07", Where,
          text("{0} is in banks {1} and {2}", Which, Rows[I - 1].Bank, C.Bank),
          "several");
      continue;
    }
    const ArgumentForm &Form = Forms[K - M.Metadata.Kernels.data()];
    if (!Form.Known)
      continue;
    StringRef Usual = static_cast<unsigned>(C.Argument) == Form.Instructions
                          ? "SRAM"
                          : "HOST";
    StringRef Tag = M.banks().Rows[C.Bank].Tag.str();
    if (Tag != Usual)
      R.add("N07", Where,
            text("{0} is in bank {1} ({2}), not in {3}", Which, C.Bank, Tag,
                 Usual));
  }
}

static void checkN08(const XclbinModel &M, Reporter &R) {
  for (auto [I, B] : enumerate(M.banks().Rows)) {
    if (B.Type != static_cast<uint8_t>(MemoryType::DRAM))
      R.add("N08", bankPlace(M, I),
            text("The type is {0} ({1})", B.Type, memoryTypeName(B.Type)));
    if (!B.Tag.terminated())
      R.add("N08", bankPlace(M, I), "The tag fills all 16 bytes");
  }
}

ArrayRef<RuleCheck> check::connectionChecks() {
  static constexpr RuleCheck Checks[] = {{"N01", checkN01}, {"N02", checkN02},
                                         {"N03", checkN03}, {"N04", checkN04},
                                         {"N05", checkN05}, {"N06", checkN06},
                                         {"N07", checkN07}, {"N08", checkN08}};
  return Checks;
}
