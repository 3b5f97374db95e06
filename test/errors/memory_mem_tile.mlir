// Objects that fill the mem tile.
//! aieforge: error: memory_mem_tile.mlir:14:5: error: 'aie.buffer' op the buffers need more than the tile's memory of 524288 bytes: 655360 bytes of buffers and a stack of 0; buffer 'in_cons_buff_4' is the first one beyond the end (on tile (0, 1))
//! memory_mem_tile.mlir:12:12: error: 'aie.tile' op Bank-aware allocation failed. Basic sequential allocation also failed. Memory of tile (0, 1) (MemoryMap:
//! 	in_cons_buff_0: 0x0-0x1FFFF (131072 bytes)
//! 	in_cons_buff_1: 0x20000-0x3FFFF (131072 bytes)
//! 	in_cons_buff_2: 0x40000-0x5FFFF (131072 bytes)
//! 	in_cons_buff_3: 0x60000-0x7FFFF (131072 bytes)
//! 	in_cons_buff_4: 0x80000-0x9FFFF (131072 bytes))
module {
  aie.device(npu1_1col) {
    %shim = aie.tile(0, 0)
    %mem = aie.tile(0, 1)
    %core = aie.tile(0, 2)
    aie.objectfifo @in(%shim, {%mem}, 5 : i32) : !aie.objectfifo<memref<32768xi32>>
    aie.objectfifo @out(%mem, {%shim}, 2 : i32) : !aie.objectfifo<memref<32768xi32>>
    aie.objectfifo.link [@in] -> [@out]([] [])
  }
}
