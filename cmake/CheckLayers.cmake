# The test `layers`: every include, external header and link against the map in src/README.md; and
# `layers.self`: the checker finds what it should on a tree made to be wrong.

find_package(Python3 REQUIRED COMPONENTS Interpreter)

add_test(NAME layers
    COMMAND Python3::Interpreter "${PROJECT_SOURCE_DIR}/tests/layers/check.py"
        --source "${PROJECT_SOURCE_DIR}" --build "${PROJECT_BINARY_DIR}")
add_test(NAME layers.self
    COMMAND Python3::Interpreter "${PROJECT_SOURCE_DIR}/tests/layers/check.py" --self-test)
set_tests_properties(layers layers.self PROPERTIES LABELS layers)
