// @fixed holds the numbers that the test passes to @varying.
aie.device(npu2) {
  %shim = aie.tile(0, 0)
  %other = aie.tile(1, 0)
  %core = aie.tile(0, 2)
  %rtp = aie.buffer(%core) {address = 4096 : i32, sym_name = "rtp"} : memref<4xi32>
  aie.shim_dma_allocation @out(%other, S2MM, 0)
  aie.runtime_sequence @fixed(%a: memref<65536xi32>, %b: memref<65536xi16>, %c: memref<8xi32>, %d: memref<8xi32>, %e: memref<8xi32>, %f: memref<1024xi32>) {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    %six = arith.constant 6 : i32
    %address = arith.constant 0x1F000 : i32
    %mask = arith.constant 15 : i32
    aiex.npu.rtp_write(@rtp, 1, %six) : i32
    aiex.npu.maskwrite32(%address, %six, %mask) {column = 0 : i32, row = 2 : i32} : i32, i32, i32
    aiex.npu.dma_memcpy_nd(%b[0, 0, 6, 8][2, 4, 6, 16][6144, 1024, 96, 1]) {id = 9 : i64, metadata = @out} : memref<65536xi16>
    aiex.npu.dma_memcpy_nd(%f[0, 0, 0, 16][1, 1, 6, 32][0, 0, 32, 1]) {id = 8 : i64, metadata = @out} : memref<1024xi32>
    scf.for %i = %c0 to %c3 step %c1 {
      %t = aiex.dma_configure_task(%shim, MM2S, 1) {
        aie.dma_bd(%a : memref<65536xi32> offset = 0 len = 768 sizes = [6, 4, 32] strides = [1000, 96, 3])
        aie.end
      } {issue_token = true}
      aiex.dma_start_task(%t)
      aiex.dma_await_task(%t)
      aiex.dma_free_task(%t)
    }
  }
  aie.runtime_sequence @varying(%a: memref<65536xi32>, %b: memref<65536xi16>, %c: memref<8xi32>, %d: memref<8xi32>, %e: memref<8xi32>, %f: memref<1024xi32>, %n: i64, %times: index, %really: i1) {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %n32 = arith.trunci %n : i64 to i32
    %c128 = arith.constant 128 : i32
    %c16 = arith.constant 16 : i64
    %len = arith.muli %n32, %c128 : i32
    %stride = arith.muli %n, %c16 : i64
    %address = arith.constant 0x1F000 : i32
    %mask = arith.constant 15 : i32
    aiex.npu.rtp_write(@rtp, 1, %n32) : i32
    aiex.npu.maskwrite32(%address, %n32, %mask) {column = 0 : i32, row = 2 : i32} : i32, i32, i32
    aiex.npu.dma_memcpy_nd(%b[0, 0, %n, 8][2, 4, %n, 16][6144, 1024, %stride, 1]) {id = 9 : i64, metadata = @out} : memref<65536xi16>
    aiex.npu.dma_memcpy_nd(%f[0, 0, 0, %c16][1, 1, %n, 32][0, 0, 32, 1]) {id = 8 : i64, metadata = @out} : memref<1024xi32>
    scf.for %i = %c0 to %times step %c1 {
      scf.if %really {
        %t = aiex.dma_configure_task(%shim, MM2S, 1) {
          aie.dma_bd(%a : memref<65536xi32> offset = 0 len = %len sizes = [%n, 4, 32] strides = [1000, 96, 3])
          aie.end
        } {issue_token = true}
        aiex.dma_start_task(%t)
        aiex.dma_await_task(%t)
        aiex.dma_free_task(%t)
      }
    }
  }
}
