// The log of changes in SQLite, and the documents it makes, in memory.
#include "sandbox/state.hpp"

#include <skifte/support/digest.hpp>

#include <sqlite3.h>

namespace skifte::sandbox {
namespace {

// The sandbox may lose its last moments in a power failure, not in a crash of its own.
constexpr const char* set_up = R"sql(
PRAGMA journal_mode = WAL;
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS change (
    seq  INTEGER PRIMARY KEY,
    at   INTEGER NOT NULL,  -- milliseconds since 1970
    kind TEXT NOT NULL,
    id   TEXT NOT NULL,
    scope TEXT NOT NULL,
    json TEXT NOT NULL,
    does INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS content (
    sha256 TEXT PRIMARY KEY,
    bytes  BLOB NOT NULL
) STRICT;
)sql";

class Statement {
public:
    Statement(sqlite3* database, std::string_view sql) {
        sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement_, nullptr);
    }
    ~Statement() { sqlite3_finalize(statement_); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    // What is bound must outlive the step. Binding to a statement that could not be made fails at the step.
    void bind(int at, std::string_view text) {
        sqlite3_bind_text64(statement_, at, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    void bind_bytes(int at, std::string_view bytes) {
        sqlite3_bind_blob64(statement_, at, bytes.data(), bytes.size(), SQLITE_STATIC);
    }
    void bind(int at, std::int64_t number) { sqlite3_bind_int64(statement_, at, number); }

    int step() { return statement_ ? sqlite3_step(statement_) : SQLITE_ERROR; }
    void reset() { sqlite3_reset(statement_); }

    [[nodiscard]] std::string text(int column) const {
        const void* data = sqlite3_column_blob(statement_, column);
        const int size = sqlite3_column_bytes(statement_, column);
        return data ? std::string(static_cast<const char*>(data), static_cast<std::size_t>(size))
                    : std::string();
    }
    [[nodiscard]] std::int64_t number(int column) const { return sqlite3_column_int64(statement_, column); }

private:
    sqlite3_stmt* statement_ = nullptr;
};

}  // namespace

void State::CloseDatabase::operator()(sqlite3* database) const noexcept {
    sqlite3_close(database);
}

Failure State::database_failure() const {
    return fail("sandbox.database", {{"path", file_.string()}, {"reason", sqlite3_errmsg(database_.get())}});
}

Result<void> State::execute(const char* sql) const {
    if (sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) return database_failure();
    return {};
}

Result<State> State::open(const std::filesystem::path& file) {
    sqlite3* database = nullptr;
    const int opened = sqlite3_open(file.c_str(), &database);
    State state(database, file);
    if (opened != SQLITE_OK) return state.database_failure();
    SKIFTE_CHECK(state.execute(set_up));
    SKIFTE_CHECK(state.load());
    return state;
}

Result<void> State::load() {
    Statement rows(database_.get(), "SELECT at, kind, id, scope, json, does FROM change ORDER BY at, seq");
    int step = rows.step();
    for (; step == SQLITE_ROW; step = rows.step()) {
        SKIFTE_TRY(auto members, Json::parse(rows.text(4)));
        const Instant at{std::chrono::milliseconds(rows.number(0))};
        log_.emplace(at, Change{rows.text(1),
                                rows.text(2),
                                rows.text(3),
                                std::move(members),
                                {},
                                static_cast<Does>(rows.number(5))});
    }
    if (step != SQLITE_DONE) return database_failure();
    return {};
}

Result<void> State::commit(const std::vector<Change>& changes, const std::vector<std::string>& contents,
                           Instant at) {
    SKIFTE_CHECK(execute("BEGIN IMMEDIATE"));
    bool written = true;
    Statement insert_content(database_.get(), "INSERT OR IGNORE INTO content (sha256, bytes) VALUES (?, ?)");
    for (const std::string& bytes : contents) {
        const std::string digest = hex(sha256(bytes));
        insert_content.bind(1, digest);
        insert_content.bind_bytes(2, bytes);
        written = written && insert_content.step() == SQLITE_DONE;
        insert_content.reset();
    }
    Statement insert_change(database_.get(),
                            "INSERT INTO change (at, kind, id, scope, json, does) VALUES (?, ?, ?, ?, ?, ?)");
    for (const Change& change : changes) {
        const std::string json = change.members.dump();
        insert_change.bind(1, std::int64_t{(at + change.after).time_since_epoch().count()});
        insert_change.bind(2, change.kind);
        insert_change.bind(3, change.id);
        insert_change.bind(4, change.scope);
        insert_change.bind(5, json);
        insert_change.bind(6, static_cast<std::int64_t>(change.does));
        written = written && insert_change.step() == SQLITE_DONE;
        insert_change.reset();
    }
    if (!written) {
        Failure failure = database_failure();
        (void)execute("ROLLBACK");
        return failure;
    }
    SKIFTE_CHECK(execute("COMMIT"));
    for (const Change& change : changes) log_.emplace(at + change.after, change);
    return {};
}

void State::advance(Instant now) {
    while (!log_.empty() && log_.begin()->first <= now) {
        apply(log_.begin()->second, log_.begin()->first);
        log_.erase(log_.begin());
    }
}

void State::apply(const Change& change, Instant at) {
    Kind& documents = by_kind_[change.kind];
    const auto [place, is_new] = documents.by_id.try_emplace(change.id);
    std::unique_ptr<Document>& document = place->second;
    if (!is_new && !document) return;
    last_change_[change.scope] = at;
    if (change.does == Does::erase) {
        std::erase(documents.in_order, document.get());
        std::erase(documents.by_scope[change.scope], document.get());
        document.reset();
        return;
    }
    if (!document) {
        document = std::make_unique<Document>(Document{change.id, change.scope, Json::object()});
        documents.in_order.push_back(document.get());
        documents.by_scope[change.scope].push_back(document.get());
    }
    if (change.does == Does::replace) document->value = Json::object();
    for (const auto& [name, value] : change.members.members()) document->value.set(name, value);
}

const Document* State::find(std::string_view kind, std::string_view id) const {
    const auto documents = by_kind_.find(kind);
    if (documents == by_kind_.end()) return nullptr;
    const auto found = documents->second.by_id.find(id);
    return found == documents->second.by_id.end() ? nullptr : found->second.get();
}

std::vector<const Document*> State::all(std::string_view kind) const {
    const auto documents = by_kind_.find(kind);
    return documents == by_kind_.end() ? std::vector<const Document*>() : documents->second.in_order;
}

std::vector<const Document*> State::in_scope(std::string_view kind, std::string_view scope) const {
    const auto documents = by_kind_.find(kind);
    if (documents == by_kind_.end()) return {};
    const auto found = documents->second.by_scope.find(scope);
    return found == documents->second.by_scope.end() ? std::vector<const Document*>() : found->second;
}

Instant State::last_change(std::string_view scope) const {
    const auto found = last_change_.find(scope);
    return found == last_change_.end() ? Instant{} : found->second;
}

Result<std::string> State::content(std::string_view sha256) const {
    Statement row(database_.get(), "SELECT bytes FROM content WHERE sha256 = ?");
    row.bind(1, sha256);
    if (row.step() != SQLITE_ROW) return database_failure();
    return row.text(0);
}

}  // namespace skifte::sandbox
