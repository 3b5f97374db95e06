//===- PackageCommands.cpp - packages whose part is a script --------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// PDIs, CDOs, instruction streams and control packets: a script, and the bytes
// in which the file differs from what we would write.
//
//===----------------------------------------------------------------------===//

#include "PackageKinds.h"
#include "aieforge/Formats/Pdi.h"
#include "aieforge/Formats/Script.h"
#include "llvm/ADT/StringExtras.h"

using namespace aieforge;
using namespace aieforge::pack;
using namespace llvm;

/// Notes what \p File holds beside \p Value.
template <typename T> static void keep(Parts &Out, T Value, BytesRef File) {
  Exact<T> Whole(std::move(Value), File);
  if (!Whole.Kept.empty())
    Out.Description["residue"] = toJson(Whole.Kept);
}

Error pack::unpackPdi(BytesRef File, const hw::Device &D, Parts &Out) {
  Expected<pdi::Pdi> P = pdi::parse(File);
  if (!P)
    return P.takeError();
  Out.Description["kind"] = "pdi";
  Out.Description["form"] = P->Transformed ? "transformed" : "plain";
  Out.Description["pcr_ones"] = P->PcrOnes;
  Out.Description["script"] = Out.add("cdo.txt", script::print(P->Cdo, D));
  keep(Out, std::move(*P), File);
  return Error::success();
}

Expected<Bytes> pack::packPdi(Fields &F, const Sources &S) {
  pdi::Pdi P;
  P.Transformed = F.text("form") == "transformed";
  P.PcrOnes = F.flag("pcr_ones");
  Residue Kept = F.residue("residue");
  Expected<std::string> Text = S.text(F.text("script"));
  if (!Text)
    return Text.takeError();
  Expected<cdo::Cdo> C = script::parseCdo(*Text, S.D);
  if (!C)
    return prefixError(F.text("script"), C.takeError());
  P.Cdo = std::move(*C);
  return Kept.applyTo(pdi::serialize(P));
}

Error pack::unpackCdo(BytesRef File, const hw::Device &D, Parts &Out) {
  Expected<cdo::Cdo> C = cdo::parse(File);
  if (!C)
    return C.takeError();
  Out.Description["kind"] = "cdo";
  Out.Description["script"] = Out.add("cdo.txt", script::print(*C, D));
  keep(Out, std::move(*C), File);
  return Error::success();
}

Expected<Bytes> pack::packCdo(Fields &F, const Sources &S) {
  Residue Kept = F.residue("residue");
  Expected<std::string> Text = S.text(F.text("script"));
  if (!Text)
    return Text.takeError();
  Expected<cdo::Cdo> C = script::parseCdo(*Text, S.D);
  if (!C)
    return prefixError(F.text("script"), C.takeError());
  return Kept.applyTo(cdo::serialize(*C));
}

/// The bytes of a file that holds \p Stream in binary or as hex digits.
static Bytes inForm(BytesRef Stream, bool Hex) {
  if (!Hex)
    return Stream.vec();
  std::string Text = txn::toHexText(Stream);
  return Bytes(Text.begin(), Text.end());
}

/// Notes whether \p File is text, and what it holds beside \p Stream.
static void keepForm(Parts &Out, BytesRef Stream, BytesRef File) {
  bool Hex = txn::isHexText(File);
  Out.Description["form"] = Hex ? "hex" : "binary";
  Residue Kept = Residue::between(inForm(Stream, Hex), File);
  if (!Kept.empty())
    Out.Description["residue"] = toJson(Kept);
}

Error pack::unpackInstructions(BytesRef File, const hw::Device &D, Parts &Out) {
  Expected<Bytes> Stream = txn::readInstructionFile(File);
  if (!Stream)
    return Stream.takeError();
  Expected<txn::Transaction> T = txn::parse(*Stream);
  if (!T)
    return T.takeError();
  Out.Description["kind"] = "instructions";
  Out.Description["script"] = Out.add("instructions.txt", script::print(*T, D));
  keepForm(Out, txn::serialize(*T), File);
  return Error::success();
}

Expected<Bytes> pack::packInstructions(Fields &F, const Sources &S) {
  Residue Kept = F.residue("residue");
  Expected<std::string> Text = S.text(F.text("script"));
  if (!Text)
    return Text.takeError();
  Expected<txn::Transaction> T = script::parseTransaction(*Text, S.D);
  if (!T)
    return prefixError(F.text("script"), T.takeError());
  return Kept.applyTo(inForm(txn::serialize(*T), F.text("form") == "hex"));
}

Error pack::unpackPackets(BytesRef File, const hw::Device &D, Parts &Out) {
  Expected<Bytes> Words = txn::readInstructionFile(File);
  if (!Words)
    return Words.takeError();
  Expected<ctrlpkt::Packets> P = ctrlpkt::parse(*Words);
  if (!P)
    return P.takeError();
  Out.Description["kind"] = "control_packets";
  Out.Description["script"] = Out.add("packets.txt", script::print(*P, D));
  keepForm(Out, ctrlpkt::serialize(*P), File);
  return Error::success();
}

Expected<Bytes> pack::packPackets(Fields &F, const Sources &S) {
  Residue Kept = F.residue("residue");
  Expected<std::string> Text = S.text(F.text("script"));
  if (!Text)
    return Text.takeError();
  Expected<ctrlpkt::Packets> P = script::parsePackets(*Text, S.D);
  if (!P)
    return prefixError(F.text("script"), P.takeError());
  return Kept.applyTo(inForm(ctrlpkt::serialize(*P), F.text("form") == "hex"));
}
