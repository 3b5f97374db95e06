// A program file and a body.
//! aieforge: error: core_elf_and_body.mlir:8:5: error: 'aie.core' op when elf_file is given, the core body must be empty (only aie.end)
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.core(%core) {
      %v = arith.constant 1 : i32
      aie.end
    } {elf_file = "nothing.elf"}
  }
}
