// Copies a buffer through one core: shim -> FIFO -> core (0,2) -> FIFO -> shim.
// The core hands every pair of FIFO elements to the C++ kernel.

module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %core = aie.tile(0, 2)

    aie.objectfifo @in(%shim, {%core}, 2 : i32) : !aie.objectfifo<memref<256xi32>>
    aie.objectfifo @out(%core, {%shim}, 2 : i32) : !aie.objectfifo<memref<256xi32>>

    func.func private @passthrough_kernel(memref<256xi32>, memref<256xi32>, i32)

    aie.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %forever = arith.constant 0x7FFFFFFF : index
      %size = arith.constant 256 : i32
      scf.for %i = %c0 to %forever step %c1 {
        %src = aie.objectfifo.acquire @in(Consume, 1) : !aie.objectfifosubview<memref<256xi32>>
        %a = aie.objectfifo.subview.access %src[0] : !aie.objectfifosubview<memref<256xi32>> -> memref<256xi32>
        %dst = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<256xi32>>
        %b = aie.objectfifo.subview.access %dst[0] : !aie.objectfifosubview<memref<256xi32>> -> memref<256xi32>
        func.call @passthrough_kernel(%a, %b, %size) : (memref<256xi32>, memref<256xi32>, i32) -> ()
        aie.objectfifo.release @in(Consume, 1)
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }

    aie.runtime_sequence(%a: memref<1024xi32>, %b: memref<1024xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 1024][0, 0, 0, 1]) {id = 1 : i64, metadata = @in} : memref<1024xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 1024][0, 0, 0, 1]) {id = 0 : i64, issue_token = true, metadata = @out} : memref<1024xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
