// Rows: Filing, Receipt, Run and Tally as the columns they are kept in. Each struct names its columns once,
// in each_column; reading, writing and the SQL are made from that.
#pragma once

#include "journal/sqlite.hpp"

#include <skifte/journal/journal.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::journal {

using Row = std::vector<Value>;  // without the checksum

struct FilingRow {
    std::int64_t seq = 0;    // the order in which they were planned
    std::int64_t owner = 0;  // who is sending it (presence.hpp); 0 for nobody
    Filing filing;
};

// What a filing's row is picked by, as it stands in the row that is being read.
struct Brief {
    std::int64_t seq = 0;
    State state = State::planned;
    std::string_view id, operation, target, identity, content, run, server_id;
};

struct ReceiptRow {
    std::int64_t seq = 0;
    Receipt receipt;
};

struct RunRow {
    std::int64_t seq = 0;
    Run run;
};

// One row for the whole journal: what must be there. A row that a damaged page no longer shows has a checksum
// that nobody sees; here it is missed.
struct Tally {
    std::int64_t seq = 1;
    std::int64_t intents = 0;      // how often a row went to `sending`, ever
    std::int64_t filings = 0;      // rows in the table
    std::int64_t filings_sum = 0;  // their checksums (the first 8 bytes of each) by exclusive or
    std::int64_t receipts = 0;
    std::int64_t receipts_sum = 0;
    std::int64_t runs = 0;
    std::int64_t runs_sum = 0;
};

struct Table {
    Table(std::string name, std::vector<std::string> columns);
    std::string name;
    std::vector<std::string> columns;  // the first is seq
    std::string select;                // all columns and the checksum, of all rows
    std::string insert;                // parameters: the same
    std::string update;                // the same, of the row of that seq; all but seq and id is set
};
[[nodiscard]] const Table& filing_table();
[[nodiscard]] const Table& receipt_table();
[[nodiscard]] const Table& run_table();
[[nodiscard]] const Table& tally_table();

[[nodiscard]] Row to_row(const FilingRow& row);
[[nodiscard]] Row to_row(const ReceiptRow& row);
[[nodiscard]] Row to_row(const RunRow& row);
[[nodiscard]] Row to_row(const Tally& row);
// None: the columns do not hold what this program writes.
[[nodiscard]] std::optional<Brief> brief_from(const Statement& statement);
[[nodiscard]] std::optional<FilingRow> filing_from(const Row& row);
[[nodiscard]] std::optional<ReceiptRow> receipt_from(const Row& row);
[[nodiscard]] std::optional<RunRow> run_from(const Row& row);
[[nodiscard]] std::optional<Tally> tally_from(const Row& row);

}  // namespace skifte::journal
