//===- Model.cpp - what a raised design consists of -----------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Model.h"
#include "aieforge/Hardware/Registers.h"
#include "aieforge/Inspect/Diff.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/MathExtras.h"

#include <set>

using namespace aieforge;
using namespace aieforge::raise;
using namespace llvm;

std::string Buffer::name() const {
  return formatv("buffer_{0}_{1}_{2:x-}", Tile.Column, Tile.Row, Offset);
}

bool DmaProgram::has(unsigned Bd) const {
  return any_of(Bds, [&](const BdView &B) { return B.Id == Bd; });
}

size_t Model::lastWrite(hw::TileId T, uint32_t Offset) const {
  auto It = LastWrites.find(hw::tileAddress(T.Column, T.Row, Offset));
  return It == LastWrites.end() ? NeverWritten : It->second;
}

Expected<Model> Model::create(const hw::Device &D, ArrayRef<RegisterOp> Ops) {
  Model M(D, Ops);
  if (Error E = M.apply())
    return std::move(E);
  M.findCores();
  M.findDmas();
  M.findTiles();
  M.findBuffers();
  return std::move(M);
}

Error Model::apply() {
  size_t Position = 0;
  for (const RegisterOp &Op : Ops) {
    if (Error E = Image.apply(Op))
      return E;
    hw::TileAddress A = hw::TileAddress::decode(Op.Address);
    if (!device().contains(A.Column, A.Row))
      continue;
    FirstUse.try_emplace(A.tile(), Position);
    hw::Window W = hw::windowAt(kind(A.tile()), A.Offset).What;
    if (W != hw::Window::Registers) {
      ++Position;
      continue;
    }
    for (auto [I, Word] : enumerate(Op.Data)) {
      uint32_t Offset = A.Offset + 4 * I;
      if (diff::actsWhenWritten(device(), A.tile(), Offset))
        Acting[A.tile()][Offset].emplace_back(
            Position, Op.What == RegisterOp::MaskWrite ? Word & Op.Mask : Word);
      LastWrites[Op.Address + 4 * I] = Position++;
    }
  }
  return Error::success();
}

//===----------------------------------------------------------------------===//
// Programs
//===----------------------------------------------------------------------===//

/// The bytes that a write puts into a memory; a masked write of low bytes ends
/// a block that is no whole number of words.
static Bytes bytesOf(const RegisterOp &Op) {
  Bytes Data(Op.Data.size() * 4);
  for (auto [I, Word] : enumerate(Op.Data))
    support::endian::write32le(&Data[4 * I], Word);
  if (Op.What != RegisterOp::MaskWrite)
    return Data;
  for (unsigned Size : {1, 2, 3})
    if (Op.Mask == (1u << 8 * Size) - 1)
      Data.resize(Size);
  return Data;
}

/// Appends to the segment before if the bytes follow it.
static void addSegment(elf::CoreElf &Core, uint32_t Address,
                       const Bytes &Data) {
  bool Program = Address < elf::ProgramBytes;
  if (!Core.Segments.empty()) {
    elf::CoreSegment &Last = Core.Segments.back();
    // Tools write a segment as one block and the bytes that are left over.
    if (Last.Address + Last.Data.size() == Address && Data.size() < 4) {
      Last.Data.insert(Last.Data.end(), Data.begin(), Data.end());
      Last.MemorySize = Last.Data.size();
      return;
    }
  }
  Core.Segments.push_back(
      {Program ? ".text" : ".data", Address,
       unsigned(Program ? ELF::PF_R | ELF::PF_X : ELF::PF_R | ELF::PF_W), Data,
       uint32_t(Data.size()), 4});
}

/// Values that are no whole number of words end with a masked write.
void Model::addDataRange(hw::TileId T, uint32_t Offset, const RegisterOp &Op) {
  uint32_t Bytes = 4 * Op.Data.size();
  if (Op.What == RegisterOp::MaskWrite && !DataRanges.empty() &&
      DataRanges.back().Tile == T && DataRanges.back().end() == Offset)
    DataRanges.back().Bytes += Bytes;
  else
    DataRanges.push_back({T, Offset, Bytes, {}});
}

void Model::findCores() {
  const hw::ReachWindow *Own =
      find_if(hw::coreWindows(),
              [](const hw::ReachWindow &W) { return W.Name == "own"; });
  // A core that the configuration does not start keeps its program as plain
  // memory: aie.core would start it.
  std::set<hw::TileId> Started;
  for (const CoreView &C : coreViews(Image))
    if (C.Enabled && C.Program && !C.Program->empty())
      Started.insert(C.Tile);
  // Data comes with the program up to the first lock of the tile; what follows
  // are start values of buffers.
  std::set<hw::TileId> LocksSet;
  for (const RegisterOp &Op : Ops) {
    hw::TileAddress A = hw::TileAddress::decode(Op.Address);
    hw::TileId T = A.tile();
    if (!device().contains(T.Column, T.Row))
      continue;
    hw::WindowInfo W = hw::windowAt(kind(T), A.Offset);
    if (W.What == hw::Window::Registers) {
      if (hw::lockValueAt(kind(T), A.Offset))
        LocksSet.insert(T);
      continue;
    }
    uint32_t Offset = A.Offset - W.Offset;
    bool Program = W.What == hw::Window::ProgramMemory;
    if (!Program && W.What != hw::Window::DataMemory)
      continue;
    bool InElf = Started.count(T) && (Program || !LocksSet.count(T));
    if (InElf)
      addSegment(Cores[T], Program ? Offset : Own->Address + Offset,
                 bytesOf(Op));
    else if (!Program)
      addDataRange(T, Offset, Op);
  }
}

//===----------------------------------------------------------------------===//
// DMA programs
//===----------------------------------------------------------------------===//

BdShape raise::shapeOf(const BdView &B) {
  BdShape S;
  size_t Used = B.Dims.size();
  while (Used && B.Dims[Used - 1] == BdDim())
    --Used;
  S.Dims = ArrayRef(B.Dims).take_front(Used);
  // A dimension without wrap takes what the length leaves.
  uint64_t Left = std::max<uint64_t>(B.Length, 1);
  S.Words = Used ? 1 : Left;
  for (const BdDim &D : S.Dims) {
    S.Sizes.push_back(D.Wrap ? D.Wrap : Left);
    S.Words += (S.Sizes.back() - 1) * D.Step;
    Left = divideCeil(Left, S.Sizes.back());
  }
  S.Words += uint64_t(B.Iteration.Wrap - 1) * B.Iteration.Step;
  return S;
}

/// True if aie.dma_bd can say where the BD reads or writes. Other fields that
/// it cannot say are written plainly.
static bool hasBuffer(const BdView &B) {
  return B.Valid && B.Memory &&
         B.Memory->Offset + 4 * shapeOf(B).Words <=
             hw::tileInfo(B.Kind).DataMemoryBytes;
}

bool Model::addStart(DmaProgram &P, hw::TileId T, const QueuePush &Push) {
  for (const DmaStart &S : P.Starts)
    if (S.Dir == Push.Dir && S.Channel == Push.Channel)
      return false; // A second task of the channel.
  std::vector<BdView> Chain;
  std::optional<unsigned> Id = Push.Entry.StartBd;
  auto Known = [&](unsigned Bd) {
    return P.has(Bd) ||
           any_of(Chain, [&](const BdView &B) { return B.Id == Bd; });
  };
  while (Id && !Known(*Id)) {
    if (*Id >= hw::bdLayout(kind(T)).Count ||
        !hw::bdReachable(kind(T), Push.Channel, *Id))
      return false;
    BdView B = bdView(Image, T, *Id);
    if (!hasBuffer(B))
      return false;
    Id = B.Next;
    Chain.push_back(std::move(B));
  }
  P.Starts.push_back({Push.Dir, Push.Channel, Push.Entry});
  llvm::append_range(P.Bds, Chain);
  return true;
}

void Model::findDmas() {
  for (const auto &[T, State] : Image.tiles()) {
    // Static programs of shim tiles would need addresses of host memory.
    if (hw::isShim(State.Kind))
      continue;
    DmaProgram P;
    for (const QueuePush &Push : State.Pushes) {
      // aie.dma_start asks for tokens in shim tiles only.
      if (!Push.Entry.IssueToken)
        addStart(P, T, Push);
    }
    if (!P.Starts.empty())
      Dmas[T] = std::move(P);
  }
}

/// The lock with that number in the numbering of the DMA of \p T.
static BdLock lockAt(const hw::Device &D, hw::TileId T, unsigned Number,
                     int Value) {
  BdLock L{Number, Value, std::nullopt, 0};
  for (const hw::ReachWindow &W : hw::dmaWindows(D.kind(T.Column, T.Row))) {
    int Column = int(T.Column) + W.ColumnStep, Row = int(T.Row) + W.RowStep;
    if (Number < W.LockBase || Number - W.LockBase >= W.Locks || Column < 0 ||
        Row < 0 || !D.contains(Column, Row))
      continue;
    L.Tile = hw::TileId{unsigned(Column), unsigned(Row)};
    L.Id = Number - W.LockBase;
  }
  return L;
}

std::optional<BdLocks> Model::locksOf(const BdView &B) const {
  using hw::BdField;
  auto Get = [&](BdField F) {
    return int(hw::bdLayout(B.Kind).get(B.Words, F));
  };
  bool Any = false;
  for (BdField F :
       {BdField::LockAcqID, BdField::LockAcqValue, BdField::LockAcqEnable,
        BdField::LockRelID, BdField::LockRelValue})
    Any |= Get(F) != 0;
  if (!Any)
    return std::nullopt;
  BdLocks L;
  L.Acquire = lockAt(device(), B.Tile, Get(BdField::LockAcqID),
                     Get(BdField::LockAcqValue));
  L.Enable = Get(BdField::LockAcqEnable);
  L.Release = lockAt(device(), B.Tile, Get(BdField::LockRelID),
                     Get(BdField::LockRelValue));
  if (!L.Acquire.Tile || !L.Release.Tile)
    return std::nullopt;
  return L;
}

//===----------------------------------------------------------------------===//
// Tiles and buffers
//===----------------------------------------------------------------------===//

void Model::findTiles() {
  std::vector<hw::TileId> Programmed;
  std::set<hw::TileId> Others;
  for (const auto &[T, State] : Image.tiles())
    (Cores.count(T) ? void(Programmed.push_back(T)) : void(Others.insert(T)));
  for (const auto &[T, P] : Dmas)
    for (const BdView &B : P.Bds) {
      if (!Cores.count(B.Memory->Tile))
        Others.insert(B.Memory->Tile);
      if (std::optional<BdLocks> L = locksOf(B))
        for (hw::TileId Tile : {*L->Acquire.Tile, *L->Release.Tile})
          if (!Cores.count(Tile))
            Others.insert(Tile);
    }
  Tiles.assign(Others.begin(), Others.end());
  llvm::sort(Tiles, [](hw::TileId A, hw::TileId B) {
    return std::pair(A.Row, A.Column) < std::pair(B.Row, B.Column);
  });
  llvm::sort(Programmed, [&](hw::TileId A, hw::TileId B) {
    return FirstUse.at(A) < FirstUse.at(B);
  });
  llvm::append_range(Tiles, Programmed);
}

const Buffer *Model::bufferAt(const MemoryPlace &P) const {
  for (const Buffer &B : Buffers)
    if (B.Tile == P.Tile && P.Offset >= B.Offset && P.Offset < B.end())
      return &B;
  return nullptr;
}

namespace {

/// Ranges of bytes; overlapping ones become one, touching ones do not.
class RangeSet {
public:
  void add(uint32_t Begin, uint32_t End) {
    auto It = Ends.lower_bound(Begin);
    if (It != Ends.begin() && std::prev(It)->second > Begin)
      --It;
    while (It != Ends.end() && It->first < End) {
      Begin = std::min(Begin, It->first);
      End = std::max(End, It->second);
      It = Ends.erase(It);
    }
    Ends[Begin] = End;
  }
  const std::map<uint32_t, uint32_t> &ranges() const { return Ends; }

private:
  std::map<uint32_t, uint32_t> Ends;
};

} // namespace

void Model::findBuffers() {
  std::map<hw::TileId, RangeSet> Walked;
  for (const auto &[T, P] : Dmas)
    for (const BdView &B : P.Bds) {
      uint32_t Begin = B.Memory->Offset;
      Walked[B.Memory->Tile].add(Begin, Begin + 4 * shapeOf(B).Words);
    }
  // A start value that fills its buffer is the buffer's; one that overlaps it
  // in another way stays a plain write, since MLIR has no half values.
  std::vector<Buffer> WithData;
  for (const Buffer &R : DataRanges) {
    if (R.Offset % 4)
      continue;
    Buffer B = R;
    B.Init.emplace();
    const TileState *State = Image.tile(B.Tile);
    for (uint32_t At = B.Offset; At < B.end(); At += 4) {
      std::optional<uint32_t> Word = State->Data.word(At);
      if (!Word)
        break;
      B.Init->resize(B.Init->size() + 4);
      support::endian::write32le(B.Init->data() + B.Init->size() - 4, *Word);
    }
    bool Covers = B.Init->size() == B.Bytes;
    for (const auto &[Begin, End] : Walked[B.Tile].ranges())
      if (Begin < B.end() && End > B.Offset)
        Covers &= Begin >= B.Offset && End <= B.end();
    for (const Buffer &Other : WithData)
      Covers &= !(Other.Tile == B.Tile && Other.Offset < B.end() &&
                  B.Offset < Other.end());
    if (Covers)
      WithData.push_back(std::move(B));
  }
  for (const auto &[T, Ranges] : Walked)
    for (const auto &[Begin, End] : Ranges.ranges()) {
      hw::TileId Tile = T;
      uint32_t First = Begin;
      if (none_of(WithData, [&](const Buffer &B) {
            return B.Tile == Tile && B.Offset <= First && First < B.end();
          }))
        Buffers.push_back({T, Begin, End - Begin, {}});
    }
  llvm::append_range(Buffers, WithData);
}
