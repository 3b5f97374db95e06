//===- Formats.cpp - command tables of the file formats -------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// data/cdo-commands.json, transaction-ops.json and sequence-ops.json -> lists
// of macros that the readers and writers of these formats include.
//
//===----------------------------------------------------------------------===//

#include "Generator.h"
#include "Node.h"

using namespace llvm;
using namespace aieforge::tblgen;

static Error emitCdo(Inputs In, raw_ostream &OS) {
  Node Root(In[0], "cdo-commands.json");
  OS << "AIEFORGE_CDO_MODULE(" << Root["module"].number() << ")\n";
  for (Node C : Root["commands"].elements()) {
    bool Known = !C[3].isNull();
    OS << "AIEFORGE_CDO_COMMAND(" << C[0].number() << ", " << C[1].text()
       << ", \"" << C[2].text() << "\", " << (Known ? C[3].number() : 0) << ", "
       << (Known && !C[4].isNull() ? std::to_string(C[4].number()) : "~0u")
       << ", " << (C[5].flag() ? "true" : "false") << ")\n";
  }
  OS << "#undef AIEFORGE_CDO_MODULE\n#undef AIEFORGE_CDO_COMMAND\n";
  return Error::success();
}

static Error emitTransaction(Inputs In, raw_ostream &OS) {
  Node Root(In[0], "transaction-ops.json");
  for (Node Op : Root["ops"].elements())
    OS << "AIEFORGE_TXN_OP(" << Op[0].number() << ", " << Op[1].text() << ", \""
       << Op[2].text() << "\", " << (Op[3].flag() ? "true" : "false") << ")\n";
  OS << "#undef AIEFORGE_TXN_OP\n";
  return Error::success();
}

static Error emitSequence(Inputs In, raw_ostream &OS) {
  Node Root(In[0], "sequence-ops.json");
  for (Node Op : Root["ops"].elements())
    OS << "AIEFORGE_SEQ_OP(" << Op[0].number() << ", " << Op[1].text() << ", \""
       << Op[2].text() << "\", " << Op[3].number() << ", "
       << (Op[4].isNull() ? Op[3] : Op[4]).number() << ")\n";
  OS << "#undef AIEFORGE_SEQ_OP\n";
  return Error::success();
}

static Generator CdoGen("cdo-commands", "commands of a CDO", emitCdo);
static Generator TxnGen("transaction-ops", "operations of a transaction",
                        emitTransaction);
static Generator SeqGen("sequence-ops", "operations of a .seq file",
                        emitSequence);
