#!/usr/bin/env bash
# Checks the include rule: a library includes only its own headers and those of
# libraries that lib/CMakeLists.txt lists before it. Prints each violation.
set -euo pipefail
root=$1
order=(Support Hardware Formats Target Emulator Check Inspect Pack Runtime Dialect
       Transforms Config Raise Driver View)
status=0
checked=0
for ((i = 0; i < ${#order[@]}; ++i)); do
  lib=${order[i]}
  for ((j = i + 1; j < ${#order[@]}; ++j)); do
    later=${order[j]}
    for dir in "$root/lib/$lib" "$root/include/aieforge/$lib"; do
      [ -d "$dir" ] || continue
      checked=$((checked + 1))
      if grep -rnE "#include \"aieforge/$later/" "$dir"; then
        echo "error: $lib must not include headers of $later" >&2
        status=1
      fi
    done
  done
done
# What a library must know nothing of, from the design's library table.
forbid() { # library, pattern, words
  for dir in "$root/lib/$1" "$root/include/aieforge/$1"; do
    [ -d "$dir" ] || continue
    if grep -rnE "#include \"$2" "$dir"; then
      echo "error: $1 must know nothing of $3" >&2
      status=1
    fi
  done
}
for lib in Support Hardware Formats Target Emulator Check Inspect Pack Runtime; do
  forbid "$lib" 'mlir/' MLIR
done
for lib in Support Hardware Formats Emulator Check Inspect Pack Runtime; do
  forbid "$lib" 'clang/' clang
done
[ "$checked" -gt 0 ] || { echo "error: nothing was checked" >&2; exit 1; }
exit $status
