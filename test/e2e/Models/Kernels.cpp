//===- Kernels.cpp - models of the designs with kernels -------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The kernels are plain C and C++: compiled for the host they are the model.
// Each is called once an object, as the design's core does.
//
//===----------------------------------------------------------------------===//

#include "../Design.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#pragma clang diagnostic ignored "-Wsign-compare"
#define restrict __restrict

#define scale scale_c
namespace kernel_c {
#include "../designs/kernel_c.c"
}
#undef scale
#define first first_of_two
namespace kernel_two_files {
extern "C" {
#include "../designs/kernel_two_files_helper.c"
}
#include "../designs/kernel_two_files.cc"
} // namespace kernel_two_files
#define work work_structs
namespace kernel_structs {
#include "../designs/kernel_structs.cc"
}
#undef work
#define work work_switch
namespace kernel_switch {
#include "../designs/kernel_switch.cc"
}
#undef work
#define work work_globals
namespace kernel_globals {
#include "../designs/kernel_globals.cc"
}
#undef work
#define work work_volatile
namespace kernel_volatile {
#include "../designs/kernel_volatile.cc"
}
#undef work
#define work work_int64
namespace kernel_int64 {
#include "../designs/kernel_int64.cc"
}
#undef work
#define work work_division
namespace kernel_division {
#include "../designs/kernel_division.cc"
}
#undef work
#define work work_cpp
namespace kernel_cpp {
#include "../designs/kernel_cpp.cc"
}
#undef work
#define work work_pointers
namespace kernel_pointers {
#include "../designs/kernel_pointers.cc"
}
#undef work
#define work work_float
namespace kernel_float {
#include "../designs/kernel_float.cc"
}
#undef work
#define work work_bytes
namespace kernel_bytes {
#include "../designs/kernel_bytes.cc"
}
#undef work

using namespace aieforge::e2e;

namespace {

/// \p Kernel on each of two objects of \p N elements.
template <typename T>
Design kernel(std::string Name, unsigned N,
              void (*Kernel)(const T *, T *, int32_t),
              std::vector<std::string> Files) {
  unsigned Bytes = 2 * N * sizeof(T);
  return {Name,
          {Bytes, Bytes},
          [=](Buffers &B) {
            for (unsigned Object = 0; Object < 2; ++Object)
              Kernel(B.as<T>(0).data() + N * Object,
                     B.as<T>(1).data() + N * Object, N);
          },
          std::move(Files)};
}

} // namespace

std::vector<Design> aieforge::e2e::kernelDesigns() {
  auto cc = [](std::string Name,
               void (*Kernel)(const int32_t *, int32_t *, int32_t)) {
    return kernel<int32_t>(Name, 16, Kernel, {Name + ".cc"});
  };
  return {
      kernel<int32_t>("kernel_c", 16, kernel_c::scale_c, {"kernel_c.c"}),
      cc("kernel_structs", kernel_structs::work_structs),
      cc("kernel_switch", kernel_switch::work_switch),
      cc("kernel_globals", kernel_globals::work_globals),
      cc("kernel_volatile", kernel_volatile::work_volatile),
      cc("kernel_int64", kernel_int64::work_int64),
      cc("kernel_division", kernel_division::work_division),
      cc("kernel_cpp", kernel_cpp::work_cpp),
      cc("kernel_pointers", kernel_pointers::work_pointers),
      kernel<int8_t>("kernel_bytes", 64, kernel_bytes::work_bytes,
                     {"kernel_bytes.cc"}),
      cc("kernel_float", kernel_float::work_float),
      kernel<int32_t>("kernel_two_files", 16, kernel_two_files::first_of_two,
                      {"kernel_two_files.cc", "kernel_two_files_helper.c"}),
      {"kernel_assembly",
       {32, 16},
       [](Buffers &B) {
         for (unsigned I = 0; I < 4; ++I)
           B.words(1)[I] =
               uint32_t(B.words(0)[2 * I]) + uint32_t(B.words(0)[2 * I + 1]);
       },
       {"kernel_assembly.s"}},
  };
}
