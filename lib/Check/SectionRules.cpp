//===- SectionRules.cpp - rules S and U: what must be there ---------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "RuleChecks.h"
#include "aieforge/Formats/XclbinJson.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace aieforge::check;
using namespace aieforge::xclbin;
using namespace llvm;

/// True if the file announces a section of that kind that is not empty; a
/// section outside the file is a matter of X07.
static bool announces(const XclbinModel &M, SectionKind Kind) {
  const SectionView *S = M.section(Kind);
  return S && S->Head.Size > 0;
}

static void require(const XclbinModel &M, Reporter &R, StringRef Rule,
                    SectionKind Kind) {
  if (announces(M, Kind))
    return;
  std::string Others = join(
      map_range(M.Sections,
                [](const SectionView &S) { return sectionName(S.Head.Kind); }),
      ", ");
  if (Others.size() > 120)
    Others = Others.substr(0, 120) + " …";
  R.add(Rule, "",
        M.section(Kind) ? text("The section {0} is empty", sectionName(Kind))
                        : text("There is no section {0}; the file has {1}",
                               sectionName(Kind), Others));
}

static void checkS01(const XclbinModel &M, Reporter &R) {
  require(M, R, "S01", SectionKind::AiePartition);
}

static void checkS02(const XclbinModel &M, Reporter &R) {
  require(M, R, "S02", SectionKind::EmbeddedMetadata);
}

static void checkS03(const XclbinModel &M, Reporter &R) {
  require(M, R, "S03", SectionKind::IpLayout);
  if (M.Units.Present && M.Units.Extent.Declared == 0 && M.Units.Extent.Exact)
    R.add("S03", M.place(SectionKind::IpLayout), "IP_LAYOUT has no unit");
}

static void checkS04(const XclbinModel &M, Reporter &R) {
  using enum SectionKind;
  bool HasConnections =
      announces(M, Connectivity) || announces(M, GroupConnectivity);
  if (HasConnections && !announces(M, MemTopology) &&
      !announces(M, GroupTopology))
    R.add("S04", "",
          "There are connections, but no section MEM_TOPOLOGY with the banks");
}

static void checkS05(const XclbinModel &M, Reporter &R) {
  if (!announces(M, SectionKind::GroupConnectivity))
    require(M, R, "S05", SectionKind::Connectivity);
}

static void checkS06(const XclbinModel &M, Reporter &R) {
  using enum SectionKind;
  bool Banks = announces(M, GroupTopology);
  bool Rows = announces(M, GroupConnectivity);
  if (Banks != Rows)
    R.add("S06", M.place(Banks ? GroupTopology : GroupConnectivity),
          text("{0} is there, but {1} is not",
               sectionName(Banks ? GroupTopology : GroupConnectivity),
               sectionName(Banks ? GroupConnectivity : GroupTopology)));
}

/// The connections without repetitions.
static std::vector<Connection> rowSet(const TableView<Connection> &T) {
  std::vector<Connection> Rows = T.Rows;
  llvm::sort(Rows);
  Rows.erase(llvm::unique(Rows), Rows.end());
  return Rows;
}

static void checkS07(const XclbinModel &M, Reporter &R) {
  using enum SectionKind;
  if (M.Memory.Present && M.GroupMemory.Present &&
      M.Memory.Rows != M.GroupMemory.Rows)
    R.add("S07", M.place(GroupTopology),
          "ASK_GROUP_TOPOLOGY has other banks than MEM_TOPOLOGY");
  if (M.Connections.Present && M.GroupConnections.Present &&
      rowSet(M.Connections) != rowSet(M.GroupConnections))
    R.add("S07", M.place(GroupConnectivity),
          "ASK_GROUP_CONNECTIVITY has other rows than CONNECTIVITY");
}

/// The sections with the notes of tools and users.
static void checkS08(const XclbinModel &M, Reporter &R) {
  auto Judge = [&](SectionKind Kind, Error E) {
    if (E)
      R.add("S08", M.place(Kind), toString(std::move(E)));
  };
  using enum SectionKind;
  if (const SectionView *S = M.section(KeyvalueMetadata);
      S && S->InFile && !S->Payload.empty())
    Judge(KeyvalueMetadata, parseKeyValues(S->Payload).takeError());
  if (const SectionView *S = M.section(BuildMetadata);
      S && S->InFile && !S->Payload.empty())
    Judge(BuildMetadata, parseBuildMetadata(S->Payload).takeError());
}

static void checkU01(const XclbinModel &M, Reporter &R) {
  if (R.has("S01") || R.has("S02") || R.has("S03"))
    R.add("U01", "",
          "If the host program calls load_xclbin, it gets this message for "
          "every file, also for one that is complete");
}

ArrayRef<RuleCheck> check::sectionChecks() {
  static constexpr RuleCheck Checks[] = {{"S01", checkS01}, {"S02", checkS02},
                                         {"S03", checkS03}, {"S04", checkS04},
                                         {"S05", checkS05}, {"S06", checkS06},
                                         {"S07", checkS07}, {"S08", checkS08}};
  return Checks;
}

ArrayRef<RuleCheck> check::adviceChecks() {
  static constexpr RuleCheck Checks[] = {{"U01", checkU01}};
  return Checks;
}
