// Spec text as literals, comments and names.
#include "codegen/identifier.hpp"
#include "codegen/text.hpp"

#include <catch2/catch.hpp>

using namespace skifte::codegen;
using namespace std::string_literals;

TEST_CASE("a literal holds exactly the text and can end nowhere early") {
    CHECK(literal("Redegørelse") == R"("Redegørelse")");
    CHECK(literal("\"); system(\"") == R"("\"); system(\"")");
    CHECK(literal("\\") == R"("\\")");
    CHECK(literal("a\nb\tc\r") == R"("a\nb\tc\015")");
    CHECK(literal("?\?/ ?\?\?=") == R"("?\?/ ?\?\?=")");
    CHECK(literal("\1"
                  "23") == R"("\00123")");
    CHECK(literal("\xE2\x80\xAE") == R"("\342\200\256")");
    CHECK(literal("\xFF\xC3") == R"("\377\303")");
    CHECK(literal("a\0b"s) == R"(std::string_view{"a\000b", 3})");
    CHECK(literal("") == R"("")");
}

TEST_CASE("a long literal is broken after blanks and line ends") {
    CHECK(literal_lines("one two three", 10) == std::vector<std::string>{R"("one two ")", R"("three")"});
    CHECK(literal_lines("one\ntwo", 80) == std::vector<std::string>{R"("one\n")", R"("two")"});
    CHECK(literal_lines("unbreakable", 4) == std::vector<std::string>{R"("unbreakable")"});
}

TEST_CASE("a comment is filled, and cannot end or go on where it should not") {
    CHECK(comment_lines("one\ntwo\n\nthree", 80) == std::vector<std::string>{"one two", "", "three"});
    CHECK(comment_lines("- æøå æøå\n- b", 8) == std::vector<std::string>{"- æøå", "  æøå", "- b"});
    CHECK(comment_lines("ends \\", 80) == std::vector<std::string>{"ends <U+005C>"});
    CHECK(comment_lines("C:\\a ?\?/", 80) == std::vector<std::string>{"C:\\a <U+003F>?/"});
    CHECK(comment_lines("\xE2\x80\xAE\x1B[2J\xFF", 80) ==
          std::vector<std::string>{"<U+202E><U+001B>[2J<0xFF>"});
    CHECK(comment_lines("a\xE2\x80\xA8#error", 80) == std::vector<std::string>{"a<U+2028>#error"});
    CHECK(comment_lines(" \n ", 80).empty());
}

TEST_CASE("wire names become snake_case") {
    CHECK(snake_case("cvrNummer") == "cvr_nummer");
    CHECK(snake_case("X-Request-ID") == "x_request_id");
    CHECK(snake_case("Årsag til øre") == "aarsag_til_oere");
    CHECK(snake_case("URLPath") == "url_path");
    CHECK(snake_case("iso8601Dato") == "iso8601_dato");
    CHECK(snake_case("sha256") == "sha256");
    CHECK(snake_case("2fa") == "n2fa");
    CHECK(snake_case("class") == "class_");
    CHECK(snake_case("__a__b__") == "a_b");
    CHECK(snake_case("日本").empty());
    CHECK(snake_case("-").empty());
}

TEST_CASE("wire names become PascalCase") {
    CHECK(pascal_case("sagListItem") == "SagListItem");
    CHECK(pascal_case("KRAV_TYPE") == "KravType");
    CHECK(pascal_case("lån") == "Laan");
    CHECK(pascal_case("Ære") == "Aere");
    CHECK(pascal_case("3dModel") == "N3dModel");
}

TEST_CASE("enum values keep their letters") {
    CHECK(enumerator("UDSAT_PAA_GENOPTAGELSE") == "UDSAT_PAA_GENOPTAGELSE");
    CHECK(enumerator("RØD") == "ROED");
    CHECK(enumerator("in-progress") == "in_progress");
    CHECK(enumerator("100") == "N100");
    CHECK(enumerator("EOF") == "EOF_");
    CHECK(enumerator("EINVAL") == "EINVAL_");
    CHECK(enumerator("new") == "new_");
    CHECK(enumerator("").empty());
}

TEST_CASE("a name given by hand must be a name") {
    CHECK(is_identifier("Krav2_b"));
    for (const char* bad : {"", "2a", "_a", "a__b", "a-b", "class", "EOF", "a b", "å", "a;"})
        CHECK_FALSE(is_identifier(bad));
    CHECK(is_namespace("likvidator::v1"));
    for (const char* bad : {"", "a::", "::a", "a:b", "a::class", "a {"}) CHECK_FALSE(is_namespace(bad));
}
