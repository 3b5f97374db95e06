// A tile may stand behind the program of another; what is made of FIFOs still
// stands in front of both programs.
// RUN: aieforge opt --aie-objectFifo-stateful-transform %s | FileCheck %s

// CHECK: %[[MEM:.*]] = aie.tile(0, 1)
// CHECK: %[[NEAR:.*]] = aie.tile(0, 2)
// CHECK: %[[FAR:.*]] = aie.tile(0, 3)
// CHECK: aie.lock(%[[FAR]]
// CHECK: aie.lock(%[[NEAR]]
// CHECK: aie.core(%[[NEAR]])
// CHECK: aie.core(%[[FAR]])
aie.device(npu1_1col) {
  %mem = aie.tile(0, 1)
  %near = aie.tile(0, 2)
  aie.objectfifo @a(%mem, {%near}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
  aie.core(%near) {
    %v = aie.objectfifo.acquire @a(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
    aie.objectfifo.release @a(Consume, 1)
    aie.end
  }
  %far = aie.tile(0, 3)
  aie.objectfifo @b(%mem, {%far}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
  aie.core(%far) {
    %v = aie.objectfifo.acquire @b(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
    aie.objectfifo.release @b(Consume, 1)
    aie.end
  }
}
