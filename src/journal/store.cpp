// Seals and tally.
#include "journal/store.hpp"

#include <skifte/support/digest.hpp>

#include <array>
#include <charconv>
#include <utility>

namespace skifte::journal {

namespace {

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

void Store::add_to_seal(const ValueView& value) const {
    // Lengths and kinds stand before the values, so that no two rows have the same text.
    std::array<char, 24> digits{};
    const auto add = [&](char kind, std::int64_t number, char end) {
        const auto stop = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
        (sealed_ += kind).append(digits.data(), stop) += end;
    };
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        add('i', *number, ';');
    } else if (const auto* text = std::get_if<std::string_view>(&value)) {
        add('t', static_cast<std::int64_t>(text->size()), ':');
        sealed_ += *text;
    } else {
        sealed_ += 'n';
    }
}

Sha256Digest Store::seal(const Table& table, std::span<const ValueView> row) const {
    sealed_.assign(table.name) += '\n';
    for (const ValueView& value : row) add_to_seal(value);
    return seal_.of(sealed_);
}

// The row that stands there, if its seal holds: its share of the tally's sum.
Result<std::int64_t> Store::check_seal(const Table& table, const Statement& statement) const {
    const int columns = static_cast<int>(table.columns.size());
    sealed_.assign(table.name) += '\n';
    for (int i = 0; i < columns; ++i) add_to_seal(statement.view(i));
    const Sha256Digest digest = seal_.of(sealed_);
    if (statement.view(columns) == ValueView{std::string_view{hex(digest)}}) return sum_of(digest);
    const ValueView first = statement.view(0);
    const auto* seq = std::get_if<std::int64_t>(&first);
    return corrupt(table, seq != nullptr ? std::to_string(*seq) : "", "checksum");
}

Result<Tally> Store::tally() const {
    SKIFTE_TRY(Statement statement, database_.prepare(tally_table().select));
    SKIFTE_TRY(const bool found, statement.step());
    if (!found) return corrupt(tally_table(), "1", "missing");
    return tally_at(statement);
}

Result<Tally> Store::tally_at(const Statement& statement) const {
    SKIFTE_CHECK(check_seal(tally_table(), statement));
    Tally tally;
    if (!read(statement, tally)) return corrupt(tally_table(), "1", "content");
    return tally;
}

// Gives the row's share of the tally's sum.
Result<std::int64_t> Store::write(const Table& table, std::span<const ValueView> row, bool is_new) {
    const Sha256Digest sealed = seal(table, row);
    const std::string checksum = hex(sealed);
    SKIFTE_TRY(Statement statement, database_.prepare(is_new ? table.insert : table.update));
    SKIFTE_CHECK(statement.bind(row));
    SKIFTE_CHECK(statement.bind(std::array{ValueView{std::string_view{checksum}}}, row.size()));
    SKIFTE_TRY(const bool more, statement.step());
    if (more || database_.changes() != 1)
        return corrupt(table, std::to_string(std::get<std::int64_t>(row.front())), "missing");
    return sum_of(sealed);
}

Result<void> Store::change_tally(const std::function<void(Tally&)>& change) {
    if (!changed_tally_) {
        SKIFTE_TRY(changed_tally_, tally());
    }
    change(*changed_tally_);
    return {};
}

Result<Transaction> Store::begin(Sync sync) {
    changed_tally_.reset();
    next_seq_.clear();
    if (sync != sync_)
        SKIFTE_CHECK(database_.execute(sync == Sync::now ? "PRAGMA synchronous = FULL"
                                                         : "PRAGMA synchronous = NORMAL"));
    sync_ = sync;
    return Transaction::begin(database_);
}

Result<void> Store::commit(Transaction& transaction) {
    if (changed_tally_) {
        SKIFTE_TRY(const std::int64_t ignored, write(tally_table(), written(*changed_tally_).values, false));
        (void)ignored;
    }
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
    SKIFTE_TRY(Statement statement, database_.prepare(table.select_by_id));
    SKIFTE_CHECK(statement.bind(std::array{ValueView{id}}));
    SKIFTE_TRY(const bool found, statement.step());
    if (!found) return std::optional<R>{};
    SKIFTE_TRY(const std::int64_t share, check_seal(table, statement));
    std::optional<R> row{std::in_place};
    if (!read(statement, *row) || id_of(*row) != id) return corrupt(table, std::string{id}, "content");
    row->share = share;
    return row;
}

template <typename R>
Result<void> Store::scan_rows(const std::function<Result<bool>(const Statement&, std::int64_t)>& each) const {
    const Table& table = table_of(of<R>);
    // The tally's statement stays open over the scan: as long as it does, SQLite shows both the same state.
    SKIFTE_TRY(Statement held, database_.prepare(tally_table().select));
    SKIFTE_TRY(const bool counted, held.step());
    if (!counted) return corrupt(tally_table(), "1", "missing");
    SKIFTE_TRY(Tally tally, tally_at(held));

    SKIFTE_TRY(Statement rows, database_.prepare(table.select + " ORDER BY seq"));
    const Sum left = sum_in(tally, of<R>);
    for (;;) {
        SKIFTE_TRY(const bool more, rows.step());
        if (!more) break;
        SKIFTE_TRY(const std::int64_t share, check_seal(table, rows));
        --left.count;
        left.sum ^= share;
        SKIFTE_TRY(const bool go_on, each(rows, share));
        if (!go_on) return {};
    }
    if (left.count != 0 || left.sum != 0) return corrupt(table, "", "missing");
    return {};
}

// Precondition: the seal holds.
template <typename R>
Result<R> Store::read_row(const Statement& statement, std::int64_t share) const {
    R row;
    if (read(statement, row)) {
        row.share = share;
        return row;
    }
    const ValueView first = statement.view(0);
    const auto* seq = std::get_if<std::int64_t>(&first);
    return corrupt(table_of(of<R>), seq != nullptr ? std::to_string(*seq) : "", "content");
}

template <typename R>
Result<void> Store::scan_whole_rows(const std::function<bool(R&)>& each) const {
    return scan_rows<R>([&](const Statement& statement, std::int64_t share) -> Result<bool> {
        SKIFTE_TRY(R row, read_row<R>(statement, share));
        return each(row);
    });
}

template <typename R>
Result<void> Store::insert_row(R& row) {
    const Table& table = table_of(of<R>);
    auto next = next_seq_.find(&table);
    if (next == next_seq_.end()) {
        SKIFTE_TRY(const Value highest, database_.run("SELECT coalesce(max(seq), 0) FROM " + table.name));
        next = next_seq_.emplace(&table, std::get<std::int64_t>(highest) + 1).first;
    }
    row.seq = next->second++;
    SKIFTE_TRY(row.share, write(table, written(row).values, true));
    return change_tally([&](Tally& tally) {
        const Sum sum = sum_in(tally, of<R>);
        ++sum.count;
        sum.sum ^= row.share;
    });
}

template <typename R>
Result<void> Store::update_row(R& row) {
    SKIFTE_TRY(const std::int64_t share, write(table_of(of<R>), written(row).values, false));
    const std::int64_t before = std::exchange(row.share, share);
    return change_tally([&](Tally& tally) { sum_in(tally, of<R>).sum ^= before ^ share; });
}

template <typename R>
Result<void> Store::remove_row(const R& row) {
    const Table& table = table_of(of<R>);
    SKIFTE_TRY(const Value ignored, database_.run("DELETE FROM " + table.name + " WHERE seq = ?1",
                                                  std::array{ValueView{row.seq}}));
    (void)ignored;
    if (database_.changes() != 1) return corrupt(table, std::to_string(row.seq), "missing");
    return change_tally([&](Tally& tally) {
        const Sum sum = sum_in(tally, of<R>);
        --sum.count;
        sum.sum ^= row.share;
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
Result<bool> Store::tell(const Statement& statement, std::int64_t share,
                         const std::function<bool(const Brief&)>& wanted,
                         const std::function<bool(FilingRow&)>& each) const {
    const auto brief = brief_from(statement);
    if (brief && !wanted(*brief)) return true;
    SKIFTE_TRY(FilingRow row, read_row<FilingRow>(statement, share));
    return each(row);
}

Result<void> Store::scan_filings(const std::function<bool(const Brief&)>& wanted,
                                 const std::function<bool(FilingRow&)>& each) const {
    return scan_rows<FilingRow>(
        [&](const Statement& statement, std::int64_t share) { return tell(statement, share, wanted, each); });
}

Result<bool> Store::scan_filings_between(std::int64_t first, std::int64_t last, std::int64_t version,
                                         const std::function<bool(const Brief&)>& wanted,
                                         const std::function<bool(FilingRow&)>& each) {
    const Table& table = filing_table();
    SKIFTE_TRY(Statement rows, database_.prepare(table.select + " WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq"));
    SKIFTE_CHECK(rows.bind(std::array{ValueView{first}, ValueView{last}}));
    SKIFTE_TRY(bool more, rows.step());
    // From here on SQLite shows one state of the database: is it still the one that the bounds are of?
    SKIFTE_TRY(const std::int64_t now, version_of_others());
    if (now != version) return false;
    while (more) {
        SKIFTE_TRY(const std::int64_t share, check_seal(table, rows));
        SKIFTE_TRY(const bool go_on, tell(rows, share, wanted, each));
        if (!go_on) break;
        SKIFTE_TRY(more, rows.step());
    }
    return true;
}

Result<void> Store::scan_receipts(const std::function<bool(ReceiptRow&)>& each) const {
    return scan_whole_rows(each);
}
Result<void> Store::scan_runs(const std::function<bool(RunRow&)>& each) const {
    return scan_whole_rows(each);
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
Result<void> Store::update(RunRow& row) {
    return update_row(row);
}
Result<void> Store::update(FilingRow& row) {
    return update_row(row);
}
Result<void> Store::update(ReceiptRow& row) {
    return update_row(row);
}

}  // namespace skifte::journal
