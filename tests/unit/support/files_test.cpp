#include <skifte/support/files.hpp>

#include <skifte/support/digest.hpp>

#include <catch2/catch.hpp>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace skifte;
namespace fs = std::filesystem;

namespace {

class Folder {
public:
    Folder() : path_(fs::temp_directory_path() / ("skifte-test-" + random_uuid())) {
        fs::create_directory(path_);
    }
    ~Folder() { fs::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] fs::path operator/(const char* name) const { return path_ / name; }
    [[nodiscard]] auto count() const {
        return std::distance(fs::directory_iterator(path_), fs::directory_iterator());
    }

private:
    fs::path path_;
};

mode_t mode_of(const fs::path& path) {
    struct stat info {};
    REQUIRE(::stat(path.c_str(), &info) == 0);
    return info.st_mode & 07777U;
}

// An environment variable for the length of a test.
class Variable {
public:
    Variable(const char* name, const char* value) : name_(name) {
        if (const char* before = std::getenv(name)) before_ = before;
        if (value == nullptr)
            ::unsetenv(name);
        else
            ::setenv(name, value, 1);
    }
    ~Variable() {
        if (before_)
            ::setenv(name_, before_->c_str(), 1);
        else
            ::unsetenv(name_);
    }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

private:
    const char* name_;
    std::optional<std::string> before_;
};

// Lets no file grow beyond `size`, and a write that would fail instead of killing us.
class SizeLimit {
public:
    explicit SizeLimit(rlim_t size) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{size, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~SizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }
    SizeLimit(const SizeLimit&) = delete;
    SizeLimit& operator=(const SizeLimit&) = delete;

private:
    rlimit before_{};
    void (*handler_)(int);
};

}  // namespace

TEST_CASE("A file is replaced whole and read back", "[files]") {
    const Folder folder;
    const fs::path path = folder / "note.json";
    const std::string content = std::string("bytes \0 of any kind \xFF\n", 22) + std::string(200'000, 'x');
    REQUIRE(replace_file(path, "old"));
    REQUIRE(replace_file(path, content));
    CHECK(*read_file(path) == content);
    CHECK(folder.count() == 1);
}

TEST_CASE("A file of ours has the mode asked for, whatever the umask", "[files]") {
    const Folder folder;
    const mode_t before = ::umask(0);
    const bool written = replace_file(folder / "private", "x").has_value();
    ::umask(0777);
    const bool written_open = replace_file(folder / "open", "x", 0644).has_value();
    ::umask(before);
    REQUIRE(written);
    REQUIRE(written_open);
    CHECK(mode_of(folder / "private") == 0600);
    CHECK(mode_of(folder / "open") == 0644);
}

TEST_CASE("A file name as long as a name can be is replaced too", "[files]") {
    const Folder folder;
    const fs::path path = folder / std::string(255, 'n').c_str();
    CHECK(replace_file(path, "x"));
}

TEST_CASE("A replacement that fails leaves the old file and nothing else", "[files]") {
    const Folder folder;
    const fs::path path = folder / "note";
    REQUIRE(replace_file(path, "old"));
    Result<void> replaced;
    {
        const SizeLimit limit{1000};
        replaced = replace_file(path, std::string(5000, 'x'));
    }
    REQUIRE_FALSE(replaced);
    CHECK(replaced.error().code == "file.unwritable");
    CHECK(replaced.error().argument("path") == path.string());
    CHECK(replaced.error().argument("reason") == errno_text(EFBIG));
    CHECK(*read_file(path) == "old");
    CHECK(folder.count() == 1);
}

TEST_CASE("A folder in the way is not replaced, and no temporary file is left", "[files]") {
    const Folder folder;
    fs::create_directory(folder / "taken");
    CHECK(replace_file(folder / "taken", "x").error().code == "file.unwritable");
    CHECK(folder.count() == 1);
    const auto lost = replace_file(folder / "no/such/folder", "x");
    CHECK(lost.error().code == "file.unwritable");
    CHECK(lost.error().argument("reason") == "No such file or directory");
}

TEST_CASE("What cannot be read is told apart", "[files]") {
    const Folder folder;
    REQUIRE(replace_file(folder / "file", "12345"));
    CHECK(read_file(folder / "absent").error().code == "file.missing");
    CHECK(read_file(folder / "file/below").error().code == "file.missing");
    CHECK(read_file(folder / "").error().code == "file.unreadable");
    REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
    CHECK(read_file(folder / "pipe").error().code == "file.unreadable");
    CHECK(*read_file(folder / "file", 5) == "12345");
    const auto large = read_file(folder / "file", 4);
    REQUIRE_FALSE(large);
    CHECK(large.error().code == "file.too_large");
    CHECK(large.error().argument("limit") == "4");
}

TEST_CASE("A private folder is made with those above it", "[files]") {
    const Folder folder;
    const fs::path deep = folder / "a/b/c/";
    REQUIRE(make_private_folder(deep));
    REQUIRE(make_private_folder(deep));
    CHECK(mode_of(folder / "a") == 0700);
    CHECK(mode_of(folder / "a/b/c") == 0700);
    REQUIRE(replace_file(folder / "file", ""));
    const auto blocked = make_private_folder(folder / "file/below");
    REQUIRE_FALSE(blocked);
    CHECK(blocked.error().code == "file.unwritable");
    CHECK(blocked.error().argument("reason") == errno_text(ENOTDIR));
}

TEST_CASE("Permissions say who else may touch a file", "[files]") {
    const Folder folder;
    const fs::path path = folder / "key.pem";
    struct Case {
        mode_t mode;
        bool read;
        bool write;
    };
    for (const auto& [mode, read, write] :
         {Case{0600, false, false}, Case{0640, true, false}, Case{0604, true, false}, Case{0620, false, true},
          Case{0602, false, true}, Case{0666, true, true}}) {
        REQUIRE(replace_file(path, "x", mode));
        const auto found = permissions(path);
        REQUIRE(found);
        CHECK(found->others_read == read);
        CHECK(found->others_write == write);
    }
    CHECK(permissions(folder / "absent").error().code == "file.missing");
}

TEST_CASE("A lock is held by one alone and let go when it goes", "[files]") {
    const Folder folder;
    const fs::path path = folder / "lock";
    {
        auto first = FileLock::try_lock(path);
        REQUIRE(first);
        REQUIRE(first->has_value());
        CHECK(mode_of(path) == 0600);
        const auto second = FileLock::try_lock(path);
        REQUIRE(second);
        CHECK_FALSE(second->has_value());
        const FileLock moved = std::move(**first);
        CHECK_FALSE(FileLock::try_lock(path)->has_value());
    }
    CHECK(FileLock::try_lock(path)->has_value());
    CHECK(FileLock::try_lock(folder / "no/lock").error().code == "file.unwritable");
}

TEST_CASE("A lock keeps another process out until its holder is dead", "[files]") {
    const Folder folder;
    const fs::path path = folder / "lock";
    int locked[2];
    REQUIRE(::pipe(locked) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const auto lock = FileLock::try_lock(path);
        const char answer = lock && lock->has_value() ? 'y' : 'n';
        if (::write(locked[1], &answer, 1) == 1) ::pause();
        ::_exit(1);
    }
    char answer = 0;
    REQUIRE(::read(locked[0], &answer, 1) == 1);
    CHECK(answer == 'y');
    CHECK_FALSE(FileLock::try_lock(path)->has_value());
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    CHECK(FileLock::try_lock(path)->has_value());
    ::close(locked[0]);
    ::close(locked[1]);
}

TEST_CASE("A file handle closes what it holds, once", "[files]") {
    const int raw = ::dup(STDERR_FILENO);
    {
        FileHandle a{raw};
        FileHandle b = std::move(a);
        CHECK_FALSE(a.is_open());  // NOLINT(bugprone-use-after-move): that it is closed is the point
        FileHandle c;
        c = std::move(b);
        CHECK(c.get() == raw);
    }
    CHECK(::close(raw) == -1);
    FileHandle released{::dup(STDERR_FILENO)};
    const int kept = released.release();
    CHECK_FALSE(released.is_open());
    CHECK(::close(kept) == 0);
}

TEST_CASE("The user's folders follow the XDG specification", "[files]") {
    const Variable home{"HOME", "/srv/anne"};
    {
        const Variable state{"XDG_STATE_HOME", "/var/anne"};
        CHECK(state_folder() == "/var/anne/skifte");
    }
    const Variable state{"XDG_STATE_HOME", "relative/is/ignored"};
    const Variable cache{"XDG_CACHE_HOME", ""};
    const Variable config{"XDG_CONFIG_HOME", nullptr};
    CHECK(state_folder() == "/srv/anne/.local/state/skifte");
    CHECK(cache_folder() == "/srv/anne/.cache/skifte");
    CHECK(config_folder() == "/srv/anne/.config/skifte");
}

TEST_CASE("a replacement takes the file's place only when it is committed") {
    const Folder folder;
    REQUIRE(replace_file(folder / "f", "old"));
    {
        auto abandoned = FileReplacement::begin(folder / "f");
        REQUIRE(abandoned);
        REQUIRE(abandoned->write("half"));
        CHECK(mode_of(abandoned->temporary()) == 0600);
    }
    CHECK(read_file(folder / "f").value() == "old");
    CHECK(folder.count() == 1);

    auto replacement = FileReplacement::begin(folder / "f");
    REQUIRE(replacement);
    REQUIRE(replacement->write("ne"));
    REQUIRE(replacement->write("w"));
    CHECK(read_file(folder / "f").value() == "old");
    REQUIRE(replacement->commit());
    CHECK(read_file(folder / "f").value() == "new");
    CHECK(folder.count() == 1);
}

TEST_CASE("a spool has no name and is nobody else's to read") {
    const Folder folder;
    auto spool = open_spool(folder / ".");
    REQUIRE(spool);
    CHECK(folder.count() == 0);
    struct stat info {};
    REQUIRE(::fstat(spool->get(), &info) == 0);
    CHECK((info.st_mode & 07777U) == 0600);
    CHECK(info.st_nlink == 0);
    REQUIRE(::pwrite(spool->get(), "abc", 3, 0) == 3);
    std::string back(3, '\0');
    REQUIRE(::pread(spool->get(), back.data(), 3, 0) == 3);
    CHECK(back == "abc");
    CHECK(open_spool(folder / "none").error().code == "file.unwritable");
}

TEST_CASE("Errno has a text", "[files]") {
    CHECK(errno_text(ENOENT) == "No such file or directory");
    CHECK(errno_text(99999) == "error 99999");
}
