// skifte-codegen: writes the C++ of an OpenAPI description. Runs at build time.
#include "codegen/command.hpp"
#include "codegen/report.hpp"

#include <iostream>

int main(int argc, char** argv) {
    using namespace skifte::codegen;
    const auto command = parse_command({argv + 1, static_cast<std::size_t>(argc > 0 ? argc - 1 : 0)});
    const skifte::Result<void> done =
        command ? run(*command, std::cout) : skifte::Result<void>(skifte::Failure{command.error()});
    if (done) return std::cout.flush() ? 0 : 1;
    std::cerr << report(done.error());
    if (done.error().code != "codegen.usage") return 1;
    std::cerr << usage();
    return 2;
}
