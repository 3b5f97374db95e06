//===- AIEXCert.h - ops of control code -------------------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The aiex.cert ops: control code for a microcontroller in the array, in the
// terms of its assembler. Apart from the dialect's header, since few files
// look at them.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_DIALECT_AIEX_AIEXCERT_H
#define AIEFORGE_DIALECT_AIEX_AIEXCERT_H

#include "aieforge/Dialect/AIEX/AIEXDialect.h"

namespace aieforge::aiex {
class CertAttachToGroupOp;
class CertJobOp;
class CertPageOp;
class CertSectionOp;
class CertUcDmaChainOp;
} // namespace aieforge::aiex

#define GET_OP_CLASSES
#include "aieforge/Dialect/AIEX/AIEXCertOps.h.inc"

#endif // AIEFORGE_DIALECT_AIEX_AIEXCERT_H
