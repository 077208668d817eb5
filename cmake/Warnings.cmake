# skifte_warnings: the warnings for our own code. Linked privately and only while building, so
# neither a library's headers nor those who use the installed package ever see them.

add_library(skifte_warnings INTERFACE)
target_compile_options(skifte_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow
    # A designated initialiser leaves out what is absent; tables are written so.
    -Wno-missing-field-initializers
    $<$<BOOL:${SKIFTE_WERROR}>:-Werror>)

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 12 reports std::string's own operator+ (GCC bug 105651).
    target_compile_options(skifte_warnings INTERFACE -Wno-restrict)
    if(SKIFTE_SANITIZE)
        # The sanitizers' instrumentation hides initialisation from this analysis.
        target_compile_options(skifte_warnings INTERFACE -Wno-maybe-uninitialized)
    endif()
endif()
