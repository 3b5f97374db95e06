//===- ConfigProgram.cpp - the register writes of a configuration ---------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Config/ConfigProgram.h"

using namespace aieforge;

std::array<cdo::Cdo, 3> aieforge::toCdoFiles(const ConfigProgram &P) {
  return {cdo::driverForm(P.Elfs), cdo::driverForm(P.Init),
          cdo::driverForm(P.Enable)};
}

pdi::Pdi aieforge::toPdi(const ConfigProgram &P) {
  pdi::Pdi Image;
  Image.Cdo = cdo::merge(toCdoFiles(P));
  return Image;
}

txn::Transaction aieforge::toTransaction(const ConfigProgram &P,
                                         const hw::Device &D) {
  txn::Transaction T(D);
  for (const std::vector<ConfigOp> *Part : {&P.Elfs, &P.Init, &P.Enable})
    for (const ConfigOp &Op : *Part) {
      if (Op.What == ConfigOp::BlockWrite)
        T.Ops.push_back(
            txn::BlockWrite{Op.Address, {Op.Data.begin(), Op.Data.end()}});
      else if (Op.What == ConfigOp::Write || Op.Mask == 0)
        T.Ops.push_back(txn::Write{Op.Address, Op.Data.front()});
      else
        T.Ops.push_back(txn::MaskWrite{Op.Address, Op.Data.front(), Op.Mask});
    }
  return T;
}
