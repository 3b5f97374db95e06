// A parameter buffer that does not exist.
//! aieforge: error: seq_rtp_unknown.mlir:13:7: error: 'aiex.npu.rtp_write' op references symbol 'none', which does not exist in device @main
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%mem, {%shim}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    aie.runtime_sequence(%a: memref<64xi32>) {
      %v = arith.constant 1 : i32
      aiex.npu.rtp_write(@none, 0, %v) : i32
    }
  }
}
