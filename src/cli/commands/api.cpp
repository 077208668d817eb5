// api: every operation of every spec, also those that have no command of their own, and of a spec named by
// --spec.
#include "cli/calls.hpp"
#include "cli/commands/all.hpp"
#include "cli/commands/specs.hpp"
#include "cli/download.hpp"
#include "cli/example_call.hpp"
#include "cli/filing_summary.hpp"
#include "cli/output.hpp"

#include <skifte/support/files.hpp>

#include <algorithm>
#include <iterator>

namespace skifte::cli {

namespace {

using openapi::In;
using openapi::Type;

constexpr std::size_t largest_body = std::size_t{16} << 20;

constexpr Column list_columns[] = {{"/navn"}, {"/method"}, {"/path"}, {"/indgiver"}, {"/spec"}};

std::string_view provenance(const openapi::Operation& operation) {
    return operation.facts.provenance.empty() ? "unknown" : operation.facts.provenance;
}

Result<Exit> list_operations(Context& context, const Parsed& flags) {
    std::optional<openapi::Document> keep;
    SKIFTE_TRY(const auto specs, specs_of(flags, keep));
    Output output = context.output();
    output.begin(list_columns);
    for (const auto* spec : specs)
        for (const auto& operation : spec->operations) {
            Json row = Json::object();
            row.set("navn", callable_name(*spec, operation.id, specs));
            row.set("operationId", operation.id);
            row.set("method", operation.method);
            row.set("path", operation.path);
            row.set("indgiver", operation.facts.files);
            row.set("proveniens", provenance(operation));
            row.set("resume", operation.summary);
            row.set("spec", spec->name);
            row.set("specVersion", spec->version);
            output.row(row);
        }
    output.end();
    return Exit::done;
}

Json parameter_objects(const openapi::Operation& operation) {
    Json out = Json::array();
    for (const auto& parameter : operation.parameters) {
        Json one = Json::object();
        one.set("navn", parameter.name);
        one.set("i", to_string(parameter.in));
        one.set("paakraevet", parameter.required);
        if (parameter.schema != nullptr) {
            one.set("type", to_string(parameter.schema->type));
            if (!parameter.schema->format.empty()) one.set("format", parameter.schema->format);
        }
        one.set("beskrivelse", parameter.description);
        out.push_back(std::move(one));
    }
    return out;
}

Json example_request(const openapi::Operation& operation, const std::string& name, const std::string& spec) {
    Json out = Json::object();
    out.set("kommando", example_call(operation, name, spec));
    if (operation.body == nullptr || operation.body->content.empty()) return out;
    out.set("indholdstype", operation.body->content.front().type);
    if (auto body = example_body(operation)) out.set("indhold", std::move(*body));
    return out;
}

constexpr Column describe_columns[] = {{"/operationId"},
                                       {"/method"},
                                       {"/path"},
                                       {"/resume"},
                                       {"/beskrivelse"},
                                       {"/indgiver"},
                                       {"/proveniens", Show::code, "word.provenance."},
                                       {"/kilde"},
                                       {"/spec"},
                                       {"/specVersion"}};
constexpr Column parameter_columns[] = {{"/navn"}, {"/i"}, {"/paakraevet"}, {"/type"}, {"/format"}};

Result<Exit> describe(Context& context, const Parsed& flags) {
    SKIFTE_TRY(const Chosen chosen, choose_operation(flags, flags.text("operation")));
    const openapi::Operation& operation = *chosen.operation;
    Json out = Json::object();
    out.set("operationId", operation.id);
    out.set("method", operation.method);
    out.set("path", operation.path);
    out.set("resume", operation.summary);
    out.set("beskrivelse", operation.description);
    out.set("indgiver", operation.facts.files);
    out.set("proveniens", provenance(operation));
    out.set("kilde", operation.facts.source);
    out.set("spec", chosen.spec->name);
    out.set("specVersion", chosen.spec->version);
    out.set("parametre", parameter_objects(operation));
    out.set("eksempel", example_request(operation, flags.text("operation"), flags.text("spec")));
    context.output().object(out, describe_columns);
    if (context.globals.format != Format::table || !context.globals.fields.empty()) return Exit::done;
    if (!operation.parameters.empty()) {
        context.streams.out("\n" + context.say("label.parameters") + "\n");
        Output parameters(context.streams, Format::table, {}, context.globals.language);
        parameters.begin(parameter_columns);
        for (const Json& parameter : out.find("parametre")->items()) parameters.row(parameter);
        parameters.end();
    }
    context.streams.out("\n" + context.say("help.example") + "\n  " +
                        harmless(out.at_pointer("/eksempel/kommando")->as_string()) + "\n");
    if (const Json* example = out.at_pointer("/eksempel/indhold"))
        context.streams.out("\n" + context.say("label.example") + "\n" + printed(*example, 2) + "\n");
    return Exit::done;
}

// A word of the command line as the type its schema asks for. What does not fit stays text, and the check
// says so.
Json typed(const openapi::Schema* schema, const std::string& text) {
    if (schema == nullptr) return Json(text);
    if (schema->type == Type::boolean && (text == "true" || text == "false")) return Json(text == "true");
    if (schema->type == Type::integer || schema->type == Type::number || schema->type == Type::object) {
        if (auto value = Json::parse(text)) return std::move(value).value();
        return Json(text);
    }
    if (schema->type != Type::array) return Json(text);
    Json out = Json::array();
    std::string_view rest = text;
    for (;;) {
        const auto comma = rest.find(',');
        out.push_back(typed(schema->items, std::string(rest.substr(0, comma))));
        if (comma == std::string_view::npos) return out;
        rest.remove_prefix(comma + 1);
    }
}

Result<void> add_parameter(const openapi::Operation& operation, const std::string& word, api::Arguments& to) {
    const auto equals = word.find('=');
    if (equals == std::string::npos)
        return fail("usage.choice", {{"flag", "--param"}, {"value", word}, {"expected", "NAVN=VÆRDI"}});
    const std::string name = word.substr(0, equals);
    for (const auto in : {In::path, In::query, In::header}) {
        const openapi::Parameter* parameter = operation.find(in, name);
        if (parameter == nullptr) continue;
        auto& list = in == In::path ? to.path : in == In::query ? to.query : to.header;
        Json value = typed(parameter->schema, word.substr(equals + 1));
        const auto given = std::ranges::find(list, name, &api::Named::name);
        if (given == list.end())
            list.push_back({name, std::move(value)});
        else if (parameter->schema != nullptr && parameter->schema->type == Type::array)
            std::ranges::move(value.items(), std::back_inserter(given->value.items()));
        else
            return fail("api.repeated_parameter",
                        {{"operation", std::string(operation.id)}, {"parameter", name}});
        return {};
    }
    return fail("api.unknown_parameter", {{"operation", std::string(operation.id)}, {"parameter", name}});
}

Result<Json> read_body(Context& context, const std::string& reference) {
    if (reference != "-" && !reference.starts_with('@'))
        return fail("usage.choice", {{"flag", "--body"}, {"value", ""}, {"expected", "@fil.json, -"}});
    std::string text;
    if (reference == "-") {
        SKIFTE_TRY(text, context.streams.read_all(largest_body));
    } else {
        SKIFTE_TRY(text, read_file(reference.substr(1), largest_body));
    }
    auto body = Json::parse(text);
    if (!body && reference != "-") return fail(std::move(body).error().with("path", reference.substr(1)));
    return body;
}

Result<api::Arguments> read_arguments(Context& context, const Parsed& flags,
                                      const openapi::Operation& operation) {
    api::Arguments arguments;
    for (const auto& word : flags.list("param")) SKIFTE_CHECK(add_parameter(operation, word, arguments));
    if (const auto body = flags.value("body")) {
        SKIFTE_TRY(arguments.body, read_body(context, *body));
    }
    for (const auto& word : flags.list("fil")) {
        const auto equals = word.find('=');
        const std::string part = equals == std::string::npos ? "" : word.substr(0, equals);
        SKIFTE_TRY(auto attachment,
                   attach(equals == std::string::npos ? word : word.substr(equals + 1), part));
        arguments.attachments.push_back(std::move(attachment));
    }
    return arguments;
}

// The columns of CSV: what the schema names and one cell can hold, else what the first object has.
std::vector<std::string> plain_fields(const openapi::Schema* schema, const Json::Array& items) {
    std::vector<std::string> names;
    if (schema != nullptr)
        for (const auto& property : schema->properties)
            if (property.schema->type != Type::object && property.schema->type != Type::array)
                names.emplace_back(property.name);
    if (names.empty() && !items.empty() && items.front().is_object())
        for (const auto& [name, value] : items.front().members())
            if (!value.is_object() && !value.is_array()) names.push_back(name);
    return names;
}

// Whatever an operation may answer. A table of it can only have the fields that are asked for; without any it
// is JSON, as it came.
Result<Exit> print_body(Context& context, const openapi::Operation& operation, const Json& body) {
    if (body.is_null()) return Exit::done;
    const Globals& globals = context.globals;
    const openapi::Schema* schema = answer_schema(operation);
    const bool is_list = body.is_array();
    const bool as_it_came = globals.format == Format::table && globals.fields.empty();
    if (as_it_came || !(is_list || body.is_object())) {
        context.streams.out(printed(body, globals.format == Format::jsonl ? -1 : 2) + "\n");
        return Exit::done;
    }
    std::vector<std::string> pointers;
    if (is_list && schema != nullptr) schema = schema->items;
    for (const auto& name : plain_fields(schema, is_list ? body.items() : Json::Array{body}))
        pointers.push_back("/" + name);
    std::vector<Column> columns;
    for (const auto& pointer : pointers) columns.push_back({pointer});
    Output output = context.output();
    output.know(schema);
    if (!is_list) {
        output.object(body, columns);
        return Exit::done;
    }
    output.begin(columns);
    for (const Json& item : body.items()) output.row(item);
    output.end();
    return Exit::done;
}

Result<Exit> print_answer(Context& context, const openapi::Operation& operation, const api::Answer& answer,
                          const Parsed& flags) {
    if (!answer.bytes.empty()) {
        return save(context, flags.value("til").value_or("-"), answer.bytes, flags.has("overskriv"));
    }
    return print_body(context, operation, answer.body);
}

std::string described_call(const Context& context, const Wish& wish) {
    const api::Arguments& arguments = wish.arguments;
    std::string out;
    for (const auto* list : {&arguments.path, &arguments.query})
        for (const auto& [name, value] : *list)
            out += "  " + name + ": " + harmless(value.is_string() ? value.as_string() : value.dump()) + "\n";
    return out + described_filing(context, wish.operation, arguments);
}

Result<Exit> call(Context& context, const Parsed& flags) {
    SKIFTE_TRY(const Chosen chosen, choose_operation(flags, flags.text("operation")));
    SKIFTE_TRY(api::Arguments arguments, read_arguments(context, flags, *chosen.operation));
    if (chosen.operation->facts.files && !flags.has("laeser")) {
        Wish wish{.spec = *chosen.spec,
                  .operation = *chosen.operation,
                  .arguments = std::move(arguments),
                  .input_path = "",
                  .confirm = "confirm.api",
                  .confirm_arguments = {{"operation", std::string(chosen.operation->id)}},
                  .again = flags.has("igen"),
                  .also = {"svar"}};
        SKIFTE_CHECK(check_wish(wish));
        wish.details = described_call(context, wish);
        SKIFTE_TRY(const auto done, file(context, std::move(wish)));
        if (!done) return Exit::done;
        Json also = Json::object();
        if (!done->answer.is_null()) also.set("svar", done->answer);
        print_receipt(context, *done, also);
        return exit_of(*done);
    }
    // Where an overlay says that it files, no flag says otherwise.
    if (chosen.operation->facts.files && !chosen.operation->facts.provenance.empty())
        return fail("usage.laeser", {{"operation", std::string(chosen.operation->id)}});
    openapi::Operation operation = *chosen.operation;
    operation.facts.files = false;
    SKIFTE_TRY(api::Client * client, context.session.client());
    SKIFTE_TRY(const api::Answer answer, client->call(operation, arguments));
    return print_answer(context, operation, answer, flags);
}

}  // namespace

std::span<const Command> api_commands() {
    static constexpr Flag spec_flag{.name = "spec", .takes = Takes::value, .value = "FIL.yaml"};
    static constexpr Flag operation_flag{
        .name = "operation", .takes = Takes::value, .value = "OPERATIONID", .required = true};
    static constexpr Flag list_flags[] = {spec_flag};
    static constexpr Flag describe_flags[] = {operation_flag, spec_flag};
    static constexpr Flag call_flags[] = {
        operation_flag,
        spec_flag,
        {.name = "param", .takes = Takes::values, .value = "NAVN=VÆRDI", .letter = 'P'},
        {.name = "body", .takes = Takes::value, .value = "@FIL|-", .fills = "*"},
        {.name = "fil", .takes = Takes::values, .value = "DEL=FIL"},
        {.name = "til", .takes = Takes::value, .value = "FIL|-"},
        {.name = "overskriv"},
        {.name = "laeser"},
        {.name = "igen"}};
    static constexpr std::string_view operation_words[] = {"operation"};
    static constexpr Command commands[] = {
        {.noun = "api",
         .verb = "list",
         .flags = list_flags,
         .positional = {},
         .example = "api list",
         .run = list_operations,
         .needs_nothing = true},
        {.noun = "api",
         .verb = "describe",
         .flags = describe_flags,
         .positional = operation_words,
         .example = "api describe indsendRedegoerelse",
         .run = describe,
         .needs_nothing = true},
        {.noun = "api",
         .verb = "call",
         .flags = call_flags,
         .positional = operation_words,
         .example = "api call listSager --param page=0 size=50",
         .run = call},
    };
    return commands;
}

}  // namespace skifte::cli
