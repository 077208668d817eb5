// Pinned files: what they know, and what is refused.
#include "unit/net/tls_server.hpp"

#include <skifte/net/pinned_file.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

using namespace skifte;
using net::PinnedFile;
using net::test::TemporaryFolder;

namespace {

void write(const std::filesystem::path& path, std::string_view content) {
    std::ofstream(path, std::ios::binary) << content;
}

std::string code(const Result<PinnedFile>& result) {
    return result ? "" : result.error().code;
}

}  // namespace

TEST_CASE("A pinned file knows its name, size, digest and first bytes") {
    const TemporaryFolder folder;
    const std::string content = "%PDF-1.7" + std::string(300'000, 'x');
    write(folder / "redegørelse.pdf", content);
    const auto file = PinnedFile::open(folder / "redegørelse.pdf");
    REQUIRE(file);
    CHECK(file->name() == "redegørelse.pdf");
    CHECK(file->size() == content.size());
    CHECK(file->digest() == sha256(content));
    CHECK(file->head() == std::string_view(content).substr(0, 1024));
}

TEST_CASE("A pinned file is the file that was opened, whatever comes to bear its name") {
    const TemporaryFolder folder;
    write(folder / "a", "first");
    const auto file = PinnedFile::open(folder / "a");
    REQUIRE(file);
    write(folder / "b", "other");
    std::filesystem::rename(folder / "b", folder / "a");
    std::array<std::byte, 16> out{};
    const auto count = file->read(1, out);
    REQUIRE(count);
    CHECK(std::string(reinterpret_cast<const char*>(out.data()), *count) == "irst");
}

TEST_CASE("A symbolic link is followed when a file is pinned") {
    const TemporaryFolder folder;
    write(folder / "target", "content");
    std::filesystem::create_symlink(folder / "target", folder / "link");
    const auto file = PinnedFile::open(folder / "link");
    REQUIRE(file);
    CHECK(file->name() == "link");
    CHECK(file->digest() == sha256("content"));
}

TEST_CASE("What is no regular file with content is not pinned") {
    const TemporaryFolder folder;
    write(folder / "empty", "");
    REQUIRE(::mkfifo((folder / "fifo").c_str(), 0600) == 0);
    CHECK(code(PinnedFile::open(folder / "missing")) == "file.missing");
    CHECK(code(PinnedFile::open(folder / "empty" / "below")) == "file.missing");
    CHECK(code(PinnedFile::open(folder / "empty")) == "file.empty");
    CHECK(code(PinnedFile::open(folder / "fifo")) == "file.not_regular");
    CHECK(code(PinnedFile::open(folder / ".")) == "file.not_regular");
}

TEST_CASE("A file that may not be read says why") {
    if (::geteuid() == 0) return;  // who may read everything
    const TemporaryFolder folder;
    write(folder / "locked", "content");
    REQUIRE(::chmod((folder / "locked").c_str(), 0) == 0);
    const auto file = PinnedFile::open(folder / "locked");
    REQUIRE_FALSE(file);
    CHECK(file.error().code == "file.unreadable");
    CHECK(file.error().argument("reason") == "Permission denied");
}

TEST_CASE("A file that has become shorter reads as ended") {
    const TemporaryFolder folder;
    write(folder / "a", "0123456789");
    const auto file = PinnedFile::open(folder / "a");
    REQUIRE(file);
    std::filesystem::resize_file(folder / "a", 4);
    std::array<std::byte, 16> out{};
    CHECK(file->read(2, out).value() == 2);
    CHECK(file->read(4, out).value() == 0);
}
