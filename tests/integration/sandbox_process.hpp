// A sandbox of a test's own: the real program, in a folder of its own, on a port the system chose. Its keys
// are made once per test program and copied, since making them takes seconds.
#pragma once

#include <skifte/support/json.hpp>

#include <filesystem>
#include <string>
#include <sys/types.h>

namespace skifte::test {

class SandboxProcess {
public:
    SandboxProcess();
    ~SandboxProcess();
    SandboxProcess(const SandboxProcess&) = delete;
    SandboxProcess& operator=(const SandboxProcess&) = delete;

    [[nodiscard]] const std::string& url() const noexcept { return url_; }
    [[nodiscard]] const std::filesystem::path& folder() const noexcept { return folder_; }
    [[nodiscard]] std::filesystem::path config() const { return folder_ / "config.toml"; }
    // The value of a case, company or estate in testdata.json: by what it is for, and the member wanted.
    [[nodiscard]] std::string testdata(std::string_view purpose, std::string_view member) const;
    // What it is to do wrong from now on: an array of rules.
    void faults(std::string_view rules) const;
    // How many requests of an operation it has committed.
    [[nodiscard]] int committed(std::string_view operation) const;

private:
    std::filesystem::path folder_;
    std::string url_;
    pid_t pid_ = -1;
};

}  // namespace skifte::test
