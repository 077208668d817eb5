// Check: every row is looked at before the first is sent, by itself, against the others, against the journal
// and against what stands at the portal.
#pragma once

#include <skifte/batch/source.hpp>
#include <skifte/journal/journal.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace skifte::batch {

// Where a row stands.
enum class Standing : std::uint8_t {
    ready,    // to be sent
    done,     // filed: by this run or before, with the same content
    refused,  // by the court, in this run
    unknown,  // it is not known whether it was filed
    there,    // at the portal, though this journal did not file it
    changed,  // filed before with other content
    faulty,   // cannot be filed as it is
};
inline constexpr std::size_t standings = 7;

struct RowState {
    std::uint32_t number = 0;  // as sheet::Row counts
    Standing standing = Standing::ready;
    std::array<std::uint8_t, 6> digits{};  // of the filing's id; all zero for none

    [[nodiscard]] std::string filing() const;  // "" for none
    void set_filing(std::string_view id);
};

static_assert(sizeof(RowState) == 12);

// All rows in the order of the input, small enough to keep for a million of them.
struct Table {
    std::vector<RowState> rows;
    // What the check found wrong with rows that the source finds nothing wrong with, by index.
    std::map<std::uint32_t, Fault> findings;
    // Of rows that are `there`: the portal's id, by index.
    std::map<std::uint32_t, std::string> server_ids;
    // Of rows that this process has filed, what the portal said of them, by index; of so many as are kept.
    struct Told {
        std::string server_id, server_time;
    };
    std::unordered_map<std::uint32_t, Told> told;
    // Of rows that are `unknown`: what may have been filed is not what the row says now.
    std::set<std::uint32_t> edited;

    [[nodiscard]] std::size_t count(Standing standing) const;
    void tell(std::uint32_t index, Told said);
    // The row stands as this filing of its identity does, which is accepted or open; `same`: it has the row's
    // content.
    void stand_as(std::uint32_t index, const journal::Filing& filing, bool same);
};

struct Checked {
    Table table;
    // The first of them, by row, with arguments `row` and `column`.
    std::vector<Fault> faults;
    std::size_t fault_count = 0;
    std::size_t faulty_rows = 0;  // with a fault, whatever their standing
};

struct CheckOptions {
    bool look_up = true;  // what is at the portal already; else it is not asked
    std::size_t keep_faults = 10'000;
    // Told of each row: how many so far.
    std::function<void(std::size_t rows)> progress;
};

// Codes of faults, besides the source's: batch.duplicate (first: row number; the same content),
// batch.duplicate_identity (first: another content under the same identity), batch.changed (id of the
// filing), batch.reference_taken (server_id). Errors: the source's, the journal's, and those of asking the
// portal.
[[nodiscard]] Result<Checked> check(Source& source, const journal::Journal& journal,
                                    const filing::Context& context, const CheckOptions& options);

}  // namespace skifte::batch
