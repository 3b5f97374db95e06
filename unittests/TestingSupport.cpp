//===- TestingSupport.cpp - what LLVM's error matchers link with ----------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Debian ships the headers of LLVM's testing support without the library. The
// matchers of llvm/Testing/Support/Error.h need this one function of it.
//
//===----------------------------------------------------------------------===//

#include "llvm/Testing/Support/Error.h"

llvm::detail::ErrorHolder llvm::detail::TakeError(llvm::Error Err) {
  ErrorHolder Holder;
  handleAllErrors(std::move(Err), [&](std::unique_ptr<ErrorInfoBase> Info) {
    Holder.Infos.push_back(std::move(Info));
  });
  return Holder;
}
