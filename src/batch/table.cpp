#include <skifte/batch/check.hpp>

#include <skifte/support/digest.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <span>
#include <utility>

namespace skifte::batch {

namespace {

constexpr std::string_view prefix = "f-";

// Some 15 MB. Of the rest the journal tells, which takes longer.
constexpr std::size_t most_told = 100'000;

}  // namespace

std::string RowState::filing() const {
    if (digits == decltype(digits){}) return {};
    return std::string(prefix) + hex(std::as_bytes(std::span{digits}));
}

void RowState::set_filing(std::string_view id) {
    digits.fill(0);
    if (id.size() != prefix.size() + 2 * digits.size() || !id.starts_with(prefix)) return;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const auto pair = id.substr(prefix.size() + 2 * i, 2);
        std::from_chars(pair.data(), pair.data() + pair.size(), digits[i], 16);
    }
}

void Table::tell(std::uint32_t index, Told said) {
    if (told.size() < most_told) told.insert_or_assign(index, std::move(said));
}

void Table::stand_as(std::uint32_t index, const journal::Filing& filing, bool same) {
    RowState& row = rows[index];
    row.set_filing(filing.id);
    edited.erase(index);
    if (filing.state != journal::State::accepted) {
        row.standing = Standing::unknown;
        if (!same) edited.insert(index);
        return;
    }
    row.standing = same ? Standing::done : Standing::changed;
    if (!same)
        findings.insert_or_assign(
            index, Fault{"", "batch.changed", {{"id", filing.id}, {"server_id", filing.server_id}}});
}

std::size_t Table::count(Standing standing) const {
    return static_cast<std::size_t>(std::count_if(
        rows.begin(), rows.end(), [&](const RowState& row) { return row.standing == standing; }));
}

}  // namespace skifte::batch
