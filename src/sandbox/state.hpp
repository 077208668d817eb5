// What the sandbox's portal knows: JSON documents by kind and by what they belong to, and a log of the
// changes that made them.
//
// A change says when it takes effect. The court's later decision is therefore written down together with the
// filing that leads to it, and shows itself when its time has come: no thread waits, and a restart changes
// nothing.
#pragma once

#include <skifte/support/date.hpp>
#include <skifte/support/json.hpp>
#include <skifte/support/result.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;

namespace skifte::sandbox {

// The kinds that the API shows are named like their schemas; the rest are the sandbox's own.
namespace kind {
inline constexpr std::string_view sag = "sag";
inline constexpr std::string_view statusaendring = "statusaendring";
inline constexpr std::string_view frist = "frist";
inline constexpr std::string_view fristudsaettelse = "fristudsaettelse";
inline constexpr std::string_view redegoerelse = "redegoerelse";
inline constexpr std::string_view anmodning = "anmodning";
inline constexpr std::string_view dokument = "dokument";
inline constexpr std::string_view bilag = "bilag";
inline constexpr std::string_view krav = "krav";
inline constexpr std::string_view tilgodehavende = "tilgodehavende";
inline constexpr std::string_view doedsbojournal = "doedsbojournal";
inline constexpr std::string_view forespoergsel = "forespoergsel";
inline constexpr std::string_view effektfortegnelse = "effektfortegnelse";
inline constexpr std::string_view proformaopgoerelse = "proformaopgoerelse";
inline constexpr std::string_view forloeb =
    "forloeb";  // what a case or an estate is for, and whose it is; its id is that of the case or estate
}  // namespace kind

// What a change does with its document. What is deleted stays so: a decision that comes later is not made.
enum class Does {
    set,      // the members it names; makes the document where there is none
    replace,  // all of it
    erase,
};

struct Change {
    std::string kind;
    std::string id;
    std::string scope;  // id of the case or estate it belongs to
    Json members;
    std::chrono::milliseconds after{0};  // from the commit on; below 0 for what lies before it
    Does does = Does::set;
};

struct Document {
    std::string id;
    std::string scope;
    Json value;
};

// Not thread-safe: the portal takes one request at a time.
class State {
public:
    // Opens or makes the file. Error: sandbox.database (path, reason).
    [[nodiscard]] static Result<State> open(const std::filesystem::path& file);
    State(State&&) noexcept = default;
    State& operator=(State&&) noexcept = default;

    [[nodiscard]] bool empty() const noexcept { return log_.empty() && by_kind_.empty(); }

    // Writes the changes, and the contents that they refer to by SHA-256, in one transaction. None of it is
    // seen before `advance` passes its time. Error: sandbox.database.
    [[nodiscard]] Result<void> commit(const std::vector<Change>& changes,
                                      const std::vector<std::string>& contents, Instant at);
    // Lets every change take effect whose time has come.
    void advance(Instant now);

    [[nodiscard]] const Document* find(std::string_view kind, std::string_view id) const;
    // All of a kind, or those of one scope, in the order they came into being. Pointers hold until `advance`.
    [[nodiscard]] std::vector<const Document*> all(std::string_view kind) const;
    [[nodiscard]] std::vector<const Document*> in_scope(std::string_view kind, std::string_view scope) const;
    // When something in the scope last changed.
    [[nodiscard]] Instant last_change(std::string_view scope) const;
    // The bytes with that SHA-256 (hex), if they are known. Error: sandbox.database.
    [[nodiscard]] Result<std::string> content(std::string_view sha256) const;

private:
    struct CloseDatabase {
        void operator()(sqlite3* database) const noexcept;
    };
    struct Kind {
        std::map<std::string, std::unique_ptr<Document>, std::less<>> by_id;  // null: erased
        std::vector<const Document*> in_order;
        std::map<std::string, std::vector<const Document*>, std::less<>> by_scope;
    };

    State(sqlite3* database, std::filesystem::path file) : database_(database), file_(std::move(file)) {}
    [[nodiscard]] Failure database_failure() const;
    [[nodiscard]] Result<void> execute(const char* sql) const;
    [[nodiscard]] Result<void> load();
    void apply(const Change& change, Instant at);

    std::unique_ptr<sqlite3, CloseDatabase> database_;
    std::filesystem::path file_;
    std::multimap<Instant, Change>
        log_;  // what has yet to take effect; equal times in the order of the commits
    std::map<std::string, Kind, std::less<>> by_kind_;
    std::map<std::string, Instant, std::less<>> last_change_;
};

}  // namespace skifte::sandbox
