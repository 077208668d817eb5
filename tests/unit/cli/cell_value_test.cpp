// One cell as the value that a field asks for.
#include "cli/cell_value.hpp"

#include <catch2/catch.hpp>

using namespace skifte;
using namespace skifte::cli;
using openapi::Schema;
using openapi::Type;
using sheet::Cell;
using sheet::Kind;

namespace {

const Schema amount{.type = Type::number, .multiple_of = "0.01"};
const Schema date{.type = Type::string, .format = "date"};
const Schema text{.type = Type::string};
const Schema cvr{.type = Type::string, .pattern = "^[0-9]{8}$"};
const Schema cpr{.type = Type::string, .sensitive = "cpr"};

std::string value(const Schema& schema, const Cell& cell, const CellRules& rules = {}) {
    const auto read = cell_value(schema, cell, rules);
    return read ? read->value.dump() : read.error().code;
}
Cell typed(std::string what) {
    return {Kind::text, std::move(what)};
}

}  // namespace

TEST_CASE("Amounts are read as Danes type them, and none is guessed at", "[cell]") {
    CHECK(value(amount, typed("1.234,50")) == "1234.50");
    CHECK(value(amount, typed("99,5")) == "99.50");
    CHECK(value(amount, typed("1000")) == "1000.00");
    CHECK(value(amount, typed("1.234")) == "batch.amount_unsure");
    CHECK(value(amount, typed("1.234"), {.mark = DecimalMark::comma}) == "1234.00");
    CHECK(value(amount, typed("1.234"), {.mark = DecimalMark::dot}) == "amount.too_precise");
    CHECK(value(amount, typed("1,234.50"), {.mark = DecimalMark::dot}) == "1234.50");
    const auto unsure = cell_value(amount, typed("1.234"), {});
    REQUIRE_FALSE(unsure);
    CHECK(unsure.error().argument("value") == "1.234");
    CHECK(unsure.error().argument("dot") == "1,234");
    CHECK(unsure.error().argument("comma") == "1234");
}

TEST_CASE("A number in a spreadsheet is what it is", "[cell]") {
    CHECK(value(amount, {Kind::number, "1.234"}) == "1.234");
    CHECK(value(text, {Kind::number, "17"}) == "\"17\"");
}

TEST_CASE("Dates are read in both ways, and a time of day is none", "[cell]") {
    CHECK(value(date, typed("01-11-2025")) == "\"2025-11-01\"");
    CHECK(value(date, typed("2025-11-01")) == "\"2025-11-01\"");
    CHECK(value(date, {Kind::date, "2025-11-01"}) == "\"2025-11-01\"");
    CHECK(value(date, {Kind::date, "2025-11-01 08:30:00"}) == "batch.time_of_day");
    CHECK(value(date, typed("31-02-2025")) == "date.invalid");
}

TEST_CASE("A lost zero is put back only where that is wanted", "[cell]") {
    CHECK(value(cvr, typed("7777771")) == "batch.lost_zero");
    const auto repaired = cell_value(cvr, typed("7777771"), {.repair_zeros = true});
    REQUIRE(repaired);
    CHECK(repaired->value.as_string() == "07777771");
    CHECK(repaired->repaired);
    CHECK(value(cvr, {Kind::number, "7777771"}, {.repair_zeros = true}) == "\"07777771\"");
    CHECK(value(cvr, typed("777777"), {.repair_zeros = true}) == "\"777777\"");
    CHECK(value(cpr, typed("102330000")) == "batch.lost_zero");
    CHECK(value(cpr, typed("102330000"), {.repair_zeros = true}) == "\"0102330000\"");
}

TEST_CASE("A CPR stands in no error", "[cell]") {
    for (const char* wrong : {"102330000", "321333-0000", "0102330000x"}) {
        const auto read = cell_value(cpr, typed(wrong), {});
        REQUIRE_FALSE(read);
        for (const Argument& argument : read.error().arguments)
            CHECK(argument.value.find("33") == std::string::npos);
    }
    const auto read = cell_value(amount, typed("010233-0000"), {});
    REQUIRE_FALSE(read);
    CHECK(read.error().argument("value").find("0000") == std::string::npos);
}

TEST_CASE("An empty cell is no value, and a broken one a fault", "[cell]") {
    CHECK(value(text, {}) == "null");
    CHECK(value(text, {Kind::error, "#DIV/0!"}) == "batch.cell_error");
    CHECK(value(text, {Kind::uncomputed, ""}) == "batch.formula");
}
