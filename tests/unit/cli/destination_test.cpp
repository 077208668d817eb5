#include "cli/destination.hpp"
#include "unit/cli/piped_streams.hpp"

#include <skifte/support/digest.hpp>
#include <skifte/support/files.hpp>

#include <catch2/catch.hpp>

#include <fcntl.h>
#include <fstream>
#include <pty.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace skifte;
using namespace skifte::cli;
using skifte::cli::test::PipedStreams;
namespace fs = std::filesystem;

namespace {

struct Fixture {
    fs::path folder = fs::temp_directory_path() / ("skifte-test-" + random_uuid());
    PipedStreams pipes;
    Session session{SessionOptions{}, system_clock()};
    Context context{pipes.streams(), Globals{}, session, system_clock()};

    Fixture() { fs::create_directory(folder); }
    ~Fixture() { fs::remove_all(folder); }

    std::string at(const char* name) const { return (folder / name).string(); }
    Result<Destination> resolved(const std::string& to) {
        return resolve_destination(context, to, "navn.pdf");
    }
    void put(const std::string& to, std::string_view text, bool replace = false) {
        const Destination where = resolved(to).value();
        auto writer = open_writer(context, where, "", replace).value();
        REQUIRE(writer->write(text).value());
        REQUIRE(writer->finish());
    }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "A folder takes the name that is offered, and a file its own", "[destination]") {
    CHECK(resolved(folder.string())->path == folder / "navn.pdf");
    CHECK(resolved(at("") + "/")->path == folder / "navn.pdf");
    CHECK(resolved(at("ny.pdf"))->path == folder / "ny.pdf");
    CHECK_FALSE(resolved(at("ny.pdf"))->exists);
    CHECK(resolved(at("findes-ikke/")).error().code == "file.unwritable");
}

TEST_CASE_METHOD(Fixture, "A link is followed: what it names is replaced, and the link stays",
                 "[destination]") {
    std::ofstream(folder / "rigtig") << "gammel";
    fs::create_symlink("rigtig", folder / "link");
    CHECK(resolved(at("link"))->path == fs::canonical(folder / "rigtig"));
    CHECK(resolved(at("link"))->exists);
    put(at("link"), "ny", true);
    CHECK(fs::is_symlink(folder / "link"));
    CHECK(read_file(folder / "rigtig").value() == "ny");

    fs::create_symlink("findes-ikke", folder / "tomt");
    CHECK(resolved(at("tomt")).error().code == "file.dangling");
}

TEST_CASE_METHOD(Fixture, "A device and a FIFO are written to and stay what they are", "[destination]") {
    put("/dev/null", "væk");
    CHECK(fs::is_character_file("/dev/null"));

    REQUIRE(::mkfifo(at("roer").c_str(), 0600) == 0);
    const FileHandle reader(::open(at("roer").c_str(), O_RDONLY | O_NONBLOCK));
    put(at("roer"), "igennem");
    char text[16];
    CHECK(::read(reader.get(), text, sizeof text) == 7);
    CHECK(fs::is_fifo(folder / "roer"));
}

TEST_CASE_METHOD(Fixture, "Stdout is known by its other names", "[destination]") {
    CHECK(resolved("-")->kind == Destination::Kind::standard_output);
    CHECK(resolved("/dev/null")->kind == Destination::Kind::device);
    const FileHandle file(::open(at("ud").c_str(), O_WRONLY | O_CREAT, 0600));
    Streams streams(0, file.get(), 2);
    CHECK(streams.is_out(at("ud")));
    CHECK_FALSE(streams.is_out(at("andet")));
    CHECK_FALSE(streams.is_out("/dev/null"));
}

TEST_CASE_METHOD(Fixture, "A terminal is not sent what may command it", "[destination]") {
    int master = -1;
    int slave = -1;
    REQUIRE(::openpty(&master, &slave, nullptr, nullptr, nullptr) == 0);
    const FileHandle one(master);
    const FileHandle other(slave);
    Streams streams(0, slave, 2);
    Context on_terminal(streams, Globals{}, session, system_clock());
    const Destination where = resolve_destination(on_terminal, "-", "").value();
    CHECK(open_writer(on_terminal, where, "", false).error().code == "usage.terminal");
}

TEST_CASE_METHOD(Fixture, "What is there is replaced only by who asks for it", "[destination]") {
    put(at("a.pdf"), "første");
    const Destination where = resolved(at("a.pdf")).value();
    auto writer = open_writer(context, where, "", false).value();
    REQUIRE(writer->write("andet").value());
    CHECK(writer->finish().error().code == "file.exists");
    CHECK(read_file(folder / "a.pdf").value() == "første");
    CHECK(std::distance(fs::directory_iterator(folder), fs::directory_iterator()) == 1);
}

TEST_CASE_METHOD(Fixture, "What a try leaves is kept where the next can know it, and else is gone",
                 "[destination]") {
    const bool known = GENERATE(true, false);
    const std::string key = known ? std::string(64, 'a') : "";
    const Destination where = resolved(at("a.pdf")).value();
    {
        auto writer = open_writer(context, where, key, false).value();
        REQUIRE(writer->write("halvt").value());
        CHECK(writer->give_up(true) == known);
    }
    auto next = open_writer(context, where, key, false).value();
    CHECK(next->size() == (known ? 5 : 0));
    next->give_up(false);
    CHECK(fs::is_empty(folder));
}
