#include "cli/exit_code.hpp"

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::cli;

namespace {

Exit exit_for(std::string code, Effect effect = Effect::none) {
    return exit_of(Error(std::move(code)).having(effect));
}

}  // namespace

TEST_CASE("Each kind of failure has its exit code", "[exit]") {
    CHECK(exit_for("usage.missing") == Exit::usage);
    CHECK(exit_for("request.invalid") == Exit::usage);
    CHECK(exit_for("file.changed") == Exit::usage);
    CHECK(exit_for("config.missing") == Exit::machine);
    CHECK(exit_for("secret.env_missing") == Exit::machine);
    CHECK(exit_for("disk.full") == Exit::machine);
    CHECK(exit_for("cert.expired") == Exit::permission);
    CHECK(exit_for("token.invalid_client") == Exit::permission);
    CHECK(exit_for("http.unauthorized") == Exit::permission);
    CHECK(exit_for("http.forbidden") == Exit::permission);
    CHECK(exit_for("http.conflict") == Exit::refused);
    CHECK(exit_for("filing.changed") == Exit::refused);
    CHECK(exit_for("http.too_many") == Exit::network);
    CHECK(exit_for("http.server") == Exit::network);
    CHECK(exit_for("net.name") == Exit::network);
    CHECK(exit_for("http.not_found") == Exit::not_found);
    CHECK(exit_for("journal.not_found") == Exit::not_found);
    CHECK(exit_for("interrupted") == Exit::interrupted);
}

TEST_CASE("The longer rule wins over the shorter", "[exit]") {
    CHECK(exit_for("net.reset") == Exit::network);
    CHECK(exit_for("net.tls.client_certificate") == Exit::permission);
    CHECK(exit_for("net.tls.ca_file") == Exit::machine);
    CHECK(exit_for("token.refused") == Exit::permission);
    CHECK(exit_for("token.locked") == Exit::network);
    CHECK(exit_for("file.unwritable") == Exit::machine);
}

TEST_CASE("An unknown effect comes before every cause", "[exit]") {
    for (const auto* code : {"net.reset", "interrupted", "http.server", "disk.full", "no.such.code"})
        CHECK(exit_for(code, Effect::unknown) == Exit::unknown);
}

TEST_CASE("A code that no rule takes is a fault of ours", "[exit]") {
    CHECK(exit_for("no.such.code") == Exit::internal);
}
