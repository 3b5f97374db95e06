// A core takes objects from its stream port.
//! aieforge: error: fifo_stream_acquire.mlir:11:12: error: 'aie.objectfifo.acquire' op cannot acquire from objectfifo stream port; use aie.get_stream and aie.put_stream
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %c3 = aie.tile(0, 3)
    aie.objectfifo @f(%core, {%c3}, 2 : i32) {aie_stream = 0 : i32, aie_stream_port = 0 : i32} : !aie.objectfifo<memref<16xi32>>
    aie.core(%core) {
      %s = aie.objectfifo.acquire @f(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
      aie.end
    }
  }
}
