// Reads the rules, and hands them out one call at a time.
#include "sandbox/faults.hpp"

#include "sandbox/log_file.hpp"

#include <skifte/support/files.hpp>
#include <skifte/support/json.hpp>

#include <algorithm>
#include <array>

namespace skifte::sandbox {
namespace {

using Kind = FaultRule::Kind;

struct KindName {
    std::string_view name;
    Kind kind;
    int status;  // unless the rule states another
};

constexpr std::array kinds{
    KindName{"late", Kind::late, 0},
    KindName{"commit-late", Kind::commit_late, 0},
    KindName{"refuse", Kind::refuse, 409},
    KindName{"error-before", Kind::error_before, 500},
    KindName{"error-after", Kind::error_after, 500},
    KindName{"reset-before", Kind::reset_before, 0},
    KindName{"reset-after", Kind::reset_after, 0},
    KindName{"cut", Kind::cut, 0},
    KindName{"torn", Kind::torn, 0},
    KindName{"html", Kind::html, 200},
    KindName{"empty", Kind::empty, 200},
    KindName{"type", Kind::type, 0},
    KindName{"unauthorized", Kind::unauthorized, 401},
    KindName{"page", Kind::page, 0},
    KindName{"hostile", Kind::hostile, 0},
};
constexpr std::array<std::string_view, 12> members{"operation",  "times", "do",     "ms",
                                                   "status",     "bytes", "commit", "until",
                                                   "retryAfter", "page",  "size",   "total"};

Failure bad(std::string reason) {
    return fail("sandbox.faults", {{"reason", std::move(reason)}});
}

Result<FaultRule> read_rule(const Json& json) {
    if (!json.is_object()) return bad("a rule is an object");
    for (const auto& [name, value] : json.members())
        if (std::ranges::find(members, name) == members.end()) return bad("unknown member " + name);
    const std::string_view name = json.text("do");
    const auto* const found = std::ranges::find(kinds, name, &KindName::name);
    if (found == kinds.end()) return bad("unknown do: " + std::string(name));
    if (json.text("operation").empty()) return bad("operation is missing");

    const auto number = [&](std::string_view member, std::int64_t other) {
        const Json* value = json.find(member);
        return value ? value->as_integer().value_or(-1) : other;
    };
    FaultRule rule{
        .operation = std::string(json.text("operation")), .name = std::string(name), .kind = found->kind};
    rule.times = number("times", 1);
    rule.delay = std::chrono::milliseconds(number("ms", 0));
    const std::int64_t status = number("status", found->status);
    const std::int64_t bytes = number("bytes", 0);
    if (rule.times < 0 || rule.delay.count() < 0 || bytes < 0 || status < 0 || status > 599)
        return bad("a number is missing or out of range");
    rule.status = static_cast<int>(status);
    rule.bytes = static_cast<std::size_t>(bytes);
    if (json.find("retryAfter")) rule.retry_after = number("retryAfter", 0);
    const auto truth = [&](std::string_view member, bool other) {
        const Json* value = json.find(member);
        return value && value->is_boolean() ? value->as_boolean() : other;
    };
    rule.commit = truth("commit", false);
    rule.until = json.text("until");
    rule.page = number("page", 0);
    if (json.find("size")) rule.size = number("size", 0);
    rule.total = truth("total", true);
    if (rule.page < 0 || rule.size.value_or(1) < 1) return bad("a number is missing or out of range");
    return rule;
}

}  // namespace

Result<void> Faults::read_if_changed() {
    auto content = read_file(file_);
    if (!content && content.error().code != "file.missing") return Failure{std::move(content).error()};
    const std::string text = content ? *content : std::string();
    if (text == content_) return {};
    std::vector<FaultRule> rules;
    if (!text.empty()) {
        const auto parsed = Json::parse(text);
        if (!parsed || !parsed->is_array()) return bad("not an array of rules");
        for (const Json& json : parsed->items()) {
            SKIFTE_TRY(auto rule, read_rule(json));
            rules.push_back(std::move(rule));
        }
    }
    rules_ = std::move(rules);
    content_ = text;
    return {};
}

Result<std::optional<FaultRule>> Faults::take(std::string_view operation, const std::string& request_id,
                                              const std::string& time) {
    SKIFTE_CHECK(read_if_changed());
    for (FaultRule& rule : rules_) {
        const bool fits = rule.operation == operation || (rule.operation == "*" && operation != "token");
        if (!fits || rule.times == 0) continue;
        --rule.times;
        Json line = Json::object();
        line.set("time", time).set("operation", operation).set("do", rule.name).set("requestId", request_id);
        SKIFTE_CHECK(append_line(log_, line));
        return std::optional(rule);
    }
    return std::optional<FaultRule>();
}

}  // namespace skifte::sandbox
