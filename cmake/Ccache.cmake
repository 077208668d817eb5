# Compiles through ccache where it is found. The settings ride on the launcher, not on the caller's
# environment, so that ninja, an editor and the scripts all share the same hits, and so do several
# checkouts of this project: paths below the checkout are hashed as relative ones.

find_program(SKIFTE_CCACHE ccache)
mark_as_advanced(SKIFTE_CCACHE)

if(SKIFTE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER
        "${CMAKE_COMMAND}" -E env
        "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}" CCACHE_NOHASHDIR=1
        "CCACHE_SLOPPINESS=pch_defines,time_macros"
        "${SKIFTE_CCACHE}")
endif()
