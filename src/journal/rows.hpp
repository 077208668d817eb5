// Rows: Filing, Receipt, Run and Tally as the columns they are kept in. Each struct names its columns once,
// in each_column; reading, writing and the SQL are made from that.
#pragma once

#include "journal/sqlite.hpp"

#include <skifte/journal/journal.hpp>

#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::journal {

// `share` of each: of the tally's sum, as the row stands in the database. Store sets it.
struct FilingRow {
    std::int64_t seq = 0;  // the order in which they were planned
    std::int64_t share = 0;
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
    std::int64_t share = 0;
    Receipt receipt;
};

struct RunRow {
    std::int64_t seq = 0;
    std::int64_t share = 0;
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
    std::string select_by_id;          // of one; parameter: the id
    std::string insert;                // parameters: the same
    std::string update;                // the same, of the row of that seq; all but seq and id is set
};
[[nodiscard]] const Table& filing_table();
[[nodiscard]] const Table& receipt_table();
[[nodiscard]] const Table& run_table();
[[nodiscard]] const Table& tally_table();

// A row's columns as they are written, without the checksum: views of the row's own texts, and of those that
// were made for it.
struct Written {
    std::vector<ValueView> values;
    std::list<std::string> made;
};
[[nodiscard]] Written written(const FilingRow& row);
[[nodiscard]] Written written(const ReceiptRow& row);
[[nodiscard]] Written written(const RunRow& row);
[[nodiscard]] Written written(const Tally& row);
// Reads where the statement stands. None or false: the columns do not hold what this program writes.
[[nodiscard]] std::optional<Brief> brief_from(const Statement& statement);
[[nodiscard]] bool read(const Statement& statement, FilingRow& row);
[[nodiscard]] bool read(const Statement& statement, ReceiptRow& row);
[[nodiscard]] bool read(const Statement& statement, RunRow& row);
[[nodiscard]] bool read(const Statement& statement, Tally& row);

}  // namespace skifte::journal
