// Bodies: what is read of them, and what is held back.
#include "unit/net/tls_server.hpp"

#include <skifte/net/message.hpp>

#include <catch2/catch.hpp>

#include <fstream>
#include <vector>

using namespace skifte;
using net::Body;
using net::PinnedFile;
using net::test::TemporaryFolder;

namespace {

void write(const std::filesystem::path& path, std::string_view content) {
    std::ofstream(path, std::ios::binary) << content;
}

PinnedFile pinned(const std::filesystem::path& path, std::string_view content) {
    write(path, content);
    return PinnedFile::open(path).value();
}

struct Read {
    std::string content;
    std::string error;  // the code, or ""
    Sha256Digest digest{};
};

Read read_all(const Body& body, std::size_t step) {
    Body::Reader reader{body};
    Read out;
    std::vector<std::byte> block(step);
    for (;;) {
        const auto count = reader.read(block);
        if (!count) {
            out.error = count.error().code;
            break;
        }
        if (*count == 0) break;
        out.content.append(reinterpret_cast<const char*>(block.data()), *count);
    }
    CHECK(reader.position() == out.content.size());
    out.digest = reader.digest();
    return out;
}

}  // namespace

TEST_CASE("A body reads as its pieces in order, in steps of any size, as often as wanted") {
    const TemporaryFolder folder;
    Body body{"head-"};
    body.add("");
    body.add(pinned(folder / "a", "file-a-"));
    body.add("between-");
    body.add(pinned(folder / "b", "file-b"));
    const std::string whole = "head-file-a-between-file-b";
    CHECK(body.size() == whole.size());
    const auto step = GENERATE(std::size_t{1}, std::size_t{3}, std::size_t{7}, std::size_t{4096});
    for (int time = 0; time < 2; ++time) {
        const Read read = read_all(body, step);
        CHECK(read.content == whole);
        CHECK(read.error.empty());
        CHECK(read.digest == sha256(whole));
    }
}

TEST_CASE("An empty body reads as nothing") {
    CHECK(Body{}.empty());
    CHECK(Body{""}.empty());
    CHECK(read_all(Body{""}, 16).content.empty());
}

TEST_CASE("A copied body reads the same") {
    Body original{"content"};
    const Body copy = original;
    original = {};
    CHECK(read_all(copy, 3).content == "content");
}

TEST_CASE("Of a file that has changed the last block is never read, wherever the file stands") {
    const TemporaryFolder folder;
    const std::string before(1000, 'a');
    Body body{"head"};
    body.add(pinned(folder / "a", before));
    const bool closed = GENERATE(true, false);
    if (closed) body.add("end");
    const auto [change, after] = GENERATE_COPY(table<std::string, std::string>({
        {"rewritten", std::string(999, 'a') + "b"},
        {"rewritten at its start", "b" + std::string(999, 'a')},
        {"cut", std::string(990, 'a')},
        {"emptied", ""},
    }));
    INFO(change);
    write(folder / "a", after);
    const auto step = GENERATE(std::size_t{1}, std::size_t{64}, std::size_t{1000}, std::size_t{4096});
    const Read read = read_all(body, step);
    CHECK(read.error == "file.changed");
    CHECK(read.content.size() < 4 + before.size());
}

TEST_CASE("A file that has grown is another file, and is not sent whole") {
    const TemporaryFolder folder;
    Body body;
    body.add(pinned(folder / "a", "confirmed"));
    write(folder / "a", "confirmed and more");
    const Read read = read_all(body, 4);
    CHECK(read.error == "file.changed");
    CHECK(read.content.size() < std::string_view("confirmed").size());
}
