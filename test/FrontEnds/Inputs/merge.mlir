// Two cores whose kernels have one name: each comes with a file of its own. The
// third kernel is LLVM IR that becomes part of the first core.
module {
  aie.device(npu1_1col) @pair {
    %shim = aie.tile(0, 0)
    %one = aie.tile(0, 2)
    %two = aie.tile(0, 3)
    aie.objectfifo @in(%shim, {%one}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @mid(%one, {%two}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out(%two, {%shim}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    func.func private @scale(memref<16xi32>, memref<16xi32>)
    func.func private @bump(memref<16xi32>) attributes {link_with = "bump.ll", link_with_mode = "merge"}
    aie.core(%one) {
      %s = aie.objectfifo.acquire @in(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
      %a = aie.objectfifo.subview.access %s[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
      %d = aie.objectfifo.acquire @mid(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
      %b = aie.objectfifo.subview.access %d[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
      func.call @scale(%a, %b) : (memref<16xi32>, memref<16xi32>) -> ()
      func.call @bump(%b) : (memref<16xi32>) -> ()
      aie.objectfifo.release @in(Consume, 1)
      aie.objectfifo.release @mid(Produce, 1)
      aie.end
    } {link_files = ["twice.o"]}
    aie.core(%two) {
      // Memory that only this core knows of.
      %ten = aie.buffer(%two) {sym_name = "ten"} : memref<16xi32> = dense<10>
      %s = aie.objectfifo.acquire @mid(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
      %a = aie.objectfifo.subview.access %s[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
      %d = aie.objectfifo.acquire @out(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
      %b = aie.objectfifo.subview.access %d[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
      func.call @scale(%a, %b) : (memref<16xi32>, memref<16xi32>) -> ()
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      scf.for %j = %c0 to %c16 step %c1 {
        %v = memref.load %b[%j] : memref<16xi32>
        %t = memref.load %ten[%j] : memref<16xi32>
        %w = arith.addi %v, %t : i32
        memref.store %w, %b[%j] : memref<16xi32>
      }
      aie.objectfifo.release @mid(Consume, 1)
      aie.objectfifo.release @out(Produce, 1)
      aie.end
    } {link_files = ["thrice.o"]}
    aie.runtime_sequence @all(%a: memref<16xi32>, %b: memref<16xi32>) {
      aiex.npu.dma_memcpy_nd(%a[0, 0, 0, 0][1, 1, 1, 16][0, 0, 0, 1]) {id = 1 : i64, metadata = @in} : memref<16xi32>
      aiex.npu.dma_memcpy_nd(%b[0, 0, 0, 0][1, 1, 1, 16][0, 0, 0, 1]) {id = 0 : i64, issue_token = true, metadata = @out} : memref<16xi32>
      aiex.npu.dma_wait {symbol = @out}
    }
  }
}
