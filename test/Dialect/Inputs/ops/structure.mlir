// Devices, tiles, cores, DMA programs. Every op, every attribute with a value
// other than its default.

aie.device(npu1_2col) @two_columns {
  %shim = aie.tile(0, 0)
  %mem = aie.tile(0, 1) {allocation_scheme = "basic-sequential"}
  %tile = aie.tile(0, 2) {controller_id = #aie.packet_info<pkt_type = 0, pkt_id = 4>}
  %other = aie.tile(0, 3) {allocation_scheme = "bank-aware"}
  %third = aie.tile(1, 3)
  func.func private @scale(memref<64xi32>) attributes {link_with = "scale.ll", link_with_mode = "merge"}

  %core = aie.core(%tile) {
    %c0 = arith.constant 0 : index
    aie.end
  } {dynamic_objfifo_lowering = true, emit_parameter_sync_preamble = false, link_files = ["scale.o", "add.o"], link_merge_files = ["inline.ll"], stack_size = 2048 : i32}
  %prebuilt = aie.core(%other) {
    aie.end
  } {elf_file = "prebuilt.elf"}
  aie.core(%third) {
    aie.end
  } {link_with = "scale.o"}

  %core_dma = aie.mem(%tile) {
    aie.end
  }
  %mem_dma = aie.memtile_dma(%mem) {
    aie.end
  }
  %shim_dma = aie.shim_dma(%shim) {
    aie.end
  }
}

// -----

// A device without a name is called main; logical tiles get their place later.
aie.device(npu2) {
  %anywhere = aie.logical_tile<CoreTile>(?, ?)
  %column = aie.logical_tile<ShimNOCTile>(3, ?)
  %row = aie.logical_tile<MemTile>(?, 1) {allocation_scheme = "bank-aware"}
  %placed = aie.logical_tile<CoreTile>(7, 5)
  aie.core(%anywhere) {
    aie.end
  }
}
