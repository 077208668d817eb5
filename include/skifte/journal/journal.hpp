// Journal: what this user sent to one environment, and what became of it. One SQLite file, mode 0600, each
// row with a checksum. It knows no HTTP and no rows of a sheet: identities are HMACs, contents are digests.
#pragma once

#include <skifte/support/clock.hpp>
#include <skifte/support/error.hpp>
#include <skifte/support/result.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace skifte::journal {

// planned → sending → accepted | refused | unknown; unknown → accepted | refused; refused → sending; and
// planned → refused. `refused` is effect none: the court said no, or nothing left.
enum class State { planned, sending, accepted, refused, unknown };
[[nodiscard]] std::string_view to_string(State state) noexcept;

struct SentFile {
    std::string part;  // "dokument", "bilag"
    std::string name;
    std::uint64_t size = 0;
    std::string sha256;  // hex
    friend bool operator==(const SentFile&, const SentFile&) = default;
};

// One thing filed, or meant to be.
struct Filing {
    std::string id;           // "f-" and 12 hex digits; given by the journal
    std::string environment;  // "production", "test", "sandbox"
    std::string base_url;
    std::string cvr;  // of the certificate; "" if it names none
    std::string certificate_serial;
    std::string spec;  // file name without .yaml
    std::string spec_version;
    std::string operation;  // operation id
    std::string target;     // JSON: {"sagId": "…"}; never a CPR
    std::string identity;   // HMAC of operation, target and identity fields, hex
    std::string content;    // HMAC of all that is filed, hex
    std::string match;  // JSON for the look-up: pointer → HMAC of the value that must stand there (absent: of
                        // ""), and "reference": the pointer that is a reference of ours; "" if no look-up
    std::string input_path;  // what the user named; "" if nothing
    std::string run;         // of a batch: Run::id; "" for what was filed by itself
    std::uint64_t row = 0;   // of the run's input, as sheet::Row counts
    std::vector<SentFile> files;
    State state = State::planned;
    Instant created{};
    std::optional<Instant> sent;       // when sending began
    std::optional<Instant> last_byte;  // when the last byte left, or a time no byte left after;
                                       // visible-within counts from here. Every unknown one has it
    std::optional<Uptime> sent_up;     // the same two by the kernel's clock, see Journal::times()
    std::optional<Uptime> last_byte_up;
    std::optional<Instant> settled;  // when accepted, refused, or an unknown one was settled
    std::string settled_by;          // "answer", "look-up", "user"; "run": refused for now, to be sent later
    int http_status = 0;
    std::string request_id;
    std::string server_id;
    std::string server_time;
    std::string fault_code;
    std::string fault_text;  // the court's own words, cut to 500 code points, CPR masked
};

enum class Verification { not_checked, confirmed, differs };  // ikke efterprøvet, bekræftet, afviger
[[nodiscard]] std::string_view to_string(Verification verification) noexcept;

// When a filing was sent, by this machine's clock as it stands now, which may have been set since.
struct Times {
    Instant sent;       // when sending began
    Instant last_byte;  // when the last byte left, or later
    // `sent` is of another boot of the machine, and as good as the clock was then.
    bool sent_is_doubtful = false;
};

// What the user keeps. Made in the same transaction that accepts the filing.
struct Receipt {
    std::string id;  // "k-" and 12 hex digits; given by the journal
    std::string filing;
    std::string environment, base_url, cvr, certificate_serial;
    std::string spec, spec_version, operation, target;
    std::string server_id, server_time, request_id;
    std::string body_sha256;  // of the request body as it left
    std::vector<SentFile> files;
    Instant recorded{};
    Verification verification = Verification::not_checked;
    std::vector<std::string> differences;  // JSON pointers
};

// One input filed row by row. It is open until each of its rows is accepted, refused or given up.
struct Run {
    std::string id;  // "r-" and 12 hex digits; given by the journal
    std::string environment, base_url, cvr;
    std::string spec, spec_version, operation;
    std::string input_path;    // what the user named
    std::string input_sha256;  // hex
    std::string kept_path;     // where an input that had no file is kept while the run is open; "" if none
    std::string options;       // JSON, the caller's own: what it needs to read the input the same way again
    std::uint64_t rows = 0;    // to be filed
    Instant created{};
    std::optional<Instant> closed;
};

// What the journal knows of one identity.
struct Known {
    std::size_t accepted = 0;
    std::string done;   // id of the latest accepted; "" if none
    bool same = false;  // that one has the content asked about
    std::string open;   // id of one that is being sent or has an unknown effect; "" if none
};

struct Query {  // what is set must agree
    std::optional<State> state{};
    std::optional<std::string> operation{};
    std::optional<std::string> identity{};
    std::optional<std::string> target{};
    std::optional<std::string> run{};
};

struct Options {
    // Made, mode 0700, if need be; holds journal.sqlite, hmac.key, journal.mark, journal.lock.
    std::filesystem::path folder;
    std::string vfs{};  // SQLite VFS name, for power-loss tests; "" = the default
    // Also one that is behind its mark: for who looks up everything before it is sent.
    bool may_be_behind = false;
};

// Errors of all: journal.open (path, reason), journal.locked (path), journal.corrupt (path, table, row,
// reason), disk.full (path), journal.write (path, reason); file.unwritable, file.unreadable. Every write is
// durable (fsync) when it returns. Not thread-safe; several processes may have it open at once.
//
// Each row is sealed by an HMAC, and all together by one more, so that neither a changed row nor a missing
// one goes unseen. A database that lost its end is whole in itself: against that stands journal.mark, the
// count of intents ever made, synced each time one is; a database that knows fewer is refused.
//
// What this object began to send is Unsettled (support/interrupt.hpp) until it is accepted or refused.
class Journal {
public:
    // `clock` must outlive the journal. Rows in state sending whose process is gone are turned into unknown.
    // What has been unknown since before the machine was last started counts as if its last byte left now:
    // nobody knows how long ago it did.
    // Errors also: journal.version (path, found, known), journal.key_missing (path), journal.key_invalid
    // (path), and journal.behind (path, known, mark, mark_path): it knows fewer intents than were made. What
    // was sent since must be looked up at the portal by a person; who then removes mark_path says that this
    // journal is right.
    [[nodiscard]] static Result<Journal> open(const Options& options, const Clock& clock = system_clock());
    // How many intents were made that this journal does not know of; 0 unless Options::may_be_behind. It
    // stays so, whatever is filed since, until a person removes the mark.
    [[nodiscard]] std::int64_t behind_by() const noexcept;
    Journal(Journal&&) noexcept;
    Journal& operator=(Journal&&) noexcept;
    ~Journal();

    // HMAC-SHA256, hex, with the journal's own key: how identities and contents are kept.
    [[nodiscard]] std::string hmac(std::string_view text) const;

    // Records the wish: state planned. Gives the id. On disk when sending() is.
    [[nodiscard]] Result<std::string> plan(Filing filing);
    // planned | refused → sending, durable before it returns; from then on this object alone can say what
    // became of it. `accepted`: how many filings of the same identity the caller knows to be accepted, and
    // means to repeat. After any error nothing may be sent. Errors: journal.state (id, state, wanted):
    // another process has taken it, and it is not ours; journal.taken (id, other): one of the same identity
    // is being sent, has an unknown effect or was accepted. After this and the others the row may be given up
    // by refuse().
    [[nodiscard]] Result<void> sending(std::string_view id, std::size_t accepted = 0);
    // accept, refuse, lose: journal.state (id, state, wanted) where the table forbids it or another sends it.
    //
    // sending | unknown → accepted, and the receipt, in one transaction. Gives the receipt's id, which has
    // the digits of the filing's. Error by look-up: journal.taken (id, other): the item at the portal is that
    // of another filing.
    struct Acceptance {
        std::string server_id{}, server_time{}, request_id{}, body_sha256{};
        std::optional<Instant> last_byte{};
        int http_status = 0;
        std::string settled_by = "answer";
    };
    [[nodiscard]] Result<std::string> accept(std::string_view id, const Acceptance& acceptance);
    struct Rejection {
        std::string fault_code{}, fault_text{}, request_id{};
        int http_status = 0;
        std::string settled_by = "answer";
    };
    // planned | sending | unknown → refused.
    [[nodiscard]] Result<void> refuse(std::string_view id, const Rejection& rejection);
    // sending → unknown. Without `last_byte`, now.
    [[nodiscard]] Result<void> lose(std::string_view id, const Rejection& why,
                                    std::optional<Instant> last_byte);
    // A power cut soon after may take it: then the receipt stands as not checked.
    [[nodiscard]] Result<void> verify(std::string_view receipt, Verification verification,
                                      std::vector<std::string> differences);

    // accept, refuse and lose, all or none of them.
    struct Conclusion {
        std::string id;
        State state = State::accepted;       // or refused, unknown
        Acceptance acceptance{};             // accepted
        Rejection rejection{};               // refused, unknown
        std::optional<Instant> last_byte{};  // unknown
    };
    [[nodiscard]] Result<void> conclude(std::span<const Conclusion> conclusions);
    // Many at once, with one sync for all. Each wish goes straight to `sending`, by the rule of sending()
    // with `accepted` 0, and gets its id; one that another stands in the way of is not recorded. What has
    // `ended` is concluded in the same breath, before.
    struct Begun {
        std::string id;     // "" if it was not recorded
        std::string other;  // of the filing that stands in its way
    };
    [[nodiscard]] Result<std::vector<Begun>> begin(std::vector<Filing> wishes,
                                                   std::span<const Conclusion> ended = {});
    // verify, of many.
    struct Verified {
        std::string receipt;
        Verification verification = Verification::not_checked;
        std::vector<std::string> differences{};
    };
    [[nodiscard]] Result<void> verify(std::span<const Verified> verified);
    // By an index in memory, made from a scan of the whole journal. What another process writes it learns
    // from catch_up(), and begin() learns it by itself.
    [[nodiscard]] Result<Known> known(std::string_view identity, std::string_view content) const;
    [[nodiscard]] Result<void> catch_up() const;

    // Durable when it returns. Gives the id.
    [[nodiscard]] Result<std::string> open_run(Run run);
    [[nodiscard]] Result<void> close_run(std::string_view id);
    [[nodiscard]] Result<Run> run(std::string_view id) const;  // journal.not_found
    // Oldest first, as filings().
    [[nodiscard]] Result<void> runs(const std::function<bool(const Run&)>& each) const;

    // Drops what ended before then: filings that were accepted, refused or never sent, and closed runs, with
    // all of them from the file. What is open stays, and so does every filing of an open run, and every
    // receipt. Without `really` it only counts. What is dropped is no longer known as filed.
    struct Purged {
        std::size_t filings = 0, runs = 0;
    };
    [[nodiscard]] Result<Purged> purge(Instant before, bool really);

    [[nodiscard]] Result<Filing> filing(std::string_view id) const;  // journal.not_found
    [[nodiscard]] Times times(const Filing& filing) const;
    [[nodiscard]] Result<Receipt> receipt(std::string_view id) const;
    [[nodiscard]] Result<std::optional<Receipt>> receipt_of(std::string_view filing) const;
    // Oldest first. Reads one row at a time; false from `each` ends it. `each` must not change the journal.
    // One that was not ended has given every row there is, or is an error.
    [[nodiscard]] Result<void> filings(const Query& query,
                                       const std::function<bool(const Filing&)>& each) const;
    [[nodiscard]] Result<void> receipts(const std::function<bool(const Receipt&)>& each) const;

    [[nodiscard]] const std::filesystem::path& path() const noexcept;

private:
    struct State_;
    explicit Journal(std::unique_ptr<State_> state);
    std::unique_ptr<State_> state_;
};

}  // namespace skifte::journal
