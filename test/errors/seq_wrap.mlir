// 16,411 rows: a prime, and in runs of 1,023 more transfers than there are BDs.
//! aieforge: error: seq_wrap.mlir:12:7: error: 'aiex.npu.dma_memcpy_nd' op does not fit a buffer descriptor: size of dimension 1 is 16411; a BD of a ShimNoC tile takes 0 to 1023
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%mem, {%shim}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    aie.runtime_sequence(%a: memref<131072xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 16411, 1][0, 0, 7, 1]) {id = 0 : i64, metadata = @in} : memref<131072xi32>
    }
  }
}
