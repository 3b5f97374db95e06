// A loop in the sequence, whose variable gives offsets.
module {
  aie.device(npu1_1col) {
    %shim_0_0 = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    aie.objectfifo @in(%shim_0_0, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%mem, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
    aie.runtime_sequence(%a: memref<64xi32>, %b: memref<64xi32>) {
      %c0 = arith.constant 0 : i64
      %c4 = arith.constant 4 : i64
      %c1 = arith.constant 1 : i64
      %c16 = arith.constant 16 : i64
      %c48 = arith.constant 48 : i64
      scf.for %i = %c0 to %c4 step %c1 : i64 {
        %here = arith.muli %i, %c16 : i64
        %there = arith.subi %c48, %here : i64
        aiex.npu.dma_memcpy_nd(%b[0, 0, 0, %there][1, 1, 1, 16][0, 0, 0, 1]) {id = 0 : i64, issue_token = true, metadata = @out} : memref<64xi32>
        aiex.npu.dma_memcpy_nd(%a[0, 0, 0, %here][1, 1, 1, 16][0, 0, 0, 1]) {id = 1 : i64, metadata = @in} : memref<64xi32>
        aiex.npu.dma_wait {symbol = @out}
      }
    }
  }
}
