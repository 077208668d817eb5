#include "cli/sheet_template.hpp"

#include "cli/destination.hpp"
#include "cli/field_text.hpp"

#include <skifte/openapi/example.hpp>
#include <skifte/sheet/writer.hpp>
#include <skifte/support/decimal.hpp>
#include <skifte/support/files.hpp>

#include <algorithm>
#include <cstdlib>
#include <map>

namespace skifte::cli {

namespace {

namespace fs = std::filesystem;
using openapi::Schema;
using openapi::Type;

struct Line {
    std::vector<sheet::Column> columns;
    std::vector<sheet::Cell> example;
};

// Removes the folder it made.
class TemporaryFolder {
public:
    static Result<TemporaryFolder> make() {
        std::string name = (fs::temp_directory_path() / "skifte-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr)
            return fail("file.unwritable", {{"path", name}, {"reason", errno_text(errno)}});
        return TemporaryFolder(name);
    }
    TemporaryFolder(TemporaryFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
    TemporaryFolder& operator=(TemporaryFolder&&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        if (!path_.empty()) fs::remove_all(path_, ignored);
    }
    [[nodiscard]] const fs::path& path() const noexcept { return path_; }

private:
    explicit TemporaryFolder(fs::path path) : path_(std::move(path)) {}
    fs::path path_;
};

bool is_money(const Schema& schema) {
    return schema.type == Type::number && !schema.multiple_of.empty() &&
           compare_decimals(schema.multiple_of, "0.01") == std::partial_ordering::equivalent;
}

sheet::Column column_of(const std::string& name, const Schema& schema) {
    sheet::Column column{.name = name};
    if (schema.type == Type::number || schema.type == Type::integer) column.kind = sheet::Kind::number;
    if (schema.format == "date") column.kind = sheet::Kind::date;
    column.money = is_money(schema);
    for (const auto value : schema.enum_values)
        if (const auto word = Json::parse(value); word && word->is_string())
            column.choices.push_back(word->as_string());
    return column;
}

sheet::Cell cell_of(const Json* value, const sheet::Column& column) {
    if (value == nullptr || value->is_null()) return {};
    if (value->is_number()) return {sheet::Kind::number, value->digits()};
    if (value->is_boolean()) return {sheet::Kind::text, value->as_boolean() ? "ja" : "nej"};
    if (value->is_string())
        return {column.kind == sheet::Kind::date ? column.kind : sheet::Kind::text, value->as_string()};
    return {};
}

const Json* at_dotted(const Json& object, std::string dotted) {
    std::replace(dotted.begin(), dotted.end(), '.', '/');
    return object.at_pointer("/" + dotted);
}

void add_fields(Line& line, const Place& place, const Json* example) {
    const Content content = content_of(place.create());
    if (content.schema == nullptr) return;
    for (const ObjectField& field : flat_fields(*content.schema)) {
        const auto known =
            std::find_if(line.columns.begin(), line.columns.end(),
                         [&](const sheet::Column& column) { return column.name == field.name; });
        const auto index = static_cast<std::size_t>(known - line.columns.begin());
        if (known == line.columns.end()) {
            line.columns.push_back(column_of(field.name, *field.schema));
            line.example.emplace_back();
        }
        if (example != nullptr)
            line.example[index] = cell_of(at_dotted(*example, field.name), line.columns[index]);
    }
}

// The id of a place as the spec shows it.
std::string example_id(const Place& place) {
    const openapi::Operation& operation = place.create();
    const openapi::Parameter* parameter = operation.find(openapi::In::path, place.parent);
    if (parameter == nullptr) return {};
    const auto value = Json::parse(parameter->example);
    return value && value->is_string() ? value->as_string() : std::string();
}

Line line_of(const Noun& noun, const Place* place) {
    Line line;
    const Place* shown = place;  // whose example it is: of several the last, whose ids are the shortest
    for (const Place& each : noun.places)
        if (place == nullptr && each.create != nullptr) shown = &each;
    if (shown == nullptr) return line;
    const Json example = example_of(shown->create(), content_of(shown->create()));
    for (const Place& each : noun.places) {
        if (place != nullptr || each.create == nullptr) continue;
        line.columns.push_back({.name = std::string(each.flag)});
        line.example.push_back(&each == shown ? sheet::Cell{sheet::Kind::text, example_id(each)}
                                              : sheet::Cell{});
        if (each.search == nullptr) continue;
        for (const SearchColumn& column : each.search_columns) {
            line.columns.push_back({.name = std::string(column.name)});
            line.example.emplace_back();
        }
    }
    for (const Place& each : noun.places)
        if (each.create != nullptr && (place == nullptr || place == &each))
            add_fields(line, each, &each == shown ? &example : nullptr);
    return line;
}

Result<std::string> text_of(const Line& line, sheet::Format format) {
    SKIFTE_TRY(const TemporaryFolder folder, TemporaryFolder::make());
    const fs::path path = folder.path() / "skabelon";
    SKIFTE_TRY(const auto writer, sheet::create_writer(path, format, line.columns));
    SKIFTE_CHECK(writer->row(line.example));
    SKIFTE_CHECK(writer->finish());
    return read_file(path);
}

}  // namespace

std::span<const Flag> template_sheet_flags() {
    static constexpr Flag flags[] = {
        {.name = "csv"},
        {.name = "xlsx"},
        {.name = "til", .takes = Takes::value, .value = "FIL|-", .fallback = "-"},
        {.name = "overskriv"}};
    return flags;
}

Json example_of(const openapi::Operation& operation, const Content& content) {
    const openapi::MediaType* media = operation.body == nullptr || operation.body->content.empty()
                                          ? nullptr
                                          : &operation.body->content.front();
    if (media != nullptr && !media->example.empty())
        if (auto example = Json::parse(media->example)) {
            const Json* part = content.part.empty() ? &*example : example->find(content.part);
            if (part != nullptr && part->is_object()) return *part;
        }
    return content.schema == nullptr ? Json::object() : openapi::example(*content.schema);
}

Result<Exit> print_sheet_template(Context& context, const Noun& noun, const Parsed& flags) {
    if (flags.has("csv") && flags.has("xlsx"))
        return fail("usage.two_places", {{"first", "--csv"}, {"second", "--xlsx"}});
    const Place* place = nullptr;
    const bool says_where = std::any_of(noun.places.begin(), noun.places.end(),
                                        [&](const Place& each) { return flags.has(each.flag); });
    if (says_where) {
        SKIFTE_TRY(const Where where, place_of(noun, flags, Verb::create));
        place = where.place;
    }
    const auto format = flags.has("xlsx") ? sheet::Format::xlsx : sheet::Format::csv;
    SKIFTE_TRY(const std::string text, text_of(line_of(noun, place), format));

    const std::string to = flags.value("til").value_or("-");
    const std::string name = std::string(noun.name) + (flags.has("xlsx") ? ".xlsx" : ".csv");
    SKIFTE_TRY(const Destination destination, resolve_destination(context, to, name));
    if (destination.kind == Destination::Kind::standard_output && format == sheet::Format::csv) {
        context.streams.out(text);  // text is no danger to a terminal
        return Exit::done;
    }
    SKIFTE_TRY(const auto writer, open_writer(context, destination, "", flags.has("overskriv")));
    SKIFTE_CHECK(writer->write(text));
    SKIFTE_CHECK(writer->finish());
    return Exit::done;
}

}  // namespace skifte::cli
