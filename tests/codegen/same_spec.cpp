// The deep comparison: see the header. Whoever adds a field to the model adds it here.
#include "codegen/same_spec.hpp"

#include <optional>
#include <set>
#include <span>
#include <type_traits>
#include <utility>

namespace skifte::codegen::tests {

namespace {

namespace oas = openapi;

class Comparison {
public:
    std::vector<std::string> found;

    template <typename T>
        requires std::is_arithmetic_v<T> || std::is_enum_v<T>
    void compare(const std::string& at, T a, T b) {
        note(at, a == b);
    }
    void compare(const std::string& at, oas::Text a, oas::Text b) { note(at, a == b); }
    template <typename T>
    void compare(const std::string& at, const std::optional<T>& a, const std::optional<T>& b) {
        note(at, a == b);
    }
    template <typename T>
    void compare(const std::string& at, std::span<T> a, std::span<T> b) {
        note(at + ".size", a.size() == b.size());
        for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
            compare(at + "[" + std::to_string(i) + "]", a[i], b[i]);
    }
    template <typename T>
    void compare(const std::string& at, const T* a, const T* b) {
        note(at + " there", (a == nullptr) == (b == nullptr));
        if (a == nullptr || b == nullptr || !seen_.emplace(a, b).second) return;
        compare(at, *a, *b);
    }

    void compare(const std::string& at, const oas::Location& a, const oas::Location& b) {
        compare(at + ".file", a.file, b.file);
        compare(at + ".line", a.line, b.line);
    }
    void compare(const std::string& at, const oas::Property& a, const oas::Property& b) {
        compare(at + ".name", a.name, b.name);
        compare(at + ".schema", a.schema, b.schema);
        compare(at + ".required", a.required, b.required);
    }
    void compare(const std::string& at, const oas::Schema& a, const oas::Schema& b);
    void compare(const std::string& at, const oas::Parameter& a, const oas::Parameter& b);
    void compare(const std::string& at, const oas::Part& a, const oas::Part& b) {
        compare(at + ".property", a.property, b.property);
        compare(at + ".content_types", a.content_types, b.content_types);
    }
    void compare(const std::string& at, const oas::MediaType& a, const oas::MediaType& b) {
        compare(at + ".type", a.type, b.type);
        compare(at + ".schema", a.schema, b.schema);
        compare(at + ".parts", a.parts, b.parts);
        compare(at + ".example", a.example, b.example);
    }
    void compare(const std::string& at, const oas::Body& a, const oas::Body& b) {
        compare(at + ".at", a.at, b.at);
        compare(at + ".description", a.description, b.description);
        compare(at + ".required", a.required, b.required);
        compare(at + ".content", a.content, b.content);
    }
    void compare(const std::string& at, const oas::Header& a, const oas::Header& b) {
        compare(at + ".name", a.name, b.name);
        compare(at + ".required", a.required, b.required);
        compare(at + ".description", a.description, b.description);
        compare(at + ".schema", a.schema, b.schema);
    }
    void compare(const std::string& at, const oas::Response& a, const oas::Response& b) {
        compare(at + ".status", a.status, b.status);
        compare(at + ".at", a.at, b.at);
        compare(at + ".description", a.description, b.description);
        compare(at + ".headers", a.headers, b.headers);
        compare(at + ".content", a.content, b.content);
    }
    void compare(const std::string& at, const oas::Binding& a, const oas::Binding& b) {
        compare(at + ".to", a.to, b.to);
        compare(at + ".from", a.from, b.from);
    }
    void compare(const std::string& at, const oas::LookUp& a, const oas::LookUp& b);
    void compare(const std::string& at, const oas::ReadBack& a, const oas::ReadBack& b) {
        compare(at + ".operation", a.operation, b.operation);
        compare(at + ".arguments", a.arguments, b.arguments);
        compare(at + ".compare", a.compare, b.compare);
    }
    void compare(const std::string& at, const oas::Decision& a, const oas::Decision& b);
    void compare(const std::string& at, const oas::StatusEffect& a, const oas::StatusEffect& b) {
        compare(at + ".status", a.status, b.status);
        compare(at + ".effect", a.effect, b.effect);
    }
    void compare(const std::string& at, const oas::ErrorBody& a, const oas::ErrorBody& b) {
        compare(at + ".message", a.message, b.message);
        compare(at + ".faults", a.faults, b.faults);
        compare(at + ".fault_field", a.fault_field, b.fault_field);
        compare(at + ".fault_message", a.fault_message, b.fault_message);
    }
    void compare(const std::string& at, const oas::Facts& a, const oas::Facts& b);
    void compare(const std::string& at, const oas::Operation& a, const oas::Operation& b);
    void compare(const std::string& at, const oas::Need& a, const oas::Need& b) {
        compare(at + ".key", a.key, b.key);
        compare(at + ".da", a.da, b.da);
        compare(at + ".en", a.en, b.en);
    }
    void compare(const std::string& at, const oas::Spec& a, const oas::Spec& b);

private:
    void note(const std::string& at, bool same) {
        if (!same) found.push_back(at);
    }
    std::set<std::pair<const void*, const void*>> seen_;
};

#define COMPARE(field) compare(at + "." #field, a.field, b.field)

void Comparison::compare(const std::string& at, const oas::Schema& a, const oas::Schema& b) {
    COMPARE(name), COMPARE(path), COMPARE(at), COMPARE(title), COMPARE(description), COMPARE(type),
        COMPARE(format);
    COMPARE(nullable), COMPARE(read_only), COMPARE(write_only), COMPARE(deprecated), COMPARE(unique_items);
    COMPARE(exclusive_minimum), COMPARE(exclusive_maximum), COMPARE(additional_allowed);
    COMPARE(min_length), COMPARE(max_length), COMPARE(min_items), COMPARE(max_items);
    COMPARE(min_properties), COMPARE(max_properties);
    COMPARE(minimum), COMPARE(maximum), COMPARE(multiple_of), COMPARE(pattern), COMPARE(enum_values);
    COMPARE(properties), COMPARE(items), COMPARE(additional), COMPARE(one_of), COMPARE(any_of),
        COMPARE(negated);
    COMPARE(example), COMPARE(default_value), COMPARE(sensitive);
}

void Comparison::compare(const std::string& at, const oas::Parameter& a, const oas::Parameter& b) {
    COMPARE(name), COMPARE(in), COMPARE(at), COMPARE(description), COMPARE(required), COMPARE(deprecated);
    COMPARE(style), COMPARE(explode), COMPARE(json), COMPARE(schema), COMPARE(example);
}

void Comparison::compare(const std::string& at, const oas::LookUp& a, const oas::LookUp& b) {
    COMPARE(operation), COMPARE(arguments), COMPARE(items), COMPARE(id), COMPARE(time), COMPARE(match);
    COMPARE(reference), COMPARE(state), COMPARE(version);
}

void Comparison::compare(const std::string& at, const oas::Decision& a, const oas::Decision& b) {
    COMPARE(operation), COMPARE(arguments), COMPARE(at), COMPARE(pending), COMPARE(granted), COMPARE(refused);
}

void Comparison::compare(const std::string& at, const oas::Facts& a, const oas::Facts& b) {
    COMPARE(provenance), COMPARE(source), COMPARE(need), COMPARE(files), COMPARE(target), COMPARE(identity);
    COMPARE(receipt_id), COMPARE(receipt_time), COMPARE(item_id), COMPARE(look_up),
        COMPARE(visible_within_ms), COMPARE(read_back);
    COMPARE(decision), COMPARE(effect_of);
}

void Comparison::compare(const std::string& at, const oas::Operation& a, const oas::Operation& b) {
    COMPARE(id), COMPARE(method), COMPARE(path), COMPARE(at), COMPARE(tag), COMPARE(summary),
        COMPARE(description);
    COMPARE(deprecated), COMPARE(secured), COMPARE(scopes), COMPARE(parameters), COMPARE(body),
        COMPARE(responses);
    COMPARE(errors), COMPARE(facts);
}

void Comparison::compare(const std::string& at, const oas::Spec& a, const oas::Spec& b) {
    COMPARE(name), COMPARE(title), COMPARE(version), COMPARE(digest), COMPARE(overlay_digest),
        COMPARE(servers);
    COMPARE(token_url), COMPARE(client_certificate), COMPARE(operations), COMPARE(schemas), COMPARE(needs);
}

#undef COMPARE

}  // namespace

std::vector<std::string> differences(const openapi::Spec& a, const openapi::Spec& b) {
    Comparison comparison;
    comparison.compare("spec", a, b);
    return comparison.found;
}

}  // namespace skifte::codegen::tests
