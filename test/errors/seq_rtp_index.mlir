// A parameter behind the end of its buffer.
//! aieforge: error: seq_rtp_index.mlir:14:7: error: 'aiex.npu.rtp_write' op writes to word 4 of buffer 'p', which has 4 words
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%mem, {%shim}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    %p = aie.buffer(%core) {sym_name = "p"} : memref<4xi32>
    aie.runtime_sequence(%a: memref<64xi32>) {
      %v = arith.constant 1 : i32
      aiex.npu.rtp_write(@p, 4, %v) : i32
    }
  }
}
