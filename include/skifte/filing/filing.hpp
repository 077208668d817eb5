// Filing: sends one thing so that it is filed once. Intent on disk, send, effect, look-up, receipt. It knows
// no HTTP: the thing to be filed is a Target, given by whoever makes the calls.
#pragma once

#include <skifte/journal/journal.hpp>
#include <skifte/support/clock.hpp>
#include <skifte/support/error.hpp>
#include <skifte/support/json.hpp>
#include <skifte/support/result.hpp>

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace skifte::filing {

// What makes a filing the one it is. Values are canonical texts; they are kept as HMACs only.
struct Identity {
    std::string operation;
    Json target;                                                // no CPR; kept as canonical text
    std::vector<std::pair<std::string, std::string>> identity;  // source → value; files by their SHA-256
    std::string content;                                        // canonical text of everything filed
    std::vector<journal::SentFile> files;
    // It puts one object, which is the target, into a state: an earlier filing with other content does not
    // stand in its way, and it is the same as the last one or none.
    bool changes = false;
};

struct Sent {  // an answer that says it was filed
    std::string server_id, server_time, request_id, body_sha256;
    std::optional<Instant> last_byte;
    int http_status = 0;
};

// One item of the portal's list that may be ours.
struct Candidate {
    std::string server_id, server_time;
    std::map<std::string, std::string>
        fields;  // JSON pointer → canonical text of the value there; absent: no entry
    // server_time by this machine's clock; none where there is no time, or no telling how the portal's clock
    // stands to ours.
    std::optional<Instant> received{};
};

// How the portal shows what became of a filing: by an item of a list, or by the one object that it changed or
// deleted.
enum class Evidence { item, change, absence };

struct LookUpRule {
    std::vector<std::pair<std::string, std::string>>
        match;              // JSON pointer → canonical text expected; "" = absent
    std::string reference;  // the pointer that is a reference of ours; "" if none
    std::optional<std::chrono::milliseconds> visible_within;
    Evidence evidence = Evidence::item;
    // Of `change`: the pointer to what every change of the object alters, and what stood there before.
    // "" where the object has no such.
    std::string version, before;
};

class Target {
public:
    virtual ~Target() = default;
    // Everything that can be known to be wrong before a byte leaves.
    [[nodiscard]] virtual Result<void> validate() = 0;
    [[nodiscard]] virtual Identity identity() const = 0;
    // Sends it. An Error's effect says what it may have done.
    [[nodiscard]] virtual Result<Sent> send() = 0;
    // The same without waiting: `done` is called once, here or later; the target must live until then.
    virtual void start(std::function<void(Result<Sent>)> done) { done(send()); }
    // None: the spec has no operation to look it up by.
    [[nodiscard]] virtual std::optional<LookUpRule> look_up_rule() const = 0;
    // All items at the portal that may be this one. `pointers` are the fields wanted.
    [[nodiscard]] virtual Result<std::vector<Candidate>> find() = 0;
    // Fetches what was filed and compares: the JSON pointers that differ, or none where the spec offers no
    // way.
    [[nodiscard]] virtual Result<std::optional<std::vector<std::string>>> read_back(const Sent& sent) = 0;
};

struct Context {  // what is true of every filing of this run
    std::string environment, base_url, cvr, certificate_serial, spec, spec_version, input_path;
};

enum class Outcome {
    filed,         // now
    filed_before,  // the same was done already: the old receipt
};
struct Filed {
    Outcome outcome;
    journal::Filing filing;
    journal::Receipt receipt;
};

// Files it once (promise 1 of the design).
//   the same identity and content is done      → filed_before, nothing sent (unless again)
//   the same identity, done, other content     → Error filing.changed (id): a rule of ours that protects the
//   court a repeat of one whose effect is unknown    → Error filing.unknown (id, state), effect unknown,
//   again or not;
//                                                state "sending": another process is at it
//   else intent, send, receipt                 → filed; or the call's Error, with its effect, and argument
//   `id`
// `refused` ones may be filed again. Of several processes that file the same at once one sends.
// Where the court took it and the receipt cannot be written, the journal's Error (disk.full, …) comes with
// effect unknown, `id` and `server_id`. Where a failure cannot be recorded, the call's Error has `journal`,
// the code of why.
[[nodiscard]] Result<Filed> file(journal::Journal& journal, Target& target, const Context& context,
                                 const Clock& clock, bool again = false);

// The parts of file(), for who files many. How the journal knows a filing again:
struct Digests {
    std::string identity, content;  // Filing::identity and ::content
};
// and the texts that these are HMACs of, in which no two different things look the same: JSON arrays of
// strings;
[[nodiscard]] std::string identity_text(const Identity& identity, const Context& context);
[[nodiscard]] std::string content_text(const Identity& identity);
[[nodiscard]] Digests digests(const journal::Journal& journal, const Identity& identity,
                              const Context& context);
// what would be recorded of it, without state and id:
[[nodiscard]] journal::Filing wish(const journal::Journal& journal, const Target& target,
                                   const Context& context);
// what is to be recorded of how its sending ended:
[[nodiscard]] journal::Journal::Conclusion conclusion(std::string id, const Result<Sent>& sent);

// The code of an Error of Target::find(), or of `find` below: the list changed under each reading of it.
inline constexpr std::string_view list_changing = "filing.list_changing";

enum class Settlement { found, absent, unsure };
struct Settled {
    Settlement settlement;
    std::optional<journal::Receipt> receipt;  // found
    std::string why;                          // unsure: filing.no_look_up, filing.not_yet_visible,
                                              // filing.no_visible_within, filing.count,
                                              // filing.other_content (an item that may be ours says else),
                                              // filing.list_changing
    std::optional<std::chrono::milliseconds> wait;  // filing.not_yet_visible: how long until absent may count
};

// Asks the portal what became of an unknown filing, and records the answer: found → accepted with a receipt,
// absent → refused (may be sent again), unsure → stays unknown. `find` gives the candidates (from the
// journal's own record alone: the input may be gone).
//
// What adds an item to a list is settled by content, count and time. Two texts are the same if they differ in
// white space only. Items that a receipt of ours names are accounted for; of the rest
//   one that says what ours says, and is not clearly older than our sending (5 minutes; 26 hours where the
//     machine was started since, so that only the wall clock tells), counts. Found if
//     there are exactly as many of them as the journal has equal unknown filings; with more or fewer: unsure
//   one that says what ours says, or bears our reference, and is clearly older is not ours: it never makes it
//     found, and with a reference of ours not absent either
//   one that says something else, and is not clearly older, may be ours, changed by the portal: not absent,
//     unless it bears another reference than ours, or says just what another filing of ours says that is
//     still open
// and an item without a time is never clearly older. Absent counts only if the portal was asked more than
// `visible_within` after the last byte left, by a clock that nobody sets (journal::Times).
//
// A change is found if the object says what it should and its version is another than before, and absent if
// the version is the same; a deletion is found if there is no object. For these `find` gives the object, or
// nothing where the portal says that there is none.
//
// Errors: filing.not_unknown (id, state); that of `find`, unless it is list_changing, which is unsure, or of
// the journal, with effect unknown and `id`.
[[nodiscard]] Result<Settled> settle(journal::Journal& journal, std::string_view filing_id,
                                     const std::function<Result<std::vector<Candidate>>()>& find,
                                     std::optional<std::chrono::milliseconds> visible_within,
                                     const Clock& clock);
// The same of one among many that one question answers: `asked` is when the portal was asked.
[[nodiscard]] Result<Settled> settle(journal::Journal& journal, std::string_view filing_id,
                                     const std::vector<Candidate>& candidates, Instant asked,
                                     std::optional<std::chrono::milliseconds> visible_within);

}  // namespace skifte::filing
