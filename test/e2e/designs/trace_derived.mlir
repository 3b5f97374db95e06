// Edges and combinations of a memory module's events: one object comes in, and one goes out.
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%core}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%core, {%shim}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %size = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %x_view = aie.objectfifo.acquire @in(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %x = aie.objectfifo.subview.access %x_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %y_view = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %y = aie.objectfifo.subview.access %y_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %size step %c1 {
          %v = memref.load %x[%i] : memref<16xi32>
          %k = arith.constant 7 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %y[%i] : memref<16xi32>
        }
        aie.objectfifo.release @in(Consume, 1)
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }
    aie.packet_flow(6) {
      aie.packet_source<%core, Trace : 1>
      aie.packet_dest<%shim, DMA : 1>
    } {keep_pkt_header = true}
    aie.shim_dma_allocation @trace(%shim, S2MM, 1)
    aie.trace @events(%core) {
      aie.trace.packet id=6 type=mem
      aie.trace.edge_event<0> event = <"DMA_S2MM_0_FINISHED_BD"> trigger = RISING
      aie.trace.edge_event<1> event = <"DMA_MM2S_0_FINISHED_BD"> trigger = FALLING
      aie.trace.combo_event<0> <"DMA_S2MM_0_FINISHED_BD"> OR <"DMA_MM2S_0_FINISHED_BD">
      aie.trace.combo_event<1> <"DMA_S2MM_0_FINISHED_BD"> AND_NOT <"DMA_MM2S_0_FINISHED_BD">
      aie.trace.event<"EDGE_DETECTION_EVENT_0">
      aie.trace.event<"EDGE_DETECTION_EVENT_1">
      aie.trace.event<"COMBO_EVENT_0">
      aie.trace.event<"COMBO_EVENT_1">
      aie.trace.start broadcast=15
      aie.trace.stop broadcast=14
    }
    aie.runtime_sequence(%a: memref<16xi32>, %b: memref<16xi32>, %t: memref<8xi32>) {
      aie.trace.start_config @events
      aiex.npu.dma_memcpy_nd(%t[0, 0, 0, 0][1, 1, 1, 8][0, 0, 0, 1]) {id = 2 : i64, issue_token = true, metadata = @trace} : memref<8xi32>
      %channel15 = arith.constant 0x3404C : i32
      %channel14 = arith.constant 0x34048 : i32
      %generate = arith.constant 0x34008 : i32
      %user0 = arith.constant 126 : i32
      %user1 = arith.constant 127 : i32
      aiex.npu.write32(%channel15, %user1) {column = 0 : i32, row = 0 : i32} : i32, i32
      aiex.npu.write32(%channel14, %user0) {column = 0 : i32, row = 0 : i32} : i32, i32
      aiex.npu.write32(%generate, %user1) {column = 0 : i32, row = 0 : i32} : i32, i32
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 16][0, 0, 0, 1]) {id = 0 : i64, metadata = @in} : memref<16xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 16][0, 0, 0, 1]) {id = 1 : i64, issue_token = true, metadata = @out} : memref<16xi32>
      aiex.npu.dma_wait {symbol = @out}
      aiex.npu.write32(%generate, %user0) {column = 0 : i32, row = 0 : i32} : i32, i32
      aiex.npu.dma_wait {symbol = @trace}
    }
  }
}
