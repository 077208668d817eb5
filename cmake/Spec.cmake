# A module generated from an OpenAPI file at build time; nothing generated stands in the source tree.
#
#   skifte_spec(<name> SPEC specs/<file>.yaml)
#
# The overlay is specs/<file>.overlay.yaml where it exists. The output is below
# <build>/generated/<name>. Changing the spec, the overlay or the generator rebuilds it.

# As `skifte-codegen --list-outputs` says; a test compares the two.
set(SKIFTE_GENERATED_HEADERS types.hpp operations.hpp spec.hpp)
set(SKIFTE_GENERATED_SOURCES types.cpp operations.cpp schemas.hpp schemas.cpp tables.cpp)

function(skifte_spec name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "SPEC" "")
    set(spec "${PROJECT_SOURCE_DIR}/${arg_SPEC}")
    file(GLOB spec_found CONFIGURE_DEPENDS "${spec}")
    if(NOT TARGET skifte-codegen OR NOT spec_found)
        message(STATUS "${name}: not generated yet (needs skifte-codegen and ${arg_SPEC})")
        return()
    endif()

    skifte_generate(${name} "${spec}" "${PROJECT_BINARY_DIR}/generated/${name}")
    skifte_library(${name}
        SOURCES ${files}
        HEADERS "${PROJECT_BINARY_DIR}/generated/${name}/include"
        USES api openapi support)
    # What includes these headers must wait for them.
    add_dependencies(skifte_${name} skifte_${name}_generated)
endfunction()

# skifte_generate(<name> <spec> <out>): the rule that writes the C++ of a spec below <out>, as target
# skifte_<name>_generated. Sets `files` to what it writes.
function(skifte_generate name spec out)
    string(REGEX REPLACE "\\.(yaml|yml|json)$" ".overlay.yaml" overlay "${spec}")
    file(GLOB overlay_found CONFIGURE_DEPENDS "${overlay}")
    set(overlay_arguments "")
    if(overlay_found)
        set(overlay_arguments --overlay "${overlay}")
    endif()

    list(TRANSFORM SKIFTE_GENERATED_HEADERS PREPEND "${out}/include/skifte/${name}/" OUTPUT_VARIABLE headers)
    list(TRANSFORM SKIFTE_GENERATED_SOURCES PREPEND "${out}/src/" OUTPUT_VARIABLE sources)
    # Created now, because CMake checks that an include directory exists before anything is generated.
    file(MAKE_DIRECTORY "${out}/include/skifte/${name}" "${out}/src")

    cmake_path(GET spec FILENAME shown)
    add_custom_command(
        OUTPUT ${headers} ${sources}
        COMMAND skifte-codegen --spec "${spec}" ${overlay_arguments} --module ${name} --out "${out}"
        DEPENDS skifte-codegen "${spec}" ${overlay_found}
        COMMENT "Generating ${name} from ${shown}"
        VERBATIM)
    add_custom_target(skifte_${name}_generated DEPENDS ${headers} ${sources})
    set(files ${sources} ${headers} PARENT_SCOPE)
endfunction()
