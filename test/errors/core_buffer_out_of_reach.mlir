// A core and a buffer two tiles away.
//! aieforge: error: core_buffer_out_of_reach.mlir:10:10: error: 'aie.buffer' op buffer in Column 0 and Row 4 is accessed from an unreachable tile in Column 0 and Row 2
//! core_buffer_out_of_reach.mlir:13:12: note: the access
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %far = aie.tile(0, 4)
    %x = aie.buffer(%far) {sym_name = "x"} : memref<16xi32>
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %v = memref.load %x[%c0] : memref<16xi32>
      aie.end
    }
  }
}
