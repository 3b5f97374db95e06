//===- CodeGen.h - LLVM IR to AIE2 objects ----------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The compiler back end of the AIE2 core: optimizes an LLVM module and writes
// it as a relocatable ELF object (e_machine 264) or as assembly text.
//
// IR it takes: scalar code as clang and MLIR's LLVM export make it, for the
// triple and data layout below. Calls of these functions are instructions; the
// spelling with "llvm.aie2." and dots is accepted as well as the one with
// "__aie2_" and underscores:
//
//   void __aie2_acquire(i32 lock, i32 value)   wait for a lock; value -n waits
//                                              for at least n and takes n,
//                                              value n waits for exactly n
//   void __aie2_release(i32 lock, i32 value)   add value to a lock
//   void __aie2_event(i32 number)              raise event 0..3 (a constant)
//   void __aie2_done()                         stop the core, set its done bit
//   i32  __aie2_get_ss()                       read a word of the input stream
//   {i32, i32} __aie2_get_ss()                 the same; second: TLAST
//   void __aie2_put_ms(i32 value, i32 tlast)   write a word to the output
//                                              stream, last of a packet when
//                                              tlast is not 0
//
// A lock is numbered as the core sees it, 0..63: 16 each of the southern,
// western, northern and own tile, so that lock n of the own tile is 48 + n.
// No memory access moves across a lock, stream, event or done instruction.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TARGET_AIE2_CODEGEN_H
#define AIEFORGE_TARGET_AIE2_CODEGEN_H

#include "aieforge/Support/Bytes.h"
#include "aieforge/Support/Error.h"

#include <string>

namespace llvm {
class Module;
}

namespace aieforge::codegen {

/// Registers the target with LLVM. Calling it again does nothing. The other
/// functions of this header call it themselves.
void initializeTarget();

/// "aie2-none-unknown-elf".
llvm::StringRef targetTriple();

/// The data layout every module must have; an empty one is taken for it.
llvm::StringRef dataLayout();

struct CodeGenOptions {
  /// 0..3, as of a C compiler. 0 leaves the IR as it is.
  unsigned OptLevel = 2;
  /// Run LLVM's machine verifier after every pass (slow; for tests).
  bool Verify = false;
};

/// Runs the optimization pipeline of \p Options on \p M, with the costs of this
/// machine. Sets triple and data layout when they are empty; other targets'
/// are an error.
Error optimize(llvm::Module &M, const CodeGenOptions &Options = {});

/// Compiles \p M to a relocatable ELF object. \p M is consumed: its IR is
/// lowered in place. Names the function and the operation the machine or this
/// back end has no code for.
Expected<Bytes> emitObject(llvm::Module &M, const CodeGenOptions &Options = {});

/// As emitObject, to assembly text: one bundle a line.
Expected<std::string> emitAssembly(llvm::Module &M,
                                   const CodeGenOptions &Options = {});

} // namespace aieforge::codegen

#endif // AIEFORGE_TARGET_AIE2_CODEGEN_H
