// One core computes on the memories of its south, west and north neighbours.
module {
  aie.device(npu1_2col) {
    %shim_0_0 = aie.tile(0, 0)
    %shim_1_0 = aie.tile(1, 0)
    %south = aie.tile(1, 2)
    %west = aie.tile(0, 3)
    %core = aie.tile(1, 3)
    %north = aie.tile(1, 4)
    %a = aie.buffer(%south) {sym_name = "a"} : memref<16xi32>
    %b = aie.buffer(%west) {sym_name = "b"} : memref<16xi32>
    %o = aie.buffer(%north) {sym_name = "o"} : memref<16xi32>
    %t = aie.buffer(%core) {sym_name = "t"} : memref<16xi32> = dense<3>
    %a_free = aie.lock(%south) {init = 1 : i32, sym_name = "a_free"}
    %a_full = aie.lock(%south) {init = 0 : i32, sym_name = "a_full"}
    %b_free = aie.lock(%west) {init = 1 : i32, sym_name = "b_free"}
    %b_full = aie.lock(%west) {init = 0 : i32, sym_name = "b_full"}
    %o_free = aie.lock(%north) {init = 1 : i32, sym_name = "o_free"}
    %o_full = aie.lock(%north) {init = 0 : i32, sym_name = "o_full"}
    aie.flow(%shim_0_0, DMA : 0, %south, DMA : 0)
    aie.flow(%shim_0_0, DMA : 1, %west, DMA : 1)
    aie.flow(%north, DMA : 1, %shim_1_0, DMA : 0)
    aie.shim_dma_allocation @in0(%shim_0_0, MM2S, 0)
    aie.shim_dma_allocation @in1(%shim_0_0, MM2S, 1)
    aie.shim_dma_allocation @out(%shim_1_0, S2MM, 0)
    aie.mem(%south) {
      %u1 = arith.constant 1 : i32
      %0 = aie.dma_start(S2MM, 0, ^bd0_0, ^end)
    ^bd0_0:
      aie.use_lock(%a_free, AcquireGreaterEqual, %u1)
      aie.dma_bd(%a : memref<16xi32> offset = 0 len = 16)
      aie.use_lock(%a_full, Release, %u1)
      aie.next_bd ^bd0_0
    ^end:
      aie.end
    }
    aie.mem(%west) {
      %u1 = arith.constant 1 : i32
      %0 = aie.dma_start(S2MM, 1, ^bd0_0, ^end)
    ^bd0_0:
      aie.use_lock(%b_free, AcquireGreaterEqual, %u1)
      aie.dma_bd(%b : memref<16xi32> offset = 0 len = 16)
      aie.use_lock(%b_full, Release, %u1)
      aie.next_bd ^bd0_0
    ^end:
      aie.end
    }
    aie.mem(%north) {
      %u1 = arith.constant 1 : i32
      %0 = aie.dma_start(MM2S, 1, ^bd0_0, ^end)
    ^bd0_0:
      aie.use_lock(%o_full, AcquireGreaterEqual, %u1)
      aie.dma_bd(%o : memref<16xi32> offset = 0 len = 16)
      aie.use_lock(%o_free, Release, %u1)
      aie.next_bd ^bd0_0
    ^end:
      aie.end
    }
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %u1 = arith.constant 1 : i32
      %u2 = arith.constant 2 : i32
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        aie.use_lock(%a_full, AcquireGreaterEqual, %u1)
        aie.use_lock(%b_full, AcquireGreaterEqual, %u1)
        aie.use_lock(%o_free, AcquireGreaterEqual, %u1)
        scf.for %i = %c0 to %c16 step %c1 {
          %v0 = memref.load %a[%i] : memref<16xi32>
          %v1 = memref.load %b[%i] : memref<16xi32>
          %v2 = memref.load %t[%i] : memref<16xi32>
          %m = arith.muli %v1, %v2 : i32
          %r = arith.subi %v0, %m : i32
          memref.store %r, %o[%i] : memref<16xi32>
        }
        aie.use_lock(%a_free, Release, %u1)
        aie.use_lock(%b_free, Release, %u1)
        aie.use_lock(%o_full, Release, %u1)
      }
      aie.end
    }
    aie.runtime_sequence(%x: memref<64xi32>, %y: memref<64xi32>, %z: memref<64xi32>) {
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 0 : i64, metadata = @in0} : memref<64xi32>
      aiex.npu.dma_memcpy_nd(%y[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 1 : i64, metadata = @in1} : memref<64xi32>
      aiex.npu.dma_memcpy_nd(%z[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 2 : i64, issue_token = true, metadata = @out} : memref<64xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
