// Autumn 2023: upper-case dialects, objectFifo, an ipu, SSA transfers.
module {
  AIE.device(ipu) {
    %shim = AIE.tile(0, 0)
    %core = AIE.tile(0, 2)
    AIE.objectFifo @in(%shim, {%core}, 2 : i32) : !AIE.objectFifo<memref<32xi32>>
    AIE.objectFifo @out(%core, {%shim}, 2 : i32) : !AIE.objectFifo<memref<32xi32>>
    %c = AIE.core(%core) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c32 = arith.constant 32 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %xs = AIE.objectFifo.acquire @in (Consume, 1) : !AIE.objectFifoSubview<memref<32xi32>>
        %x = AIE.objectFifo.subview.access %xs[0] : !AIE.objectFifoSubview<memref<32xi32>> -> memref<32xi32>
        %ys = AIE.objectFifo.acquire @out (Produce, 1) : !AIE.objectFifoSubview<memref<32xi32>>
        %y = AIE.objectFifo.subview.access %ys[0] : !AIE.objectFifoSubview<memref<32xi32>> -> memref<32xi32>
        scf.for %i = %c0 to %c32 step %c1 {
          %v = memref.load %x[%i] : memref<32xi32>
          %k = arith.constant 23 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %y[%i] : memref<32xi32>
        }
        AIE.objectFifo.release @in (Consume, 1)
        AIE.objectFifo.release @out (Produce, 1)
      }
      AIE.end
    }
    func.func @sequence(%a: memref<64xi32>, %b: memref<64xi32>) {
      %c0 = arith.constant 0 : i32
      %c1 = arith.constant 1 : i32
      %c64 = arith.constant 64 : i32
      AIEX.ipu.dma_memcpy_nd (%c0, %c0, %b[%c0, %c0, %c0, %c0][%c1, %c1, %c1, %c64][%c0, %c0, %c0]) {metadata = @out, id = 0 : i32} : (i32, i32, memref<64xi32>, [i32, i32, i32, i32], [i32, i32, i32, i32], [i32, i32, i32])
      AIEX.ipu.dma_memcpy_nd (%c0, %c0, %a[%c0, %c0, %c0, %c0][%c1, %c1, %c1, %c64][%c0, %c0, %c0]) {metadata = @in, id = 1 : i32} : (i32, i32, memref<64xi32>, [i32, i32, i32, i32], [i32, i32, i32, i32], [i32, i32, i32])
      AIEX.ipu.sync {column = 0 : i32, row = 0 : i32, direction = 0 : i32, channel = 0 : i32, column_num = 1 : i32, row_num = 1 : i32}
      return
    }
  }
}
