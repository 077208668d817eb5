// Writing: one write to the journal, of what is to be begun and what has been answered, with one sync for
// both. It may be done on a thread of its own, so that the network goes on meanwhile.
#pragma once

#include <skifte/batch/send.hpp>

#include <atomic>
#include <cstddef>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <vector>

namespace skifte::batch {

// A row on its way.
struct Sending {
    std::size_t index = 0;     // in the table
    std::uint64_t number = 0;  // as sheet::Row counts
    std::string id;            // of its filing; "" before it is begun
    std::size_t attempts = 0;
    std::unique_ptr<filing::Target> target;
    std::string spec, spec_version;
    std::chrono::steady_clock::time_point left{};
};

struct Answered {
    std::unique_ptr<Sending> row;
    Result<filing::Sent> sent;
    Judgement judgement;
};

class Writing {
public:
    using Group = std::vector<std::unique_ptr<Sending>>;

    Writing(Group group_, std::vector<Answered> answered_)
        : group(std::move(group_)), answered(std::move(answered_)) {}

    // Writes; nobody else may use the journal until finish(). Apart, `written` is called from the other
    // thread.
    void start(journal::Journal& journal, const filing::Context& context, const std::string& run, bool apart,
               std::function<void()> written);
    [[nodiscard]] bool is_written() const noexcept { return written_.load(std::memory_order_acquire); }
    // Waits for it. After an error nothing of the group may be sent.
    [[nodiscard]] Result<void> finish();

    Group group;                     // to be begun
    std::vector<Answered> answered;  // to be concluded
    // After finish(): of each in the group, and of each that was answered.
    std::vector<journal::Journal::Begun> begun;
    std::vector<journal::Journal::Conclusion> ended;

private:
    [[nodiscard]] Result<void> write(journal::Journal& journal, const filing::Context& context,
                                     const std::string& run);

    Result<void> result_;
    std::atomic<bool> written_{false};
    std::future<void> thread_;  // last: its end waits for the thread
};

}  // namespace skifte::batch
