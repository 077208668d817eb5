# SKIFTE_SANITIZE applies to every target, the code generator included: a report ends the program.

if(SKIFTE_SANITIZE)
    add_compile_options("-fsanitize=${SKIFTE_SANITIZE}" -fno-sanitize-recover=all)
    add_link_options("-fsanitize=${SKIFTE_SANITIZE}")
endif()
