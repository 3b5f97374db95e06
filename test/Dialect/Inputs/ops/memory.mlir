// Buffers, locks, BDs.

aie.device(npu1) {
  %shim = aie.tile(0, 0)
  %mem = aie.tile(0, 1)
  %tile = aie.tile(0, 2)
  %plain = aie.buffer(%tile) : memref<64xi32>
  %placed = aie.buffer(%tile) {address = 4096 : i32, aligned = false, mem_bank = 1 : i32, sym_name = "placed"} : memref<64xi32> = dense<7>
  %table = aie.buffer(%tile) {sym_name = "table"} : memref<2x2xi16> = dense<[[1, -2], [3, 4]]>
  %big = aie.buffer(%mem) {sym_name = "big"} : memref<64x32xi16>
  %packed = aie.buffer(%mem) {sym_name = "packed"} : memref<16x!aiex.bfp<"v8bfp16ebs8">>
  %host = aie.external_buffer {address = 8192 : i64, sym_name = "host"} : memref<256xi32>
  %unnamed = aie.external_buffer : memref<256xi32>

  %any = aie.lock(%tile)
  %full = aie.lock(%tile, 3) {init = 0 : i32, sym_name = "full"}
  %free = aie.lock(%tile, 4) {init = 2 : i32, sym_name = "free"}
  %mem_full = aie.lock(%mem, 40) {init = 1 : i32}
  %mem_free = aie.lock(%mem, 41)
  %shim_lock = aie.lock(%shim, 0)

  %core = aie.core(%tile) {
    %one = arith.constant 1 : i32
    aie.use_lock(%full, AcquireGreaterEqual, %one)
    aie.use_lock(%free, Release, %one, NonBlocking)
    aie.use_lock(%any, Acquire, %one, Blocking)
    aie.end
  }
  %core_dma = aie.mem(%tile) {
    %one = arith.constant 1 : i32
    %start = aie.dma_start(S2MM, 0, ^in, ^other, repeat_count = 4)
  ^in:
    aie.use_lock(%free, AcquireGreaterEqual, %one) {acq_en = false}
    aie.dma_bd(%placed : memref<64xi32> offset = 8 len = 32 sizes = [4, 8] strides = [8, 1]) {bd_id = 3 : i32, next_bd_id = 4 : i32}
    aie.use_lock(%full, Release, %one)
    aie.next_bd ^in2
  ^in2:
    aie.dma_bd(%plain : memref<64xi32>) {bd_id = 4 : i32, iteration = #aie.bd_iteration<size = 4, stride = 16, current = 1>, packet = #aie.packet_info<pkt_type = 1, pkt_id = 5>}
    aie.next_bd ^in
  ^other:
    aie.dma_start(MM2S, 1, ^out, ^end)
  ^out:
    aie.dma_bd_packet(2, 6)
    aie.dma_bd(%plain : memref<64xi32> len = 16)
    aie.end
  ^end:
    aie.end
  }
  %mem_dma = aie.memtile_dma(%mem) {
    %one = arith.constant 1 : i32
    %stream = aie.dma(MM2S, 0) {loop = false, repeat_count = 3 : i32, sym_name = "stream"} [{
      aie.use_lock(%mem_full, AcquireGreaterEqual, %one)
      aie.dma_bd(%big : memref<64x32xi16> len = 512 sizes = [14, 30] strides = [32, 1] pad [<const_pad_before = 1, const_pad_after = 1>, <const_pad_before = 0, const_pad_after = 2>])
      aie.use_lock(%mem_free, Release, %one)
    }, {
      aie.use_lock(%mem_full, AcquireGreaterEqual, %one)
      aie.dma_bd(%big : memref<64x32xi16>)
      aie.use_lock(%mem_free, Release, %one)
    }]
    %back = aie.dma(S2MM, 5) [{
      aie.use_lock(%mem_free, AcquireGreaterEqual, %one)
      aie.dma_bd(%big : memref<64x32xi16> offset = 2)
      aie.use_lock(%mem_full, Release, %one)
    }]
    aie.end
  }
  %shim_dma = aie.shim_dma(%shim) {
    aie.dma_start(MM2S, 0, ^bd, ^end)
  ^bd:
    aie.dma_bd(%host : memref<256xi32> len = 256) {burst_length = 128 : i32}
    aie.next_bd ^bd
  ^end:
    aie.end
  }
}

// -----

// Pad values are a register of AIE2P's mem tiles.
aie.device(npu2) {
  %mem = aie.tile(0, 1)
  %next = aie.tile(1, 1)
  %a = aie.buffer(%mem) : memref<64xi32>
  %b = aie.buffer(%next) : memref<64xi32>
  %l = aie.lock(%next, 0)
  aie.memtile_dma(%mem) {
    aie.dma_start(MM2S, 0, ^bd, ^end) {pad_value = 7 : i32}
  ^bd:
    aie.dma_bd(%a : memref<64xi32> len = 12 sizes = [8] strides = [1] pad [<const_pad_before = 2, const_pad_after = 2>])
    aie.next_bd ^bd
  ^end:
    aie.end
  }
  aie.memtile_dma(%next) {
    %one = arith.constant 1 : i32
    aie.dma(MM2S, 1) {pad_value = -1 : i32} [{
      aie.use_lock(%l, AcquireGreaterEqual, %one)
      aie.dma_bd(%b : memref<64xi32>)
      aie.use_lock(%l, Release, %one)
    }]
    aie.end
  }
}
