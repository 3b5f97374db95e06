//===- Precompiled.h - headers that most files need -------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For the libraries without MLIR: a third of their compile time is spent here.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_SUPPORT_PRECOMPILED_H
#define AIEFORGE_LIB_SUPPORT_PRECOMPILED_H

#include "aieforge/Support/Bytes.h"
#include "aieforge/Support/Error.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#endif // AIEFORGE_LIB_SUPPORT_PRECOMPILED_H
