#include <skifte/support/clock.hpp>

#include <ctime>
#include <fstream>

namespace skifte {

namespace {

// "" where there is no /proc: then a boot is told from the next by uptimes that go back, if at all.
std::string read_boot_id() {
    std::ifstream file{"/proc/sys/kernel/random/boot_id"};
    std::string id;
    std::getline(file, id);
    return id;
}

class SystemClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override {
        return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    }
    [[nodiscard]] std::chrono::steady_clock::time_point steady() const override {
        return std::chrono::steady_clock::now();
    }
    [[nodiscard]] Uptime uptime() const override {
        static const std::string boot = read_boot_id();
        std::timespec time{};
        ::clock_gettime(CLOCK_BOOTTIME, &time);
        return {boot, std::chrono::floor<std::chrono::milliseconds>(std::chrono::seconds{time.tv_sec} +
                                                                    std::chrono::nanoseconds{time.tv_nsec})};
    }
};

}  // namespace

std::optional<std::chrono::milliseconds> elapsed(const Uptime& then, const Uptime& now) {
    if (then.boot != now.boot || then.since_boot > now.since_boot) return std::nullopt;
    return now.since_boot - then.since_boot;
}

const Clock& system_clock() {
    static const SystemClock clock;
    return clock;
}

}  // namespace skifte
