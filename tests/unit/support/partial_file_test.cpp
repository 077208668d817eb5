#include <skifte/support/partial_file.hpp>

#include <skifte/support/digest.hpp>

#include <catch2/catch.hpp>

#include <fstream>
#include <sys/resource.h>
#include <sys/stat.h>
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

private:
    fs::path path_;
};

void write(const fs::path& path, std::string_view text) {
    std::ofstream(path) << text;
}

std::string content(const fs::path& path) {
    return read_file(path).value();
}

mode_t mode_of(const fs::path& path) {
    struct stat info {};
    REQUIRE(::stat(path.c_str(), &info) == 0);
    return info.st_mode & 07777U;
}

}  // namespace

TEST_CASE("A partial file takes its name when it is whole, and only its owner may read it") {
    const Folder folder;
    auto partial = PartialFile::open(folder / "del");
    REQUIRE(partial);
    CHECK(mode_of(folder / "del") == 0600);
    REQUIRE(partial->append("retsbog"));
    CHECK_FALSE(fs::exists(folder / "hel"));
    REQUIRE(partial->become(folder / "hel", false));
    CHECK(content(folder / "hel") == "retsbog");
    CHECK(mode_of(folder / "hel") == 0600);
    CHECK_FALSE(fs::exists(folder / "del"));
}

TEST_CASE("A partial file goes on where an earlier process left it") {
    const Folder folder;
    REQUIRE(PartialFile::open(folder / "del")->append("rets"));
    ::chmod((folder / "del").c_str(), 0644);
    auto again = PartialFile::open(folder / "del");
    REQUIRE(again);
    CHECK(mode_of(folder / "del") == 0600);
    CHECK(again->size() == 4);
    std::string there;
    REQUIRE(again->read([&](std::string_view chunk) { there += chunk; }));
    CHECK(there == "rets");
    REQUIRE(again->append("bog"));
    CHECK(content(folder / "del") == "retsbog");
    REQUIRE(again->restart());
    REQUIRE(again->append("ny"));
    CHECK(content(folder / "del") == "ny");
}

TEST_CASE("A name that something has is taken only by who may replace it") {
    const Folder folder;
    write(folder / "hel", "andres");
    auto partial = PartialFile::open(folder / "del");
    REQUIRE(partial->append("nyt"));
    const auto refused = partial->become(folder / "hel", false);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "file.exists");
    CHECK(content(folder / "hel") == "andres");
    REQUIRE(partial->become(folder / "hel", true));
    CHECK(content(folder / "hel") == "nyt");
}

TEST_CASE("Two do not write one partial file, and what is no file of ours is not written to") {
    const Folder folder;
    const auto first = PartialFile::open(folder / "del");
    REQUIRE(first);
    CHECK(PartialFile::open(folder / "del").error().code == "file.busy");

    write(folder / "andres", "hemmeligt");
    fs::create_symlink(folder / "andres", folder / "link");
    CHECK(PartialFile::open(folder / "link").error().code == "file.unwritable");
    fs::create_hard_link(folder / "andres", folder / "haardt");
    CHECK(PartialFile::open(folder / "haardt").error().code == "file.unwritable");
    REQUIRE(::mkfifo((folder / "roer").c_str(), 0600) == 0);
    CHECK(PartialFile::open(folder / "roer").error().code == "file.unwritable");
    CHECK(PartialFile::open(folder / "findes-ikke/del").error().code == "file.unwritable");
    CHECK(content(folder / "andres") == "hemmeligt");
}

TEST_CASE("What is discarded is gone") {
    const Folder folder;
    PartialFile::open(folder / "del")->discard();
    CHECK_FALSE(fs::exists(folder / "del"));
}
