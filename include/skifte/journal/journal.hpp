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
    std::vector<SentFile> files;
    State state = State::planned;
    Instant created{};
    std::optional<Instant> sent;       // when sending began
    std::optional<Instant> last_byte;  // when the last byte left, or a time no byte left after;
                                       // visible-within counts from here. Every unknown one has it
    std::optional<Instant> settled;    // when accepted, refused, or an unknown one was settled
    std::string settled_by;            // "answer", "look-up", "user"
    int http_status = 0;
    std::string request_id;
    std::string server_id;
    std::string server_time;
    std::string fault_code;
    std::string fault_text;  // the court's own words, cut to 500 code points, CPR masked
};

enum class Verification { not_checked, confirmed, differs };  // ikke efterprøvet, bekræftet, afviger
[[nodiscard]] std::string_view to_string(Verification verification) noexcept;

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

struct Query {  // what is set must agree
    std::optional<State> state{};
    std::optional<std::string> operation{};
    std::optional<std::string> identity{};
    std::optional<std::string> target{};
};

struct Options {
    // Made, mode 0700, if need be; holds journal.sqlite, hmac.key, journal.mark, journal.lock.
    std::filesystem::path folder;
    std::string vfs{};  // SQLite VFS name, for power-loss tests; "" = the default
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
    // Errors also: journal.version (path, found, known), journal.key_missing (path), journal.key_invalid
    // (path), and journal.behind (path, known, mark, mark_path): it knows fewer intents than were made. What
    // was sent since must be looked up at the portal by a person; who then removes mark_path says that this
    // journal is right.
    [[nodiscard]] static Result<Journal> open(const Options& options, const Clock& clock = system_clock());
    Journal(Journal&&) noexcept;
    Journal& operator=(Journal&&) noexcept;
    ~Journal();

    // HMAC-SHA256, hex, with the journal's own key: how identities and contents are kept.
    [[nodiscard]] std::string hmac(std::string_view text) const;

    // Records the wish: state planned. Gives the id.
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
    [[nodiscard]] Result<void> verify(std::string_view receipt, Verification verification,
                                      std::vector<std::string> differences);

    [[nodiscard]] Result<Filing> filing(std::string_view id) const;  // journal.not_found
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
