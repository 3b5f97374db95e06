// Fewer initial values than objects.
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @o(%core, {%shim}, 2 : i32) : !aie.objectfifo<memref<4xi32>> = [dense<1>]
  }
}
