cmake_minimum_required(VERSION 3.25)
# Proves that the lints can fail: each planted fault must be found, and a clean tree must pass.
# Run: cmake -DWORK=<scratch folder> -P lint_test.cmake
set(LINTS "${CMAKE_CURRENT_LIST_DIR}")

# One row: plant `content` at `path` in a tree that is clean otherwise; `lint` must say `words`.
function(finds lint path content words)
  plant("${path}" "${content}")
  judge(${lint} said result)
  string(REGEX REPLACE "[ \n]+" " " said "${said}")
  if(result EQUAL 0 OR NOT said MATCHES "${words}")
    message(SEND_ERROR "${lint} on ${path}: expected \"${words}\", got (${result}): ${said}")
  endif()
endfunction()

function(passes lint path content)
  plant("${path}" "${content}")
  judge(${lint} said result)
  if(NOT result EQUAL 0)
    message(SEND_ERROR "${lint} on a clean ${path} said: ${said}")
  endif()
endfunction()

function(plant path content)
  file(REMOVE_RECURSE "${WORK}")
  file(WRITE "${WORK}/core/base/CMakeLists.txt" "target_sources(x PRIVATE text.cpp)\n")
  file(WRITE "${WORK}/core/base/text.cpp" "#include \"core/base/text.h\"\n")
  file(WRITE "${WORK}/core/base/text.h" "#include <string>\n")
  file(WRITE "${WORK}/${path}" "${content}")
endfunction()

function(judge lint said result)
  execute_process(COMMAND "${CMAKE_COMMAND}" "-DROOT=${WORK}" -P "${LINTS}/${lint}.cmake"
    RESULT_VARIABLE code OUTPUT_VARIABLE out ERROR_VARIABLE err)
  set(${said} "${out}${err}" PARENT_SCOPE)
  set(${result} "${code}" PARENT_SCOPE)
endfunction()

set(a core/base/a.h)
passes(layers ${a} "#include <vector>\n#include \"core/base/text.h\"\n")
passes(layers platform/a.h "#include <curl/curl.h>\n#include \"core/ports/clock.h\"\n")
finds(layers ${a} "#include \"core/model/chain.h\"\n" "core/base may not include core/model")
finds(layers core/failover/a.h "#include \"core/dialect/sse.h\"\n" "may not include core/dialect")
finds(layers platform/a.h "#include \"core/config/config.h\"\n" "platform may not include")
finds(layers core/attic/a.h "\n" "core/attic has no floor")
finds(layers ${a} "#include \"text.h\"\n" "spelled from the root")
finds(layers ${a} "#include <sqlite3.h>\n" "belongs in platform")
finds(layers platform/a.h "#include <CLI/CLI.hpp>\n" "belongs in cli")
finds(layers cli/a.h "#include <toml++/toml.h>\n" "belongs in core/config")
finds(layers ${a} "#include <sys/socket.h>\n" "ask a port")
finds(layers ${a} "auto t = std::chrono::steady_clock::now();\n" "ask a port")

passes(text ${a} "// plain [text]; with all of it\n\n// NOLINTNEXTLINE(some-check): a reason\n")
passes(text ${a} "int y;\n// a reason\nint x;  // NOLINT(some-check)\n")
string(ASCII 195 169 accented)
finds(text ${a} "//\n// caf${accented}\n" "a.h:2: not plain ASCII")
string(CONCAT later "TO" "DO")  # spelled apart: this file is searched for the word as well
finds(text ${a} "//\n//\n// ${later}: mend\n" "a.h:3: do it now")
finds(text ${a} "int x;  // NOLINT\n" "name the silenced check")
finds(text ${a} "\nint y;\nint x;  // NOLINT(some-check)\n" "a.h:3: give the reason")

passes(listed core/base/CMakeLists.txt "add(x\n  text.cpp)\n")
finds(listed core/base/a.cpp "\n" "core/base/a.cpp is listed in no CMakeLists.txt")
finds(listed core/base/CMakeLists.txt "add(x context.cpp)  # text.cpp\n" "text.cpp is listed in no")

finds(scripts packaging/check "#!/usr/bin/env bash\nif true\n" "syntax error")
finds(scripts packaging/check "#!/usr/bin/env bash\ntrue\n" "is not executable")

find_program(CLANG_FORMAT NAMES clang-format-14 clang-format)
if(CLANG_FORMAT)
  passes(format ${a} "int a;\n")
  finds(format ${a} "int   a ;\n" "clang-format -i mends these")
endif()
file(REMOVE_RECURSE "${WORK}")
