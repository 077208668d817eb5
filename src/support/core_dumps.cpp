#include <skifte/support/core_dumps.hpp>

#include <mutex>
#include <sys/prctl.h>

namespace skifte {

namespace {

struct State {
    std::mutex mutex;
    int holders = 0;
    int before = 1;
};

// Never destroyed: whatever holds a key may be static too.
State& state() {
    static State& only = *new State;
    return only;
}

}  // namespace

NoCoreDumps::NoCoreDumps() {
    State& now = state();
    const std::lock_guard lock(now.mutex);
    if (now.holders++ > 0) return;
    now.before = ::prctl(PR_GET_DUMPABLE);
    ::prctl(PR_SET_DUMPABLE, 0);
}

NoCoreDumps::~NoCoreDumps() {
    State& now = state();
    const std::lock_guard lock(now.mutex);
    if (--now.holders == 0) ::prctl(PR_SET_DUMPABLE, now.before);
}

}  // namespace skifte
