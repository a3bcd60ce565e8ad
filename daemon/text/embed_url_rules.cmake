# Compiles config/url-rules.txt into wireroom_text. The file is the only source: when it is edited CMake runs again.
set(rules_file ${PROJECT_SOURCE_DIR}/config/url-rules.txt)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${rules_file})
file(READ ${rules_file} rules)
set(embedded "// Made by CMake from config/url-rules.txt.\n#include \"text/url_rules_shipped.hpp\"\n\n")
string(APPEND embedded "namespace wireroom::text {\n\nstd::string_view shipped_url_rules() {\n")
string(APPEND embedded "    return R\"rules(${rules})rules\";\n}\n\n}  // namespace wireroom::text\n")
wireroom_generate(wireroom_text text/url_rules_embedded.cpp "${embedded}")
