// Control code in pages of less than 8000 bytes.
// RUN: aieforge opt --cert-legalize-pages --split-input-file %s | FileCheck %s

// Each transfer is 16 bytes, its BD 16, its data 1000 words: 4032. The page's
// own 32 bytes leave room for one of them and not for two. Jobs behind the
// split one move up; what is done keeps its order.
// CHECK-LABEL: @split
// CHECK: aiex.cert.page {
// CHECK-NEXT: aiex.cert.job(1) {
// CHECK-NEXT: aiex.cert.write32(4, 1)
// CHECK-NEXT: aiex.cert.uc_dma_write_des_sync(@a)
// CHECK-NEXT: aiex.cert.write32(8, 2)
// CHECK: aiex.cert.page {
// CHECK-NEXT: aiex.cert.job(2) {
// CHECK-NEXT: aiex.cert.uc_dma_write_des_sync(@b)
// CHECK-NEXT: aiex.cert.write32(12, 3)
// CHECK-NEXT: }
// CHECK-NEXT: }
// CHECK: aiex.cert.page {
// CHECK-NEXT: aiex.cert.job(3) {
// CHECK-NEXT: aiex.cert.write32(16, 4)
aie.device(npu2) @split {
  memref.global "private" constant @data : memref<1000xi32> = dense<5>
  aiex.cert.uc_dma_chain @a {
    aiex.cert.uc_dma_bd @data, 4096, 1000, false
  }
  aiex.cert.uc_dma_chain @b {
    aiex.cert.uc_dma_bd @data, 8192, 1000, false
  }
  aiex.cert.job(1) {
    aiex.cert.write32(4, 1)
    aiex.cert.uc_dma_write_des_sync(@a)
    aiex.cert.write32(8, 2)
    aiex.cert.uc_dma_write_des_sync(@b)
    aiex.cert.write32(12, 3)
  }
  aiex.cert.job(2) {
    aiex.cert.write32(16, 4)
  }
}

// -----

// load_pdi has a page and a job of its own.
// CHECK-LABEL: @alone
// CHECK: aiex.cert.page {
// CHECK-NEXT: aiex.cert.job(1) {
// CHECK-NEXT: aiex.cert.write32(4, 1)
// CHECK-NEXT: }
// CHECK-NEXT: }
// CHECK-NEXT: aiex.cert.page {
// CHECK-NEXT: aiex.cert.job(2) {
// CHECK-NEXT: aiex.cert.load_pdi(1, @s)
// CHECK-NEXT: }
// CHECK-NEXT: }
// CHECK-NEXT: aiex.cert.page {
// CHECK-NEXT: aiex.cert.job(3) {
// CHECK-NEXT: aiex.cert.write32(8, 2)
// CHECK-NEXT: }
// CHECK-NEXT: aiex.cert.job(4) {
// CHECK-NEXT: aiex.cert.nop
aie.device(npu2) @alone {
  aiex.cert.page {
    aiex.cert.job(1) {
      aiex.cert.write32(4, 1)
      aiex.cert.load_pdi(1, @s)
      aiex.cert.write32(8, 2)
    }
    aiex.cert.job(2) {
      aiex.cert.nop
    }
  }
}

// -----

// Transfers that follow one another and fit a page are one.
// CHECK-LABEL: @join
// CHECK-NOT: @a
// CHECK: aiex.cert.uc_dma_chain @b {
// CHECK-NEXT: aiex.cert.uc_dma_bd @x, 0, 1, true
// CHECK-NEXT: aiex.cert.uc_dma_bd @x, 4, 1, false
// CHECK: aiex.cert.job(0) {
// CHECK-NEXT: aiex.cert.uc_dma_write_des_sync(@b)
// CHECK-NEXT: }
aie.device(npu2) @join {
  memref.global "private" constant @x : memref<1xi32> = dense<5>
  aiex.cert.uc_dma_chain @a {
    aiex.cert.uc_dma_bd @x, 0, 1, false
  }
  aiex.cert.uc_dma_chain @b {
    aiex.cert.uc_dma_bd @x, 4, 1, false
  }
  aiex.cert.job(0) {
    aiex.cert.uc_dma_write_des_sync(@a)
    aiex.cert.uc_dma_write_des_sync(@b)
  }
}

// -----

// Nothing to do, written without bodies.
// CHECK-LABEL: @bodiless
aie.device(npu2) @bodiless {
  "aiex.cert.uc_dma_chain"() <{sym_name = "c"}> ({}) : () -> ()
  "aiex.cert.page"() ({}) : () -> ()
  "aiex.cert.job"() <{job_id = 1 : i32}> ({}) : () -> ()
}
