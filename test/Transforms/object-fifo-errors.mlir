// RUN: aieforge opt --aie-objectFifo-stateful-transform --aie-assign-lock-ids --aie-assign-bd-ids --split-input-file --verify-diagnostics %s

module {
  aie.device(npu1) {
    %s = aie.tile(0, 0)
    // expected-error @below {{number of input DMA channel exceeded! The tile has 2 S2MM channels}}
    %c = aie.tile(0, 2)
    // expected-note @below {{S2MM 0 is used here}}
    aie.objectfifo @a(%s, {%c}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
    %s1 = aie.tile(1, 0)
    // expected-note @below {{S2MM 1 is used here}}
    aie.objectfifo @b(%s1, {%c}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
    %s2 = aie.tile(2, 0)
    // expected-note @below {{this object FIFO needs another one}}
    aie.objectfifo @d(%s2, {%c}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
  }
}

// -----

module {
  aie.device(npu1) {
    %s = aie.tile(0, 0)
    %c = aie.tile(0, 2)
    aie.objectfifo @f(%s, {%c}, [2, 2]) : !aie.objectfifo<memref<8xi32>>
    aie.core(%c) {
      // expected-error @below {{acquires 3 objects, but @f has only 2}}
      %a = aie.objectfifo.acquire @f(Consume, 3) : !aie.objectfifosubview<memref<8xi32>>
      aie.end
    }
  }
}

// -----

module {
  aie.device(npu1) {
    %s = aie.tile(0, 0)
    %c = aie.tile(0, 2)
    aie.objectfifo @f(%s, {%c}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
    aie.core(%c) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c8 = arith.constant 8 : index
      scf.for %i = %c0 to %c8 step %c1 {
        // expected-error @below {{cannot release more elements than are already acquired}}
        %a = aie.objectfifo.acquire @f(Consume, 1) : !aie.objectfifosubview<memref<8xi32>>
        aie.objectfifo.release @f(Consume, 2)
      }
      aie.end
    }
  }
}

// -----

module {
  aie.device(npu1) {
    %m = aie.tile(0, 1)
    %c = aie.tile(0, 2)
    // expected-error @below {{needs 20 BDs on tile (0, 2), which has 16}}
    aie.objectfifo @f(%c, {%m}, 4 : i32) {repeat_count = 5 : i32} : !aie.objectfifo<memref<8xi32>>
  }
}

// -----

module {
  aie.device(npu1) {
    %a = aie.tile(0, 2)
    %b = aie.tile(0, 3)
    aie.objectfifo @f(%a, {%b}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
    aie.runtime_sequence(%x: memref<8xi32>) {
      // expected-error @below {{names the object FIFO @f, which has no end on a shim tile}}
      aiex.npu.dma_memcpy_nd(%x[0, 0, 0, 0][1, 1, 1, 8][0, 0, 0, 1]) {id = 0 : i64, metadata = @f} : memref<8xi32>
    }
  }
}

// -----

module {
  aie.device(npu1) {
    // expected-note @below {{because only 16 locks available in this tile}}
    %a = aie.tile(0, 2)
    // expected-note @below {{they are: unnamed, unnamed, unnamed}}
    %l0 = aie.lock(%a)
    %l1 = aie.lock(%a)
    %l2 = aie.lock(%a)
    %l3 = aie.lock(%a)
    %l4 = aie.lock(%a)
    %l5 = aie.lock(%a)
    %l6 = aie.lock(%a)
    %l7 = aie.lock(%a)
    %l8 = aie.lock(%a)
    %l9 = aie.lock(%a)
    %l10 = aie.lock(%a)
    %l11 = aie.lock(%a)
    %l12 = aie.lock(%a)
    %l13 = aie.lock(%a)
    %l14 = aie.lock(%a)
    %l15 = aie.lock(%a)
    // expected-error @below {{not allocated a lock: its tile has 17 lock ops, but only 16 locks}}
    %l16 = aie.lock(%a)
  }
}
