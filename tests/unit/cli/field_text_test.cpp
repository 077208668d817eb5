// Texts as people type them, as the values that a schema asks for.
#include "cli/field_text.hpp"

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::cli;
using openapi::Property;
using openapi::Schema;
using openapi::Type;

namespace {

const Schema money{.type = Type::number, .multiple_of = "0.01"};
const Schema share{.type = Type::number};
const Schema count{.type = Type::integer};
const Schema day{.type = Type::string, .format = "date"};
const Schema flag{.type = Type::boolean};
const Schema text{.type = Type::string};
const Schema cpr{.type = Type::string, .sensitive = "cpr"};
constexpr openapi::Text words[] = {"\"LOEN\"", "\"HUSLEJE\""};
const Schema kind{.type = Type::string, .enum_values = words};
const Schema kinds{.type = Type::array, .items = &kind};

std::string shown(const Schema& schema, std::string_view typed, DecimalMark mark = DecimalMark::unsure) {
    const auto value = field_value(schema, typed, mark);
    return value ? value->dump() : value.error().code;
}

}  // namespace

TEST_CASE("a text becomes the value that its field asks for") {
    CHECK(shown(money, "1.234,50") == "1234.50");
    CHECK(shown(money, " 1234,5 ") == "1234.50");
    CHECK(shown(money, "-3") == "-3.00");
    CHECK(shown(share, "2,5") == "2.5");
    CHECK(shown(count, "12") == "12");
    CHECK(shown(day, "31-12-2026") == "\"2026-12-31\"");
    CHECK(shown(day, "2026-12-31") == "\"2026-12-31\"");
    CHECK(shown(flag, "Ja") == "true");
    CHECK(shown(flag, "nej") == "false");
    CHECK(shown(text, " Faktura 17 ") == "\"Faktura 17\"");
    CHECK(shown(kind, "loen") == "\"LOEN\"");
    CHECK(shown(kinds, "loen, HUSLEJE") == "[\"LOEN\",\"HUSLEJE\"]");
    CHECK(shown(cpr, "010170-0000") == "\"0101700000\"");
    CHECK(shown(text, "  ") == "null");
}

TEST_CASE("an amount that can be two is refused until the decimal mark is told") {
    CHECK(shown(money, "1.234") == "amount.ambiguous");
    CHECK(shown(money, "1.234", DecimalMark::comma) == "1234.00");
    CHECK(shown(money, "1.234", DecimalMark::dot) == "amount.too_precise");
    CHECK(shown(money, "1.230", DecimalMark::dot) == "1.23");
    CHECK(shown(money, "1,234.50", DecimalMark::dot) == "1234.50");
    CHECK(shown(money, "12,50", DecimalMark::comma) == "12.50");
    CHECK(shown(money, "1.23", DecimalMark::comma) == "amount.invalid");
}

TEST_CASE("what fits nothing stays text, or is refused by name") {
    CHECK(shown(count, "tolv") == "\"tolv\"");
    CHECK(shown(flag, "måske") == "\"måske\"");
    CHECK(shown(kind, "loan") == "\"loan\"");
    CHECK(shown(day, "31-02-2026") == "date.invalid");
    CHECK(shown(cpr, "123") == "cpr.invalid");
    CHECK(shown(money, "tolv") == "amount.invalid");
}

TEST_CASE("the fields of an object are named by dots, and can be set and taken away") {
    const Property inner[] = {{"navn", &text, true}, {"cvrNummer", &text}};
    const Schema party{.type = Type::object, .properties = inner};
    const Schema row{.type = Type::object, .properties = inner};
    const Schema rows{.type = Type::array, .items = &row};
    const Schema own{.type = Type::string, .read_only = true};
    const Property outer[] = {
        {"beloeb", &money, true}, {"kreditor", &party}, {"effekter", &rows}, {"kravId", &own}};
    const Schema krav{.type = Type::object, .properties = outer};

    std::vector<std::string> names;
    for (const auto& field : flat_fields(krav)) names.push_back(field.name + (field.required ? "!" : ""));
    CHECK(names == std::vector<std::string>{"beloeb!", "kreditor.navn", "kreditor.cvrNummer"});
    CHECK(find_field(krav, "kreditor.navn") == &text);
    CHECK(find_field(krav, "effekter") == &rows);
    CHECK(find_field(krav, "kreditor.nvn") == nullptr);

    Json object = Json::object();
    set_field(object, "kreditor.navn", Json("Fiktiv Fisk"));
    set_field(object, "kreditor.cvrNummer", Json("99999999"));
    CHECK(object.dump() == R"({"kreditor":{"navn":"Fiktiv Fisk","cvrNummer":"99999999"}})");
    set_field(object, "kreditor.navn", nullptr);
    set_field(object, "kreditor.cvrNummer", nullptr);
    set_field(object, "sikkerhed.art", nullptr);
    CHECK(object.dump() == "{}");
}

TEST_CASE("CVR and CPR numbers are taken as people write them, wherever they stand") {
    const openapi::Schema cvr;
    const openapi::Property of_part[] = {{.name = "cvrNummer", .schema = &cvr},
                                         {.name = "cprNummer", .schema = &cpr}};
    const openapi::Schema part{.properties = of_part};
    const openapi::Property of_whole[] = {{.name = "kreditor", .schema = &part},
                                          {.name = "tekst", .schema = &cvr}};
    const openapi::Schema whole{.properties = of_whole};
    const auto plain = [&](const char* json) {
        return plain_numbers(whole, Json::parse(json).value()).dump();
    };
    CHECK(plain(R"({"kreditor":{"cvrNummer":"DK 99 99 99 82","cprNummer":"010233-0000"}})") ==
          R"({"kreditor":{"cvrNummer":"99999982","cprNummer":"0102330000"}})");
    CHECK(
        plain(
            R"({"kreditor":{"cvrNummer":"7","cprNummer":"x","andet":"010233-0000"},"tekst":"DK99999982"})") ==
        R"({"kreditor":{"cvrNummer":"7","cprNummer":"x","andet":"010233-0000"},"tekst":"DK99999982"})");
}
