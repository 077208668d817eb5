// What tests of a batch need: a sheet of rows, a portal that keeps what it is sent and does as it is told,
// and a loop whose time passes only when nothing else is to be done.
#pragma once

#include "unit/journal/fixture.hpp"

#include <skifte/batch/check.hpp>
#include <skifte/batch/send.hpp>
#include <skifte/batch/settle.hpp>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace skifte::batch::test {

using journal::test::code;
using journal::test::Folder;
using journal::test::good;
using std::chrono::milliseconds;

// It is asked from the thread that writes the journal too; set by hand only while that does not.
class MovingClock final : public Clock {
public:
    Instant time{milliseconds{1'800'000'000'000}};
    std::chrono::steady_clock::time_point monotonic{std::chrono::hours{1}};
    [[nodiscard]] Instant now() const override {
        const std::lock_guard lock{mutex_};
        return time;
    }
    [[nodiscard]] std::chrono::steady_clock::time_point steady() const override {
        const std::lock_guard lock{mutex_};
        return monotonic;
    }
    [[nodiscard]] Uptime uptime() const override {
        return {"boot-1", std::chrono::floor<milliseconds>(steady().time_since_epoch())};
    }
    void pass(milliseconds span) {
        const std::lock_guard lock{mutex_};
        time += span;
        monotonic += span;
    }

private:
    mutable std::mutex mutex_;
};

// Calls what is due in its order, and lets the time pass until the next is.
class FakeLoop final : public Loop {
public:
    explicit FakeLoop(MovingClock& clock) : clock_(clock) {}
    void after(milliseconds delay, std::function<void()> fire) override {
        due_.emplace(clock_.monotonic + delay, std::move(fire));
    }
    void run_until(const std::function<bool()>& done) override {
        while (!done()) {
            if (due_.empty()) {
                wait_to_be_woken();
                continue;
            }
            auto first = due_.extract(due_.begin());
            if (first.key() > clock_.monotonic)
                clock_.pass(std::chrono::ceil<milliseconds>(first.key() - clock_.monotonic));
            first.mapped()();
        }
    }
    void wake() override {
        const std::lock_guard lock{mutex_};
        woken_ = true;
        wakes_.notify_one();
    }
    [[nodiscard]] bool interrupted() const override { return stop; }
    // Calls all that is due at any time.
    void drain() {
        while (!due_.empty()) due_.extract(due_.begin()).mapped()();
    }

    bool stop = false;

private:
    void wait_to_be_woken() {
        std::unique_lock lock{mutex_};
        const bool woken = wakes_.wait_for(lock, std::chrono::minutes{1}, [this] { return woken_; });
        REQUIRE(woken);  // else for ever
        woken_ = false;
    }

    std::mutex mutex_;
    std::condition_variable wakes_;
    bool woken_ = false;
    MovingClock& clock_;
    std::multimap<std::chrono::steady_clock::time_point, std::function<void()>> due_;
};

struct Krav {
    std::string reference, amount, place = "s-1";
    friend bool operator==(const Krav&, const Krav&) = default;
};

// What becomes of one request.
enum class Fate {
    filed,
    refused,       // 409
    lost_before,   // the connection goes, and nothing was filed
    lost_after,    // it goes, and it was
    busy,          // 429
    unauthorized,  // 401
};

class FakePortal final : public Portal {
public:
    FakePortal(MovingClock& clock, FakeLoop& loop) : clock_(clock), loop_(loop) {}

    struct Item {
        Krav krav;
        std::string id;
        // By the portal's own clock, which nobody sets.
        std::chrono::steady_clock::time_point came, shown;
    };
    std::vector<Item> items;
    std::map<std::string, std::deque<Fate>> fates;  // by reference; then filed
    milliseconds latency{10}, shown_after{0};
    std::optional<milliseconds> visible{milliseconds{30'000}};
    std::size_t requests = 0, questions = 0, in_flight = 0, most_in_flight = 0;
    std::function<void(const Krav&)> on_request = [](const Krav&) {};
    bool can_look_up = true, is_down = false;

    void request(const Krav& krav, std::function<void(Result<filing::Sent>)> done) {
        on_request(krav);
        ++requests;
        most_in_flight = std::max(most_in_flight, ++in_flight);
        auto answer = answer_to(krav);
        loop_.after(latency, [this, answer = std::move(answer), done = std::move(done)] {
            --in_flight;
            done(answer);
        });
    }
    std::string add(const Krav& krav) {
        const std::string id = "k-" + std::to_string(items.size() + 1);
        items.push_back({krav, id, clock_.monotonic, clock_.monotonic + shown_after});
        return id;
    }
    [[nodiscard]] std::size_t count(const Krav& krav) const {
        return static_cast<std::size_t>(
            std::count_if(items.begin(), items.end(), [&](const Item& item) { return item.krav == krav; }));
    }
    Result<std::vector<filing::Candidate>> list(const std::string& place) {
        ++questions;
        if (is_down) return fail("net.connect");
        std::vector<filing::Candidate> out;
        for (const Item& item : items)
            if (item.krav.place == place && item.shown <= clock_.monotonic)
                out.push_back({.server_id = item.id,
                               .server_time = "2027-01-15T08:00:00Z",
                               .fields = {{"/ref", item.krav.reference}, {"/beloeb", item.krav.amount}},
                               .received = clock_.time -
                                           std::chrono::floor<milliseconds>(clock_.monotonic - item.came)});
        return out;
    }

    Result<std::optional<std::vector<filing::Candidate>>> find(const journal::Filing& filing) override {
        using Found = std::optional<std::vector<filing::Candidate>>;
        if (!can_look_up) return Found{};
        const auto target = Json::parse(filing.target);
        SKIFTE_TRY(auto found, list(std::string(target->text("sagId"))));
        return Found{std::move(found)};
    }
    std::optional<milliseconds> visible_within(const journal::Filing&) const override { return visible; }

private:
    Result<filing::Sent> answer_to(const Krav& krav) {
        auto& told = fates[krav.reference];
        const Fate fate = told.empty() ? Fate::filed : told.front();
        if (!told.empty()) told.pop_front();
        const auto failed = [](const char* failure, int status, Effect effect) {
            Error error = Error{failure}.having(effect);
            if (status > 0) error.http = HttpFailure{status, "q", "application/json", Json()};
            return Result<filing::Sent>{fail(std::move(error))};
        };
        switch (fate) {
        case Fate::refused: return failed("http.conflict", 409, Effect::none);
        case Fate::busy: return failed("http.too_many", 429, Effect::none);
        case Fate::unauthorized: return failed("http.unauthorized", 401, Effect::none);
        case Fate::lost_before: return failed("net.reset", 0, Effect::unknown);
        case Fate::lost_after: add(krav); return failed("net.reset", 0, Effect::unknown);
        case Fate::filed: break;
        }
        return filing::Sent{.server_id = add(krav),
                            .server_time = "2027-01-15T08:00:00Z",
                            .request_id = "q",
                            .body_sha256 = "b0",
                            .last_byte = clock_.time,
                            .http_status = 201};
    }

    MovingClock& clock_;
    FakeLoop& loop_;
};

class KravTarget final : public filing::Target {
public:
    KravTarget(FakePortal& portal, Krav krav) : portal_(portal), krav_(std::move(krav)) {}
    Result<void> validate() override { return {}; }
    filing::Identity identity() const override {
        return {.operation = "opretKrav",
                .target = Json::object().set("sagId", krav_.place),
                .identity = {{"body.egenReference", krav_.reference}},
                .content = krav_.reference + " " + krav_.amount};
    }
    Result<filing::Sent> send() override { return fail("not here"); }
    void start(std::function<void(Result<filing::Sent>)> done) override {
        portal_.request(krav_, std::move(done));
    }
    std::optional<filing::LookUpRule> look_up_rule() const override {
        return filing::LookUpRule{{{"/ref", krav_.reference}, {"/beloeb", krav_.amount}},
                                  krav_.reference.empty() ? "" : "/ref",
                                  {}};
    }
    Result<std::vector<filing::Candidate>> find() override { return portal_.list(krav_.place); }
    Result<std::optional<std::vector<std::string>>> read_back(const filing::Sent&) override {
        return std::optional<std::vector<std::string>>{};
    }

private:
    FakePortal& portal_;
    Krav krav_;
};

class FakeSource final : public Source {
public:
    explicit FakeSource(FakePortal& portal) : portal_(portal) {}
    std::vector<Krav> rows;
    std::map<std::size_t, Fault> faults;   // by index
    std::optional<std::size_t> broken_at;  // from that row on it cannot be read

    Result<void> rewind() override {
        at_ = 0;
        return {};
    }
    Result<bool> next(Item& item, bool check) override {
        if (at_ == rows.size()) return false;
        if (broken_at && at_ >= *broken_at) return fail("file.unreadable");
        const Krav& krav = rows[at_];
        item = {};
        item.row.number = at_ + 2;
        for (const std::string& text : {krav.reference, krav.amount})
            item.row.cells.push_back({text.empty() ? sheet::Kind::empty : sheet::Kind::text, text});
        const auto fault = faults.find(at_++);
        if (fault != faults.end() && check) item.faults.push_back(fault->second);
        if (fault != faults.end()) return true;
        item.target = std::make_unique<KravTarget>(portal_, krav);
        item.spec = "spec";
        item.spec_version = "1.1.0";
        return true;
    }
    bool gives_prints() const override { return prints; }
    Result<bool> glance(Item& item) override {
        SKIFTE_TRY(const bool more, next(item, true));
        if (!more || !item.faults.empty()) return more;
        ++glances;
        const auto known = item.target->identity();
        const std::hash<std::string> hash;
        item.print = {hash(known.target.dump() + known.identity.front().second), hash(known.content)};
        item.target.reset();
        return true;
    }
    const std::vector<std::string>& columns() const override { return columns_; }

    bool prints = false;
    std::size_t glances = 0;

private:
    FakePortal& portal_;
    std::size_t at_ = 0;
    std::vector<std::string> columns_{"egenReference", "beloeb"};
};

inline const filing::Context context{.environment = "sandbox",
                                     .base_url = "https://localhost:1",
                                     .cvr = "99999999",
                                     .certificate_serial = "0a1b",
                                     .spec = "spec",
                                     .spec_version = "1.1.0",
                                     .input_path = "krav.csv"};

// As the command line judges, in short.
inline Judgement judge(const Error& error) {
    const int status = error.http ? error.http->status : 0;
    Judgement judgement;
    if (status == 429)
        judgement = {.next = Judgement::Next::again, .pressure = true, .hold = milliseconds{2'000}};
    if (status == 401) judgement.next = Judgement::Next::stop;
    return judgement;
}

struct Batch {
    Folder folder;
    MovingClock clock;
    FakeLoop loop{clock};
    FakePortal portal{clock, loop};
    FakeSource source{portal};
    journal::Journal journal = journal::test::opened(folder.path(), clock);
    Checked checked;
    SendOptions options;

    Batch() {
        options.judge = judge;
        options.run = "r-1";
        options.write_apart = GENERATE(false, true);
    }
    // So many rows, each with a reference of its own.
    void fill(std::size_t rows) {
        for (std::size_t i = 1; i <= rows; ++i)
            source.rows.push_back({"F-" + std::to_string(i), std::to_string(i) + ".00"});
    }
    void check(const CheckOptions& how = {}) { checked = good(batch::check(source, journal, context, how)); }
    Result<void> send() { return batch::send(source, journal, context, checked.table, loop, clock, options); }
    Settlements settle(const SettleOptions& how = {}) {
        return good(batch::settle(checked.table, journal, portal, loop, clock, how));
    }
    [[nodiscard]] Standing standing(std::size_t index) const { return checked.table.rows.at(index).standing; }
    [[nodiscard]] std::size_t count(Standing standing) const { return checked.table.count(standing); }
    // No row is there twice, and none is under way in the journal.
    void must_be_filed_once() const {
        for (const Krav& krav : source.rows) {
            CAPTURE(krav.reference, krav.amount);
            CHECK(portal.count(krav) == 1);
        }
    }
};

}  // namespace skifte::batch::test
