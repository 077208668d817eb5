#include "integration/sandbox_process.hpp"

#include <skifte/support/files.hpp>
#include <skifte/support/result.hpp>

#include <catch2/catch.hpp>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sys/wait.h>
#include <unistd.h>

namespace skifte::test {

namespace {

namespace fs = std::filesystem;

fs::path program() {
    return fs::path(SKIFTE_BUILD_DIR) / "libexec" / "skifte-sandbox";
}

fs::path make_folder() {
    std::string name = (fs::temp_directory_path() / "skifte-test-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    return name;
}

struct Started {
    pid_t pid = -1;
    std::string line;
};

// Starts it and waits for its line; the end of the pipe without one is a failed start.
Started start(const fs::path& folder) {
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    const pid_t pid = fork();
    if (pid == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        const std::string path = program().string();
        const std::string dir = folder.string();
        execl(path.c_str(), path.c_str(), "serve", "--dir", dir.c_str(), "--port", "0", "--afgoerelse-efter",
              "0s", "--quiet", static_cast<char*>(nullptr));
        _exit(127);
    }
    close(ends[1]);
    Started started{pid, {}};
    char c = 0;
    while (read(ends[0], &c, 1) == 1 && c != '\n') started.line += c;
    close(ends[0]);
    INFO("the sandbox did not start: " << program());
    REQUIRE_FALSE(started.line.empty());
    return started;
}

void stop(pid_t pid) {
    kill(pid, SIGTERM);
    int status = 0;
    waitpid(pid, &status, 0);
}

// A folder whose keys are made, without a server running.
const fs::path& prepared() {
    struct Prepared {
        fs::path folder = make_folder();
        Prepared() { stop(start(folder).pid); }
        ~Prepared() { fs::remove_all(folder); }
    };
    static const Prepared one;
    return one.folder;
}

}  // namespace

SandboxProcess::SandboxProcess() : folder_(make_folder()) {
    fs::copy(prepared(), folder_, fs::copy_options::recursive);
    const Started started = start(folder_);
    pid_ = started.pid;
    const auto line = Json::parse(started.line);
    REQUIRE(line);
    url_ = line->text("url");
}

SandboxProcess::~SandboxProcess() {
    if (pid_ > 0) stop(pid_);
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

std::string SandboxProcess::testdata(std::string_view purpose, std::string_view member) const {
    const auto text = read_file(folder_ / "testdata.json");
    REQUIRE(text);
    const auto data = Json::parse(*text);
    REQUIRE(data);
    for (const auto& [kind, entries] : data->members())
        for (const Json& one : entries.items())
            if (one.text("formaal") == purpose && one.find(member) != nullptr)
                return std::string(one.text(member));
    FAIL("nothing in testdata.json for " << purpose);
    return {};
}

void SandboxProcess::faults(std::string_view rules) const {
    REQUIRE(replace_file(folder_ / "faults.json", rules));
}

int SandboxProcess::committed(std::string_view operation) const {
    std::ifstream log(folder_ / "requests.log");
    int count = 0;
    for (std::string line; std::getline(log, line);) {
        const auto entry = Json::parse(line);
        if (!entry || entry->text("operation") != operation) continue;
        const Json* committed = entry->find("committed");
        if (committed != nullptr && committed->is_boolean() && committed->as_boolean()) ++count;
    }
    return count;
}

}  // namespace skifte::test
