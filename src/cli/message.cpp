#include "cli/message.hpp"

#include "cli/masked.hpp"
#include "cli/needs.hpp"
#include "cli/output.hpp"

#include <skifte/support/identifiers.hpp>

namespace skifte::cli {

namespace {

std::string fault_line(const Fault& fault, Language language) {
    std::vector<Argument> arguments = masked(fault.arguments);
    const std::string path = harmless(mask_cprs(fault.path));  // the names of members in it may be anybody's
    arguments.push_back({"path", path});
    std::string where = path;
    for (const auto& [name, value] : arguments)
        if (name == "flag") where = value + " (" + path + ")";
    return "  " + (where.empty() ? "" : where + ": ") + say(language, fault_key(fault), arguments);
}

std::string remark_line(const Remark& remark) {
    return "  " + (remark.field.empty() ? std::string() : harmless(remark.field) + ": ") +
           harmless(remark.text) + "\n";
}

Json fault_objects(const std::vector<Fault>& faults) {
    Json out = Json::array();
    for (const auto& fault : faults) {
        Json one = Json::object();
        one.set("path", mask_cprs(fault.path));
        one.set("code", fault.code);
        for (const auto& [name, value] : masked(fault.arguments)) one.set(name, value);
        out.push_back(std::move(one));
    }
    return out;
}

// What every message may use beside the error's own arguments.
std::vector<Argument> arguments_of(const Error& error, Language language) {
    auto arguments = error.arguments;
    if (const auto need = error.argument("need"); !need.empty())
        arguments.push_back({"apply", std::string(need_text(need, language))});
    if (!error.http) return masked(std::move(arguments));
    if (error.argument("status").empty()) arguments.push_back({"status", std::to_string(error.http->status)});
    arguments.push_back({"court", error.http->words});
    arguments.push_back({"request_id", error.http->request_id});
    arguments.push_back({"content_type", error.http->content_type});
    return masked(std::move(arguments));
}

// A code may have a text of its own for one value of these: "cert.not_pkcs12.pem".
std::string key_of(const Error& error) {
    for (const auto name : {"looks_like", "reason", "certificate", "state", "hint", "stage"}) {
        std::string key = error.code + "." + std::string(error.argument(name));
        if (has_text(key)) return key;
    }
    return error.code;
}

// What the failure did to a filing, where the text of the code does not say it itself. Only a filing has an
// id.
std::string_view effect_key(const Error& error) {
    if (error.code != "batch.unknown" && !error.argument("run").empty()) return "effect.batch";
    for (const std::string_view told : {"filing.", "decision.", "frist.", "receipt.", "result.", "batch."})
        if (error.code.starts_with(told)) return {};
    const bool has_id = !error.argument("id").empty();
    if (error.effect == Effect::unknown) return has_id ? "effect.unknown.id" : "effect.unknown";
    if (error.effect == Effect::done) return "effect.done";
    return has_id && exit_of(error) == Exit::network ? "effect.none" : std::string_view{};
}

}  // namespace

std::string fault_key(const Fault& fault) {
    if (fault.code != "schema.pattern") return "fault." + fault.code;
    constexpr std::string_view named[] = {"cvrNummer", "cprNummer", "landekode", "telefonnummer"};
    const std::string of_form = "fault.schema.pattern.";
    std::string_view field = fault.path;
    for (const auto& [name, value] : fault.arguments) {
        if (name == "expected" && value == "\\S") return of_form + "blank";
        if (name == "field") field = value;
    }
    for (const auto form : named)
        if (field.substr(field.rfind('.') + 1) == form) return of_form + std::string(form);
    return "fault.schema.pattern";
}

std::string sentence(const Error& error, Language language) {
    std::string text = say(language, key_of(error), arguments_of(error, language));
    if (const auto key = effect_key(error); !key.empty())
        text += "\n" + say(language, key, masked(error.arguments));
    return text;
}

std::string message(const Error& error, Language language, bool verbose) {
    std::string out = "skifte: " + sentence(error, language) + "\n";
    for (const auto& fault : error.faults) out += fault_line(fault, language) + "\n";
    if (error.http) {
        for (const auto& remark : error.http->remarks) out += mask_cprs(remark_line(remark));
        if (!error.http->request_id.empty())
            out += "  " + say(language, "label.request_id", {{"request_id", error.http->request_id}}) + "\n";
    }
    if (verbose)
        for (const auto& frame : error.frames) out += "  < " + harmless(frame) + "\n";
    return out;
}

Json message_object(const Error& error, Language language) {
    Json out = Json::object();
    out.set("code", error.code);
    out.set("exit", static_cast<int>(exit_of(error)));
    out.set("effect", to_string(error.effect));
    Json arguments = Json::object();
    for (const auto& [name, value] : masked(error.arguments)) arguments.set(name, value);
    out.set("arguments", std::move(arguments));
    out.set("faults", fault_objects(error.faults));
    Json http;  // null where nobody answered
    if (error.http) {
        http = Json::object();
        http.set("status", error.http->status);
        if (!error.http->problem.is_null()) http.set("problem", masked(error.http->problem));
    }
    out.set("http", std::move(http));
    const bool has_id = error.http && !error.http->request_id.empty();
    out.set("requestId", has_id ? Json(error.http->request_id) : Json());
    out.set("message", sentence(error, language));
    return out;
}

}  // namespace skifte::cli
