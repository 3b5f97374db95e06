// Two FIFOs with one name.
//! aieforge: error: fifo_duplicate.mlir:10:5: error: redefinition of symbol named 'in'
//! fifo_duplicate.mlir:9:5: note: see existing symbol definition here
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%core}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @in(%core, {%shim}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
  }
}
