// The journal's state machine, and what is put in order when it is opened.
#include <skifte/journal/journal.hpp>

#include "journal/journal_state.hpp"
#include "journal/place.hpp"

#include <skifte/support/digest.hpp>
#include <skifte/support/identifiers.hpp>

#include <algorithm>
#include <array>

namespace skifte::journal {

namespace {

namespace fs = std::filesystem;

// accepted is the end; refused may be tried again.
bool allowed(State from, State to) noexcept {
    switch (to) {
    case State::planned: return false;
    case State::sending: return from == State::planned || from == State::refused;
    case State::accepted: return from == State::sending || from == State::unknown;
    case State::refused: return from == State::planned || from == State::sending || from == State::unknown;
    case State::unknown: return from == State::sending;
    }
    return false;
}

Failure state_failure(const Filing& filing, State to) {
    return fail("journal.state", {{"id", filing.id},
                                  {"state", std::string{to_string(filing.state)}},
                                  {"wanted", std::string{to_string(to)}}});
}

Result<void> move_to(Filing& filing, State to) {
    if (!allowed(filing.state, to)) return state_failure(filing, to);
    filing.state = to;
    return {};
}

// The court's own words as they may be kept: no CPR, at most 500 code points.
std::string kept_words(std::string_view text) {
    std::string words = mask_cprs(text);
    std::size_t code_points = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool starts = (static_cast<unsigned char>(words[i]) & 0xC0U) != 0x80U;
        if (starts && ++code_points > 500) {
            words.resize(i);
            break;
        }
    }
    return words;
}

// What a look-up settles keeps the request and status of the call that was lost.
void record(Filing& filing, const Journal::Rejection& why) {
    filing.fault_code = why.fault_code;
    filing.fault_text = kept_words(why.fault_text);
    if (!why.request_id.empty()) filing.request_id = why.request_id;
    if (why.http_status != 0) filing.http_status = why.http_status;
}

void forget_answer(Filing& filing) {
    filing.last_byte = filing.settled = std::nullopt;
    filing.last_byte_up = std::nullopt;
    filing.http_status = 0;
    for (std::string* text : {&filing.settled_by, &filing.request_id, &filing.server_id, &filing.server_time,
                              &filing.fault_code, &filing.fault_text})
        text->clear();
}

Receipt receipt_for(const Filing& filing, std::string body_sha256, Instant recorded) {
    Receipt receipt;
    receipt.id = receipt_id(filing.id);
    receipt.filing = filing.id;
    receipt.environment = filing.environment;
    receipt.base_url = filing.base_url;
    receipt.cvr = filing.cvr;
    receipt.certificate_serial = filing.certificate_serial;
    receipt.spec = filing.spec;
    receipt.spec_version = filing.spec_version;
    receipt.operation = filing.operation;
    receipt.target = filing.target;
    receipt.server_id = filing.server_id;
    receipt.server_time = filing.server_time;
    receipt.request_id = filing.request_id;
    receipt.body_sha256 = std::move(body_sha256);
    receipt.files = filing.files;
    receipt.recorded = recorded;
    return receipt;
}

}  // namespace

std::string receipt_id(std::string_view filing) {
    return "k-" + std::string{filing.substr(std::min<std::size_t>(2, filing.size()))};
}

Failure not_found(std::string_view id) {
    return fail("journal.not_found", {{"id", std::string{id}}});
}

Result<FilingRow> Journal::State_::load(std::string_view id) const {
    SKIFTE_TRY(auto row, store.find_filing(id));
    if (!row) return not_found(id);
    return std::move(*row);
}

// Only who sends a filing knows what became of it.
Result<void> Journal::State_::conclude(FilingRow& row, State to) const {
    if (row.filing.state == State::sending && row.owner != presence.mine())
        return state_failure(row.filing, to);
    SKIFTE_CHECK(move_to(row.filing, to));
    row.owner = 0;
    return {};
}

Result<std::string> Journal::State_::accept(FilingRow& row, const Acceptance& acceptance) {
    Filing& filing = row.filing;
    SKIFTE_CHECK(conclude(row, State::accepted));
    filing.server_id = acceptance.server_id;
    filing.server_time = acceptance.server_time;
    filing.settled = clock.now();
    filing.settled_by = acceptance.settled_by;
    if (acceptance.last_byte) filing.last_byte = acceptance.last_byte;
    if (!acceptance.request_id.empty()) filing.request_id = acceptance.request_id;
    if (acceptance.http_status != 0) filing.http_status = acceptance.http_status;
    filing.fault_code.clear();
    filing.fault_text.clear();
    if (acceptance.settled_by == "look-up" && !filing.server_id.empty()) SKIFTE_CHECK(not_given(filing));
    ReceiptRow receipt;
    receipt.receipt = receipt_for(filing, acceptance.body_sha256, *filing.settled);
    SKIFTE_CHECK(store.insert(receipt));
    return receipt.receipt.id;
}

Result<void> Journal::State_::refuse(FilingRow& row, const Rejection& rejection) const {
    SKIFTE_CHECK(conclude(row, State::refused));
    record(row.filing, rejection);
    row.filing.settled = clock.now();
    row.filing.settled_by = rejection.settled_by;
    return {};
}

Result<void> Journal::State_::lose(FilingRow& row, const Rejection& why,
                                   std::optional<Instant> last_byte) const {
    SKIFTE_CHECK(conclude(row, State::unknown));
    record(row.filing, why);
    // Whoever does not know when it left knows that it does not leave any more.
    row.filing.last_byte = last_byte ? last_byte : clock.now();
    row.filing.last_byte_up = clock.uptime();
    return {};
}

Journal::State_::Region Journal::State_::new_region() {
    Region region{};
    random_bytes(region);
    return region;
}

Result<std::string> Journal::State_::free_id(const Region& region) const {
    for (;;) {
        std::array<std::byte, 3> digits{};
        random_bytes(digits);
        std::string id = "f-" + hex(region) + hex(digits);
        SKIFTE_TRY(const auto clash, store.find_filing(id));
        if (!clash) return id;
    }
}

// Precondition: a Transaction is open, so that the answer holds until it is committed.
Result<void> Journal::State_::none_other(const Filing& filing, std::size_t accepted) {
    SKIFTE_CHECK(refresh_index());
    const Known known = index->known(filing.identity, filing.content);
    if (known.open.empty() && known.accepted == accepted) return {};
    return fail("journal.taken",
                {{"id", filing.id}, {"other", known.open.empty() ? known.done : known.open}});
}

// One item at the portal settles one filing. Precondition as above.
Result<void> Journal::State_::not_given(const Filing& filing) const {
    std::string other;
    SKIFTE_CHECK(store.scan_filings(
        [&](const Brief& row) {
            return row.state == State::accepted && row.operation == filing.operation &&
                   row.target == filing.target && row.server_id == filing.server_id;
        },
        [&](FilingRow& row) {
            other = row.filing.id;
            return false;
        }));
    if (!other.empty()) return fail("journal.taken", {{"id", filing.id}, {"other", other}});
    return {};
}

Result<void> Journal::State_::raise_mark() {
    // After the commit, lest a kill in between leave a mark above what the database will ever know; under the
    // write lock, lest a slower process put back a smaller one.
    SKIFTE_TRY(const Transaction lock, store.begin());
    SKIFTE_TRY(const Tally tally, store.tally());
    return mark.write(tally.intents + behind_by);
}

Result<void> Journal::State_::take_stock() {
    const Uptime up = clock.uptime();
    std::vector<std::string> orphans, old;
    Result<void> asked;
    SKIFTE_TRY(const std::int64_t version, store.version_of_others());
    SKIFTE_CHECK(make_index(version, [&](FilingRow& row) {
        const auto& then = row.filing.last_byte_up;
        if (row.filing.state == State::unknown && (!then || !elapsed(*then, up)))
            old.push_back(row.filing.id);
        if (row.filing.state != State::sending) return;
        const auto alive = presence.alive(row.owner);
        if (!alive)
            asked = fail(alive.error());
        else if (!*alive)
            orphans.push_back(row.filing.id);
    }));
    SKIFTE_CHECK(asked);
    SKIFTE_CHECK(settle_orphans(orphans));
    return renew_times(old);
}

// Rows whose process is gone: it may have sent them, and not after now.
Result<void> Journal::State_::settle_orphans(const std::vector<std::string>& orphans) {
    const Instant now = clock.now();
    const Uptime up = clock.uptime();
    const auto lost = [&](FilingRow& row) -> Result<void> {
        SKIFTE_CHECK(move_to(row.filing, State::unknown));
        row.owner = 0;
        row.filing.last_byte = now;
        row.filing.last_byte_up = up;
        row.filing.fault_code = "journal.process_gone";
        return {};
    };
    for (const std::string& id : orphans) SKIFTE_CHECK(change(id, lost));
    return {};
}

Journal::Journal(std::unique_ptr<State_> state) : state_(std::move(state)) {}
Journal::Journal(Journal&&) noexcept = default;
Journal& Journal::operator=(Journal&&) noexcept = default;
Journal::~Journal() = default;

Result<Journal> Journal::open(const Options& options, const Clock& clock) {
    const fs::path path = options.folder / "journal.sqlite";
    SKIFTE_CHECK(prepare_folder(options.folder));
    SKIFTE_TRY(Presence presence, Presence::open(options.folder / "journal.lock"));
    SKIFTE_TRY(const auto opening, presence.opening());

    SKIFTE_TRY(const bool exists, private_file_exists(path));
    SKIFTE_TRY(const Secret key, load_key(options.folder / "hmac.key", exists));
    Mark mark{options.folder / "journal.mark", derive_key(key, "skifte journal mark")};
    // Before the database is read: another process may add intents meanwhile, but none go.
    SKIFTE_TRY(const std::int64_t marked, mark.read());
    const auto behind = [&](std::int64_t known) {
        return fail("journal.behind", {{"path", path.string()},
                                       {"known", std::to_string(known)},
                                       {"mark", std::to_string(marked)},
                                       {"mark_path", mark.path().string()}});
    };
    const bool may_be_new = marked == 0 || options.may_be_behind;
    if (!exists) {
        if (!may_be_new) return behind(0);
        SKIFTE_CHECK(make_private_file(path));
    }
    // SQLite deletes the log of an empty database, and what was in it. Ours is never empty once it has a log.
    std::error_code ignored;
    const fs::path log = path.string() + "-wal";
    if (fs::file_size(path, ignored) == 0 && fs::exists(log, ignored) && fs::file_size(log, ignored) > 0)
        return fail("journal.corrupt",
                    {{"path", path.string()}, {"table", ""}, {"row", ""}, {"reason", "cut"}});

    SKIFTE_TRY(std::optional<Store> store,
               Store::open(path, options.vfs, derive_key(key, "skifte journal row"), may_be_new));
    if (!store) return behind(0);
    // SQLite syncs what it writes, but not the names of what we made.
    if (may_be_new) sync_names(options.folder);
    SKIFTE_TRY(const Tally tally, store->tally());
    if (tally.intents < marked && !options.may_be_behind) return behind(tally.intents);

    const Secret value_key = derive_key(key, "skifte journal value");
    auto state = std::unique_ptr<State_>(new State_{path,
                                                    clock,
                                                    HmacSha256{std::as_bytes(std::span{value_key.reveal()})},
                                                    std::move(presence),
                                                    std::move(mark),
                                                    std::move(*store),
                                                    std::max<std::int64_t>(0, marked - tally.intents),
                                                    {}});
    SKIFTE_CHECK(state->take_stock());
    return Journal{std::move(state)};
}

std::int64_t Journal::behind_by() const noexcept {
    return state_->behind_by;
}

std::string Journal::hmac(std::string_view text) const {
    return hex(state_->value_hmac.of(text));
}

Result<std::string> Journal::plan(Filing filing) {
    Filing planned = std::move(filing);
    planned.state = State::planned;
    planned.created = state_->clock.now();
    planned.sent.reset();
    planned.sent_up.reset();
    forget_answer(planned);
    SKIFTE_TRY(Transaction transaction, state_->store.begin(Sync::with_next));
    SKIFTE_TRY(planned.id, state_->free_id(State_::new_region()));
    FilingRow row;
    row.filing = planned;
    SKIFTE_CHECK(state_->store.insert(row));
    SKIFTE_CHECK(state_->store.commit(transaction));
    if (state_->index) state_->index->add_to_run(planned.run, row.seq);
    return planned.id;
}

Result<void> Journal::sending(std::string_view id, std::size_t accepted) {
    SKIFTE_TRY(const std::int64_t owner, state_->presence.claim());
    const auto intend = [&](FilingRow& row) -> Result<void> {
        Filing& filing = row.filing;
        SKIFTE_CHECK(move_to(filing, State::sending));
        SKIFTE_CHECK(state_->none_other(filing, accepted));
        SKIFTE_CHECK(state_->store.count_intents(1));
        row.owner = owner;
        filing.sent = state_->clock.now();
        filing.sent_up = state_->clock.uptime();
        forget_answer(filing);
        return {};
    };
    SKIFTE_CHECK(state_->change(id, intend));
    state_->unsettled.try_emplace(std::string{id});
    return state_->raise_mark();
}

Result<std::string> Journal::accept(std::string_view id, const Acceptance& acceptance) {
    std::string receipt;
    SKIFTE_CHECK(state_->change(id, [&](FilingRow& row) -> Result<void> {
        SKIFTE_TRY(receipt, state_->accept(row, acceptance));
        return {};
    }));
    state_->settle(id);
    return receipt;
}

Result<void> Journal::refuse(std::string_view id, const Rejection& rejection) {
    SKIFTE_CHECK(state_->change(id, [&](FilingRow& row) { return state_->refuse(row, rejection); }));
    state_->settle(id);
    return {};
}

Result<void> Journal::lose(std::string_view id, const Rejection& why, std::optional<Instant> last_byte) {
    return state_->change(id, [&](FilingRow& row) { return state_->lose(row, why, last_byte); });
}

Result<void> Journal::verify(std::string_view receipt, Verification verification,
                             std::vector<std::string> differences) {
    return verify(std::array{Verified{std::string{receipt}, verification, std::move(differences)}});
}

const fs::path& Journal::path() const noexcept {
    return state_->path;
}

}  // namespace skifte::journal
