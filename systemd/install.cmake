# What `cmake --install` puts beside the programs (daemon/CMakeLists.txt): the service, a configuration, manual pages,
# completions, documents. Everything below the prefix, but for the configuration.

# Unless an absolute folder is given it is /etc, wherever the rest is: there the programs look.
set(WIREROOM_CONFIG_FOLDER /etc/wireroom)
if(IS_ABSOLUTE "${CMAKE_INSTALL_SYSCONFDIR}")
    set(WIREROOM_CONFIG_FOLDER ${CMAKE_INSTALL_SYSCONFDIR}/wireroom)
endif()

# The unit in this folder is right for the prefix /usr; the installed one names the places that are. Only at install time are
# they certain: `cmake --install --prefix` may still change them.
install(
    FILES
        ${PROJECT_SOURCE_DIR}/systemd/wireroomd.service
        ${PROJECT_SOURCE_DIR}/systemd/wireroomd.socket
        ${PROJECT_SOURCE_DIR}/systemd/wireroomd-operator.socket
    DESTINATION lib/systemd/system
)
install(CODE "
    set(programs \"${CMAKE_INSTALL_BINDIR}\")
    cmake_path(ABSOLUTE_PATH programs BASE_DIRECTORY \"\${CMAKE_INSTALL_PREFIX}\")
    set(installed \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/lib/systemd/system/wireroomd.service\")
    file(READ \"\${installed}\" unit)
    string(REPLACE \"/usr/bin/wireroomd\" \"\${programs}/wireroomd\" unit \"\${unit}\")
    string(REPLACE \"/etc/wireroom/\" \"${WIREROOM_CONFIG_FOLDER}/\" unit \"\${unit}\")
    file(WRITE \"\${installed}\" \"\${unit}\")
")
install(FILES ${PROJECT_SOURCE_DIR}/systemd/sysusers.d/wireroom.conf DESTINATION lib/sysusers.d)
install(FILES ${PROJECT_SOURCE_DIR}/systemd/tmpfiles.d/wireroom.conf DESTINATION lib/tmpfiles.d)

# A configuration that is there is somebody's own: never overwritten. The shipped one stands among the documents as well.
install(CODE "
    set(config \"${WIREROOM_CONFIG_FOLDER}/wireroom.yaml\")
    if(EXISTS \"\$ENV{DESTDIR}\${config}\")
        message(STATUS \"Kept: \$ENV{DESTDIR}\${config}\")
    else()
        file(INSTALL \"${PROJECT_SOURCE_DIR}/config/wireroom.yaml\" DESTINATION \"${WIREROOM_CONFIG_FOLDER}\")
    endif()
")
install(
    DIRECTORY ${PROJECT_SOURCE_DIR}/config/
    DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/wireroom/examples
    FILES_MATCHING PATTERN "*.yaml" PATTERN "*.opml"
)

# To read, and as a pattern for rules of one's own: the programs have theirs compiled in.
install(FILES ${PROJECT_SOURCE_DIR}/config/url-rules.txt DESTINATION ${CMAKE_INSTALL_DATADIR}/wireroom)

file(GLOB manual_pages CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/man/*.[1-8])
foreach(page IN LISTS manual_pages)
    string(REGEX MATCH "[1-8]$" section ${page})
    install(FILES ${page} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
endforeach()

foreach(completion IN ITEMS
    "wireroom.bash ${CMAKE_INSTALL_DATADIR}/bash-completion/completions wireroom"
    "wireroom.fish ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d wireroom.fish"
)
    string(REPLACE " " ";" completion "${completion}")
    list(GET completion 0 file)
    list(GET completion 1 folder)
    list(GET completion 2 name)
    install(FILES ${PROJECT_SOURCE_DIR}/daemon/cli/completion/${file} DESTINATION ${folder} RENAME ${name})
endforeach()
# Debian's zsh looks below /usr in a folder of its own. The prefix is certain at install time only, as above.
install(CODE "
    set(folder \"${CMAKE_INSTALL_DATADIR}\")
    cmake_path(ABSOLUTE_PATH folder BASE_DIRECTORY \"\${CMAKE_INSTALL_PREFIX}\")
    if(CMAKE_INSTALL_PREFIX STREQUAL \"/usr\")
        string(APPEND folder \"/zsh/vendor-completions\")
    else()
        string(APPEND folder \"/zsh/site-functions\")
    endif()
    file(INSTALL \"${PROJECT_SOURCE_DIR}/daemon/cli/completion/_wireroom\" DESTINATION \"\${folder}\")
")

file(GLOB guides CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/*.md)
install(
    FILES README.md CHANGELOG.md LICENSE ${guides}
    DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/wireroom
)
install(DIRECTORY docs/decisions DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/wireroom FILES_MATCHING PATTERN "*.md")
