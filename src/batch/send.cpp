// The run itself. A row goes to `sending` in the journal some time before its bytes leave: rows are begun by
// the group, and wait in a queue until the pace lets them go. What was answered meanwhile is written with the
// next group, since it is the sync that takes the time. One such write is under way at a time.
#include <skifte/batch/send.hpp>

#include "batch/writing.hpp"

#include <algorithm>
#include <deque>
#include <memory>
#include <utility>
#include <vector>

namespace skifte::batch {

namespace {

using std::chrono::milliseconds;
using Time = std::chrono::steady_clock::time_point;

// An answer waits so long for others that share its sync, and a group is of as many rows as leave meanwhile.
constexpr milliseconds between_syncs{200};
// At most: what is begun and has not left is looked up after a kill.
constexpr double most_begun = 1000;
// With fewer leaving in that time a sync for each group costs little, and a kill leaves fewer to look up.
constexpr std::size_t enough_to_count = 20;

Standing standing_after(journal::State state) {
    switch (state) {
    case journal::State::accepted: return Standing::done;
    case journal::State::refused: return Standing::refused;
    default: return Standing::unknown;
    }
}

class Sender {
public:
    Sender(Source& source, journal::Journal& journal, const filing::Context& context, Table& table,
           Loop& loop, const Clock& clock, const SendOptions& options)
        : source_(source),
          journal_(journal),
          context_(context),
          table_(table),
          loop_(loop),
          clock_(clock),
          options_(options),
          pace_(options.pace) {}

    Result<void> run();

private:
    using Group = Writing::Group;
    Result<void> send_all();
    Result<void> fill();
    Result<std::unique_ptr<Sending>> next_row();
    [[nodiscard]] std::size_t group_size() const;
    void write(Group group);
    Result<void> finish_writing();
    Result<void> take_begun(Group group, const std::vector<journal::Journal::Begun>& begun);
    Result<void> met_another(const Sending& row, const std::string& other);
    void dispatch();
    void wake_after(Pace::Duration wait);
    void start(std::unique_ptr<Sending> row);
    void land(std::unique_ptr<Sending> row, Result<filing::Sent> sent);
    void wait();
    Result<void> conclude();
    void apply(Answered& answered, Standing standing);
    Result<void> give_back();
    void stop(Error error);
    void report();
    [[nodiscard]] bool is_done() const {
        return source_ended_ && queue_.empty() && retries_.empty() && in_air_ == 0 && answered_.empty() &&
               !writing_;
    }
    // Nothing can go on before it is.
    [[nodiscard]] bool must_be_recorded() const {
        return !writing_ && !answered_.empty() &&
               (in_air_ == 0 || clock_.steady() >= recorded_ + between_syncs);
    }
    [[nodiscard]] bool is_written() const { return writing_ && writing_->is_written(); }
    // How long a portal takes is told by a clock that stands while we write, when no answer is looked at.
    [[nodiscard]] Time listening() const { return clock_.steady() - deaf_; }

    Source& source_;
    journal::Journal& journal_;
    const filing::Context& context_;
    Table& table_;
    Loop& loop_;
    const Clock& clock_;
    const SendOptions& options_;
    Pace pace_;
    std::size_t next_index_ = 0;
    bool source_ended_ = false;
    std::deque<std::unique_ptr<Sending>> queue_;  // begun, not yet on their way
    Group retries_;                               // to be begun again
    std::size_t in_air_ = 0;                      // on their way, and not answered
    std::vector<Answered> answered_;              // not yet in the journal
    std::unique_ptr<Writing> writing_;            // under way
    std::size_t last_group_ = 0;                  // how many it had
    bool landed_ = false;                         // one that was not looked at yet
    Time recorded_{};                             // since when answers wait to be written
    std::size_t left_ = 0;                        // rows since then
    Pace::Duration deaf_{};                       // in all
    std::shared_ptr<bool> rung_ = std::make_shared<bool>(false);
    std::optional<Time> alarm_;  // when the next timer rings
    Progress progress_;
    std::size_t fruitless_ = 0;  // answers since the last acceptance
    std::optional<Error> stopped_;
};

Result<void> Sender::run() {
    progress_.total = table_.count(Standing::ready);
    auto ran = send_all();
    // What is in the air calls us back, whatever has gone wrong meanwhile, and what it says may yet be kept.
    loop_.run_until([this] { return in_air_ == 0; });
    if (auto finished = finish_writing(); ran) ran = std::move(finished);
    if (auto concluded = conclude(); ran) ran = std::move(concluded);
    if (auto given_back = give_back(); ran) ran = std::move(given_back);
    report();
    if (ran && stopped_) return fail(*std::move(stopped_));
    return ran;
}

Result<void> Sender::send_all() {
    SKIFTE_CHECK(source_.rewind());
    while (!is_done()) {
        if (loop_.interrupted()) stop(Error{"interrupted"});
        if (stopped_) return {};
        if (is_written()) SKIFTE_CHECK(finish_writing());
        SKIFTE_CHECK(fill());
        if (is_written()) SKIFTE_CHECK(finish_writing());
        dispatch();
        if (must_be_recorded())
            write({});
        else if (!queue_.empty() || in_air_ > 0 || writing_)
            wait();  // else another process filed all of the group, and nothing would wake us
        report();
    }
    return {};
}

std::size_t Sender::group_size() const {
    const std::chrono::duration<double> passed = clock_.steady() - recorded_;
    if (left_ < enough_to_count || passed.count() <= 0) return pace_.allowed();
    const double expected =
        static_cast<double>(left_) * (std::chrono::duration<double>(between_syncs) / passed);
    return std::max(pace_.allowed(), static_cast<std::size_t>(std::min(expected, most_begun)));
}

// Begins another group when the queue runs low, so that each sync is for many. What is written apart begins
// early enough for the queue to last until it is written.
Result<void> Sender::fill() {
    const std::size_t enough = std::max(pace_.allowed() / 2, options_.write_apart ? last_group_ : 0);
    if (writing_ || queue_.size() > enough || (source_ended_ && retries_.empty())) return {};
    const std::size_t wanted = group_size();
    Group group;
    while (!retries_.empty() && group.size() < wanted) {
        group.push_back(std::move(retries_.back()));
        retries_.pop_back();
    }
    while (group.size() < wanted && !source_ended_) {
        SKIFTE_TRY(std::unique_ptr<Sending> row, next_row());
        if (!row) break;
        group.push_back(std::move(row));
        // What cannot be looked up after a kill is not begun before it can leave.
        if (group.size() >= pace_.allowed() && !group.back()->target->look_up_rule()) break;
    }
    if (!group.empty()) write(std::move(group));
    return {};
}

// The next row that is ready; none at the end.
Result<std::unique_ptr<Sending>> Sender::next_row() {
    for (Item item;;) {
        SKIFTE_TRY(const bool more, source_.next(item, false));
        source_ended_ = !more || next_index_ >= table_.rows.size();
        if (source_ended_) return std::unique_ptr<Sending>{};
        const std::size_t index = next_index_++;
        if (table_.rows[index].standing != Standing::ready || !item.target) continue;
        auto row = std::make_unique<Sending>();
        row->index = index;
        row->number = table_.rows[index].number;
        row->target = std::move(item.target);
        row->spec = std::move(item.spec);
        row->spec_version = std::move(item.spec_version);
        return row;
    }
}

// Has the group begun, and everything recorded that was answered so far.
void Sender::write(Group group) {
    if (!group.empty()) last_group_ = group.size();
    writing_ = std::make_unique<Writing>(std::move(group), std::exchange(answered_, {}));
    const Time began = clock_.steady();
    writing_->start(journal_, context_, options_.run, options_.write_apart, [&loop = loop_] { loop.wake(); });
    recorded_ = clock_.steady();
    deaf_ += recorded_ - began;
    left_ = 0;
}

// Waits for what is being written, and then goes by it.
Result<void> Sender::finish_writing() {
    if (!writing_) return {};
    auto written = writing_->finish();
    const auto done = std::exchange(writing_, nullptr);
    if (!written && done->answered.empty()) return written;
    if (!written)
        return fail(
            std::move(written).error().having(Effect::unknown).with("id", done->answered.front().row->id));
    for (std::size_t i = 0; i < done->answered.size(); ++i)
        apply(done->answered[i], standing_after(done->ended[i].state));
    return take_begun(std::move(done->group), done->begun);
}

Result<void> Sender::take_begun(Group group, const std::vector<journal::Journal::Begun>& begun) {
    for (std::size_t i = 0; i < group.size(); ++i) {
        if (begun[i].id.empty()) {
            SKIFTE_CHECK(met_another(*group[i], begun[i].other));
            continue;
        }
        group[i]->id = begun[i].id;
        RowState& state = table_.rows[group[i]->index];
        state.set_filing(begun[i].id);
        state.standing = Standing::unknown;  // until it is known
        queue_.push_back(std::move(group[i]));
    }
    return {};
}

// Another process filed the same since the check.
Result<void> Sender::met_another(const Sending& row, const std::string& other) {
    SKIFTE_TRY(const journal::Filing filing, journal_.filing(other));
    const filing::Digests digests = filing::digests(journal_, row.target->identity(), context_);
    table_.stand_as(static_cast<std::uint32_t>(row.index), filing, filing.content == digests.content);
    return {};
}

void Sender::dispatch() {
    while (!queue_.empty()) {
        const auto wait = pace_.until_next(clock_.steady());
        if (!wait) return;
        if (*wait > Pace::Duration::zero()) {
            return wake_after(*wait);
        }
        auto row = std::move(queue_.front());
        queue_.pop_front();
        start(std::move(row));
    }
}

void Sender::start(std::unique_ptr<Sending> row) {
    ++in_air_;
    ++left_;
    ++row->attempts;
    row->left = listening();
    pace_.left(clock_.steady());
    Sending& flying = *row.release();
    flying.target->start([this, &flying](Result<filing::Sent> sent) {
        land(std::unique_ptr<Sending>(&flying), std::move(sent));
    });
}

// What an answer means for the rows to come counts at once; what it means for its own, when it is on disk.
void Sender::land(std::unique_ptr<Sending> row, Result<filing::Sent> sent) {
    --in_air_;
    landed_ = true;
    const Judgement judgement = sent ? Judgement{} : options_.judge(sent.error());
    pace_.came(row->left, listening(), judgement.pressure);
    if (judgement.hold) pace_.hold_until(clock_.steady() + *judgement.hold);
    if (judgement.next == Judgement::Next::stop) stop(sent.error());
    const bool later = judgement.next == Judgement::Next::again;
    if (later && row->attempts >= options_.attempts) stop(sent.error());
    if (sent) fruitless_ = 0;
    if (!sent && !later && ++fruitless_ >= options_.give_up_after)
        stop(Error{"batch.all_refused",
                   {{"count", std::to_string(fruitless_)}, {"cause", sent.error().code}}});
    answered_.push_back({std::move(row), std::move(sent), judgement});
}

// A timer cannot be taken back, and may ring when this is gone.
void Sender::wake_after(Pace::Duration wait) {
    const Time at = clock_.steady() + wait;
    if (alarm_ && *alarm_ <= at) return;
    alarm_ = at;
    loop_.after(std::chrono::ceil<milliseconds>(wait), [rung = rung_] { *rung = true; });
}

void Sender::wait() {
    if (!answered_.empty() && !writing_) wake_after(recorded_ + between_syncs - clock_.steady());
    loop_.run_until([this] { return *rung_ || landed_ || is_written() || loop_.interrupted(); });
    landed_ = false;
    if (std::exchange(*rung_, false)) alarm_.reset();
}

Result<void> Sender::conclude() {
    if (answered_.empty()) return {};
    write({});
    return finish_writing();
}

void Sender::apply(Answered& answered, Standing standing) {
    const Judgement::Next next = answered.judgement.next;
    const bool later = standing == Standing::refused && next != Judgement::Next::refused;
    table_.rows[answered.row->index].standing = later ? Standing::ready : standing;
    if (standing == Standing::done && answered.sent)
        table_.tell(static_cast<std::uint32_t>(answered.row->index),
                    {std::move(answered.sent->server_id), std::move(answered.sent->server_time)});
    progress_.done += standing == Standing::done ? 1 : 0;
    progress_.unknown += standing == Standing::unknown ? 1 : 0;
    progress_.refused += standing == Standing::refused && !later ? 1 : 0;
    if (later && next == Judgement::Next::again && !stopped_) retries_.push_back(std::move(answered.row));
}

// The first reason counts.
void Sender::stop(Error error) {
    if (stopped_) return;
    error.effect = Effect::none;
    stopped_ = std::move(error);
}

// What was begun and has not left.
Result<void> Sender::give_back() {
    if (queue_.empty()) return {};
    std::vector<journal::Journal::Conclusion> conclusions;
    for (const auto& row : queue_)
        conclusions.push_back({.id = row->id,
                               .state = journal::State::refused,
                               .rejection = {.fault_code = "batch.not_sent", .settled_by = "run"}});
    SKIFTE_CHECK(journal_.conclude(conclusions));
    for (const auto& row : queue_) table_.rows[row->index].standing = Standing::ready;
    queue_.clear();
    return {};
}

void Sender::report() {
    progress_.in_flight = in_air_;
    progress_.allowed = pace_.allowed();
    if (options_.progress) options_.progress(progress_);
}

}  // namespace

Result<void> send(Source& source, journal::Journal& journal, const filing::Context& context, Table& table,
                  Loop& loop, const Clock& clock, const SendOptions& options) {
    return Sender{source, journal, context, table, loop, clock, options}.run();
}

}  // namespace skifte::batch
