// Object FIFO accesses in loops of every shape.
// RUN: aieforge opt --aie-objectFifo-stateful-transform %s --split-input-file | FileCheck %s

// A window: two objects are held, one is given back each time. The first
// iteration differs; afterwards the buffers repeat after three.
// CHECK-LABEL: @window
// CHECK: aie.core
// CHECK: %[[TWO:.*]] = arith.constant 2 : i32
// CHECK: aie.use_lock(%{{.*}}f_cons_cons_lock_0, AcquireGreaterEqual, %[[TWO]])
// CHECK: func.call @use(%{{.*}}buff_0, %{{.*}}buff_1)
// CHECK: scf.for
// CHECK: %[[ONE:.*]] = arith.constant 1 : i32
// CHECK: aie.use_lock(%{{.*}}f_cons_cons_lock_0, AcquireGreaterEqual, %[[ONE]])
// CHECK: func.call @use(%{{.*}}buff_1, %{{.*}}buff_2)
// CHECK: func.call @use(%{{.*}}buff_2, %{{.*}}buff_0)
// CHECK: func.call @use(%{{.*}}buff_0, %{{.*}}buff_1)
// CHECK: }
// 14 = 1 + 4 * 3 + 1
// CHECK: func.call @use(%{{.*}}buff_1, %{{.*}}buff_2)
// CHECK-NOT: func.call
// CHECK: aie.end
module {
  aie.device(npu1) @window {
    %s = aie.tile(0, 0)
    %c = aie.tile(0, 2)
    aie.objectfifo @f(%s, {%c}, 3 : i32) : !aie.objectfifo<memref<8xi32>>
    func.func private @use(memref<8xi32>, memref<8xi32>)
    aie.core(%c) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c14 = arith.constant 14 : index
      scf.for %i = %c0 to %c14 step %c1 {
        %v = aie.objectfifo.acquire @f(Consume, 2) : !aie.objectfifosubview<memref<8xi32>>
        %x = aie.objectfifo.subview.access %v[0] : !aie.objectfifosubview<memref<8xi32>> -> memref<8xi32>
        %y = aie.objectfifo.subview.access %v[1] : !aie.objectfifosubview<memref<8xi32>> -> memref<8xi32>
        func.call @use(%x, %y) : (memref<8xi32>, memref<8xi32>) -> ()
        aie.objectfifo.release @f(Consume, 1)
      }
      aie.end
    }
  }
}

// -----

// The number of iterations is known only at run time: the buffer is chosen by
// a variable, the lock counts are constants.
// CHECK-LABEL: @dynamic
// CHECK: aie.core
// CHECK: %[[SLOT:.*]] = memref.alloca() : memref<i32>
// CHECK: scf.for
// CHECK: memref.load %[[SLOT]]
// CHECK: aie.use_lock(%{{.*}}f_cons_cons_lock_0, AcquireGreaterEqual, %{{.*}})
// CHECK: %[[B:.*]] = scf.index_switch
// CHECK: case 0 {
// CHECK: scf.yield %{{.*}}buff_0
// CHECK: default {
// CHECK: scf.yield %{{.*}}buff_1
// CHECK: func.call @use(%[[B]])
// CHECK: aie.use_lock(%{{.*}}f_cons_prod_lock_0, Release
// CHECK: memref.store %{{.*}}, %[[SLOT]]
module {
  aie.device(npu1) @dynamic {
    %s = aie.tile(0, 0)
    %c = aie.tile(0, 2)
    %n = aie.buffer(%c) {sym_name = "count"} : memref<1xi32>
    aie.objectfifo @f(%s, {%c}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
    func.func private @use(memref<8xi32>)
    aie.core(%c) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %v = memref.load %n[%c0] : memref<1xi32>
      %count = arith.index_cast %v : i32 to index
      scf.for %i = %c0 to %count step %c1 {
        %a = aie.objectfifo.acquire @f(Consume, 1) : !aie.objectfifosubview<memref<8xi32>>
        %x = aie.objectfifo.subview.access %a[0] : !aie.objectfifosubview<memref<8xi32>> -> memref<8xi32>
        func.call @use(%x) : (memref<8xi32>) -> ()
        aie.objectfifo.release @f(Consume, 1)
      }
      aie.end
    }
  }
}

// -----

// Both branches leave the same state, so constants do; the branches of the
// second one do not, so even the count is a variable.
// CHECK-LABEL: @branches
// CHECK: aie.core
// CHECK: memref.alloca
// CHECK: scf.if
// CHECK: arith.cmpi slt
// CHECK: scf.if
// CHECK: arith.subi
// CHECK: aie.use_lock(%{{.*}}, AcquireGreaterEqual
module {
  aie.device(npu1) @branches {
    %s = aie.tile(0, 0)
    %c = aie.tile(0, 2)
    %n = aie.buffer(%c) {sym_name = "flag"} : memref<1xi1>
    aie.objectfifo @f(%s, {%c}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
    func.func private @use(memref<8xi32>)
    aie.core(%c) {
      %c0 = arith.constant 0 : index
      %v = memref.load %n[%c0] : memref<1xi1>
      scf.if %v {
        %a = aie.objectfifo.acquire @f(Consume, 1) : !aie.objectfifosubview<memref<8xi32>>
        %x = aie.objectfifo.subview.access %a[0] : !aie.objectfifosubview<memref<8xi32>> -> memref<8xi32>
        func.call @use(%x) : (memref<8xi32>) -> ()
      }
      %b = aie.objectfifo.acquire @f(Consume, 1) : !aie.objectfifosubview<memref<8xi32>>
      %y = aie.objectfifo.subview.access %b[0] : !aie.objectfifosubview<memref<8xi32>> -> memref<8xi32>
      func.call @use(%y) : (memref<8xi32>) -> ()
      aie.objectfifo.release @f(Consume, 1)
      aie.end
    }
  }
}

// -----

// A loop without end is unrolled by the number of buffers.
// CHECK-LABEL: @endless
// CHECK: aie.core
// CHECK: scf.for
// CHECK: func.call @use(%{{.*}}buff_0)
// CHECK: func.call @use(%{{.*}}buff_1)
// CHECK: }
// CHECK-NOT: func.call
// CHECK: aie.end
module {
  aie.device(npu1) @endless {
    %s = aie.tile(0, 0)
    %c = aie.tile(0, 2)
    aie.objectfifo @f(%s, {%c}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
    func.func private @use(memref<8xi32>)
    aie.core(%c) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %max = arith.constant 9223372036854775807 : index
      scf.for %i = %c0 to %max step %c1 {
        %a = aie.objectfifo.acquire @f(Consume, 1) : !aie.objectfifosubview<memref<8xi32>>
        %x = aie.objectfifo.subview.access %a[0] : !aie.objectfifosubview<memref<8xi32>> -> memref<8xi32>
        func.call @use(%x) : (memref<8xi32>) -> ()
        aie.objectfifo.release @f(Consume, 1)
      }
      aie.end
    }
  }
}
