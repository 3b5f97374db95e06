//===- RandomDesign.h - random legal designs with models --------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A design is a set of pipelines from host buffers through mem tiles and cores
// back to host buffers. While its text is written, the values that flow are
// noted as functions of the host's buffers: that is the model.
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_TEST_E2E_RANDOMDESIGN_H
#define AIEFORGE_TEST_E2E_RANDOMDESIGN_H

#include "Design.h"

namespace aieforge::e2e {

/// Bounds that make the design of a seed smaller.
struct RandomLimits {
  unsigned Pipelines = 4;
  unsigned Stages = 3;
};

struct RandomDesign {
  std::string Text;
  Design What;
};

/// The design of \p Seed: the same one each time.
RandomDesign randomDesign(unsigned Seed, const RandomLimits &Limits = {});

} // namespace aieforge::e2e

#endif // AIEFORGE_TEST_E2E_RANDOMDESIGN_H
