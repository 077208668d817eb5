#include "cli/row_source.hpp"

#include "cli/operation_target.hpp"

#include <skifte/support/identifiers.hpp>

#include <algorithm>

namespace skifte::cli {

// One row on its way from cells to a target.
struct RowSource::Row {
    batch::Item& item;
    const Place* place = nullptr;
    std::string parent{};
    const openapi::Operation* operation = nullptr;
    Content content{};
    Json object = Json::object();
    std::vector<std::string> faulty{};  // fields that have a fault already
    api::Arguments arguments{};

    void fault(std::string column, Error error) {
        item.faults.push_back({std::move(column), std::move(error.code), std::move(error.arguments)});
    }
};

RowSource::RowSource(Context& context, const Noun& noun, sheet::Input input, RowOptions options)
    : context_(context),
      noun_(noun),
      input_(std::move(input)),
      options_(std::move(options)),
      meanings_(noun, options_.columns) {}

Result<void> RowSource::rewind() {
    SKIFTE_TRY(reader_, sheet::open_reader(input_, options_.sheet));
    columns_.clear();
    repaired_.clear();
    anyway_ = 0;
    if (input_.format() == sheet::Format::json_lines) return {};
    const auto& headings = reader_->columns();
    SKIFTE_CHECK(know_columns(headings.size()));
    for (std::size_t i = 0; i < columns_.size(); ++i)
        if (columns_[i].kind == Meaning::Kind::unknown)
            return fail("batch.unknown_column",
                        {{"path", input_.name()}, {"column", headings[i]}, {"nearest", columns_[i].nearest}});
    const auto column = std::find_if(columns_.begin(), columns_.end(), [](const Meaning& meaning) {
        return meaning.kind == Meaning::Kind::place;
    });
    const bool has_column = column != columns_.end();
    if (options_.place == nullptr && !has_column)
        return fail("batch.no_place_column", {{"path", input_.name()}});
    if (options_.place != nullptr && has_column)
        return fail("usage.two_places",
                    {{"first", "--" + std::string(options_.place->flag)},
                     {"second", headings[static_cast<std::size_t>(column - columns_.begin())]}});
    return {};
}

Result<void> RowSource::know_columns(std::size_t count) {
    for (std::size_t i = columns_.size(); i < count; ++i)
        columns_.push_back(meanings_.meaning(reader_->columns()[i]));
    return {};
}

Result<bool> RowSource::next(batch::Item& item, bool check) {
    item.faults.clear();
    item.target.reset();
    do {
        SKIFTE_TRY(const bool more, reader_->next(item.row));
        if (!more) return false;
    } while (item.row.hidden && options_.hidden == HiddenRows::leave_out);
    SKIFTE_CHECK(know_columns(reader_->columns().size()));
    Row row{.item = item, .place = options_.place, .parent = options_.parent};
    if (item.row.hidden && options_.hidden == HiddenRows::refuse) row.fault("", Error{"batch.hidden_row"});
    find_place(row);
    if (row.place == nullptr) return true;
    row.operation = &row.place->create();
    row.content = content_of(*row.operation);
    read_fields(row);
    row.arguments = arguments_of(*row.place, *row.operation, row.parent, row.object);
    if (check) check_request(row);
    if (check && item.faults.empty()) SKIFTE_CHECK(check_place(row));
    if (item.faults.empty()) SKIFTE_CHECK(make_target(row));
    return true;
}

Result<void> RowSource::make_target(Row& row) const {
    SKIFTE_TRY(const Profile* profile, context_.session.profile());
    SKIFTE_TRY(api::Client * client, context_.session.client());
    SKIFTE_TRY(api::Client * once, context_.session.client_once());
    const openapi::Spec& spec = row.place->spec();
    auto target = std::make_unique<OperationTarget>(
        *client, spec, *row.operation, std::move(row.arguments),
        visible_within(*row.operation, profile->environment, profile->visible_within));
    target->send_by(*once);
    row.item.target = std::move(target);
    row.item.spec = spec.name;
    row.item.spec_version = spec.version;
    return {};
}

void RowSource::find_place(Row& row) const {
    if (row.place != nullptr) return;
    const auto& cells = row.item.row.cells;
    std::size_t found = 0;
    for (std::size_t i = 0; i < columns_.size() && i < cells.size(); ++i) {
        if (columns_[i].kind != Meaning::Kind::place || cells[i].empty()) continue;
        ++found;
        row.place = columns_[i].place;
        row.parent = cells[i].text;
    }
    if (found == 1) return;
    row.place = nullptr;
    row.fault("", Error{found == 0 ? "batch.no_place" : "batch.two_places"});
}

void RowSource::read_fields(Row& row) {
    const auto& cells = row.item.row.cells;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i].empty()) continue;
        if (i >= columns_.size())
            return row.fault("", Error{"batch.beyond_columns", {{"value", mask_cprs(cells[i].text)}}});
        read_cell(row, i);
    }
}

void RowSource::read_cell(Row& row, std::size_t column) {
    const Meaning& meaning = columns_[column];
    const std::string& heading = reader_->columns()[column];
    if (meaning.kind == Meaning::Kind::unknown)
        row.fault(heading,
                  Error{"batch.unknown_column", {{"column", heading}, {"nearest", meaning.nearest}}});
    if (meaning.kind == Meaning::Kind::place && options_.place != nullptr)
        row.fault(heading, Error{"batch.two_places"});
    if (meaning.kind != Meaning::Kind::field) return;
    const openapi::Schema* schema =
        row.content.schema == nullptr ? nullptr : find_field(*row.content.schema, meaning.field);
    if (schema == nullptr)
        return row.fault(heading, Error{"batch.no_field", {{"place", std::string(row.place->flag)}}});
    auto value = cell_value(*schema, row.item.row.cells[column], options_.cells);
    if (!value) {
        row.faulty.push_back(meaning.field);
        return row.fault(heading, std::move(value).error());
    }
    if (value->repaired) repaired_.push_back({row.item.row.number, heading});
    if (!value->value.is_null()) set_field(row.object, meaning.field, std::move(value->value));
}

// The heading under which a field stands, else the field's own name.
std::string RowSource::heading_of(const std::string& field) const {
    for (std::size_t i = 0; i < columns_.size(); ++i)
        if (columns_[i].kind == Meaning::Kind::field && columns_[i].field == field)
            return reader_->columns()[i];
    return field;
}

std::string RowSource::place_heading(const Row& row) const {
    return options_.place != nullptr ? "" : std::string(row.place->flag);
}

void RowSource::check_request(Row& row) const {
    const std::string part{row.content.part};
    const std::string body = part.empty() ? "body." : "body." + part + ".";
    for (Fault& fault : api::check(*row.operation, row.arguments)) {
        if (fault.path == "path." + std::string(row.place->parent)) {
            fault.path = place_heading(row);
        } else if (fault.path.starts_with(body)) {
            const std::string field = fault.path.substr(body.size());
            // What could not be read is not missing as well, nor is what holds it.
            if (std::any_of(row.faulty.begin(), row.faulty.end(), [&](const std::string& known) {
                    return known == field || known.starts_with(field + ".");
                }))
                continue;
            fault.path = heading_of(field);
        }
        row.item.faults.push_back(std::move(fault));
    }
}

// What speaks against filing in the place, looked up once for each.
Result<void> RowSource::check_place(Row& row) {
    if (row.place->look_up == nullptr || !options_.look_up) return {};
    const std::string key = std::string(row.place->flag) + " " + row.parent;
    auto known = places_.find(key);
    if (known == places_.end()) {
        auto looked_up = row.place->look_up(context_, row.parent);
        // A place that is not there is the row's fault, and no reason to stop.
        if (!looked_up && looked_up.error().code == "http.not_found") {
            row.fault(place_heading(row), Error{"batch.no_such_place"});
            return {};
        }
        SKIFTE_TRY(Json facts, std::move(looked_up));
        known = places_.emplace(key, std::move(facts)).first;
    }
    auto allowed = row.place->before_filing(context_, known->second, row.object, false);
    if (allowed) return {};
    if (options_.anyway)
        ++anyway_;
    else
        row.fault("", Error{allowed.error()});
    return {};
}

}  // namespace skifte::cli
