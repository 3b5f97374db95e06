// Sixteen cores: core (c,r) adds 100 c + r to its quarter of column c's data.
module {
  aie.device(npu1) {
    %shim_0_0 = aie.tile(0, 0)
    %mem_0_1 = aie.tile(0, 1)
    %core_0_2 = aie.tile(0, 2)
    %core_0_3 = aie.tile(0, 3)
    %core_0_4 = aie.tile(0, 4)
    %core_0_5 = aie.tile(0, 5)
    %shim_1_0 = aie.tile(1, 0)
    %mem_1_1 = aie.tile(1, 1)
    %core_1_2 = aie.tile(1, 2)
    %core_1_3 = aie.tile(1, 3)
    %core_1_4 = aie.tile(1, 4)
    %core_1_5 = aie.tile(1, 5)
    %shim_2_0 = aie.tile(2, 0)
    %mem_2_1 = aie.tile(2, 1)
    %core_2_2 = aie.tile(2, 2)
    %core_2_3 = aie.tile(2, 3)
    %core_2_4 = aie.tile(2, 4)
    %core_2_5 = aie.tile(2, 5)
    %shim_3_0 = aie.tile(3, 0)
    %mem_3_1 = aie.tile(3, 1)
    %core_3_2 = aie.tile(3, 2)
    %core_3_3 = aie.tile(3, 3)
    %core_3_4 = aie.tile(3, 4)
    %core_3_5 = aie.tile(3, 5)
    aie.objectfifo @in_0(%shim_0_0, {%mem_0_1}, 2 : i32) : !aie.objectfifo<memref<64xi32>>
    aie.objectfifo @in_0_2(%mem_0_1, {%core_0_2}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out_0_2(%core_0_2, {%mem_0_1}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @in_0_3(%mem_0_1, {%core_0_3}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out_0_3(%core_0_3, {%mem_0_1}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @in_0_4(%mem_0_1, {%core_0_4}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out_0_4(%core_0_4, {%mem_0_1}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @in_0_5(%mem_0_1, {%core_0_5}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out_0_5(%core_0_5, {%mem_0_1}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out_0(%mem_0_1, {%shim_0_0}, 2 : i32) : !aie.objectfifo<memref<64xi32>>
    aie.objectfifo.link [@in_0] -> [@in_0_2, @in_0_3, @in_0_4, @in_0_5]([] [0, 16, 32, 48])
    aie.objectfifo.link [@out_0_2, @out_0_3, @out_0_4, @out_0_5] -> [@out_0]([0, 16, 32, 48] [])
    aie.objectfifo @in_1(%shim_1_0, {%mem_1_1}, 2 : i32) : !aie.objectfifo<memref<64xi32>>
    aie.objectfifo @in_1_2(%mem_1_1, {%core_1_2}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out_1_2(%core_1_2, {%mem_1_1}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @in_1_3(%mem_1_1, {%core_1_3}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out_1_3(%core_1_3, {%mem_1_1}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @in_1_4(%mem_1_1, {%core_1_4}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out_1_4(%core_1_4, {%mem_1_1}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @in_1_5(%mem_1_1, {%core_1_5}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out_1_5(%core_1_5, {%mem_1_1}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out_1(%mem_1_1, {%shim_1_0}, 2 : i32) : !aie.objectfifo<memref<64xi32>>
    aie.objectfifo.link [@in_1] -> [@in_1_2, @in_1_3, @in_1_4, @in_1_5]([] [0, 16, 32, 48])
    aie.objectfifo.link [@out_1_2, @out_1_3, @out_1_4, @out_1_5] -> [@out_1]([0, 16, 32, 48] [])
    aie.objectfifo @in_2(%shim_2_0, {%mem_2_1}, 2 : i32) : !aie.objectfifo<memref<64xi32>>
    aie.objectfifo @in_2_2(%mem_2_1, {%core_2_2}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out_2_2(%core_2_2, {%mem_2_1}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @in_2_3(%mem_2_1, {%core_2_3}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out_2_3(%core_2_3, {%mem_2_1}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @in_2_4(%mem_2_1, {%core_2_4}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out_2_4(%core_2_4, {%mem_2_1}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @in_2_5(%mem_2_1, {%core_2_5}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out_2_5(%core_2_5, {%mem_2_1}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out_2(%mem_2_1, {%shim_2_0}, 2 : i32) : !aie.objectfifo<memref<64xi32>>
    aie.objectfifo.link [@in_2] -> [@in_2_2, @in_2_3, @in_2_4, @in_2_5]([] [0, 16, 32, 48])
    aie.objectfifo.link [@out_2_2, @out_2_3, @out_2_4, @out_2_5] -> [@out_2]([0, 16, 32, 48] [])
    aie.objectfifo @in_3(%shim_3_0, {%mem_3_1}, 2 : i32) : !aie.objectfifo<memref<64xi32>>
    aie.objectfifo @in_3_2(%mem_3_1, {%core_3_2}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out_3_2(%core_3_2, {%mem_3_1}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @in_3_3(%mem_3_1, {%core_3_3}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out_3_3(%core_3_3, {%mem_3_1}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @in_3_4(%mem_3_1, {%core_3_4}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out_3_4(%core_3_4, {%mem_3_1}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @in_3_5(%mem_3_1, {%core_3_5}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out_3_5(%core_3_5, {%mem_3_1}, 2 : i32) : !aie.objectfifo<memref<16xi32>>
    aie.objectfifo @out_3(%mem_3_1, {%shim_3_0}, 2 : i32) : !aie.objectfifo<memref<64xi32>>
    aie.objectfifo.link [@in_3] -> [@in_3_2, @in_3_3, @in_3_4, @in_3_5]([] [0, 16, 32, 48])
    aie.objectfifo.link [@out_3_2, @out_3_3, @out_3_4, @out_3_5] -> [@out_3]([0, 16, 32, 48] [])
    aie.core(%core_0_2) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %in_0_2_e_view = aie.objectfifo.acquire @in_0_2(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %in_0_2_e = aie.objectfifo.subview.access %in_0_2_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %out_0_2_e_view = aie.objectfifo.acquire @out_0_2(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %out_0_2_e = aie.objectfifo.subview.access %out_0_2_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %in_0_2_e[%i] : memref<16xi32>
          %k = arith.constant 2 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %out_0_2_e[%i] : memref<16xi32>
        }
        aie.objectfifo.release @in_0_2(Consume, 1)
        aie.objectfifo.release @out_0_2(Produce, 1)
      }
      aie.end
    }
    aie.core(%core_0_3) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %in_0_3_e_view = aie.objectfifo.acquire @in_0_3(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %in_0_3_e = aie.objectfifo.subview.access %in_0_3_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %out_0_3_e_view = aie.objectfifo.acquire @out_0_3(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %out_0_3_e = aie.objectfifo.subview.access %out_0_3_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %in_0_3_e[%i] : memref<16xi32>
          %k = arith.constant 3 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %out_0_3_e[%i] : memref<16xi32>
        }
        aie.objectfifo.release @in_0_3(Consume, 1)
        aie.objectfifo.release @out_0_3(Produce, 1)
      }
      aie.end
    }
    aie.core(%core_0_4) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %in_0_4_e_view = aie.objectfifo.acquire @in_0_4(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %in_0_4_e = aie.objectfifo.subview.access %in_0_4_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %out_0_4_e_view = aie.objectfifo.acquire @out_0_4(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %out_0_4_e = aie.objectfifo.subview.access %out_0_4_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %in_0_4_e[%i] : memref<16xi32>
          %k = arith.constant 4 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %out_0_4_e[%i] : memref<16xi32>
        }
        aie.objectfifo.release @in_0_4(Consume, 1)
        aie.objectfifo.release @out_0_4(Produce, 1)
      }
      aie.end
    }
    aie.core(%core_0_5) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %in_0_5_e_view = aie.objectfifo.acquire @in_0_5(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %in_0_5_e = aie.objectfifo.subview.access %in_0_5_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %out_0_5_e_view = aie.objectfifo.acquire @out_0_5(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %out_0_5_e = aie.objectfifo.subview.access %out_0_5_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %in_0_5_e[%i] : memref<16xi32>
          %k = arith.constant 5 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %out_0_5_e[%i] : memref<16xi32>
        }
        aie.objectfifo.release @in_0_5(Consume, 1)
        aie.objectfifo.release @out_0_5(Produce, 1)
      }
      aie.end
    }
    aie.core(%core_1_2) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %in_1_2_e_view = aie.objectfifo.acquire @in_1_2(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %in_1_2_e = aie.objectfifo.subview.access %in_1_2_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %out_1_2_e_view = aie.objectfifo.acquire @out_1_2(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %out_1_2_e = aie.objectfifo.subview.access %out_1_2_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %in_1_2_e[%i] : memref<16xi32>
          %k = arith.constant 102 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %out_1_2_e[%i] : memref<16xi32>
        }
        aie.objectfifo.release @in_1_2(Consume, 1)
        aie.objectfifo.release @out_1_2(Produce, 1)
      }
      aie.end
    }
    aie.core(%core_1_3) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %in_1_3_e_view = aie.objectfifo.acquire @in_1_3(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %in_1_3_e = aie.objectfifo.subview.access %in_1_3_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %out_1_3_e_view = aie.objectfifo.acquire @out_1_3(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %out_1_3_e = aie.objectfifo.subview.access %out_1_3_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %in_1_3_e[%i] : memref<16xi32>
          %k = arith.constant 103 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %out_1_3_e[%i] : memref<16xi32>
        }
        aie.objectfifo.release @in_1_3(Consume, 1)
        aie.objectfifo.release @out_1_3(Produce, 1)
      }
      aie.end
    }
    aie.core(%core_1_4) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %in_1_4_e_view = aie.objectfifo.acquire @in_1_4(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %in_1_4_e = aie.objectfifo.subview.access %in_1_4_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %out_1_4_e_view = aie.objectfifo.acquire @out_1_4(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %out_1_4_e = aie.objectfifo.subview.access %out_1_4_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %in_1_4_e[%i] : memref<16xi32>
          %k = arith.constant 104 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %out_1_4_e[%i] : memref<16xi32>
        }
        aie.objectfifo.release @in_1_4(Consume, 1)
        aie.objectfifo.release @out_1_4(Produce, 1)
      }
      aie.end
    }
    aie.core(%core_1_5) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %in_1_5_e_view = aie.objectfifo.acquire @in_1_5(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %in_1_5_e = aie.objectfifo.subview.access %in_1_5_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %out_1_5_e_view = aie.objectfifo.acquire @out_1_5(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %out_1_5_e = aie.objectfifo.subview.access %out_1_5_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %in_1_5_e[%i] : memref<16xi32>
          %k = arith.constant 105 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %out_1_5_e[%i] : memref<16xi32>
        }
        aie.objectfifo.release @in_1_5(Consume, 1)
        aie.objectfifo.release @out_1_5(Produce, 1)
      }
      aie.end
    }
    aie.core(%core_2_2) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %in_2_2_e_view = aie.objectfifo.acquire @in_2_2(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %in_2_2_e = aie.objectfifo.subview.access %in_2_2_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %out_2_2_e_view = aie.objectfifo.acquire @out_2_2(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %out_2_2_e = aie.objectfifo.subview.access %out_2_2_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %in_2_2_e[%i] : memref<16xi32>
          %k = arith.constant 202 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %out_2_2_e[%i] : memref<16xi32>
        }
        aie.objectfifo.release @in_2_2(Consume, 1)
        aie.objectfifo.release @out_2_2(Produce, 1)
      }
      aie.end
    }
    aie.core(%core_2_3) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %in_2_3_e_view = aie.objectfifo.acquire @in_2_3(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %in_2_3_e = aie.objectfifo.subview.access %in_2_3_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %out_2_3_e_view = aie.objectfifo.acquire @out_2_3(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %out_2_3_e = aie.objectfifo.subview.access %out_2_3_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %in_2_3_e[%i] : memref<16xi32>
          %k = arith.constant 203 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %out_2_3_e[%i] : memref<16xi32>
        }
        aie.objectfifo.release @in_2_3(Consume, 1)
        aie.objectfifo.release @out_2_3(Produce, 1)
      }
      aie.end
    }
    aie.core(%core_2_4) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %in_2_4_e_view = aie.objectfifo.acquire @in_2_4(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %in_2_4_e = aie.objectfifo.subview.access %in_2_4_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %out_2_4_e_view = aie.objectfifo.acquire @out_2_4(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %out_2_4_e = aie.objectfifo.subview.access %out_2_4_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %in_2_4_e[%i] : memref<16xi32>
          %k = arith.constant 204 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %out_2_4_e[%i] : memref<16xi32>
        }
        aie.objectfifo.release @in_2_4(Consume, 1)
        aie.objectfifo.release @out_2_4(Produce, 1)
      }
      aie.end
    }
    aie.core(%core_2_5) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %in_2_5_e_view = aie.objectfifo.acquire @in_2_5(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %in_2_5_e = aie.objectfifo.subview.access %in_2_5_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %out_2_5_e_view = aie.objectfifo.acquire @out_2_5(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %out_2_5_e = aie.objectfifo.subview.access %out_2_5_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %in_2_5_e[%i] : memref<16xi32>
          %k = arith.constant 205 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %out_2_5_e[%i] : memref<16xi32>
        }
        aie.objectfifo.release @in_2_5(Consume, 1)
        aie.objectfifo.release @out_2_5(Produce, 1)
      }
      aie.end
    }
    aie.core(%core_3_2) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %in_3_2_e_view = aie.objectfifo.acquire @in_3_2(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %in_3_2_e = aie.objectfifo.subview.access %in_3_2_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %out_3_2_e_view = aie.objectfifo.acquire @out_3_2(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %out_3_2_e = aie.objectfifo.subview.access %out_3_2_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %in_3_2_e[%i] : memref<16xi32>
          %k = arith.constant 302 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %out_3_2_e[%i] : memref<16xi32>
        }
        aie.objectfifo.release @in_3_2(Consume, 1)
        aie.objectfifo.release @out_3_2(Produce, 1)
      }
      aie.end
    }
    aie.core(%core_3_3) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %in_3_3_e_view = aie.objectfifo.acquire @in_3_3(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %in_3_3_e = aie.objectfifo.subview.access %in_3_3_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %out_3_3_e_view = aie.objectfifo.acquire @out_3_3(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %out_3_3_e = aie.objectfifo.subview.access %out_3_3_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %in_3_3_e[%i] : memref<16xi32>
          %k = arith.constant 303 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %out_3_3_e[%i] : memref<16xi32>
        }
        aie.objectfifo.release @in_3_3(Consume, 1)
        aie.objectfifo.release @out_3_3(Produce, 1)
      }
      aie.end
    }
    aie.core(%core_3_4) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %in_3_4_e_view = aie.objectfifo.acquire @in_3_4(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %in_3_4_e = aie.objectfifo.subview.access %in_3_4_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %out_3_4_e_view = aie.objectfifo.acquire @out_3_4(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %out_3_4_e = aie.objectfifo.subview.access %out_3_4_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %in_3_4_e[%i] : memref<16xi32>
          %k = arith.constant 304 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %out_3_4_e[%i] : memref<16xi32>
        }
        aie.objectfifo.release @in_3_4(Consume, 1)
        aie.objectfifo.release @out_3_4(Produce, 1)
      }
      aie.end
    }
    aie.core(%core_3_5) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c16 = arith.constant 16 : index
      %forever = arith.constant 0x7FFFFFFF : index
      scf.for %n = %c0 to %forever step %c1 {
        %in_3_5_e_view = aie.objectfifo.acquire @in_3_5(Consume, 1) : !aie.objectfifosubview<memref<16xi32>>
        %in_3_5_e = aie.objectfifo.subview.access %in_3_5_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        %out_3_5_e_view = aie.objectfifo.acquire @out_3_5(Produce, 1) : !aie.objectfifosubview<memref<16xi32>>
        %out_3_5_e = aie.objectfifo.subview.access %out_3_5_e_view[0] : !aie.objectfifosubview<memref<16xi32>> -> memref<16xi32>
        scf.for %i = %c0 to %c16 step %c1 {
          %v = memref.load %in_3_5_e[%i] : memref<16xi32>
          %k = arith.constant 305 : i32
          %r = arith.addi %v, %k : i32
          memref.store %r, %out_3_5_e[%i] : memref<16xi32>
        }
        aie.objectfifo.release @in_3_5(Consume, 1)
        aie.objectfifo.release @out_3_5(Produce, 1)
      }
      aie.end
    }
    aiex.runtime_sequence(%a0: memref<128xi32>, %a1: memref<128xi32>, %a2: memref<128xi32>, %a3: memref<128xi32>, %b0: memref<128xi32>, %b1: memref<128xi32>, %b2: memref<128xi32>, %b3: memref<128xi32>) {
      aiex.npu.dma_memcpy_nd(%a0[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 0 : i64, metadata = @in_0} : memref<128xi32>
      aiex.npu.dma_memcpy_nd(%a1[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 1 : i64, metadata = @in_1} : memref<128xi32>
      aiex.npu.dma_memcpy_nd(%a2[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 2 : i64, metadata = @in_2} : memref<128xi32>
      aiex.npu.dma_memcpy_nd(%a3[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 3 : i64, metadata = @in_3} : memref<128xi32>
      aiex.npu.dma_memcpy_nd(%b0[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 4 : i64, issue_token = true, metadata = @out_0} : memref<128xi32>
      aiex.npu.dma_memcpy_nd(%b1[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 5 : i64, issue_token = true, metadata = @out_1} : memref<128xi32>
      aiex.npu.dma_memcpy_nd(%b2[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 6 : i64, issue_token = true, metadata = @out_2} : memref<128xi32>
      aiex.npu.dma_memcpy_nd(%b3[0, 0, 0, 0][1, 1, 1, 128][0, 0, 0, 1]) {id = 7 : i64, issue_token = true, metadata = @out_3} : memref<128xi32>
      aiex.npu.dma_wait {symbol = @out_0}
      aiex.npu.dma_wait {symbol = @out_1}
      aiex.npu.dma_wait {symbol = @out_2}
      aiex.npu.dma_wait {symbol = @out_3}
    }
  }
}
