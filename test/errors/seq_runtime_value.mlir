// An offset that is known at run time only.
//! aieforge: error: seq_runtime_value.mlir:12:7: error: 'aiex.npu.address_patch' op Cannot translate address_patch with non-constant address or value to a static TXN binary; aie-translate --aie-npu-to-cpp writes a function that makes the stream from run-time values
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%mem, {%shim}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    aie.runtime_sequence(%a: memref<64xi32>, %n: i64) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, %n][1, 1, 1, 64][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<64xi32>
    }
  }
}
