// A runtime sequence as control code.
// RUN: aieforge opt --aie-npu-to-cert --split-input-file %s | FileCheck %s

// Block writes that follow one another are one chain of transfers; a write in
// between keeps them apart. The BD at 0x1d000 gets the address of argument 1
// before it is sent: 8 words, the second of which is an address. Adding 16
// bytes happens in a copy of the constant.
// CHECK-LABEL: @main_writes
// CHECK: memref.global "private" constant @bd_patched : memref<8xi32> = dense<[4, 16, 0, 0, 0, 0, 0, 0]>
// CHECK-NOT: @bd :
// CHECK: aiex.cert.uc_dma_chain @[[BD:.*]] {
// CHECK-NEXT: aiex.cert.uc_dma_bd @bd_patched, 118784, 8, false
// CHECK: aiex.cert.uc_dma_chain @[[DATA:.*]] {
// CHECK-NEXT: aiex.cert.uc_dma_bd @first, 34603008, 1, true
// CHECK-NEXT: aiex.cert.uc_dma_bd @second, 34603012, 2, false
// CHECK: aiex.cert.page {
// CHECK-NEXT: aiex.cert.job(2) {
// CHECK-NEXT: aiex.cert.apply_offset_57(@bd_patched, 1, 1)
// CHECK-NEXT: aiex.cert.uc_dma_write_des_sync(@[[BD]])
// CHECK-NEXT: aiex.cert.maskwrite32(119296, 3840, 7680)
// Column 1, row 2: 1 << 25 | 2 << 20 | 16.
// CHECK-NEXT: aiex.cert.write32(35651600, 4294967295)
// CHECK-NEXT: aiex.cert.uc_dma_write_des_sync(@[[DATA]])
// Tile (1, 0) is 1 << 5; shim MM2S 1 is actor 7. Tile (0, 1) is 1; mem S2MM 0
// is actor 1.
// CHECK-NEXT: aiex.cert.wait_tcts(32, 7, 1)
// CHECK-NEXT: aiex.cert.wait_tcts(1, 1, 1)
// CHECK-NEXT: }
// CHECK-NOT: runtime_sequence
module @main_writes {
  aie.device(npu2) {
    memref.global "private" constant @bd : memref<8xi32> = dense<[4, 0, 0, 0, 0, 0, 0, 0]>
    memref.global "private" constant @first : memref<1xi32> = dense<1>
    memref.global "private" constant @second : memref<2xi32> = dense<[2, 3]>
    aie.runtime_sequence(%a: memref<16xi32>, %b: memref<16xi32>) {
      %bd = memref.get_global @bd : memref<8xi32>
      aiex.npu.blockwrite(%bd) {address = 118784 : ui32} : memref<8xi32>
      %plus = arith.constant 16 : i32
      aiex.npu.address_patch(%plus : i32) {addr = 118788 : ui32, arg_idx = 1 : i32}
      %r = arith.constant 119296 : i32
      %v = arith.constant 7680 : i32
      %m = arith.constant 3840 : i32
      aiex.npu.maskwrite32(%r, %v, %m) : i32, i32, i32
      %x = arith.constant 16 : i32
      %ones = arith.constant -1 : i32
      aiex.npu.write32(%x, %ones) {column = 1 : i32, row = 2 : i32} : i32, i32
      %f = memref.get_global @first : memref<1xi32>
      aiex.npu.blockwrite(%f) {address = 34603008 : ui32} : memref<1xi32>
      %s = memref.get_global @second : memref<2xi32>
      aiex.npu.blockwrite(%s) {address = 34603012 : ui32} : memref<2xi32>
      %c0 = arith.constant 0 : i32
      %c1 = arith.constant 1 : i32
      aiex.npu.sync(%c1, %c0, %c1, %c1, %c1, %c1) : i32, i32, i32, i32, i32, i32
      aiex.npu.sync(%c0, %c1, %c0, %c0, %c1, %c1) : i32, i32, i32, i32, i32, i32
    }
  }
}

// -----

// 12000 bytes are two transfers of 6000, which no chain joins.
// CHECK-LABEL: @large
// CHECK: memref.global "private" constant @data_split_0 : memref<1500xi32>
// CHECK: aiex.cert.uc_dma_bd @data_split_0, 4096, 1500, false
// CHECK: memref.global "private" constant @data_split_1 : memref<1500xi32>
// CHECK: aiex.cert.uc_dma_bd @data_split_1, 10096, 1500, false
// CHECK-NOT: @data :
// CHECK: aiex.cert.job(1) {
// CHECK-NEXT: uc_dma_write_des_sync
// CHECK-NEXT: uc_dma_write_des_sync
module @large {
  aie.device(npu2) {
    memref.global "private" constant @data : memref<3000xi32> = dense<7>
    aie.runtime_sequence @configure() {
      %d = memref.get_global @data : memref<3000xi32>
      aiex.npu.blockwrite(%d) {address = 4096 : ui32} : memref<3000xi32>
    }
  }
}

// -----

// Another device is a section, loaded by number; its constants come along
// under free names, and its sequence's argument 0 is our argument 1.
// CHECK-LABEL: @loads
// CHECK: aie.device(npu2) {
// CHECK-DAG: memref.global "private" constant @w : memref<1xi32> = dense<1>
// CHECK-DAG: memref.global "private" constant @w_0 : memref<1xi32> = dense<2>
// CHECK: aiex.cert.job(2) {
// CHECK: aiex.cert.load_pdi(1, @other)
// CHECK: aiex.cert.apply_offset_57(@{{.*}}, 1, 1)
// CHECK: aiex.cert.load_pdi(1, @other)
// CHECK: aiex.cert.section @other {
// CHECK: aiex.cert.job(3) {
// CHECK: aiex.cert.write32(8, 1)
// CHECK-NOT: aie.device
module @loads {
  aie.device(npu2) {
    memref.global "private" constant @w : memref<1xi32> = dense<1>
    aie.runtime_sequence(%a: memref<16xi32>, %b: memref<16xi32>) {
      %g = memref.get_global @w : memref<1xi32>
      aiex.npu.blockwrite(%g) {address = 64 : ui32} : memref<1xi32>
      aiex.configure @other {
        aiex.run @go(%b) : (memref<16xi32>)
      }
      aiex.npu.load_pdi {device_ref = @other}
    }
  }
  aie.device(npu2) @other {
    memref.global "private" constant @w : memref<1xi32> = dense<2>
    memref.global "private" constant @bd : memref<8xi32> = dense<0>
    aie.runtime_sequence @configure() {
      %c1 = arith.constant 1 : i32
      %c8 = arith.constant 8 : i32
      aiex.npu.write32(%c8, %c1) : i32, i32
      %g = memref.get_global @w : memref<1xi32>
      aiex.npu.blockwrite(%g) {address = 128 : ui32} : memref<1xi32>
    }
    aie.runtime_sequence @go(%x: memref<16xi32>) {
      %bd = memref.get_global @bd : memref<8xi32>
      aiex.npu.blockwrite(%bd) {address = 118784 : ui32} : memref<8xi32>
      %c0 = arith.constant 0 : i32
      aiex.npu.address_patch(%c0 : i32) {addr = 118788 : ui32, arg_idx = 0 : i32}
    }
  }
}

// -----

// An empty sequence is an empty job.
// CHECK-LABEL: @empty
// CHECK: aiex.cert.page {
// CHECK-NEXT: aiex.cert.job(2) {
// CHECK-NEXT: }
module @empty {
  aie.device(npu2) {
    "aie.runtime_sequence"() <{sym_name = "sequence"}> ({}) : () -> ()
  }
}
