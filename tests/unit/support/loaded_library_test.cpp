#include <skifte/support/loaded_library.hpp>

#include <catch2/catch.hpp>

using skifte::LoadedLibrary;

TEST_CASE("a function of a library that is loaded is called as its header has it", "[support]") {
    LoadedLibrary library{"libm.so.6"};
    double (*root)(double) = library.find("sqrt");
    REQUIRE(root != nullptr);
    CHECK(root(9.0) == 3.0);
    CHECK(library.fault().empty());
}

TEST_CASE("what is missing of a library is told, and is no function of another's", "[support]") {
    LoadedLibrary library{"libm.so.6"};
    void (*none)() = library.find("skifte_no_such_function");
    CHECK(none == nullptr);
    CHECK(library.fault().find("skifte_no_such_function") != std::string::npos);

    LoadedLibrary missing{"libskifte-no-such-library.so.1"};
    void (*also_none)() = missing.find("exit");
    CHECK(also_none == nullptr);
    CHECK(missing.fault().find("libskifte-no-such-library.so.1") != std::string::npos);
}
