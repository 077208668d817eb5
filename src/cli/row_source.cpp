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
    std::string place_heading{};      // under which the place stands; "" for a flag
    const Place* searched = nullptr;  // to be found by what the row says of it
    const openapi::Operation* operation = nullptr;
    Content content{};
    Json object = Json::object();
    std::vector<std::string> faulty{};  // fields that have a fault already
    api::Arguments arguments{};

    void fault(std::string column, Error error) {
        item.faults.push_back({std::move(column), std::move(error.code), std::move(error.arguments)});
    }
};

namespace {

bool is_place(const Meaning& meaning) {
    return meaning.kind == Meaning::Kind::place || meaning.kind == Meaning::Kind::search;
}

std::string places_of(const Noun& noun) {
    std::string out;
    for (const Place& place : noun.places)
        if (place.create != nullptr) out += (out.empty() ? "" : ", ") + std::string(place.flag);
    return out;
}

}  // namespace

RowSource::RowSource(Context& context, const Noun& noun, sheet::Input input, RowOptions options)
    : context_(context),
      noun_(noun),
      input_(std::move(input)),
      options_(std::move(options)),
      meanings_(noun, options_.columns),
      finder_(context) {}

Result<void> RowSource::rewind() {
    SKIFTE_TRY(reader_, sheet::open_reader(input_, options_.sheet));
    columns_.clear();
    fields_ = {};
    sights_.clear();
    aims_.clear();
    repaired_.clear();
    anyway_ = 0;
    if (input_.format() == sheet::Format::json_lines) return {};
    SKIFTE_CHECK(know_columns(reader_->columns().size()));
    return check_headings();
}

Result<void> RowSource::check_headings() const {
    const auto& headings = reader_->columns();
    const std::string* first_place = nullptr;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const Meaning& meaning = columns_[i];
        if (meaning.kind == Meaning::Kind::unknown && !meaning.mapped.empty())
            return fail("usage.field",
                        {{"flag", "--kolonner"}, {"value", meaning.mapped}, {"nearest", meaning.nearest}});
        if (meaning.kind == Meaning::Kind::unknown)
            return fail("batch.unknown_column",
                        {{"path", input_.name()}, {"column", headings[i]}, {"nearest", meaning.nearest}});
        if (!is_place(meaning)) continue;
        if (meaning.place->create == nullptr)
            return fail("usage.place_verb", {{"place", headings[i]}, {"expected", places_of(noun_)}});
        if (first_place == nullptr) first_place = &headings[i];
    }
    if (options_.place == nullptr && first_place == nullptr)
        return fail("batch.no_place_column", {{"path", input_.name()}});
    if (options_.place != nullptr && first_place != nullptr)
        return fail("usage.two_places",
                    {{"first", "--" + std::string(options_.place->flag)}, {"second", *first_place}});
    return {};
}

Result<void> RowSource::know_columns(std::size_t count) {
    for (std::size_t i = columns_.size(); i < count; ++i)
        columns_.push_back(meanings_.meaning(reader_->columns()[i]));
    return {};
}

Result<bool> RowSource::fetch(batch::Item& item) {
    item.faults.clear();
    item.target.reset();
    item.print.reset();
    do {
        SKIFTE_TRY(const bool more, reader_->next(item.row));
        if (!more) return false;
    } while (item.row.hidden && options_.hidden == HiddenRows::leave_out);
    SKIFTE_CHECK(know_columns(reader_->columns().size()));
    return true;
}

Result<bool> RowSource::next(batch::Item& item, bool check) {
    SKIFTE_TRY(const bool more, fetch(item));
    if (!more) return false;
    Row row{.item = item, .place = options_.place, .parent = options_.parent};
    SKIFTE_CHECK(read(row, check));
    return true;
}

Result<void> RowSource::read(Row& row, bool check) {
    batch::Item& item = row.item;
    if (item.row.hidden && options_.hidden == HiddenRows::refuse) row.fault("", Error{"batch.hidden_row"});
    SKIFTE_CHECK(find_place(row));
    if (row.place == nullptr) return {};
    row.operation = &row.place->create();
    row.content = content_of(*row.operation);
    read_fields(row);
    if (row.content.schema != nullptr) row.object = plain_numbers(*row.content.schema, std::move(row.object));
    row.arguments = arguments_of(*row.place, *row.operation, row.parent, std::move(row.object));
    if (check) check_request(row);
    if (check && item.faults.empty()) SKIFTE_CHECK(check_place(row));
    if (item.faults.empty()) SKIFTE_CHECK(make_target(row));
    return {};
}

bool RowSource::gives_prints() const {
    return std::all_of(noun_.places.begin(), noun_.places.end(), [&](const Place& place) {
        if (place.create == nullptr || (options_.place != nullptr && options_.place != &place)) return true;
        return (place.look_up == nullptr || !options_.look_up) && RowPrint::of(place.create());
    });
}

Result<bool> RowSource::glance(batch::Item& item) {
    SKIFTE_TRY(const bool more, fetch(item));
    if (!more) return false;
    if (const Aim* aim = aim_of(item.row)) {
        batch::Print print = aim->base;
        const auto& sure = sight_of(*aim->place).sure;
        if (sure && sure->read(item.row.cells, print)) {
            item.print = print;
            return true;
        }
    }
    Row row{.item = item, .place = options_.place, .parent = options_.parent};
    SKIFTE_CHECK(read(row, true));
    if (item.target) give_print(row);
    return true;
}

// Where the row goes, if it says so in one cell alone and another row went there.
const RowSource::Aim* RowSource::aim_of(const sheet::Row& row) const {
    if (row.hidden && options_.hidden == HiddenRows::refuse) return nullptr;
    const auto column = place_cell(row.cells);
    if (!column) return nullptr;
    const auto known = aims_.find(*column == no_column ? std::string_view{} : row.cells[*column].text);
    return known == aims_.end() || known->second.column != *column ? nullptr : &known->second;
}

// The one column that says where a row goes, or no_column for the flag. None where several do, or one helps
// to find the place.
std::optional<std::size_t> RowSource::place_cell(const std::vector<sheet::Cell>& cells) const {
    if (options_.place != nullptr) return no_column;
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < columns_.size() && i < cells.size(); ++i) {
        if (cells[i].empty() || !is_place(columns_[i])) continue;
        if (found || columns_[i].kind == Meaning::Kind::search) return std::nullopt;
        found = i;
    }
    return found;
}

RowSource::Sight& RowSource::sight_of(const Place& place) {
    auto known = sights_.find(&place);
    if (known == sights_.end()) known = sights_.emplace(&place, Sight{RowPrint::of(place.create())}).first;
    Sight& sight = known->second;
    // JSON Lines bring new columns as they go.
    if (sight.print && (!sight.sure || sight.sure->columns() != columns_.size()))
        sight.sure.emplace(place.create(), *sight.print, columns_, options_.place == nullptr, options_.cells);
    return sight;
}

// Of a row that was read in full, and found right. What api::check finds beside its content depends on where
// it goes, so for others that go there nothing is to be found.
void RowSource::give_print(Row& row) {
    const auto& target = static_cast<const OperationTarget&>(*row.item.target);
    const auto& prints = sight_of(*row.place).print;
    const std::optional<Json>& body = target.arguments().body;
    const Json* object = !body ? nullptr : row.content.part.empty() ? &*body : body->find(row.content.part);
    if (!prints || object == nullptr) return;
    const Aim* aim = aim_of(row.item.row);
    batch::Print print = aim != nullptr ? aim->base : prints->base(target.identity(), row.parent);
    if (const auto column = place_cell(row.item.row.cells);
        aim == nullptr && column && aims_.size() < most_aims)
        aims_.try_emplace(*column == no_column ? "" : row.item.row.cells[*column].text,
                          Aim{*column, row.place, print});
    prints->add(print, *object);
    row.item.print = print;
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

// Leaves the place null where the row does not say one, and its id empty where that has a fault: the rest of
// the row is checked all the same.
Result<void> RowSource::find_place(Row& row) {
    if (row.place != nullptr) return {};
    read_place(row);
    if (row.searched == nullptr) return {};
    row.place = row.searched;
    return search_place(row);
}

void RowSource::read_place(Row& row) {
    const auto& cells = row.item.row.cells;
    std::size_t found = 0;
    for (std::size_t i = 0; i < columns_.size() && i < cells.size(); ++i) {
        const Meaning& meaning = columns_[i];
        if (cells[i].empty() || !is_place(meaning)) continue;
        if (meaning.kind == Meaning::Kind::search) {
            found += row.searched == nullptr ? 1 : 0;
            row.searched = meaning.place;
        } else {
            ++found;
            row.place = meaning.place;
            read_place_id(row, i);
        }
        if (row.place_heading.empty()) row.place_heading = reader_->columns()[i];
    }
    // Of JSON Lines no heading was checked.
    if (found == 1 && (row.place == nullptr || row.place->create != nullptr)) return;
    row.place = row.searched = nullptr;
    row.fault("", Error{found == 1   ? "batch.nothing_filed"
                        : found == 0 ? "batch.no_place"
                                     : "batch.two_places"});
}

void RowSource::read_place_id(Row& row, std::size_t column) {
    const sheet::Cell& cell = row.item.row.cells[column];
    row.parent = cell.text;
    if (row.place->parent != cvr_field || row.place->create == nullptr) return;
    if (const auto cvr = Cvr::parse(row.parent)) row.parent = cvr->digits();
    const openapi::Parameter* parameter = row.place->create().find(openapi::In::path, row.place->parent);
    if (parameter == nullptr || parameter->schema == nullptr) return;
    const std::string& heading = reader_->columns()[column];
    auto value = cell_value(*parameter->schema, {cell.kind, row.parent}, options_.cells);
    if (!value) {
        row.parent.clear();
        return row.fault(heading, std::move(value).error());
    }
    if (value->repaired) repaired_.push_back({row.item.row.number, heading});
    if (value->value.is_string()) row.parent = value->value.as_string();
}

// The body of the search; none where the row does not say enough, or says it wrongly.
std::optional<Json> RowSource::query_of(Row& row) {
    const auto& fields = row.searched->search_columns;
    const openapi::Schema& schema = *row.searched->search().body->content.front().schema;
    const auto& cells = row.item.row.cells;
    Json query = Json::object();
    const std::size_t faults = row.item.faults.size();
    for (std::size_t i = 0; i < columns_.size() && i < cells.size(); ++i) {
        const openapi::Property* property =
            columns_[i].kind == Meaning::Kind::search ? schema.find(columns_[i].field) : nullptr;
        if (property == nullptr || cells[i].empty()) continue;
        if (contradicts(row, i)) {
            row.fault(reader_->columns()[i], Error{"batch.field_twice", {{"field", columns_[i].field}}});
            continue;
        }
        auto value = cell_value(*property->schema, cells[i], options_.cells);
        if (value && value->repaired) repaired_.push_back({row.item.row.number, reader_->columns()[i]});
        if (value)
            query.set(property->name, std::move(value->value));
        else
            row.fault(reader_->columns()[i], std::move(value).error());
    }
    if (row.item.faults.size() > faults) return std::nullopt;
    if (const Json* key = query.find(fields.front().field)) {
        Json alone = Json::object();
        alone.set(fields.front().field, *key);
        return alone;
    }
    for (const SearchColumn& column : fields.subspan(1))
        if (query.find(column.field) == nullptr) row.fault(std::string(column.name), Error{"call.missing"});
    return row.item.faults.size() > faults ? std::nullopt : std::optional(std::move(query));
}

Result<void> RowSource::search_place(Row& row) {
    const auto query = query_of(row);
    if (!query) return {};
    SKIFTE_TRY(const PlaceFinder::Found* found, finder_.find(*row.searched, *query));
    if (found->ids.size() == 1) {
        row.parent = found->ids.front();
        return {};
    }
    if (found->ids.empty()) {
        row.fault(row.place_heading, Error{"batch.none_found", {{"court", found->reason}}});
        return {};
    }
    std::string ids;
    for (const std::string& id : found->ids) ids += (ids.empty() ? "" : ", ") + id;
    row.fault(row.place_heading,
              Error{"batch.several_found", {{"count", std::to_string(found->ids.size())}, {"ids", ids}}});
    return {};
}

void RowSource::know_fields(const openapi::Schema* content) {
    if (fields_.of != content) fields_.schemas.clear();
    fields_.of = content;
    for (std::size_t i = fields_.schemas.size(); i < columns_.size(); ++i)
        fields_.schemas.push_back(content == nullptr ? nullptr : find_field(*content, columns_[i].field));
}

void RowSource::read_fields(Row& row) {
    know_fields(row.content.schema);
    const auto& cells = row.item.row.cells;
    row.object.members().reserve(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i].empty()) continue;
        if (i >= columns_.size())
            return row.fault("", Error{"batch.beyond_columns", {{"value", mask_cprs(cells[i].text)}}});
        read_cell(row, i);
    }
}

// Whether a column before it gives the same field, and in this row something else.
bool RowSource::contradicts(const Row& row, std::size_t column) const {
    const auto& cells = row.item.row.cells;
    const Meaning& meaning = columns_[column];
    for (std::size_t i = 0; i < column; ++i)
        if (columns_[i].kind == meaning.kind && columns_[i].field == meaning.field && !cells[i].empty() &&
            cells[i].text != cells[column].text)
            return true;
    return false;
}

void RowSource::read_cell(Row& row, std::size_t column) {
    const Meaning& meaning = columns_[column];
    const std::string& heading = reader_->columns()[column];
    if (meaning.kind == Meaning::Kind::unknown)
        row.fault(heading,
                  Error{"batch.unknown_column", {{"column", heading}, {"nearest", meaning.nearest}}});
    if (is_place(meaning) && options_.place != nullptr) row.fault(heading, Error{"batch.two_places"});
    if (meaning.kind != Meaning::Kind::field) return;
    if (contradicts(row, column))
        return row.fault(heading, Error{"batch.field_twice", {{"field", meaning.field}}});
    const openapi::Schema* schema = fields_.schemas[column];
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

void RowSource::check_request(Row& row) const {
    const std::string part{row.content.part};
    const std::string body = part.empty() ? "body." : "body." + part + ".";
    for (Fault& fault : check_arguments(*row.operation, row.arguments)) {
        if (fault.path == "path." + std::string(row.place->parent)) {
            if (row.parent.empty()) continue;  // it has its fault
            fault.path = row.place_heading;
        } else if (fault.path.starts_with(body)) {
            const std::string field = fault.path.substr(body.size());
            // What could not be read is not missing as well, nor is what holds it.
            if (std::any_of(row.faulty.begin(), row.faulty.end(), [&](const std::string& known) {
                    return known == field || known.starts_with(field + ".");
                }))
                continue;
            fault.path = heading_of(field);
            fault.arguments.push_back({"field", field});
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
            row.fault(row.place_heading, Error{"batch.no_such_place"});
            return {};
        }
        SKIFTE_TRY(Json facts, std::move(looked_up));
        known = places_.emplace(key, std::move(facts)).first;
    }
    const Json* object =
        row.content.part.empty() ? &*row.arguments.body : row.arguments.body->find(row.content.part);
    auto allowed = row.place->before_filing(context_, known->second, *object, false);
    if (allowed) return {};
    if (options_.anyway)
        ++anyway_;
    else
        row.fault("", Error{allowed.error()});
    return {};
}

}  // namespace skifte::cli
