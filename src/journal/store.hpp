// Store: rows in and out of the database, each sealed by a checksum, all together by the tally. Whatever it
// gives was written by a program with the key, and a scan that ends has seen every row; else journal.corrupt.
#pragma once

#include "journal/rows.hpp"
#include "journal/sqlite.hpp"

#include <skifte/support/hmac.hpp>
#include <skifte/support/sensitive.hpp>

#include <functional>
#include <map>
#include <span>

namespace skifte::journal {

// The version of the schema that this program writes.
inline constexpr std::int64_t schema_version = 2;

// Whether a commit is on disk when it returns, or with the next that is: for what nothing hangs on until
// then.
enum class Sync { now, with_next };

class Store {
public:
    // `key` seals; it is for nothing else. Makes the tables in an empty file, or migrates them. None: the
    // file has no tables, and `may_be_new` says that it should have. Error also: journal.version (path,
    // found, known).
    [[nodiscard]] static Result<std::optional<Store>>
    open(const std::filesystem::path& path, const std::string& vfs, const Secret& key, bool may_be_new);

    [[nodiscard]] Result<Transaction> begin(Sync sync = Sync::now);
    // Writes the tally with what was changed, and makes all of it durable (or not yet, as begin() was told).
    [[nodiscard]] Result<void> commit(Transaction& transaction);
    // Another number whenever another process has changed the database. Precondition: a Transaction is open.
    [[nodiscard]] Result<std::int64_t> version_of_others();

    [[nodiscard]] Result<Tally> tally() const;
    [[nodiscard]] Result<std::optional<FilingRow>> find_filing(std::string_view id) const;
    [[nodiscard]] Result<std::optional<ReceiptRow>> find_receipt(std::string_view id) const;
    [[nodiscard]] Result<std::optional<RunRow>> find_run(std::string_view id) const;
    // In the order of seq, from one state of the database; false from `each` ends it. There is no index to
    // look things up by: a damaged one would make a row look absent, and then it would be sent again. Only
    // what is `wanted` is read in full, which takes longer than to see that its seal holds.
    [[nodiscard]] Result<void> scan_filings(const std::function<bool(const Brief&)>& wanted,
                                            const std::function<bool(FilingRow&)>& each) const;
    // Of those rows alone, unless another process has changed the database since `version`: false, and
    // nothing is told. That one between them is missing is for the caller to see.
    [[nodiscard]] Result<bool> scan_filings_between(std::int64_t first, std::int64_t last,
                                                    std::int64_t version,
                                                    const std::function<bool(const Brief&)>& wanted,
                                                    const std::function<bool(FilingRow&)>& each);
    [[nodiscard]] Result<void> scan_receipts(const std::function<bool(ReceiptRow&)>& each) const;
    [[nodiscard]] Result<void> scan_runs(const std::function<bool(RunRow&)>& each) const;

    // Precondition for each: a Transaction is open, to be ended by commit(). insert gives the row its seq.
    [[nodiscard]] Result<void> insert(FilingRow& row);
    [[nodiscard]] Result<void> insert(ReceiptRow& row);
    [[nodiscard]] Result<void> insert(RunRow& row);
    // Of rows that were given by this store, or inserted.
    [[nodiscard]] Result<void> update(FilingRow& row);
    [[nodiscard]] Result<void> update(ReceiptRow& row);
    [[nodiscard]] Result<void> update(RunRow& row);
    [[nodiscard]] Result<void> remove(const FilingRow& row);
    [[nodiscard]] Result<void> remove(const RunRow& row);
    [[nodiscard]] Result<void> count_intents(std::int64_t more);
    // Around what is removed, with no Transaction open: it is overwritten in the file, a filing may go whose
    // receipt stays, and the log is left without it.
    [[nodiscard]] Result<void> before_removing();
    [[nodiscard]] Result<void> after_removing();

    [[nodiscard]] Failure corrupt(const Table& table, std::string row, std::string reason) const;

private:
    Store(Database database, std::filesystem::path path, const Secret& key)
        : database_(std::move(database)),
          path_(std::move(path)),
          seal_(std::as_bytes(std::span{key.reveal()})) {}
    [[nodiscard]] Result<void> migrate();
    [[nodiscard]] Result<void> seal_filings_anew(std::size_t columns_before);
    void add_to_seal(const ValueView& value) const;
    [[nodiscard]] Sha256Digest seal(const Table& table, std::span<const ValueView> row) const;
    [[nodiscard]] Result<std::int64_t> check_seal(const Table& table, const Statement& statement) const;
    [[nodiscard]] Result<std::int64_t> write(const Table& table, std::span<const ValueView> row, bool is_new);
    [[nodiscard]] Result<Tally> tally_at(const Statement& statement) const;
    [[nodiscard]] Result<void> change_tally(const std::function<void(Tally&)>& change);
    template <typename R>
    Result<std::optional<R>> find_row(std::string_view id) const;
    template <typename R>
    Result<R> read_row(const Statement& statement, std::int64_t share) const;
    [[nodiscard]] Result<bool> tell(const Statement& statement, std::int64_t share,
                                    const std::function<bool(const Brief&)>& wanted,
                                    const std::function<bool(FilingRow&)>& each) const;
    // With the row's share of the tally's sum.
    template <typename R>
    Result<void> scan_rows(const std::function<Result<bool>(const Statement&, std::int64_t)>& each) const;
    template <typename R>
    Result<void> scan_whole_rows(const std::function<bool(R&)>& each) const;
    template <typename R>
    Result<void> insert_row(R& row);
    template <typename R>
    Result<void> update_row(R& row);
    template <typename R>
    Result<void> remove_row(const R& row);

    Database database_;
    std::filesystem::path path_;
    HmacSha256 seal_;
    mutable std::string sealed_;  // kept for its memory
    Sync sync_ = Sync::now;
    // Of the open Transaction:
    std::optional<Tally> changed_tally_;             // not yet written
    std::map<const Table*, std::int64_t> next_seq_;  // of tables that rows were inserted into
};

}  // namespace skifte::journal
