// Flows, switches, cascade, core streams.

aie.device(npu1) {
  %shim = aie.tile(0, 0)
  %mem = aie.tile(0, 1)
  %tile = aie.tile(0, 2)
  %above = aie.tile(0, 3)
  %right = aie.tile(1, 3)
  %plio = aie.plio(3)

  aie.flow(%shim, DMA : 0, %tile, DMA : 1)
  aie.flow(%tile, Core : 0, %mem, DMA : 5)
  aie.packet_flow(3) {
    aie.packet_source<%tile, DMA : 0>
    aie.packet_source<%tile, Trace : 0>
    aie.packet_dest<%above, DMA : 0>
    aie.packet_dest<%shim, South : 2>
  } {keep_pkt_header = true, priority_route = true}
  aie.packet_flow(31) {
    aie.packet_source<%shim, TileControl : 0>
    aie.packet_dest<%shim, South : 3>
  }

  %switch = aie.switchbox(%right) {
    aie.connect<South : 0, North : 1>
    aie.connect<West : 3, DMA : 0>
    %a = aie.amsel<5> (3)
    %b = aie.amsel<5> (0)
    %m = aie.masterset(DMA : 1, %a, %b)
    %n = aie.masterset(South : 2, %a) {keep_pkt_header = true}
    aie.packet_rules(South : 2) {
      aie.rule(31, 4, %a)
      aie.rule(24, 8, %b)
    }
  }
  %mux = aie.shim_mux(%shim) {
    aie.connect<DMA : 0, North : 3>
    aie.connect<North : 2, DMA : 0>
  }
  aie.wire(%tile : DMA, %switch : DMA)

  aie.shim_dma_allocation @in(%shim, MM2S, 0)
  aie.shim_dma_allocation @out(%shim, S2MM, 1, <pkt_type = 0, pkt_id = 2>) {plio = true}

  aie.cascade_flow(%above, %right)
  aie.configure_cascade(%tile, North, East)
  aie.core(%above) {
    %value = aie.get_cascade() : vector<16xi32>
    aie.put_cascade(%value : vector<16xi32>)
    %channel = arith.constant 0 : i32
    %word = aie.get_stream(%channel : i32) : i32
    aie.put_stream(%channel : i32, %word : i32)
    %real = aie.get_stream(%channel : i32) : f32
    aie.put_stream(%channel : i32, %real : f32)
    %wide = aie.get_stream(%channel : i32) : i128
    aie.put_stream(%channel : i32, %wide : i128)
    aie.event(0)
    aie.event(1)
    aie.debug(%word : i32)
    aie.end
  }

  aiex.multicast(%tile, DMA : 0) {
    aiex.multi_dest<%above, DMA : 1>
    aiex.multi_dest<%right, DMA : 1>
  }
  aiex.broadcast_packet(%tile, DMA : 1) {
    aiex.bp_id(1) {
      aiex.bp_dest<%above, DMA : 0>
    }
    aiex.bp_id(2) {
      aiex.bp_dest<%right, DMA : 0>
      aiex.bp_dest<%above, DMA : 0>
    }
  }
}
