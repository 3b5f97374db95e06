// Object FIFO accesses in loops of every shape, as constants where they can be.
// RUN: aieforge opt --aie-objectFifo-stateful-transform --aie-objectFifo-unroll \
// RUN:   %s --split-input-file | FileCheck %s

// A window: two objects are held, one is given back each time. The buffers
// repeat after three iterations; the first one acquires one object more, so its
// round is on its own.
// CHECK-LABEL: @window
// CHECK: aie.core
// CHECK-DAG: %[[ONE:.*]] = arith.constant 1 : i32
// CHECK-DAG: %[[TWO:.*]] = arith.constant 2 : i32
// CHECK: aie.use_lock(%{{.*}}f_cons_cons_lock_0, AcquireGreaterEqual, %[[TWO]])
// CHECK: func.call @use(%{{.*}}buff_0, %{{.*}}buff_1)
// CHECK: aie.use_lock(%{{.*}}f_cons_cons_lock_0, AcquireGreaterEqual, %[[ONE]])
// CHECK: func.call @use(%{{.*}}buff_1, %{{.*}}buff_2)
// CHECK: func.call @use(%{{.*}}buff_2, %{{.*}}buff_0)
// CHECK: scf.for
// CHECK: aie.use_lock(%{{.*}}f_cons_cons_lock_0, AcquireGreaterEqual, %[[ONE]])
// CHECK: func.call @use(%{{.*}}buff_0, %{{.*}}buff_1)
// CHECK: func.call @use(%{{.*}}buff_1, %{{.*}}buff_2)
// CHECK: func.call @use(%{{.*}}buff_2, %{{.*}}buff_0)
// CHECK: }
// 14 = 3 + 3 * 3 + 2
// CHECK: func.call @use(%{{.*}}buff_0, %{{.*}}buff_1)
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

// The number of iterations is known only at run time: the loop carries the
// buffer's number along, the lock counts are constants.
// CHECK-LABEL: @dynamic
// CHECK: aie.core
// CHECK-DAG: %[[ZERO:.*]] = arith.constant 0 : i32
// CHECK-DAG: %[[ONE:.*]] = arith.constant 1 : i32
// CHECK-DAG: %[[TWO:.*]] = arith.constant 2 : i32
// CHECK-NOT: memref.alloca
// CHECK: scf.for {{.*}} iter_args(%[[I:.*]] = %[[ZERO]]) -> (i32)
// CHECK: aie.use_lock(%{{.*}}f_cons_cons_lock_0, AcquireGreaterEqual, %[[ONE]])
// CHECK: %[[C:.*]] = arith.index_cast %[[I]]
// CHECK: %[[B:.*]] = scf.index_switch %[[C]]
// CHECK: case 0 {
// CHECK: scf.yield %{{.*}}buff_0
// CHECK: case 1 {
// CHECK: scf.yield %{{.*}}buff_1
// CHECK: func.call @use(%[[B]])
// CHECK: aie.use_lock(%{{.*}}f_cons_prod_lock_0, Release, %[[ONE]])
// CHECK: %[[NEXT:.*]] = arith.addi %[[I]], %[[ONE]]
// CHECK: %[[END:.*]] = arith.cmpi sge, %[[NEXT]], %[[TWO]]
// CHECK: %[[NEW:.*]] = arith.select %[[END]], %[[ZERO]], %[[NEXT]]
// CHECK: scf.yield %[[NEW]]
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

// A branch that leaves a number of objects of its own: how many the second
// acquire asks for is computed.
// CHECK-LABEL: @branches
// CHECK: aie.core
// CHECK-DAG: %[[ZERO:.*]] = arith.constant 0 : i32
// CHECK-DAG: %[[ONE:.*]] = arith.constant 1 : i32
// CHECK: %[[FLAG:.*]] = memref.load
// CHECK: %[[HELD:.*]] = arith.extui %[[FLAG]] : i1 to i32
// CHECK: scf.if %[[FLAG]] {
// CHECK: aie.use_lock(%{{.*}}, AcquireGreaterEqual, %[[ONE]])
// CHECK: }
// CHECK: %[[MISSING:.*]] = arith.subi %[[ONE]], %[[HELD]]
// CHECK: %[[COUNT:.*]] = arith.maxsi %[[MISSING]], %[[ZERO]]
// CHECK: aie.use_lock(%{{.*}}, AcquireGreaterEqual, %[[COUNT]])
// CHECK: func.call @use(%{{.*}}buff_0)
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

// A loop without end is unrolled by the number of buffers, and is marked, since
// half as many rounds look finite.
// CHECK-LABEL: @endless
// CHECK: aie.core
// CHECK: scf.for
// CHECK: func.call @use(%{{.*}}buff_0)
// CHECK: func.call @use(%{{.*}}buff_1)
// CHECK: } {aieforge.endless}
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
      %max = arith.constant 2147483647 : index
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

// -----

// An inner loop that leaves the FIFO at another buffer each time: the outer one
// is unrolled, although it touches no FIFO itself.
// CHECK-LABEL: @nested
// CHECK: aie.core
// CHECK-NOT: scf.index_switch
// CHECK: scf.for
// CHECK: func.call @use(%{{.*}}buff_0)
// CHECK: func.call @use(%{{.*}}buff_1)
// CHECK: func.call @use(%{{.*}}buff_0)
// CHECK: func.call @use(%{{.*}}buff_1)
// CHECK: func.call @use(%{{.*}}buff_0)
// CHECK: func.call @use(%{{.*}}buff_1)
// CHECK: }
// CHECK-NOT: func.call
// CHECK: aie.end
module {
  aie.device(npu1) @nested {
    %s = aie.tile(0, 0)
    %c = aie.tile(0, 2)
    aie.objectfifo @f(%s, {%c}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
    func.func private @use(memref<8xi32>)
    aie.core(%c) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c3 = arith.constant 3 : index
      %c10 = arith.constant 10 : index
      scf.for %i = %c0 to %c10 step %c1 {
        scf.for %k = %c0 to %c3 step %c1 {
          %a = aie.objectfifo.acquire @f(Consume, 1) : !aie.objectfifosubview<memref<8xi32>>
          %x = aie.objectfifo.subview.access %a[0] : !aie.objectfifosubview<memref<8xi32>> -> memref<8xi32>
          func.call @use(%x) : (memref<8xi32>) -> ()
          aie.objectfifo.release @f(Consume, 1)
        }
      }
      aie.end
    }
  }
}

// -----

// A while loop carries the numbers too.
// CHECK-LABEL: @while
// CHECK: aie.core
// CHECK: scf.while (%{{.*}} = %{{.*}}, %[[B:.*]] = %{{.*}}) : (index, i32) -> (index, i32)
// CHECK: scf.condition(%{{.*}}) %{{.*}}, %[[B]]
// CHECK: ^bb0(%{{.*}}: index, %[[I:.*]]: i32):
// CHECK: %[[C:.*]] = arith.index_cast %[[I]]
// CHECK: scf.index_switch %[[C]]
// CHECK: %[[NEW:.*]] = arith.select
// CHECK: scf.yield %{{.*}}, %[[NEW]]
module {
  aie.device(npu1) @while {
    %s = aie.tile(0, 0)
    %c = aie.tile(0, 2)
    %n = aie.buffer(%c) {sym_name = "count"} : memref<1xindex>
    aie.objectfifo @f(%s, {%c}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
    func.func private @use(memref<8xi32>)
    aie.core(%c) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %v = memref.load %n[%c0] : memref<1xindex>
      %r = scf.while (%i = %c0) : (index) -> index {
        %more = arith.cmpi slt, %i, %v : index
        scf.condition(%more) %i : index
      } do {
      ^bb0(%i: index):
        %a = aie.objectfifo.acquire @f(Consume, 1) : !aie.objectfifosubview<memref<8xi32>>
        %x = aie.objectfifo.subview.access %a[0] : !aie.objectfifosubview<memref<8xi32>> -> memref<8xi32>
        func.call @use(%x) : (memref<8xi32>) -> ()
        aie.objectfifo.release @f(Consume, 1)
        %next = arith.addi %i, %c1 : index
        scf.yield %next : index
      }
      memref.store %r, %n[%c0] : memref<1xindex>
      aie.end
    }
  }
}

// -----

// One FIFO goes on only now and then, the other one with every iteration: this
// one is unrolled, the buffers of the first are chosen at run time.
// CHECK-LABEL: @mixed
// CHECK: aie.core
// CHECK: scf.for {{.*}} iter_args
// CHECK: func.call @use(%{{.*}}every_cons_buff_0)
// CHECK: scf.index_switch
// CHECK: func.call @use(%{{.*}}every_cons_buff_1)
// CHECK: scf.index_switch
// CHECK: }
// CHECK: aie.end
module {
  aie.device(npu1) @mixed {
    %s = aie.tile(0, 0)
    %c = aie.tile(0, 2)
    %n = aie.buffer(%c) {sym_name = "flags"} : memref<8xi1>
    aie.objectfifo @every(%s, {%c}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
    aie.objectfifo @some(%s, {%c}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
    func.func private @use(memref<8xi32>)
    aie.core(%c) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c8 = arith.constant 8 : index
      scf.for %i = %c0 to %c8 step %c1 {
        %a = aie.objectfifo.acquire @every(Consume, 1) : !aie.objectfifosubview<memref<8xi32>>
        %x = aie.objectfifo.subview.access %a[0] : !aie.objectfifosubview<memref<8xi32>> -> memref<8xi32>
        func.call @use(%x) : (memref<8xi32>) -> ()
        aie.objectfifo.release @every(Consume, 1)
        %flag = memref.load %n[%i] : memref<8xi1>
        scf.if %flag {
          %b = aie.objectfifo.acquire @some(Consume, 1) : !aie.objectfifosubview<memref<8xi32>>
          %y = aie.objectfifo.subview.access %b[0] : !aie.objectfifosubview<memref<8xi32>> -> memref<8xi32>
          func.call @use(%y) : (memref<8xi32>) -> ()
          aie.objectfifo.release @some(Consume, 1)
        }
      }
      aie.end
    }
  }
}

// -----

// Control flow without structure: the number stays in memory.
// CHECK-LABEL: @unstructured
// CHECK: aie.core
// CHECK: %[[SLOT:.*]] = memref.alloca() : memref<i32>
// CHECK: ^bb1
// CHECK: %[[I:.*]] = memref.load %[[SLOT]][]
// CHECK: %[[C:.*]] = arith.index_cast %[[I]]
// CHECK: scf.index_switch %[[C]]
// CHECK: memref.store %{{.*}}, %[[SLOT]][]
// CHECK: cf.br ^bb1
module {
  aie.device(npu1) @unstructured {
    %s = aie.tile(0, 0)
    %c = aie.tile(0, 2)
    aie.objectfifo @f(%s, {%c}, 2 : i32) : !aie.objectfifo<memref<8xi32>>
    func.func private @use(memref<8xi32>)
    aie.core(%c) {
      cf.br ^bb1
    ^bb1:
      %a = aie.objectfifo.acquire @f(Consume, 1) : !aie.objectfifosubview<memref<8xi32>>
      %x = aie.objectfifo.subview.access %a[0] : !aie.objectfifosubview<memref<8xi32>> -> memref<8xi32>
      func.call @use(%x) : (memref<8xi32>) -> ()
      aie.objectfifo.release @f(Consume, 1)
      cf.br ^bb1
    }
  }
}
