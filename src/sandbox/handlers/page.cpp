// Lists: sorting and paging (specs: page, size, sort, direction, X-Total-Count).
#include "sandbox/handlers/call.hpp"

#include <skifte/support/decimal.hpp>

#include <algorithm>
#include <compare>

namespace skifte::sandbox {
namespace {

using openapi::Schema;
using openapi::Type;

std::int64_t number_of(const Json& query, std::string_view name, std::int64_t other) {
    const Json* value = query.find(name);
    return value ? value->as_integer().value_or(other) : other;
}

// Null and absent come first; points in time by time, whatever their offset; numbers by value; else by code
// unit.
std::weak_ordering compare(const Schema& schema, const Json* a, const Json* b) {
    const bool a_missing = !a || a->is_null();
    const bool b_missing = !b || b->is_null();
    if (a_missing || b_missing) return b_missing <=> a_missing;
    if (a->is_number() && b->is_number()) {
        const auto order = compare_decimals(a->digits(), b->digits());
        return order < 0   ? std::weak_ordering::less
               : order > 0 ? std::weak_ordering::greater
                           : std::weak_ordering::equivalent;
    }
    if (!a->is_string() || !b->is_string()) return std::weak_ordering::equivalent;
    if (schema.format == "date-time") {
        const auto a_time = parse_rfc3339(a->as_string());
        const auto b_time = parse_rfc3339(b->as_string());
        if (a_time && b_time) return *a_time <=> *b_time;
    }
    return a->as_string() <=> b->as_string();
}

Result<void> sort_items(const Call& call, const Schema& schema, std::vector<Item>& items) {
    const std::string_view field = call.arguments.query.text("sort");
    if (field.empty()) return {};
    const openapi::Property* property = schema.find(field);
    if (!property || property->schema->type == Type::object || property->schema->type == Type::array) {
        const openapi::Response* response = call.operation.response_for(422);
        const int status = response && response->status == "422" ? 422 : 400;
        return refuse(status, "UGYLDIGT_INDHOLD", "Et eller flere felter kan ikke godtages.",
                      {{"sort", "UKENDT_FELT", "Listen kan ikke sorteres efter feltet."}});
    }
    const bool descending = call.arguments.query.text("direction") == "DESC";
    std::ranges::sort(items, [&](const Item& a, const Item& b) {
        const auto order = compare(*property->schema, a.value.find(field), b.value.find(field));
        if (order != 0) return descending ? order > 0 : order < 0;
        return a.id < b.id;
    });
    return {};
}

}  // namespace

Result<Answer> answer_page(const Call& call, std::vector<Item> items) {
    const openapi::Response* response = call.operation.response_for(200);
    SKIFTE_CHECK(sort_items(call, *response->content.front().schema->items, items));
    const auto size = static_cast<std::size_t>(number_of(call.arguments.query, "size", 20));
    const auto page = static_cast<std::size_t>(number_of(call.arguments.query, "page", 0));
    const std::size_t from = std::min(items.size(), page * size);
    const std::size_t to = std::min(items.size(), from + size);
    Json shown = Json::array();
    for (std::size_t i = from; i < to; ++i) shown.push_back(std::move(items[i].value));
    Answer answer = answer_with(call, shown);
    answer.headers.emplace_back("X-Total-Count", std::to_string(items.size()));
    return answer;
}

}  // namespace skifte::sandbox
