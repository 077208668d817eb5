# Installs the library for find_package(skifte): skifte::<module> each, and skifte::skifte for all.
# Modules that only serve one of our programs (cli, sandbox, codegen) are not installed.

include(CMakePackageConfigHelpers)

get_property(libraries GLOBAL PROPERTY SKIFTE_INSTALLED_LIBRARIES)
get_property(SKIFTE_EXTERNALS GLOBAL PROPERTY SKIFTE_INSTALLED_EXTERNALS)
list(REMOVE_DUPLICATES SKIFTE_EXTERNALS)

add_library(skifte_all INTERFACE)
add_library(skifte::skifte ALIAS skifte_all)
set_target_properties(skifte_all PROPERTIES EXPORT_NAME skifte)

set(package_folder "${CMAKE_INSTALL_LIBDIR}/cmake/skifte")
foreach(library IN LISTS libraries)
    target_link_libraries(skifte_all INTERFACE skifte_${library})
    install(TARGETS skifte_${library} EXPORT skifteTargets
        ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT library)
    get_property(headers GLOBAL PROPERTY "SKIFTE_HEADERS_OF_${library}")
    install(DIRECTORY "${headers}" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/skifte" COMPONENT library
        OPTIONAL FILES_MATCHING PATTERN "*.hpp")
endforeach()

install(TARGETS skifte_all EXPORT skifteTargets COMPONENT library)
install(EXPORT skifteTargets NAMESPACE skifte:: DESTINATION "${package_folder}" COMPONENT library)

configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/skifteConfig.cmake.in"
    "${PROJECT_BINARY_DIR}/skifteConfig.cmake"
    INSTALL_DESTINATION "${package_folder}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/skifteConfigVersion.cmake"
    COMPATIBILITY SameMinorVersion)
install(FILES
    "${PROJECT_BINARY_DIR}/skifteConfig.cmake"
    "${PROJECT_BINARY_DIR}/skifteConfigVersion.cmake"
    "${PROJECT_SOURCE_DIR}/cmake/Dependencies.cmake"
    DESTINATION "${package_folder}" COMPONENT library)
