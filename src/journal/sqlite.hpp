// A thin RAII wall around SQLite: what fails comes as an Error, nothing throws, nothing leaks.
#pragma once

#include <skifte/support/result.hpp>

#include <sqlite3.h>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace skifte::journal {

using Value = std::variant<std::monostate, std::int64_t, std::string>;
using ValueView = std::variant<std::monostate, std::int64_t, std::string_view>;

// Errors of all: disk.full (path), journal.locked (path), journal.corrupt (path, table, row, reason),
// journal.open (path, reason), journal.write (path, reason).
class Statement {
public:
    // Parameters in order: ?1, ?2 …, or those after the first so many. Texts are not copied: they must stay
    // as long as this.
    [[nodiscard]] Result<void> bind(std::span<const ValueView> values, std::size_t after = 0);
    // Whether there is a row to read.
    [[nodiscard]] Result<bool> step();
    // Precondition: the last step() gave a row, and `index` is one of its columns. A view holds until the
    // next step.
    [[nodiscard]] Value column(int index) const;
    [[nodiscard]] ValueView view(int index) const;

private:
    friend class Database;
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
    };
    using Compiled = std::unique_ptr<sqlite3_stmt, Finalize>;
    using Idle = std::multimap<std::string, Compiled, std::less<>>;
    // Put back where it is found by its text, since to compile one takes longer than to run it.
    struct PutBack {
        void operator()(Idle* idle) noexcept;
        Idle::node_type node;
    };
    Statement(Idle::node_type node, Idle& idle)
        : handle_(node.mapped().get()), idle_(&idle, PutBack{std::move(node)}) {}
    sqlite3_stmt* handle_;
    std::unique_ptr<Idle, PutBack> idle_;
};

// Outlives its statements. Of one thread: SQLite takes no lock for each column that is read.
class Database {
public:
    // The file must exist. `vfs` "" is SQLite's default.
    [[nodiscard]] static Result<Database> open(const std::filesystem::path& path, const std::string& vfs);
    // One or more statements whose rows nobody wants.
    [[nodiscard]] Result<void> execute(const std::string& sql);
    [[nodiscard]] Result<Statement> prepare(std::string_view sql) const;
    // Runs one statement to its end; gives the first column of its first row, or null without one.
    [[nodiscard]] Result<Value> run(std::string_view sql, std::span<const ValueView> values = {});
    // Rows that the last insert, update or delete changed.
    [[nodiscard]] int changes() const noexcept { return sqlite3_changes(handle_.get()); }

private:
    friend class Transaction;
    struct Close {
        void operator()(sqlite3* handle) const noexcept { sqlite3_close_v2(handle); }
    };
    explicit Database(sqlite3* handle) : handle_(handle) {}
    std::unique_ptr<sqlite3, Close> handle_;
    // Compiled before and not in use. On the heap, so that it stays where it is when this is moved.
    std::unique_ptr<Statement::Idle> idle_ = std::make_unique<Statement::Idle>();
};

// Holds the write lock from the start, so that what was read is still true when it is written. Rolled back
// when it goes, unless committed.
class Transaction {
public:
    [[nodiscard]] static Result<Transaction> begin(Database& database);
    Transaction(Transaction&&) noexcept = default;
    Transaction& operator=(Transaction&&) noexcept = default;
    // Durable when it returns.
    [[nodiscard]] Result<void> commit();

private:
    struct RollBack {
        void operator()(sqlite3* handle) const noexcept;
    };
    explicit Transaction(sqlite3* handle) : open_(handle) {}
    std::unique_ptr<sqlite3, RollBack> open_;
};

}  // namespace skifte::journal
