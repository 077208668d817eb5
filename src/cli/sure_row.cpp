#include "cli/sure_row.hpp"

#include <algorithm>

namespace skifte::cli {

namespace {

using openapi::Schema;

// Whether api::check holds the content against this schema and, of the body, nothing else that depends on it.
bool is_plain_body(const openapi::Operation& operation, const Content& content) {
    if (operation.body == nullptr || operation.body->content.size() != 1) return false;
    const std::string_view type = operation.body->content.front().type;
    return content.part.empty() ? type == "application/json" : type == "multipart/form-data";
}

// The last of a dotted name.
std::string_view own_name(std::string_view dotted) {
    const auto dot = dotted.rfind('.');
    return dot == std::string_view::npos ? dotted : dotted.substr(dot + 1);
}

bool is_in(std::string_view field, std::string_view holder) {
    return field.size() > holder.size() && field.starts_with(holder) && field[holder.size()] == '.';
}

// Whether another column says the same field, or what holds it, or a part of it.
bool is_said_twice(std::span<const Meaning> columns, const Meaning& column) {
    return std::any_of(columns.begin(), columns.end(), [&](const Meaning& other) {
        if (&other == &column || other.kind != Meaning::Kind::field) return false;
        return other.field == column.field || is_in(other.field, column.field) ||
               is_in(column.field, other.field);
    });
}

}  // namespace

SureRow::SureRow(const openapi::Operation& operation, const RowPrint& print, std::span<const Meaning> columns,
                 bool place, const CellRules& rules)
    : print_(&print), columns_(columns.size()) {
    const Content content = content_of(operation);
    std::size_t fields = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const Meaning& meaning = columns[i];
        Column& column = columns_[i];
        column.counts =
            meaning.kind != Meaning::Kind::ignored && (meaning.kind != Meaning::Kind::place || !place);
        if (meaning.kind != Meaning::Kind::field || fields == most_fields) continue;
        const Schema* schema =
            content.schema == nullptr ? nullptr : find_field(*content.schema, meaning.field);
        if (schema == nullptr || is_said_twice(columns, meaning)) continue;
        column.cell = SureCell{*schema, own_name(meaning.field), rules};
        column.field = print.field(meaning.field);
        column.bit = Fields{1} << fields++;
    }
    // Else nothing is ever there that is needed.
    if (!is_plain_body(operation, content) || !know_object(*content.schema, "", whole, columns))
        needs_ = {{.of = whole, .needed = 0}};
}

// The columns of a field, or of what it holds.
SureRow::Fields SureRow::below(std::span<const Meaning> columns, const std::string& name) const {
    Fields fields = 0;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].field == name || is_in(columns[i].field, name)) fields |= columns_[i].bit;
    return fields;
}

// Whether of the object nothing but its members is to be checked, and likewise of those that it holds.
bool SureRow::know_object(const Schema& schema, const std::string& prefix, Fields of,
                          std::span<const Meaning> columns) {
    if (schema.type != openapi::Type::object || !schema.enum_values.empty() || !schema.one_of.empty() ||
        !schema.any_of.empty() || schema.negated != nullptr || schema.min_properties || schema.max_properties)
        return false;
    for (const auto& property : schema.properties) {
        const std::string name = prefix + std::string(property.name);
        const Fields fields = below(columns, name);
        if (property.schema->read_only) {
            if (fields != 0) return false;
            continue;
        }
        if (property.required) needs_.push_back({.of = of, .needed = fields});
        const bool holds = std::any_of(columns.begin(), columns.end(),
                                       [&](const Meaning& column) { return is_in(column.field, name); });
        if (holds && fields != 0 && !know_object(*property.schema, name + ".", fields, columns)) return false;
    }
    return true;
}

bool SureRow::read(std::span<const sheet::Cell> cells, batch::Print& print) const {
    Fields there = whole;
    SureCell::Room room;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const sheet::Cell& cell = cells[i];
        if (cell.empty()) continue;
        if (i >= columns_.size()) return false;
        const Column& column = columns_[i];
        if (!column.counts) continue;
        const auto value = column.cell.value(cell, room);
        if (!value) return false;
        there |= column.bit;
        print_->add(print, column.field, value->kind, value->canonical);
    }
    return std::all_of(needs_.begin(), needs_.end(), [&](const Need& need) {
        return (there & need.of) == 0 || (there & need.needed) != 0;
    });
}

}  // namespace skifte::cli
