// A kernel that exceeds the program memory.
//$ compile memory_program.c
//! aieforge: error: memory_program.mlir:10:5: error: core (0,2): the program needs 19056 bytes, but program memory has 16384; the largest functions are work (18832 bytes), __start (160 bytes), core_0_2 (64 bytes)
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    func.func private @work()
    aie.core(%core) {
      func.call @work() : () -> ()
      aie.end
    }
  }
}
