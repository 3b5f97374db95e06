// The eastern neighbour's memory.
//! aieforge: error: core_east.mlir:8:10: error: 'aie.buffer' op buffer in Column 1 and Row 2 is accessed from an unreachable tile in Column 0 and Row 2
//! core_east.mlir:11:12: note: the access
module {
  aie.device(npu1_2col) {
    %core = aie.tile(0, 2)
    %east = aie.tile(1, 2)
    %x = aie.buffer(%east) {sym_name = "x"} : memref<16xi32>
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %v = memref.load %x[%c0] : memref<16xi32>
      aie.end
    }
  }
}
