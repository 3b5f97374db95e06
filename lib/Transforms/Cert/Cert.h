//===- Cert.h - sizes and shapes of control code ----------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Control code comes in pages of 8 KiB that hold jobs and the data that these
// send to registers with the microcontroller's DMA.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_TRANSFORMS_CERT_CERT_H
#define AIEFORGE_LIB_TRANSFORMS_CERT_CERT_H

#include "aieforge/Dialect/AIEX/AIEXCert.h"

#include "mlir/IR/Builders.h"

namespace aieforge::cert {

/// What is put into one page, in bytes: less than its 8192, because sizes are
/// those that the assembler is known to need.
constexpr unsigned PageBytes = 8000;

/// The body of \p Op, which is made with its aie.end if there is none.
template <typename OpT> mlir::Block &bodyOf(OpT Op, mlir::OpBuilder &Builder) {
  mlir::OpBuilder::InsertionGuard Guard(Builder);
  if (Op.getBody().empty()) {
    Builder.createBlock(&Op.getBody());
    aie::EndOp::create(Builder, Op.getLoc());
  }
  return Op.getBody().front();
}

/// A page before the op at hand with one empty job in it.
aiex::CertJobOp createPageWithJob(mlir::OpBuilder &Builder, mlir::Location Loc,
                                  unsigned JobId);

/// The largest job number in \p Device; 0 if there is no job.
unsigned lastJobId(aie::DeviceOp Device);

/// Joins transfers that follow one another in \p Job to one chain, as long as
/// the data fit a page.
void joinTransfers(aiex::CertJobOp Job);

} // namespace aieforge::cert

#endif // AIEFORGE_LIB_TRANSFORMS_CERT_CERT_H
