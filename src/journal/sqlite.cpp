// The wall itself, and which SQLite result is which of our errors.
#include "journal/sqlite.hpp"

#include <skifte/support/files.hpp>

#include <cerrno>

namespace skifte::journal {

namespace {

// SQLite knows ENOSPC for a full disk, but neither a quota nor a limit; and for a failed COMMIT
// sqlite3_system_errno gives nothing, so that the database and its log are asked for their last errno.
bool no_space(sqlite3* handle, int code) {
    if ((code & 0xFF) == SQLITE_FULL) return true;
    if ((code & 0xFF) != SQLITE_IOERR && (code & 0xFF) != SQLITE_CANTOPEN) return false;
    const auto full = [](int cause) { return cause == ENOSPC || cause == EDQUOT || cause == EFBIG; };
    if (full(sqlite3_system_errno(handle))) return true;
    for (const int which : {SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER}) {
        sqlite3_file* file = nullptr;
        int cause = 0;
        sqlite3_file_control(handle, "main", which, static_cast<void*>(&file));
        if (file == nullptr || file->pMethods == nullptr) continue;
        file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &cause);
        if (full(cause)) return true;
    }
    return false;
}

Failure failure(sqlite3* handle, int code) {
    const char* name = sqlite3_db_filename(handle, "main");
    const std::string path = name != nullptr ? name : "";
    const std::string reason = sqlite3_errmsg(handle);
    if (no_space(handle, code)) return fail("disk.full", {{"path", path}});
    switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return fail("journal.locked", {{"path", path}});
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_READONLY:
    case SQLITE_NOLFS: return fail("journal.open", {{"path", path}, {"reason", reason}});
    case SQLITE_IOERR:
        if (code == SQLITE_IOERR_READ) return fail("journal.open", {{"path", path}, {"reason", reason}});
        return fail("journal.write", {{"path", path}, {"reason", reason}});
    case SQLITE_NOMEM:
    case SQLITE_INTERRUPT: return fail("journal.write", {{"path", path}, {"reason", reason}});
    // What is left speaks of content. Our SQL is constant: where SQLite cannot make sense of it
    // (SQLITE_ERROR), or a constraint fails, the tables are not those we made.
    default: return fail("journal.corrupt", {{"path", path}, {"table", ""}, {"row", ""}, {"reason", reason}});
    }
}

}  // namespace

Result<void> Statement::bind(std::span<const ValueView> values, std::size_t after) {
    int index = static_cast<int>(after);
    for (const ValueView& value : values) {
        ++index;
        int code = SQLITE_OK;
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            code = sqlite3_bind_int64(handle_, index, *number);
        } else if (const auto* text = std::get_if<std::string_view>(&value)) {
            // A null pointer would be NULL, and not a text of no length.
            code = sqlite3_bind_text64(handle_, index, text->data() != nullptr ? text->data() : "",
                                       text->size(), SQLITE_STATIC, SQLITE_UTF8);
        } else {
            code = sqlite3_bind_null(handle_, index);
        }
        if (code != SQLITE_OK) return failure(sqlite3_db_handle(handle_), code);
    }
    return {};
}

void Statement::PutBack::operator()(Idle* idle) noexcept {
    sqlite3_reset(node.mapped().get());
    sqlite3_clear_bindings(node.mapped().get());
    idle->insert(std::move(node));
}

Result<bool> Statement::step() {
    const int code = sqlite3_step(handle_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    return failure(sqlite3_db_handle(handle_), code);
}

ValueView Statement::view(int index) const {
    // Asked of the value, since each question of the column looks for it again.
    sqlite3_value* const value = sqlite3_column_value(handle_, index);
    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER: return static_cast<std::int64_t>(sqlite3_value_int64(value));
    case SQLITE_NULL: return {};
    default: {
        const auto* data = static_cast<const char*>(sqlite3_value_blob(value));
        const auto size = static_cast<std::size_t>(sqlite3_value_bytes(value));
        return data != nullptr ? std::string_view(data, size) : std::string_view{};
    }
    }
}

Value Statement::column(int index) const {
    const ValueView seen = view(index);
    if (const auto* text = std::get_if<std::string_view>(&seen)) return std::string(*text);
    if (const auto* number = std::get_if<std::int64_t>(&seen)) return *number;
    return {};
}

Result<Database> Database::open(const std::filesystem::path& path, const std::string& vfs) {
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &handle,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX,
                                     vfs.empty() ? nullptr : vfs.c_str());
    Database database{handle};
    if (code != SQLITE_OK)
        return fail("journal.open", {{"path", path.string()}, {"reason", sqlite3_errstr(code)}});
    sqlite3_busy_timeout(handle, 10'000);
    // What the file says of views, triggers and functions is not to be trusted: it may be damaged.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
    return database;
}

Result<void> Database::execute(const std::string& sql) {
    const int code = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return failure(handle_.get(), code);
    return {};
}

Result<Statement> Database::prepare(std::string_view sql) const {
    if (const auto known = idle_->find(sql); known != idle_->end())
        return Statement{idle_->extract(known), *idle_};
    sqlite3_stmt* statement = nullptr;
    const int code =
        sqlite3_prepare_v2(handle_.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
    Statement::Compiled compiled{statement};
    if (code != SQLITE_OK) return failure(handle_.get(), code);
    return Statement{idle_->extract(idle_->emplace(sql, std::move(compiled))), *idle_};
}

Result<Value> Database::run(std::string_view sql, std::span<const ValueView> values) {
    SKIFTE_TRY(Statement statement, prepare(sql));
    SKIFTE_CHECK(statement.bind(values));
    SKIFTE_TRY(bool more, statement.step());
    Value first = more ? statement.column(0) : Value{};
    while (more) {
        SKIFTE_TRY(more, statement.step());
    }
    return first;
}

Result<Transaction> Transaction::begin(Database& database) {
    SKIFTE_CHECK(database.execute("BEGIN IMMEDIATE"));
    return Transaction{database.handle_.get()};
}

void Transaction::RollBack::operator()(sqlite3* handle) const noexcept {
    // After a full disk SQLite has often done so itself.
    if (sqlite3_get_autocommit(handle) == 0) sqlite3_exec(handle, "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<void> Transaction::commit() {
    const int code = sqlite3_exec(open_.get(), "COMMIT", nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) return failure(open_.get(), code);
    (void)open_.release();
    return {};
}

}  // namespace skifte::journal
