// Header fields, found by name without case.
#include <skifte/net/message.hpp>

#include <algorithm>

namespace skifte::net {

namespace {

// ASCII alone: a header name holds nothing else, and the locale has no say.
char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

bool same_field_name(std::string_view a, std::string_view b) noexcept {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

void Headers::add(std::string name, std::string value) {
    fields_.push_back({std::move(name), std::move(value)});
}

void Headers::set(std::string name, std::string value) {
    std::erase_if(fields_, [&](const HeaderField& field) { return same_field_name(field.name, name); });
    add(std::move(name), std::move(value));
}

std::optional<std::string_view> Headers::find(std::string_view name) const noexcept {
    for (const HeaderField& field : fields_) {
        if (same_field_name(field.name, name)) return field.value;
    }
    return std::nullopt;
}

}  // namespace skifte::net
