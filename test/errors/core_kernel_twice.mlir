// One function in two kernels.
//$ compile core_kernel_twice_a.c core_kernel_twice_b.c
//! aieforge: error: core_kernel_twice.mlir:10:5: error: core (0,2): core_kernel_twice_b.c: the symbol work is already defined in core_kernel_twice_a.c
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
