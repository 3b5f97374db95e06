// The eastern neighbour's memory.
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
