// What tests of the journal need: a folder of their own, a clock they set, a filing nobody made, and children
// that die at a given moment.
#pragma once

#include <skifte/journal/journal.hpp>

#include <catch2/catch.hpp>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace skifte::journal::test {

namespace fs = std::filesystem;

class Folder {
public:
    Folder() {
        // In memory where there is such a place: the journal syncs a lot, and no test here cuts the power.
        const fs::path memory = "/dev/shm";
        const bool usable = ::access(memory.c_str(), W_OK | X_OK) == 0;
        std::string name = ((usable ? memory : fs::temp_directory_path()) / "skifte-journal-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) std::abort();
        path_ = name;
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    [[nodiscard]] const fs::path& path() const { return path_; }
    fs::path operator/(const char* name) const { return path_ / name; }

private:
    fs::path path_;
};

class SetClock final : public Clock {
public:
    Instant time{std::chrono::milliseconds{1'800'000'000'000}};
    std::string boot = "boot-1";
    [[nodiscard]] Instant now() const override { return time; }
    [[nodiscard]] Uptime uptime() const override { return {boot, time.time_since_epoch() - set_by_}; }
    // Somebody sets the wall clock; no time passes.
    void set_by(std::chrono::milliseconds difference) {
        time += difference;
        set_by_ += difference;
    }
    [[nodiscard]] std::chrono::steady_clock::time_point steady() const override { return {}; }

private:
    std::chrono::milliseconds set_by_{};
};

template <typename T>
T good(Result<T> result) {
    INFO("error " << (result ? "" : result.error().code));
    REQUIRE(result);
    return std::move(result).value();
}
inline void good(const Result<void>& result) {
    INFO("error " << (result ? "" : result.error().code));
    REQUIRE(result);
}
template <typename T>
std::string code(const Result<T>& result) {
    return result ? "" : result.error().code;
}

inline Journal opened(const fs::path& folder, const Clock& clock = system_clock(),
                      const std::string& vfs = "") {
    return good(Journal::open({.folder = folder, .vfs = vfs}, clock));
}

inline Filing wish(const Journal& journal, const std::string& identity = "identity") {
    Filing filing;
    filing.environment = "sandbox";
    filing.base_url = "https://localhost:1";
    filing.cvr = "99999999";
    filing.certificate_serial = "0a1b";
    filing.spec = "spec";
    filing.spec_version = "1.1.0";
    filing.operation = "indsendRedegoerelse";
    filing.target = R"({"sagId":"s-1"})";
    filing.identity = journal.hmac(identity);
    filing.content = journal.hmac("content of " + identity);
    filing.match = R"({"/a":")" + journal.hmac("a") + R"("})";
    filing.input_path = "redegørelse.pdf";
    filing.files = {{"dokument", "redegørelse.pdf", 7, std::string(64, 'a')}};
    return filing;
}

inline std::vector<Filing> all(const Journal& journal, const Query& query = {}) {
    std::vector<Filing> found;
    good(journal.filings(query, [&](const Filing& filing) {
        found.push_back(filing);
        return true;
    }));
    return found;
}

// Runs `work` in a child that then dies as by kill -9: nothing is flushed, no destructor runs. Gives its exit
// status.
template <typename Work>
int in_child(Work&& work) {
    const pid_t child = ::fork();
    if (child == 0) {
        // An assertion that fails throws, and must not go on as a second test program.
        try {
            ::_exit(work());
        } catch (...) {
            ::_exit(120);
        }
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace skifte::journal::test
