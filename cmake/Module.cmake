# One module of the map in src/README.md is one static library skifte_<name>, alias skifte::<name>.
#
#   skifte_module(<name> [USES <module>…] [EXTERNAL <short name>…]
#                 [EXECUTABLE <out-name> [INTO bin|libexec|tools]])
#
# Sources are all .cpp files below src/<name>. Public headers are <skifte/<name>/…> in include/,
# private ones "<name>/…" in src/. USES and EXTERNAL are recorded in <build>/layers.txt, which the
# test `layers` compares with the map. With EXECUTABLE, src/<name>/main.cpp becomes a program and
# the rest a library that tests can link and that is not installed. A module without sources yet is
# an interface library, so that what uses it still configures.

set(SKIFTE_MODULES
    support openapi net journal sheet calendar auth api filing batch
    likvidator kreditor doedsbo cli codegen sandbox)

set(SKIFTE_LAYERS_FILE "${PROJECT_BINARY_DIR}/layers.txt")
file(WRITE "${SKIFTE_LAYERS_FILE}" "")

function(skifte_add_directory directory)
    if(EXISTS "${PROJECT_SOURCE_DIR}/${directory}/CMakeLists.txt")
        add_subdirectory("${PROJECT_SOURCE_DIR}/${directory}" "${PROJECT_BINARY_DIR}/${directory}")
    endif()
endfunction()

function(skifte_module name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "EXECUTABLE;INTO" "USES;EXTERNAL")
    if(arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "skifte_module(${name}): not understood: ${arg_UNPARSED_ARGUMENTS}")
    endif()

    set(folder "${PROJECT_SOURCE_DIR}/src/${name}")
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${folder}/*.cpp")

    set(private "")
    if(arg_EXECUTABLE)
        list(REMOVE_ITEM sources "${folder}/main.cpp")
        set(private PRIVATE)
    endif()
    skifte_library(${name} ${private}
        SOURCES ${sources}
        HEADERS "${PROJECT_SOURCE_DIR}/include"
        USES ${arg_USES}
        EXTERNAL ${arg_EXTERNAL})

    if(arg_EXECUTABLE AND EXISTS "${folder}/main.cpp")
        skifte_executable(${arg_EXECUTABLE} "${name}" "${arg_INTO}")
    endif()
endfunction()

# skifte_library(<name> [PRIVATE] SOURCES … HEADERS <dir> USES … EXTERNAL …): what a handwritten and
# a generated module have in common. HEADERS is the folder that holds skifte/<name>/.
function(skifte_library name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "PRIVATE" "HEADERS" "SOURCES;USES;EXTERNAL")
    set(target "skifte_${name}")
    if(NOT name IN_LIST SKIFTE_MODULES)
        message(FATAL_ERROR "'${name}' is not in SKIFTE_MODULES (cmake/Module.cmake)")
    endif()

    file(APPEND "${SKIFTE_LAYERS_FILE}" "module ${name}\n")
    if(arg_SOURCES)
        add_library(${target} STATIC ${arg_SOURCES})
        set(public PUBLIC)
        target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/src")
        target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:skifte_warnings>)
        target_compile_definitions(${target} PRIVATE "SKIFTE_VERSION=\"${PROJECT_VERSION}\"")
    else()
        add_library(${target} INTERFACE)
        set(public INTERFACE)
    endif()
    add_library(skifte::${name} ALIAS ${target})
    set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
    target_compile_features(${target} ${public} cxx_std_20)
    target_include_directories(${target} ${public}
        "$<BUILD_INTERFACE:${arg_HEADERS}>"
        "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")

    foreach(used IN LISTS arg_USES)
        file(APPEND "${SKIFTE_LAYERS_FILE}" "use ${name} ${used}\n")
        if(NOT used IN_LIST SKIFTE_MODULES)
            message(FATAL_ERROR "module '${name}' uses '${used}', which is no module")
        elseif(TARGET skifte_${used})
            target_link_libraries(${target} ${public} skifte_${used})
        endif()
    endforeach()

    foreach(external IN LISTS arg_EXTERNAL)
        file(APPEND "${SKIFTE_LAYERS_FILE}" "external ${name} ${external}\n")
        if(arg_SOURCES)
            skifte_link_external(${target} ${external})
            if(NOT arg_PRIVATE AND NOT external IN_LIST SKIFTE_LOADED_EXTERNALS)
                set_property(GLOBAL APPEND PROPERTY SKIFTE_INSTALLED_EXTERNALS ${external})
            endif()
        endif()
    endforeach()

    set_property(GLOBAL PROPERTY "SKIFTE_EXTERNALS_OF_${name}" ${arg_EXTERNAL})
    set_property(GLOBAL APPEND PROPERTY SKIFTE_LIBRARIES ${name})
    if(NOT arg_PRIVATE)
        set_property(GLOBAL APPEND PROPERTY SKIFTE_INSTALLED_LIBRARIES ${name})
        set_property(GLOBAL PROPERTY "SKIFTE_HEADERS_OF_${name}" "${arg_HEADERS}/skifte/${name}")
    endif()
endfunction()

# Loaded when something of it is called (support/loaded_library.hpp): only its headers are used.
set(SKIFTE_LOADED_EXTERNALS libsecret libp11 libzip expat xlsxwriter)

# Links one external library, and says SKIFTE_HAVE_<NAME> to the code, which asks only for the
# optional ones.
function(skifte_link_external target external)
    skifte_external(${external} library)
    if(library)
        if(external IN_LIST SKIFTE_LOADED_EXTERNALS)
            target_include_directories(${target} SYSTEM PRIVATE
                "$<TARGET_PROPERTY:${library},INTERFACE_INCLUDE_DIRECTORIES>")
            target_compile_options(${target} PRIVATE "$<TARGET_PROPERTY:${library},INTERFACE_COMPILE_OPTIONS>")
        else()
            target_link_libraries(${target} PRIVATE ${library})
        endif()
        string(MAKE_C_IDENTIFIER "${external}" macro)
        string(TOUPPER "${macro}" macro)
        target_compile_definitions(${target} PRIVATE "SKIFTE_HAVE_${macro}=1")
    endif()
endfunction()

function(skifte_executable out module into)
    if(NOT into)
        set(into bin)
    endif()
    add_executable(${out} "${PROJECT_SOURCE_DIR}/src/${module}/main.cpp")
    set_target_properties(${out} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/${into}")
    target_include_directories(${out} PRIVATE "${PROJECT_SOURCE_DIR}/src")
    target_compile_definitions(${out} PRIVATE "SKIFTE_VERSION=\"${PROJECT_VERSION}\"")
    target_link_libraries(${out} PRIVATE skifte_warnings skifte_${module})
    get_property(externals GLOBAL PROPERTY "SKIFTE_EXTERNALS_OF_${module}")
    foreach(external IN LISTS externals)
        skifte_link_external(${out} ${external})
    endforeach()
    if(into STREQUAL "bin")
        install(TARGETS ${out} RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
    elseif(into STREQUAL "libexec")
        install(TARGETS ${out} RUNTIME DESTINATION "${CMAKE_INSTALL_LIBEXECDIR}")
    endif()
endfunction()
