// Index: what the journal knows of each identity, in memory, so that a batch need not read the journal once
// for each row. It is made from a scan, which has seen and unsealed every row; an index on disk may be
// damaged without showing it, and then what was sent would look unsent.
#pragma once

#include "journal/rows.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace skifte::journal {

class Index {
public:
    // `version`: of the database, as others change it. `rows`: about as many will be added.
    Index(std::int64_t version, std::int64_t rows) : version_(version) {
        entries_.reserve(static_cast<std::size_t>(std::max<std::int64_t>(0, rows)));
    }

    struct Row {
        State state;
        std::string_view id, identity, content;
    };
    static Row row_of(const Filing& filing) {
        return {filing.state, filing.id, filing.identity, filing.content};
    }
    // Precondition: rows are added in their order.
    void add(const Row& row);
    // One that was added, which has another state now.
    void change(State before, const Filing& after);
    // Once for each row of a run.
    void add_to_run(std::string_view run, std::int64_t seq);
    // Between which rows those of a run stand, and how many they are; none for a run without rows.
    struct Extent {
        std::int64_t first = 0, last = 0, count = 0;
    };
    [[nodiscard]] std::optional<Extent> extent(std::string_view run) const;
    [[nodiscard]] Known known(std::string_view identity, std::string_view content) const;
    [[nodiscard]] std::int64_t version() const noexcept { return version_; }

private:
    // The first half of an HMAC: no two will ever be the same.
    using Half = std::array<std::uint64_t, 2>;
    struct Hash {
        std::size_t operator()(const Half& half) const noexcept { return half[0]; }
    };
    struct Entry {
        Half content{};          // of the latest accepted
        std::uint64_t done = 0;  // the digits of its id
        std::uint64_t open = 0;  // of the one that is being sent or unknown; 0 for none
        std::uint32_t accepted = 0;
    };
    [[nodiscard]] static Half half_of(std::string_view hex);

    std::int64_t version_;
    std::unordered_map<Half, Entry, Hash> entries_;
    std::map<std::string, Extent, std::less<>> runs_;
};

}  // namespace skifte::journal
