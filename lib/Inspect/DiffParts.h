//===- DiffParts.h - the pieces of a comparison -----------------*- C++ -*-===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef AIEFORGE_LIB_INSPECT_DIFFPARTS_H
#define AIEFORGE_LIB_INSPECT_DIFFPARTS_H

#include "aieforge/Inspect/Diff.h"

namespace aieforge::diff {

/// Collects differences; all of them happen at a common place.
class Report {
public:
  explicit Report(std::vector<Difference> &Out, std::string Place = "")
      : Out(Out), Place(std::move(Place)) {}

  /// A report about something inside this one's place.
  Report inside(const llvm::Twine &Part) const {
    return Report(Out, joined(Part.str()));
  }
  void add(Subject About, const llvm::Twine &Where, const llvm::Twine &What,
           std::string A, std::string B) {
    Out.push_back(
        {About, joined(Where.str()), What.str(), std::move(A), std::move(B)});
  }
  /// Adds a difference if the values differ.
  void compare(Subject About, const llvm::Twine &Where, const llvm::Twine &What,
               const std::string &A, const std::string &B) {
    if (A != B)
      add(About, Where, What, A, B);
  }
  size_t size() const { return Out.size(); }
  /// True if something since \p Mark changes the meaning.
  bool meaningChangedSince(size_t Mark) const;

private:
  std::string joined(std::string Part) const;

  std::vector<Difference> &Out;
  std::string Place;
};

/// "(0,2)"
std::string tileName(hw::TileId T);
/// "0x1F"
std::string hex(uint64_t Value);

/// The writes of a configuration, and what they leave.
struct Configuration {
  RegisterImage Image;
  std::vector<RegisterOp> Ops;
  /// Operations of a stream that write nothing: waits, loads, …
  std::vector<txn::Op> Others;

  explicit Configuration(const hw::Device &D) : Image(D) {}
};

/// Fields in which the words of two BDs differ.
void compareBds(hw::TileKind Kind, llvm::ArrayRef<uint32_t> A,
                llvm::ArrayRef<uint32_t> B, Subject About,
                const llvm::Twine &Where, Report &R);
/// Fields in which two values of the register at \p Offset differ.
void compareRegister(hw::Generation G, hw::TileKind Kind, uint32_t Offset,
                     uint32_t A, uint32_t B, Subject About,
                     const llvm::Twine &Where, Report &R);
/// Programs, by instruction. \p Address is that of the first byte.
void comparePrograms(BytesRef A, BytesRef B, uint32_t Address,
                     const llvm::Twine &Where, Report &R);
/// Data memories, by ranges of bytes.
void compareMemories(const WrittenBytes &A, const WrittenBytes &B,
                     const llvm::Twine &Where, uint32_t Base, Report &R);
void compareImages(const RegisterImage &A, const RegisterImage &B, Report &R);
/// What registers that act when written were told before the last value.
void compareActingWrites(const hw::Device &D, llvm::ArrayRef<RegisterOp> A,
                         llvm::ArrayRef<RegisterOp> B, Report &R);
/// Images, and how they came about.
void compareConfigurations(const Configuration &A, const Configuration &B,
                           Report &R);
void compareStreams(const txn::Transaction &A, const txn::Transaction &B,
                    const hw::Device &D, Report &R);
Error compareXclbins(BytesRef A, BytesRef B, const Options &O, Report &R);
Error compareElfs(BytesRef A, BytesRef B, Report &R);

/// The device for files of which \p Known says the generation, else for the
/// registers that \p Ops write.
const hw::Device &
deviceFor(std::optional<hw::Generation> Known,
          llvm::ArrayRef<const std::vector<RegisterOp> *> Ops);
Expected<Configuration> configure(const hw::Device &D,
                                  std::vector<RegisterOp> Ops);

} // namespace aieforge::diff

#endif // AIEFORGE_LIB_INSPECT_DIFFPARTS_H
