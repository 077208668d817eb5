// Schema, seals and tally.
#include "journal/store.hpp"

#include <skifte/support/digest.hpp>

#include <array>
#include <cstring>

namespace skifte::journal {

namespace {

// Entry n brings version n to n + 1. An entry that has been in a release is never changed; one that adds a
// column must seal the rows anew.
constexpr std::array migrations{
    R"sql(
CREATE TABLE filing (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  environment TEXT NOT NULL, base_url TEXT NOT NULL, cvr TEXT NOT NULL, certificate_serial TEXT NOT NULL,
  spec TEXT NOT NULL, spec_version TEXT NOT NULL, operation TEXT NOT NULL, target TEXT NOT NULL,
  identity TEXT NOT NULL, content TEXT NOT NULL, matching TEXT NOT NULL, input_path TEXT NOT NULL,
  run TEXT NOT NULL, input_row INTEGER NOT NULL, files TEXT NOT NULL, state TEXT NOT NULL, owner INTEGER NOT NULL, created INTEGER NOT NULL, sent INTEGER,
  last_byte INTEGER, settled INTEGER, settled_by TEXT NOT NULL, http_status INTEGER NOT NULL,
  request_id TEXT NOT NULL, server_id TEXT NOT NULL, server_time TEXT NOT NULL, fault_code TEXT NOT NULL,
  fault_text TEXT NOT NULL, checksum TEXT NOT NULL
) STRICT;
CREATE TABLE receipt (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, filing TEXT NOT NULL REFERENCES filing (id),
  environment TEXT NOT NULL, base_url TEXT NOT NULL, cvr TEXT NOT NULL, certificate_serial TEXT NOT NULL,
  spec TEXT NOT NULL, spec_version TEXT NOT NULL, operation TEXT NOT NULL, target TEXT NOT NULL,
  server_id TEXT NOT NULL, server_time TEXT NOT NULL, request_id TEXT NOT NULL, body_sha256 TEXT NOT NULL,
  files TEXT NOT NULL, recorded INTEGER NOT NULL, verification TEXT NOT NULL, differences TEXT NOT NULL,
  checksum TEXT NOT NULL
) STRICT;
CREATE TABLE run (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, environment TEXT NOT NULL, base_url TEXT NOT NULL,
  cvr TEXT NOT NULL, spec TEXT NOT NULL, spec_version TEXT NOT NULL, operation TEXT NOT NULL,
  input_path TEXT NOT NULL, input_sha256 TEXT NOT NULL, kept_path TEXT NOT NULL, options TEXT NOT NULL,
  input_rows INTEGER NOT NULL, created INTEGER NOT NULL, closed INTEGER, checksum TEXT NOT NULL
) STRICT;
CREATE TABLE tally (
  seq INTEGER PRIMARY KEY, intents INTEGER NOT NULL, filings INTEGER NOT NULL, filings_sum INTEGER NOT NULL,
  receipts INTEGER NOT NULL, receipts_sum INTEGER NOT NULL, runs INTEGER NOT NULL, runs_sum INTEGER NOT NULL,
  checksum TEXT NOT NULL
) STRICT;
)sql",
    R"sql(
ALTER TABLE filing ADD COLUMN sent_up TEXT NOT NULL DEFAULT '';
ALTER TABLE filing ADD COLUMN last_byte_up TEXT NOT NULL DEFAULT '';
)sql"};
constexpr std::size_t filing_columns_of_1 = 30;  // without the checksum
static_assert(migrations.size() == schema_version);

std::string quoted_list(const std::vector<std::string>& columns, const char* suffix = "") {
    std::string list;
    for (const std::string& column : columns) list += (list.empty() ? "" : ", ") + column + suffix;
    return list;
}

std::string select_from(const Table& table) {
    return "SELECT " + quoted_list(table.columns) + ", checksum FROM " + table.name;
}

// What the row structs have in common, for the templates below.
const Table& table_of(const FilingRow*) {
    return filing_table();
}
const Table& table_of(const ReceiptRow*) {
    return receipt_table();
}
const Table& table_of(const RunRow*) {
    return run_table();
}
std::optional<FilingRow> parse(const Row& row, const FilingRow*) {
    return filing_from(row);
}
std::optional<ReceiptRow> parse(const Row& row, const ReceiptRow*) {
    return receipt_from(row);
}
std::optional<RunRow> parse(const Row& row, const RunRow*) {
    return run_from(row);
}
const std::string& id_of(const FilingRow& row) {
    return row.filing.id;
}
const std::string& id_of(const ReceiptRow& row) {
    return row.receipt.id;
}

const std::string& id_of(const RunRow& row) {
    return row.run.id;
}

struct Sum {
    std::int64_t& count;
    std::int64_t& sum;
};
Sum sum_in(Tally& tally, const FilingRow*) {
    return {tally.filings, tally.filings_sum};
}
Sum sum_in(Tally& tally, const ReceiptRow*) {
    return {tally.receipts, tally.receipts_sum};
}
Sum sum_in(Tally& tally, const RunRow*) {
    return {tally.runs, tally.runs_sum};
}

// A row's share of the tally's sum.
std::int64_t sum_of(const Sha256Digest& checksum) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < sizeof sum; ++i)
        sum = (sum << 8) | std::to_integer<std::int64_t>(checksum[i]);
    return sum;
}

template <typename R>
constexpr R* of = nullptr;

}  // namespace

Failure Store::corrupt(const Table& table, std::string row, std::string reason) const {
    return fail("journal.corrupt", {{"path", path_.string()},
                                    {"table", table.name},
                                    {"row", std::move(row)},
                                    {"reason", std::move(reason)}});
}

Result<std::optional<Store>> Store::open(const std::filesystem::path& path, const std::string& vfs,
                                         Secret key, bool may_be_new) {
    SKIFTE_TRY(Database database, Database::open(path, vfs));
    Store store{std::move(database), path, std::move(key)};
    Database& db = store.database_;
    SKIFTE_TRY(const Value version, db.run("PRAGMA user_version"));
    const std::int64_t found = std::get<std::int64_t>(version);
    if (found < 0 || found > schema_version)
        return fail("journal.version", {{"path", path.string()},
                                        {"found", std::to_string(found)},
                                        {"known", std::to_string(schema_version)}});
    if (found == 0 && !may_be_new) return std::optional<Store>{};
    // A write-ahead log, synced at every commit (FULL; NORMAL would sync at checkpoints only, and a power cut
    // would take the last intents). SQLite syncs the folder when it makes the log, so that its name lasts
    // too.
    SKIFTE_TRY(const Value mode, db.run("PRAGMA journal_mode = WAL"));
    if (mode != Value{std::string{"wal"}})
        return fail("journal.open", {{"path", path.string()}, {"reason", "no write-ahead log"}});
    SKIFTE_CHECK(db.execute("PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON"));
    if (found < schema_version) SKIFTE_CHECK(store.migrate());
    return std::optional{std::move(store)};
}

Result<void> Store::migrate() {
    SKIFTE_TRY(Transaction transaction, begin());
    SKIFTE_TRY(const Value version, database_.run("PRAGMA user_version"));
    const std::int64_t found = std::get<std::int64_t>(version);
    for (auto n = static_cast<std::size_t>(found); n < migrations.size(); ++n)
        SKIFTE_CHECK(database_.execute(migrations[n]));
    if (found == 1) SKIFTE_CHECK(seal_filings_anew(filing_columns_of_1));
    if (found == 0) SKIFTE_CHECK(write(tally_table(), to_row(Tally{}), true));
    SKIFTE_CHECK(database_.execute("PRAGMA user_version = " + std::to_string(schema_version)));
    return commit(transaction);
}

// A seal is over all columns, so rows that got more of them need another. None gets one that does not hold
// the old, nor if one is missing: a migration must not make good what was tampered with.
Result<void> Store::seal_filings_anew(std::size_t columns_before) {
    const Table& now = filing_table();
    Table before = now;
    before.columns.resize(columns_before);
    SKIFTE_TRY(Tally tally, this->tally());
    std::vector<Row> rows;
    {
        SKIFTE_TRY(Statement statement, database_.prepare(select_from(before) + " ORDER BY seq"));
        for (;;) {
            SKIFTE_TRY(const bool more, statement.step());
            if (!more) break;
            SKIFTE_TRY(Unsealed found, unseal(before, statement));
            --tally.filings;
            tally.filings_sum ^= found.sum;
            rows.push_back(std::move(found.row));
        }
    }
    if (tally.filings != 0 || tally.filings_sum != 0) return corrupt(now, "", "missing");
    for (Row& row : rows) {
        row.resize(now.columns.size(), std::string{});
        SKIFTE_CHECK(write(now, row, false));
        ++tally.filings;
        tally.filings_sum ^= sum_of(seal(now, row));
    }
    return change_tally([&](Tally& changed) { changed = tally; });
}

Sha256Digest Store::seal(const Table& table, const Row& row) const {
    // Lengths and kinds stand before the values, so that no two rows have the same text.
    std::string text = table.name + '\n';
    for (const Value& value : row) {
        if (const auto* number = std::get_if<std::int64_t>(&value))
            text += "i" + std::to_string(*number) + ';';
        else if (const auto* chars = std::get_if<std::string>(&value))
            text.append("t").append(std::to_string(chars->size())).append(":").append(*chars);
        else
            text += 'n';
    }
    return hmac_sha256(std::as_bytes(std::span{key_.reveal()}), text);
}

Result<Store::Unsealed> Store::unseal(const Table& table, const Statement& statement) const {
    Row row;
    row.reserve(table.columns.size());
    const int columns = static_cast<int>(table.columns.size());
    for (int i = 0; i < columns; ++i) row.push_back(statement.column(i));
    const Sha256Digest digest = seal(table, row);
    if (statement.column(columns) == Value{hex(digest)}) return Unsealed{std::move(row), sum_of(digest)};
    const auto* seq = std::get_if<std::int64_t>(&row.front());
    return corrupt(table, seq != nullptr ? std::to_string(*seq) : "", "checksum");
}

Result<std::optional<Row>> Store::find(const Table& table, std::string_view column, Value key) const {
    SKIFTE_TRY(Statement statement,
               database_.prepare(select_from(table) + " WHERE " + std::string{column} + " = ?1"));
    SKIFTE_CHECK(statement.bind(std::array{std::move(key)}));
    SKIFTE_TRY(const bool found, statement.step());
    if (!found) return std::optional<Row>{};
    return unseal(table, statement).transform([](Unsealed&& found_row) {
        return std::optional{std::move(found_row.row)};
    });
}

Result<Tally> Store::tally() const {
    SKIFTE_TRY(const std::optional<Row> row, find(tally_table(), "seq", std::int64_t{1}));
    const auto tally = row ? tally_from(*row) : std::nullopt;
    if (!tally) return corrupt(tally_table(), "1", row ? "content" : "missing");
    return *tally;
}

Result<void> Store::write(const Table& table, const Row& row, bool is_new) {
    Row values = row;
    values.emplace_back(hex(seal(table, row)));
    std::vector<std::string> columns = table.columns;
    columns.emplace_back("checksum");
    std::string sql;
    if (is_new) {
        sql = "INSERT INTO " + table.name + " (" + quoted_list(columns) + ") VALUES (?";
        for (std::size_t i = 1; i < columns.size(); ++i) sql += ", ?";
        sql += ")";
    } else {
        sql = "UPDATE " + table.name + " SET (" + quoted_list(columns) + ") = (?1";
        for (std::size_t i = 2; i <= columns.size(); ++i) sql += ", ?" + std::to_string(i);
        sql += ") WHERE seq = ?1";
    }
    SKIFTE_TRY(const Value ignored, database_.run(sql, values));
    (void)ignored;
    if (database_.changes() != 1)
        return corrupt(table, std::to_string(std::get<std::int64_t>(row.front())), "missing");
    return {};
}

Result<void> Store::change_tally(const std::function<void(Tally&)>& change) {
    if (!changed_tally_) {
        SKIFTE_TRY(changed_tally_, tally());
    }
    change(*changed_tally_);
    return {};
}

Result<void> Store::commit(Transaction& transaction) {
    if (changed_tally_) SKIFTE_CHECK(write(tally_table(), to_row(*changed_tally_), false));
    changed_tally_.reset();
    return transaction.commit();
}

Result<std::int64_t> Store::version_of_others() {
    SKIFTE_TRY(const Value version, database_.run("PRAGMA data_version"));
    return std::get<std::int64_t>(version);
}

Result<void> Store::count_intents(std::int64_t more) {
    return change_tally([&](Tally& tally) { tally.intents += more; });
}

template <typename R>
Result<std::optional<R>> Store::find_row(std::string_view id) const {
    const Table& table = table_of(of<R>);
    SKIFTE_TRY(const std::optional<Row> row, find(table, "id", std::string{id}));
    if (!row) return std::optional<R>{};
    auto parsed = parse(*row, of<R>);
    if (!parsed || id_of(*parsed) != id) return corrupt(table, std::string{id}, "content");
    return parsed;
}

template <typename R>
Result<void> Store::scan_rows(const std::function<bool(R&)>& each) const {
    const Table& table = table_of(of<R>);
    // The tally's statement stays open over the scan: as long as it does, SQLite shows both the same state.
    SKIFTE_TRY(Statement held, database_.prepare(select_from(tally_table())));
    SKIFTE_TRY(const bool counted, held.step());
    if (!counted) return corrupt(tally_table(), "1", "missing");
    SKIFTE_TRY(const Unsealed unsealed, unseal(tally_table(), held));
    auto tally = tally_from(unsealed.row);
    if (!tally) return corrupt(tally_table(), "1", "content");

    SKIFTE_TRY(Statement rows, database_.prepare(select_from(table) + " ORDER BY seq"));
    const Sum left = sum_in(*tally, of<R>);
    for (;;) {
        SKIFTE_TRY(const bool more, rows.step());
        if (!more) break;
        SKIFTE_TRY(const Unsealed found, unseal(table, rows));
        auto parsed = parse(found.row, of<R>);
        if (!parsed)
            return corrupt(table, std::to_string(std::get<std::int64_t>(found.row.front())), "content");
        --left.count;
        left.sum ^= found.sum;
        if (!each(*parsed)) return {};
    }
    if (left.count != 0 || left.sum != 0) return corrupt(table, "", "missing");
    return {};
}

template <typename R>
Result<void> Store::insert_row(R& row) {
    const Table& table = table_of(of<R>);
    SKIFTE_TRY(const Value next, database_.run("SELECT coalesce(max(seq), 0) + 1 FROM " + table.name));
    row.seq = std::get<std::int64_t>(next);
    const Row values = to_row(row);
    SKIFTE_CHECK(write(table, values, true));
    return change_tally([&](Tally& tally) {
        const Sum sum = sum_in(tally, of<R>);
        ++sum.count;
        sum.sum ^= sum_of(seal(table, values));
    });
}

template <typename R>
Result<void> Store::update_row(const R& before, const R& after) {
    const Table& table = table_of(of<R>);
    const Row values = to_row(after);
    SKIFTE_CHECK(write(table, values, false));
    return change_tally([&](Tally& tally) {
        sum_in(tally, of<R>).sum ^= sum_of(seal(table, to_row(before))) ^ sum_of(seal(table, values));
    });
}

template <typename R>
Result<void> Store::remove_row(const R& row) {
    const Table& table = table_of(of<R>);
    SKIFTE_TRY(const Value ignored,
               database_.run("DELETE FROM " + table.name + " WHERE seq = ?1", std::array{Value{row.seq}}));
    (void)ignored;
    if (database_.changes() != 1) return corrupt(table, std::to_string(row.seq), "missing");
    return change_tally([&](Tally& tally) {
        const Sum sum = sum_in(tally, of<R>);
        --sum.count;
        sum.sum ^= sum_of(seal(table, to_row(row)));
    });
}

Result<void> Store::before_removing() {
    return database_.execute("PRAGMA secure_delete = ON; PRAGMA foreign_keys = OFF");
}

// Where another process reads, the log is emptied by the next checkpoint.
Result<void> Store::after_removing() {
    return database_.execute("PRAGMA foreign_keys = ON; PRAGMA wal_checkpoint(TRUNCATE)");
}

Result<std::optional<FilingRow>> Store::find_filing(std::string_view id) const {
    return find_row<FilingRow>(id);
}
Result<std::optional<ReceiptRow>> Store::find_receipt(std::string_view id) const {
    return find_row<ReceiptRow>(id);
}
Result<std::optional<RunRow>> Store::find_run(std::string_view id) const {
    return find_row<RunRow>(id);
}
Result<void> Store::scan_filings(const std::function<bool(FilingRow&)>& each) const {
    return scan_rows(each);
}
Result<void> Store::scan_receipts(const std::function<bool(ReceiptRow&)>& each) const {
    return scan_rows(each);
}
Result<void> Store::scan_runs(const std::function<bool(RunRow&)>& each) const {
    return scan_rows(each);
}
Result<void> Store::insert(FilingRow& row) {
    return insert_row(row);
}
Result<void> Store::insert(ReceiptRow& row) {
    return insert_row(row);
}
Result<void> Store::insert(RunRow& row) {
    return insert_row(row);
}
Result<void> Store::remove(const FilingRow& row) {
    return remove_row(row);
}
Result<void> Store::remove(const RunRow& row) {
    return remove_row(row);
}
Result<void> Store::update(const RunRow& before, const RunRow& after) {
    return update_row(before, after);
}
Result<void> Store::update(const FilingRow& before, const FilingRow& after) {
    return update_row(before, after);
}
Result<void> Store::update(const ReceiptRow& before, const ReceiptRow& after) {
    return update_row(before, after);
}

}  // namespace skifte::journal
