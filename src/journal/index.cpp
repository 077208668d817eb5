#include "journal/index.hpp"

#include <algorithm>
#include <charconv>

namespace skifte::journal {

namespace {

constexpr std::size_t id_prefix = 2;  // "f-"
constexpr std::size_t id_digits = 12;

std::uint64_t number_of(std::string_view hex) {
    std::uint64_t number = 0;
    std::from_chars(hex.data(), hex.data() + hex.size(), number, 16);
    return number;
}

// An id of twelve zeros is as likely as any, and must not look like none.
std::uint64_t number_of_id(std::string_view id) {
    return number_of(id.substr(id_prefix)) + 1;
}

std::string id_of(std::uint64_t number) {
    if (number == 0) return {};
    std::array<char, 16> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number - 1, 16).ptr;
    const std::string text{digits.data(), end};
    return "f-" + std::string(id_digits - text.size(), '0') + text;
}

bool is_open(State state) {
    return state == State::sending || state == State::unknown;
}

}  // namespace

Index::Half Index::half_of(std::string_view hex) {
    return {number_of(hex.substr(0, 16)), number_of(hex.substr(std::min<std::size_t>(16, hex.size()), 16))};
}

void Index::add(const Row& row) {
    if (!is_open(row.state) && row.state != State::accepted) return;
    Entry& entry = entries_[half_of(row.identity)];
    if (is_open(row.state)) {
        entry.open = number_of_id(row.id);
        return;
    }
    ++entry.accepted;
    entry.done = number_of_id(row.id);
    entry.content = half_of(row.content);
}

void Index::change(State before, const Filing& after) {
    if (is_open(before) && !is_open(after.state)) entries_[half_of(after.identity)].open = 0;
    if (before != after.state) add(row_of(after));
}

void Index::add_to_run(std::string_view run, std::int64_t seq) {
    if (run.empty()) return;
    auto known = runs_.find(run);
    if (known == runs_.end()) known = runs_.emplace(run, Extent{.first = seq, .last = seq}).first;
    Extent& extent = known->second;
    extent.first = std::min(extent.first, seq);
    extent.last = std::max(extent.last, seq);
    ++extent.count;
}

std::optional<Index::Extent> Index::extent(std::string_view run) const {
    const auto known = runs_.find(run);
    return known != runs_.end() ? std::optional{known->second} : std::nullopt;
}

Known Index::known(std::string_view identity, std::string_view content) const {
    const auto found = entries_.find(half_of(identity));
    if (found == entries_.end()) return {};
    const Entry& entry = found->second;
    return {.accepted = entry.accepted,
            .done = id_of(entry.done),
            .same = entry.accepted > 0 && entry.content == half_of(content),
            .open = id_of(entry.open)};
}

}  // namespace skifte::journal
