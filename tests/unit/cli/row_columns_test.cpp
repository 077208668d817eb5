// What a heading means.
#include "cli/commands/nouns.hpp"
#include "cli/row_columns.hpp"

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::cli;
using Kind = Meaning::Kind;

namespace {

Meaning meaning(std::string_view heading, const std::map<std::string, std::string>& mapped = {}) {
    return RowColumns{krav_noun, mapped}.meaning(heading);
}
std::string field(std::string_view heading) {
    const Meaning found = meaning(heading);
    return found.kind == Kind::field ? found.field : "";
}

}  // namespace

TEST_CASE("Headings compare without case, blanks, punctuation and æøå", "[columns]") {
    CHECK(folded("Beløb (kr.)") == "beloebkr");
    CHECK(folded("BELOEB KR") == "beloebkr");
    CHECK(folded("Åbnings-dato") == "aabningsdato");
}

TEST_CASE("A field is found by its name, its flag, and what a table calls it in either language",
          "[columns]") {
    CHECK(field("beloeb") == "beloeb");
    CHECK(field("Beløb") == "beloeb");
    CHECK(field("Amount") == "beloeb");
    CHECK(field("egenReference") == "egenReference");
    CHECK(field("egen-reference") == "egenReference");
    CHECK(field("Own reference") == "egenReference");
    CHECK(field("kreditor") == "kreditor.navn");
    CHECK(field("Kreditor navn") == "kreditor.navn");
    CHECK(field("kreditor-cvr") == "kreditor.cvrNummer");
    CHECK(field("opstaaetEfterDoedsfaldet") == "opstaaetEfterDoedsfaldet");
}

TEST_CASE("Where a row goes is a column too", "[columns]") {
    CHECK(meaning("selskab").kind == Kind::place);
    CHECK(meaning("CVR-nummer").place != nullptr);
    CHECK(meaning("bo").place->flag == "bo");
    CHECK(meaning("doedsbojournalId").place->flag == "bo");
    const Meaning cpr = meaning("CPR");
    CHECK(cpr.kind == Kind::search);
    CHECK(cpr.field == "cprNummer");
    CHECK(meaning("Adresse").kind == Kind::search);
}

TEST_CASE("Nothing else is guessed: what is probably meant is named", "[columns]") {
    const Meaning unknown = meaning("egenReferense");
    CHECK(unknown.kind == Kind::unknown);
    CHECK(unknown.nearest == "egenReference");
    CHECK(meaning("Kundenavn").kind == Kind::unknown);
}

TEST_CASE("The columns of a result mean nothing, nor do those without a heading", "[columns]") {
    CHECK(meaning("skifte.status").kind == Kind::ignored);
    CHECK(meaning("").kind == Kind::ignored);
}

TEST_CASE("A map goes before all else", "[columns]") {
    const std::map<std::string, std::string> map{
        {"Fakturanr.", "egenReference"}, {"beloeb", ""}, {"X", "nosuch"}};
    CHECK(meaning("fakturanr", map).field == "egenReference");
    CHECK(meaning("Beløb", map).kind == Kind::ignored);
    CHECK(meaning("X", map).kind == Kind::unknown);
    CHECK(meaning("X", map).mapped == "nosuch");
    CHECK(meaning("renter", map).field == "renter");
}

TEST_CASE("A map is written as pairs with commas between", "[columns]") {
    const auto map = parse_column_map("Fakturanr=egenReference,Kundenavn=");
    REQUIRE(map);
    CHECK(map->at("Fakturanr") == "egenReference");
    CHECK(map->at("Kundenavn").empty());
    CHECK(parse_column_map("")->empty());
    for (const char* wrong : {"Fakturanr", "=x", "a=b,,"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parse_column_map(wrong));
    }
}
