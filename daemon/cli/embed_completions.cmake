# Compiles completion/* into wireroom_cli, for `wireroom completion SHELL`. The files are the only source: one that is
# edited runs CMake again.
set(embedded "// Made by CMake from daemon/cli/completion/.\n#include \"cli/verbs.hpp\"\n\n")
string(APPEND embedded "namespace wireroom::cli {\n\nstd::string_view completion_script(std::string_view shell) {\n")
foreach(pair IN ITEMS bash:wireroom.bash zsh:_wireroom fish:wireroom.fish)
    string(REPLACE ":" ";" pair ${pair})
    list(GET pair 0 shell)
    list(GET pair 1 name)
    set(file ${CMAKE_CURRENT_SOURCE_DIR}/cli/completion/${name})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    file(READ ${file} script)
    string(APPEND embedded "    if (shell == \"${shell}\") {\n        return R\"script(${script})script\";\n    }\n")
endforeach()
string(APPEND embedded "    return {};\n}\n\n}  // namespace wireroom::cli\n")

wireroom_generate(wireroom_cli cli/completions_embedded.cpp "${embedded}")
