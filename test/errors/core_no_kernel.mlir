// A function that no kernel defines.
//! aieforge: error: core_no_kernel.mlir:12:7: error: core (0,2) calls 'work', which needs a kernel, but none was given
//! core_no_kernel.mlir:12:7: note: give the C or C++ source, object or archive that defines it on the command line
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
