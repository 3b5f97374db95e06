//===- DiffImage.cpp - the states of two arrays compared ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Register by register, but named by what the registers are for: a BD's field,
// a lock's start value, a port's setting. A register that only one side writes
// has its reset value on the other.
//
//===----------------------------------------------------------------------===//

#include "DiffParts.h"
#include "aieforge/Formats/RegisterText.h"
#include "llvm/ADT/StringExtras.h"

#include <set>

using namespace aieforge;
using namespace aieforge::diff;
using namespace llvm;

//===----------------------------------------------------------------------===//
// Single registers
//===----------------------------------------------------------------------===//

void diff::compareRegister(hw::Generation G, hw::TileKind Kind, uint32_t Offset,
                           uint32_t A, uint32_t B, Subject About,
                           const Twine &Where, Report &R) {
  std::optional<hw::RegisterRef> Ref = hw::findRegister(G, Kind, Offset);
  std::string Name = hw::describeOffset(G, Kind, Offset);
  uint32_t Rest = A ^ B;
  if (Ref) {
    for (const hw::Field &F : Ref->Reg->Fields) {
      // Wide registers have fields beyond their first word.
      if (F.Lsb / 32u != Ref->Word || F.Lsb % 32u + F.Width > 32)
        continue;
      hw::Field InWord = F;
      InWord.Lsb = F.Lsb % 32;
      Rest &= ~InWord.mask();
      if (InWord.extract(A) != InWord.extract(B))
        R.add(About, Where, Name + "." + F.Name, hex(InWord.extract(A)),
              hex(InWord.extract(B)));
    }
  }
  if (Rest)
    R.add(About, Where, Name, hex(A), hex(B));
}

void diff::compareBds(hw::TileKind Kind, ArrayRef<uint32_t> A,
                      ArrayRef<uint32_t> B, Subject About, const Twine &Where,
                      Report &R) {
  const hw::BdLayout &L = hw::bdLayout(Kind);
  SmallVector<uint32_t, 8> Rest;
  for (auto [WordA, WordB] : zip(A, B))
    Rest.push_back(WordA ^ WordB);
  for (const hw::BdFieldInfo &F : L.Fields) {
    Rest[F.Word] &= ~F.Bits.mask();
    int64_t ValueA = F.decode(A), ValueB = F.decode(B);
    if (ValueA != ValueB)
      R.add(About, Where, F.Bits.Name, itostr(ValueA), itostr(ValueB));
  }
  for (auto [I, Bits] : enumerate(Rest))
    if (Bits)
      R.add(About, Where, "word " + Twine(I) + " outside all fields", hex(A[I]),
            hex(B[I]));
}

//===----------------------------------------------------------------------===//
// Tiles
//===----------------------------------------------------------------------===//

namespace {

/// One tile of both images.
class TileComparison {
public:
  TileComparison(const RegisterImage &A, const RegisterImage &B, hw::TileId T,
                 Report &R)
      : A(A), B(B), T(T), G(A.device().Gen),
        Kind(A.device().kind(T.Column, T.Row)), R(R), Name(tileName(T)) {
    static const TileState Untouched;
    StateA = A.tile(T) ? A.tile(T) : &Untouched;
    StateB = B.tile(T) ? B.tile(T) : &Untouched;
    for (const TileState *S : {StateA, StateB})
      for (const auto &[Offset, Value] : S->Registers)
        if (A.value(T, Offset) != B.value(T, Offset))
          Open.insert(Offset);
  }

  void run();

private:
  void memories();
  void locks();
  void bds();
  void channels();
  void switches();
  void shimMux();
  void others();
  /// True once if the register at \p Offset differs.
  bool take(uint32_t Offset) { return Open.erase(Offset); }
  std::string pushes(const TileState &S, const hw::ChannelRegisters &C) const;

  const RegisterImage &A, &B;
  hw::TileId T;
  hw::Generation G;
  hw::TileKind Kind;
  Report &R;
  std::string Name;
  const TileState *StateA, *StateB;
  std::set<uint32_t> Open; ///< Registers that differ and are not reported yet.
};

} // namespace

void TileComparison::memories() {
  comparePrograms(StateA->Program.flat(), StateB->Program.flat(), 0, Name, R);
  compareMemories(StateA->Data, StateB->Data, Name + " data memory", 0, R);
}

void TileComparison::locks() {
  for (unsigned I = 0; I < hw::tileInfo(Kind).Locks; ++I) {
    uint32_t Offset = hw::lockValueOffset(Kind, I);
    if (take(Offset))
      R.add(Subject::Lock, Name + " lock " + Twine(I), "start value",
            utostr(A.value(T, Offset)), utostr(B.value(T, Offset)));
  }
}

void TileComparison::bds() {
  if (Kind == hw::TileKind::ShimPL)
    return;
  const hw::BdLayout &L = hw::bdLayout(Kind);
  for (unsigned Bd = 0; Bd < L.Count; ++Bd) {
    std::string Where = Name + " BD " + utostr(Bd);
    SmallVector<uint32_t, 8> WordsA, WordsB;
    bool Differs = false;
    for (unsigned W = 0; W < L.Words; ++W) {
      uint32_t Offset = L.offset(Bd) + 4 * W;
      Differs |= take(Offset);
      WordsA.push_back(A.value(T, Offset));
      WordsB.push_back(B.value(T, Offset));
    }
    if (Differs)
      compareBds(Kind, WordsA, WordsB, Subject::Bd, Where, R);
    uint32_t Patched = L.offset(Bd) + L.PatchOffset;
    auto HostOf = [&](const TileState &S) -> std::string {
      auto It = S.Patches.find(Patched);
      if (It == S.Patches.end())
        return "";
      return formatv("argument {0} + {1:x}", It->second.Argument,
                     It->second.Offset);
    };
    R.compare(Subject::Bd, Where, "host buffer", HostOf(*StateA),
              HostOf(*StateB));
  }
}

std::string TileComparison::pushes(const TileState &S,
                                   const hw::ChannelRegisters &C) const {
  std::string Text;
  for (const QueuePush &P : S.Pushes) {
    if (P.Dir != C.Dir || P.Channel != C.Channel)
      continue;
    Text += (Text.empty() ? "" : ", ") + describe(P.Entry);
  }
  return Text;
}

void TileComparison::channels() {
  for (const hw::ChannelRegisters &C : hw::channels(Kind)) {
    std::string Where =
        formatv("{0} {1} {2}", Name, hw::toString(C.Dir), C.Channel);
    take(C.Queue);
    R.compare(Subject::Channel, Where, "tasks", pushes(*StateA, C),
              pushes(*StateB, C));
    if (take(C.Control))
      compareRegister(G, Kind, C.Control, A.value(T, C.Control),
                      B.value(T, C.Control), Subject::Channel, Where, R);
  }
}

static std::string masterText(hw::TileKind Kind, uint32_t Word) {
  hw::MasterConfig M = hw::MasterConfig::decode(Word);
  if (!M.Enabled)
    return "off";
  if (M.Packet)
    return formatv("packets of arbiter {0}, msel mask {1:x}{2}", M.Arbiter,
                   M.MselMask, M.DropHeader ? ", without header" : "");
  ArrayRef<hw::Port> Slaves = hw::slavePorts(Kind);
  return "from " + (M.SlavePort < Slaves.size()
                        ? hw::toString(Slaves[M.SlavePort])
                        : "slave port " + utostr(M.SlavePort));
}

static std::string slaveText(uint32_t Word) {
  hw::SlaveConfig S = hw::SlaveConfig::decode(Word);
  return !S.Enabled ? "off" : S.Packet ? "packets" : "circuit";
}

static std::string slotText(uint32_t Word) {
  hw::SlotConfig S = hw::SlotConfig::decode(Word);
  if (!S.Enabled)
    return "off";
  return describe(S);
}

void TileComparison::switches() {
  // Bits that the texts do not tell are named as registers later.
  auto Port = [&](uint32_t Offset, const Twine &Where, auto Text) {
    if (!Open.count(Offset))
      return;
    std::string TextA = Text(A.value(T, Offset)),
                TextB = Text(B.value(T, Offset));
    if (TextA == TextB)
      return;
    take(Offset);
    R.add(Subject::Switch, Where, "", TextA, TextB);
  };
  for (auto [I, P] : enumerate(hw::masterPorts(Kind)))
    Port(hw::masterConfigOffset(Kind, I),
         Name + " switch out " + hw::toString(P),
         [&](uint32_t Word) { return masterText(Kind, Word); });
  for (auto [I, P] : enumerate(hw::slavePorts(Kind))) {
    std::string Where = Name + " switch in " + hw::toString(P);
    Port(hw::slaveConfigOffset(Kind, I), Where, slaveText);
    for (unsigned Slot = 0; Slot < hw::slotsPerSlave(); ++Slot)
      Port(hw::slaveSlotOffset(Kind, I, Slot), Where + " slot " + utostr(Slot),
           slotText);
  }
}

static std::string muxText(uint32_t Value) {
  switch (hw::ShimMuxInput(Value)) {
  case hw::ShimMuxInput::PL:
    return "programmable logic";
  case hw::ShimMuxInput::DMA:
    return "DMA";
  case hw::ShimMuxInput::NoC:
    return "NoC";
  }
  return utostr(Value);
}

void TileComparison::shimMux() {
  if (!hw::isShim(Kind))
    return;
  auto Lanes = [&](uint32_t Offset, ArrayRef<hw::ShimMuxField> Fields,
                   StringRef Way) {
    if (!Open.count(Offset))
      return;
    uint32_t WordA = A.value(T, Offset), WordB = B.value(T, Offset);
    uint32_t Rest = WordA ^ WordB;
    for (const hw::ShimMuxField &F : Fields) {
      hw::Field Bits{"", F.Lsb, F.Width, hw::Access::ReadWrite};
      Rest &= ~Bits.mask();
      R.compare(Subject::Switch,
                Name + " shim " + Way + " South" + utostr(F.South), "",
                muxText(Bits.extract(WordA)), muxText(Bits.extract(WordB)));
    }
    if (!Rest)
      take(Offset);
  };
  Lanes(hw::shimMuxOffset(), hw::shimMuxFields(), "mux");
  Lanes(hw::shimDemuxOffset(), hw::shimDemuxFields(), "demux");
}

void TileComparison::others() {
  std::optional<uint32_t> Control;
  if (Kind == hw::TileKind::Core)
    Control = hw::registerOffset(Kind, "Core_Control");
  for (uint32_t Offset : Open)
    compareRegister(G, Kind, Offset, A.value(T, Offset), B.value(T, Offset),
                    Offset == Control ? Subject::Core : Subject::Register, Name,
                    R);
}

void TileComparison::run() {
  memories();
  locks();
  bds();
  channels();
  switches();
  shimMux();
  others();
}

//===----------------------------------------------------------------------===//
// Images
//===----------------------------------------------------------------------===//

/// Writes that lead nowhere have no effect that is known, so they have to be
/// the same.
static void compareUnresolved(const RegisterImage &A, const RegisterImage &B,
                              Report &R) {
  auto Names = [](const RegisterImage &I) {
    std::set<std::string> All;
    for (const UnresolvedWrite &W : I.unresolved())
      All.insert(describe(I.device(), W));
    return All;
  };
  std::set<std::string> InA = Names(A), InB = Names(B);
  for (const std::string &N : InA)
    if (!InB.count(N))
      R.add(Subject::Write, "", "", N, "");
  for (const std::string &N : InB)
    if (!InA.count(N))
      R.add(Subject::Write, "", "", "", N);
}

/// Where streams go, from end to end: says what changed switches come to. The
/// same route by another way is no difference here.
static void compareRoutes(const RegisterImage &A, const RegisterImage &B,
                          Report &R) {
  auto Texts = [](const RegisterImage &I) {
    std::set<std::string> All;
    for (const RouteView &V : routeViews(I))
      All.insert(describe(I.device(), V));
    return All;
  };
  std::set<std::string> InA = Texts(A), InB = Texts(B);
  for (const std::string &Text : InA)
    if (!InB.count(Text))
      R.add(Subject::Route, "", "", Text, "");
  for (const std::string &Text : InB)
    if (!InA.count(Text))
      R.add(Subject::Route, "", "", "", Text);
}

void diff::compareImages(const RegisterImage &A, const RegisterImage &B,
                         Report &R) {
  std::set<hw::TileId> Tiles;
  for (const RegisterImage *I : {&A, &B})
    for (const auto &[T, State] : I->tiles())
      Tiles.insert(T);
  for (hw::TileId T : Tiles)
    TileComparison(A, B, T, R).run();
  compareRoutes(A, B, R);
  compareUnresolved(A, B, R);
}

//===----------------------------------------------------------------------===//
// Registers that act
//===----------------------------------------------------------------------===//

bool diff::actsWhenWritten(const hw::Device &D, hw::TileId T, uint32_t Offset) {
  hw::TileKind K = D.kind(T.Column, T.Row);
  std::optional<hw::RegisterRef> Ref = hw::findRegister(D.Gen, K, Offset);
  if (!Ref || hw::channelRegisterAt(K, Offset))
    return false;
  hw::Access Mode = Ref->Reg->Mode;
  return Mode == hw::Access::WriteOnly || Mode == hw::Access::WriteToClear ||
         Mode == hw::Access::Mixed;
}

/// The values written to each acting register, by its address.
static std::map<uint32_t, std::vector<uint32_t>>
actingWrites(const hw::Device &D, ArrayRef<RegisterOp> Ops) {
  std::map<uint32_t, std::vector<uint32_t>> Writes;
  for (const RegisterOp &Op : Ops) {
    hw::TileAddress At = hw::TileAddress::decode(Op.Address);
    if (!D.contains(At.Column, At.Row) ||
        hw::windowAt(D.kind(At.Column, At.Row), At.Offset).What !=
            hw::Window::Registers)
      continue;
    for (auto [I, Word] : enumerate(Op.Data))
      if (actsWhenWritten(D, At.tile(), At.Offset + 4 * I))
        Writes[Op.Address + 4 * I].push_back(
            Op.What == RegisterOp::MaskWrite ? Word & Op.Mask : Word);
  }
  return Writes;
}

void diff::compareActingWrites(const hw::Device &D, ArrayRef<RegisterOp> A,
                               ArrayRef<RegisterOp> B, Report &R) {
  std::map<uint32_t, std::vector<uint32_t>> InA = actingWrites(D, A),
                                            InB = actingWrites(D, B);
  std::set<uint32_t> Addresses;
  for (const auto *Writes : {&InA, &InB})
    for (const auto &[Address, Values] : *Writes)
      Addresses.insert(Address);
  auto Text = [](ArrayRef<uint32_t> Values) {
    return join(map_range(Values, [](uint32_t V) { return hex(V); }), ", ");
  };
  for (uint32_t Address : Addresses) {
    const std::vector<uint32_t> &ValuesA = InA[Address],
                                &ValuesB = InB[Address];
    // Other last values are a difference of the images already.
    if (ValuesA.empty() || ValuesB.empty() || ValuesA.back() != ValuesB.back())
      continue;
    R.compare(Subject::Register, hw::describeAddress(D, Address), "writes",
              Text(ValuesA), Text(ValuesB));
  }
}

Expected<std::vector<Difference>> diff::compareWrites(const hw::Device &D,
                                                      ArrayRef<RegisterOp> A,
                                                      ArrayRef<RegisterOp> B) {
  Expected<Configuration> CA = configure(D, A.vec());
  if (!CA)
    return CA.takeError();
  Expected<Configuration> CB = configure(D, B.vec());
  if (!CB)
    return CB.takeError();
  std::vector<Difference> Found;
  Report R(Found);
  compareImages(CA->Image, CB->Image, R);
  compareActingWrites(D, A, B, R);
  return Found;
}
