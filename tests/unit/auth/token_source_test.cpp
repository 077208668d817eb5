// The token source: one call for all, the cache on disk, its lock, and time.
#include <skifte/auth/token.hpp>
#include <skifte/support/files.hpp>

#include "fake_transport.hpp"
#include "test_pki.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <sys/stat.h>

using namespace skifte;
using namespace skifte::auth;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

constexpr auto no_deadline = std::chrono::steady_clock::time_point::max();

TokenOptions options_of(const fs::path& folder) {
    TokenOptions options;
    options.endpoint = "https://token.invalid/oauth/token";
    options.client_id = "klient";
    options.client_secret = Secret{"hemmelig"};
    options.scope = "krav";
    options.certificate_sha256 = std::string(64, 'a');
    options.cache_folder = folder;
    return options;
}

// A cache folder, a loop and a clock, shared by what stands for one process or several.
struct Machine {
    test::TemporaryFolder folder;
    net::Loop loop;
    test::FakeClock clock;

    [[nodiscard]] fs::path cache() const { return folder.path() / "cache"; }

    [[nodiscard]] std::vector<fs::path> files(std::string_view ending) const {
        std::vector<fs::path> found;
        if (!fs::exists(cache())) return found;
        for (const auto& entry : fs::directory_iterator(cache()))
            if (entry.path().extension() == ending) found.push_back(entry.path());
        return found;
    }
    [[nodiscard]] fs::path file() const {
        REQUIRE(files(".json").size() == 1);
        return files(".json").front();
    }
};

struct Process {
    explicit Process(Machine& machine_) : Process(machine_, options_of(machine_.cache())) {}
    Process(Machine& machine_, TokenOptions options)
        : machine(machine_),
          transport(machine_.loop),
          source(make_token_source(transport, std::move(options), machine_.clock)) {}

    Result<Token> get(std::optional<Secret> not_this = {},
                      std::chrono::steady_clock::time_point deadline = no_deadline) {
        std::optional<Result<Token>> result;
        source->get(std::move(not_this), deadline, [&](Result<Token> token) { result = std::move(token); });
        CHECK_FALSE(result);  // never from inside get
        machine.loop.run_until([&] { return result.has_value(); });
        return *std::move(result);
    }
    std::string value(std::optional<Secret> not_this = {}) {
        auto token = get(std::move(not_this));
        return token ? token->value.reveal() : token.error().code;
    }
    [[nodiscard]] std::size_t calls() const { return transport.requests.size(); }

    Machine& machine;
    test::FakeTransport transport;
    std::unique_ptr<TokenSource> source;
};

}  // namespace

TEST_CASE("a token is fetched once and then given from memory", "[auth][token]") {
    Machine machine;
    Process process{machine};
    process.transport.will_give_token("et");
    const auto first = process.get();
    REQUIRE(first);
    CHECK(first->value.reveal() == "et");
    CHECK_FALSE(first->from_cache);
    const auto second = process.get();
    REQUIRE(second);
    CHECK(second->value.reveal() == "et");
    CHECK(second->from_cache);
    CHECK(process.calls() == 1);
}

TEST_CASE("calls at the same time share one fetch", "[auth][token]") {
    Machine machine;
    Process process{machine};
    process.transport.will_give_token("et");
    int given = 0;
    for (int i = 0; i < 10; ++i)
        process.source->get({}, no_deadline, [&](const Result<Token>& token) {
            if (token && token->value.reveal() == "et") ++given;
        });
    machine.loop.run_until([&] { return given == 10; });
    CHECK(process.calls() == 1);
}

TEST_CASE("calls at the same time share a failure too, and the next one asks again", "[auth][token]") {
    Machine machine;
    Process process{machine};
    process.transport.will_answer(401, R"({"error":"invalid_client"})");
    process.transport.will_give_token("et");
    std::vector<std::string> codes;
    for (int i = 0; i < 3; ++i)
        process.source->get({}, no_deadline, [&](const Result<Token>& token) {
            codes.push_back(token ? "" : token.error().code);
        });
    machine.loop.run_until([&] { return codes.size() == 3; });
    CHECK(codes == std::vector<std::string>(3, "token.invalid_client"));
    CHECK(process.calls() == 1);
    CHECK(process.value() == "et");
}

TEST_CASE("a call may be made from inside an answer", "[auth][token]") {
    Machine machine;
    Process process{machine};
    process.transport.will_answer(503, "");
    process.transport.will_give_token("et");
    std::string inner;
    process.source->get({}, no_deadline, [&](const Result<Token>& first) {
        CHECK_FALSE(first);
        process.source->get({}, no_deadline,
                            [&](const Result<Token>& token) { inner = token->value.reveal(); });
    });
    machine.loop.run_until([&] { return !inner.empty(); });
    CHECK(inner == "et");
}

TEST_CASE("another process finds the token on disk", "[auth][token]") {
    Machine machine;
    Process first{machine};
    Process second{machine};
    first.transport.will_give_token("et", R"(,"expires_in":3600,"scope":"krav sag")");
    REQUIRE(first.value() == "et");
    const auto token = second.get();
    REQUIRE(token);
    CHECK(token->value.reveal() == "et");
    CHECK(token->scope == "krav sag");
    CHECK(token->from_cache);
    CHECK(token->expires - token->obtained == 1h);
    CHECK(second.calls() == 0);
}

TEST_CASE("two processes that ask at once make one call", "[auth][token]") {
    Machine machine;
    Process first{machine};
    Process second{machine};
    first.transport.will_give_token("et");
    second.transport.will_give_token("to");
    std::vector<std::string> given;
    const auto keep = [&](const Result<Token>& token) {
        given.push_back(token ? token->value.reveal() : "fejl");
    };
    first.source->get({}, no_deadline, keep);
    second.source->get({}, no_deadline, keep);
    machine.loop.run_until([&] { return given.size() == 2; });
    CHECK(given == std::vector<std::string>{"et", "et"});
    CHECK(first.calls() + second.calls() == 1);
}

TEST_CASE("the cache is private from the first byte and holds no other secret", "[auth][token]") {
    Machine machine;
    Process process{machine};
    process.transport.will_give_token("et");
    REQUIRE(process.value() == "et");
    struct stat info {};
    REQUIRE(::stat(machine.cache().c_str(), &info) == 0);
    CHECK((info.st_mode & 0777U) == 0700U);
    REQUIRE(::stat(machine.file().c_str(), &info) == 0);
    CHECK((info.st_mode & 0777U) == 0600U);
    REQUIRE(machine.files(".lock").size() == 1);
    REQUIRE(::stat(machine.files(".lock").front().c_str(), &info) == 0);
    CHECK((info.st_mode & 0777U) == 0600U);
    const std::string name = machine.file().filename().string();
    CHECK(name.starts_with("token-"));
    CHECK(name.size() == std::string_view{"token-0123456789abcdef.json"}.size());
    CHECK(read_file(machine.file()).value().find("hemmelig") == std::string::npos);
}

TEST_CASE("a cache that others can read or write is refused", "[auth][token]") {
    Machine machine;
    {
        Process process{machine};
        process.transport.will_give_token("et");
        REQUIRE(process.value() == "et");
    }
    const fs::path file = machine.file();
    const mode_t mode = GENERATE(0640U, 0604U, 0620U, 0602U, 0644U, 0666U);
    REQUIRE(::chmod(file.c_str(), mode) == 0);
    Process process{machine};
    process.transport.will_give_token("to");
    const auto refused = process.get();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "token.cache_open");
    CHECK(refused.error().argument("path") == file.string());
    CHECK(process.calls() == 0);

    REQUIRE(process.source->clear());
    CHECK(process.value() == "to");
}

TEST_CASE("a cache that cannot be read as ours counts as none", "[auth][token]") {
    Machine machine;
    {
        Process process{machine};
        process.transport.will_give_token("et");
        REQUIRE(process.value() == "et");
    }
    const fs::path file = machine.file();
    const std::string good = read_file(file).value();
    const auto with = [&](const char* name, Json value) {
        Json json = Json::parse(good).value();
        json.set(name, std::move(value));
        return json.dump();
    };
    const std::string content = GENERATE_COPY(values<std::string>({
        "",
        "{",
        "[]",
        good.substr(0, good.size() / 2),
        with("binding", std::string(64, '0')),
        with("expires", "snart"),
        with("obtained", nullptr),
        with("access_token", ""),
        with("access_token", "a\r\nX-Evil: 1"),
    }));
    CAPTURE(content);
    REQUIRE(replace_file(file, content));
    Process process{machine};
    process.transport.will_give_token("to");
    CHECK(process.value() == "to");
    Process after{machine};
    CHECK(after.value() == "to");
}

TEST_CASE("a token is bound to all that makes it this client's", "[auth][token]") {
    Machine machine;
    Process first{machine};
    first.transport.will_give_token("et");
    REQUIRE(first.value() == "et");

    TokenOptions options = options_of(machine.cache());
    SECTION("endpoint") {
        options.endpoint += "2";
    }
    SECTION("client id") {
        options.client_id = "anden";
    }
    SECTION("certificate") {
        options.certificate_sha256 = std::string(64, 'b');
    }
    SECTION("scope") {
        options.scope = "sag";
    }
    SECTION("no scope") {
        options.scope.clear();
    }
    SECTION("authentication") {
        options.authentication = ClientAuthentication::post;
    }
    SECTION("the border between two of them") {
        options.client_id = "klient" + options.certificate_sha256.substr(0, 1);
        options.certificate_sha256.erase(0, 1);
    }
    Process other{machine, options};
    other.transport.will_give_token("to");
    CHECK(other.value() == "to");
    CHECK(machine.files(".json").size() == 2);
}

TEST_CASE("a token is refreshed early, but never before half its life", "[auth][token]") {
    struct Case {
        std::string life;
        std::chrono::milliseconds good_until;
    };
    const auto [life, good_until] = GENERATE(values<Case>({
        {"3600", 3540s},
        {"120", 60s},
        {"60", 30s},
        {"1", 500ms},
    }));
    CAPTURE(life);
    Machine machine;
    Process process{machine};
    process.transport.will_give_token("et", ",\"expires_in\":" + life);
    process.transport.will_give_token("to", ",\"expires_in\":" + life);
    REQUIRE(process.value() == "et");
    machine.clock.advance(good_until - 1ms);
    CHECK(process.value() == "et");
    Process neighbour{machine};
    CHECK(neighbour.value() == "et");
    machine.clock.advance(1ms);
    CHECK(process.value() == "to");
    CHECK(neighbour.value() == "to");
    CHECK(neighbour.calls() == 0);
}

TEST_CASE("a token without life is used once and kept nowhere", "[auth][token]") {
    Machine machine;
    Process process{machine};
    process.transport.will_give_token("et", R"(,"expires_in":0)");
    process.transport.will_give_token("to", R"(,"expires_in":-1)");
    CHECK(process.value() == "et");
    CHECK(machine.files(".json").empty());
    CHECK(process.value() == "to");
}

TEST_CASE("the life of a token counts from when it was asked for", "[auth][token]") {
    Machine machine;
    Process process{machine};
    process.transport.will([&](const net::Request&) -> Result<net::Response> {
        machine.clock.advance(100s);
        net::Response response;
        response.status = 200;
        response.body = R"({"access_token":"et","token_type":"Bearer","expires_in":120})";
        return response;
    });
    process.transport.will_give_token("to");
    REQUIRE(process.value() == "et");
    CHECK(process.value() == "to");
}

TEST_CASE("after the clock was set back a stored token is not trusted", "[auth][token]") {
    Machine machine;
    Process process{machine};
    process.transport.will_give_token("et");
    process.transport.will_give_token("to");
    REQUIRE(process.value() == "et");
    machine.clock.set_back(24h);
    CHECK(process.value() == "to");
}

TEST_CASE("a refused token is passed over in memory and on disk", "[auth][token]") {
    Machine machine;
    Process first{machine};
    Process second{machine};
    first.transport.will_give_token("et");
    first.transport.will_give_token("to");
    REQUIRE(first.value() == "et");
    CHECK(second.value() == "et");
    CHECK(first.value(Secret{"et"}) == "to");
    SECTION("a neighbour that was refused the old one takes the new one from disk") {
        CHECK(second.value(Secret{"et"}) == "to");
        CHECK(second.calls() == 0);
    }
    SECTION("what others refused is no matter if we hold a newer one") {
        CHECK(first.value(Secret{"et"}) == "to");
        CHECK(first.calls() == 2);
    }
}

TEST_CASE("a server that gives a refused token again is believed", "[auth][token]") {
    Machine machine;
    Process process{machine};
    process.transport.will_give_token("et");
    process.transport.will_give_token("et");
    REQUIRE(process.value() == "et");
    CHECK(process.value(Secret{"et"}) == "et");
    CHECK(process.calls() == 2);
}

TEST_CASE("while another process asks, its answer is waited for", "[auth][token]") {
    Machine machine;
    {
        Process process{machine};
        process.transport.will_give_token("et", R"(,"expires_in":100)");
        REQUIRE(process.value() == "et");
    }
    machine.clock.advance(100s);
    fs::path lock_path = machine.file();
    lock_path += ".lock";
    auto held = FileLock::try_lock(lock_path).value();
    REQUIRE(held);

    Process process{machine};
    SECTION("it answers") {
        // The neighbour writes what it got, in the very form that a process of ours writes.
        machine.loop.post([&] {
            Json json = Json::parse(read_file(machine.file()).value()).value();
            json.set("access_token", "naboens").set("obtained", rfc3339(machine.clock.now()));
            json.set("expires", rfc3339(machine.clock.now() + 1h));
            REQUIRE(replace_file(machine.file(), json.dump()));
        });
        CHECK(process.value() == "naboens");
        CHECK(process.calls() == 0);
    }
    SECTION("it goes away without an answer") {
        process.transport.will_give_token("vores");
        machine.loop.post([&] { held.reset(); });
        CHECK(process.value() == "vores");
    }
    SECTION("the deadline comes first") {
        const auto deadline = machine.clock.steady() + 1ms;
        const auto result = process.get({}, deadline);
        REQUIRE_FALSE(result);
        CHECK(result.error().code == "token.locked");
        CHECK(result.error().argument("path") == machine.file().string());
        CHECK(result.error().effect == Effect::none);
        CHECK(process.calls() == 0);
    }
}

TEST_CASE("an interrupt ends the wait for the lock", "[auth][token]") {
    test::TemporaryFolder folder;
    Interrupt interrupt;
    net::Loop loop{&interrupt};
    test::FakeTransport transport{loop};
    const test::FakeClock clock;
    const auto source = make_token_source(transport, options_of(folder.path()), clock);

    // Only the file's name is wanted here, and that is the source's affair: let it make one.
    transport.will_give_token("et", R"(,"expires_in":0)");
    bool done = false;
    source->get({}, no_deadline, [&](const Result<Token>&) { done = true; });
    loop.run_until([&] { return done; });
    std::optional<FileLock> held;
    for (const auto& entry : fs::directory_iterator(folder.path()))
        held = FileLock::try_lock(entry.path()).value();
    REQUIRE(held);

    std::string code;
    source->get({}, no_deadline, [&](const Result<Token>& token) { code = token ? "" : token.error().code; });
    loop.post([&] { interrupt.raise(); });
    loop.run_until([&] { return !code.empty(); });
    CHECK(code == "interrupted");
    CHECK(transport.requests.size() == 1);
}

TEST_CASE("each caller has its own deadline, and the call the latest", "[auth][token]") {
    Machine machine;
    Process process{machine};
    // The first answer never comes by itself: it is given once the impatient one has gone.
    std::function<void()> release;
    struct Held final : net::Transport {
        explicit Held(net::Loop& loop_) : inner(loop_) {}
        void start(net::Request request, Completion done) override {
            deadline = request.deadline;
            pending = std::move(done);
        }
        net::Loop& loop() noexcept override { return inner; }
        net::Loop& inner;
        Completion pending;
        std::chrono::steady_clock::time_point deadline{};
    } held{machine.loop};
    const auto source = make_token_source(held, options_of({}), machine.clock);

    const auto soon = machine.clock.steady() + 1ms;
    const auto late = machine.clock.steady() + 1h;
    std::string impatient;
    std::string patient;
    source->get({}, soon,
                [&](const Result<Token>& token) { impatient = token ? "token" : token.error().code; });
    source->get({}, late,
                [&](const Result<Token>& token) { patient = token ? "token" : token.error().code; });
    machine.loop.run_until([&] { return !impatient.empty(); });
    CHECK(impatient == "net.timeout.total");
    CHECK(patient.empty());
    CHECK(held.deadline == late);
    net::Response response;
    response.status = 200;
    response.body = R"({"access_token":"et","token_type":"Bearer"})";
    held.pending(response);
    CHECK(patient == "token");
}

TEST_CASE("an error of the transport says that it was the token call, and files nothing", "[auth][token]") {
    Machine machine;
    Process process{machine};
    process.transport.will([](const net::Request&) -> Result<net::Response> {
        return fail(Error{"net.reset"}.having(Effect::unknown));
    });
    const auto failed = process.get();
    REQUIRE_FALSE(failed);
    CHECK(failed.error().code == "net.reset");
    CHECK(failed.error().effect == Effect::none);
    CHECK(failed.error().frames == std::vector<std::string>{"token https://token.invalid/oauth/token"});
    CHECK(process.value() == "token.http");
}

TEST_CASE("a cache that cannot be written is done without", "[auth][token]") {
    Machine machine;
    std::ofstream{machine.cache()} << "en fil, hvor mappen skulle være";
    Process process{machine};
    process.transport.will_give_token("et");
    CHECK(process.value() == "et");
    CHECK(process.value() == "et");
    CHECK(process.calls() == 1);
}

TEST_CASE("without a folder nothing is written", "[auth][token]") {
    Machine machine;
    Process process{machine, options_of({})};
    process.transport.will_give_token("et");
    CHECK(process.value() == "et");
    CHECK(process.value() == "et");
    CHECK(process.source->clear().value());
    CHECK_FALSE(process.source->clear().value());
    CHECK(fs::is_empty(machine.folder.path()));
}

TEST_CASE("clearing forgets the token and says whether there was one", "[auth][token]") {
    Machine machine;
    Process process{machine};
    CHECK_FALSE(process.source->clear().value());
    process.transport.will_give_token("et");
    process.transport.will_give_token("to");
    REQUIRE(process.value() == "et");
    CHECK(process.source->clear().value());
    CHECK(machine.files(".json").empty());
    CHECK(process.value() == "to");
    Process other{machine};
    CHECK(other.source->clear().value());
}

TEST_CASE("a source that goes before its answer leaves nothing to fall over", "[auth][token]") {
    Machine machine;
    bool answered = false;
    bool last = false;
    {
        Process process{machine};
        process.transport.will_give_token("et");
        process.source->get({}, machine.clock.steady() + 1ms, [&](const Result<Token>&) { answered = true; });
    }
    machine.loop.after(2ms, [&](bool) { last = true; });
    machine.loop.run_until([&] { return last; });
    CHECK_FALSE(answered);
}
