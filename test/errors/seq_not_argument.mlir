// Memory that is no argument.
//! aieforge: error: seq_not_argument.mlir:13:7: error: 'aiex.npu.dma_memcpy_nd' op memref must be a block argument of the runtime sequence or a view of one
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%mem, {%shim}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    aie.runtime_sequence(%a: memref<64xi32>) {
      %m = memref.alloc() : memref<64xi32>
      aiex.npu.dma_memcpy_nd(%m[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<64xi32>
    }
  }
}
