// Summer 2024: links without offsets, memtile_repeat, toStream, via_shared_mem.
module {
  aie.device(npu1_4col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %c2 = aie.tile(0, 2)
    %c3 = aie.tile(0, 3)
    aie.objectfifo @in(%shim, {%mem}, 1 : i32) : !aie.objectfifo<memref<32xi32>>
    aie.objectfifo @i2(%mem toStream [<size = 4, stride = 1>, <size = 4, stride = 4>], {%c2}, 1 : i32) {memtile_repeat = 1 : i32} : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @i3(%mem, {%c3}, 1 : i32) {memtile_repeat = 1 : i32} : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo.link [@in] -> [@i2, @i3] ()
    aie.objectfifo @mid(%c2, {%c3}, 2 : i32) {via_shared_mem = 1 : i32} : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%c3, {%shim}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.core(%c2) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %xs = aie.objectfifo.acquire @i2(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %x = aie.objectfifo.subview.access %xs[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %ys = aie.objectfifo.acquire @mid(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %y = aie.objectfifo.subview.access %ys[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %x[%i] : memref<16xi32>
          memref.store %v, %y[%i] : memref<16xi32>
        }
        aie.objectfifo.release @i2(Consume, 1)
        aie.objectfifo.release @mid(Produce, 1)
      }
      aie.end
    }
    aie.core(%c3) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %as = aie.objectfifo.acquire @i3(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %a = aie.objectfifo.subview.access %as[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %bs = aie.objectfifo.acquire @mid(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %b = aie.objectfifo.subview.access %bs[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %ys = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %y = aie.objectfifo.subview.access %ys[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %a[%i] : memref<16xi32>
          %w = memref.load %b[%i] : memref<16xi32>
          %r = arith.subi %v, %w : i32
          memref.store %r, %y[%i] : memref<16xi32>
        }
        aie.objectfifo.release @i3(Consume, 1)
        aie.objectfifo.release @mid(Consume, 1)
        aie.objectfifo.release @out(Produce, 1)
      }
      aie.end
    }
    aiex.runtime_sequence(%a: memref<64xi32>, %b: memref<64xi32>) {
      aiex.npu.dma_memcpy_nd (0, 0, %a[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 1 : i64, metadata = @in} : memref<64xi32>
      aiex.npu.dma_memcpy_nd (0, 0, %b[0, 0, 0, 0][1, 1, 1, 64][0, 0, 0, 1]) {id = 0 : i64, issue_token = true, metadata = @out} : memref<64xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
