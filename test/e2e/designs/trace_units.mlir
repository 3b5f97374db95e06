// A core's memory module, a mem tile and a shim, each traced to a channel of its own: finished BDs and tasks.
module {
  aie.device(npu1_2col) {
    %shim = aie.tile(0, 0)
    %shim_1 = aie.tile(1, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @to(%mem, {%core}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in] -> [@to]([] [])
    aie.objectfifo @out(%core, {%shim}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %size = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %x_view = aie.objectfifo.acquire @to(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %x = aie.objectfifo.subview.access %x_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %y_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %y = aie.objectfifo.subview.access %y_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %size step %c1 {
          %v = memref.load %x[%i] : memref<16xi32>
          %k = arith.constant 3 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %y[%i] : memref<16xi32>
        }
        aie.objectfifo.release @to(Consume, 1)
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }
    aie.packet_flow(1) {
      aie.packet_source<%core, Trace : 1>
      aie.packet_dest<%shim_1, DMA : 0>
    } {keep_pkt_header = true}
    aie.packet_flow(2) {
      aie.packet_source<%mem, Trace : 0>
      aie.packet_dest<%shim_1, DMA : 1>
    } {keep_pkt_header = true}
    aie.packet_flow(3) {
      aie.packet_source<%shim, Trace : 0>
      aie.packet_dest<%shim, DMA : 1>
    } {keep_pkt_header = true}
    aie.shim_dma_allocation @core_trace(%shim_1, S2MM, 0)
    aie.shim_dma_allocation @mem_trace(%shim_1, S2MM, 1)
    aie.shim_dma_allocation @shim_trace(%shim, S2MM, 1)
    aie.trace @core_events(%core) {
      aie.trace.packet id=1 type=mem
      aie.trace.event<"DMA_S2MM_0_FINISHED_BD">
      aie.trace.start broadcast=15
      aie.trace.stop broadcast=14
    }
    aie.trace @mem_events(%mem) {
      aie.trace.packet id=2 type=memtile
      aie.trace.event<"WATCHPOINT_0">
      aie.trace.event<"WATCHPOINT_1">
      aie.trace.event<"DMA_MM2S_SEL0_FINISHED_BD">
      aie.trace.start broadcast=15
      aie.trace.stop broadcast=14
    }
    aie.trace @shim_events(%shim) {
      aie.trace.packet id=3 type=shimtile
      aie.trace.event<"DMA_MM2S_1_FINISHED_TASK">
      aie.trace.event<"DMA_S2MM_0_FINISHED_TASK">
      aie.trace.start event=<"USER_EVENT_1">
      aie.trace.stop event=<"USER_EVENT_0">
    }
    aie.runtime_sequence(%a: memref<64xi32>, %b: memref<64xi32>, %t: memref<8xi32>, %u: memref<8xi32>, %v: memref<8xi32>) {
      aie.trace.start_config @core_events
      aie.trace.start_config @mem_events
      aie.trace.start_config @shim_events
      aiex.npu.dma_memcpy_nd(%t[0, 0, 0, 0][1, 1, 1, 8][0, 0, 0, 1]) {id = 2 : i64, issue_token = true, metadata = @core_trace} : memref<8xi32>
      aiex.npu.dma_memcpy_nd(%u[0, 0, 0, 0][1, 1, 1, 8][0, 0, 0, 1]) {id = 3 : i64, issue_token = true, metadata = @mem_trace} : memref<8xi32>
      aiex.npu.dma_memcpy_nd(%v[0, 0, 0, 0][1, 1, 1, 8][0, 0, 0, 1]) {id = 4 : i64, issue_token = true, metadata = @shim_trace} : memref<8xi32>
      %channel15 = arith.constant 0x3404C : i32
      %channel14 = arith.constant 0x34048 : i32
      %generate = arith.constant 0x34008 : i32
      %user0 = arith.constant 126 : i32
      %user1 = arith.constant 127 : i32
      aiex.npu.write32(%channel15, %user1) {column = 0 : i32, row = 0 : i32} : i32, i32
      aiex.npu.write32(%channel14, %user0) {column = 0 : i32, row = 0 : i32} : i32, i32
      aiex.npu.write32(%generate, %user1) {column = 0 : i32, row = 0 : i32} : i32, i32
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<64xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<64xi32>
      aiex.npu.dma_wait {symbol = @out}
      aiex.npu.write32(%generate, %user0) {column = 0 : i32, row = 0 : i32} : i32, i32
      aiex.npu.dma_wait {symbol = @core_trace}
      aiex.npu.dma_wait {symbol = @mem_trace}
      aiex.npu.dma_wait {symbol = @shim_trace}
    }
  }
}
