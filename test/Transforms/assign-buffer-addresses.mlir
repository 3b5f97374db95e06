// RUN: aieforge opt --aie-assign-buffer-addresses --split-input-file --verify-diagnostics %s | FileCheck %s

// CHECK: aie.buffer(%{{.*}}) {address = 16416 : i32, mem_bank = 1 : i32, sym_name = "a"}
// CHECK: aie.buffer(%{{.*}}) {address = 49216 : i32, mem_bank = 3 : i32, sym_name = "_anonymous0"}
// CHECK: aie.buffer(%{{.*}}) {address = 1024 : i32, mem_bank = 0 : i32, sym_name = "c"}
// CHECK: aie.buffer(%{{.*}}) {address = 16384 : i32, mem_bank = 1 : i32, sym_name = "d"}
// CHECK: aie.buffer(%{{.*}}) {address = 49184 : i32, mem_bank = 3 : i32, sym_name = "e"}
// CHECK: aie.buffer(%{{.*}}) {address = 32768 : i32, mem_bank = 2 : i32, sym_name = "f"}
module {
  aie.device(npu1) {
    %t = aie.tile(0, 2)
    %a = aie.buffer(%t) {sym_name = "a"} : memref<64xi8>
    %u = aie.buffer(%t) : memref<3xi8>
    %c = aie.buffer(%t) {sym_name = "c"} : memref<4096xi8>
    %d = aie.buffer(%t) {sym_name = "d", mem_bank = 1 : i32} : memref<32xi8>
    %e = aie.buffer(%t) {sym_name = "e", address = 49184 : i32} : memref<32xi8>
    %f = aie.buffer(%t) {sym_name = "f"} : memref<64xi8>
    aie.core(%t) {
      aie.end
    }
  }
}

// -----

// A tile without core has no stack; the tile's own scheme wins.
// CHECK: aie.buffer(%{{.*}}) {address = 0 : i32, sym_name = "a"}
// CHECK: aie.buffer(%{{.*}}) {address = 64 : i32, sym_name = "b"}
module {
  aie.device(npu1) {
    %t = aie.tile(0, 2) {allocation_scheme = "basic-sequential"}
    %a = aie.buffer(%t) {sym_name = "a"} : memref<16xi32>
    %b = aie.buffer(%t) {sym_name = "b"} : memref<8xi32>
  }
}

// -----

// An object FIFO that is too big for its tile.
module {
  aie.device(npu1) {
    // expected-error @below {{Bank-aware allocation failed. Basic sequential allocation also failed. Memory of tile (0, 2) (MemoryMap:}}
    %t = aie.tile(0, 2)
    %a = aie.buffer(%t) {sym_name = "f_cons_buff_0"} : memref<8192xi32>
    // expected-error @below {{the buffers need more than the tile's memory of 65536 bytes: 65536 bytes of buffers and a stack of 1024; buffer 'f_cons_buff_1' is the first one beyond the end}}
    %b = aie.buffer(%t) {sym_name = "f_cons_buff_1"} : memref<8192xi32>
    aie.core(%t) {
      aie.end
    }
  }
}

// -----

// The stack ends at 1024 = 0x400.
module {
  aie.device(npu1) {
    // expected-error @below {{Bank-aware allocation failed. Memory of tile (0, 2)}}
    %t = aie.tile(0, 2) {allocation_scheme = "bank-aware"}
    // expected-error @below {{would override allocated address: buffer 'a' at address 0x3E0 overlaps the stack or another buffer with a given address, which ends at 0x400}}
    %a = aie.buffer(%t) {sym_name = "a", address = 992 : i32} : memref<8xi32>
    aie.core(%t) {
      aie.end
    }
  }
}
