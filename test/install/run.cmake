# Installs the program to a fresh folder and compiles one design from there, by
# the names of mlir-aie's tools, in an empty environment: headers, start-up code
# and support library must be found beside the program alone.
#   cmake -D BUILD=… -D SOURCE=… -D OUT=… -P run.cmake
set(prefix ${OUT}/usr)
set(work ${OUT}/work)
file(REMOVE_RECURSE ${OUT})
file(MAKE_DIRECTORY ${work})

function(run)
  execute_process(COMMAND env -i PATH=/usr/bin:/bin ${ARGN}
                  WORKING_DIRECTORY ${work} RESULT_VARIABLE status
                  OUTPUT_VARIABLE text ERROR_VARIABLE text)
  if(NOT status EQUAL 0)
    list(JOIN ARGN " " command)
    message(FATAL_ERROR "${command}\nended with ${status}:\n${text}")
  endif()
endfunction()

run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${prefix})
file(COPY ${SOURCE}/design.mlir ${SOURCE}/kernel.cc DESTINATION ${work})
set(bin ${prefix}/bin)
run(${bin}/aieforge cc kernel.cc -o kernel.o)
run(${bin}/aiecc.py --aie-generate-xclbin --aie-generate-npu-insts
    --no-compile-host --xclbin-name=final.xclbin --npu-insts-name=insts.txt
    design.mlir)
run(${bin}/aieforge check final.xclbin insts.txt)
# The kernel adds seven to each of 16 words.
run(${bin}/aieforge run final.xclbin --insts insts.txt --in 0=zeros:64
    --out 1=out.bin:64)
file(READ ${work}/out.bin bytes HEX)
string(REPEAT "07000000" 16 want)
if(NOT bytes STREQUAL want)
  message(FATAL_ERROR "the run gave ${bytes}")
endif()
run(${bin}/aiecc --get-xclbin --xclbin-name=again.xclbin design.mlir)
run(${CMAKE_COMMAND} -E compare_files final.xclbin again.xclbin)
run(${bin}/aie-opt --aie-objectFifo-stateful-transform design.mlir -o low.mlir)
run(${bin}/aie-translate --aie-generate-target-arch low.mlir)
file(REMOVE_RECURSE ${OUT})
