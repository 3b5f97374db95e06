//===- Raise.cpp - from a configuration back to a design ------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The ops of the dialect say most of a configuration. What they leave over is
// found by lowering the text again and comparing the registers, so that no
// list of special cases has to be complete: it becomes plain writes.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Raise/Raise.h"
#include "DesignText.h"
#include "Lower.h"
#include "Transfers.h"
#include "aieforge/Hardware/Registers.h"
#include "aieforge/Inspect/Diff.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"

#include <set>

using namespace aieforge;
using namespace aieforge::raise;
using namespace llvm;

const hw::Device *raise::smallestDevice(hw::Generation G, unsigned Columns,
                                        ArrayRef<RegisterOp> Ops) {
  for (const RegisterOp &Op : Ops)
    Columns = std::max(Columns, hw::TileAddress::decode(Op.Address).Column + 1);
  const hw::Device *Best = nullptr;
  for (const hw::Device &D : hw::allDevices())
    if (D.Gen == G && D.Columns >= Columns &&
        (!Best || D.Columns < Best->Columns))
      Best = &D;
  return Best;
}

//===----------------------------------------------------------------------===//
// What the ops leave over
//===----------------------------------------------------------------------===//

namespace {

/// The plain writes that turn image \p Is into image \p Should.
class Rest {
public:
  Rest(const Model &M, const RegisterImage &Is)
      : M(M), Should(M.Image), Is(Is) {}

  PlainWrites run();

private:
  void registers(hw::TileId T, const TileState &S);
  void tasks(hw::TileId T, const TileState &S);
  void memory(hw::TileId T, const WrittenBytes &Wanted, const WrittenBytes &Got,
              hw::Window W);
  void add(hw::TileId T, uint32_t Offset, uint32_t Word);

  const Model &M;
  const RegisterImage &Should, &Is;
  PlainWrites Writes;
};

} // namespace

/// Appends to the block before where the word follows it.
void Rest::add(hw::TileId T, uint32_t Offset, uint32_t Word) {
  std::vector<PlainWrite> &All = Writes[T];
  if (!All.empty() && All.back().Offset + 4 * All.back().Words.size() == Offset)
    All.back().Words.push_back(Word);
  else
    All.push_back({Offset, {Word}});
}

static bool isQueue(hw::TileKind K, uint32_t Offset) {
  auto Ref = hw::channelRegisterAt(K, Offset);
  return Ref && Ref->Which == hw::ChannelRegister::Queue;
}

void Rest::registers(hw::TileId T, const TileState &S) {
  std::set<uint32_t> Offsets;
  for (const auto &[Offset, Value] : S.Registers)
    Offsets.insert(Offset);
  if (const TileState *Got = Is.tile(T))
    for (const auto &[Offset, Value] : Got->Registers)
      Offsets.insert(Offset);
  // In the order of the original writes, as far as there were any.
  std::vector<std::tuple<size_t, uint32_t, uint32_t>> Ordered;
  for (uint32_t Offset : Offsets) {
    if (isQueue(S.Kind, Offset))
      continue;
    auto Acting = M.actingWrites(T).find(Offset);
    if (Acting != M.actingWrites(T).end()) {
      // No op writes such a register, so all writes are to be made.
      for (auto [Position, Value] : Acting->second)
        Ordered.emplace_back(Position, Offset, Value);
    } else if (Should.value(T, Offset) != Is.value(T, Offset)) {
      Ordered.emplace_back(M.lastWrite(T, Offset), Offset,
                           Should.value(T, Offset));
    }
  }
  llvm::sort(Ordered);
  for (auto [Position, Offset, Value] : Ordered)
    add(T, Offset, Value);
}

void Rest::memory(hw::TileId T, const WrittenBytes &Wanted,
                  const WrittenBytes &Got, hw::Window Kind) {
  uint32_t Base = 0;
  for (const hw::WindowInfo &W : hw::windows(M.kind(T)))
    if (W.What == Kind)
      Base = W.Offset;
  for (const auto &[Offset, Data] : Wanted.ranges())
    for (size_t At = 0; At + 4 <= Data.size(); At += 4) {
      uint32_t Word = support::endian::read32le(&Data[At]);
      if (Got.word(Offset + At) != Word)
        add(T, Base + Offset + At, Word);
    }
}

/// Tasks behind those that the ops start.
void Rest::tasks(hw::TileId T, const TileState &S) {
  std::map<std::pair<hw::Direction, unsigned>, size_t> Started;
  if (const TileState *Got = Is.tile(T))
    for (const QueuePush &P : Got->Pushes)
      ++Started[{P.Dir, P.Channel}];
  for (const QueuePush &P : S.Pushes) {
    size_t &Left = Started[{P.Dir, P.Channel}];
    if (Left) {
      --Left;
      continue;
    }
    // A block of its own: two tasks may follow each other in one register.
    Writes[T].push_back({hw::channel(S.Kind, P.Dir, P.Channel)->Queue,
                         {hw::encodeQueueEntry(S.Kind, P.Entry)}});
  }
}

PlainWrites Rest::run() {
  static const TileState Untouched;
  std::set<hw::TileId> Tiles;
  for (const RegisterImage *I : {&Should, &Is})
    for (const auto &[T, State] : I->tiles())
      Tiles.insert(T);
  for (hw::TileId T : Tiles) {
    TileState Empty;
    Empty.Kind = M.kind(T);
    const TileState &S = Should.tile(T) ? *Should.tile(T) : Empty;
    const TileState &Got = Is.tile(T) ? *Is.tile(T) : Untouched;
    memory(T, S.Program, Got.Program, hw::Window::ProgramMemory);
    memory(T, S.Data, Got.Data, hw::Window::DataMemory);
    registers(T, S);
    tasks(T, S);
  }
  return std::move(Writes);
}

static std::string plainWriteText(const Model &M, hw::TileId T,
                                  const PlainWrite &W) {
  std::string Text =
      formatv("({0},{1}) {2}", T.Column, T.Row,
              hw::describeOffset(M.device().Gen, M.kind(T), W.Offset));
  if (W.Words.size() == 1)
    return formatv("{0} = {1:x}", Text, W.Words.front());
  return formatv("{0} and {1} words behind it", Text, W.Words.size() - 1);
}

//===----------------------------------------------------------------------===//
// Raising
//===----------------------------------------------------------------------===//

namespace {

class Raiser {
public:
  Raiser(const Source &S, const Options &O, Model M)
      : S(S), O(O), M(std::move(M)) {}

  Expected<Design> run();

private:
  Expected<Lowered> lowerAgain(const PlainWrites &Plain);
  Expected<RegisterImage> imageOf(ArrayRef<RegisterOp> Ops) const;
  Error raiseStream();
  Expected<std::optional<size_t>> firstDifference(const SequenceParts &Parts);
  Error checkConfiguration(ArrayRef<RegisterOp> Is);
  void checkStream(const Lowered &L);

  const Source &S;
  const Options &O;
  Model M;
  std::map<hw::TileId, Bytes> Elfs;
  SequenceParts Sequence;
  Design Result;
};

} // namespace

Expected<RegisterImage> Raiser::imageOf(ArrayRef<RegisterOp> Ops) const {
  RegisterImage Image(M.device());
  for (const RegisterOp &Op : Ops)
    if (Error E = Image.apply(Op))
      return std::move(E);
  return std::move(Image);
}

/// Sets the text and says what it compiles to.
Expected<Lowered> Raiser::lowerAgain(const PlainWrites &Plain) {
  Result.Text = deviceText(M, Plain, O, Sequence.Text, Sequence.Tiles);
  return lower(moduleText({Result.Text}), Elfs);
}

/// The first operation of the stream that \p Parts lowers to another one, or
/// nothing if there is none.
Expected<std::optional<size_t>>
Raiser::firstDifference(const SequenceParts &Parts) {
  std::string Text;
  raw_string_ostream OS(Text);
  OS << formatv("  aie.device({0}) {{\n", M.device().Name);
  for (hw::TileId T : Parts.Tiles)
    OS << formatv("    {0} = aie.tile({1}, {2})\n", tileValue(T), T.Column,
                  T.Row);
  OS << Parts.Text << "  }\n";
  Expected<Lowered> L = lower(moduleText({Text}), {});
  if (!L)
    return L.takeError();
  const std::vector<txn::Op> &Wanted = S.Stream->Ops, &Got = L->Stream->Ops;
  for (size_t I = 0; I < std::max(Wanted.size(), Got.size()); ++I)
    if (I >= Wanted.size() || I >= Got.size() || !(Wanted[I] == Got[I]))
      return std::optional(I);
  return std::nullopt;
}

/// Says as transfers what lowers to the very same operations.
Error Raiser::raiseStream() {
  if (!S.Stream)
    return Error::success();
  std::vector<Transfer> Transfers = findTransfers(*S.Stream, M.device());
  // A few attempts: streams have all transfers of the usual shape or none.
  for (unsigned Attempt = 0; !Transfers.empty(); ++Attempt) {
    constexpr unsigned MaxAttempts = 16;
    Sequence = sequenceText(*S.Stream, M.device(), Transfers);
    Expected<std::optional<size_t>> At = firstDifference(Sequence);
    if (At && !*At)
      return Error::success();
    auto Wrong = Transfers.end();
    if (!At)
      consumeError(At.takeError());
    else
      Wrong = llvm::find_if(Transfers, [&](const Transfer &X) {
        return X.First <= **At && **At < X.First + X.Count;
      });
    if (Wrong == Transfers.end() || Attempt == MaxAttempts)
      Transfers.clear();
    else
      Transfers.erase(Wrong);
  }
  Sequence = sequenceText(*S.Stream, M.device(), {});
  llvm::append_range(Result.Losses, Sequence.Losses);
  return Error::success();
}

Error Raiser::checkConfiguration(ArrayRef<RegisterOp> Is) {
  Expected<std::vector<diff::Difference>> Found =
      diff::compareWrites(M.device(), S.Ops, Is);
  if (!Found)
    return Found.takeError();
  for (const diff::Difference &D : *Found) {
    std::string Text = D.Where;
    if (!D.What.empty())
      Text += ": " + D.What;
    auto Value = [](StringRef V) -> std::string {
      return V.empty() ? "nothing" : V.split('\n').first.str();
    };
    Result.Losses.push_back(formatv("{0} {1}: {2} becomes {3}",
                                    diff::toString(D.About), Text, Value(D.A),
                                    Value(D.B)));
  }
  return Error::success();
}

void Raiser::checkStream(const Lowered &L) {
  if (!S.Stream)
    return;
  txn::Transaction Wanted = *S.Stream;
  if (Wanted.Enc != txn::Encoding::V0_1) {
    Result.Losses.push_back("instruction stream, header: encoding 1.0; compile "
                            "writes encoding 0.1");
    Wanted.Enc = txn::Encoding::V0_1;
  }
  // What is known to be lost was said already.
  if (Result.Losses.empty() && (!L.Stream || *L.Stream != Wanted))
    Result.Losses.push_back("instruction stream: the raised sequence lowers to "
                            "other operations");
}

Expected<Design> Raiser::run() {
  for (const auto &[T, Core] : M.Cores) {
    Bytes Elf = elf::serialize(Core);
    Result.Cores.push_back({T, coreFileName(T, O.ElfPrefix), Elf});
    Elfs[T] = std::move(Elf);
  }
  if (Error E = raiseStream())
    return std::move(E);
  Expected<Lowered> First = lowerAgain({});
  if (!First)
    return First.takeError();
  Expected<RegisterImage> Image = imageOf(First->Ops);
  if (!Image)
    return Image.takeError();
  PlainWrites Plain = Rest(M, *Image).run();
  if (!Plain.empty()) {
    for (const auto &[T, Writes] : Plain)
      for (const PlainWrite &W : Writes)
        Result.PlainWrites.push_back(plainWriteText(M, T, W));
    First = lowerAgain(Plain);
    if (!First)
      return First.takeError();
  }
  checkStream(*First);
  if (Error E = checkConfiguration(First->Ops))
    return std::move(E);
  return std::move(Result);
}

Expected<Design> raise::raise(const Source &S, const Options &O) {
  Expected<Model> M = Model::create(*S.Device, S.Ops);
  if (!M)
    return M.takeError();
  return Raiser(S, O, std::move(*M)).run();
}
