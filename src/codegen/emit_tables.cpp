// spec.hpp and tables.cpp: the operations with the overlay's facts, and the spec that holds them all.
#include "codegen/emit.hpp"
#include "codegen/identifier.hpp"
#include "codegen/tables.hpp"
#include "codegen/text.hpp"

namespace skifte::codegen {

namespace {

namespace oas = openapi;

// "200", "4xx", "default", for the name of a table.
std::string status_name(oas::Text status) {
    std::string out;
    for (const char c : status) out += c == 'X' ? 'x' : c;
    return enumerator("s" + out).substr(1);
}

// The operations and the spec as tables; each function writes what it needs first and gives what refers to
// it.
class TableEmitter {
public:
    explicit TableEmitter(const Plan& plan) : plan_(plan), tables_(plan) {}

    Writer& out() { return tables_.out(); }

    void write() {
        const oas::Spec& spec = *plan_.spec;
        Writer rows(1);
        if (!spec.operations.empty() && spec.operations.front().errors != nullptr)
            errors_ = write_errors(*spec.operations.front().errors);
        for (const auto& operation : spec.operations) {
            out().gap().comment(operation.id);
            write_operation(rows, operation);
        }
        out().gap().line("constexpr Operation operations[] = {").append(rows).line("};");
        write_spec(spec);
    }

private:
    void write_operation(Writer& to, const oas::Operation& operation) {
        const std::string name = snake_case(operation.id).empty() ? "operation" : snake_case(operation.id);
        const std::string scopes = tables_.texts(name + "_scopes", operation.scopes);
        const std::string parameters =
            tables_.array("Parameter", name + "_parameters", operation.parameters,
                          [&](Writer& w, const oas::Parameter& p) { write_parameter(w, p); });
        const std::string body = operation.body == nullptr ? "" : write_body(*operation.body, name + "_body");
        const std::string responses = write_responses(operation, name);
        Writer facts(3);
        write_facts(facts, operation.facts, name);

        to.open("{").text_member("id", operation.id).text_member("method", operation.method);
        to.text_member("path", operation.path);
        write_location(to, plan_, operation.at);
        to.text_member("tag", operation.tag).text_member("summary", operation.summary);
        to.text_member("description", operation.description);
        write_flag(to, "deprecated", operation.deprecated);
        write_flag(to, "secured", operation.secured, true);
        write_raw(to, "scopes", scopes);
        write_raw(to, "parameters", parameters);
        write_raw(to, "body", body);
        write_raw(to, "responses", responses);
        write_raw(to, "errors", errors_);
        if (!facts.text().empty()) to.open(".facts = {").append(facts).close("},");
        to.close("},");
    }

    void write_parameter(Writer& w, const oas::Parameter& parameter) {
        static constexpr const char* styles[] = {"simple",          "form",           "label",      "matrix",
                                                 "space_delimited", "pipe_delimited", "deep_object"};
        w.text_member("name", parameter.name);
        w.line(".in = In::" + std::string(to_string(parameter.in)) + ",");
        write_location(w, plan_, parameter.at);
        w.text_member("description", parameter.description);
        write_flag(w, "required", parameter.required);
        write_flag(w, "deprecated", parameter.deprecated);
        w.line(std::string(".style = Style::") + styles[static_cast<int>(parameter.style)] + ",");
        write_flag(w, "explode", parameter.explode);
        write_flag(w, "json", parameter.json);
        write_raw(w, "schema", tables_.address(parameter.schema));
        w.text_member("example", parameter.example);
    }

    std::string write_media(std::span<const oas::MediaType> content, const std::string& name) {
        std::vector<std::string> parts;
        for (const auto& media : content)
            parts.push_back(
                tables_.array("Part", name + "_parts", media.parts, [](Writer& w, const oas::Part& part) {
                    w.text_member("property", part.property).text_member("content_types", part.content_types);
                }));
        std::size_t at = 0;
        return tables_.array("MediaType", name, content, [&](Writer& w, const oas::MediaType& media) {
            w.text_member("type", media.type);
            write_raw(w, "schema", tables_.address(media.schema));
            write_raw(w, "parts", parts[at++]);
            w.text_member("example", media.example);
        });
    }

    std::string write_body(const oas::Body& body, const std::string& name) {
        const std::string content = write_media(body.content, name + "_content");
        return "&" + tables_.object("Body", name, [&](Writer& w) {
            write_location(w, plan_, body.at);
            w.text_member("description", body.description);
            write_flag(w, "required", body.required);
            write_raw(w, "content", content);
        });
    }

    std::string write_responses(const oas::Operation& operation, const std::string& name) {
        struct Arrays {
            std::string headers, content;
        };
        std::vector<Arrays> arrays;
        for (const auto& response : operation.responses) {
            const std::string base = name + "_" + status_name(response.status);
            std::string headers = tables_.array("Header", base + "_headers", response.headers,
                                                [&](Writer& w, const oas::Header& h) { write_header(w, h); });
            arrays.push_back({std::move(headers), write_media(response.content, base + "_content")});
        }
        std::size_t at = 0;
        return tables_.array("Response", name + "_responses", operation.responses,
                             [&](Writer& w, const oas::Response& response) {
                                 w.text_member("status", response.status);
                                 write_location(w, plan_, response.at);
                                 w.text_member("description", response.description);
                                 write_raw(w, "headers", arrays[at].headers);
                                 write_raw(w, "content", arrays[at++].content);
                             });
    }

    void write_header(Writer& w, const oas::Header& header) {
        w.text_member("name", header.name);
        write_flag(w, "required", header.required);
        w.text_member("description", header.description);
        write_raw(w, "schema", tables_.address(header.schema));
    }

    std::string write_errors(const oas::ErrorBody& errors) {
        const std::string message = tables_.texts("errors_message", errors.message);
        return "&" + tables_.object("ErrorBody", "errors", [&](Writer& w) {
            write_raw(w, "message", message);
            w.text_member("faults", errors.faults);
            w.text_member("fault_field", errors.fault_field);
            w.text_member("fault_message", errors.fault_message);
        });
    }

    void write_facts(Writer& w, const oas::Facts& facts, const std::string& name) {
        w.text_member("provenance", facts.provenance).text_member("source", facts.source);
        w.text_member("need", facts.need);
        write_flag(w, "files", facts.files);
        write_raw(w, "target", tables_.texts(name + "_target", facts.target));
        write_raw(w, "identity", tables_.texts(name + "_identity", facts.identity));
        w.text_member("receipt_id", facts.receipt_id).text_member("receipt_time", facts.receipt_time);
        w.text_member("item_id", facts.item_id);
        if (facts.look_up != nullptr)
            write_raw(w, "look_up", write_look_up(*facts.look_up, name + "_look_up"));
        if (facts.visible_within_ms)
            write_raw(w, "visible_within_ms", std::to_string(*facts.visible_within_ms));
        if (facts.read_back != nullptr)
            write_raw(w, "read_back", write_read_back(*facts.read_back, name + "_read_back"));
        if (facts.decision != nullptr)
            write_raw(w, "decision", write_decision(*facts.decision, name + "_decision"));
        write_raw(w, "effect_of",
                  tables_.array("StatusEffect", name + "_effect_of", facts.effect_of,
                                [](Writer& row, const oas::StatusEffect& effect) {
                                    row.line(".status = " + std::to_string(effect.status) + ",");
                                    row.text_member("effect", effect.effect);
                                }));
    }

    std::string write_bindings(std::span<const oas::Binding> bindings, const std::string& name) {
        return tables_.array("Binding", name, bindings, [](Writer& w, const oas::Binding& binding) {
            w.text_member("to", binding.to).text_member("from", binding.from);
        });
    }

    std::string write_look_up(const oas::LookUp& look_up, const std::string& name) {
        const std::string arguments = write_bindings(look_up.arguments, name + "_arguments");
        const std::string match = write_bindings(look_up.match, name + "_match");
        return "&" + tables_.object("LookUp", name, [&](Writer& w) {
            w.text_member("operation", look_up.operation);
            write_raw(w, "arguments", arguments);
            w.text_member("items", look_up.items)
                .text_member("id", look_up.id)
                .text_member("time", look_up.time);
            write_raw(w, "match", match);
            w.text_member("reference", look_up.reference);
            w.text_member("state", look_up.state).text_member("version", look_up.version);
        });
    }

    std::string write_read_back(const oas::ReadBack& read_back, const std::string& name) {
        const std::string arguments = write_bindings(read_back.arguments, name + "_arguments");
        const std::string compare = write_bindings(read_back.compare, name + "_compare");
        return "&" + tables_.object("ReadBack", name, [&](Writer& w) {
            w.text_member("operation", read_back.operation);
            write_raw(w, "arguments", arguments);
            write_raw(w, "compare", compare);
        });
    }

    std::string write_decision(const oas::Decision& decision, const std::string& name) {
        const std::string arguments = write_bindings(decision.arguments, name + "_arguments");
        const std::string pending = tables_.texts(name + "_pending", decision.pending);
        const std::string granted = tables_.texts(name + "_granted", decision.granted);
        const std::string refused = tables_.texts(name + "_refused", decision.refused);
        return "&" + tables_.object("Decision", name, [&](Writer& w) {
            w.text_member("operation", decision.operation);
            write_raw(w, "arguments", arguments);
            w.text_member("at", decision.at);
            write_raw(w, "pending", pending);
            write_raw(w, "granted", granted);
            write_raw(w, "refused", refused);
        });
    }

    void write_spec(const oas::Spec& spec) {
        std::vector<std::string> addresses;
        for (const auto* schema : spec.schemas) addresses.push_back(tables_.address(schema));
        out().gap();
        if (!addresses.empty())
            out().list("constexpr const Schema* named_schemas[] = {", addresses, "};").gap();
        const std::string servers = tables_.texts("servers", spec.servers);
        const std::string needs =
            tables_.array("Need", "needs", spec.needs, [](Writer& w, const oas::Need& need) {
                w.text_member("key", need.key).text_member("da", need.da).text_member("en", need.en);
            });
        out().gap().open("constexpr Spec the_spec{");
        out().text_member("name", spec.name).text_member("title", spec.title);
        out().text_member("version", spec.version).text_member("digest", spec.digest);
        out().text_member("overlay_digest", spec.overlay_digest);
        write_raw(out(), "servers", servers);
        out().text_member("token_url", spec.token_url);
        write_flag(out(), "client_certificate", spec.client_certificate);
        write_raw(out(), "operations", spec.operations.empty() ? "" : "operations");
        write_raw(out(), "schemas", addresses.empty() ? "" : "named_schemas");
        write_raw(out(), "needs", needs);
        out().close("};");
    }

    const Plan& plan_;
    Tables tables_;
    std::string errors_;  // what refers to the spec's ErrorBody
};

}  // namespace

std::string emit_spec_header(const Plan& plan) {
    Writer out;
    write_banner(out, plan,
                 "The spec of " + std::string(plan.spec->title) +
                     ", as it was when this was built: operations, constraints, and the overlay's facts.");
    out.line("#pragma once").gap();
    out.line("#include <skifte/openapi/model.hpp>").gap();
    out.line("namespace skifte::" + plan.cpp_namespace + " {").gap();
    out.comment("Lives as long as the program and costs nothing at start. Safe to read from any thread.");
    out.line("[[nodiscard]] const openapi::Spec& spec() noexcept;").gap();
    out.line("}  // namespace skifte::" + plan.cpp_namespace);
    return out.text();
}

std::string emit_tables_source(const Plan& plan) {
    TableEmitter emitter(plan);
    Writer& out = emitter.out();
    write_banner(out, plan, "What the operations say, and the overlay of them.");
    out.line("#include \"schemas.hpp\"").gap();
    out.line("#include <skifte/" + plan.module + "/spec.hpp>").gap();
    out.line("namespace skifte::" + plan.cpp_namespace + " {").gap().line("namespace {").gap();
    out.line("using namespace openapi;");
    emitter.write();
    out.gap().line("}  // namespace").gap();
    out.open("const openapi::Spec& spec() noexcept").line("return the_spec;").close();
    out.gap().line("}  // namespace skifte::" + plan.cpp_namespace);
    return out.text();
}

}  // namespace skifte::codegen
