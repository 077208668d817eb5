// The tables that were compiled in say what the reader says of the same files.
#include "codegen/approved.hpp"
#include "codegen/same_spec.hpp"

#include <skifte/doedsbo/spec.hpp>
#include <skifte/hostile/spec.hpp>
#include <skifte/kreditor/spec.hpp>
#include <skifte/likvidator/spec.hpp>
#include <skifte/openapi/reader.hpp>
#include <skifte/showcase/spec.hpp>

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::codegen::tests;

namespace {

const std::vector<std::string> none;

openapi::Document read(const std::filesystem::path& file) {
    auto document = openapi::read_file(file);
    REQUIRE(document.has_value());
    return *document;
}

}  // namespace

TEST_CASE("the likvidator's tables equal what is read from its files") {
    const auto document =
        read(std::filesystem::path(SKIFTE_SPECS_DIR) / "tvangsoploesning-dirigent-likvidator-dist-oas.yaml");
    CHECK(differences(likvidator::v1::spec(), document.spec()) == none);
}

TEST_CASE("the dødsbo tables equal what is read from its files") {
    const auto document = read(std::filesystem::path(SKIFTE_SPECS_DIR) / "doedsbojournal-dist-oas.yaml");
    CHECK(differences(doedsbo::v1::spec(), document.spec()) == none);
}

TEST_CASE("the kreditor's tables equal what is read from its files") {
    const auto document =
        read(std::filesystem::path(SKIFTE_SPECS_DIR) / "tvangsoploesning-kreditor-dist-oas.yaml");
    CHECK(differences(kreditor::v1::spec(), document.spec()) == none);
}

TEST_CASE("the showcase's tables equal what is read from its files") {
    const auto document = read(test_folder() / "showcase/spec.yaml");
    CHECK(differences(showcase::v2::spec(), document.spec()) == none);
}

TEST_CASE("hostile text is in the tables as it stands in the file, and nowhere else") {
    const auto document = read(test_folder() / "cases/hostile/spec.yaml");
    CHECK(differences(hostile::spec(), document.spec()) == none);
}

TEST_CASE("two specs that differ are told apart") {
    CHECK(differences(showcase::v2::spec(), hostile::spec()) != none);
    openapi::Schema limited;
    limited.min_length = 1;
    const openapi::Schema unlimited;
    const openapi::Schema* one[] = {&limited};
    const openapi::Schema* other[] = {&unlimited};
    openapi::Spec a, b;
    a.schemas = one;
    b.schemas = other;
    CHECK(differences(a, b) == std::vector<std::string>{"spec.schemas[0].min_length"});
}
