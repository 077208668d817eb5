// What is surely right in a cell, held against what the cell's value and its validation say.
#include "cli/commands/nouns.hpp"
#include "cli/sure_cell.hpp"
#include "unit/cli/row_texts.hpp"

#include <skifte/filing/canonical.hpp>
#include <skifte/openapi/validate.hpp>

#include <catch2/catch.hpp>

#include <array>

using namespace skifte;
using namespace skifte::cli;
using sheet::Kind;
using skifte::cli::test::below;
using skifte::cli::test::cells;
using skifte::cli::test::mutated;
using skifte::cli::test::one_of;
using skifte::cli::test::Random;
using skifte::cli::test::Texts;

TEST_CASE("What is surely right in a cell is what is right in it", "[rows]") {
    using openapi::Schema;
    using openapi::Type;
    std::vector<ObjectField> fields = flat_fields(*content_of(krav_noun.places[0].create()).schema);
    for (const Noun* noun : {&krav_noun, &tilgodehavende_noun})
        for (const ObjectField& field : flat_fields(*content_of(noun->places[1].create()).schema))
            fields.push_back(field);
    const openapi::Text words[] = {R"("Ja")", R"("ja")", R"("n\u00e6")", "3",
                                   R"("2026-01-01T01:00:00+01:00")"};
    const Schema made[] = {
        {.type = Type::number,
         .exclusive_minimum = true,
         .minimum = "10",
         .maximum = "12.5",
         .multiple_of = "1e-2"},
        {.type = Type::number, .minimum = "0.001", .multiple_of = "0.01"},
        {.type = Type::number, .format = "int32", .multiple_of = "0.01"},
        {.type = Type::number, .exclusive_maximum = true, .maximum = "1234.5", .multiple_of = "0.010"},
        {.type = Type::string, .min_length = 3, .max_length = 5, .pattern = "\\S"},
        {.type = Type::string, .max_length = 7, .pattern = "^[0-9]{8}$"},
        {.type = Type::string, .pattern = "^[0-9]{08}$"},
        {.type = Type::string, .pattern = "^[0-9]{3}$"},
        {.type = Type::string, .enum_values = words},
        {.type = Type::string, .max_length = 2, .enum_values = words},
        {.type = Type::string, .format = "date", .max_length = 9},
        {.type = Type::string, .format = "date", .read_only = true},
        {.type = Type::any},
    };
    for (const Schema& schema : made) fields.push_back({"x", &schema});
    for (const char* name : {"cvrNummer"}) fields.push_back({name, &made[7]});

    Texts texts{"Ja",
                "ja",
                "næ",
                "3",
                "2026-01-01T01:00:00+01:00",
                "12.5",
                "10",
                "10,01",
                "12,51",
                "1234,5",
                "abc",
                "æøå",
                "ab",
                "12345678",
                "123",
                "true",
                "2026-12-31 08:30:00"};
    for (const auto& [heading, some] : cells) texts.insert(texts.end(), some.begin(), some.end());
    std::erase(texts, "");
    Random random{17};
    std::size_t sure = 0;
    for (int round = 0; round < 60'000; ++round) {
        const ObjectField& field = one_of(random, fields);
        sheet::Cell cell{static_cast<Kind>(1 + below(random, 7)), one_of(random, texts)};
        if (below(random, 3) != 0) cell.kind = Kind::text;
        if (below(random, 4) == 0) cell.text = mutated(random, cell.text);
        if (cell.text.empty()) continue;
        const auto number = Json::parse(cell.text);
        if (cell.kind == Kind::number && !(number && number->is_number())) continue;
        const CellRules rules{
            one_of(random, std::array{DecimalMark::unsure, DecimalMark::comma, DecimalMark::dot}),
            below(random, 2) == 0};
        const std::string_view name = std::string_view{field.name}.substr(field.name.rfind('.') + 1);
        SureCell::Room room;
        const SureCell column{*field.schema, name, rules};
        const auto value = column.value(cell, room);
        if (!value) continue;
        ++sure;
        CAPTURE(field.name, cell.text, static_cast<int>(cell.kind), static_cast<int>(rules.mark));
        const auto read = cell_value(*field.schema, cell, rules);
        REQUIRE(read);
        REQUIRE_FALSE(read->repaired);
        const openapi::Property holds[] = {{name, field.schema}};
        const Schema holder{.type = Type::object, .properties = holds};
        Json object = Json::object();
        set_field(object, name, read->value);
        object = plain_numbers(holder, std::move(object));
        REQUIRE(validate(holder, object, "", openapi::Direction::request,
                         {.closed_enums = true, .unknown_members = true})
                    .empty());
        REQUIRE(object.find(name)->kind() == value->kind);
        REQUIRE(filing::canonical_text(*object.find(name)) == value->canonical);
    }
    CHECK(sure > 5'000);
}
