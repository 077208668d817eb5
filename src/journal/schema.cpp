// The tables, and how those of an earlier version become those of this one.
#include "journal/store.hpp"

#include <array>
#include <iterator>

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

}  // namespace

Result<std::optional<Store>> Store::open(const std::filesystem::path& path, const std::string& vfs,
                                         const Secret& key, bool may_be_new) {
    SKIFTE_TRY(Database database, Database::open(path, vfs));
    Store store{std::move(database), path, key};
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
    // The pages that the groups of a batch touch again and again stay in memory (8 MB), and are copied from
    // the log into the database once for several groups (16 MB).
    SKIFTE_CHECK(db.execute("PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON; "
                            "PRAGMA cache_size = -8192; PRAGMA wal_autocheckpoint = 4096"));
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
    if (found == 0) {
        SKIFTE_TRY(const std::int64_t ignored, write(tally_table(), written(Tally{}).values, true));
        (void)ignored;
    }
    SKIFTE_CHECK(database_.execute("PRAGMA user_version = " + std::to_string(schema_version)));
    return commit(transaction);
}

// A seal is over all columns, so rows that got more of them need another. None gets one that does not hold
// the old, nor if one is missing: a migration must not make good what was tampered with.
Result<void> Store::seal_filings_anew(std::size_t columns_before) {
    const Table& now = filing_table();
    const Table before{
        now.name, {now.columns.begin(), now.columns.begin() + static_cast<std::ptrdiff_t>(columns_before)}};
    SKIFTE_TRY(Tally left, tally());
    std::vector<FilingRow> rows;
    {
        SKIFTE_TRY(Statement sealed, database_.prepare(before.select + " ORDER BY seq"));
        SKIFTE_TRY(Statement whole, database_.prepare(now.select + " ORDER BY seq"));
        for (;;) {
            SKIFTE_TRY(const bool more, sealed.step());
            SKIFTE_TRY(const bool also, whole.step());
            if (!more || !also) break;
            SKIFTE_TRY(const std::int64_t share, check_seal(before, sealed));
            FilingRow& row = rows.emplace_back();
            if (!read(whole, row)) return corrupt(now, std::to_string(row.seq), "content");
            row.share = share;
            --left.filings;
            left.filings_sum ^= share;
        }
    }
    if (left.filings != 0 || left.filings_sum != 0) return corrupt(now, "", "missing");
    for (FilingRow& row : rows) SKIFTE_CHECK(update(row));
    return {};
}

}  // namespace skifte::journal
