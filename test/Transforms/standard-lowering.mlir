// RUN: aieforge opt --aie-localize-locks %s | FileCheck %s --check-prefix=LOCKS
// RUN: aieforge opt --aie-standard-lowering='tilecol=1 tilerow=3' %s | FileCheck %s

// LOCKS: aie.core(%{{.*}}tile_1_3)
// LOCKS-DAG: arith.constant 48 : index
// LOCKS-DAG: arith.constant 2 : index
// LOCKS-DAG: arith.constant 17 : index
// LOCKS-DAG: arith.constant 32 : index

// CHECK-NOT: aie.
// CHECK-DAG: func.func private @llvm.aie2.acquire(i32, i32)
// CHECK-DAG: memref.global "public" @a : memref<8xi32>
// Only the tile's own buffers bring their values along.
// CHECK-DAG: memref.global "public" @v : memref<2xi32> = dense<[3, 4]>
// CHECK-DAG: memref.global "public" @w : memref<2xi32> {
// CHECK-DAG: func.func private @ext(memref<8xi32>, i32)
// A lock that a function is given, and a count that is 0 at times: then nothing
// is acquired.
// CHECK: func.func @shared(%[[GIVEN:.*]]: index, %[[COUNT:.*]]: i32)
// CHECK: %[[NUMBER:.*]] = arith.index_cast %[[GIVEN]] : index to i32
// CHECK: %[[MINUS:.*]] = arith.subi %{{.*}}, %[[COUNT]] : i32
// CHECK: %[[SOME:.*]] = arith.cmpi ne, %[[MINUS]], %{{.*}} : i32
// CHECK: scf.if %[[SOME]] {
// CHECK: func.call @llvm.aie2.acquire(%[[NUMBER]], %[[MINUS]])
// CHECK: func.func @core_1_3()
// CHECK: %[[LOCK:.*]] = arith.constant 48 : i32
// CHECK: %[[N:.*]] = arith.constant -1 : i32
// CHECK: call @llvm.aie2.acquire(%[[LOCK]], %[[N]])
// CHECK: %[[A:.*]] = memref.get_global @a : memref<8xi32>
// CHECK: call @ext(%[[A]]
// CHECK: call @llvm.aie2.release(
// CHECK: call @llvm.aie2.event(
// CHECK: return
// CHECK-NOT: @core_0_2
module {
  aie.device(npu1) {
    %t = aie.tile(1, 3)
    %south = aie.tile(1, 2)
    %west = aie.tile(0, 3)
    %north = aie.tile(1, 4)
    %o = aie.tile(0, 2)
    %l = aie.lock(%t, 0)
    %ls = aie.lock(%south, 2)
    %lw = aie.lock(%west, 1)
    %ln = aie.lock(%north, 0)
    %a = aie.buffer(%t) {sym_name = "a"} : memref<8xi32>
    %v = aie.buffer(%t) {sym_name = "v"} : memref<2xi32> = dense<[3, 4]>
    %w = aie.buffer(%o) {sym_name = "w"} : memref<2xi32> = dense<[5, 6]>
    func.func private @ext(memref<8xi32>, i32)
    func.func @shared(%lock: index, %count: i32) {
      aie.use_lock(%lock, AcquireGreaterEqual, %count)
      return
    }
    aie.core(%t) {
      %one = arith.constant 1 : i32
      %seven = arith.constant 7 : i32
      aie.use_lock(%l, AcquireGreaterEqual, %one)
      func.call @ext(%a, %seven) : (memref<8xi32>, i32) -> ()
      aie.use_lock(%ls, Release, %one)
      aie.use_lock(%lw, Release, %one)
      aie.use_lock(%ln, Release, %one)
      aie.event(0)
      aie.end
    }
    aie.core(%o) {
      aie.end
    }
  }
}
