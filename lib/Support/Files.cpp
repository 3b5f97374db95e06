//===- Files.cpp - whole files in, whole files out ------------------------===//
//
// Part of aieforge, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "aieforge/Support/Files.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

using namespace aieforge;
using namespace llvm;

Expected<std::unique_ptr<MemoryBuffer>> aieforge::readFile(StringRef Path) {
  if (sys::fs::is_directory(Path))
    return makeError("{0}: is a folder, not a file", Path);
  // Devices like /dev/zero have no end.
  sys::fs::file_status Status;
  if (!sys::fs::status(Path, Status) &&
      Status.type() == sys::fs::file_type::character_file)
    return makeError("{0}: is a device, not a file", Path);
  auto Buffer = MemoryBuffer::getFile(Path, /*IsText=*/false,
                                      /*RequiresNullTerminator=*/true);
  if (!Buffer)
    return makeError("{0}: cannot be read: {1}", Path,
                     Buffer.getError().message());
  return std::move(*Buffer);
}

BytesRef aieforge::bytesOf(const MemoryBuffer &Buffer) {
  return BytesRef(reinterpret_cast<const uint8_t *>(Buffer.getBufferStart()),
                  Buffer.getBufferSize());
}

/// Writes \p Data to \p OS; a full disk shows up here.
static Error writeAll(raw_fd_ostream &OS, BytesRef Data) {
  OS.write(reinterpret_cast<const char *>(Data.data()), Data.size());
  OS.flush();
  if (!OS.has_error())
    return Error::success();
  Error E = makeError("{0}", OS.error().message());
  OS.clear_error();
  return E;
}

Error aieforge::writeFile(StringRef Path, BytesRef Data) {
  // Devices and pipes (/dev/null, /dev/stdout) cannot be replaced by a rename.
  if (sys::fs::exists(Path) && !sys::fs::is_regular_file(Path)) {
    std::error_code EC;
    raw_fd_ostream OS(Path, EC);
    if (EC)
      return makeError("{0}: cannot be written: {1}", Path, EC.message());
    if (Error E = writeAll(OS, Data))
      return makeError("{0}: cannot be written: {1}", Path,
                       llvm::toString(std::move(E)));
    return Error::success();
  }
  auto Temp = sys::fs::TempFile::create(
      Path + ".tmp-%%%%%%",
      sys::fs::all_read | sys::fs::owner_write | sys::fs::group_write);
  if (!Temp)
    return makeError("{0}: cannot be written: {1}", Path,
                     llvm::toString(Temp.takeError()));
  raw_fd_ostream OS(Temp->FD, /*shouldClose=*/false);
  if (Error E = writeAll(OS, Data)) {
    consumeError(Temp->discard());
    return makeError("{0}: cannot be written: {1}", Path,
                     llvm::toString(std::move(E)));
  }
  if (Error E = Temp->keep(Path))
    return makeError("{0}: cannot be written: {1}", Path,
                     llvm::toString(std::move(E)));
  return Error::success();
}
