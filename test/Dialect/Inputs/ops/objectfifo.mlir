// Object FIFOs in all their forms.

aie.device(npu2) {
  %shim = aie.tile(0, 0)
  %mem = aie.tile(0, 1)
  %a = aie.tile(0, 2)
  %b = aie.tile(0, 3)
  %c = aie.tile(0, 4)
  %far = aie.tile(2, 4)

  aie.objectfifo @plain(%a, {%b}, 2 : i32) : !aie.objectfifo<memref<32xi16>>
  aie.objectfifo @broadcast(%shim, {%a, %b, %c}, [2, 2, 3, 4]) : !aie.objectfifo<memref<8x4xi32>>
  aie.objectfifo @in(%shim, {%mem}, 2 : i32) {iter_count = 4 : i32, prod_dma_channel = 1 : i32} : !aie.objectfifo<memref<64xi32>>
  aie.objectfifo @left(%mem dimensionsToStream [<size = 8, stride = 4>, <size = 4, stride = 1>], {%a dimensionsFromStream [<size = 4, stride = 8>, <size = 8, stride = 1>]}, [2, 1]) {repeat_count = 3 : i32, via_DMA = true} : !aie.objectfifo<memref<32xi32>>
  aie.objectfifo @right(%mem, {%b}, 2 : i32) {cons_dma_channels = array<i32: 1>, repeat_count = 3 : i32} : !aie.objectfifo<memref<32xi32>>
  aie.objectfifo.link [@in] -> [@left, @right]([] [0, 32])

  aie.objectfifo @one(%a, {%mem}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
  aie.objectfifo @two(%b, {%mem}, 2 : i32) : !aie.objectfifo<memref<48xi32>>
  aie.objectfifo @both(%mem, {%shim}, 2 : i32) {plio = true} : !aie.objectfifo<memref<64xi32>>
  aie.objectfifo.link [@one, @two] -> [@both]([0, 16] [])
  aie.objectfifo @up(%shim, {%mem}, 2 : i32) : !aie.objectfifo<memref<64xi32>>
  aie.objectfifo @on(%mem, {%c}, 2 : i32) : !aie.objectfifo<memref<64xi32>>
  aie.objectfifo.link [@up] -> [@on]([] [])

  aie.objectfifo @shared(%b, {%c}, 2 : i32) {disable_synchronization = true} : !aie.objectfifo<memref<32xi16>>
  aie.objectfifo.allocate @shared(%c)
  aie.objectfifo @start(%b, {%c}, 2 : i32) : !aie.objectfifo<memref<4xi32>> = [dense<0> : memref<4xi32>, dense<[1, 2, 3, 4]> : memref<4xi32>]
  aie.objectfifo @split(%a, {%far}, 2 : i32) : !aie.objectfifo<memref<32xi16>> -> !aie.objectfifo<memref<16xi16>>
  aie.objectfifo @port(%a, {%far}, 2 : i32) {aie_stream = 1 : i32, aie_stream_port = 1 : i32} : !aie.objectfifo<memref<32xi16>>
  aie.objectfifo @padded(%mem dimensionsToStream [<size = 6, stride = 8>, <size = 6, stride = 1>], {%far}, 2 : i32) {padDimensions = #aie<bd_pad_layout_array[<const_pad_before = 1, const_pad_after = 1>, <const_pad_before = 1, const_pad_after = 1>]>, padValue = 9 : i32} : !aie.objectfifo<memref<64xi32>>

  aie.core(%b) {
    %held = aie.objectfifo.acquire @plain(Consume, 2) : !aie.objectfifosubview<memref<32xi16>>
    %first = aie.objectfifo.subview.access %held[0] : !aie.objectfifosubview<memref<32xi16>> -> memref<32xi16>
    %second = aie.objectfifo.subview.access %held[1] : !aie.objectfifosubview<memref<32xi16>> -> memref<32xi16>
    aie.objectfifo.release @plain(Consume, 1)
    %place = aie.objectfifo.acquire @shared(Produce, 1) : !aie.objectfifosubview<memref<32xi16>>
    aie.objectfifo.release @shared(Produce, 1)
    aie.end
  }

  %x = aie.external_buffer : memref<64xi32>
  %y = aie.external_buffer : memref<64xi32>
  aie.objectfifo.register_external_buffers @in(%shim, {%x, %y}) : (memref<64xi32>, memref<64xi32>)

  %free = aie.lock(%a, 0)
  %full = aie.lock(%a, 1)
  aie.objectfifo_rearm_binding @left_rearm channels(%a : index) locks(%free, %full : index, index) {channel_dirs = array<i32: 0>, channel_indices = array<i32: 1>, head_bd_ids = array<i32: 2>, lock_inits = array<i32: 2, 0>, repeat_counts = array<i32: 1>}
  aie.objectfifo_rearm_binding @nothing channels() locks() {channel_dirs = array<i32>, channel_indices = array<i32>, lock_inits = array<i32>}
}
