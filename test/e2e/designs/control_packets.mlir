// Control packets write a core's memory and let it go by a lock, three times; two more read memory and lock back.
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    %p = aie.buffer(%core) {address = 4096 : i32, sym_name = "p"} : memref<4xi32>
    %go = aie.lock(%core, 12) {init = 0 : i32, sym_name = "go"}
    aie.objectfifo @out(%core, {%shim}, 2 : i32) : !aie.objectfifo<memref<4xi32>>
    aie.packet_flow(3) {
      aie.packet_source<%core, TileControl : 0>
      aie.packet_dest<%shim, DMA : 1>
    }
    aie.shim_dma_allocation @answer(%shim, S2MM, 1)
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c4 = arith.constant 4 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        aie.use_lock(%go, AcquireGreaterEqual, 1)
        %y_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<4xi32>>
        %y = aie.objectfifo.subview.access %y_view[0] : !aie.objectfifosubview<memref<4xi32>> -> memref<4xi32>
        scf.for %i = %c0 to %c4 step %c1 {
          %v = memref.load %p[%i] : memref<4xi32>
          %k = arith.constant 100 : i32
          %r = arith.muli %v, %k : i32
          memref.store %r, %y[%i] : memref<4xi32>
        }
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }
    aie.runtime_sequence(%b: memref<12xi32>, %r: memref<5xi32>) {
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 4][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<12xi32>
      aiex.control_packet {address = 2101248 : ui32, data = array<i32: 1, 2, 3, 4>, opcode = 0 : i32, stream_id = 0 : i32}
      aiex.control_packet {address = 2224320 : ui32, data = array<i32: 1>, opcode = 0 : i32, stream_id = 0 : i32}
      aiex.npu.dma_wait {symbol = @out}
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 4][1, 1, 1, 4][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<12xi32>
      aiex.control_packet {address = 2101248 : ui32, data = array<i32: 11, 12, 13, 14>, opcode = 0 : i32, stream_id = 0 : i32}
      aiex.control_packet {address = 2224320 : ui32, data = array<i32: 1>, opcode = 0 : i32, stream_id = 0 : i32}
      aiex.npu.dma_wait {symbol = @out}
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 8][1, 1, 1, 4][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<12xi32>
      aiex.control_packet {address = 2101248 : ui32, data = array<i32: 21, 22, 23, 24>, opcode = 0 : i32, stream_id = 0 : i32}
      aiex.control_packet {address = 2224320 : ui32, data = array<i32: 1>, opcode = 0 : i32, stream_id = 0 : i32}
      aiex.npu.dma_wait {symbol = @out}
      aiex.npu.dma_memcpy_nd(%r[0, 0, 0, 0][1, 1, 1, 4][0, 0, 0, 1]) {id = 2 : i64, issue_token = true, metadata = @answer} : memref<5xi32>
      aiex.control_packet {address = 2101248 : ui32, length = 4 : i32, opcode = 1 : i32, stream_id = 3 : i32}
      aiex.npu.dma_wait {symbol = @answer}
      aiex.npu.dma_memcpy_nd(%r[0, 0, 0, 4][1, 1, 1, 1][0, 0, 0, 1]) {id = 2 : i64, issue_token = true, metadata = @answer} : memref<5xi32>
      aiex.control_packet {address = 2224320 : ui32, length = 1 : i32, opcode = 1 : i32, stream_id = 3 : i32}
      aiex.npu.dma_wait {symbol = @answer}
    }
  }
}
