// Buffers by hand that do not fit.
//! aieforge: error: memory_buffers.mlir:20:11: error: 'aie.buffer' op the buffers need more than the tile's memory of 65536 bytes: 72000 bytes of buffers and a stack of 0; buffer 'b5' is the first one beyond the end (on tile (0, 2))
//! memory_buffers.mlir:14:13: error: 'aie.tile' op Bank-aware allocation failed. Basic sequential allocation also failed. Memory of tile (0, 2) (MemoryMap:
//! 	b0: 0x0-0x2EDF (12000 bytes)
//! 	b1: 0x2EE0-0x5DBF (12000 bytes)
//! 	b2: 0x5DC0-0x8C9F (12000 bytes)
//! 	b3: 0x8CA0-0xBB7F (12000 bytes)
//! 	b4: 0xBB80-0xEA5F (12000 bytes)
//! 	b5: 0xEA60-0x1193F (12000 bytes))
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    %b0 = aie.buffer(%core) {sym_name = "b0"} : memref<3000xi32>
    %b1 = aie.buffer(%core) {sym_name = "b1"} : memref<3000xi32>
    %b2 = aie.buffer(%core) {sym_name = "b2"} : memref<3000xi32>
    %b3 = aie.buffer(%core) {sym_name = "b3"} : memref<3000xi32>
    %b4 = aie.buffer(%core) {sym_name = "b4"} : memref<3000xi32>
    %b5 = aie.buffer(%core) {sym_name = "b5"} : memref<3000xi32>
  }
}
