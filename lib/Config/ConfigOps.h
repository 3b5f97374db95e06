//===- ConfigOps.h - a configuration as ops of a sequence -------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_CONFIG_CONFIGOPS_H
#define AIEFORGE_LIB_CONFIG_CONFIGOPS_H

#include "aieforge/Config/Lowering.h"
#include "mlir/IR/Builders.h"

namespace aieforge {

/// Programs of cores, read from the files that their elf_file attributes name.
class CoreElfFiles {
public:
  /// Relative names start from \p Dir, or from the working folder.
  explicit CoreElfFiles(std::string Dir) : Dir(std::move(Dir)) {}

  /// The configuration of \p Device with the programs of its files.
  mlir::FailureOr<ConfigProgram> configure(aie::DeviceOp Device,
                                           const ConfigOptions &Options = {});

private:
  std::string Dir;
};

/// Where the ops made of operation number N of a configuration come from.
using OriginOf = llvm::function_ref<mlir::Location(size_t)>;

/// Makes aiex.npu.write32, maskwrite32 and blockwrite ops of \p P at
/// \p Builder's place. Words of blocks become constants of \p Home, called
/// \p DataPrefix and a number, in front of \p DataBefore.
void makeTransactionOps(const ConfigProgram &P, const hw::Device &D,
                        mlir::OpBuilder &Builder, OriginOf Origin,
                        aie::DeviceOp Home, mlir::Operation *DataBefore,
                        llvm::StringRef DataPrefix);

/// Makes aiex.control_packet ops of \p P at \p Builder's place.
void makeControlPacketOps(const ConfigProgram &P, const hw::Device &D,
                          mlir::OpBuilder &Builder, OriginOf Origin);

} // namespace aieforge

#endif // AIEFORGE_LIB_CONFIG_CONFIGOPS_H
