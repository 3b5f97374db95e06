# LLVM, MLIR and clang 22 from Debian's packages, linked statically: loading
# the shared libraries costs more at every start than most commands take
# (docs/decisions.md, "LLVM is linked statically").
#
# Interface targets, smallest first; a library names the smallest that serves:
#   aieforge_llvm_support   LLVMSupport: data structures, streams, JSON
#   aieforge_llvm           all of LLVM except its in-tree targets
#   aieforge_mlir           MLIR on top of LLVM
#   aieforge_clang          the clang front end on top of LLVM

set(AIEFORGE_LLVM_PREFIX /usr/lib/llvm-22 CACHE PATH "Where LLVM 22 lives")
set(LLVM_TABLEGEN_EXE ${AIEFORGE_LLVM_PREFIX}/bin/llvm-tblgen)
set(MLIR_TABLEGEN_EXE ${AIEFORGE_LLVM_PREFIX}/bin/mlir-tblgen)
set(LLVM_INCLUDE_DIR ${AIEFORGE_LLVM_PREFIX}/include)
set(LLVM_LIB ${AIEFORGE_LLVM_PREFIX}/lib)

foreach(needed ${LLVM_TABLEGEN_EXE} ${MLIR_TABLEGEN_EXE}
        ${LLVM_LIB}/libLLVMSupport.a ${LLVM_LIB}/libMLIRIR.a
        ${LLVM_LIB}/libclangFrontend.a)
  if(NOT EXISTS ${needed})
    message(FATAL_ERROR "${needed} is missing. Install the packages of "
                        "packages.txt: `make setup` does that on Debian 12.")
  endif()
endforeach()

find_package(ZLIB REQUIRED)
find_package(Threads REQUIRED)

add_library(aieforge_llvm_headers INTERFACE)
target_include_directories(aieforge_llvm_headers SYSTEM INTERFACE
                           ${LLVM_INCLUDE_DIR})
target_compile_definitions(aieforge_llvm_headers INTERFACE _GNU_SOURCE
  __STDC_CONSTANT_MACROS __STDC_FORMAT_MACROS __STDC_LIMIT_MACROS)

# A group of archives that may refer to each other.
function(aieforge_archive_group target)
  add_library(${target} INTERFACE)
  target_link_libraries(${target} INTERFACE aieforge_llvm_headers
    -Wl,--start-group ${ARGN} -Wl,--end-group
    ZLIB::ZLIB zstd Threads::Threads ${CMAKE_DL_LIBS} m)
endfunction()

# Debian's libLLVM*.a include every in-tree target; we bring our own.
set(in_tree_targets AArch64 AMDGPU ARM AVR BPF Hexagon Lanai LoongArch M68k Mips
    MSP430 NVPTX PowerPC RISCV Sparc SPIRV SystemZ VE WebAssembly X86 XCore
    Xtensa DirectX CSKY ARC BOLT Exegesis)
list(JOIN in_tree_targets "|" in_tree_targets)
file(GLOB llvm_archives ${LLVM_LIB}/libLLVM*.a)
list(FILTER llvm_archives EXCLUDE REGEX
     "/libLLVM(${in_tree_targets})(AsmParser|AsmPrinter|CodeGen|Desc|Disassembler|Info|Utils|TargetMCA|Core|Passes|Profile|Rewrite|RuntimeLibs|PointerAnalysis|[A-Z]?[a-z]*)?\\.a$")
# ObjCARC and ARM-free analyses share a prefix with the targets above.
file(GLOB llvm_objcarc ${LLVM_LIB}/libLLVMObjCARCOpts.a)
list(APPEND llvm_archives ${llvm_objcarc})
file(GLOB mlir_archives ${LLVM_LIB}/libMLIR*.a)
file(GLOB clang_archives ${LLVM_LIB}/libclang*.a)

aieforge_archive_group(aieforge_llvm_support
  ${LLVM_LIB}/libLLVMSupport.a ${LLVM_LIB}/libLLVMDemangle.a)
aieforge_archive_group(aieforge_llvm ${llvm_archives})
aieforge_archive_group(aieforge_mlir ${mlir_archives} ${llvm_archives})
aieforge_archive_group(aieforge_clang ${clang_archives} ${llvm_archives})
