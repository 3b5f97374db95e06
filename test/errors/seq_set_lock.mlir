// A lock value beyond 63.
//! aieforge: error: seq_set_lock.mlir:13:7: error: 'aiex.set_lock' op Lock value exceeds the maximum value of 63: 64
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%mem, {%shim}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    %l = aie.lock(%core, 3) {init = 0 : i32}
    aie.runtime_sequence(%a: memref<64xi32>) {
      aiex.set_lock(%l, 64)
    }
  }
}
