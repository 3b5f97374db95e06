//===- TransactionScript.cpp - instruction streams as text ----------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writes look as in the text of a CDO; other operations name their fields. A
// field that has its usual value may be left out.
//
//===----------------------------------------------------------------------===//

#include "aieforge/Formats/Script.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace aieforge::script;
using namespace aieforge::txn;
using namespace llvm;

namespace {

/// Prints " key=value", unless the value is the usual one.
struct Field {
  StringRef Key;
  uint64_t Value;
  uint64_t Usual = 0;
};

class Printer {
public:
  Printer(const hw::Device &D) : D(D) {}
  std::string operator()(const Op &O) {
    Out = opcodeName(opcode(O)).lower();
    Comment.clear();
    std::visit([&](const auto &V) { print(V); }, O);
    return Out + Comment + "\n";
  }

private:
  void address(uint32_t A) {
    Out += " 0x" + utohexstr(A, /*LowerCase=*/true, /*Width=*/8);
    Comment = comment(D, A);
  }
  void number(uint64_t V) { Out += " " + hex(V); }
  void fields(std::initializer_list<Field> Fields) {
    for (const Field &F : Fields)
      if (F.Value != F.Usual)
        Out += (" " + F.Key + "=" + hex(F.Value)).str();
  }

  void print(const Write &O) {
    address(O.Address);
    number(O.Value);
  }
  void print(const BlockWrite &O) {
    address(O.Address);
    fields({{"hint", O.TileHint}});
    Out += wordList(O.Data);
  }
  void print(const MaskWrite &O) {
    address(O.Address);
    number(O.Mask);
    number(O.Value);
    fields({{"size", O.SizeField, MaskWrite().SizeField}});
  }
  void print(const MaskPoll &O) {
    address(O.Address);
    number(O.Mask);
    number(O.Value);
  }
  void print(const Noop &) {}
  void print(const Preempt &O) { fields({{"level", O.Level}}); }
  void print(const LoadPdi &O) {
    fields({{"id", O.Id}, {"size", O.Size}, {"address", O.Address}});
  }
  void print(const LoadPmStart &O) {
    fields({{"count", O.Count, 1}, {"id", O.Id}});
  }
  void print(const CreateScratchpad &O) {
    fields({{"usage", O.Usage}, {"size", O.Size}, {"address", O.Address}});
  }
  void print(const UpdateReg &O) {
    address(O.Address);
    fields({{"index", O.StateIndex},
            {"function", O.Function},
            {"argument", O.Argument}});
  }
  void print(const Tct &O) {
    Out += (" direction=" + hw::toString(O.Dir)).str();
    fields({{"channel", O.Channel},
            {"column", O.Column},
            {"row", O.Row},
            {"columns", O.Columns, 1},
            {"rows", O.Rows, 1}});
  }
  void print(const DdrPatch &O) {
    address(O.Register);
    fields({{"argument", O.Argument},
            {"offset", O.Offset},
            {"action", O.Action},
            {"type", O.Type},
            {"size", O.Size}});
  }
  void print(const ReadRegs &O) {
    for (uint64_t A : O.Addresses)
      number(A);
  }
  void print(const RecordTimer &O) { fields({{"id", O.Id}}); }
  void print(const MergeSync &O) {
    fields({{"tokens", O.Tokens},
            {"columns", O.Columns},
            {"tag", O.Tag},
            {"size", O.SizeField, MergeSync().SizeField}});
  }

  const hw::Device &D;
  std::string Out, Comment;
};

/// Reads the operands and options of one statement into an operation; the
/// first failure is kept.
class OpReader {
public:
  OpReader(const Statement &S, const hw::Device &D) : S(S), R(S, &D) {}
  Expected<Op> read();

private:
  template <typename T> void operand(T &Value, StringRef What) {
    take(R.number(What, 8 * sizeof(T)), Value);
  }
  void address(uint32_t &Value) {
    uint64_t Wide = 0;
    take(R.address(), Wide);
    if (!Failed && Wide >> 32)
      fail(R.error("the address has more than 32 bits"));
    Value = uint32_t(Wide);
  }
  template <typename T> void option(StringRef Key, T &Value) {
    take(R.option(Key, Value, 8 * sizeof(T)), Value);
  }
  template <typename T> void take(Expected<uint64_t> From, T &Value) {
    if (!From)
      return fail(From.takeError());
    Value = T(*From);
  }
  void fail(Error E) {
    if (!Failed)
      Failed = std::move(E);
    else
      consumeError(std::move(E));
  }
  Op operation(Opcode Code);
  Tct tct();

  const Statement &S;
  Reader R;
  Error Failed = Error::success();
};

} // namespace

Tct OpReader::tct() {
  Tct O;
  StringRef Dir = R.text("direction");
  if (Dir == "MM2S")
    O.Dir = hw::Direction::MM2S;
  else if (Dir != "S2MM")
    fail(R.error("direction=" + Dir + "; it is S2MM or MM2S"));
  option("channel", O.Channel);
  option("column", O.Column);
  option("row", O.Row);
  option("columns", O.Columns);
  option("rows", O.Rows);
  return O;
}

Op OpReader::operation(Opcode Code) {
  switch (Code) {
  case Opcode::Write: {
    Write O;
    address(O.Address);
    operand(O.Value, "value");
    return O;
  }
  case Opcode::BlockWrite: {
    BlockWrite O;
    address(O.Address);
    option("hint", O.TileHint);
    O.Data = S.Words;
    return O;
  }
  case Opcode::MaskWrite: {
    MaskWrite O;
    address(O.Address);
    operand(O.Mask, "mask");
    operand(O.Value, "value");
    option("size", O.SizeField);
    return O;
  }
  case Opcode::MaskPoll:
  case Opcode::MaskPollBusy: {
    MaskPoll O;
    O.Busy = Code == Opcode::MaskPollBusy;
    address(O.Address);
    operand(O.Mask, "mask");
    operand(O.Value, "value");
    return O;
  }
  case Opcode::Preempt: {
    Preempt O;
    option("level", O.Level);
    return O;
  }
  case Opcode::LoadPdi: {
    LoadPdi O;
    option("id", O.Id);
    option("size", O.Size);
    option("address", O.Address);
    return O;
  }
  case Opcode::LoadPmStart: {
    LoadPmStart O;
    option("count", O.Count);
    option("id", O.Id);
    if (!Failed && O.Count >> 24)
      fail(R.error("count=" + Twine(O.Count) + " has more than 24 bits"));
    return O;
  }
  case Opcode::CreateScratchpad: {
    CreateScratchpad O;
    option("usage", O.Usage);
    option("size", O.Size);
    option("address", O.Address);
    return O;
  }
  case Opcode::UpdateReg: {
    UpdateReg O;
    address(O.Address);
    option("index", O.StateIndex);
    option("function", O.Function);
    option("argument", O.Argument);
    return O;
  }
  case Opcode::Tct:
    return tct();
  case Opcode::DdrPatch: {
    DdrPatch O;
    address(O.Register);
    option("argument", O.Argument);
    option("offset", O.Offset);
    option("action", O.Action);
    option("type", O.Type);
    option("size", O.Size);
    return O;
  }
  case Opcode::ReadRegs: {
    ReadRegs O;
    while (!Failed && R.hasOperand())
      operand(O.Addresses.emplace_back(), "address");
    return O;
  }
  case Opcode::RecordTimer: {
    RecordTimer O;
    option("id", O.Id);
    return O;
  }
  case Opcode::MergeSync: {
    MergeSync O;
    option("tokens", O.Tokens);
    option("columns", O.Columns);
    option("tag", O.Tag);
    option("size", O.SizeField);
    return O;
  }
  default:
    return Noop{};
  }
}

static std::optional<Opcode> findOpcode(StringRef Name) {
  std::string Upper = Name.upper();
  for (const Op &O :
       {Op(Write{}), Op(BlockWrite{}), Op(MaskWrite{}), Op(MaskPoll{}),
        Op(MaskPoll{0, 0, 0, true}), Op(Noop{}), Op(Preempt{}), Op(LoadPdi{}),
        Op(LoadPmStart{}), Op(CreateScratchpad{}), Op(UpdateReg{}), Op(Tct{}),
        Op(DdrPatch{}), Op(ReadRegs{}), Op(RecordTimer{}), Op(MergeSync{})})
    if (opcodeName(opcode(O)) == Upper)
      return opcode(O);
  return std::nullopt;
}

Expected<Op> OpReader::read() {
  std::optional<Opcode> Code = findOpcode(S.Name);
  if (!Code) {
    consumeError(std::move(Failed));
    return R.error("there is no such operation of an instruction stream");
  }
  Op O = operation(*Code);
  if (Failed)
    return std::move(Failed);
  if (Error E = R.finish(/*WordsAllowed=*/*Code == Opcode::BlockWrite))
    return std::move(E);
  return O;
}

std::string script::print(const Transaction &T, const hw::Device &D) {
  std::string Out = "transaction version=";
  Out += T.Enc == Encoding::V0_1 ? "0.1" : "1.0";
  for (const Field &F :
       {Field{"generation", T.DeviceGeneration}, Field{"rows", T.Rows},
        Field{"columns", T.Columns}, Field{"mem_rows", T.MemRows}})
    Out += (" " + F.Key + "=" + Twine(F.Value)).str();
  Out += "\n";
  Printer Print(D);
  for (const Op &O : T.Ops)
    Out += Print(O);
  return Out;
}

/// The header statement. "device=npu1" gives the fields their values.
static Expected<Transaction> readHeader(Reader &R, const hw::Device &D) {
  Transaction T(D);
  StringRef Version = R.text("version");
  if (Version == "1.0")
    T.Enc = Encoding::V1_0;
  else if (!Version.empty() && Version != "0.1")
    return R.error("version=" + Version + "; 0.1 and 1.0 exist");
  std::pair<StringRef, uint8_t *> Fields[] = {
      {"generation", &T.DeviceGeneration},
      {"rows", &T.Rows},
      {"columns", &T.Columns},
      {"mem_rows", &T.MemRows}};
  for (auto [Key, Value] : Fields) {
    Expected<uint64_t> V = R.option(Key, *Value, 8);
    if (!V)
      return V.takeError();
    *Value = uint8_t(*V);
  }
  return T;
}

Expected<Transaction> script::parseTransaction(StringRef Text,
                                               const hw::Device &Default) {
  Expected<std::vector<Statement>> Lines = parse(Text);
  if (!Lines)
    return Lines.takeError();
  if (Lines->empty() || Lines->front().Name != "transaction")
    return makeError("a text form of an instruction stream begins with the "
                     "statement \"transaction\"");
  Reader Head(Lines->front(), &Default);
  Expected<const hw::Device *> D = Head.device();
  if (!D)
    return D.takeError();
  Expected<Transaction> T = readHeader(Head, **D);
  if (!T)
    return T.takeError();
  if (Error E = Head.finish())
    return std::move(E);
  T->Ops.reserve(Lines->size());
  for (const Statement &S : drop_begin(*Lines)) {
    Expected<Op> O = OpReader(S, **D).read();
    if (!O)
      return O.takeError();
    T->Ops.push_back(std::move(*O));
  }
  return T;
}
