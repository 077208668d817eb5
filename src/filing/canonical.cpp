// Numbers by their digits, moments by their time, containers member by member.
#include <skifte/filing/canonical.hpp>

#include <skifte/support/date.hpp>
#include <skifte/support/json_text.hpp>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <vector>

namespace skifte::filing {

namespace {

std::string canonical_number(std::string_view text) {
    std::string_view rest = text;
    const bool negative = rest.starts_with('-');
    if (negative) rest.remove_prefix(1);
    const std::size_t e = rest.find_first_of("eE");
    int exponent = 0;
    if (e != std::string_view::npos) {
        std::string_view power = rest.substr(e + 1);
        if (power.starts_with('+')) power.remove_prefix(1);
        const auto [end, error] = std::from_chars(power.data(), power.data() + power.size(), exponent);
        if (error != std::errc{} || std::abs(exponent) > 1000) return std::string{text};
        rest = rest.substr(0, e);
    }
    const std::size_t dot = std::min(rest.find('.'), rest.size());
    std::string digits{rest.substr(0, dot)};
    if (dot < rest.size()) digits += rest.substr(dot + 1);
    int point = static_cast<int>(dot) + exponent;  // digits before it
    if (point < 0) {
        digits.insert(0, static_cast<std::size_t>(-point), '0');
        point = 0;
    }
    const auto whole_size = static_cast<std::size_t>(point);
    if (digits.size() < whole_size) digits.append(whole_size - digits.size(), '0');
    std::string whole = digits.substr(0, whole_size);
    std::string fraction = digits.substr(whole_size);
    whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size()));
    fraction.erase(fraction.find_last_not_of('0') + 1);
    if (whole.empty()) whole = "0";
    if (!fraction.empty()) whole += '.' + fraction;
    return negative && whole != "0" ? '-' + whole : whole;
}

// One moment may be written with many offsets.
std::string canonical_string(const std::string& text) {
    if (text.find('T') == std::string::npos) return text;
    const auto instant = parse_rfc3339(text);
    return instant ? rfc3339(*instant) : text;
}

void write_object(std::string& out, const Json::Object& object) {
    std::vector<const Json::Member*> members;
    members.reserve(object.size());
    for (const Json::Member& member : object)
        if (!member.value.is_null()) members.push_back(&member);
    std::sort(members.begin(), members.end(),
              [](const Json::Member* a, const Json::Member* b) { return a->name < b->name; });
    out += '{';
    for (const Json::Member* member : members) {
        if (member != members.front()) out += ',';
        append_json_string(out, member->name);
        out += ':';
        append_canonical(out, member->value);
    }
    out += '}';
}

}  // namespace

void append_canonical(std::string& out, const Json& value) {
    switch (value.kind()) {
    case Json::Kind::string: return append_json_string(out, canonical_string(value.as_string()));
    case Json::Kind::number: out += canonical_number(value.digits()); return;
    case Json::Kind::array: {
        out += '[';
        for (const Json& item : value.items()) {
            if (&item != &value.items().front()) out += ',';
            append_canonical(out, item);
        }
        out += ']';
        return;
    }
    case Json::Kind::object: return write_object(out, value.members());
    case Json::Kind::boolean: out += value.as_boolean() ? "true" : "false"; return;
    case Json::Kind::null: out += "null"; return;
    }
}

std::string canonical_text(const Json& value) {
    if (value.is_null()) return {};
    if (value.is_string()) return canonical_string(value.as_string());
    std::string text;
    append_canonical(text, value);
    return text;
}

std::string tidy_text(std::string_view canonical) {
    constexpr std::string_view ascii = " \t\r\n", no_break = "\u00a0";
    std::string out;
    bool gap = false;
    while (!canonical.empty()) {
        const std::size_t blank = ascii.find(canonical.front()) != std::string_view::npos ? 1
                                  : canonical.starts_with(no_break)                       ? no_break.size()
                                                                                          : 0;
        if (blank == 0) {
            if (gap && !out.empty()) out += ' ';
            out += canonical.front();
        }
        gap = blank > 0;
        canonical.remove_prefix(std::max<std::size_t>(blank, 1));
    }
    return out;
}

}  // namespace skifte::filing
