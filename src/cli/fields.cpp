#include "cli/fields.hpp"

#include "cli/nearest.hpp"

#include <algorithm>

namespace skifte::cli {

namespace {

using openapi::Schema;

constexpr int max_depth = 4;

// The first word of "/selskab/navn", which is left as "/navn".
std::string_view take_word(std::string_view& pointer) {
    pointer.remove_prefix(1);
    const auto slash = pointer.find('/');
    const std::string_view word = pointer.substr(0, slash);
    pointer = slash == std::string_view::npos ? std::string_view{} : pointer.substr(slash);
    return word;
}

bool is_place(std::string_view word) {
    return !word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos;
}

bool has(const Schema& schema, std::string_view pointer) {
    if (pointer.empty()) return true;
    for (const auto alternatives : {schema.one_of, schema.any_of})
        if (std::any_of(alternatives.begin(), alternatives.end(),
                        [&](const Schema* each) { return has(*each, pointer); }))
            return true;
    std::string_view rest = pointer;
    const std::string_view word = take_word(rest);
    if (schema.items != nullptr) return is_place(word) && has(*schema.items, rest);
    if (const openapi::Property* property = schema.find(word)) return has(*property->schema, rest);
    if (schema.additional != nullptr) return has(*schema.additional, rest);
    return schema.properties.empty() && schema.type == openapi::Type::any;
}

void collect(const Schema& schema, const std::string& prefix, int depth, std::vector<std::string>& out) {
    for (const auto& property : schema.properties) {
        out.push_back(prefix + "/" + std::string(property.name));
        if (depth < max_depth) collect(*property.schema, out.back(), depth + 1, out);
    }
}

void collect(const Json& value, const std::string& prefix, int depth, std::vector<std::string>& out) {
    if (!value.is_object() || depth > max_depth) return;
    for (const auto& [name, member] : value.members()) {
        out.push_back(prefix + "/" + name);
        collect(member, std::string(out.back()), depth + 1, out);
    }
}

std::string dotted(std::string_view pointer) {
    std::string out(pointer.substr(1));
    std::replace(out.begin(), out.end(), '/', '.');
    return out;
}

}  // namespace

Fields::Fields(std::vector<std::string> names) {
    for (auto& name : names) {
        std::string pointer = name.starts_with('/') ? name : "/" + name;
        std::replace(pointer.begin(), pointer.end(), '.', '/');
        // Twice the same would be one member of an object, and two columns that nobody can tell apart.
        if (std::find(pointers_.begin(), pointers_.end(), pointer) != pointers_.end()) continue;
        pointers_.push_back(std::move(pointer));
        names_.push_back(std::move(name));
    }
}

void Fields::know(const Schema* schema) {
    if (schema != nullptr) schemas_.push_back(schema);
}

void Fields::know(const Json& sample) {
    collect(sample, "", 1, known_);
}

bool Fields::is_known(std::string_view pointer) const {
    const auto is_it_or_above = [&](const std::string& known) {
        return known.starts_with(pointer) && (known.size() == pointer.size() || known[pointer.size()] == '/');
    };
    return std::any_of(known_.begin(), known_.end(), is_it_or_above) ||
           std::any_of(schemas_.begin(), schemas_.end(),
                       [&](const Schema* schema) { return has(*schema, pointer); });
}

std::optional<Error> Fields::unknown(const Json* object) const {
    for (std::size_t i = 0; i < names_.size(); ++i) {
        const std::string& pointer = pointers_[i];
        if (is_known(pointer) || (object != nullptr && object->at_pointer(pointer) != nullptr)) continue;
        std::vector<std::string> all = known_;
        for (const Schema* schema : schemas_) collect(*schema, "", 1, all);
        if (object != nullptr) collect(*object, "", 1, all);
        for (auto& each : all) each = dotted(each);
        const std::vector<std::string_view> views(all.begin(), all.end());
        return Error("usage.unknown_field",
                     {{"field", names_[i]}, {"nearest", nearest(dotted(pointer), views)}});
    }
    return std::nullopt;
}

}  // namespace skifte::cli
