//===- XclbinKernels.h - the EMBEDDED_METADATA section ----------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// XML text: the kernels of an xclbin with their arguments, below
// project/platform/device/core. Attribute values are kept as text, because
// what a loader makes of "DPU" where it expects a number is a question of its
// own (lib/Check asks it).
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_FORMATS_XCLBINKERNELS_H
#define AIEFORGE_FORMATS_XCLBINKERNELS_H

#include "aieforge/Support/Bytes.h"

#include <optional>

namespace aieforge::xclbin {

/// The text of an attribute; nothing where the attribute is missing.
using Attribute = std::optional<std::string>;

/// Values of addressQualifier.
enum class AddressQualifier { Scalar = 0, Global = 1 };

struct KernelArgument {
  Attribute Name;
  Attribute AddressQualifier;
  Attribute Id;
  Attribute Size;
  Attribute Offset;
  Attribute HostOffset;
  Attribute HostSize;
  Attribute Type;

  /// A buffer: addressQualifier is 1.
  bool isBuffer() const { return AddressQualifier == "1"; }
  friend bool operator==(const KernelArgument &,
                         const KernelArgument &) = default;
};

/// What makes a kernel one of the NPU.
struct ExtendedData {
  Attribute Subtype;
  Attribute Functional;
  Attribute DpuKernelId;
  friend bool operator==(const ExtendedData &, const ExtendedData &) = default;
};

struct Kernel {
  Attribute Name;
  Attribute Language;
  Attribute Type;
  std::optional<ExtendedData> Extended;
  std::vector<KernelArgument> Arguments;
  std::vector<std::string> Instances;
  friend bool operator==(const Kernel &, const Kernel &) = default;
};

struct EmbeddedMetadata {
  /// The elements project, platform, device and core are there.
  bool HasCore = true;
  std::vector<Kernel> Kernels;
  friend bool operator==(const EmbeddedMetadata &,
                         const EmbeddedMetadata &) = default;
};

/// Reads the section up to its first NUL, as loaders do. Fails only if that is
/// not well-formed XML. Elements that NPU loaders do not read are dropped.
Expected<EmbeddedMetadata> parseEmbeddedMetadata(BytesRef Payload);

/// XML text in the form of XRT's packager.
Bytes serialize(const EmbeddedMetadata &M);

/// \p Payload with \p K as the last kernel; everything else, also what NPU
/// loaders do not read, stays as it is. Fails if there is no element core.
Expected<Bytes> appendKernel(BytesRef Payload, const Kernel &K);

/// How the numbers of this XML are read: C prefixes, a part behind the digits
/// is ignored.
struct XmlNumber {
  uint64_t Value = 0;
  bool Valid = false;    ///< It begins with a number that fits 64 bits.
  bool Trailing = false; ///< Something follows the number.
};
XmlNumber parseXmlNumber(llvm::StringRef Text);

} // namespace aieforge::xclbin

#endif // AIEFORGE_FORMATS_XCLBINKERNELS_H
