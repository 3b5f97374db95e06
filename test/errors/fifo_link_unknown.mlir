// A link of a FIFO that does not exist.
//! aieforge: error: fifo_link_unknown.mlir:9:5: error: 'aie.objectfifo.link' op links a name that is not an objectfifo of the device
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
  }
}
