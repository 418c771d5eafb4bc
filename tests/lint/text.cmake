cmake_minimum_required(VERSION 3.25)
# Fails on source text that is not plain ASCII, on a note to do something later, and on a silenced
# linter that does not say which check it silences and why. Run: cmake -DROOT=... -P text.cmake
set(files "")
foreach(tree IN ITEMS cli core platform tests)
  file(GLOB_RECURSE found RELATIVE "${ROOT}" "${ROOT}/${tree}/*.h" "${ROOT}/${tree}/*.cpp")
  list(FILTER found EXCLUDE REGEX "/node_modules/")
  list(APPEND files ${found})
endforeach()

# Reports the line on which the first match of a pattern ends.
function(refuse file text pattern why)
  if(NOT text MATCHES "${pattern}")
    return()
  endif()
  string(FIND "${text}" "${CMAKE_MATCH_0}" at)
  string(REGEX REPLACE "\n$" "" match "${CMAKE_MATCH_0}")
  string(LENGTH "${match}" length)
  math(EXPR end "${at} + ${length}")
  string(SUBSTRING "${text}" 0 ${end} before)
  string(REGEX REPLACE "[^\n]" "" newlines "${before}")
  string(LENGTH "${newlines}" line)
  math(EXPR line "${line} + 1")
  message(SEND_ERROR "${file}:${line}: ${why}")
endfunction()

foreach(f IN LISTS files)
  file(READ "${ROOT}/${f}" text)
  refuse("${f}" "${text}" "[^\t\n -~]" "not plain ASCII (write an escape, or three dots)")
  refuse("${f}" "${text}" "(TODO|FIXME)" "do it now or open an issue")
  refuse("${f}" "${text}" "NOLINT(NEXTLINE|BEGIN)?[^A-Z(]" "name the silenced check in parentheses")
  # A comment line just above is reason enough.
  refuse("${f}" "${text}" "\n( *[^/ \n][^\n]*)?\n[^\n]*NOLINT(NEXTLINE|BEGIN)?\\([^)]*\\)[ :]*\n"
    "give the reason behind it or on the line above")
endforeach()
