// SureCell: what of one column is surely right, told by a glance at the cell's own text. It knows a part of
// what cell_value and openapi::validate take, and never takes what they do not.
#pragma once

#include "cli/cell_value.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::cli {

class SureCell {
public:
    SureCell() = default;  // sure of nothing
    // `name`: of the field in the object that holds it.
    SureCell(const openapi::Schema& schema, std::string_view name, const CellRules& rules);

    struct Value {
        Json::Kind kind = Json::Kind::string;
        std::string_view canonical{};  // filing::canonical_text of it; of this, the cell or `room`
    };
    using Room = std::array<char, 24>;
    // Of a cell that is not empty; none where it is not sure.
    [[nodiscard]] std::optional<Value> value(const sheet::Cell& cell, Room& room) const;

private:
    enum class Way : std::uint8_t { none, word, text, digits, money, date };
    [[nodiscard]] static Way way_of(const openapi::Schema& schema);
    void know_words(const openapi::Schema& schema, const CellRules& rules);
    [[nodiscard]] bool know_lengths(const openapi::Schema& schema);
    [[nodiscard]] bool know_limits(const openapi::Schema& schema);
    [[nodiscard]] bool is_text(std::string_view text) const;
    [[nodiscard]] std::optional<std::string_view> amount(const sheet::Cell& cell, Room& room) const;

    Way way_ = Way::none;
    DecimalMark mark_ = DecimalMark::unsure;
    std::size_t least_ = 0, most_ = 0;       // bytes
    std::int64_t lowest_ = 0, highest_ = 0;  // øre
    struct Word {
        std::string written, canonical;
    };
    std::vector<Word> words_;
};

}  // namespace skifte::cli
