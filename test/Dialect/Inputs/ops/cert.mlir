// Control code of newer firmware.

aie.device(npu2) {
  memref.global "private" constant @data : memref<2xi32> = dense<[1, 2]>
  aiex.cert.uc_dma_chain @chain {
    aiex.cert.uc_dma_bd @data, 6292480, 2, true
    aiex.cert.uc_dma_bd @data, 6292736, 2, false
  }
  aiex.cert.section @save {
    aiex.cert.job(1) {
      aiex.cert.nop
    }
  }
  aiex.cert.page {
    aiex.cert.job(2) {
      aiex.cert.write32(4096, 42)
      aiex.cert.maskwrite32(8192, 255, 42)
      aiex.cert.uc_dma_write_des_sync(@chain)
      aiex.cert.apply_offset_57(@data, 1, -1)
      aiex.cert.wait_tcts(1, 2, 3)
      aiex.cert.local_barrier(1, 2)
      aiex.cert.remote_barrier(1, 3)
      aiex.cert.load_pdi(7, @save)
      aiex.cert.preempt(0, @save, @save)
    }
  }
  aiex.cert.attach_to_group(5) {
    aiex.cert.job(3) {
    }
  }
}
