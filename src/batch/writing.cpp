#include "batch/writing.hpp"

#include <csignal>
#include <pthread.h>
#include <utility>

namespace skifte::batch {

namespace {

// A signal is for the thread that waits.
void leave_signals_to_others() {
    sigset_t all{};
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

}  // namespace

void Writing::start(journal::Journal& journal, const filing::Context& context, const std::string& run,
                    bool apart, std::function<void()> written) {
    auto work = [this, &journal, &context, &run, apart, written = std::move(written)] {
        if (apart) leave_signals_to_others();
        result_ = write(journal, context, run);
        written_.store(true, std::memory_order_release);
        if (apart) written();
    };
    if (!apart) return work();
    thread_ = std::async(std::launch::async, std::move(work));
}

Result<void> Writing::finish() {
    if (thread_.valid()) thread_.get();
    return std::move(result_);
}

Result<void> Writing::write(journal::Journal& journal, const filing::Context& context,
                            const std::string& run) {
    ended.reserve(answered.size());
    for (const Answered& one : answered) {
        ended.push_back(filing::conclusion(one.row->id, one.sent));
        if (one.judgement.next != Judgement::Next::refused) ended.back().rejection.settled_by = "run";
    }
    if (group.empty()) return journal.conclude(ended);
    std::vector<journal::Filing> wishes;
    wishes.reserve(group.size());
    for (const auto& row : group) {
        journal::Filing& wish = wishes.emplace_back(filing::wish(journal, *row->target, context));
        wish.spec = row->spec;
        wish.spec_version = row->spec_version;
        wish.run = run;
        wish.row = row->number;
    }
    SKIFTE_TRY(begun, journal.begin(std::move(wishes), ended));
    return {};
}

}  // namespace skifte::batch
