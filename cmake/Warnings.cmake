# skifte_warnings: the warnings for our own code. Linked privately and only while building, so
# neither a library's headers nor those who use the installed package ever see them.

add_library(skifte_warnings INTERFACE)
target_compile_options(skifte_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow
    # A designated initialiser leaves out what is absent; tables are written so.
    -Wno-missing-field-initializers
    $<$<BOOL:${SKIFTE_WERROR}>:-Werror>)

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 12 reports std::string's own operator+ (GCC bug 105651), and the branch of a std::variant
    # that is not taken; clang and the sanitizers look for the real cases.
    target_compile_options(skifte_warnings INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
endif()
