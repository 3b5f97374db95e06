// Object FIFOs that do not fit into a core tile.
//! aieforge: error: memory_fifo.mlir:17:5: error: 'aie.buffer' op the buffers need more than the tile's memory of 65536 bytes: 98304 bytes of buffers and a stack of 0; buffer 'in_cons_buff_0' is the first one beyond the end (on tile (0, 2))
//! memory_fifo.mlir:16:13: error: 'aie.tile' op Bank-aware allocation failed. Basic sequential allocation also failed. Memory of tile (0, 2) (MemoryMap:
//! 	out_buff_0: 0x0-0x3FFF (16384 bytes)
//! 	out_buff_1: 0x4000-0x7FFF (16384 bytes)
//! 	out_buff_2: 0x8000-0xBFFF (16384 bytes)
//! 	out_buff_3: 0xC000-0xFFFF (16384 bytes)
//! 	in_cons_buff_0: 0x10000-0x13FFF (16384 bytes)
//! 	in_cons_buff_1: 0x14000-0x17FFF (16384 bytes))
//! memory_fifo.mlir:18:5: warning: waits for ever: takes 1 of lock 'out_cons_lock_0' on tile (0, 2), which starts with 0 and to which no core, BD or sequence adds
//! memory_fifo.mlir:18:5: note: the lock
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%core}, 2 : i32) : !aie.objectfifo<memref<4096xi32>>
    aie.objectfifo @out(%core, {%shim}, 4 : i32) : !aie.objectfifo<memref<4096xi32>>
  }
}
