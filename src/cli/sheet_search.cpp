// See sheet_search.hpp.
#include "cli/sheet_search.hpp"

#include "cli/field_text.hpp"
#include "cli/message.hpp"
#include "cli/progress.hpp"

#include <skifte/api/client.hpp>
#include <skifte/sheet/reader.hpp>

#include <algorithm>
#include <iterator>
#include <optional>
#include <unistd.h>
#include <vector>

namespace skifte::cli {

namespace {

constexpr std::size_t most_faults = 100;  // told at once

struct Question {
    std::uint64_t row = 0;
    Json body = Json::object();
};

const openapi::Schema& body_schema(const openapi::Operation& operation) {
    return *operation.body->content.front().schema;
}

// "CVR-nummer", "CVR-nr.", "cvr" and "cvrNummer" are one.
std::string folded(std::string_view heading) {
    std::string out;
    for (const char c : heading) {
        if (c == '-' || c == '_' || c == ' ' || c == '.') continue;
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c;
    }
    for (const std::string_view number : {"nummer", "nr"})
        if (out.size() > number.size() && out.ends_with(number)) {
            out.resize(out.size() - number.size());
            break;
        }
    return out;
}

// The field that each column holds, by the column; null for one that holds none.
std::vector<const openapi::Property*> fields_of(const openapi::Schema& schema,
                                                const std::vector<std::string>& headings) {
    std::vector<const openapi::Property*> out;
    for (const auto& heading : headings) {
        const auto it = std::find_if(
            schema.properties.begin(), schema.properties.end(),
            [&](const openapi::Property& property) { return folded(property.name) == folded(heading); });
        out.push_back(it == schema.properties.end() ? nullptr : &*it);
    }
    return out;
}

std::string names_of(const openapi::Schema& schema) {
    std::string out;
    for (const auto& property : schema.properties)
        out += (out.empty() ? "" : ", ") + std::string(property.name);
    return out;
}

class Questions {
public:
    Questions(Context& context, const SheetSearch& search) : context_(context), search_(search) {}

    Result<std::vector<Question>> read(const std::string& path) {
        SKIFTE_TRY(const Profile* profile, context_.session.profile());
        const auto folder = context_.session.state_folder(*profile);
        SKIFTE_CHECK(make_private_folder(folder));
        SKIFTE_TRY(const auto input, path == "-" ? sheet::Input::read(STDIN_FILENO, "stdin", folder)
                                                 : sheet::Input::open(path, folder));
        SKIFTE_TRY(const auto reader, sheet::open_reader(input));
        std::vector<Question> questions;
        sheet::Row row;
        for (;;) {
            SKIFTE_TRY(const bool more, reader->next(row));
            if (!more) break;
            // Of JSON Lines a row may bring a new column.
            const auto fields = fields_of(body_schema(search_.operation), reader->columns());
            known_ = known_ || std::any_of(fields.begin(), fields.end(), [](auto* field) { return field; });
            questions.push_back(ask(row, fields));
        }
        if (!known_)
            return fail("sheet.no_search_column",
                        {{"path", path}, {"expected", names_of(body_schema(search_.operation))}});
        if (faults_.empty()) return questions;
        Error error("sheet.rows_invalid", {{"path", path}, {"count", std::to_string(rows_at_fault_)}});
        if (faults_.size() > most_faults) faults_.resize(most_faults);
        error.faults = std::move(faults_);
        return fail(std::move(error));
    }

private:
    Question ask(const sheet::Row& row, const std::vector<const openapi::Property*>& fields) {
        Question question{.row = row.number};
        const std::size_t before = faults_.size();
        for (std::size_t i = 0; i < row.cells.size() && i < fields.size(); ++i) {
            if (fields[i] == nullptr || row.cells[i].empty()) continue;
            auto value = field_value(*fields[i]->schema, row.cells[i].text);
            const Json* said = question.body.find(fields[i]->name);
            if (!value)
                add_fault(row.number, fields[i]->name, {.code = value.error().code});
            else if (said != nullptr && !(*said == *value))
                add_fault(
                    row.number, fields[i]->name,
                    {.code = "batch.field_twice", .arguments = {{"field", std::string(fields[i]->name)}}});
            else
                question.body.set(fields[i]->name, std::move(value).value());
        }
        if (question.body.find(search_.key) != nullptr) {
            Json alone = Json::object();
            alone.set(search_.key, *question.body.find(search_.key));
            question.body = std::move(alone);
        }
        if (faults_.size() == before) require_together(question);
        if (faults_.size() == before) check(question);
        if (faults_.size() != before) ++rows_at_fault_;
        return question;
    }

    void require_together(const Question& question) {
        if (question.body.find(search_.key) != nullptr) return;
        for (const auto field : search_.together)
            if (question.body.find(field) == nullptr)
                add_fault(question.row, field, {.code = "call.missing"});
    }

    void check(const Question& question) {
        constexpr std::string_view root = "body";
        api::Arguments arguments;
        arguments.body = question.body;
        for (Fault& fault : api::check(search_.operation, arguments)) {
            std::string_view field = fault.path;
            if (field.starts_with(root)) field.remove_prefix(root.size());
            if (field.starts_with('.')) field.remove_prefix(1);
            add_fault(question.row, field, fault);
        }
    }

    void add_fault(std::uint64_t row, std::string_view field, Fault fault) {
        fault.path =
            context_.say("label.cell", {{"row", std::to_string(row)}, {"column", std::string(field)}});
        faults_.push_back(std::move(fault));
    }

    Context& context_;
    const SheetSearch& search_;
    std::vector<Fault> faults_;
    std::size_t rows_at_fault_ = 0;
    bool known_ = false;
};

std::string asked(const Question& question) {
    std::string out;
    for (const auto& [name, value] : question.body.members())
        out += (out.empty() ? "" : ", ") + (value.is_string() ? value.as_string() : value.dump());
    return out;
}

struct Found {
    std::vector<Json> items;
    std::string reason;  // in the portal's own words, for none
};

Result<Found> find(Context& context, const openapi::Operation& operation, const Question& question) {
    SKIFTE_TRY(api::Client * client, context.session.client());
    api::Arguments arguments;
    arguments.body = question.body;
    Found found;
    const auto read = api::read_whole(
        *client, operation, arguments, [&] { found.items.clear(); },
        [&](Json::Array page) { std::move(page.begin(), page.end(), std::back_inserter(found.items)); });
    // One that is not there is an answer to its row, and no reason to leave the others.
    if (!read && read.error().code == "http.not_found" && read.error().http)
        return Found{.items = {}, .reason = read.error().http->words};
    if (!read) return fail(read.error());
    return found;
}

void print_found(Output& output, const Question& question, Found found) {
    const auto count = static_cast<std::uint64_t>(found.items.size());
    if (found.items.empty()) found.items.push_back(Json::object());
    for (Json& item : found.items) {
        Json ours = Json::object();
        ours.set("raekke", question.row).set("soegt", asked(question)).set("antal", count);
        if (!found.reason.empty()) ours.set("besked", found.reason);
        item.set("skifte", std::move(ours));
        output.row(item);
    }
}

std::vector<Column> with_ours(std::span<const Column> columns) {
    std::vector<Column> out{
        {"/skifte/raekke", Show::number}, {"/skifte/soegt"}, {"/skifte/antal", Show::number}};
    out.insert(out.end(), columns.begin(), columns.end());
    out.push_back({"/skifte/besked"});
    return out;
}

}  // namespace

Result<Exit> search_sheet(Context& context, const SheetSearch& search, const std::string& path) {
    SKIFTE_TRY(const auto questions, Questions(context, search).read(path));
    SKIFTE_TRY(const api::Client* client, context.session.client());
    (void)client;  // what is wrong with the profile or the certificate is said before any output begins
    const auto columns = with_ours(search.columns);
    Output output = context.output();
    output.begin(columns);
    std::size_t none = 0, several = 0;
    {
        CountProgress progress(context, questions.size());
        for (const Question& question : questions) {
            SKIFTE_TRY(auto found, find(context, search.operation, question));
            none += found.items.empty() ? 1 : 0;
            several += found.items.size() > 1 ? 1 : 0;
            print_found(output, question, std::move(found));
            progress.step();
            if (!context.streams.out_open()) break;
        }
    }
    output.end();
    context.note("note.searched", {{"count", std::to_string(questions.size())},
                                   {"none", std::to_string(none)},
                                   {"several", std::to_string(several)}});
    return Exit::done;
}

}  // namespace skifte::cli
