#include <skifte/batch/check.hpp>

#include <algorithm>

namespace skifte::batch {

namespace {

constexpr std::string_view prefix = "f-";

}  // namespace

std::string RowState::filing() const {
    if (digits[0] == '\0') return {};
    return std::string(prefix) + std::string(digits.data(), digits.size());
}

void RowState::set_filing(std::string_view id) {
    digits.fill('\0');
    if (id.size() == prefix.size() + digits.size()) id.copy(digits.data(), digits.size(), prefix.size());
}

std::size_t Table::count(Standing standing) const {
    return static_cast<std::size_t>(std::count_if(
        rows.begin(), rows.end(), [&](const RowState& row) { return row.standing == standing; }));
}

}  // namespace skifte::batch
