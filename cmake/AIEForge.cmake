# Functions that every folder of the project builds with.

set(AIEFORGE_GENERATED_DIR ${CMAKE_BINARY_DIR}/include)
set(AIEFORGE_INCLUDE_DIRS ${CMAKE_SOURCE_DIR}/include ${AIEFORGE_GENERATED_DIR})

add_compile_options(-Wall -Wextra -Wimplicit-fallthrough -Wno-unused-parameter
                    -Werror -fno-exceptions -ffunction-sections -fdata-sections
                    -fvisibility-inlines-hidden)
add_link_options(-Wl,--gc-sections -Wl,--icf=all)
add_link_options(-fuse-ld=lld -no-pie)

option(AIEFORGE_PRECOMPILE
       "precompile common headers; OFF lets checkouts share ccache's objects"
       ON)
if(NOT AIEFORGE_PRECOMPILE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # A precompiled header holds the path of its build folder, so that no two
  # folders could share objects, and filling the cache costs nearly half more.
  find_program(CCACHE_PROGRAM ccache)
  if(CCACHE_PROGRAM)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
        ${CCACHE_PROGRAM})
  endif()
endif()

# aieforge_library(Name SOURCES a.cpp … [DEPENDS Support …] [LINK target …]
#                  [GENERATED target …])
#
# Builds AIEForge<Name> from sources of the current folder. DEPENDS names
# libraries of this project, LINK other targets (aieforge_llvm_support, …),
# GENERATED the table targets whose headers the sources include.
function(aieforge_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS;LINK;GENERATED" ${ARGN})
  set(target AIEForge${name})
  add_library(${target} STATIC ${ARG_SOURCES})
  target_include_directories(${target} PUBLIC ${AIEFORGE_INCLUDE_DIRS}
                             PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}
                                     ${CMAKE_CURRENT_BINARY_DIR})
  target_link_libraries(${target} PUBLIC aieforge_llvm_headers)
  foreach(dep ${ARG_DEPENDS})
    target_link_libraries(${target} PUBLIC AIEForge${dep})
  endforeach()
  target_link_libraries(${target} PUBLIC ${ARG_LINK})
  if(ARG_GENERATED)
    add_dependencies(${target} ${ARG_GENERATED})
  endif()
endfunction()

# aieforge_common_header(Name header.h [OF library])
# Includes header.h in front of every source of AIEForge<Name>: precompiled,
# which takes a third of the time, or as text. OF names the library whose
# precompiled header this one shares: same header, same compile options.
function(aieforge_common_header name header)
  cmake_parse_arguments(ARG "" "OF" "" ${ARGN})
  set(path ${CMAKE_CURRENT_SOURCE_DIR}/${header})
  if(NOT AIEFORGE_PRECOMPILE)
    target_compile_options(AIEForge${name} PRIVATE "SHELL:-include ${path}")
  elseif(ARG_OF)
    target_precompile_headers(AIEForge${name} REUSE_FROM AIEForge${ARG_OF})
  else()
    target_precompile_headers(AIEForge${name} PRIVATE
      "$<$<COMPILE_LANGUAGE:CXX>:${path}>")
  endif()
endfunction()

# aieforge_unittest(Name SOURCES a.cpp … [DEPENDS Support …] [LINK target …])
# One GoogleTest program; every test case is a test of ctest.
function(aieforge_unittest name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS;LINK" ${ARGN})
  set(target ${name}Tests)
  add_executable(${target} ${ARG_SOURCES})
  target_include_directories(${target} PRIVATE ${AIEFORGE_INCLUDE_DIRS}
                             ${CMAKE_CURRENT_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/unittests)
  # Tests are compiled more often than they run: half the time of -O2.
  target_compile_options(${target} PRIVATE -O0)
  foreach(dep ${ARG_DEPENDS})
    target_link_libraries(${target} PRIVATE AIEForge${dep})
  endforeach()
  target_link_libraries(${target} PRIVATE ${ARG_LINK} aieforge_llvm_support
                        GTest::gmock GTest::gtest GTest::gtest_main)
  set_target_properties(${target} PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/unittests)
  gtest_discover_tests(${target} DISCOVERY_TIMEOUT 60 TEST_PREFIX "${name}.")
endfunction()

# aieforge_table(target OUTPUT file GENERATOR name DATA data.json …)
# Runs the table generator: data/*.json -> <build>/include/aieforge/<file>.
function(aieforge_table target)
  cmake_parse_arguments(ARG "" "OUTPUT;GENERATOR" "DATA" ${ARGN})
  set(out ${AIEFORGE_GENERATED_DIR}/aieforge/${ARG_OUTPUT})
  list(TRANSFORM ARG_DATA PREPEND ${CMAKE_SOURCE_DIR}/data/)
  add_custom_command(OUTPUT ${out}
    COMMAND aieforge-tblgen -gen-${ARG_GENERATOR} ${ARG_DATA} -o ${out}
    DEPENDS aieforge-tblgen ${ARG_DATA}
    COMMENT "Generating ${ARG_OUTPUT}")
  add_custom_target(${target} DEPENDS ${out})
endfunction()

# aieforge_mlir_tablegen(target file.td OUTPUT <file> FLAGS -gen-op-decls …)
# Runs mlir-tblgen into <build>/include/aieforge/<file>; several calls with the
# same target add to it.
function(aieforge_mlir_tablegen target td)
  cmake_parse_arguments(ARG "" "OUTPUT" "FLAGS" ${ARGN})
  set(out ${AIEFORGE_GENERATED_DIR}/aieforge/${ARG_OUTPUT})
  add_custom_command(OUTPUT ${out}
    COMMAND ${MLIR_TABLEGEN_EXE} ${ARG_FLAGS} -I ${LLVM_INCLUDE_DIR}
            -I ${CMAKE_SOURCE_DIR}/include ${CMAKE_CURRENT_SOURCE_DIR}/${td}
            -o ${out} -d ${out}.d --write-if-changed
    DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${td} DEPFILE ${out}.d
    COMMENT "Generating ${ARG_OUTPUT}")
  string(MAKE_C_IDENTIFIER ${ARG_OUTPUT} id)
  add_custom_target(${target}_${id} DEPENDS ${out})
  if(NOT TARGET ${target})
    add_custom_target(${target})
  endif()
  add_dependencies(${target} ${target}_${id})
endfunction()

# aieforge_llvm_tablegen(target file.td OUTPUT <file> FLAGS -gen-register-info)
# Runs llvm-tblgen into the current binary folder.
function(aieforge_llvm_tablegen target td)
  cmake_parse_arguments(ARG "" "OUTPUT" "FLAGS;DEPENDS" ${ARGN})
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${ARG_OUTPUT})
  add_custom_command(OUTPUT ${out}
    COMMAND ${LLVM_TABLEGEN_EXE} ${ARG_FLAGS} -I ${LLVM_INCLUDE_DIR}
            -I ${CMAKE_CURRENT_SOURCE_DIR} -I ${CMAKE_CURRENT_BINARY_DIR}
            ${CMAKE_CURRENT_SOURCE_DIR}/${td} -o ${out} -d ${out}.d
    DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${td} ${ARG_DEPENDS} DEPFILE ${out}.d
    COMMENT "Generating ${ARG_OUTPUT}")
  string(MAKE_C_IDENTIFIER ${ARG_OUTPUT} id)
  add_custom_target(${target}_${id} DEPENDS ${out})
  if(NOT TARGET ${target})
    add_custom_target(${target})
  endif()
  add_dependencies(${target} ${target}_${id})
endfunction()

find_package(GTest REQUIRED)
include(GoogleTest)
