#include <skifte/support/json.hpp>

#include <skifte/support/decimal.hpp>
#include <skifte/support/result.hpp>

#include "support/number_text.hpp"

#include <nlohmann/json.hpp>
#include <algorithm>
#include <charconv>
#include <compare>
#include <map>
#include <stdexcept>

namespace skifte {

namespace {

// Takes a reference token off the front of a JSON pointer and unescapes it. None if it is malformed.
std::optional<std::string> take_token(std::string_view& pointer) {
    if (!pointer.starts_with('/')) return std::nullopt;
    pointer.remove_prefix(1);
    std::string token;
    while (!pointer.empty() && pointer.front() != '/') {
        char c = pointer.front();
        if (c == '~') {
            pointer.remove_prefix(1);
            if (pointer.empty() || (pointer.front() != '0' && pointer.front() != '1')) return std::nullopt;
            c = pointer.front() == '0' ? '~' : '/';
        }
        token += c;
        pointer.remove_prefix(1);
    }
    return token;
}

const Json* at_index(const Json::Array& items, std::string_view token) noexcept {
    std::size_t index = 0;
    const char* const end = token.data() + token.size();
    const auto [stop, error] = std::from_chars(token.data(), end, index);
    const bool leading_zero = token.size() > 1 && token.front() == '0';
    if (error != std::errc{} || stop != end || leading_zero || index >= items.size()) return nullptr;
    return &items[index];
}

std::vector<const Json::Member*> by_name(const Json::Object& members) {
    std::vector<const Json::Member*> sorted;
    sorted.reserve(members.size());
    for (const auto& member : members) sorted.push_back(&member);
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto* a, const auto* b) { return a->name < b->name; });
    return sorted;
}

bool same_members(const Json::Object& a, const Json::Object& b) {
    if (a.size() != b.size()) return false;
    const auto left = by_name(a);
    const auto right = by_name(b);
    return std::equal(left.begin(), left.end(), right.begin(), [](const auto* x, const auto* y) {
        return x->name == y->name && x->value == y->value;
    });
}

}  // namespace

Json::Json(std::int64_t value) : value_(Digits{std::to_string(value)}) {}
Json::Json(std::uint64_t value) : value_(Digits{std::to_string(value)}) {}

Json Json::number(std::string digits) {
    if (!scan_number(digits)) throw std::invalid_argument("Json::number: not a JSON number");
    Json json;
    json.value_.emplace<Digits>(Digits{std::move(digits)});
    return json;
}

Json Json::array() {
    return array(Array{});
}

Json Json::array(Array items) {
    Json json;
    json.value_.emplace<Array>(std::move(items));
    return json;
}

Json Json::object() {
    return object(Object{});
}

Json Json::object(Object members) {
    Json json;
    json.value_.emplace<Object>(std::move(members));
    return json;
}

std::optional<std::int64_t> Json::as_integer() const noexcept {
    const auto* digits = std::get_if<Digits>(&value_);
    const auto number = digits != nullptr ? scan_number(digits->text) : std::nullopt;
    if (!number) return std::nullopt;
    const Scaled scaled = scaled_integer(*number, 0);
    return scaled.fit == Fit::exact ? std::optional{scaled.value} : std::nullopt;
}

const Json* Json::find(std::string_view name) const noexcept {
    const auto* members = std::get_if<Object>(&value_);
    if (members == nullptr) return nullptr;
    const auto found = std::find_if(members->begin(), members->end(),
                                    [&](const Member& member) { return member.name == name; });
    return found == members->end() ? nullptr : &found->value;
}

Json* Json::find(std::string_view name) noexcept {
    return const_cast<Json*>(std::as_const(*this).find(name));
}

std::string_view Json::text(std::string_view name) const noexcept {
    const Json* value = find(name);
    return value != nullptr && value->is_string() ? std::string_view{value->as_string()} : std::string_view{};
}

Json& Json::set(std::string_view name, Json value) {
    if (is_null()) value_.emplace<Object>();
    if (Json* existing = find(name))
        *existing = std::move(value);
    else
        members().push_back({std::string(name), std::move(value)});
    return *this;
}

bool Json::erase(std::string_view name) {
    auto* members = std::get_if<Object>(&value_);
    return members != nullptr &&
           std::erase_if(*members, [&](const Member& member) { return member.name == name; }) != 0;
}

void Json::push_back(Json value) {
    if (is_null()) value_.emplace<Array>();
    items().push_back(std::move(value));
}

const Json* Json::at_pointer(std::string_view pointer) const noexcept {
    const Json* at = this;
    while (!pointer.empty() && at != nullptr) {
        const auto token = take_token(pointer);
        if (!token) return nullptr;
        at = at->is_array() ? at_index(at->items(), *token) : at->find(*token);
    }
    return at;
}

bool operator==(const Json& a, const Json& b) {
    if (a.kind() != b.kind()) return false;
    switch (a.kind()) {
    case Json::Kind::null: return true;
    case Json::Kind::boolean: return a.as_boolean() == b.as_boolean();
    case Json::Kind::string: return a.as_string() == b.as_string();
    case Json::Kind::array: return a.items() == b.items();
    case Json::Kind::object: return same_members(a.members(), b.members());
    case Json::Kind::number: break;
    }
    // Numbers out of reach are equal at least where their texts are.
    return a.digits() == b.digits() || std::is_eq(compare_decimals(a.digits(), b.digits()));
}

namespace {

// long double, since the library refuses what does not fit its type; its value is never used.
using Library =
    nlohmann::basic_json<std::map, std::vector, std::string, bool, std::int64_t, std::uint64_t, long double>;

// Where the byte numbered `at`, from 0, stands. Columns count characters, as editors do.
Error invalid_at(std::string_view text, std::size_t at, std::string reason) {
    std::string_view before = text.substr(0, std::min(at, text.size()));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    if (const auto newline = before.rfind('\n'); newline != std::string_view::npos)
        before.remove_prefix(newline + 1);
    else if (before.starts_with("\uFEFF"))
        before.remove_prefix(3);
    const auto column = 1 + std::count_if(before.begin(), before.end(), [](char c) {
                            return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
                        });
    return Error{"json.invalid"}
        .with("line", std::to_string(line))
        .with("column", std::to_string(column))
        .with("reason", std::move(reason));
}

constexpr std::string_view out_of_range = "number out of range";

// The library's reason without its preamble, and without what was read, which may be anybody's secret.
std::string reason_of(std::string_view what) {
    if (what.find("number overflow") != std::string_view::npos) return std::string(out_of_range);
    if (const auto dash = what.find(" - "); dash != std::string_view::npos) what.remove_prefix(dash + 3);
    return std::string(what.substr(0, what.find("; last read")));
}

// The library tells where an unexpected token ends; this is where it starts. `last` is its last byte. Of
// numbers and strings alone it tells the text, which of others goes back to the token before.
std::size_t token_start(std::size_t last, std::string_view reason, std::string_view token) {
    std::size_t size = 1;
    if (reason.starts_with("unexpected true") || reason.starts_with("unexpected null"))
        size = 4;
    else if (reason.starts_with("unexpected false"))
        size = 5;
    else if (reason.starts_with("unexpected number") || reason.starts_with("unexpected string") ||
             reason == out_of_range)
        size = token.size();
    return last + 1 >= size ? last + 1 - size : 0;
}

// Takes the library's events and builds the value; stops it, with an error, at what we refuse.
class Builder final : public nlohmann::json_sax<Library> {
public:
    explicit Builder(std::string_view text) : text_(text) {}

    bool null() override { return add({}); }
    bool boolean(bool value) override { return add(value); }
    // Minus zero is the one integer that loses its text on the way.
    bool number_integer(number_integer_t value) override {
        return add(value == 0 ? Json::number("-0") : Json(std::int64_t{value}));
    }
    bool number_unsigned(number_unsigned_t value) override { return add(Json(std::uint64_t{value})); }
    bool number_float(number_float_t /*value*/, const string_t& raw) override {
        std::string digits = raw;
        // The library puts in the decimal sign of the C locale.
        for (char& c : digits)
            if (std::string_view{"+-.0123456789Ee"}.find(c) == std::string_view::npos) c = '.';
        return add(Json::number(std::move(digits)));
    }
    bool string(string_t& value) override { return add(Json(std::move(value))); }
    bool binary(binary_t& /*value*/) override { return false; }
    bool start_object(std::size_t /*size*/) override { return open(Json::object()); }
    bool key(string_t& name) override {
        open_.back().members().push_back({std::move(name), Json{}});
        return true;
    }
    bool end_object() override { return names_differ(open_.back().members()) && close(); }
    bool start_array(std::size_t /*size*/) override { return open(Json::array()); }
    bool end_array() override { return close(); }
    bool parse_error(std::size_t position, const std::string& token,
                     const nlohmann::detail::exception& exception) override {
        std::string reason = reason_of(exception.what());
        const std::size_t last = position == 0 ? 0 : position - 1;
        const std::size_t at = last < text_.size() ? token_start(last, reason, token) : last;
        error_ = invalid_at(text_, at, std::move(reason));
        return false;
    }

    [[nodiscard]] Json& root() noexcept { return root_; }
    [[nodiscard]] Error& error() noexcept { return error_; }

private:
    bool open(Json container) {
        if (open_.size() == std::size_t{Json::max_depth}) {
            error_ = Error{"json.too_deep"}.with("limit", std::to_string(Json::max_depth));
            return false;
        }
        open_.push_back(std::move(container));
        return true;
    }

    bool close() {
        Json done = std::move(open_.back());
        open_.pop_back();
        return add(std::move(done));
    }

    bool add(Json value) {
        if (open_.empty())
            root_ = std::move(value);
        else if (Json& parent = open_.back(); parent.is_array())
            parent.push_back(std::move(value));
        else
            parent.members().back().value = std::move(value);
        return true;
    }

    bool names_differ(const Json::Object& members) {
        const auto sorted = by_name(members);
        const auto twice = std::adjacent_find(
            sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return a->name == b->name; });
        if (twice == sorted.end()) return true;
        error_ = Error{"json.duplicate_member"}.with("name", (*twice)->name);
        return false;
    }

    std::string_view text_;
    std::vector<Json> open_;
    Json root_;
    Error error_;
};

}  // namespace

Result<Json> Json::parse(std::string_view text) {
    Builder builder{text};
    if (!Library::sax_parse(text.begin(), text.end(), &builder)) return fail(std::move(builder.error()));
    // The library takes a NUL for the end and would not look at what follows.
    if (const auto nul = text.find('\0'); nul != std::string_view::npos)
        return fail(invalid_at(text, nul, "unexpected NUL"));
    return std::move(builder.root());
}

}  // namespace skifte
