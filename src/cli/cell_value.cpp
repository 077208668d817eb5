#include "cli/cell_value.hpp"

#include <skifte/support/identifiers.hpp>

#include <algorithm>
#include <optional>

namespace skifte::cli {

namespace {

using openapi::Schema;
using openapi::Type;
using sheet::Cell;
using sheet::Kind;

bool only_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// How many digits a field has that is nothing but digits: its pattern says so in the way that people write
// it, or it is a CPR.
std::optional<std::size_t> digits_of(const Schema& schema) {
    if (schema.sensitive == "cpr") return 10;
    for (const std::string_view start : {"^[0-9]{", "^\\d{"}) {
        std::string_view pattern = schema.pattern;
        if (!pattern.starts_with(start) || !pattern.ends_with("}$")) continue;
        pattern = pattern.substr(start.size(), pattern.size() - start.size() - 2);
        if (only_digits(pattern) && pattern.size() < 3) return std::stoul(std::string(pattern));
    }
    return std::nullopt;
}

std::string shown(const Schema& schema, const std::string& text) {
    return schema.sensitive.empty() ? mask_cprs(text) : std::string(mask);
}

Failure with_value(Error error, const Schema& schema, const std::string& text) {
    std::erase_if(error.arguments, [](const Argument& argument) { return argument.name == "value"; });
    return fail(std::move(error).with("value", shown(schema, text)));
}

// "1.234" is either; both readings, so that the user can choose.
Failure unsure(const std::string& text) {
    std::string thousand = text;
    std::erase(thousand, '.');
    std::string decimal = text;
    std::replace(decimal.begin(), decimal.end(), '.', ',');
    return fail("batch.amount_unsure", {{"value", text}, {"comma", thousand}, {"dot", decimal}});
}

Result<CellValue> text_value(const Schema& schema, std::string text, const CellRules& rules) {
    bool repaired = false;
    if (const auto digits = digits_of(schema); digits && only_digits(text) && text.size() + 1 == *digits) {
        if (!rules.repair_zeros)
            return with_value(Error{"batch.lost_zero", {{"digits", std::to_string(*digits)}}}, schema, text);
        text.insert(0, "0");
        repaired = true;
    }
    auto value = field_value(schema, text, rules.mark);
    if (!value && value.error().code == "amount.ambiguous") return unsure(text);
    if (!value) return with_value(std::move(value).error(), schema, text);
    return CellValue{std::move(value).value(), repaired};
}

// It is a number for certain: no sign in it can be misread.
Result<CellValue> number_value(const Schema& schema, const std::string& digits, const CellRules& rules) {
    if (schema.type == Type::boolean && (digits == "1" || digits == "0"))
        return CellValue{.value = Json(digits == "1")};
    if (schema.type == Type::number || schema.type == Type::integer || schema.type == Type::any)
        return CellValue{.value = Json::number(digits)};
    return text_value(schema, digits, rules);
}

}  // namespace

Result<CellValue> cell_value(const Schema& schema, const Cell& cell, const CellRules& rules) {
    switch (cell.kind) {
    case Kind::empty: return CellValue{};
    case Kind::text: return text_value(schema, cell.text, rules);
    case Kind::number: return number_value(schema, cell.text, rules);
    case Kind::date:
        if (schema.format == "date" && cell.text.size() > 10)
            return fail("batch.time_of_day", {{"value", cell.text}});
        return CellValue{.value = Json(cell.text)};
    case Kind::boolean:
        if (schema.type == Type::boolean) return CellValue{.value = Json(cell.text == "true")};
        return text_value(schema, cell.text, rules);
    case Kind::list: {
        SKIFTE_TRY(Json list, Json::parse(cell.text));
        return CellValue{.value = std::move(list)};
    }
    case Kind::error: return fail("batch.cell_error", {{"value", cell.text}});
    case Kind::uncomputed: return fail("batch.formula");
    }
    return CellValue{};
}

}  // namespace skifte::cli
