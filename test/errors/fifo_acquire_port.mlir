// Producing at the consumer's end.
//! aieforge: error: fifo_acquire_port.mlir:10:12: error: 'aie.objectfifo.acquire' op producer port of objectFifo accessed by core running on non-producer tile
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%core}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.core(%core) {
      %s = aie.objectfifo.acquire @in(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
      aie.end
    }
  }
}
