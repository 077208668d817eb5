#include "cli/example_call.hpp"

#include <catch2/catch.hpp>

using namespace skifte;
using skifte::cli::example_body;
using skifte::cli::example_call;

namespace {

constexpr openapi::Schema text{.type = openapi::Type::string};
constexpr openapi::Schema file{.type = openapi::Type::string, .format = "binary"};
constexpr openapi::Schema files{.type = openapi::Type::array, .items = &file};
constexpr openapi::Schema facts{.type = openapi::Type::object};

}  // namespace

TEST_CASE("An example call has what is required, quoted for a shell", "[example-call]") {
    static constexpr openapi::Parameter parameters[] = {
        {.name = "sagId", .in = openapi::In::path, .required = true, .schema = &text, .example = "\"a b\""},
        {.name = "status",
         .in = openapi::In::query,
         .required = true,
         .schema = &text,
         .example = "[\"AABEN\",\"it's\"]"},
        {.name = "page", .in = openapi::In::query, .schema = &text}};
    static constexpr openapi::Operation operation{.id = "listSager", .parameters = parameters};
    CHECK(example_call(operation, "likvidator/listSager", "min fil.yaml") ==
          "skifte api call likvidator/listSager --spec 'min fil.yaml' --param 'sagId=a b' --param "
          "'status=AABEN,it'\\''s'");
}

TEST_CASE("An example call has a body and a file for each part that is one", "[example-call]") {
    static constexpr openapi::Property parts[] = {{"krav", &facts}, {"dokument", &file}, {"bilag", &files}};
    static constexpr openapi::Schema body{.type = openapi::Type::object, .properties = parts};
    static constexpr openapi::MediaType media[] = {{.type = "multipart/form-data", .schema = &body}};
    static constexpr openapi::Body of_parts{.content = media};
    static constexpr openapi::Operation operation{.id = "opretKrav", .body = &of_parts};
    CHECK(example_call(operation, "opretKrav", "") ==
          "skifte api call opretKrav --body @indhold.json --fil dokument=fil.pdf --fil bilag=fil.pdf");
    const auto shown = example_body(operation);
    REQUIRE(shown);
    CHECK(shown->find("krav") != nullptr);
    CHECK(shown->members().size() == 1);

    static constexpr openapi::Property only_file[] = {{"dokument", &file}};
    static constexpr openapi::Schema alone{.type = openapi::Type::object, .properties = only_file};
    static constexpr openapi::MediaType alone_media[] = {{.type = "multipart/form-data", .schema = &alone}};
    static constexpr openapi::Body of_file{.content = alone_media};
    static constexpr openapi::Operation upload{.id = "opretBilag", .body = &of_file};
    CHECK(example_call(upload, "opretBilag", "") == "skifte api call opretBilag --fil dokument=fil.pdf");
    CHECK_FALSE(example_body(upload));
}
