// A C++ function without extern "C".
//$ compile core_mangled.cc
//! aieforge: error: core_mangled.mlir:13:7: error: core (0,2) calls 'work', which no kernel defines
//! core_mangled.mlir:13:7: note: core_mangled.cc defines it as a C++ function ('_Z4worki'); declare it extern "C" there
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    func.func private @work(i32)
    aie.core(%core) {
      %v = arith.constant 1 : i32
      func.call @work(%v) : (i32) -> ()
      aie.end
    }
  }
}
