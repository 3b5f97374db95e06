//===- Generator.h - one generator of the table generator -------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A generator reads the JSON files of data/ and writes one output file. Each
// lives in its own source file and registers itself by name:
//
//   static Generator Gen("isa-tables", "what it makes", emitIsaTables);
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TBLGEN_GENERATOR_H
#define AIEFORGE_TBLGEN_GENERATOR_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace aieforge::tblgen {

/// The inputs, in the order of the command line.
using Inputs = llvm::ArrayRef<llvm::json::Value>;

class Generator {
public:
  using Function = llvm::Error (*)(Inputs, llvm::raw_ostream &);

  Generator(llvm::StringRef Name, llvm::StringRef Description, Function Run);

  llvm::StringRef name() const { return Name; }
  llvm::StringRef description() const { return Description; }
  llvm::Error run(Inputs In, llvm::raw_ostream &OS) const {
    return Run(In, OS);
  }

  /// All generators, in registration order.
  static llvm::ArrayRef<const Generator *> all();

private:
  llvm::StringRef Name;
  llvm::StringRef Description;
  Function Run;
};

} // namespace aieforge::tblgen

#endif // AIEFORGE_TBLGEN_GENERATOR_H
