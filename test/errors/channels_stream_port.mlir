// A second stream port of a core.
//! aieforge: error: channels_stream_port.mlir:7:13: error: 'aie.tile' op number of output Core channels exceeded! A core has one, port 0
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @o(%core, {%mem}, 2 : i32) {aie_stream = 0 : i32, aie_stream_port = 1 : i32} : !aie.objectfifo<memref<16xi32>>
  }
}
