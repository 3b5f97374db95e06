// Two sequences and no choice.
//! aieforge: error: seq_two.mlir: the device holds several runtime sequences; choose one with --sequence-name
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%mem, {%shim}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    aie.runtime_sequence @a(%a: memref<4xi32>) {
    }
    aie.runtime_sequence @b(%a: memref<4xi32>) {
    }
  }
}
