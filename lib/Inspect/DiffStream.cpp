//===- DiffStream.cpp - instruction streams compared ----------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two streams mean the same if every register gets the same values between the
// same events, where an event is whatever acts at once: a task push, a wait, a
// write to a control register. Buffer descriptors, switches and memories are
// passive: between two events their writes may come in any order and grouping.
//
//===----------------------------------------------------------------------===//

#include "DiffParts.h"
#include "Nodes.h"
#include "SequenceEdits.h"
#include "aieforge/Hardware/Registers.h"
#include "aieforge/Hardware/StreamSwitch.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace aieforge::diff;
using namespace llvm;

/// Runs of different operations that are shown.
static constexpr size_t ShownOperations = 200;

//===----------------------------------------------------------------------===//
// Meaning of one operation
//===----------------------------------------------------------------------===//

namespace {

/// The operation without what has no meaning.
struct Meaning {
  txn::Op operator()(txn::BlockWrite W) const {
    W.TileHint = 0;
    return W;
  }
  txn::Op operator()(txn::MaskWrite W) const {
    W.SizeField = 0;
    return W;
  }
  txn::Op operator()(txn::DdrPatch P) const {
    P.Type = P.Size = 0;
    return P;
  }
  txn::Op operator()(txn::MergeSync S) const {
    S.Tag = 0;
    S.SizeField = 0;
    return S;
  }
  template <typename T> txn::Op operator()(T O) const { return O; }
};

} // namespace

static txn::Op meaningOf(const txn::Op &O) { return std::visit(Meaning(), O); }

static std::vector<txn::Op> meaningsOf(const txn::Transaction &T) {
  std::vector<txn::Op> All;
  for (const txn::Op &O : T.Ops)
    if (!std::holds_alternative<txn::Noop>(O))
      All.push_back(meaningOf(O));
  return All;
}

//===----------------------------------------------------------------------===//
// Meaning of a stream
//===----------------------------------------------------------------------===//

namespace {

/// What happens to one passive place (a BD, or a word) between two events.
struct PassiveStep {
  /// By word of the place: which bits are set to what.
  std::map<uint32_t, std::pair<uint32_t, uint32_t>> Bits;
  std::optional<txn::DdrPatch> Patch;
  bool operator==(const PassiveStep &) const = default;
};

struct Segment {
  std::map<uint32_t, std::vector<PassiveStep>> Passive; ///< By address.
  std::optional<txn::Op> Event;                         ///< At the end.
  bool operator==(const Segment &) const = default;
};

/// Brings a stream into segments.
class Canonical {
public:
  explicit Canonical(const hw::Device &D) : D(D), Segments(1) {}

  std::vector<Segment> run(ArrayRef<txn::Op> Ops) {
    for (const txn::Op &O : Ops)
      add(O);
    return std::move(Segments);
  }

private:
  /// The address under which writes to \p Address are collected; nothing if
  /// they act at once.
  std::optional<uint32_t> passivePlace(uint32_t Address) const;
  void add(const txn::Op &O);
  void write(uint32_t Address, uint32_t Mask, uint32_t Value);
  void patch(const txn::DdrPatch &P);
  void event(txn::Op O) {
    Segments.back().Event = std::move(O);
    Segments.emplace_back();
  }

  const hw::Device &D;
  std::vector<Segment> Segments;
};

} // namespace

std::optional<uint32_t> Canonical::passivePlace(uint32_t Address) const {
  hw::TileAddress A = hw::TileAddress::decode(Address);
  if (!D.contains(A.Column, A.Row))
    return std::nullopt;
  hw::TileKind K = D.kind(A.Column, A.Row);
  hw::Window W = hw::windowAt(K, A.Offset).What;
  if (W == hw::Window::DataMemory || W == hw::Window::ProgramMemory ||
      hw::lockValueAt(K, A.Offset) || hw::switchRegisterAt(K, A.Offset))
    return Address;
  if (auto Ref = hw::bdAt(K, A.Offset))
    return hw::tileAddress(A.Column, A.Row, hw::bdLayout(K).offset(Ref->Bd));
  return std::nullopt;
}

void Canonical::write(uint32_t Address, uint32_t Mask, uint32_t Value) {
  std::optional<uint32_t> Place = passivePlace(Address);
  if (!Place) {
    if (Mask == ~0u)
      event(txn::Write{Address, Value});
    else
      event(txn::MaskWrite{Address, Value & Mask, Mask, 0});
    return;
  }
  std::vector<PassiveStep> &Steps = Segments.back().Passive[*Place];
  if (Steps.empty() || Steps.back().Patch)
    Steps.emplace_back();
  auto &[Known, Bits] = Steps.back().Bits[Address];
  Known |= Mask;
  Bits = (Bits & ~Mask) | (Value & Mask);
}

void Canonical::patch(const txn::DdrPatch &P) {
  std::optional<uint32_t> Place = passivePlace(P.Register);
  if (!Place)
    return event(P);
  PassiveStep Step;
  Step.Patch = P;
  Segments.back().Passive[*Place].push_back(Step);
}

void Canonical::add(const txn::Op &O) {
  if (const auto *W = std::get_if<txn::Write>(&O))
    return write(W->Address, ~0u, W->Value);
  if (const auto *W = std::get_if<txn::MaskWrite>(&O))
    return write(W->Address, W->Mask, W->Value);
  if (const auto *P = std::get_if<txn::DdrPatch>(&O))
    return patch(*P);
  if (const auto *W = std::get_if<txn::BlockWrite>(&O)) {
    for (auto [I, Value] : enumerate(W->Data))
      write(W->Address + 4 * I, ~0u, Value);
    return;
  }
  event(O);
}

//===----------------------------------------------------------------------===//
// Comparison
//===----------------------------------------------------------------------===//

namespace {

class StreamComparison {
public:
  StreamComparison(const txn::Transaction &A, const txn::Transaction &B,
                   const hw::Device &D, Report &R)
      : A(A), B(B), D(D), R(R) {}

  void run();

private:
  void headers();
  void operations(ArrayRef<txn::Op> OpsA, ArrayRef<txn::Op> OpsB);
  void pair(const txn::Op &X, const txn::Op &Y, const Twine &Where);
  bool pairWrites(const txn::Op &X, const txn::Op &Y, const Twine &Where);

  const txn::Transaction &A, &B;
  const hw::Device &D;
  Report &R;
};

} // namespace

void StreamComparison::headers() {
  auto Number = [&](const Twine &What, unsigned X, unsigned Y) {
    R.compare(Subject::Header, "header", What, utostr(X), utostr(Y));
  };
  Number("device generation", A.DeviceGeneration, B.DeviceGeneration);
  Number("rows", A.Rows, B.Rows);
  Number("columns", A.Columns, B.Columns);
  Number("memory tile rows", A.MemRows, B.MemRows);
  auto Encoding = [](const txn::Transaction &T) {
    return T.Enc == txn::Encoding::V0_1 ? "0.1" : "1.0";
  };
  R.compare(Subject::Form, "header", "encoding", Encoding(A), Encoding(B));
}

/// Two writes to the same place: names the fields.
bool StreamComparison::pairWrites(const txn::Op &X, const txn::Op &Y,
                                  const Twine &Where) {
  if (const auto *WX = std::get_if<txn::Write>(&X)) {
    const auto *WY = std::get_if<txn::Write>(&Y);
    hw::TileAddress At = hw::TileAddress::decode(WX->Address);
    if (!WY || WX->Address != WY->Address || !D.contains(At.Column, At.Row))
      return false;
    compareRegister(D.Gen, D.kind(At.Column, At.Row), At.Offset, WX->Value,
                    WY->Value, Subject::Instruction,
                    Where + " " + tileName(At.tile()), R);
    return true;
  }
  const auto *BX = std::get_if<txn::BlockWrite>(&X);
  const auto *BY = std::get_if<txn::BlockWrite>(&Y);
  if (!BX || !BY || BX->Address != BY->Address ||
      BX->Data.size() != BY->Data.size())
    return false;
  hw::TileAddress At = hw::TileAddress::decode(BX->Address);
  if (!D.contains(At.Column, At.Row))
    return false;
  hw::TileKind K = D.kind(At.Column, At.Row);
  auto Ref = hw::bdAt(K, At.Offset);
  if (!Ref || Ref->Word || BX->Data.size() != hw::bdLayout(K).Words)
    return false;
  compareBds(K, BX->Data, BY->Data, Subject::Instruction,
             Where + " " + tileName(At.tile()) + " BD " + Twine(Ref->Bd), R);
  return true;
}

void StreamComparison::pair(const txn::Op &X, const txn::Op &Y,
                            const Twine &Where) {
  if (!pairWrites(X, Y, Where))
    R.add(Subject::Instruction, Where, "", inspect::operationText(X, D),
          inspect::operationText(Y, D));
}

void StreamComparison::operations(ArrayRef<txn::Op> OpsA,
                                  ArrayRef<txn::Op> OpsB) {
  std::vector<Hunk> Hunks =
      findHunks(OpsA.size(), OpsB.size(),
                [&](size_t I, size_t J) { return OpsA[I] == OpsB[J]; });
  if (Hunks.empty())
    return;
  if (Canonical(D).run(OpsA) == Canonical(D).run(OpsB)) {
    R.add(Subject::Form, "instructions",
          "grouped or ordered differently between the same events",
          utostr(OpsA.size()) + " operations",
          utostr(OpsB.size()) + " operations");
    return;
  }
  size_t Shown = 0;
  for (const Hunk &H : Hunks) {
    for (size_t I = 0; I < std::max(H.ACount, H.BCount); ++I) {
      if (++Shown > ShownOperations)
        continue;
      if (I < H.ACount && I < H.BCount) {
        pair(OpsA[H.A + I], OpsB[H.B + I], "operation " + Twine(H.A + I));
      } else if (I < H.ACount) {
        R.add(Subject::Instruction, "operation " + Twine(H.A + I), "",
              inspect::operationText(OpsA[H.A + I], D), "");
      } else {
        R.add(Subject::Instruction, "operation " + Twine(H.B + I), "", "",
              inspect::operationText(OpsB[H.B + I], D));
      }
    }
  }
  if (Shown > ShownOperations)
    R.add(Subject::Instruction, "",
          Twine(Shown - ShownOperations) + " more operations", "", "");
}

void StreamComparison::run() {
  headers();
  std::vector<txn::Op> OpsA = meaningsOf(A), OpsB = meaningsOf(B);
  size_t Mark = R.size();
  operations(OpsA, OpsB);
  if (R.size() == Mark && A.Ops != B.Ops)
    R.add(Subject::Form, "instructions",
          "fields without meaning, or empty operations", "", "");
}

void diff::compareStreams(const txn::Transaction &A, const txn::Transaction &B,
                          const hw::Device &D, Report &R) {
  StreamComparison(A, B, D, R).run();
}
